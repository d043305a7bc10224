"""The glosses and the byte damage undone: the cases of tests/cases/repair, the first page, replay and undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.edits import replay, undo
from pipeline.repair import channel, repair, repair_text
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


def test_calls_in_scripts_are_no_authors_glosses() -> None:
    script = "<script>" + "f(e); g(this); h(a);\n" * 60 + "</script>"
    body = "<p>昨天他买(mǎi)了一盏灯，挂在门(mén)上。</p><p>他们(men)没(méi)有骂人，谁也不来(lái)调(diào)查。</p>"
    done, _ = repair(Source(script + body, "utf-8", kind="html"), Options())
    assert done.text == script + "<p>昨天他买了一盏灯，挂在门上。</p><p>他们没有骂人，谁也不来调查。</p>"


def test_a_long_text_with_cuts_that_leave_no_sign_is_repaired() -> None:
    days = [f"第{ten}{one}天" for ten in "一二三四" for one in "一二三四五六七八九十"]
    lines = "，他们从河边走到山上，看见了许多老屋。“这里的人都起来了。”他说，客户还没有来。大家等了很久，后来船开走了。"
    text = "\n".join(day + lines for day in days)
    cuts = channel.Channel(keys=("說", "來", "沒", "見", "蛻", "這", "饋", "開"), cut="all", lone="")
    assert "起?kuì)?lái)了！彼" in channel.damage(text, cuts)
    assert repair_text(channel.damage(text, cuts)).text == channel.to_traditional(text)


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
