"""Hard-wrapped text: paragraphs that were cut into lines of one length are put together again.

A page is hard-wrapped if most of its lines have the same width and nearly all of those end inside a sentence. Lines of
other text are never joined: there a line is a paragraph.
Limits: a paragraph whose last line is full and ends a sentence runs on into the next, unless that one is indented.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..body import has_element
from .line import Line

LEAST_LINES = 6
"""Lines under which no width can be called the page's; poems and addresses have fewer."""

LEAST_WIDTH = 40
"""Columns (a Han character is two): shorter lines of one length are lists and verse."""

SLACK = 5
"""Columns that a wrapped line may fall short: a mark that must not begin a line, or an English word, went over."""

WRAPPED_SHARE = 0.5
"""Share of the lines that are full; in wrapped prose three in four are, in free lines hardly any two agree."""

INSIDE_SHARE = 0.7
"""Share of the full lines that end inside a sentence; a line of verse or a table ends where it likes to."""

_MARKS = ("，", "。", "、", "；", ",", ". ")
"""Prose has one in nearly every line; a list of headlines of one length has not."""
_ENDS = tuple("。！？!?；;…：:”』」")


def find_wrapped(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that are one paragraph."""
    plain = [line for line in lines if line.leaf.name == "p"]
    if len(plain) < LEAST_LINES or not _may_be_wrapped([line.text for line in plain]):
        return []
    widths = [width(line.text) for line in plain]
    full = max(widths)
    if full < LEAST_WIDTH:
        return []
    wrapped = [line for line, w in zip(plain, widths, strict=True) if w >= full - SLACK]
    inside = sum(not line.text.endswith(_ENDS) for line in wrapped)
    prose = sum(any(mark in line.text for mark in _MARKS) and not has_element(line.leaf, ("a",)) for line in wrapped)
    if len(wrapped) < WRAPPED_SHARE * len(plain) or min(inside, prose) < INSIDE_SHARE * len(wrapped):
        return []
    return _runs(plain, widths, full - SLACK)


def _may_be_wrapped(texts: Sequence[str]) -> bool:
    """Whether enough lines can be full; a character has one column or two, and counting those takes longer."""
    least = width(max(texts, key=len)) - SLACK
    return sum([2 * len(text) >= least for text in texts]) >= WRAPPED_SHARE * len(texts)


def _runs(plain: Sequence[Line], widths: Sequence[int], full: int) -> list[list[Line]]:
    runs: list[list[Line]] = [[plain[0]]]
    # where paragraphs are indented, an indent is the sure sign of a new one
    for line, before in zip(plain[1:], widths, strict=False):
        last = runs[-1][-1]
        if before >= full and not line.is_indented and _follows(last, line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) > 1]


def joint(one: str, other: str) -> str:
    """What stands between two lines that are put together: nothing beside Han, else a space.

    >>> joint("他们", "说"), joint("in the", "end")
    ('', ' ')
    """
    if one.endswith("-") and one[-2:-1].isalpha():
        return ""
    wide = (
        unicodedata.east_asian_width(one[-1:] or "W") in "WF" or unicodedata.east_asian_width(other[:1] or "W") in "WF"
    )
    return "" if wide else " "


def width(text: str) -> int:
    """Columns of a line as a typewriter for Chinese counts: a character of two bytes in GBK takes two.

    >>> width("汉字ab")
    6
    """
    return len(text.encode("gbk", "replace"))


def _follows(one: Line, other: Line) -> bool:
    """Whether nothing stands between two lines: no blank line of a text, no other block of a page."""
    if one.is_plain and other.is_plain:
        return int(str(one.leaf.attrs["data-line"])) + 1 == int(str(other.leaf.attrs["data-line"]))
    return one.following is other.leaf
