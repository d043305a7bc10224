"""Which groups of telling words a block's text and its class names hold.

The groups are kept in ``data/judge_words.txt``; here they only become bits, one a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .. import tables
from .needles import Joined, Needles

_TABLE = "judge_words.txt"
_HEAD, _TAIL = 60, 24
"""characters looked at from a long block's beginning and end: what such words say, they say there"""


@lru_cache(maxsize=2)
def groups(view: str) -> tuple[str, ...]:
    """The names of the groups of a view, ``text`` or ``class``; a group's place is its bit."""
    return tuple(line.split(" ", 2)[1] for line in tables.read_lines(_TABLE) if line.startswith(view + " "))


@lru_cache(maxsize=4)
def names(prefix: str, view: str) -> tuple[str, ...]:
    """The names of the features of a view's groups."""
    return tuple(prefix + name for name in groups(view))


@lru_cache(maxsize=2)
def _bits(view: str) -> dict[str, int]:
    """Each word of a view, the longest first, and the bits of its groups."""
    bits: dict[str, int] = {}
    for bit, name in enumerate(groups(view)):
        line = next(line for line in tables.read_lines(_TABLE) if line.startswith(f"{view} {name} "))
        for word in line.split()[2:]:
            bits[word] = bits.get(word, 0) | 1 << bit
    return {word: bits[word] for word in sorted(bits, key=lambda word: (-len(word), word))}


@lru_cache(maxsize=1)
def _text_words() -> Needles:
    return Needles(_bits("text"))


def text_bits(joined: Joined, lengths: Sequence[int]) -> list[int]:
    """For each of some joined lines the groups whose words stand in it, as bits; of words that overlap, the first and longest counts.

    Looked at is a long line's beginning and end.

    >>> found = text_bits(Joined("责编:小明\\n天气很好"), [5, 4])
    >>> [[name for bit, name in enumerate(groups("text")) if bits >> bit & 1] for bits in found]
    [['editor'], []]
    """
    known = _bits("text")
    bits, starts, end = [0] * len(lengths), joined.starts, 0
    for at, row, word in _text_words().places(joined):
        within, length = at - starts[row], lengths[row]
        if at >= end and (length <= _HEAD + _TAIL or within >= length - _TAIL or within + len(word) <= _HEAD):
            bits[row] |= known[word]
            end = at + len(word)
    return bits


class Classes:
    """What class and id words say.

    >>> found = Classes("wrap post-12 nav_3 list")
    >>> [[name for bit, name in enumerate(groups("class")) if bits >> bit & 1] for bits in (found.everywhere, found.near)]
    [['content', 'nav', 'list'], ['nav', 'list']]
    """

    def __init__(self, cues: str):
        self.plain = without_digits(cues)
        self.everywhere = self.near = 0
        """the groups in the words of all ancestors, and in the nearest two words, as bits"""
        words = cues.split()
        for place, word in enumerate(words, _NEAREST - len(words)):
            bits = _class_word(word)
            self.everywhere |= bits
            if place >= 0:
                self.near |= bits


@lru_cache(maxsize=4096)
def without_digits(cues: str) -> str:
    """Class words without their digits: posts of a forum have classes like ``post_123``, their common part is what counts.

    >>> without_digits("post_123 h2 wrap")
    'post_ h wrap'
    """
    return _without_digits(cues)


def _without_digits(text: str) -> str:
    parts, start = [], 0
    for at, char in enumerate(text):
        if "0" <= char <= "9":
            if at > start:
                parts.append(text[start:at])
            start = at + 1
    if not start:
        return text
    parts.append(text[start:])
    return "".join(parts)


@lru_cache(maxsize=1)
def _class_words() -> Needles:
    return Needles(_bits("class"))


def _class_word(word: str) -> int:
    """The groups of one word, as bits."""
    found = _CLASS_WORDS.get(word)
    if found is None:
        if len(_CLASS_WORDS) >= _MOST:
            _CLASS_WORDS.clear()
        found = _CLASS_WORDS[word] = _look_at(word.lower())
    return found


def _look_at(word: str) -> int:
    known = _bits("class")
    bits = end = 0
    for at, _, part in _class_words().scan(word):
        if at >= end:
            bits |= known[part]
            end = at + len(part)
    return bits


_NEAREST = 2
_CLASS_WORDS: dict[str, int] = {}
"""what was found of class words: pages share most of theirs"""
_MOST = 20_000
"""words that are remembered"""
