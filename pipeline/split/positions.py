"""Where each block stands in the page's text: a forward search for its first words.

lexbor does not tell positions, so the first piece of each block is looked for in the source, from where the
last one was found. Scripts, styles and comments are left out first, a hit inside a tag is
passed over, and a search that finds nothing within the window gives -1 and moves nothing.
Limits: a piece that the page writes with character references is found by its part before the first one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from .. import native
from .serialised import find_sign

_SCRIPT, _STYLE = "script", "style"
_WINDOW = 60_000
"""characters searched ahead: the longest stretch of markup without text on the 329 pages is about 40,000"""
_PIECE = 24
"""characters of a block that are looked for"""
_TRIES = 8
"""hits inside tags that are passed over before the search gives up"""


def locate(source: str, pieces: Sequence[str], stretches: list[int] | None = None) -> list[int]:
    """For each piece, in reading order, its first character in the source, -1 where it could not be found.

    What ``unseen`` gives of the source may be handed in.

    >>> locate('<p title="甲">乙</p><p>甲</p>', ["乙", "甲"])
    [13, 21]
    """
    seeker = Seeker(source, unseen(source) if stretches is None else stretches)
    return [seeker.find(piece) for piece in pieces]


def lines_of(source: str, starts: Sequence[int]) -> list[int]:
    """The 1-based line of each position; an unknown position has the line of the one before it."""
    line, lines = 1, []
    at = find_sign(source, "\n", 0)  # a character is found many times faster than it is counted
    for start in starts:
        while 0 <= at < start:
            line += 1
            at = find_sign(source, "\n", at + 1)
        lines.append(line)
    return lines


def unseen(source: str) -> list[int]:
    """Where each script, style and comment begins and ends.

    >>> unseen("a<!-- b -->c<Script>d")
    [1, 11, 12, 21]
    """
    found: list[int] = []
    size = len(source)
    at = find_sign(source, "<", 0)
    while 0 <= at < size - 2:
        end = at
        sign = native.PyUnicode_READ_CHAR(source, at + 1)
        if sign == "!" and source.startswith("--", at + 2):
            end = source.find("-->", at + 4) + 3
            if end < at:
                end = size
        elif sign == "s" or sign == "S":
            name = _raw_name(source, at + 1)
            if name:
                end = _raw_end(source, at, name)
        if end > at:
            found.append(at)
            found.append(end)
        at = find_sign(source, "<", max(end, at + 1))
    return found


def scripts_with(source: str, stretches: list[int], word: str) -> list[tuple[int, int]]:
    """Where each script begins and ends that has a word in its tag, of what ``unseen`` gives.

    >>> scripts_with("<script type=a></script><!--a--><script></script>", [0, 23, 24, 32, 32, 48], "a")
    [(0, 23)]
    """
    found: list[tuple[int, int]] = []
    for number in range(0, len(stretches), 2):
        begin = stretches[number]
        if native.PyUnicode_READ_CHAR(source, begin + 2) in "cC":
            close = find_sign(source, ">", begin)
            if close >= 0 and native.PyUnicode_Find(source, word, begin, close, 1) >= 0:
                found.append((begin, stretches[number + 1]))
    return found


def _raw_name(source: str, start: int) -> str:
    """The name of the script or style whose tag has its name there; empty if it is another tag."""
    second = native.PyUnicode_READ_CHAR(source, start + 1)
    name = _SCRIPT if second in "cC" else _STYLE if second in "tT" else ""
    end = start + len(name)
    if not name or source[start:end].lower() != name:
        return ""
    after = native.PyUnicode_READ_CHAR(source, end) if end < len(source) else ">"
    return "" if after.isalnum() or after == "_" else name


def _raw_end(source: str, at: int, name: str) -> int:
    """Where a script or style ends that begins there: with the page if it never does, as parsers read it."""
    size = len(source)
    at = find_sign(source, "<", at + 1)
    while 0 <= at < size - 2:
        if native.PyUnicode_READ_CHAR(source, at + 1) == "/" and native.PyUnicode_READ_CHAR(source, at + 2) in "sS":
            end = at + 2 + len(name)
            if source[at + 2 : end].lower() == name:
                return end
        at = find_sign(source, "<", at + 1)
    return size


class Seeker:
    """Goes through the source, of which a reader sees all but some stretches, each of which counts as one space."""

    def __init__(self, source: str, stretches: list[int]) -> None:
        self._source = source
        self._begins = array("q", [*stretches[::2], len(source) + _WINDOW])
        self._ends = array("q", [*stretches[1::2], len(source) + _WINDOW])
        self._at = 0
        """from where it searches"""
        self._next = 0
        """the first unseen stretch from there on"""

    def find(self, piece: str) -> int:
        """Where a piece begins, -1 if its first word is not to be found."""
        offset = end = 0
        for char in piece:
            if _is_of_word(char):
                end += 1
                if end == offset + _PIECE:
                    break
            elif end > offset:
                break
            else:
                offset = end = end + 1
        if end == offset:
            return -1
        word = piece[offset:end]
        at, stretch, left, tries = self._at, self._next, _WINDOW, _TRIES
        while left > 0:
            begin = self._begins[stretch]
            hit = native.PyUnicode_Find(self._source, word, at, min(begin, at + left), 1)
            if hit < 0:
                left -= begin - at + 1
                at = self._ends[stretch]
                stretch += 1
            elif not self._is_in_tag(hit, stretch):
                return self._found(hit, stretch, piece, offset)
            else:
                tries -= 1
                left = left - (hit + 1 - at) if tries else 0
                at = hit + 1
        return -1

    def _is_in_tag(self, at: int, stretch: int) -> bool:
        """Whether a tag has begun before a place, and not ended, since the search began."""
        while at > self._at:
            if stretch > self._next and self._ends[stretch - 1] == at:
                stretch -= 1
                at = self._begins[stretch]
            else:
                at -= 1
                char = self._source[at]
                if char == "<" or char == ">":
                    return char == "<"
        return False

    def _found(self, hit: int, stretch: int, piece: str, offset: int) -> int:
        """Where a piece begins whose first word stands there: in front of it, if the page has it as the piece has."""
        at, behind = hit, stretch
        while offset:
            offset -= 1
            if behind and self._ends[behind - 1] == at:
                behind -= 1
                at = self._begins[behind]
                char = " "
            else:
                at -= 1
                char = self._source[at] if at >= 0 else "\0"
            if char != piece[offset]:
                at, behind, offset = hit, stretch, 0
        begins_unseen = self._begins[behind] == at
        self._at = self._ends[behind] if begins_unseen else at + 1
        self._next = behind + begins_unseen
        return at


def _is_of_word(char: str) -> bool:
    """Whether a character is looked for: no white space, nothing that ends tags or is often written as a reference."""
    return (
        not char.isspace()
        and char not in "\xa0<&\"'>\u2018\u2019\u201a\u201b\u201c\u201d\u2022\u00b7\u2026\u2014\u00a9"
    )
