"""Which patterns a page's lines call for: those whose words a line holds and whose beginnings it has (``patterns.py``).

Compiled where a compiler is (``calls.pxd``): a page's lines call a hundred times.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from .needles import LONGEST, Joined, Needles
from .patterns import Needs

_TABLE = 0x10000
"""characters of the first plane; those beyond share a place with one of them"""


class Calls:
    """Patterns by what they need of a line. A set of patterns is a number that has a bit for each of them."""

    def __init__(self, needs: Sequence[Needs]):
        self._by_word: dict[str, int] = {}
        """the patterns that need a word, by how it begins"""
        self._by_start: dict[str, int] = {}
        """those that need a beginning, by the character that the line starts with"""
        self._anywhere = self._wordless = 0
        """those that need no beginning; those that need no word; of the latter those that need a beginning: ``_starters``"""
        for at, one in enumerate(needs):
            for start in {word[:LONGEST] for word in one.words}:
                self._by_word[start] = self._by_word.get(start, 0) | 1 << at
            for char in one.begins:
                self._by_start[char] = self._by_start.get(char, 0) | 1 << at
            self._anywhere |= 0 if one.begins else 1 << at
            self._wordless |= 0 if one.words else 1 << at
        self._starters = self._wordless & ~self._anywhere
        self._allowed = {char: self._anywhere | patterns for char, patterns in self._by_start.items()}
        """those that a beginning allows; of those that need no word the ones that need it: ``_started``"""
        self._started = {char: patterns & self._starters for char, patterns in self._by_start.items()}
        self._needles = Needles(self._by_word)
        starts = bytearray(_TABLE)
        for char, patterns in self._by_start.items():
            starts[ord(char) % _TABLE] |= patterns & self._starters > 0
        self._starts = starts
        """whether a line that begins with a character may call for one that needs no word: most lines begin with another"""

    def of_lines(
        self, lines: Sequence[str], joined: Joined, silent: Collection[int] = ()
    ) -> dict[int, tuple[int, ...]]:
        """For each line that calls for patterns those that may match it, in order. ``joined``: the lines in lower case;
        ``silent``: patterns that match no line of the page.

        >>> from .patterns import needs
        >>> lines = ["来源:网", "电话:1", "无", "2026"]
        >>> Calls([needs("^来源"), needs("电话"), needs(r"^\\d+$")]).of_lines(lines, Joined("\\n".join(lines)))
        {0: (0,), 1: (1,), 3: (2,)}
        """
        called: list[int] = [0] * len(lines)
        for _, row, word in self._needles.places(joined):
            own, before = self._by_word[word], called[row]
            called[row] = before | own if before else own
        always = self._wordless & self._anywhere & ~sum([1 << at for at in silent])
        return self._called(list(lines), called, always)

    def _called(self, lines: list[str], called: list[int], always: int) -> dict[int, tuple[int, ...]]:
        """Those of the called patterns that a line's beginning allows, those that it alone calls for, and those called ``always``."""
        found: dict[int, tuple[int, ...]] = {}
        for row, line in enumerate(lines):
            patterns = called[row]
            if patterns:
                patterns = (patterns | self._starters) & self._allowed.get(line[:1], self._anywhere)
            elif line and self._starts[ord(line[0]) % _TABLE]:
                patterns = self._started.get(line[0], 0)
            if always:
                patterns |= always
            if patterns:
                found[row] = members(patterns)
        return found


@lru_cache(maxsize=4096)
def members(patterns: int) -> tuple[int, ...]:
    """The numbers in a set, in order; most lines call for one of a few sets.

    >>> members(0b1011)
    (0, 1, 3)
    """
    found = []
    while patterns:
        lowest = patterns & -patterns
        found.append(lowest.bit_length() - 1)
        patterns ^= lowest
    return tuple(found)
