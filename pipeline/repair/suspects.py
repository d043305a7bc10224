"""Where confused text may stand: one search tells that a sound page is sound.

A stretch is a line, or in HTML the text between two tags or quotation marks; confusion happened to whole strings. Within a
stretch that cannot be taken back as a whole, its parts between blanks and Chinese punctuation are looked at (a clean label
before a confused value: 作者：ÕÅÈý).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..late import late
from ..types import Kind
from .glances import has_letters
from .kinds import LATIN
from .known import is_list, part_end, part_start
from .telling import BORDER, sign_after

MAX_STRETCH = 2000
"""Longer stretches are looked at in parts."""
_STRETCH = {"html": re.compile(r"[^<>\n\r\"]+"), "text": re.compile(r"[^\n\r]+")}
_ENDS = {"html": '\n\r<>"', "text": "\n\r"}
_LETTERS = late(f"[{LATIN}](?:[{LATIN}!-~]*[{LATIN}])?")


def suspects(text: str, kind: Kind) -> Iterator[tuple[int, str]]:
    r"""The stretches that may be confused, with their position, cut where they are too long.

    >>> list(suspects("天气很好。\n鍙樺法", "text"))
    [(6, '鍙樺法')]
    >>> list(suspects("<!-- 鍙樺法 --><p>天气很好。", "html"))
    []
    """
    border, at = BORDER[kind], 0
    start, stop = sign_after(text, at, border)
    while start >= 0:
        found = _STRETCH[kind].match(text, max(_stretch_start(text, start, kind), at))
        at = min(found.end(), max(stop, found.start() + MAX_STRETCH)) if found else stop
        if found and not (is_list(stretch := text[found.start() : at]) or _is_comment(stretch, kind)):
            yield found.start(), stretch
        start, stop = sign_after(text, at, border)


def _is_comment(stretch: str, kind: Kind) -> bool:
    """Whether a stretch of markup is a comment, which nobody reads; editors' systems leave confused ones in sound pages."""
    return kind == "html" and stretch.startswith("!--")


def _stretch_start(text: str, at: int, kind: Kind) -> int:
    """Where the stretch around a place begins, no further back than a stretch may reach."""
    low = max(0, at - MAX_STRETCH // 2)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in _ENDS[kind]))


def parts(stretch: str) -> Iterator[tuple[int, str]]:
    """The suspicious parts of a stretch, with their position in it.

    >>> list(parts("作者：ÕÅÈýÀî 编辑：王五"))
    [(3, 'ÕÅÈýÀî')]
    """
    at = done = 0
    start, stop = sign_after(stretch, at, "\n")
    while start >= 0:
        begin = part_start(stretch, done, stop - 1)
        end = part_end(stretch, begin)
        if begin <= start and begin < end:
            yield from _suspicious(stretch, begin, end)
            at = done = end
        else:  # a sign across two parts
            at = max(begin, start + 1)
        start, stop = sign_after(stretch, at, "\n")


def _suspicious(stretch: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """A part, or each run of confused letters in it that Chinese stands beside, if it has a sign of its own."""
    part = stretch[begin:end]
    is_mixed = has_letters(part) and any(map(_is_han, part))
    runs = [(run.start(), run[0]) for run in _LETTERS.finditer(part)] if is_mixed else []
    for at, letters in runs or [(0, part)]:
        if len(letters) < len(stretch) and sign_after(letters, 0, "\n")[0] >= 0:
            yield begin + at, letters


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def others(text: str, kind: Kind, done: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The stretches beyond ASCII that overlap none of the spans, which are in order."""
    for match in _STRETCH[kind].finditer(text):
        if match[0].isascii():
            continue
        at = bisect_left(done, (match.end(), 0))
        if not (at > 0 and done[at - 1][1] > match.start()):
            yield match.start(), match[0]
