"""Hostile pages of ``scripts/make_hostile.py``: cleaned or refused in one sentence, in time that grows with the page."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.clean import clean_page
from pipeline.cli import main
from pipeline.many.run import How, run_many
from pipeline.types import Options

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from make_hostile import MAKERS

SCALE = 0.01
"""pages of some 10 to 200 KB; the long run takes them whole"""
FIRST_SECONDS = 1.0
SECONDS_A_MEGABYTE = 60.0
"""CPU seconds, several times what the slowest of these pages takes a megabyte, for machines and days that are slower"""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    clean_page("臺灣(tái)醫(yī)院，" * 50)  # reads the tables


@pytest.mark.parametrize("name", MAKERS)
def test_hostile_page(name: str) -> None:
    data = MAKERS[name](SCALE)
    begun = time.process_time()
    doc = clean_page(data, Options())
    taken = time.process_time() - begun
    assert "internal error" not in str(doc.metadata.get("error", ""))
    assert taken < FIRST_SECONDS + SECONDS_A_MEGABYTE * len(data) / 1e6
    assert "<script" not in doc.html


@pytest.mark.parametrize(
    "name", ["deep-div", "deep-table", "many-attributes", "giant-attribute", "wide-table", "nuls", "entities"]
)
def test_the_article_survives(name: str) -> None:
    assert "港口的新码头今天开放" in clean_page(MAKERS[name](SCALE)).text


ENDLESS = "醫(yī)院(yuàn)的影像學(xué)報告應(yīng)當" * 400
"""glosses without end"""
LONG = "\n".join(ENDLESS for _ in range(200))
"""such a page of 4 MB, which takes seconds"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a clock of CPU time")
def test_a_command_ends_a_page_that_takes_too_long(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(LONG)
    for words in (["clean"], ["explain"], ["report", "-o", str(tmp_path / "r.html")]):
        begun = time.process_time()
        done = CliRunner().invoke(main, [*words, str(page), "--max-seconds", "0.3"])
        assert done.exit_code == 3
        assert done.stderr == f"qingwen: {page}: took more than 0.3 CPU seconds; --max-seconds gives it more\n"
        assert time.process_time() - begun < 5.0
    assert clean_page("春茶開采").text == "春茶开采\n"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a clock of CPU time")
def test_a_run_gives_such_a_page_up_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text(LONG)
    (tmp_path / "in" / "short.txt").write_text("春茶開采，茶農背著竹簍上了山。")
    summary = run_many([tmp_path / "in"], tmp_path / "out", Options(max_seconds=0.3), how=How(workers=-1))
    assert (summary.cleaned, summary.failed, summary.quarantined) == (1, 1, 0)
    assert "took more than 0.3 CPU seconds" in (tmp_path / "out" / "errors" / "part-00000.jsonl").read_text()
