"""The commands run, status and learn-sites as a user meets them, with the real clean_page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import many_kit as kit
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.many import progress
from pipeline.many.driver import Run, Summary
from pipeline.many.marks import Marks
from pipeline.many.progress import PlainProgress, State, sum_up

MEGABYTE = 1_000_000


def article(number: int) -> str:
    return (
        f"<html><body><h1>第{number}號通知</h1><p>醫院昨天公布了第{number}號通知，請各位病人拿著身份證到窗口辦理。</p>"
        f"<p>負責人說，辦理時間是每天上午，一共{number}個窗口，周末照常開放，請大家互相轉告。</p></body></html>"
    )


def invoke(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.html").write_text(article(number), "utf-8")
    return folder


def test_run_and_status(pages: Path, tmp_path: Path) -> None:
    done = invoke("run", pages, "-o", tmp_path / "out", "-j", 1, "--json", "-q")
    assert done.exit_code == 0
    end = json.loads(done.stdout)
    assert (end["pages"], end["cleaned"], end["shards"], end["done"]) == (6, 6, 1, 1)
    assert done.stderr.startswith("qingwen: 6 pages = 6 cleaned + 0 rejected + 0 failed + 0 quarantined\n")
    assert "一共4个窗口" in kit.rows(tmp_path / "out")[4]["text"]
    status = invoke("status", tmp_path / "out")
    assert status.stdout.startswith("1 of 1 shards are done, not at work\n6 pages = 6 cleaned")
    assert json.loads(invoke("status", tmp_path / "out", "--json").stdout)["at_work"] is False


def test_the_same_command_again_has_nothing_to_do(pages: Path, tmp_path: Path) -> None:
    words = ("run", pages, "-o", tmp_path / "out", "-j", 1, "-q", "--shard-pages", 2)
    assert invoke(*words).exit_code == 0
    again = invoke(*words)
    assert "nothing was left to do; 3 shards were done before" in again.stderr


def test_options_of_pages_reach_them_and_belong_to_the_run(pages: Path, tmp_path: Path) -> None:
    assert invoke("run", pages, "-o", tmp_path / "out", "-j", 1, "-q", "--script", "keep").exit_code == 0
    assert "一共4個窗口" in kit.rows(tmp_path / "out")[4]["text"]
    other = invoke("run", pages, "-o", tmp_path / "out", "-j", 1, "-q")
    assert other.exit_code == 2
    assert "other options (script)" in other.stderr
    assert invoke("run", pages, "-o", tmp_path / "out", "-j", 1, "-q", "--overwrite").exit_code == 0


def test_hostile_inputs_are_reported_and_the_rest_goes_on(pages: Path, tmp_path: Path) -> None:
    """A page of 1 GB, a gzip bomb, a page of zeros, a truncated WARC: exit code 1, and the sum comes out."""
    pytest.importorskip("fastwarc")
    with (pages / "huge.html").open("wb") as file:
        file.truncate(1000 * MEGABYTE)
    with gzip.open(pages / "bomb.html.gz", "wb", 1) as file:
        for _ in range(100):
            file.write(b" " * MEGABYTE)
    records = [kit.warc_record(n, article(n).encode()) for n in range(3)]
    warc = kit.write_warc(pages / "a.warc.gz", records)
    warc.write_bytes(warc.read_bytes()[:-40])
    done = invoke("run", pages, "-o", tmp_path / "out", "-j", 1, "--json", "-q", "--memory-mb", 4000)
    assert done.exit_code == 1
    end = json.loads(done.stdout)
    assert end["pages"] == end["cleaned"] + end["rejected"] + end["failed"] + end["quarantined"] == 11
    assert (end["cleaned"], end["quarantined"]) == (8, 3)
    causes = {name: cause for name, (_, cause) in kit.errors(tmp_path / "out").items()}
    assert causes["huge.html"].startswith("too large")
    assert causes["bomb.html.gz"].startswith("too large")
    assert causes["00000002"].startswith("truncated")


@pytest.mark.parametrize(("limit", "code"), [("0", 1), ("1", 0), ("50%", 0), ("10%", 1)])
def test_error_limit(pages: Path, tmp_path: Path, limit: str, code: int) -> None:
    (pages / "big.html").write_bytes(b"x" * 5000)
    words = ("run", pages, "-o", tmp_path / "out", "-j", 1, "-q", "--max-bytes", 4000, "--max-errors", limit)
    assert invoke(*words).exit_code == code


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "missing", "-o", "out"), 3, "missing: no such file or folder"),
        (("run", "in", "-o", "out", "--max-errors", "few", "-j", "1", "-q"), 2, "give a number"),
        (("run", "in"), 2, "--output"),
        (("run", "-o", "out"), 2, "INPUT"),
        (("run", "in", "-o", "in/0.html"), 2, "is a file"),
        (("status", "in"), 3, "holds no run"),
    ],
)
def test_wrong_use(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke(*words)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_dry_run_writes_nothing(pages: Path, tmp_path: Path) -> None:
    (pages / "logo.png").write_bytes(b"x")
    done = invoke("run", pages, "-o", tmp_path / "out", "--dry-run", "--shard-pages", 4)
    assert done.stdout.splitlines() == [f"6 files, 0.0 MB, in 2 shards -> {tmp_path / 'out'}", "not read: 1 .png"]
    assert not (tmp_path / "out").exists()


def test_plain_progress_speaks_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    watcher, run = PlainProgress(), a_run(tmp_path)
    for _ in range(4):
        watcher(run)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "qingwen: 50%: 52 pages, 1.3 a second, 40 cleaned, 5 rejected, 2 failed, 3 quarantined, 40 s left",
    ]


def a_run(folder: Path) -> Run:
    """A run that stands still in the middle."""
    run = Run.__new__(Run)
    run.summary = Summary(shards=4, weight=1000, done_weight=480, cleaned=40, rejected=5, failed=2, quarantined=3)
    run.marks = Marks(folder)
    run.marks.prepare()
    (run.marks.places / "00007").write_bytes((2).to_bytes(8, "little"))
    run.running = {7}
    return run


def test_time_left_counts_only_this_run(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    run.summary.resumed_weight, run.summary.resumed_pages = 300, 30
    state = State.of(run, 10.0)
    assert (state.rate, round(state.left or 0)) == (2.2, 25)


def test_sum_says_what_happened() -> None:
    summary = Summary(4, 2, resumed=1, cleaned=3, flagged=1, duplicates=2, skipped={".png": 2}, interrupted=True)
    assert sum_up(summary, 2.0) == [
        "3 pages = 3 cleaned + 0 rejected + 0 failed + 0 quarantined",
        "1 of the cleaned pages are flagged: something was reported and left as it is",
        "pages that repeat the text of an earlier one: 2; see duplicates.jsonl",
        "2 files are no pages: 2 .png",
        "2 s, 1.5 pages a second; 1 shards were done before",
        "stopped: 2 of 4 shards are done; the same command goes on",
    ]
