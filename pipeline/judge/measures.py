"""What is counted of a page's blocks, once, before any feature is made of it: block by block, and for groups of blocks.

To count something more, give ``Measure`` a field and set it in ``_measure``; the families of features (``features.py``) say
what is made of it.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from ..types import Block
from .arrays import log_count
from .characters import BAR, COLON, COMMA, DIGIT, HAN, LETTER, MARK, SPACE, STOP, Tally
from .looks import Tags
from .sheet import Sheet
from .words import Classes

LEVELS = (1, 2, 3, 4, 6)
"""how many elements up the features of the containers look"""
_INDENT = frozenset(("\u3000", "\xa0", " "))
_MOST = 4_096
"""class words of blocks that are remembered from page to page"""


class Group:
    """What the blocks hold together that have something in common."""

    def __init__(self, first: int):
        self.size = 0
        self.first = first
        """the row of its first block"""
        self.length = self.links = self.prose = 0
        self.ends = 0
        self.logs = self.shares = 0.0
        """sums of the logarithms of the lengths, of the shares of links"""

    def add(self, block: Measure) -> None:
        """One more block."""
        self.size += 1
        self.length += block.length
        self.links += block.links
        self.prose += block.prose
        self.logs += block.log_length
        self.shares += block.link_share
        self.ends += block.ends


class Measure:
    """The numbers of one block; of its characters if nothing else is said."""

    def __init__(self, row: int):
        self.row = row
        self.length = self.chars = 0
        """of the folded view, which all others count in, and of the text as it stands"""
        self.links = self.bold = 0
        self.han = self.digit = self.letter = self.stop = self.comma = 0
        self.mark = self.bar = self.space = self.colon = 0
        self.first = self.last = SPACE
        """the kinds of the first and last one"""
        self.in_title = 0
        self.prose = 0
        """outside links, where the block is shown and has stops or commas"""
        self.log_length = self.link_share = 0.0
        self.ends = False
        """whether it ends a sentence; and more of that kind"""
        self.hidden = self.bracketed = self.repeated = self.indented = False
        self.kind, self.level = "p", 0
        self.tags: Tags
        self.classes: Classes
        self.says = self.topic = 0
        """the groups whose words its text holds, and the file of the rule that matches it, as bits"""
        self.same_path: Group
        self.same_class: Group
        self.same_place: Group


class Measures:
    """The blocks of a page, measured, and what they hold together."""

    def __init__(self, sheet: Sheet, title: str):
        self.blocks: list[Measure] = []
        self.title_length = len(title)
        self.title_says_forum = self.is_article = False
        self.whole = Group(0)
        """the page's blocks all together"""
        self.han = 0
        self.paths: dict[str, Group] = {}
        self.classes: dict[str, Group] = {}
        self.places: dict[tuple[str, str], Group] = {}
        """the blocks of the same path, of the same class words without digits, of both"""
        self.up: list[Group] = []
        """those in the same element some levels up, block by block for each of ``LEVELS``"""
        self._elements: list[dict[int, Group]] = [{} for _ in LEVELS]
        self._first: dict[str, Measure] = {}
        """the first block of each wording"""
        self._tally = Tally(title)
        self._measure(sheet)

    def _measure(self, sheet: Sheet) -> None:
        for row, folded in enumerate(sheet.folded):
            block, seen = Measure(row), sheet[row]
            self._count(block, folded)
            self._look(block, seen)
            self._group(block, seen.path, seen.around)
            self.blocks.append(block)

    def tell(self, says: list[int], topics: list[int]) -> None:
        """What words and rules say of each block, as bits."""
        for row, block in enumerate(self.blocks):
            block.says, block.topic = says[row], topics[row]

    def _count(self, block: Measure, folded: str) -> None:
        """What the folded view shows."""
        tally = self._tally
        tally.count(folded)
        counts = tally.counts
        block.length = length = len(folded)
        block.log_length = log_count(length)
        block.han, block.digit, block.letter = counts[HAN], counts[DIGIT], counts[LETTER]
        block.stop, block.comma, block.mark = counts[STOP], counts[COMMA], counts[MARK]
        block.bar, block.space, block.colon = counts[BAR], counts[SPACE], counts[COLON]
        block.first, block.last, block.in_title = tally.first, tally.last, tally.in_title
        block.ends = tally.last == STOP
        block.bracketed = length == 0 or (tally.first == MARK and folded[0] in "([【" and folded[-1] in ")]】")
        before = self._first.get(folded)
        if before is None:
            self._first[folded] = block
        else:
            before.repeated = block.repeated = True
        self.han += block.han

    def _look(self, block: Measure, seen: Block) -> None:
        """What the markup says, and the text as it stands."""
        text = seen.text
        block.chars, block.links = len(text), seen.link_chars
        block.indented = text[:1] in _INDENT
        block.hidden, block.kind, block.level = seen.hidden, seen.kind, seen.level
        if seen.marks:
            block.bold = sum([mark.end - mark.start for mark in seen.marks if mark.tag == "strong"])
        block.tags, block.classes = tags_of(seen.path), classes_of(seen.cues)
        if not block.hidden and block.stop + block.comma:
            block.prose = max(block.length - block.links, 0)
        block.link_share = block.links / max(block.length, 1)

    def _group(self, block: Measure, path: str, around: tuple[int, ...]) -> None:
        """Adds it to its groups."""
        plain = block.classes.plain
        self.whole.add(block)
        block.same_path = _joined(self.paths, path, block)
        block.same_class = _joined(self.classes, plain, block)
        block.same_place = _joined(self.places, (path, plain), block)
        depth = len(around)
        for place, level in enumerate(LEVELS):
            one = around[depth - level] if level <= depth else 0
            self.up.append(_joined(self._elements[place], one, block))


def _joined(groups: dict[Any, Group], key: Hashable, block: Measure) -> Group:
    """The group of a key, the block among it."""
    group = groups.get(key)
    if group is None:
        group = groups[key] = Group(block.row)
    group.add(block)
    return group


def places_of(sheet: Sheet) -> list[int]:
    """A number for each place in the markup (path and class words) that blocks share."""
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for block in sheet:
        place = block.path, classes_of(block.cues).plain
        found.append(numbers.setdefault(place, len(numbers)))
    return found


@lru_cache(maxsize=_MOST)
def tags_of(path: str) -> Tags:
    """What a path says."""
    return Tags(path)


@lru_cache(maxsize=_MOST)
def classes_of(cues: str) -> Classes:
    """What class words say."""
    return Classes(cues)
