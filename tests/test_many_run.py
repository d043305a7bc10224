"""A run from inputs to outputs: formats, resuming, pages with bad manners, locks."""

from __future__ import annotations

import json
import os
from pathlib import Path

import many_kit as kit
import pytest

from pipeline.errors import OutputError, RuleError
from pipeline.many.claim import lock
from pipeline.many.driver import Summary
from pipeline.many.inputs import safe_name
from pipeline.many.run import How, clean_folder, run_many
from pipeline.many.settings import Settings
from pipeline.types import Options

tree = kit.tree
INLINE = How(workers=-1, clean=kit.clean)
TWO = How(workers=2, clean=kit.clean)


def total(summary: Summary) -> int:
    assert summary.pages == summary.cleaned + summary.rejected + summary.failed + summary.quarantined
    return summary.pages


def test_folder_becomes_a_mirrored_tree(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in" / "news", 2)
    (tmp_path / "in" / "news" / "00000.txt").write_text("文")
    summary, problems = clean_folder([tmp_path / "in"], tmp_path / "out", how=INLINE)
    assert (summary.cleaned, problems) == (3, [])
    names = ("00000.html", "00000.txt", "00001")
    assert set(tree(tmp_path / "out")) == {f"news/{n}.{s}" for n in names for s in ("txt", "md", "audit.jsonl")}
    assert (tmp_path / "out/news/00001.txt").read_text() == "第1页的正文。"
    page, removed = map(json.loads, (tmp_path / "out/news/00001.audit.jsonl").read_text().splitlines())
    assert (page["type"], page["name"], removed["rule"]) == ("page", "news/00001", "test/ad")


@pytest.mark.parametrize("compression", ["none", "gz", "zst"])
def test_rows_have_the_fields_that_other_tools_read(tmp_path: Path, compression: str) -> None:
    kit.write_jsonl(tmp_path / "a.jsonl", 5)
    summary = run_many([tmp_path / "a.jsonl"], tmp_path / "out", settings=Settings(compression=compression), how=INLINE)
    assert total(summary) == summary.cleaned == 5
    first = kit.rows(tmp_path / "out")[0]
    assert list(first) == ["text", "id", "url", "date", "metadata"]
    assert (first["text"], first["id"], first["url"]) == ("第0页的正文。", "id-0", "http://a.example/0")
    assert first["metadata"]["credits"] == [["责任编辑", "某某"]]
    assert len(list((tmp_path / "out" / "audit").iterdir())) == 1


def test_parquet_has_one_schema_whatever_it_holds(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    kit.write_jsonl(tmp_path / "a.jsonl", 3)
    kit.write_pages(tmp_path / "b", 3)
    run_many([tmp_path / "a.jsonl", tmp_path / "b"], tmp_path / "out", settings=Settings(to="parquet"), how=INLINE)
    files = sorted((tmp_path / "out" / "data").iterdir())
    assert len(files) == 2
    assert parquet.read_schema(files[0]) == parquet.read_schema(files[1])
    both = parquet.read_table(tmp_path / "out" / "data").to_pylist()
    assert [row["id"] for row in both] == ["id-0", "id-1", "id-2", "00000.html", "00001.html", "00002.html"]
    assert both[0]["metadata"]["credits"] == '[["责任编辑", "某某"]]'
    assert both[3]["url"] is None


def test_lone_surrogates_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "\\ud800", "text": "\\udc00文"}\n')
    run_many([tmp_path / "a.jsonl"], tmp_path / "out", how=INLINE)
    assert kit.rows(tmp_path / "out")[0]["text"] == "\udc00文"
    clean_folder([tmp_path / "a.jsonl"], tmp_path / "tree", how=INLINE)
    assert len(tree(tmp_path / "tree")) == 3


BAD = {3: "RAISE", 5: "EMPTY", 8: "FAIL"}


def test_every_page_is_counted_once(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 10, BAD)
    (tmp_path / "in" / "00009.html").write_bytes(b"x" * 2000)
    summary = run_many([tmp_path / "in"], tmp_path / "out", Options(max_bytes=1000), how=INLINE)
    assert (summary.cleaned, summary.rejected, summary.failed, summary.quarantined) == (6, 1, 1, 2)
    assert total(summary) == 10
    found = kit.errors(tmp_path / "out")
    assert found["00003.html"] == ("quarantined", "raised ValueError: asked to")
    assert found["00009.html"][1].startswith("too large")
    assert {status for status, _ in found.values()} == {"quarantined", "rejected", "failed"}


def test_second_run_does_nothing_and_changes_nothing(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 20, BAD)
    settings = Settings(shard_pages=6)
    first = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    before = tree(tmp_path / "out")
    second = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    assert (first.resumed, second.resumed) == (0, 4)
    assert tree(tmp_path / "out") == before
    assert total(second) == total(first) == 20


def test_a_damaged_output_is_made_again(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 9)
    settings = Settings(shard_pages=3)
    run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    before = tree(tmp_path / "out")
    (tmp_path / "out/data/part-00001.jsonl").write_text("half")
    (tmp_path / "out/data/.part-00002.jsonl.77.qingwen-part").write_text("left by a killed worker")
    assert run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE).resumed == 2
    assert tree(tmp_path / "out") == before


def test_changed_inputs_give_what_a_fresh_run_gives(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 9)
    settings = Settings(shard_pages=3)
    run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    for number in (2, 6, 7, 8):
        (tmp_path / "in" / f"{number:05d}.html").unlink()
    run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    run_many([tmp_path / "in"], tmp_path / "fresh", settings=settings, how=INLINE)
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_other_options_are_an_error_that_names_them(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 2)
    run_many([tmp_path / "in"], tmp_path / "out", how=INLINE)
    with pytest.raises(OutputError, match=r"other settings \(to\) and other options \(script\)"):
        run_many([tmp_path / "in"], tmp_path / "out", Options(script="keep"), Settings(to="tree"), INLINE)
    with pytest.raises(OutputError, match="other inputs"):
        run_many([tmp_path / "in" / "00001.html"], tmp_path / "out", how=INLINE)


def test_overwrite_starts_anew_and_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 4)
    how = How(workers=-1, clean=kit.clean, overwrite=True)
    run_many([tmp_path / "in"], tmp_path / "out", how=INLINE)
    run_many([tmp_path / "in"], tmp_path / "out", settings=Settings(to="tree"), how=how)
    assert len(tree(tmp_path / "out")) == 12


def test_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match=r"is not empty \(thesis.txt"):
        run_many([tmp_path / "in"], tmp_path / "out", how=How(workers=-1, overwrite=True))
    assert list((tmp_path / "out").glob("*.txt"))


def test_two_drivers_never_share_a_folder(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 1)
    with lock(tmp_path / "out"), pytest.raises(OutputError, match="another run is at work"):
        run_many([tmp_path / "in"], tmp_path / "out", how=INLINE)
    run_many([tmp_path / "in"], tmp_path / "out", how=INLINE)


def test_names_from_hostile_inputs_stay_inside(tmp_path: Path) -> None:
    names = ["../../escape", "/etc/passwd", "..", "a\x00b", "长" * 300, "", "c:\\windows"]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"id": n, "text": "文"}) + "\n" for n in names))
    clean_folder([tmp_path / "a.jsonl"], tmp_path / "deep" / "out", how=INLINE)
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "deep"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"out"}
    assert len(safe_name("长" * 300).encode()) <= 200


def test_workers_isolate_the_page_that_kills(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 40, {7: "SEGV", 8: "KILL", 30: "HANG", 33: "RAISE"})
    settings = Settings(shard_pages=10, page_timeout=1.5)
    summary = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=TWO)
    assert (summary.cleaned, summary.quarantined, total(summary)) == (36, 4, 40)
    causes = {name: cause for name, (_, cause) in kit.errors(tmp_path / "out").items()}
    assert causes["00007.html"] == "killed its worker (SIGSEGV)"
    assert causes["00008.html"].startswith("killed its worker (SIGKILL")
    assert causes["00030.html"] == "took too long"
    assert len({row["id"] for row in kit.rows(tmp_path / "out")}) == len(kit.rows(tmp_path / "out")) == 36


@pytest.mark.heavy
def test_a_page_that_waits_for_ever_is_ended_too(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 6, {2: "WAIT"})
    summary = run_many([tmp_path / "in"], tmp_path / "out", settings=Settings(page_timeout=0.5), how=TWO)
    assert (summary.cleaned, summary.quarantined) == (5, 1)
    assert kit.errors(tmp_path / "out")["00002.html"][1] == "took too long"


def test_memory_limit_makes_a_greedy_page_a_row(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 6, {2: "EAT"})
    settings = Settings(memory=4_000_000_000)
    summary = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=TWO)
    assert (summary.cleaned, summary.quarantined) == (5, 1)
    assert kit.errors(tmp_path / "out")["00002.html"][1] == "out of memory"


def test_results_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 30, BAD)
    settings = Settings(shard_pages=4)
    for name, how in (("one", INLINE), ("two", TWO)):
        run_many([tmp_path / "in"], tmp_path / name, settings=settings, how=how)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_stopping_lets_running_shards_end_and_the_next_run_goes_on(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 40)
    settings = Settings(shard_pages=4)
    seen: list[int] = []
    how = How(workers=-1, clean=kit.clean, watch=lambda run: seen.append(run.summary.done), stop=lambda: len(seen) >= 3)
    summary = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=how)
    assert summary.interrupted
    assert 0 < summary.done < 10
    assert not (tmp_path / "out" / "duplicates.jsonl").exists()
    again = run_many([tmp_path / "in"], tmp_path / "out", settings=settings, how=INLINE)
    assert (again.resumed, total(again)) == (summary.done, 40)


def test_full_disk_is_an_error_of_the_run_not_of_the_page(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "00000.txt").mkdir()  # where a file must go
    with pytest.raises(OutputError, match="cannot be written"):
        clean_folder([tmp_path / "in"], tmp_path / "out", how=INLINE)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 1)
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        run_many([tmp_path / "in"], tmp_path / "out", how=INLINE)


def test_large_pages_take_turns(tmp_path: Path) -> None:
    """Two workers with a large page each are never at them at the same time."""
    log = tmp_path / "log"
    more = f"LOG {log} END" + "长" * 700_000
    kit.write_pages(tmp_path / "in", 6, dict.fromkeys(range(6), more))
    summary = run_many([tmp_path / "in"], tmp_path / "out", settings=Settings(shard_pages=1), how=TWO)
    assert summary.cleaned == 6
    words = log.read_text().split()
    assert words == ["in", "out"] * 6


def test_a_folder_where_nothing_was_done_takes_other_options(tmp_path: Path) -> None:
    """A mistyped option is mended without --overwrite."""
    kit.write_pages(tmp_path / "in", 2)
    with pytest.raises(RuleError):
        run_many([tmp_path / "in"], tmp_path / "out", Options(sites=str(tmp_path / "none")), how=How(workers=-1))
    assert run_many([tmp_path / "in"], tmp_path / "out", how=INLINE).cleaned == 2
