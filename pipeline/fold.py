"""The folded view: one form of a line for matching, so that every rule is written once.

Traditional characters become Simplified (OpenCC ``t2s``), compatibility forms their plain form
(NFKC: full-width ASCII, ideographic space, circled digits), white space one space. Only ever
compared, never output. Case stays; rules ignore it.

Source: Unicode TR15 (NFKC); OpenCC's t2s table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

_OTHER_SPACES = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
"""white space that NFKC leaves as it is"""
_WIDE = tuple(
    zip(
        "，：；？！（）％／．－｜＞～＆＋￥︱︰…\u3000\xa0",
        (*",:;?!()%/.-|>~&+¥—", "..", "...", " ", " "),
        strict=True,
    )
)
"""What NFKC finds in nearly every text, replaced before: most lines are then normalized, which is quick to see."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _t2s() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def fold(text: str) -> str:
    """One line as the rules see it.

    >>> fold("來源：漯河網　時間")
    '来源:漯河网 时间'
    """
    return fold_lines([text])[0]


def fold_lines(lines: Sequence[str]) -> list[str]:
    """The lines as the rules see them, all converted in one call; line breaks inside a line become spaces.

    >>> fold_lines(["責編：瘦馬", "ＡＢＣ"])
    ['责编:瘦马', 'ABC']
    """
    if not lines:
        return []
    joined = "\n".join(lines)
    if joined.count("\n") >= len(lines):
        joined = "\n".join([line.replace("\n", " ") for line in lines])
    return _one_space(fold_characters(joined)).split("\n")


def _one_space(text: str) -> str:
    """White space as single spaces, none at the ends of lines."""
    for space in _OTHER_SPACES:
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace("\n ", "\n").replace(" \n", "\n").strip(" ")


def fold_characters(text: str) -> str:
    """Compatibility forms as plain ones, Traditional as Simplified characters; white space as it is.

    >>> fold_characters("來源：漯河網\u3000時間")
    '来源:漯河网 时间'
    """
    if text.isascii():
        return text
    for wide, plain in _WIDE:
        text = text.replace(wide, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = "\n".join([unicodedata.normalize("NFKC", line) for line in text.split("\n")])
    try:
        return _t2s().convert(text)
    except UnicodeEncodeError:  # lone surrogates (hostile input) cannot be handed to OpenCC's UTF-8
        return _t2s().convert(text.encode("utf-8", "replace").decode("utf-8"))
