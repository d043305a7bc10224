"""The lexical evidence for spam: how much a line is made of the words of one family of injected spam.

Method: a multinomial logistic regression over the character 1- and 2-grams of the line in a form that undoes
the usual disguises (full width, Traditional script, spaced-out characters, other digits). Presence of a gram
counts, not frequency, divided by the square root of the number of grams, so a long list weighs no more than a short one.
The weights are data (``data/spam_weights.txt``), made by ``scripts/train_spam.py``, which says from what.
Limits: a family whose words the weights do not know scores like an honest line; nothing here knows the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.judge.needles import LONGEST

if TYPE_CHECKING:
    import numpy as np

WEIGHTS = "spam_weights.txt"
TERMS = "spam_terms.txt"
HONEST = "ok"
MAX_CHARS = 400
"""characters of a line that are scored; the longest keyword list seen on 88 pages has 330"""

_DIGITS = str.maketrans("123456789", "000000000")
_CELL = re.compile(r"([a-z])(-?\d+)")
_LOOKALIKES = tuple(zip("αаеорсхѕⅹ×", "aaeopcxsxx", strict=True))


@dataclass(frozen=True, slots=True)
class Score:
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
    return plain(folded).translate(_DIGITS)


def grams(squashed: str) -> set[str]:
    """Its distinct characters and pairs of characters.

    >>> sorted(grams("aba"))
    ['a', 'ab', 'b', 'ba']
    """
    return set(squashed).union(map("".join, itertools.pairwise(squashed)))


_FIRST = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by gram: row of the matrix, column of the family."""

    families: tuple[str, ...]
    rows: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray

    def score(self, squashed: str) -> Score:
        """The families' probabilities for one squashed line."""
        import numpy as np

        present = grams(squashed)
        known = [self.rows[gram] for gram in present if gram in self.rows]
        logits = self.bias + np.add.reduce(self.weights.take(known, axis=0)) / max(len(present), 1) ** 0.5
        odds = np.exp(logits - np.maximum.reduce(logits))
        odds /= np.add.reduce(odds)
        named = zip(odds.tolist(), self.families, strict=True)
        spam = sorted([(-odd, family) for odd, family in named if family != HONEST], key=_FIRST)
        return Score(sum([-odd for odd, _ in spam]), tuple([(family, -odd) for odd, family in spam]))


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model. The first entry names scale and families, the second the bias; then a gram and its weights a line."""
    import numpy as np

    (scale, *families), *entries = (line.split("\t") for line in tables.read_lines(WEIGHTS))
    matrix = np.zeros((len(entries), len(families)), dtype=np.float32)
    for row, (_, cells) in enumerate(entries):
        for letter, weight in _CELL.findall(cells):
            matrix[row, ord(letter) - ord("a")] = int(weight) / float(scale)
    rows = {gram: row - 1 for row, (gram, _) in enumerate(entries) if row}
    return Model(tuple(families), rows, matrix[1:], matrix[0])


def score(folded: str) -> Score:
    """The lexical score of one folded line."""
    return model().score(squash(folded))


@lru_cache(maxsize=1)
def _terms() -> dict[str, list[tuple[str, str]]]:
    """The words by their first two characters, the longest first."""
    by_start: dict[str, list[tuple[str, str]]] = {}
    for line in sorted(tables.read_lines(TERMS), key=lambda line: -len(line)):
        family, word = line.split("\t")
        by_start.setdefault(word[:2], []).append((word, family))
    return by_start


@lru_cache(maxsize=1)
def terms_by_start() -> dict[str, list[str]]:
    """The telling words by how they begin, as ``Needles`` look for them."""
    by_start: dict[str, list[str]] = {}
    for word, _ in itertools.chain.from_iterable(_terms().values()):
        by_start.setdefault(word[:LONGEST], []).append(word)
    return by_start


def holds_term(text: str, at: int, words: Sequence[str]) -> bool:
    """Whether one of the words stands there, alone."""
    return any(text.startswith(word, at) and _stands_alone(text, at, at + len(word)) for word in words)


def terms(line: str) -> tuple[tuple[str, str], ...]:
    """The distinct telling words that stand in a plain line, as (word, family), in order; none inside another.

    >>> [word for word, _ in terms("久久精品-无码java视频")]
    ['久久精品', '无码']
    """
    return tuple(dict.fromkeys((word, family) for _, word, family in find_terms(line)))


def find_terms(line: str) -> list[tuple[int, str, str]]:
    """Where telling words stand in a plain line: (start, word, family), the longest at each place, none inside another."""
    by_start = _terms()
    found: list[tuple[int, str, str]] = []
    end = 0
    for start in range(len(line) - 1):
        if start < end or (candidates := by_start.get(line[start : start + 2])) is None:
            continue
        for word, family in candidates:
            if line.startswith(word, start) and _stands_alone(line, start, start + len(word)):
                found.append((start, word, family))
                end = start + len(word)
                break
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word of Latin letters is not the middle of a longer one (``av`` in ``java``)."""
    return not (_is_latin(text[start]) and start and _is_latin(text[start - 1])) and not (
        _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end])
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
