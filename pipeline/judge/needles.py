"""Which lines of a page may hold one of many words, found over the whole page at once.

Thousands of words and dozens of patterns are looked for in every line, and hardly any line holds one. So a page's lines
are joined, and each run of four characters is looked up in a table of those with which the words begin: a few
numpy operations a page. What is found is a hint: the exact search comes after it, on those lines alone. ``needed`` tells
of a regular expression the words of which every match holds one.

Limits: a word is known by its beginning, so a hint can be wrong; a line without one cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PLACES = 1 << 16
"""size of a table, that of a number of 16 bits; the 2,000 words of spam and rules fill 1 in 50 places"""
_FACTOR = 1_031
"""spreads the characters over a table"""
LONGEST = 4
"""characters of a word that are looked up"""
_MOST_WORDS = 200
"""ways to write a part of a pattern beyond which it is not spelled out"""


class Joined:
    """Lines joined to be searched by several: the text, its characters as numbers, where the lines end."""

    def __init__(self, text: str):
        import numpy as np

        self.text = text
        self.codes: NDArray[np.uint32] = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)

    @cached_property
    def breaks(self) -> NDArray[np.intp]:
        """Where the line breaks stand."""
        import numpy as np

        return np.flatnonzero(self.codes == ord("\n"))

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """Where the lines begin."""
        import numpy as np

        return np.concatenate(([0], self.breaks + 1))

    @cached_property
    def keys(self) -> NDArray[np.uint16]:
        """The place in a table of each character."""
        import numpy as np

        return self.codes.astype(np.uint16)

    @cached_property
    def pairs(self) -> NDArray[np.uint16]:
        """The place in a table of each pair of characters."""
        import numpy as np

        return self.keys[:-1] * np.uint16(_FACTOR) + self.keys[1:]


class Needles:
    """Words to look for, by their first characters; lower case."""

    def __init__(self, words: Iterable[str]):
        import numpy as np

        self._starts = {word[:LONGEST] for word in words}
        self._tables: dict[int, NDArray[np.bool_]] = {}
        self._by_key: dict[tuple[int, int], list[str]] = {}
        for start in sorted(self._starts, key=len):
            table = self._tables.setdefault(len(start), np.zeros(_PLACES, np.bool_))
            table[_place(start)] = True
            self._by_key.setdefault((len(start), _place(start)), []).append(start)
        self._pairs = np.zeros(_PLACES, np.bool_)
        """the first two characters of the longer ones: where none stand, nothing more is looked up"""
        self._pairs[[_place(start[:2]) for start in self._starts if len(start) > 1]] = True

    def find(self, joined: Joined) -> dict[str, list[int]]:
        """How a word begins -> the lines of a text that may hold it, numbered from 0, each once."""
        found: dict[str, list[int]] = {}
        for length, places, keys in self._hits(joined):
            rows = joined.breaks.searchsorted(places)
            for key, row in set(zip(keys.tolist(), rows.tolist(), strict=True)):
                for start in self._by_key[length, key]:
                    found.setdefault(start, []).append(row)
        return found

    def places(self, joined: Joined) -> list[tuple[int, int, str]]:
        """Where in a text a word may begin, as (place, number of the line, how it begins), the longer of one place first."""
        found: list[tuple[int, int, int, str]] = []
        text = joined.text
        for length, places, _ in self._hits(joined):
            rows = joined.breaks.searchsorted(places).tolist()
            starts = [(at, text[at : at + length]) for at in places.tolist()]
            each = zip(starts, rows, strict=True)
            found += [(at, -length, row, start) for (at, start), row in each if start in self._starts]
        return [(at, row, start) for at, _, row, start in sorted(found)]

    def _hits(self, joined: Joined) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.uint16]]]:
        """For each length of a beginning the places where there may be one, and their keys."""
        import numpy as np

        if 1 in self._tables:
            places = np.flatnonzero(self._tables[1].take(joined.keys))
            yield 1, places, joined.keys[places]
        places = np.flatnonzero(self._pairs.take(joined.pairs))
        keys = joined.pairs[places]
        for length in range(2, LONGEST + 1):
            if length > 2:
                within = places <= len(joined.keys) - length
                places, keys = places[within], keys[within]
                keys = keys * np.uint16(_FACTOR) + joined.keys[places + (length - 1)]
            if length in self._tables:
                hits = self._tables[length][keys]
                yield length, places[hits], keys[hits]


def _place(start: str) -> int:
    place = 0
    for char in start:
        place = (place * _FACTOR + ord(char)) % _PLACES
    return place


def lowered(lines: Sequence[str]) -> str:
    """The lines joined, as patterns that ignore case see them.

    >>> lowered(["ICP备", "Copyrıght"])
    'icp备\\ncopyright'
    """
    return "\n".join(lines).replace("İ", "i").lower().replace("ı", "i")


def needed(pattern: str) -> frozenset[str]:
    """Words of which each match of a pattern that ignores case holds at least one; empty if there are no such words.

    >>> sorted(needed("^(?:文章)?来源 ?:"))
    ['文章来源 :', '文章来源:', '来源 :', '来源:']
    >>> needed(r"^\\d+$"), sorted(needed("(?:赞|[ab]) ?\\\\d{1,3}"))
    (frozenset(), ['a', 'a ', 'b', 'b ', '赞', '赞 '])
    """
    words = _needed(_parser.parse(pattern, re.IGNORECASE))
    return words if _worth(words)[0] else frozenset()


def is_anchored(pattern: str) -> bool:
    """Whether a pattern matches at the beginning of a line only.

    >>> is_anchored("^(?:a|b)"), is_anchored("^a|b")
    (True, False)
    """
    first = _parser.parse(pattern, re.IGNORECASE)[:1]
    return [(str(name), str(value)) for name, value in first] == [("AT", "AT_BEGINNING")]


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what the parts of a sequence need: the longest words, those that are spelled out put together."""
    best: frozenset[str] = frozenset()
    spelled = frozenset(("",))
    for name, value in items:
        ways = _spelled(name, value)
        if ways and len(spelled) * len(ways) <= _MOST_WORDS:
            spelled = frozenset(one + other for one in spelled for other in ways)
        else:
            best = max(best, spelled, ways or _inside(str(name), value), key=_worth)
            spelled = frozenset(("",))
    return max(best, spelled, key=_worth)


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """How seldom lines hold one of the words: that of the commonest counts, then how few they are; the first is 0 if they say nothing."""
    return min(map(_rarity, words), default=0), -len(words)


def _rarity(word: str) -> int:
    return min(LONGEST, len(word)) + (len(word) > 1 or word.isalnum())


def _inside(name: str, value: Any) -> frozenset[str]:
    """What a part needs that cannot be spelled out."""
    if name == "SUBPATTERN":
        return _needed(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
        return _needed(value[-1])
    if name == "BRANCH":
        each = [_needed(branch) for branch in value[1]]
        return _joined(each) if all(_worth(words)[0] for words in each) else frozenset()
    return frozenset()


def _spelled(name: Any, value: Any) -> frozenset[str]:
    """Every way to write a part, if they are few; empty if not."""
    kind = str(name)
    if kind == "LITERAL":
        return _letter(value)
    if kind == "IN":
        return _joined([_spelled(*item) for item in value])
    if kind == "BRANCH":
        return _joined([_spelled_out(branch) for branch in value[1]])
    if kind == "SUBPATTERN":
        return _spelled_out(value[-1])
    if kind == "MAX_REPEAT" and (value[0], value[1]) == (0, 1):
        return _joined([frozenset(("",)), _spelled_out(value[-1])])
    return frozenset()


def _spelled_out(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    ways = frozenset(("",))
    for name, value in items:
        own = _spelled(name, value)
        if not own or len(ways) * len(own) > _MOST_WORDS:
            return frozenset()
        ways = frozenset(one + other for one in ways for other in own)
    return ways


def _joined(each: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*each) if all(each) else frozenset()


def _letter(code: int) -> frozenset[str]:
    """A character in lower case; nothing for one outside ASCII that has two cases: how they compare is not told by lower()."""
    char = chr(code)
    return frozenset((char.lower(),)) if char.isascii() or char.lower() == char.upper() else frozenset()
