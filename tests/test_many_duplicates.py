"""Pages whose text is the same: listed, named in the rows, and right again when the inputs change or the driver dies."""

from __future__ import annotations

import json
from pathlib import Path

import many_kit as kit
import pytest

from pipeline.many.run import How, run_many
from pipeline.many.settings import Settings

INLINE = How(workers=-1, clean=kit.clean)
tree = kit.tree


def test_duplicates_name_their_original(tmp_path: Path) -> None:
    texts = ["醫院，好", "别的", "医院,好", "医院 ，好"]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts)))
    summary = run_many([tmp_path / "a.jsonl"], tmp_path / "out", settings=Settings(shard_bytes=1), how=INLINE)
    lines = (tmp_path / "out/duplicates.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": "2", "duplicate_of": "0"},
        {"id": "3", "duplicate_of": "0"},
    ]
    assert summary.duplicates == 2


REPEATED = {1: "一样", 4: "別的", 5: "一樣", 7: "一样", 8: "别的"}
"""texts of some of nine pages; the others hold their number"""


def repeating(folder: Path, special: dict[int, str] = REPEATED) -> Path:
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.html").write_text(f"<p>{special.get(number, number)}</p>")
    return folder


def marked(output: Path) -> dict[str, str | None]:
    if list((output / "data").glob("*.parquet")):
        rows = pytest.importorskip("pyarrow.parquet").read_table(output / "data").to_pylist()
    else:
        rows = kit.rows(output)
    found = {row["id"]: row["metadata"].get("duplicate_of") for row in rows}
    return {name: original for name, original in found.items() if original}


@pytest.mark.parametrize("kind", [("jsonl", "none"), ("jsonl", "gz"), ("jsonl", "zst"), ("parquet", "none")])
def test_rows_name_the_page_that_they_repeat(tmp_path: Path, kind: tuple[str, str]) -> None:
    settings = Settings(to=kind[0], compression=kind[1], shard_pages=3)
    run_many([repeating(tmp_path / "in")], tmp_path / "out", settings=settings, how=INLINE)
    assert marked(tmp_path / "out") == {"5.html": "1.html", "7.html": "1.html", "8.html": "4.html"}
    before = tree(tmp_path / "out")
    stamps = [path.stat().st_mtime_ns for path in (tmp_path / "out" / "data").iterdir()]
    again = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    assert (again.resumed, again.duplicates, tree(tmp_path / "out")) == (3, 3, before)
    assert stamps == [path.stat().st_mtime_ns for path in (tmp_path / "out" / "data").iterdir()]


def test_marks_of_repeated_pages_follow_the_inputs(tmp_path: Path) -> None:
    """The original goes, so the next page of that text becomes the original: as in a fresh run."""
    settings = Settings(shard_pages=3)
    run_many([repeating(tmp_path / "in")], tmp_path / "out", settings=settings, how=INLINE)
    (tmp_path / "in" / "1.html").write_text("<p>anders</p>")
    run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    run_many([tmp_path / "in"], tmp_path / "fresh", settings=settings, how=INLINE)
    assert marked(tmp_path / "out") == {"7.html": "5.html", "8.html": "4.html"}
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_killed_between_rows_and_mark_a_shard_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(shard_pages=3)
    run_many([repeating(tmp_path / "in")], tmp_path / "whole", settings=settings, how=INLINE)

    def killed(*_: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.many.duplicates.dataclasses.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    again = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    assert again.resumed == 2
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
