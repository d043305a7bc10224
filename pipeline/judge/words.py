"""Which groups of telling words a block's text and its class names hold.

The groups are kept in ``data/judge_words.txt``; here they only become bits, one a group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import or_

from .. import tables
from .needles import LONGEST, Joined, Needles, lowered

_TABLE = "judge_words.txt"
_NO_DIGITS = str.maketrans("", "", "0123456789")
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
def _class_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _bits("class"))))


@lru_cache(maxsize=1)
def _text_words() -> tuple[Needles, dict[str, list[tuple[str, int]]]]:
    """Where to look for the words of the text, and the words by how they begin."""
    by_start: dict[str, list[tuple[str, int]]] = {}
    for word, bits in _bits("text").items():
        by_start.setdefault(word[:LONGEST], []).append((word, bits))
    return Needles(by_start), by_start


def text_bits(folded: Sequence[str], joined: Joined | None = None) -> list[int]:
    """For each block the groups whose words stand in it, as bits; of words that overlap, the first and longest counts.

    Looked at is a long block's beginning and end. ``joined``: the blocks in lower case, where they are joined already.

    >>> names = groups("text")
    >>> [[name for bit, name in enumerate(names) if bits >> bit & 1] for bits in text_bits(["责编:小明", "天气很好"])]
    [['editor'], []]
    """
    needles, by_start = _text_words()
    joined = joined or Joined(lowered(folded))
    starts, text = joined.starts, joined.text
    bits, end = [0] * len(folded), 0
    for at, row, start in needles.places(joined):
        if at < end:
            continue
        length = len(folded[row])
        within = at - int(starts[row])
        room = _HEAD - within if length > _HEAD + _TAIL and within < length - _TAIL else length
        for word, own in by_start[start]:
            if len(word) <= room and text.startswith(word, at):
                bits[row] |= own
                end = at + len(word)
                break
    return bits


@lru_cache(maxsize=4096)
def without_digits(cues: str) -> str:
    """Class words without their digits: posts of a forum have classes like ``post_123``, their common part is what counts."""
    return cues.translate(_NO_DIGITS)


def class_bits(cues: str) -> tuple[int, int]:
    """The groups in the class and id words of all ancestors, and in the nearest two words."""
    found = list(map(_class_word, cues.split()))
    return reduce(or_, found, 0), reduce(or_, found[-2:], 0)


@lru_cache(maxsize=20_000)
def _class_word(word: str) -> int:
    known = _bits("class")
    bits = 0
    for part in _class_words().findall(word.lower()):
        bits |= known[part]
    return bits
