"""Characters that a reader cannot see or tell from the right ones: made the right ones, or taken out.

Each rule has a name and can be switched off. Nothing that a reader would see otherwise changes: quotation marks, full-width
punctuation, single full-width letters stay.

Sources: GB18030-2022 (private-use code points that became characters), Unicode (EquivalentUnifiedIdeograph for
radicals, canonical decomposition for compatibility ideographs).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .. import tables
from ..late import late
from ..types import Certainty, Edit, Kind, Options
from .rewrite import Replace, applied, edits_of, is_off, then

# pairs of first and last: as a class of a pattern they take Python 3.11 four milliseconds to prepare
_HAN = (
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u3007"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_CJK = (*_HAN, ("\u3000", "\u303f"), ("\uff00", "\uff65"), ("\u2018", "\u201d"), ("\u2026", "\u2026"))
_UNSEEN = (
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u034f\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb"
)
_KANA = late("[\u3041-\u30fa]")
_HANGUL = bytes(range(0xAC, 0xD8))
"""The first bytes of syllables in UTF-16."""
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

FOREIGN_SHARE = 0.05
"""From this share of kana or Hangul on a text is Japanese or Korean, where full-width digits and compatibility
ideographs are at home; Chinese pages of the calibration set stay below 0.01."""

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_CONTROL = late(f"[{CONTROL}]")
_INVISIBLE = late(f"[ \t]*[{_UNSEEN}]+")
_PRIVATE = late("[\ue000-\uf8ff]")
_RADICAL = late("[\u2e80-\u2fd5]+")
_COMPATIBILITY = late("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_WIDE = "Ａ-Ｚａ-ｚ０-９"
_FULL_WIDTH = late(f"[{_WIDE}](?:[{_WIDE}]|(?<=[０-９])．(?=[０-９]))+")
_RUN = late(f"[{_UNSEEN}]+")
ALONE = f"{CONTROL}{_UNSEEN}\ue000-\uf8ff\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
"""What some rule is for, full-width letters aside."""
_STRANGE = late(f"[{ALONE}{_WIDE}]")
_SIGNS = {"invisible": _RUN, "full-width": late(f"[{_WIDE}]")}
"""What a rule's text has where that is not its own pattern, which asks for what stands beside it, too."""
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CP1252 = {b: bytes((b,)).decode("cp1252", "ignore") for b in range(0x80, 0xA0)}


def undo_characters(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: the rules one after the other; of HTML source only control characters.

    >>> undo_characters("我\\u200b们２００８年用ＰＣ，见⽂\\ufa5b", "text", Options())[0]
    '我们2008年用PC，见文者'
    """
    edits: tuple[Edit, ...] = ()
    if text.isascii() and text.isprintable():
        return text, edits
    asian = kind == "text" and is_japanese_or_korean(text)
    strange = "".join(_STRANGE.findall(text))  # few characters, which tell which rules need not look for theirs
    for name, pattern, replace, certainty in _RULES[:1] if kind == "html" else _RULES:
        if is_off(name, options) or (asian and name in _CHINESE_ONLY) or not _SIGNS.get(name, pattern).search(strange):
            continue
        found = tuple(edits_of(_matches(name, pattern, text), name, replace, certainty))
        if found:
            text, edits = applied(text, found), then(edits, found)
            strange = "".join(_STRANGE.findall(text))
    return text, edits


def _matches(name: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a rule's pattern matches, and what stands beside it is right."""
    if name == "invisible":
        return _between_han(text)
    if name == "radical":
        return _beside_han(text)
    return pattern.finditer(text)


def _between_han(text: str) -> Iterator[re.Match[str]]:
    """What cannot be seen behind Chinese, with blanks before it, or before Chinese, or alone in its line."""
    for found in _RUN.finditer(text):
        first, end = found.span()
        while first and text[first - 1] in " \t":
            first -= 1
        if _is_in(text[first - 1 : first], _CJK):
            yield from _INVISIBLE.finditer(text, first, end)
        elif _is_in(text[end : end + 1], _CJK) or _is_line(text, *found.span()):
            yield found


def _beside_han(text: str) -> Iterator[re.Match[str]]:
    """Radicals that stand for characters: behind Chinese or before it, as one of several does."""
    for found in _RADICAL.finditer(text):
        start, end = found.span()
        if _is_in(text[start - 1 : start], _CJK) or _is_in(text[end : end + 1], _HAN):
            yield found
        elif end - start > 1:
            yield from _RADICAL.finditer(text, start, end - 1)
            yield from _RADICAL.finditer(text, end - 1, end)


def _is_in(char: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    """Whether a character is in one of the ranges; none is in none.

    >>> _is_in("好", _HAN), _is_in("a", _HAN), _is_in("", _HAN)
    (True, False, False)
    """
    return any(first <= char <= last for first, last in ranges)


def _is_line(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def is_japanese_or_korean(text: str) -> bool:
    """Whether kana or Hangul have a share that no Chinese text has.

    >>> is_japanese_or_korean("２００８年のこと"), is_japanese_or_korean("２００８年的事")
    (True, False)
    """
    text = text[:20_000]
    first = text.encode("utf-16-le", "surrogatepass")[1::2]
    hangul = len(first) - len(first.translate(None, _HANGUL))
    return len(_KANA.findall(text)) + hangul > FOREIGN_SHARE * len(text)


def _control(match: re.Match[str]) -> str | None:
    """Controls go; form feeds and vertical tabs break a line; C1 are windows-1252 marks that nobody mapped."""
    if match[0] in "\x0b\x0c":
        return "\n"
    return _CP1252.get(ord(match[0]), "")


def _invisible(match: re.Match[str]) -> str | None:
    """Taken out between Chinese characters; joiners of emoji and marks of right-to-left text stay."""
    around = match.string[max(0, match.start() - 3) : match.end() + 3]
    if _RIGHT_TO_LEFT.search(around) or any("\U0001f000" <= char <= "\U0001faff" for char in around):
        return None
    return _RUN.sub("", match[0])


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Private-use code points and radicals with the character that they stand for."""
    pairs = (line.split(" ") for line in tables.read_lines("lookalikes.txt"))
    return {chr(int(code, 16)): char for code, char in pairs}


def _private(match: re.Match[str]) -> str | None:
    return _table().get(match[0])


def _radical(match: re.Match[str]) -> str | None:
    return "".join(_table().get(char) or unicodedata.normalize("NFKC", char) for char in match[0])


def _compatible(match: re.Match[str]) -> str | None:
    return unicodedata.normalize("NFC", match[0])


def _half_width(match: re.Match[str]) -> str | None:
    return match[0].translate(_TO_ASCII)


_RULES: tuple[tuple[str, re.Pattern[str], Replace, Certainty], ...] = (
    ("control", _CONTROL, _control, "likely"),
    ("invisible", _INVISIBLE, _invisible, "exact"),
    ("private-use", _PRIVATE, _private, "exact"),
    ("radical", _RADICAL, _radical, "exact"),
    ("compatibility", _COMPATIBILITY, _compatible, "exact"),
    ("full-width", _FULL_WIDTH, _half_width, "exact"),
)
_CHINESE_ONLY = ("full-width", "compatibility", "invisible", "radical")
