"""Where confused text may stand: one search tells that a sound page is sound.

A stretch is a line, or in HTML the text between two tags or quotation marks; confusion happened to whole strings. Within a
stretch that cannot be taken back as a whole, its parts between blanks and Chinese punctuation are looked at (a clean label
before a confused value: 作者：ÕÅÈý).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..cost import rare_han, rare_hangul
from ..types import Kind

MAX_STRETCH = 2000
"""Longer stretches are looked at in parts."""
LIST_SHARE = 0.4
"""Share of characters that follow their predecessor in the code table, from which a stretch is a list of symbols."""

LATIN = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
"""What windows-1252 and Latin-1 make of the bytes 80-FF."""
MIXED = "[\u0080-\u00ff][\u0100-\u07ff]|[\u0100-\u07ff][\u0080-\u00ff]"
"""An accented letter beside one of another alphabet."""

_STRETCH = {"html": re.compile(r"[^<>\n\r\"]+"), "text": re.compile(r"[^\n\r]+")}
_ENDS = {"html": '\n\r<>"', "text": "\n\r"}
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS = re.compile(f"[{LATIN}](?:[{LATIN}!-~]*[{LATIN}])?")
_PART = re.compile(r"[^\s：，。、；！？“”（）《》【】「」|:;,()\[\]/]+")


@lru_cache(maxsize=1)
def gate() -> re.Pattern[str]:
    """What confused text has and other text hardly: rare Han close together, accented letters in a row."""
    rare = rare_han() + r"\ue000-\uf8ff"
    signs = (
        f"[{rare}][^\n<>]{{0,2}}[{rare}]",
        f"[{LATIN}]{{3}}",
        f"[Ââãäåæçèéï][{LATIN}]",
        MIXED,
        r"[в-й][\u0080-\u00bf\u0400-\u040f\u0450-\u0491\u2013-\u2122]{2}",  # UTF-8 as windows-1251
        "[｡-ﾟ]{2}",
        f"[가-힣][{rare}一-鿿]|[一-鿿][가-힣]",
        f"[{rare_hangul()}][^\n<>]{{0,2}}[{rare_hangul()}]",
        "[ㄅ-ㄩ][一-鿿]|[一-鿿][ㄅ-ㄩ]",  # the full-width marks of GBK as Big5
        f"[{rare}][ぁ-んァ-ヶА-я]",
    )
    # one look at a character tells ASCII, most of a page, from what could begin a sign
    return re.compile(f"(?=[^\x00-\x7f])(?:{'|'.join(signs)})")


def suspects(text: str, kind: Kind) -> Iterator[tuple[int, str]]:
    r"""The stretches that may be confused, with their position, cut where they are too long.

    >>> list(suspects("天气很好。\n鍙樺法", "text"))
    [(6, '鍙樺法')]
    """
    if text.isascii():
        return
    at = 0
    while hit := gate().search(text, at):
        found = _STRETCH[kind].match(text, max(_stretch_start(text, hit.start(), kind), at))
        if not found:
            at = hit.end()
            continue
        end = min(found.end(), max(hit.end(), found.start() + MAX_STRETCH))
        stretch = text[found.start() : end]
        if not is_list(stretch):
            yield found.start(), stretch
        at = end


def _stretch_start(text: str, at: int, kind: Kind) -> int:
    """Where the stretch around a place begins, no further back than a stretch may reach."""
    low = max(0, at - MAX_STRETCH // 2)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in _ENDS[kind]))


def parts(stretch: str) -> Iterator[tuple[int, str]]:
    """The suspicious parts of a stretch, with their position in it.

    >>> list(parts("作者：ÕÅÈýÀî 编辑：王五"))
    [(3, 'ÕÅÈýÀî')]
    """
    for match in _PART.finditer(stretch):
        part, at = match[0], match.start()
        if _HAN.search(part) and (run := _LETTERS.search(part)):  # Chinese goes on right behind the confused letters
            part, at = run[0], at + run.start()
        if len(part) < len(stretch) and gate().search(part):
            yield at, part


def others(text: str, kind: Kind, done: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The stretches beyond ASCII that overlap none of the spans, which are in order."""
    for match in _STRETCH[kind].finditer(text):
        at = bisect_left(done, (match.end(), 0))
        if not (at > 0 and done[at - 1][1] > match.start()) and not match[0].isascii():
            yield match.start(), match[0]


def is_list(stretch: str) -> bool:
    """Whether the stretch goes through a code table, one character after the other.

    >>> is_list("¡¢£¤¥¦§¨©"), is_list("ÖÐÎÄÍøÒ³")
    (True, False)
    """
    points = [ord(char) for char in stretch if char > "\x7f"]
    return sum(1 for one, two in pairwise(points) if two == one + 1) >= LIST_SHARE * len(points)
