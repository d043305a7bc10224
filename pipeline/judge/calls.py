"""Which patterns a page's lines call for: those whose words a line holds and whose beginnings it has (``patterns.py``).

Compiled where a compiler is (``calls.pxd``): a page's lines call a hundred times.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .needles import LONGEST, Joined, Needles
from .patterns import Needs

_TABLE = 0x10000
"""characters of the first plane; those beyond share a place with one of them"""


class Calls:
    """Patterns by what they need of a line."""

    def __init__(self, needs: Sequence[Needs]):
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
        starts = bytearray(_TABLE)
        for char in self._by_start:
            starts[ord(char) % _TABLE] = 1
        self._starts = starts
        """whether a line that begins with a character may call for one: most lines begin with another"""

    def of_lines(self, lines: Sequence[str], joined: Joined, silent: Collection[int] = ()) -> dict[int, list[int]]:
        """For each line that calls for patterns those that may match it, in order. ``joined``: the lines in lower case;
        ``silent``: patterns that match no line of the page.

        >>> from .patterns import needs
        >>> lines = ["来源:网", "电话:1", "无", "2026"]
        >>> Calls([needs("^来源"), needs("电话"), needs(r"^\\d+$")]).of_lines(lines, Joined("\\n".join(lines)))
        {0: [0], 1: [1], 3: [2]}
        """
        found = self._by_words(list(lines), self._needles.places(joined))
        self._add_starts(list(lines), found)
        always = [at for at in self._always if at not in silent]
        for row in range(len(lines) if always else 0):
            found.setdefault(row, []).extend(always)
        for row, own in found.items():
            if len(own) > 1:
                found[row] = sorted(set(own))
        return found

    def _by_words(self, lines: list[str], places: list[tuple[int, int, str]]) -> dict[int, list[int]]:
        """Those whose words a line holds, some more than once."""
        found: dict[int, list[int]] = {}
        for _, row, word in places:
            own = found.setdefault(row, [])
            for at in self._by_word[word]:
                begins = self._begins[at]
                if not begins or lines[row][:1] in begins:
                    own.append(at)
        return found

    def _add_starts(self, lines: list[str], found: dict[int, list[int]]) -> None:
        """Those that need no word, only that the line begins so."""
        for row, line in enumerate(lines):
            if line and self._starts[ord(line[0]) % _TABLE]:
                found.setdefault(row, []).extend(self._by_start.get(line[0], ()))
