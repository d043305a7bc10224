"""What there is to read, cut into shards, and read page by page."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import many_kit as kit
import pytest

from pipeline.errors import InputError
from pipeline.many.inputs import find_inputs, output_names
from pipeline.many.readers import Piece, Record, read_piece
from pipeline.many.settings import Fields, Settings
from pipeline.many.shards import Shard, plan_shards
from pipeline.many.warc import join_chunks, split_http

LIMIT = 1_000_000
DEFAULT = Fields()


def read_all(shards: list[Shard], fields: Fields = DEFAULT, limit: int = LIMIT) -> list[Record]:
    return [record for shard in shards for piece in shard.pieces for record in read_piece(piece, fields, limit)]


def plan(path: Path, **settings: int) -> list[Shard]:
    return plan_shards(find_inputs([path]), Settings(**settings))


def test_folder_keeps_order_and_counts_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/1.htm", "a.txt", "news.php?id=3", "logo.png", "x.css", ".hidden.html", "b/.git/c.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文")
    (tmp_path / "blob").write_bytes(b"\0\1\2")
    found = find_inputs([tmp_path])
    assert [file.id for file in found.files] == ["a.txt", "news.php?id=3", "b/1.htm", "b/2.html"]
    assert found.skipped == {".png": 1, ".css": 1, "(no suffix)": 1}


def test_output_folder_within_the_input_is_not_read(tmp_path: Path) -> None:
    kit.write_pages(tmp_path, 2)
    kit.write_pages(tmp_path / "output", 3)
    assert len(find_inputs([tmp_path], exclude=tmp_path / "output").files) == 2


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    kit.write_pages(tmp_path, 3)
    assert len(find_inputs([tmp_path, f"{tmp_path}/*.html"]).files) == 3


@pytest.mark.parametrize("name", ["missing.html", "missing/*.html"])
def test_a_name_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_inputs([tmp_path / name])


def test_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(InputError, match="no page"):
        find_inputs([tmp_path])


def test_names_from_two_folders_stay_apart(tmp_path: Path) -> None:
    for root in ("one", "two"):
        kit.write_pages(tmp_path / root, 1)
    found = find_inputs([tmp_path / "one", tmp_path / "two"])
    assert output_names(found.files) == ["one/00000.html", "two/00000.html"]


def test_small_pages_are_grouped(tmp_path: Path) -> None:
    shards = plan(kit.write_pages(tmp_path, 7), shard_pages=3)
    assert [len(shard.pieces) for shard in shards] == [3, 3, 1]
    assert len({shard.fingerprint for shard in shards}) == 3


def test_fingerprint_follows_the_input(tmp_path: Path) -> None:
    kit.write_pages(tmp_path, 1)
    before = plan(tmp_path)[0].fingerprint
    assert plan(tmp_path)[0].fingerprint == before
    os.utime(tmp_path / "00000.html", ns=(1, 1))
    assert plan(tmp_path)[0].fingerprint != before


@pytest.mark.parametrize("target", [1, 50, 333, 1000, 10**9])
def test_jsonl_is_split_without_loss(tmp_path: Path, target: int) -> None:
    path = kit.write_jsonl(tmp_path / "a.jsonl", 40)
    shards = plan(path, shard_bytes=target)
    assert [record.id for record in read_all(shards)] == [f"id-{n}" for n in range(40)]
    assert sum(shard.weight for shard in shards) == path.stat().st_size
    assert len(shards) == (1 if target == 10**9 else 40 if target == 1 else len(shards))


@pytest.mark.parametrize("target", [1, 700, 3000, 10**9])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_is_split_without_loss(tmp_path: Path, name: str, target: int) -> None:
    pytest.importorskip("fastwarc")
    path = kit.write_warc(tmp_path / name, [kit.warc_record(n, kit.page(n)) for n in range(30)])
    shards = plan(path, shard_bytes=target)
    records = read_all(shards)
    assert [record.id for record in records] == [f"{n:08d}" for n in range(30)]
    assert records[3] == Record(
        "00000003", kit.page(3), "http://a.example/3", "text/html; charset=utf-8", "2024-01-02T03:04:05Z"
    )
    assert (len(shards) > 1) == (target < 10**9)


def test_warc_gzipped_as_a_whole_is_one_shard(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(kit.warc_record(n, kit.page(n)) for n in range(30))))
    shards = plan(path, shard_bytes=100)
    assert len(shards) == 1
    assert len(read_all(shards)) == 30


@pytest.mark.parametrize("target", [1, 10**9])
def test_parquet_is_split_by_row_groups(tmp_path: Path, target: int) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"id": [str(n) for n in range(90)], "html": [kit.page(n) for n in range(90)]})
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=20)
    shards = plan(tmp_path / "a.parquet", shard_bytes=target)
    assert [record.id for record in read_all(shards)] == [str(n) for n in range(90)]
    assert len(shards) == (5 if target == 1 else 1)
    assert read_all(shards)[7].data == kit.page(7)


def test_parquet_rows_without_id_are_numbered_over_groups(tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"body": ["文"] * 10}), tmp_path / "a.parquet", row_group_size=3)
    ids = [record.id for record in read_all(plan(tmp_path / "a.parquet", shard_bytes=1))]
    assert ids == [f"a.parquet@{n}" for n in range(10)]


def test_named_fields(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"k": 7, "page": "文", "at": "u", "text": "not this"}))
    (record,) = read_all(plan(tmp_path / "a.jsonl"), Fields(text="page", id="k", url="at"))
    assert record == Record("7", "文", "u")


def test_zst_of_several_frames(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    frames = [zstandard.compress(json.dumps({"text": f"文{n}"}).encode() + b"\n") for n in range(3)]
    (tmp_path / "a.jsonl.zst").write_bytes(b"".join(frames))
    assert [record.data for record in read_all(plan(tmp_path / "a.jsonl.zst"))] == ["文0", "文1", "文2"]


def test_gzipped_page(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(kit.page(1)))
    (record,) = read_all(plan(tmp_path))
    assert (record.data, record.name) == (kit.page(1), "a")


def problems(records: list[Record]) -> list[str]:
    return [record.problem.split(":")[0] for record in records]


def test_gz_bomb_is_not_inflated(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.html.gz", "wb") as file:
        for _ in range(50):
            file.write(b"\0" * 1_000_000)
    assert problems(read_all(plan(tmp_path))) == ["too large"]


def test_damaged_lines_are_problems_of_their_own(tmp_path: Path) -> None:
    lines = ['{"text": "一"}', "{broken", "[]", '{"other": 1}', "", json.dumps({"text": "长" * 30}), '{"text": "二"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    records = read_all(plan(tmp_path), limit=20)
    assert problems(records) == ["", "no JSON", "no JSON object", "no text", "too large", ""]
    assert records[-1].data == "二"


def test_truncated_gz_gives_what_stands_before(tmp_path: Path) -> None:
    data = b"".join(json.dumps({"text": os.urandom(50).hex()}).encode() + b"\n" for _ in range(1000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data)[:-5000])
    found = problems(read_all(plan(tmp_path)))
    assert 100 < found.count("") < 1000
    assert found[-1] == "unreadable"


def test_parquet_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(b"PAR1" * 100)
    assert problems(read_all(plan(tmp_path))) == ["unreadable"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_truncated_warc_reports_the_last_page(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    path = kit.write_warc(tmp_path / name, [kit.warc_record(n, kit.page(n) * 50) for n in range(5)])
    path.write_bytes(path.read_bytes()[:-60])
    records = read_all(plan(path))
    assert [bool(record.problem) for record in records] == [False] * 4 + [True]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_damage_inside_a_warc_costs_its_record_only(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    parts = [kit.warc_record(n, kit.page(n) * 20) for n in range(9)]
    if name.endswith("gz"):
        parts = [gzip.compress(part) for part in parts]
    parts[4] = b"\xff" * (len(parts[4]) - 10)
    path = tmp_path / name
    path.write_bytes(b"".join(parts))
    records = read_all(plan(path))
    good = {record.id for record in records if not record.problem}
    assert good == {f"{n:08d}" for n in range(9) if n != 4}
    assert any(record.problem for record in records)


def test_warc_bodies_are_unpacked_within_the_limit(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as file:
        file.write(b"\0" * 30_000_000)
    packed = b"Content-Encoding: gzip\r\n"
    records = [
        kit.warc_record(0, gzip.compress("一".encode()), headers=packed),
        kit.warc_record(1, "二".encode(), headers=packed),
        kit.warc_record(2, bomb.getvalue(), headers=packed),
        kit.warc_record(3, gzip.compress(b"x" * 99)[:-20][:15] + b"zz", headers=packed),
        kit.warc_record(4, b"3\r\n\xe4\xba\x94\r\n0\r\n\r\n", headers=b"Transfer-Encoding: chunked\r\n"),
        kit.warc_record(5, b"gif", kind=b"image/gif"),
        kit.warc_record(6, b"gone", status=b"404 Not Found"),
        kit.warc_record(7, b"x" * (LIMIT + 70_000)),
        kit.warc_record(8, "八".encode()),
    ]
    found = {r.id[-1]: r for r in read_all(plan(kit.write_warc(tmp_path / "a.warc.gz", records)))}
    assert sorted(found) == ["0", "1", "2", "3", "4", "7", "8"]
    assert [found[n].data.decode() for n in "0148"] == ["一", "二", "五", "八"]
    assert problems([found[n] for n in "27"]) == ["too large", "too large"]


def test_http_without_blank_line_or_status() -> None:
    assert split_http(b"Content-Type: text/html\nbody") == (200, {}, b"")
    assert split_http(b"HTTP/1.1 200 OK\n\nbody") == (200, {}, b"body")
    assert join_chunks(b"zz\r\nnot chunked") == b"zz\r\nnot chunked"


def test_skipped_page_is_not_read(tmp_path: Path) -> None:
    piece = Piece(str(tmp_path / "gone.html"), "gone.html", "page", 1, 1, name="gone")
    assert list(read_piece(piece, Fields(), LIMIT, skip={0})) == [Record("gone.html", name="gone")]
