"""The glosses and the byte damage undone: the cases of tests/cases/repair, the first page, replay and undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edits import replay, undo
from pipeline.repair import repair, repair_text
from pipeline.types import Options, Source

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


@pytest.mark.parametrize("case", cases("gloss-page"))
def test_damage_in_markup_is_undone(case: dict[str, str]) -> None:
    done, edits = repair(Source(case["before"], "utf-8", kind="html"), Options())
    assert done.text == case["after"]
    assert replay(case["before"], edits) == case["after"]
    assert undo(case["after"], edits) == case["before"]


def test_how_a_page_writes_is_learned_from_its_text_not_from_scripts() -> None:
    script = (
        "<script>var a = {'n': [2, 3]}; if (a.n[0] < 2 && a.n[1] > 1) { f('x', \"y\", a.n[0] / 2); }</script>\n" * 80
    )
    body = "<p>鎮(zhèn)上的人說(shuō)，這座?è)蛴腥俣嗄炅?。</p><p>修橋花了60萬元，捐款的有1200人。</p>"
    done, _ = repair(Source(script + body, "utf-8", kind="html"), Options())
    assert done.text == script + "<p>鎮上的人說，這座橋有三百多年了。</p><p>修橋花了60萬元，捐款的有1200人。</p>"


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
