"""Where the characters of a block stand in the page, so that edits of the whole page can be shown in the block.

In plain text a block stands as it is. In markup the two are read side by side: tags and comments are passed over,
white space is passed over in both, an entity stands for its characters. Where they part, the rest is not found, and
edits there are listed for the page instead. Linear in the markup that is read.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..edits import invert
from ..types import Block, Edit
from .segments import Segment

_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z!][^<>]*>|&#?[0-9A-Za-z]{1,32};?|[^<&]+|.", re.S)
"""A comment, a tag, an entity, text, or a sign that stands for itself."""


def locate(page: str, block: Block, text: str) -> list[int]:
    """Positions in the page's text of the first characters of ``text``, as many as were found.

    >>> locate("<p>a&amp;<b>b</b></p>", Block("a&b", start=3), "a&b")
    [3, 4, 12]
    """
    if block.start < 0:
        return []
    if page.startswith(text, block.start):
        return list(range(block.start, block.start + len(text)))
    return _read_along(page, block.start, text)


def _read_along(page: str, start: int, text: str) -> list[int]:
    found: list[int] = []
    for token in _TOKEN.finditer(page, start):
        value = token[0]
        if value[0] == "<" and len(value) > 1:
            continue
        entity = value[0] == "&" and len(value) > 1
        for offset, char in enumerate(html.unescape(value) if entity else value):
            if char.isspace():
                continue
            _pass_space(text, found, token.start())
            if len(found) >= len(text) or text[len(found)] != char:
                return found
            found.append(token.start() + (0 if entity else offset))
    return found


def _pass_space(text: str, found: list[int], position: int) -> None:
    """White space of the block stands wherever the page goes on."""
    while len(found) < len(text) and text[len(found)].isspace():
        found.append(position)


class PageEdits:
    """The repairs of a whole page, ready to be looked up by block."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        changes = sorted(
            (edit for edit in edits if edit.certainty != "flagged"), key=lambda e: (e.start, len(e.before))
        )
        self.edits = changes
        self.shown: set[int] = set()
        self.back = invert(changes)
        self.starts = [edit.start for edit in self.back]

    def base(self, text: str, positions: Sequence[int]) -> list[Segment]:
        """A block's text as segments, with the page's edits within it."""
        segments: list[Segment] = []
        at = 0
        for number in self._within(positions):
            low = bisect_left(positions, self.starts[number], at)
            high = bisect_left(positions, self.starts[number] + len(self.back[number].before), low)
            if low > at:
                segments.append(Segment(text[at:low], text[at:low]))
            segments.append(Segment(self.edits[number].before, text[low:high], (self.edits[number],)))
            self.shown.add(number)
            at = high
        return [*segments, Segment(text[at:], text[at:])] if at < len(text) else segments

    def _within(self, positions: Sequence[int]) -> range:
        if not positions:
            return range(0)
        first = bisect_left(self.starts, positions[0])
        return range(first, bisect_left(self.starts, positions[-1] + 1, first))

    def elsewhere(self) -> list[Edit]:
        """Those that no block has shown."""
        return [edit for number, edit in enumerate(self.edits) if number not in self.shown]


class Lines:
    """Line numbers of positions in a text.

    >>> Lines("a\\nb").of(2)
    2
    """

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, position: int) -> int:
        """The line, from 1, that a position is on."""
        return bisect_right(self.starts, position)
