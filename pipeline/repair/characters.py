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
from ..edits import compose
from ..late import late
from ..types import Certainty, Edit, Kind, Options
from .rewrite import Replace, applied, edits_of, is_off

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = f"{_HAN}\u3000-\u303f\uff00-\uff65\u2018-\u201d\u2026"
_UNSEEN = (
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u034f\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb"
)
# strings, compiled by re when first needed: few pages have any of these
_KANA_OR_HANGUL = "[\u3041-\u30fa\uac00-\ud7a3]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"

FOREIGN_SHARE = 0.05
"""From this share of kana or Hangul on a text is Japanese or Korean, where full-width digits and compatibility
ideographs are at home; Chinese pages of the calibration set stay below 0.01."""

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_CONTROL = re.compile(f"[{CONTROL}]")
_INVISIBLE = f"(?m)(?<=[{_CJK}])[ \t]*[{_UNSEEN}]+|[{_UNSEEN}]+(?=[{_CJK}])|^[{_UNSEEN}]+$"
_PRIVATE = "[\ue000-\uf8ff]"
_RADICAL = f"(?<=[{_CJK}])[\u2e80-\u2fd5]+|[\u2e80-\u2fd5]+(?=[{_HAN}])"
_COMPATIBILITY = "[\uf900-\ufaff\U0002f800-\U0002fa1f]"
_FULL_WIDTH = "[Ａ-Ｚａ-ｚ０-９](?:[Ａ-Ｚａ-ｚ０-９]|(?<=[０-９])．(?=[０-９]))+"
ALONE = f"{CONTROL}{_UNSEEN}\ue000-\uf8ff\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
_SIGN = late(f"[{ALONE}Ａ-Ｚａ-ｚ０-９](?:(?<![Ａ-Ｚａ-ｚ０-９])|[Ａ-Ｚａ-ｚ０-９]|(?<=[０-９])．[０-９])")
"""What some rule is for; the pattern begins with one class, which the engine looks for before it tries anything."""
_NEEDED = {"invisible": f"[{_UNSEEN}]", "radical": "[\u2e80-\u2fd5]"}
"""What the patterns that look around themselves look for: found fast, and most lines have none."""
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
    for name, pattern, replace, certainty in _RULES[:1] if kind == "html" else _RULES:
        if is_off(name, options) or (asian and name in _CHINESE_ONLY):
            continue
        found = tuple(edits_of(_matches(name, pattern, text), name, replace, certainty))
        if found:
            text, edits = applied(text, found), tuple(compose(edits, found)) if edits else found
    return text, edits


def _matches(name: str, pattern: re.Pattern[str] | str, text: str) -> Iterator[re.Match[str]]:
    """Where a rule's pattern matches; one that looks around itself is ten times as slow as others, so it sees few lines."""
    if name not in _NEEDED:
        return (re.compile(pattern) if isinstance(pattern, str) else pattern).finditer(text)
    return (
        match
        for low, high in _lines_with(_NEEDED[name], text)
        for match in re.compile(pattern).finditer(text, low, high)
    )


def _lines_with(sign: str, text: str) -> Iterator[tuple[int, int]]:
    r"""Where each line begins and ends that has a sign.

    >>> list(_lines_with("b", "a\nb\nb b"))
    [(2, 3), (4, 7)]
    """
    ended, end = f"{text}\n", 0
    for found in re.finditer(sign, text):
        if found.start() >= end:
            end = ended.find("\n", found.end())
            yield ended.rfind("\n", 0, found.start()) + 1, end


def may_have(text: str, kind: Kind) -> bool:
    """Whether a text has a character that some rule is for.

    >>> may_have("我们用电脑", "text"), may_have("我们用ＰＣ", "text"), may_have("我们用ＰＣ", "html")
    (False, True, False)
    """
    return (_CONTROL if kind == "html" else _SIGN).search(text) is not None


def is_japanese_or_korean(text: str) -> bool:
    """Whether kana or Hangul have a share that no Chinese text has.

    >>> is_japanese_or_korean("２００８年のこと"), is_japanese_or_korean("２００８年的事")
    (True, False)
    """
    return len(re.findall(_KANA_OR_HANGUL, text[:20_000])) > FOREIGN_SHARE * min(len(text), 20_000)


def _control(match: re.Match[str]) -> str | None:
    """Controls go; form feeds and vertical tabs break a line; C1 are windows-1252 marks that nobody mapped."""
    if match[0] in "\x0b\x0c":
        return "\n"
    return _CP1252.get(ord(match[0]), "")


def _invisible(match: re.Match[str]) -> str | None:
    """Taken out between Chinese characters; joiners of emoji and marks of right-to-left text stay."""
    around = match.string[max(0, match.start() - 3) : match.end() + 3]
    if re.search(_RIGHT_TO_LEFT, around) or any("\U0001f000" <= char <= "\U0001faff" for char in around):
        return None
    return re.sub(f"[{_UNSEEN}]", "", match[0])


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


_RULES: tuple[tuple[str, re.Pattern[str] | str, Replace, Certainty], ...] = (
    ("control", _CONTROL, _control, "likely"),
    ("invisible", _INVISIBLE, _invisible, "exact"),
    ("private-use", _PRIVATE, _private, "exact"),
    ("radical", _RADICAL, _radical, "exact"),
    ("compatibility", _COMPATIBILITY, _compatible, "exact"),
    ("full-width", _FULL_WIDTH, _half_width, "exact"),
)
_CHINESE_ONLY = ("full-width", "compatibility", "invisible", "radical")
