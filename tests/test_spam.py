"""Injected spam goes on two kinds of evidence; honest lines with the same words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.judge.spam import decide, judge_spam, spam_evidence
from pipeline.types import Block, Options, Page

CASES = Path(__file__).parent / "cases" / "spam"
RAW = Path(__file__).parent.parent / "raw" / "luohe-radiotherapy.txt"
BODY = (CASES / "body-traditional.txt").read_text("utf-8")


def page_of(text: str) -> Page:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return Page(
        tuple(Block(text=line, index=index, kind="line", line=number) for index, (number, line) in enumerate(lines))
    )


def entries(name: str) -> list[str]:
    return [line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("number", range(len(entries("drops.txt"))))
def test_a_spam_line_above_an_unrelated_body_is_dropped(number: int) -> None:
    line = entries("drops.txt")[number]
    judged = judge_spam(page_of(f"{line}\n{BODY}"), Options())
    assert judged.blocks[0].dropped_by == "spam/headline", spam_evidence(line, BODY)
    assert [block.dropped_by for block in judged.blocks[1:]] == [None] * (len(judged.blocks) - 1)


@pytest.mark.parametrize("number", range(len(entries("keeps.txt"))))
def test_an_honest_line_stays_even_above_an_unrelated_body(number: int) -> None:
    line = entries("keeps.txt")[number]
    assert decide(spam_evidence(line, BODY)) != "drop", spam_evidence(line, BODY)


def test_the_first_page_loses_its_first_line_only() -> None:
    judged = judge_spam(page_of(RAW.read_text("utf-8")), Options())
    assert [block.index for block in judged.blocks if block.dropped_by] == [0]
    assert judged.blocks[0].dropped_by == "spam/headline"
    assert not any(block.flags for block in judged.blocks)


def test_spam_flag_keeps_the_line_and_says_so() -> None:
    judged = judge_spam(page_of(RAW.read_text("utf-8")), Options(spam="flag"))
    assert judged.blocks[0].kept
    assert judged.blocks[0].flags == ("spam/headline",)


def test_a_rule_that_is_skipped_drops_nothing() -> None:
    page = page_of(RAW.read_text("utf-8"))
    assert judge_spam(page, Options(skip=("spam/headline",))) == page


def test_a_page_about_it_keeps_its_headline() -> None:
    line = "博彩网站百家乐官网平台注册入口"
    about = (
        "警方查处的博彩网站以百家乐为主,网站官网和平台的注册入口多次更换。办案人员说,百家乐官网的入口由上线发放,平台注册要有推荐人。"
        * 2
    )
    assert decide(spam_evidence(line, BODY)) == "drop"
    assert decide(spam_evidence(line, about)) != "drop"


def test_evidence_names_its_parts() -> None:
    found = spam_evidence("久久精品无码_亚洲一区二区三区", BODY)
    assert found.mismatch
    assert found.coverage == 0
    assert set(found.kinds) == {"unrelated", "script"}
    assert dict(found.named())["family"] == "adult"


def test_hostile_lines_do_not_raise() -> None:
    for line in ("", " ", "\ud800久久", "\0" * 10, "久久" * 100_000, "(" * 5000):
        spam_evidence(line, line)
        judge_spam(page_of(line), Options())
