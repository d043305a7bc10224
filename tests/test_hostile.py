"""Hostile pages of ``scripts/make_hostile.py``: cleaned or refused in one sentence, in time that grows with the page."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from pipeline.clean import clean_page
from pipeline.types import Options

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from make_hostile import MAKERS

SCALE = 0.01
"""pages of some 10 to 200 KB; the long run takes them whole"""
FIRST_SECONDS = 1.0
SECONDS_A_MEGABYTE = 400.0
"""CPU seconds, more than twice what the slowest page (glosses without end, 160) takes: this is to find hangs, not to measure"""


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
