"""The one loop that says that a text is sound misses nothing that a pass of repair would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cost import rare_han
from pipeline.repair import characters, entities, kinds, mojibake, signs, telling
from pipeline.types import Kind, Options

TORN = [
    "?",
    "(",
    ")",
    " ",
    "a",
    "x",
    "yī",
    "wù",
    "me",
    "zī",
    "醫",
    "好",
    "。",
    "，",
    "！",
    "？",
    "；",
    "!",
    ",",
    ";",
    "<",
    "\n",
    "𠮷",
    "😀",
]
ESCAPED = ["&", "#", "x", "d83d", "55357", ";", "amp", "ldquo", "nbsp", "\\", "%", "u", "4e2d", "6587", "中", " ", "😀"]
STRANGE = ["\x00", "\x85", "\u200b", "\ue000", "⽂", "\ufa5b", "Ａ", "１", "．", "好", "a", "\U0002f800", "\n"]
LETTERS = ["ä", "é", "Ã", "¶", "“", "”", "…", "—", "·", "ā", "в", "И", "ｱ", "가", "ㄅ", "好", "a", "!", "<", "\n", "😀"]


def texts(parts: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), max_size=14).map("".join)


@given(texts(TORN))
def test_whatever_is_glossed_shows(text: str) -> None:
    assert bool(telling.kinds_of(text) & telling.TORN) >= signs.is_glossed(text)


@pytest.mark.parametrize("kind", ["text", "html"])
@given(text=texts(ESCAPED))
def test_whatever_is_escaped_shows(kind: Kind, text: str) -> None:
    assert ("entity" in signs.passes_for(text, kind)) >= bool(entities.undo_entities(text, kind, Options())[1])


@pytest.mark.parametrize("kind", ["text", "html"])
@given(text=texts(STRANGE))
def test_strange_characters_show(kind: Kind, text: str) -> None:
    assert ("character" in signs.passes_for(text, kind)) >= bool(characters.undo_characters(text, kind, Options())[1])


@pytest.mark.parametrize("kind", ["text", "html"])
@given(text=texts([*LETTERS, "\ufffd", "锟斤拷", "鍙樺法", "蔚"]))
def test_confused_text_shows(kind: Kind, text: str) -> None:
    assert ("mojibake" in signs.passes_for(text, kind)) >= bool(mojibake.undo_mojibake(text, kind, Options())[1])


LATIN_ONLY = f"[{kinds.LATIN}]"
OWN = f"(?![{kinds.MARKS}])[{kinds.LATIN}]"
SIGN = (
    f"[{kinds.LATIN}\u0080-\u07ff｡-ﾟ](?:"
    f"(?<={LATIN_ONLY})(?:(?<![{kinds.MARKS}]){LATIN_ONLY}{{2}}|{OWN}{LATIN_ONLY}|{LATIN_ONLY}{OWN})"
    f"|(?<=[Ââãäåæçèéï]){LATIN_ONLY}|(?<=[\u0080-\u00ff])[\u0100-\u07ff]|(?<=[\u0100-\u07ff])[\u0080-\u00ff]"
    "|(?<=[в-й])[\u0080-\u00bf\u0400-\u040f\u0450-\u0491\u2013-\u2122]{2}|(?<=[｡-ﾟ])[｡-ﾟ])"
)


@given(st.text("ÖÐâ€™“”·…—Šв\u0491\u2020ｱﾟĀ\u07ff\u0800aЀ\u2122\u2123", max_size=5))
def test_letters_of_confused_text_are_those_of_the_pattern(text: str) -> None:
    sign, table = re.compile(SIGN), kinds.kinds()
    places = [at for at, char in enumerate(text) if table[ord(char)] & kinds.LETTER]
    starts = (sign.match(text, start) for at in places for start in range(max(0, at - 2), at + 1))
    expected = next((found.span() for found in starts if found), (-1, -1))
    assert telling.sign_after(text, 0, "\n") == expected


@given(texts(LETTERS))
def test_the_loop_finds_what_the_patterns_find(text: str) -> None:
    patterns = (
        re.compile(SIGN),
        re.compile("[가-힣][\u3400-\u9fff\ue000-\uf8ff]|(?<=[一-鿿])[가-힣]|[ㄅ-ㄩ][一-鿿]|(?<=[一-鿿])[ㄅ-ㄩ]"),
    )
    first = min((found.start() for pattern in patterns if (found := pattern.search(text))), default=-1)
    assert telling.sign_after(text, 0, "\n")[0] == first


@given(texts([rare_han()[0], "鍙", "好", "ひ", "a", "<", "\n", "😀"]))
def test_rare_characters_count_only_close_together(text: str) -> None:
    rare = "[鍙" + rare_han()[0] + "]"
    start, _ = telling.sign_after(text, 0, "<")
    if start >= 0:
        assert re.match(f"{rare}(?:[^\n<>]{{0,2}}{rare}|ひ)", text[start:])
    else:
        assert not re.search(f"{rare}ひ", text)
