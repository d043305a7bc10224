"""How a page writes: the language model bent towards the words and marks of the page itself.

Names, terms and turns come again within a page, and what a tear took from one place mostly stands sound in another.
Counts of the page's sound stretches are put over the shared model with three Dirichlet priors: the model's estimate
counts as ``PRIOR`` sightings after one character, what comes of it as ``PRIOR_TWO`` sightings after two.

Limits: what stands in the page by mistake, a wrong choice of its author too, becomes likelier as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log

from ..language import UNKNOWN, model

ALONE, PRIOR, PRIOR_TWO = 1000.0, 20.0, 4.0
"""Sightings that the model is worth without context, after one and after two characters. By the entropy of 200 passages that the
model has not seen: 5.08 nats a character with the model alone, 4.26 so; half or double of each costs 0.02 at most."""
DOUBLED = 4.0
"""Nats for a stop right behind another: the model has them likelier than they are, as it has never seen most pairs."""


class PageLanguage:
    """The costs of the model on one page.

    >>> page = PageLanguage("鱖魚吃鱖魚。鱖魚")
    >>> a, b, c = (model().number(char) for char in "，鱖魚")
    >>> page.cost(a, b, c) < model().cost(a, b, c)
    True
    """

    def __init__(self, sound: str) -> None:
        language = model()
        self.number = language.number
        ids = [language.number(char) for char in sound]
        self._size = len(ids) + ALONE
        self._ones = Counter(ids)
        self._twos = Counter(pairwise(ids))
        self._threes = Counter(zip(ids, ids[1:], ids[2:], strict=False))
        self._language = language
        self._stops = frozenset(map(language.number, "。，、；："))
        self._cache: dict[tuple[int, int, int], float] = {}
        self._contexts: dict[tuple[int, int], tuple[dict[int, float], float, float]] = {}

    def cost(self, a: int, b: int, c: int) -> float:
        """Nats that character ``c`` costs after ``a`` and ``b``."""
        found = self._cache.get((a, b, c))
        if found is None:
            found = self._cache[a, b, c] = self._cost(a, b, c)
        return found

    def _cost(self, a: int, b: int, c: int) -> float:
        if not c:
            return UNKNOWN
        alone = (self._ones[c] + ALONE * exp(-self._language.cost(a, b, c))) / self._size
        one = (self._twos[b, c] + PRIOR * alone) / (self._ones[b] + PRIOR)
        both = (self._threes[a, b, c] + PRIOR_TWO * one) / (self._twos[a, b] + PRIOR_TWO)
        return (DOUBLED if b in self._stops and c in self._stops else 0.0) - log(both)

    def costs(self, a: int, b: int, choice: Sequence[int]) -> list[float]:
        """``cost`` of each of many characters after the same two; ten times as fast."""
        ones, alone, cost = self._ones, self._language.alone, self.cost
        follow, rest, shift = self._contexts.get((a, b)) or self._context(a, b)
        return [
            cost(a, b, c) if c in ones else shift + (follow[c] if c in follow else rest + alone[c]) if c else UNKNOWN
            for c in choice
        ]

    def _context(self, a: int, b: int) -> tuple[dict[int, float], float, float]:
        """What characters that the page does not have cost after two others, and how much more than in the model."""
        share = ALONE / self._size * PRIOR / (self._ones[b] + PRIOR) * PRIOR_TWO / (self._twos[a, b] + PRIOR_TWO)
        found = self._contexts[a, b] = (*self._language.followers(a, b), -log(share))
        return found

    def log_prob(self, text: str) -> float:
        """Natural log of the probability of a text, as ``Model.log_prob``."""
        total, a, b = 0.0, 0, 0
        for char in text:
            c = self.number(char)
            total += self.cost(a, b, c)
            a, b = b, c
        return -total


def sound(text: str, torn: re.Pattern[str]) -> str:
    r"""The text without its torn stretches, each up to the next single byte, and without other marks of a loss.

    >>> sound("獎?wù)嘗1好", re.compile(r"\?wù\)"))
    '獎1好'
    """
    # letters can be trail bytes, and marks folded ones, if more follows
    kept = re.sub(rf"(?:{torn.pattern})(?:[^\x00-\x7f]|[!,:;@-~](?=[^\x00-\x7f]))*", "", text)
    # where other marks are full-width, an ASCII ? behind Han is mostly a lost byte
    return re.sub(r"(?<=[^\x00-\x7f])\?", "", kept) if re.search("[！-～]", kept) else kept
