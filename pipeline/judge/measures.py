"""What is counted of a page's blocks, once, before any feature is made of it: block by block, and for groups of blocks.

To count something more, give ``Measure`` a field and set it in ``_measure``; the families of features (``features.py``) say
what is made of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from .. import native
from ..types import Block, Mark, slots_of
from .arrays import log_count
from .characters import BAR, COLON, COMMA, DIGIT, HAN, LETTER, MARK, SPACE, STOP, Tally
from .looks import Tags
from .sheet import SLOTS, Sheet
from .words import Classes

LEVELS = (1, 2, 3, 4, 6)
"""how many elements up the features of the containers look"""
_INDENT = "\u3000\xa0 "
_HIDDEN, _LEVEL, _MARKS, _AROUND = map(SLOTS.__getitem__, ("hidden", "level", "marks", "around"))
_TAG = slots_of(Mark)[0]
_MOST = 4_096
"""class words of blocks that are remembered from page to page"""


class Group:
    """What the blocks hold together that have something in common."""

    def begin(self, first: int) -> None:
        """Empty, as all that is counted by the hundred is begun: a call of ``__init__`` would take longer than the rest."""
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

    def begin(self, row: int) -> None:
        """All at nothing."""
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
        self.says = self.topic = 0
        """the groups whose words its text holds, and the file of the rule that matches it, as bits"""
        self.seat: Seat


class Seat:
    """What blocks of the same path and class words have in common: what both say, and their groups."""

    def begin(self, path: str, cues: str) -> None:
        """What both say."""
        self.path = path
        self.tags, self.classes = tags_of(path), classes_of(cues)
        self.same_path: Group
        self.same_class: Group
        self.same_place: Group
        """the blocks of the same path, of the same class words without digits, of both"""


class Measures:
    """The blocks of a page, measured, and what they hold together."""

    def __init__(self, sheet: Sheet, title: str):
        self.blocks: list[Measure] = []
        self.title_length = len(title)
        self.title_says_forum = self.is_article = False
        self.whole = _new_group(0)
        """the page's blocks all together"""
        self.han = 0
        self.paths: dict[str, Group] = {}
        self.classes: dict[str, Group] = {}
        self.places: dict[tuple[str, str], Group] = {}
        """the groups of all seats"""
        self.up: list[Group] = []
        """those in the same element some levels up, block by block for each of ``LEVELS``"""
        self._elements: list[dict[int, Group]] = [{} for _ in LEVELS]
        self._last: list[Group] = [self.whole] * len(LEVELS)
        self._last_ids = array("q", (-1,)) * len(LEVELS)
        """the same of the last block, and the elements' ids: mostly the next one stands in them, too"""
        self._first: dict[str, Measure] = {}
        """the first block of each wording"""
        self._tally = Tally(title)
        self._measure(sheet)

    def _measure(self, sheet: Sheet) -> None:
        seats: list[Seat | None] = [None] * len(sheet.seats)
        for row, seen in enumerate(sheet):
            block = Measure.__new__(Measure)
            block.begin(row)
            self._count(block, sheet.folded[row])
            block.chars, block.links, block.kind = sheet.chars[row], sheet.link_chars[row], sheet.kinds[row]
            self._look(block, seen, sheet.texts[row])
            number = sheet.seat[row]
            seat = seats[number]
            if seat is None:
                path, cues = sheet.seats[number]
                seat = seats[number] = self._seat(path, cues, row)
            block.seat = seat
            self._group(block, native.given(_AROUND, seen))
            self.blocks.append(block)
        self._level_indents()

    def _level_indents(self) -> None:
        """A page whose every line is indented says by that no more than one without indents."""
        for block in self.blocks:
            if not block.indented:
                return
        for block in self.blocks:
            block.indented = False

    def _seat(self, path: str, cues: str, row: int) -> Seat:
        """A seat whose first block stands in this row."""
        seat = Seat.__new__(Seat)
        seat.begin(path, cues)
        plain = seat.classes.plain
        seat.same_path = _group_of(self.paths, path, row)
        seat.same_class = _group_of(self.classes, plain, row)
        seat.same_place = _group_of(self.places, (path, plain), row)
        return seat

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

    def _look(self, block: Measure, seen: Block, text: str) -> None:
        """What the markup says, and the text as it stands."""
        block.indented = len(text) > 0 and text[0] in _INDENT
        block.hidden, block.level = native.given(_HIDDEN, seen), native.given(_LEVEL, seen)
        marks = native.given(_MARKS, seen)
        for mark in marks:
            if native.given(_TAG, mark) == "strong":
                block.bold += mark.end - mark.start
        if not block.hidden and block.stop + block.comma:
            block.prose = max(block.length - block.links, 0)
        block.link_share = block.links / max(block.length, 1)

    def _group(self, block: Measure, around: tuple[int, ...]) -> None:
        """Adds it to its groups."""
        seat = block.seat
        self.whole.add(block)
        seat.same_path.add(block)
        seat.same_class.add(block)
        seat.same_place.add(block)
        depth = len(around)
        for place, level in enumerate(LEVELS):
            one = around[depth - level] if level <= depth else 0
            if one != self._last_ids[place]:
                self._last_ids[place] = one
                self._last[place] = _group_of(self._elements[place], one, block.row)
            group = self._last[place]
            group.add(block)
            self.up.append(group)


def _group_of(groups: dict[Any, Group], key: Hashable, row: int) -> Group:
    """The group of a key; its first block stands in this row if there is none yet."""
    group = groups.get(key)
    if group is None:
        group = groups[key] = _new_group(row)
    return group


def _new_group(row: int) -> Group:
    group = Group.__new__(Group)
    group.begin(row)
    return group


@lru_cache(maxsize=_MOST)
def tags_of(path: str) -> Tags:
    """What a path says."""
    return Tags(path)


@lru_cache(maxsize=_MOST)
def classes_of(cues: str) -> Classes:
    """What class words say."""
    return Classes(cues)
