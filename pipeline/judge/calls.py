"""Which patterns a page's lines call for: those whose words a line holds and whose beginnings it has (``patterns.py``).

Compiled where a compiler is (``calls.pxd``): a page's lines call a hundred times.
"""

from __future__ import annotations

from collections.abc import Sequence

from .needles import LONGEST, Joined, Needles
from .patterns import Needs


class Calls:
    """Patterns by what they need of a line."""

    def __init__(self, needs: Sequence[Needs]):
        self._count = len(needs)
        self._by_word: dict[str, list[int]] = {}
        """the patterns that may match a line, by how a word begins that it holds"""
        self._by_start: dict[str, list[int]] = {}
        """those that need no word, by the character that the line starts with"""
        self._always: list[int] = []
        """those that may match any line"""
        self._begins: list[frozenset[str]] = [one.begins for one in needs]
        for at, one in enumerate(needs):
            for start in {word[:LONGEST] for word in one.words}:
                self._by_word.setdefault(start, []).append(at)
            for char in one.begins if not one.words else ():
                self._by_start.setdefault(char, []).append(at)
            if not (one.words or one.begins):
                self._always.append(at)
        self._needles = Needles(self._by_word)

    def of_lines(self, lines: Sequence[str], joined: Joined) -> list[tuple[int, int]]:
        """Line and pattern that may match it, in order, each pair once. ``joined``: the lines in lower case.

        >>> from .patterns import needs
        >>> lines = ["来源:网", "电话:1", "2026"]
        >>> Calls([needs("^来源"), needs("电话"), needs(r"^\\d+$")]).of_lines(lines, Joined("\\n".join(lines)))
        [(0, 0), (1, 1), (2, 2)]
        """
        return [
            divmod(pair, self._count) for pair in sorted(set(self._pairs(list(lines), self._needles.places(joined))))
        ]

    def _pairs(self, lines: list[str], places: list[tuple[int, int, str]]) -> list[int]:
        """The same, as numbers: line by line, in a line pattern by pattern."""
        found: list[int] = []
        count = self._count
        for _, row, word in places:
            own = self._by_word[word]
            for at in own:
                begins = self._begins[at]
                if not begins or lines[row][:1] in begins:
                    found.append(row * count + at)
        for row, line in enumerate(lines):
            if line and line[0] in self._by_start:
                own = self._by_start[line[0]]
                for at in own:
                    found.append(row * count + at)
            for at in self._always:
                found.append(row * count + at)
        return found
