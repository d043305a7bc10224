"""The folded view: one form of a line for matching, so that every rule is written once.

Traditional characters become Simplified (OpenCC ``t2s``), compatibility forms their plain form
(NFKC: full-width ASCII, ideographic space, circled digits), white space one space. Only ever
compared, never output. Case stays; rules ignore it.

Source: Unicode TR15 (NFKC); OpenCC's t2s table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

_SPACES = re.compile(r"[^\S\n ]+[^\S\n]*| [^\S\n]+")
"""white space that is not one space already"""
_WIDE = tuple(zip("，：；？！（）％\u3000\xa0", ",:;?!()%  ", strict=True))
"""What NFKC finds in nearly every text, replaced before: most texts are then normalized, which is quick to see."""


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
    joined = "\n".join(" ".join(line.split("\n")) if "\n" in line else line for line in lines)
    return [line.strip() for line in _SPACES.sub(" ", fold_characters(joined)).split("\n")]


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
        text = unicodedata.normalize("NFKC", text)
    # lone surrogates (hostile input) cannot be handed to OpenCC's UTF-8
    return _t2s().convert(text.encode("utf-8", "replace").decode("utf-8"))
