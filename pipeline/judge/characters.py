# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""How many characters of which kind a text has, and which of them stand together."""

from __future__ import annotations

from array import array
from functools import lru_cache

OTHER, HAN, DIGIT, LETTER, STOP, COMMA, MARK, BAR, SPACE, COLON = range(10)
_RANGES = (
    (HAN, "㐀", "\u9fff"), (HAN, "ぁ", "ヿ"), (HAN, "가", "힣"), (HAN, "\uf900", "\ufaff"), (LETTER, "A", "Z"), (LETTER, "a", "z"),
    (LETTER, "À", "\u024f"), (LETTER, "\u0370", "\u052f"), (DIGIT, "0", "9"),
)  # fmt: skip
_SETS = (
    (STOP, "。!?;…｡"), (COMMA, ",、"), (MARK, "\"'“”‘’「」『』()[]《》〈〉【】"), (BAR, "|/>»·•-_→←<«*+=~#&"),
    (SPACE, " \t\xa0\u3000\n"), (COLON, ":"),
)  # fmt: skip
_LAST = "\uffff"
"""of the first plane: all characters beyond count as this one"""
_FILTER = 1023
"""the lowest bits of a character: most of those that do not stand in a title differ in them from all that do"""


class Tally:
    """Counts text after text: characters of each kind, and those that stand in a title as well."""

    def __init__(self, title: str):
        self.counts = array("q", (0,)) * (COLON + 1)
        """how many of each kind the last text has; the break behind it is a space"""
        self.in_title = 0
        self.first = self.last = SPACE
        """the kinds of its first and last character"""
        self._kinds = kinds()
        self._title = "".join([min(char, _LAST) for char in title if not char.isspace()])
        self._filter = bytearray(_FILTER + 1)
        for char in self._title:
            self._filter[ord(char) & _FILTER] = 1

    def count(self, text: str) -> None:
        """Sets all of them to those of a text."""
        counts, kinds, known = self.counts, self._kinds, self._filter
        for kind in range(len(counts)):
            counts[kind] = 0
        counts[SPACE] = 1
        in_title = 0
        kind = first = SPACE
        for at, char in enumerate(text):
            shown = char if char <= _LAST else _LAST
            code = ord(shown)
            kind = kinds[code]
            counts[kind] += 1
            if at == 0:
                first = kind
            if known[code & _FILTER] and shown in self._title:
                in_title += 1
        self.first, self.last, self.in_title = first, kind, in_title


@lru_cache(maxsize=1)
def kinds() -> bytes:
    """The kind of each character of the first plane; a few letters more or less do not matter here."""
    table = bytearray(ord(_LAST) + 1)
    for kind, begin, end in _RANGES:
        table[ord(begin) : ord(end) + 1] = bytes([kind]) * (ord(end) - ord(begin) + 1)
    for kind, members in _SETS:
        for char in members:
            table[ord(char)] = kind
    return bytes(table)


def count_han(text: str) -> int:
    """How many Han characters stand beside another one.

    >>> count_han("放療后, 再"), count_han("a")
    (3, 0)
    """
    count, run = 0, 0
    for char in text:
        run = run + 1 if _is_han(char) else 0
        count += 2 if run == 2 else run > 2
    return count


def han_pairs(text: str) -> set[str]:
    """The distinct pairs of neighbouring Han characters.

    >>> sorted(han_pairs("放療后, 再"))
    ['放療', '療后']
    """
    pairs: set[str] = set()
    follows = False
    for at, char in enumerate(text):
        is_han = _is_han(char)
        if is_han and follows:
            pairs.add(text[at - 1 : at + 1])
        follows = is_han
    return pairs


def other_words(text: str) -> list[str]:
    """The words of three and more letters of other scripts.

    >>> other_words("用Python 3写的GUI，on_line")
    ['Python', 'GUI', 'line']
    """
    words: list[str] = []
    start = 0
    for at, char in enumerate(text + " "):
        if _is_han(char) or not char.isalnum() or char.isdecimal():
            if at - start > 2:
                words.append(text[start:at])
            start = at + 1
    return words


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"
