"""Text that was read in the wrong encoding, and text that only looks so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cost import COMMON_COST, languages, rare_han
from pipeline.edits import replay, undo
from pipeline.repair import forms
from pipeline.repair.mojibake import undo_mojibake
from pipeline.types import Kind, Options

CASES = Path(__file__).parent / "cases" / "mojibake"
HANS = "昨天傍晚，河边的老槐树下坐满了乘凉的人，孩子们追着萤火虫跑，卖西瓜的大爷把最后两个瓜切开分给了大家。"
HANT = "昨天傍晚，河邊的老槐樹下坐滿了乘涼的人，孩子們追著螢火蟲跑，賣西瓜的大爺把最後兩個瓜切開分給了大家。"


def cases(name: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / name).read_text("utf-8"))]


def check(text: str, kind: Kind = "text") -> str:
    """The text without mojibake, after checking that its edits replay and undo."""
    out, edits = undo_mojibake(text, kind, Options())
    assert replay(text, edits) == out
    assert undo(out, edits) == text
    return out


def latin(data: bytes) -> str:
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


CONFUSED = [
    ("utf-8", "gb18030", HANS[:36]),
    ("utf-8", "latin-1", HANS),
    ("gbk", "latin-1", HANS),
    ("gbk", "big5", "联合国秘书长今天下午到达首都机场"),
    ("gbk", "cp949", "联合国秘书长今天下午到达首都机场"),
    ("big5", "gb18030", HANT[:18]),
    ("big5", "latin-1", HANT),
]


@pytest.mark.parametrize(("right", "wrong", "text"), CONFUSED, ids=[f"{r}-as-{w}" for r, w, _ in CONFUSED])
def test_a_wrong_codec_is_taken_back(right: str, wrong: str, text: str) -> None:
    for size in (8, 16, len(text)):
        seen = text[:size].encode(right).decode(wrong, "surrogateescape")
        if seen.isprintable() or wrong == "latin-1":
            assert check(seen) == text[:size]


def test_windows_1252_with_its_holes() -> None:
    assert check(latin(HANS.encode())) == HANS
    assert check(latin(HANS.encode("gbk"))) == HANS


def test_two_rounds() -> None:
    assert check(latin(latin(HANS.encode()).encode())) == HANS


def test_a_title_alone_and_short_lines_that_follow_the_page() -> None:
    page = f"<title>{latin('河边的老槐树'.encode())}</title>\n<p>正文没有坏。</p>"
    assert check(page, "html") == "<title>河边的老槐树</title>\n<p>正文没有坏。</p>"
    lines = f"{HANS}\n完\n{HANS}\n1、门"
    assert check("\n".join(latin(line.encode("gbk")) for line in lines.split("\n"))) == lines


def test_a_part_of_a_line() -> None:
    for seen, text in (
        (f"作者：{latin('老树'.encode('gbk'))}先生", "作者：老树先生"),
        (f"{latin('孩子们追着萤火虫'.encode('gbk'))}，卖西瓜", "孩子们追着萤火虫，卖西瓜"),
        (f"{latin('孩子们追着'.encode())}萤火虫", "孩子们追着萤火虫"),
        (f"{latin('孩子们'.encode())}追着老槐树下的{latin('萤火虫'.encode())}跑", "孩子们追着老槐树下的萤火虫跑"),
    ):
        assert check(seen) == text


@pytest.mark.parametrize("case", cases("in-the-wild.json"))
def test_damage_seen_on_pages(case: dict[str, str]) -> None:
    assert check(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases("negative.json"))
def test_undamaged_text_stays(case: dict[str, str]) -> None:
    assert check(case["text"]) == case["text"]


@pytest.mark.parametrize("case", cases("known-failures.json"))
@pytest.mark.xfail(reason="known", strict=True)
def test_known_failures(case: dict[str, str]) -> None:
    assert check(case["text"]) == case["expected"]


def test_hostile_text_takes_no_time() -> None:
    for text in ("涓" * 50_000, "Ã" * 50_000, "é" * 20_000 + "中", "ÖÐ" * 20_000, "ｱ" * 20_000, "가一" * 20_000):
        out, edits = undo_mojibake(text, "text", Options())
        assert replay(text, edits) == out


def test_the_rare_characters_are_those_of_the_costs():
    """rare.txt follows from characters.txt, so that a sound page needs no costs."""
    common = {c for name in ("hans", "hant", "ja") for c, nats in languages()[name].items() if nats <= COMMON_COST}
    rare = re.compile(f"[{rare_han()}]")
    assert all((chr(point) in common) != bool(rare.match(chr(point))) for point in range(0x3400, 0xA000))


@pytest.mark.parametrize("wrong", ["gb18030", "big5"])
def test_one_character_is_encoded_as_the_whole_table_has_it(wrong: str) -> None:
    table = forms.reversed_table(wrong)
    chars = [chr(code) for code in range(0x80, 0x30000) if not 0xD800 <= code < 0xE000]
    assert [c for c in chars if forms.encoded(c, wrong) != table.get(c, ())] == []
