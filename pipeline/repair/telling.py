"""Which kinds of telling characters a text has: one loop over what lies beyond ASCII says that a sound page is sound.

Limits: it tells that a search may find something, not that it will.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..cost import rare_han
from .characters import ALONE

LATIN = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
"""What windows-1252 and Latin-1 make of the bytes 80-FF."""
MARKS = "\u00a0\u00b7\u2014\u2018\u2019\u201c\u201d\u2026"
"""Those of them that sound Chinese has in a row (……”, ——“); confused text has letters between them."""
LETTER, RARE, STRANGE, LOST, BESIDE = 1, 2, 4, 8, 16
"""What confused text has for letters; rare Han characters, of a text only such as are close together or right before one of the
last kind; what ``characters.py`` has rules for; what replaced lost text; kana and Cyrillic."""
KANA_OR_CYRILLIC = "ぁ-んァ-ヶА-я"
MAX_GAP = 3
"""Rare characters are close together up to so many places from one to the next."""
_FIRST_PLANE = 0x10000


def kinds_in(core: str) -> int:
    """The kinds of characters that a text has, of its ``gist``.

    >>> kinds_in("天气很好。“晴”"), kinds_in("天气\ufffd") == LOST, kinds_in("中Õ文") == LETTER
    (0, True, True)
    >>> kinds_in("刘斌和他的蔚蓝"), kinds_in("刘斌、王蔚") & RARE
    (0, 2)
    """
    rare, beside, strange, gap, table = RARE, BESIDE, STRANGE, MAX_GAP, _kinds()
    found, last = 0, -gap - 1
    for at, char in enumerate(core):
        code = ord(char)
        kind = table[code] if code < _FIRST_PLANE else strange
        if kind & rare:
            if at - last > gap:
                kind &= ~rare
            last = at
        elif kind & beside and at - last == 1:
            kind |= rare
        found |= kind
    return found


@lru_cache(maxsize=1)
def _kinds() -> bytes:
    """The kinds of each code point of the first plane."""
    table = bytearray(_FIRST_PLANE)
    for kind, inside in (
        (LETTER, f"{LATIN}\u0080-\u07ff｡-ﾟ가-힣ㄅ-ㄩ"),
        (RARE, f"{rare_han()}\ue000-\uf8ff"),
        (STRANGE, f"{ALONE}Ａ-Ｚａ-ｚ０-９"),
        (LOST, "\ufffd锟拷"),
        (BESIDE, KANA_OR_CYRILLIC),
    ):
        for first, last in re.findall("(?s)(.)(?:-(.))?", inside):
            for code in range(ord(first), min(ord(last or first) + 1, _FIRST_PLANE)):
                table[code] |= kind
    for mark in MARKS:  # sound text has these, and confused text letters beside them
        table[ord(mark)] &= ~LETTER
    return bytes(table)
