"""The kinds of characters that tell damaged text from sound text: tables by code point, nothing for nearly all of a page.

Limits: a kind says that a search may find something there, not that it will.
"""

from __future__ import annotations

from functools import lru_cache

from ..cost import mark_class, rare_han, rare_hangul
from .characters import ALONE, CONTROL
from .tears import TONED

LATIN = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
"""What windows-1252 and Latin-1 make of the bytes 80-FF."""
MARKS = "\u00a0\u00b7\u2014\u2018\u2019\u201c\u201d\u2026"
"""Those of them that sound Chinese has in a row (……”, ——“); confused text has letters between them."""
LETTER, RARE, STRANGE, LOST, BESIDE, TORN, ESCAPED, BROKEN, PAIRED = 1, 2, 4, 8, 16, 32, 64, 128, 256
DOUBLED, NUMBERED, GAP, OPENED, CONFUSED = 512, 1024, 2048, 4096, 8192
"""What confused text has for letters; rare Han characters and syllables, of a text only such as are close together or right
before one of the kind ``BESIDE``, kana and Cyrillic; what ``characters.py`` has rules for; what replaced lost text; the end of
what may be a gloss, or a ``?`` that may be a lost byte; the first sign of an entity or escape; control characters; a numeric entity that may be a
surrogate; a full stop with a comma before it; one that begins a line before a digit; a question mark before a blank or at the start of a line, quotation
marks with a blank between them; a question mark at the start of an element or behind
what ends a sentence; a sign of confused text, see ``telling.sign_after``."""
KANA_OR_CYRILLIC = "ぁ-んァ-ヶА-я"
OWN, LATIN_END = 2, 0x2123
"""Of a character of ``LATIN``: sound Chinese has none like it in a row; and where they end."""
ASIAN_PAIR, LATIN_TRIPLE, LATIN_PAIR, KANA, HANGUL, WIDE_PAIR = 1, 2, 4, 8, 16, 32
"""What a stretch has: characters of East Asia with another, or €, behind it; three of windows-1252 of which the first is one of ã to é; one of
Latin-1 with another beyond it beside it; half-width kana; Hangul; Han or Hangul twice in a row."""
_FIRST_PLANE = 0x10000
_PAST_SPELLING = 0x1E40


@lru_cache(maxsize=1)
def kinds() -> bytes:
    """The kinds of each code point of the first plane."""
    table = bytearray(_FIRST_PLANE)
    for kind, inside in (
        (LETTER, f"{LATIN}\u0080-\u07ff｡-ﾟ가-힣ㄅ-ㄩ"),
        (RARE, f"{rare_han()}{rare_hangul()}\ue000-\uf8ff"),
        (STRANGE, f"{ALONE}Ａ-Ｚａ-ｚ０-９"),
        (LOST, "\ufffd锟拷"),
        (BESIDE, KANA_OR_CYRILLIC),
        (TORN, ")?"),
        (ESCAPED, '&\\%;。"'),  # a full stop is looked at with its neighbours as these are
        (BROKEN, CONTROL),
    ):
        mark_class(table, kind, inside)
    for mark in MARKS:  # sound text has these, and confused text letters beside them
        table[ord(mark)] &= ~LETTER
    return bytes(table)


@lru_cache(maxsize=1)
def kinds_of_source() -> bytes:
    """The same of what the source of a page is asked for: what reads on is mended block by block after the split."""
    table = bytearray(kinds().translate(bytes(kind & ~(STRANGE | LOST) for kind in range(0x100))))
    for sign in '\\%;"':  # every second tag has one of them
        table[ord(sign)] = 0
    return bytes(table)


@lru_cache(maxsize=1)
def latin() -> bytes:
    """Which code points are of ``LATIN``: 1 those that are ``MARKS``, 3 the others."""
    table = bytearray(LATIN_END)
    mark_class(table, 1 | OWN, LATIN)
    for mark in MARKS:
        table[ord(mark)] = 1
    return bytes(table)


@lru_cache(maxsize=1)
def spelling() -> bytes:
    """Which code points are letters of a reading."""
    table = bytearray(_PAST_SPELLING)
    for char in f"abcdefghijklmnopqrstuvwxyzüɡ{TONED}":
        table[ord(char)] = 1
    return bytes(table)
