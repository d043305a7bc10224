# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""The lexical evidence for spam: how much a line is made of the words of one family of injected spam.

Method: a multinomial logistic regression over the character 1- and 2-grams of the line in a form that undoes
the usual disguises (full width, Traditional script, spaced-out characters, other digits). Presence of a gram
counts, not frequency, divided by the square root of the number of grams, so a long list weighs no more than a short one.
The weights are data (``data/spam_weights.txt``), made by ``scripts/train_spam.py``, which says from what.
Limits: a family whose words the weights do not know scores like an honest line; nothing here knows the page.
"""

from __future__ import annotations

import itertools
import math
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from pipeline import tables
from pipeline.judge.needles import Joined, Needles

WEIGHTS = "spam_weights.txt"
TERMS = "spam_terms.txt"
HONEST = "ok"
MAX_CHARS = 400
"""characters of a line that are scored; the longest keyword list seen on 88 pages has 330"""

_LOOKALIKES = tuple(zip("αаеорсхѕⅹ×", "aaeopcxsxx", strict=True))


class Score(NamedTuple):
    """Probability of spam by the words alone, and of each family, the likeliest first."""

    spam: float
    families: tuple[tuple[str, float], ...]


def plain(folded: str, limit: int = MAX_CHARS) -> str:
    """A folded line without the usual disguises: lower case, no spaces, look-alike letters as plain ones; its start.

    >>> plain("哪 个 网 站 2026 AV")
    '哪个网站2026av'
    """
    return "".join(_plain_letters(folded[: limit * 2].lower()).split())[:limit]


def plain_lines(lowered: str) -> str:
    """Many folded lines, joined by line breaks and in lower case, in their plain form, whole.

    >>> plain_lines("哪 个 网 站\\nαv")
    '哪个网站\\nav'
    """
    return _plain_letters(lowered).replace(" ", "")  # a folded line has no other white space


def _plain_letters(text: str) -> str:
    if not text.isascii():
        for other, letter in _LOOKALIKES:
            text = text.replace(other, letter)
    return text


def squash(folded: str) -> str:
    """The plain form with every digit 0, as the model sees it.

    >>> squash("哪 个 网 站 2026 AV")
    '哪个网站0000av'
    """
    return _zeros(plain(folded))


def _zeros(text: str) -> str:
    for digit in "123456789":
        text = text.replace(digit, "0")
    return text


def grams(squashed: str) -> set[str]:
    """Its distinct characters and pairs of characters.

    >>> sorted(grams("aba"))
    ['a', 'ab', 'b', 'ba']
    """
    return set(squashed).union(map("".join, itertools.pairwise(squashed)))


_FIRST = itemgetter(0)
_SECOND = 1 << 21
"""A gram as a number: its last character, counted from 1, and the one before it times this, which is more than there are characters."""


class Grams:
    """Grams and their numbers in a table with open addressing: each stands at its place or at the next that was free."""

    def __init__(self, size: int):
        self._mask = (1 << (2 * size).bit_length()) - 1
        self._keys = array("q", (0,)) * (self._mask + 1)
        self._numbers = array("i", (0,)) * (self._mask + 1)
        self.count = 0

    def _place(self, key: int) -> int:
        at = (key ^ key >> 17) * 40_503 & self._mask
        while self._keys[at] and self._keys[at] != key:
            at = at + 1 & self._mask
        return at

    def add(self, key: int) -> bool:
        """Give the next number to a gram; False if it has one."""
        at = self._place(key)
        if self._keys[at]:
            return False
        self._keys[at], self._numbers[at] = key, self.count
        self.count += 1
        return True

    def number(self, key: int) -> int:
        """The number of a gram, -1 if it has none."""
        at = self._place(key)
        return self._numbers[at] if self._keys[at] else -1


class Model:
    """Weights by gram, a number for each family; ``rows`` says which ones of all are a gram's."""

    def __init__(self, families: tuple[str, ...], weights: Mapping[str, Sequence[float]], bias: Sequence[float]):
        self.families = families
        self.rows = {gram: row for row, gram in enumerate(weights)}
        self.bias = array("d", bias)
        self._weights = array("d", itertools.chain.from_iterable(weights.values()))
        self._honest = families.index(HONEST)
        self._grams = Grams(len(weights))
        for gram in weights:
            self._know(gram)

    def _know(self, gram: str) -> None:
        """Number a gram by its characters."""
        key = 0
        for char in gram:
            key = key * _SECOND + 1 + ord(char)
        self._grams.add(key)

    def weights(self, gram: str) -> array[float]:
        """The weights of a gram that the model knows."""
        start = self.rows[gram] * len(self.families)
        return array("d", self._weights[start : start + len(self.families)])

    def score(self, squashed: str) -> Score:
        """The families' probabilities for one squashed line."""
        odds = self._odds(squashed)
        spam = [(-odd, family) for odd, family in zip(odds, self.families, strict=True) if family != HONEST]
        return Score(self._spam(odds), tuple([(family, -odd) for odd, family in sorted(spam, key=_FIRST)]))

    def spam(self, squashed: str) -> float:
        """The probability of spam alone, the same as ``score`` gives."""
        return self._spam(self._odds(squashed))

    def _spam(self, odds: list[float]) -> float:
        return sum(odds[: self._honest]) + sum(odds[self._honest + 1 :])

    def _odds(self, squashed: str) -> list[float]:
        logits = self._logits(squashed)
        most = max(logits)
        odds = [math.exp(logit - most) for logit in logits]
        total = sum(odds)
        return [odd / total for odd in odds]

    def _logits(self, squashed: str) -> list[float]:
        """For each family the weights of the known grams, added up and divided by the root of the number of all grams."""
        seen = Grams(2 * len(squashed))
        sums = array("d", (0.0,)) * len(self.families)
        before = 0
        for char in squashed:
            code = 1 + ord(char)
            self._add(code, seen, sums)
            if before:
                self._add(code + before * _SECOND, seen, sums)
            before = code
        root = math.sqrt(max(seen.count, 1))
        return [bias + sums[family] / root for family, bias in enumerate(self.bias)]

    def _add(self, key: int, seen: Grams, sums: array[float]) -> None:
        """Add the weights of a gram, if it is known and seen for the first time."""
        if seen.add(key):
            row = self._grams.number(key)
            if row >= 0:
                families = len(sums)
                for family in range(families):
                    sums[family] += self._weights[row * families + family]


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model. The first entry names scale and families, the second the bias; then a gram and its weights a line."""
    (scale, *families), *entries = (line.split("\t") for line in tables.read_lines(WEIGHTS))
    weights = {gram: _cells(cells, len(families), float(scale)) for gram, cells in entries}
    bias = weights.pop(entries[0][0])
    return Model(tuple(families), weights, bias)


def _cells(cells: str, families: int, scale: float) -> list[float]:
    """The weights of one gram: each a letter that names its family, and the weight times the scale.

    >>> _cells("a-2c41", 3, 10.0)
    [-0.2, 0.0, 4.1]
    """
    weights = [0.0] * families
    family = number = 0
    sign = 1
    for char in cells:
        if char == "-":
            sign = -1
        elif char <= "9":
            number = number * 10 + ord(char) - _ZERO
            weights[family] = sign * number / scale
        else:
            family, number, sign = ord(char) - _FIRST_FAMILY, 0, 1
    return weights


_ZERO, _FIRST_FAMILY = ord("0"), ord("a")


def score(folded: str) -> Score:
    """The lexical score of one folded line."""
    return model().score(squash(folded))


def spam_score(line: str) -> float:
    """The probability of spam by the words of a line in its plain form."""
    return model().spam(_zeros(line))


@lru_cache(maxsize=1)
def telling_words() -> dict[str, str]:
    """The telling words, each with its family."""
    each = (line.split("\t") for line in tables.read_lines(TERMS))
    return {word: family for family, word in each}


@lru_cache(maxsize=1)
def _needles() -> Needles:
    return Needles(telling_words())


def terms(line: str) -> tuple[tuple[str, str], ...]:
    """The distinct telling words that stand in a plain line, as (word, family), in order; none inside another.

    >>> [word for word, _ in terms("久久精品-无码java视频")]
    ['久久精品', '无码']
    """
    return tuple(dict.fromkeys((word, family) for _, word, family in find_terms(line)))


def find_terms(line: str) -> list[tuple[int, str, str]]:
    """Where telling words stand in a plain line: (start, word, family), the longest at each place, none inside another."""
    family_of = telling_words()
    found: list[tuple[int, str, str]] = []
    end = 0
    for at, _, word in _needles().places(Joined(line)):
        if at >= end and stands_alone(line, at, at + len(word)):
            found.append((at, word, family_of[word]))
            end = at + len(word)
    return found


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word of Latin letters is not the middle of a longer one (``av`` in ``java``)."""
    return not (_is_latin(text[start]) and start and _is_latin(text[start - 1])) and not (
        _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end])
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
