"""Which groups of telling words a block's text and its class names hold.

The groups are kept in ``data/judge_words.txt``; here they only become bits, one a group.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .. import tables

_TABLE = "judge_words.txt"
_HEAD, _TAIL = 60, 24
"""characters looked at from a long block's beginning and end: what such words say, they say there"""


@lru_cache(maxsize=2)
def groups(view: str) -> tuple[str, ...]:
    """The names of the groups of a view, ``text`` or ``class``; a group's place is its bit."""
    return tuple(line.split(" ", 2)[1] for line in tables.read_lines(_TABLE) if line.startswith(view + " "))


@lru_cache(maxsize=2)
def _words(view: str) -> tuple[re.Pattern[str], dict[str, int]]:
    bits: dict[str, int] = {}
    for bit, name in enumerate(groups(view)):
        line = next(line for line in tables.read_lines(_TABLE) if line.startswith(f"{view} {name} "))
        for word in line.split()[2:]:
            bits[word] = bits.get(word, 0) | 1 << bit
    longest_first = sorted(bits, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))), bits


def text_bits(folded: list[str]) -> list[int]:
    """For each block the groups whose words stand in it, as bits.

    >>> names = groups("text")
    >>> [[name for bit, name in enumerate(names) if bits >> bit & 1] for bits in text_bits(["责编:小明", "天气很好"])]
    [['editor'], []]
    """
    pattern, known = _words("text")
    views = [text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + "\t" + text[-_TAIL:] for text in folded]
    bits, line = [0] * len(views), 0
    joined = "\n".join(views).lower()
    end = joined.find("\n")
    for match in pattern.finditer(joined):
        at = match.start()
        while 0 <= end < at:
            line += 1
            end = joined.find("\n", end + 1)
        bits[line] |= known[match[0]]
    return bits


def class_bits(cues: str) -> tuple[int, int]:
    """The groups in the class and id words of all ancestors, and in the nearest two words."""
    found = [_class_word(word) for word in cues.split()]
    everywhere = 0
    for bits in found:
        everywhere |= bits
    near = 0
    for bits in found[-2:]:
        near |= bits
    return everywhere, near


@lru_cache(maxsize=20_000)
def _class_word(word: str) -> int:
    pattern, known = _words("class")
    bits = 0
    for part in pattern.findall(word.lower()):
        bits |= known[part]
    return bits
