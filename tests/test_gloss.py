"""The glosses and the byte damage undone: the cases of tests/cases/repair, the first page, replay and undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edits import replay, undo
from pipeline.repair import repair_text

HERE = Path(__file__).parent
CASES = HERE / "cases" / "repair"
PAGE = HERE.parent / "raw" / "luohe-radiotherapy.txt"


def cases(name: str) -> list[object]:
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [pytest.param(row, id=row["label"]) for row in map(json.loads, lines)]


@pytest.mark.parametrize("case", cases("gloss-damaged"))
def test_damage_is_undone(case: dict[str, str]) -> None:
    done = repair_text(case["before"])
    assert done.text == case["after"]
    assert replay(case["before"], done.edits) == case["after"]
    assert undo(case["after"], done.edits) == case["before"]


@pytest.mark.parametrize("case", cases("gloss-negative"))
def test_sound_text_is_left_alone(case: dict[str, str]) -> None:
    done = repair_text(case["text"])
    assert done.text == case["text"]
    assert not [e for e in done.edits if e.certainty != "flagged"]


def test_first_page_has_no_gloss_left() -> None:
    text = PAGE.read_text("utf-8")
    done = repair_text(text)
    assert replay(text, done.edits) == done.text
    assert undo(done.text, done.edits) == text
    assert len([e for e in done.edits if e.rule == "gloss"]) == 109
    assert "獎章”、“漯河市創新型" in done.text
    assert "(yī)" not in done.text


def test_a_gloss_that_may_be_the_authors_is_likely() -> None:
    text = "他讀作解(xiè)姓。縣(xiàn)裡的學(xué)校辦(bàn)得好，校長(zhǎng)說圖(tú)書館的門開(kāi)著，學(xué)生都來。"
    done = repair_text(text)
    assert done.text == "他讀作解(xiè)姓。縣裡的學校辦得好，校長說圖書館的門開著，學生都來。"
    assert [text[edit.start - 1] for edit in done.edits if edit.certainty == "likely"] == ["長"]
