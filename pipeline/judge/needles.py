# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""Where words stand in the lines of a page: many words looked for in one pass over all the text.

Thousands of words and dozens of patterns are looked for in every line, and hardly any line holds one. So a page's lines are
joined and read once. A table of bits says of each two characters whether a word begins with them; what is left, a few places, is
asked for the third one and compared with the words themselves.

Compiled where a compiler is (``needles.pxd``). Limits: words are lower case and hold no line break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from .. import native
from .codes import FACTOR, FIRST_HAN, LAST_HAN, LAST_SIGN, MASK

LONGEST = 4
"""characters of a word that are enough where a search of another kind follows: hardly a line holds them by chance"""

_LAST_DIGIT, _LAST_ASCII = "9", "\x7f"
_START = 3
"""characters by which words are kept: dozens begin with the same two"""


class Joined:
    """Lines joined to be searched by several."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin."""
        return _starts(self.text)


def _starts(text: str) -> list[int]:
    found, at = [0], text.find("\n")
    while at >= 0:
        found.append(at + 1)
        at = text.find("\n", at + 1)
    return found


class Needles:
    """Words to look for."""

    def __init__(self, words: Iterable[str]):
        begins, whole = [_table(), _table(), _table()], _table()
        self._by_start: dict[str, list[str]] = {}
        """the words by their first three characters, the longest first; shorter ones by themselves"""
        for word in sorted(sorted(set(words)), key=len, reverse=True):
            self._by_start.setdefault(word[:_START], []).append(word)
            _mark(begins, whole, word)
        _, self._pairs, self._triples = begins
        """whether a word begins with two characters, with three"""
        self._whole = whole
        """whether one or two characters are a word"""

    def find(self, joined: Joined) -> dict[str, list[int]]:
        """Word -> the lines of a text that hold it, numbered from 0, each once.

        >>> Needles(["责编", "编"]).find(Joined("责编:小编\\n无\\n小编"))
        {'责编': [0], '编': [0, 2]}
        """
        found: dict[str, list[int]] = {}
        for _, row, word in self.places(joined):
            rows = found.setdefault(word, [])
            if not rows or rows[len(rows) - 1] != row:
                rows.append(row)
        return found

    def places(self, joined: Joined) -> list[tuple[int, int, str]]:
        """Where the words stand in a text, as (place, number of the line, word), the longest of one place first.

        >>> Needles(["责编", "编", "责"]).places(Joined("无\\n责编"))
        [(2, 1, '责编'), (2, 1, '责'), (3, 1, '编')]
        """
        return self.scan(joined.text)

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """The same of a text that was joined for this search alone."""
        found: list[tuple[int, int, str]] = []
        row, at, before, begun = 0, -2, 0, 0
        last_row, last, single = 0, 0, 0
        pairs, triples, whole = self._pairs, self._triples, self._whole
        # what begins at a place is asked once the next two characters are known: a first one alone begins a word so often that no
        # processor foresees the answer
        for char in text + "\n\n":
            code = ord(char) & MASK
            pair = before * FACTOR + code & MASK
            if begun and at >= 0:
                triple = last * FACTOR + code & MASK
                if triples[triple >> 3] >> (triple & 7) & 1:
                    self._add_longer(found, text, at, last_row)
                if whole[last >> 3] >> (last & 7) & 1:
                    self._add(found, text[at : at + 2], at, last_row)
                if single:
                    self._add(found, text[at], at, last_row)
            single = whole[before >> 3] >> (before & 7) & 1
            begun = pairs[pair >> 3] >> (pair & 7) & 1 | single
            last, last_row = pair, row
            if char == "\n":
                row += 1
            before = code
            at += 1
        return found

    def _add_longer(self, found: list[tuple[int, int, str]], text: str, at: int, row: int) -> None:
        """The words of three and more characters that stand at a place, the longest first."""
        for word in self._by_start.get(text[at : at + _START], ()):
            if len(word) == _START or text.startswith(word, at):
                found.append((at, row, word))

    def _add(self, found: list[tuple[int, int, str]], start: str, at: int, row: int) -> None:
        """What stands at a place, if it is a word."""
        if start in self._by_start:
            found.append((at, row, start))


def _table() -> bytearray:
    return bytearray(MASK + 1 >> 3)


def _mark(begins: list[bytearray], whole: bytearray, word: str) -> None:
    """Note how a word begins, and one of so few characters as a whole."""
    length = place = 0
    for char in word[: len(begins)]:
        place = place * FACTOR + ord(char) & MASK
        table = begins[length]
        table[place >> 3] |= 1 << (place & 7)
        length += 1
    if length < len(begins):
        whole[place >> 3] |= 1 << (place & 7)


def rows_with_number(text: str, digits: int) -> list[int]:
    """The lines of a text that hold a number of so many digits, numbered from 0; once for each number.

    >>> rows_with_number("2026\\n电话13800000000\\n12345678 123456789", 8)
    [1, 2, 2]
    """
    found: list[int] = []
    row = run = 0
    for char in text:
        if FIRST_HAN <= char <= LAST_HAN or _LAST_DIGIT < char <= _LAST_ASCII:
            run = 0
        elif char > LAST_SIGN and char.isdecimal():
            run += 1
            if run == digits:
                found.append(row)
        else:
            run = 0
            if char == "\n":
                row += 1
    return found


def lowered(lines: Sequence[str]) -> str:
    """The lines joined, as patterns that ignore case see them.

    >>> lowered(["ICP备", "Copyrıght"])
    'icp备\\ncopyright'
    """
    return native.small_letters("\n".join(lines).replace("İ", "i")).replace("ı", "i")
