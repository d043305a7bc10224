"""How much of a block's wording comes back in the prose of its page.

The paragraphs of an article share their names and terms, and its headline and captions take theirs from them;
teasers, rankings and adverts speak of something else. Pairs of characters are counted.

Limits: pairs are hashed, so a few meet by chance; in long pages more pairs come back than in short ones.
"""

from __future__ import annotations

from array import array

from .columns import Table
from .measures import Measures
from .runs import is_sentence

_BUCKETS = 1 << 15
"""of the pairs' hashes, for the few thousand pairs of a page"""
_FIRST, _SECOND = 40_503, 2_654_435
"""spread the first and the second character over the buckets"""
_LONGEST = 60
"""characters of a block that are looked at"""
ECHOES = ("echo: share of pairs", "echo: rare pairs")


class Pairs:
    """How many lines hold a pair of characters, and how many of prose."""

    def __init__(self) -> None:
        self.everywhere = array("i", (0,)) * _BUCKETS
        self.in_prose = array("i", (0,)) * _BUCKETS
        self.last = array("i", (-1,)) * _BUCKETS
        """the line that was looked at last of those that hold it"""

    def of_line(self, text: str, row: int) -> list[int]:
        """The different pairs of a line, by their hashes."""
        found, before = [], 0
        for char in text[:_LONGEST]:
            code = ord(char) if char >= "a" and char != "\uff0c" else 0
            if before and code:
                pair = (before * _FIRST + code * _SECOND >> 3) % _BUCKETS
                if self.last[pair] != row:
                    self.last[pair] = row
                    found.append(pair)
            before = code
        return found

    def add(self, pairs: list[int], is_prose: bool) -> None:
        """One line's."""
        for pair in pairs:
            self.everywhere[pair] += 1
            self.in_prose[pair] += is_prose

    def share(self, pairs: list[int], is_prose: bool) -> float:
        """How many of a line's pairs stand in another one of prose."""
        found = 0
        for pair in pairs:
            found += self.in_prose[pair] > is_prose
        return found / max(len(pairs), 1)

    def rarity(self, pairs: list[int], is_prose: bool) -> float:
        """The same, each pair divided among the lines that hold it."""
        found = 0.0
        for pair in pairs:
            if self.in_prose[pair] > is_prose:
                found += 1 / self.everywhere[pair]
        return found / max(len(pairs), 1)


def write_echoes(table: Table, page: Measures, texts: list[str]) -> None:
    """``ECHOES``: the share of a block's pairs that stand in another block of prose, and the same for pairs that are rare."""
    known = Pairs()
    each = [known.of_line(text, row) for row, text in enumerate(texts)]
    for block in page.blocks:
        known.add(each[block.row], is_sentence(block))
    for block in page.blocks:
        pairs, is_prose = each[block.row], is_sentence(block)
        table.go_to(block.row)
        table.put(known.share(pairs, is_prose))
        table.put(known.rarity(pairs, is_prose))
