"""Where each block stands in the page's text: a forward search for its first words.

lexbor does not tell positions, so the first piece of each block is looked for in the source, from where the
last one was found. Scripts, styles and comments are left out first, a hit inside a tag is
passed over, and a search that finds nothing within the window gives -1 and moves nothing.
Limits: a piece that the page writes with character references is found by its part before the first one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# written out, since a pattern that ignores case is not looked for by its first letter, which is ten times as fast
_UNSEEN = re.compile(r"<(?:!--|[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])\b)")
_ENDS = {
    "!": re.compile("-->"),
    "c": re.compile("</[sS][cC][rR][iI][pP][tT]"),
    "t": re.compile("</[sS][tT][yY][lL][eE]"),
}
"""where they end, by the first or second letter of what begins; to the end of the page if they never do, as parsers read it"""
_WORD = re.compile(r"[^\s\xa0<&\"'>\u2018-\u201d\u2022\u00b7\u2026\u2014\u00a9]+")
_WINDOW = 60_000
"""characters searched ahead: the longest stretch of markup without text on the 329 pages is about 40,000"""
_PIECE = 24
"""characters of a block that are looked for"""
_TRIES = 8
"""hits inside tags that are passed over before the search gives up"""


def locate(source: str, pieces: Sequence[str]) -> list[int]:
    """For each piece, in reading order, its first character in the source, -1 where it could not be found.

    >>> locate('<p title="甲">乙</p><p>甲</p>', ["乙", "甲"])
    [13, 21]
    """
    view, begins, shifts = _seen(source)
    cursor, found = 0, []
    for piece in pieces:
        start = _find(view, piece, cursor)
        if start >= 0:
            cursor = start + 1
            start += shifts[bisect_right(begins, start) - 1]
        found.append(start)
    return found


def _seen(source: str) -> tuple[str, list[int], list[int]]:
    """The source with one space for each script, style and comment; where its parts begin, and how far on they stand in the source.

    >>> _seen("a<!-- b -->c")
    ('a c', [0, 2], [0, 9])
    """
    parts: list[str] = []
    begins, shifts = [0], [0]
    at = length = 0
    while begun := _UNSEEN.search(source, at):
        start = begun.start()
        letter = source[start + 1] if source[start + 1] == "!" else source[start + 2].lower()
        ended = _ENDS[letter].search(source, begun.end())
        parts.append(source[at:start])
        length += start - at + 1
        at = ended.end() if ended else len(source)
        begins.append(length)
        shifts.append(at - length)
    parts.append(source[at:])
    return " ".join(parts), begins, shifts


def lines_of(source: str, starts: Sequence[int]) -> list[int]:
    """The 1-based line of each position; an unknown position has the line of the one before it."""
    line, at, lines = 1, 0, []
    for start in starts:
        if start > at:
            line += source.count("\n", at, start)
            at = start
        lines.append(line)
    return lines


def _find(view: str, piece: str, cursor: int) -> int:
    word = _WORD.search(piece)
    if word is None:
        return -1
    needle, offset = word[0][:_PIECE], word.start()
    at, end = cursor, cursor + _WINDOW
    for _ in range(_TRIES):
        at = view.find(needle, at, end)
        if at < 0:
            return -1
        if view.rfind(">", cursor, at) >= view.rfind("<", cursor, at):
            return at - offset if view.startswith(piece[:offset], at - offset) else at
        at += 1
    return -1
