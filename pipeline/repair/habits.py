"""How a page writes: the language model bent towards the words and marks of the page itself.

Names, terms and turns come again within a page, and what a tear took from one place mostly stands sound in another.
Counts of the page's sound stretches are put over the shared model with three Dirichlet priors: the model's estimate
counts as ``PRIOR`` sightings after one character, what comes of it as ``PRIOR_TWO`` sightings after two.

Limits: what stands in the page by mistake, a wrong choice of its author too, becomes likelier as well.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from math import exp, inf, log

from ..language import MOST_STEPS, STEP, UNKNOWN, model
from ..late import late

ALONE, PRIOR, PRIOR_TWO = 2000.0, 20.0, 8.0
"""Sightings that the model is worth without context, after one and after two characters. By 9,000 characters of passages that the model
has not seen, with a byte or both lost: 71.2% chosen rightly so, 70.2% with 1000, 20, 4, which have the least entropy (4.26 nats a character
for 200 passages, 5.08 with the model alone; half or double of each costs 0.02 at most)."""
LONG = 1000.0
"""Sightings without context that a page can have in all; those of a longer one count for less. Else its bullets and blanks outweigh what the model
says of a place. By 205 whole pages (``benchmarks/damaged_pages.py``): 2000 and 500 are as good, without a bound 4% more characters are wrong."""
_COMMA_BETWEEN, _FULL_WIDTH = late("[\u4e00-\u9fff],[\u4e00-\u9fff]"), late("[！-～]")
DOUBLED = 4.0
"""Nats for a stop right behind another: the model has them likelier than they are, as it has never seen most pairs."""


@lru_cache(maxsize=1)
def _worth() -> array[float]:
    """The sightings without context that the model's estimate is worth, by the steps that it has."""
    return array("d", [ALONE * exp(-(steps / STEP)) for steps in range(MOST_STEPS + 1)])


class Choice:
    """Characters to choose from: their numbers, and what each costs beyond the model."""

    def __init__(self, numbers: list[int], more: list[float]) -> None:
        self.numbers = array("i", numbers)
        self.more = array("d", more)


class PageLanguage:
    """The costs of the model on one page.

    >>> page = PageLanguage("鱖魚吃鱖魚。鱖魚")
    >>> a, b, c = (model().number(char) for char in "，鱖魚")
    >>> page.cost(a, b, c) < model().cost(a, b, c)
    True
    """

    def __init__(self, sound: str) -> None:
        language = self._language = model()
        self._page = array("i", bytes(4 * len(sound)))
        self._ones = array("i", bytes(4 * language.size))
        # the places of each character, counted from 1 and linked from the last to the first
        self._last = array("i", bytes(4 * language.size))
        self._before = array("i", bytes(4 * len(sound)))
        self._link(sound)
        self._share = min(1.0, LONG / max(1, len(sound)))
        self._size = len(sound) * self._share + ALONE
        self._stops = bytearray(language.size)
        for stop in "。，、；：！？":
            self._stops[language.number(stop)] = 2 if stop in "！？" else 3 if stop in "：；" else 1
        self._followers: dict[int, dict[int, int]] = {}
        self._worth, self._step = _worth(), STEP
        self._alone, self._prior, self._prior_two, self._doubled, self._unknown = (
            ALONE,
            PRIOR,
            PRIOR_TWO,
            DOUBLED,
            UNKNOWN,
        )

    def _link(self, sound: str) -> None:
        self._language.number_all(sound, self._page)
        for at in range(len(sound)):
            c = self._page[at]
            self._before[at] = self._last[c]
            self._last[c] = at + 1
            self._ones[c] += 1

    def number(self, char: str) -> int:
        """The number of a character, as ``Model.number``."""
        return self._language.number(char)

    def cost(self, a: int, b: int, c: int) -> float:
        """Nats that character ``c`` costs after ``a`` and ``b``."""
        if not c:
            return self._unknown
        return self._bent(a, b, c, self._language.cost(a, b, c))

    def price(self, a: int, b: int, choice: Choice, nats: array[float]) -> None:
        """Fill in what each character of a choice costs after the same two; the page has few of them."""
        self._language.price(a, b, choice.numbers, nats)
        shift = self._shift(a, b)
        for at in range(len(choice.numbers)):
            c = choice.numbers[at]
            if self._ones[c] and c:
                nats[at] = self._bent(a, b, c, nats[at])
            elif c:
                nats[at] += shift
            nats[at] += choice.more[at]

    def _bent(self, a: int, b: int, c: int, nats: float) -> float:
        """What a character costs here that costs so many nats in the model."""
        ones = self._ones
        two = three = 0
        if ones[b] and ones[c]:
            follow = self._after(b)
            two = follow.get(c, 0)
            three = follow.get((a + 1) << 16 | c, 0) if two else 0
        alone = (ones[c] * self._share + self._worth[int(nats * self._step + 0.5)]) / self._size
        one = (two + self._prior * alone) / (ones[b] + self._prior)
        both = (three + self._prior_two * one) / (self._seen(a, b) + self._prior_two)
        return (self._doubled if self._is_doubled(b, c) else 0.0) - log(both)

    def _is_doubled(self, b: int, c: int) -> bool:
        """Whether a stop stands behind another, or ： or ； behind ！ or ？; a question in a title has 。 and ， behind it."""
        first, last = self._stops[b], self._stops[c]
        return (last == 3 and first > 0) or (last == 1 and (first == 1 or first == 3))

    def _shift(self, a: int, b: int) -> float:
        """How much more a character that the page does not have costs than in the model."""
        prior, two = self._prior, self._prior_two
        share = self._alone / self._size * prior / (self._ones[b] + prior) * two / (self._seen(a, b) + two)
        return -log(share)

    def _seen(self, a: int, b: int) -> int:
        """How often the page has two characters in a row."""
        return self._after(a).get(b, 0) if self._ones[a] and self._ones[b] else 0

    def _after(self, b: int) -> dict[int, int]:
        """How often each character follows another in the page; with ``(a + 1) << 16`` added, how often it does after ``a`` and that."""
        found = self._followers.get(b)
        if found is None:
            found = self._followers[b] = self._counted(b)
        return found

    def _counted(self, b: int) -> dict[int, int]:
        counts: dict[int, int] = {}
        at = self._last[b]
        while at:
            if at < len(self._page):
                c = self._page[at]
                counts[c] = counts.get(c, 0) + 1
                if at > 1:
                    c |= (self._page[at - 2] + 1) << 16
                    counts[c] = counts.get(c, 0) + 1
            at = self._before[at - 1]
        return counts

    def log_prob(self, text: str) -> float:
        """Natural log of the probability of a text, as ``Model.log_prob``."""
        total, a, b = 0.0, 0, 0
        for char in text:
            c = self.number(char)
            total += self.cost(a, b, c)
            a, b = b, c
        return -total

    def dearest(self, before: str, text: str) -> float:
        """Nats of the two characters in a row that cost most, behind what stands before them.

        >>> PageLanguage("").dearest("制", "執行效力的笴債權") > 20 > PageLanguage("").dearest("制", "執行效力的債權")
        True
        """
        most, last, a, b = 0.0, 0.0, 0, 0
        for char in before:
            a, b = b, self.number(char)
        for char in text:
            c = self.number(char)
            cost = self.cost(a, b, c)
            most = max(most, last + cost)
            last, a, b = cost, b, c
        return most


def cheapest(nats: array[float], size: int, number: int) -> list[int]:
    """The places of the smallest of the first ``size`` prices, in order.

    >>> cheapest(array("d", [3.0, 1.0, 2.0, 1.0]), 4, 3)
    [1, 3, 2]
    """
    places: list[int] = []
    worst = inf
    for at in range(size):
        price = nats[at]
        if price >= worst:
            continue
        if len(places) == number:
            places.pop()
        low, high = 0, len(places)
        while low < high:
            middle = (low + high) // 2
            if price < nats[places[middle]]:
                high = middle
            else:
                low = middle + 1
        places.insert(low, at)
        if len(places) == number:
            worst = nats[places[-1]]
    return places


def sound(text: str, torn: re.Pattern[str]) -> str:
    r"""The text without its torn stretches, each up to the next single byte, and without other marks of a loss.

    In a page with ASCII marks a ``?`` that ends a run is what is left of the byte that the run ate; as a question of the author it would make all
    others likelier.

    >>> sound("獎?wù)嘗1好", re.compile(r"\?wù\)"))
    '獎1好'
    >>> sound("好,獎?wù)嘗?好", re.compile(r"\?wù\)"))
    '好,獎好'
    """
    ended = r"\??" if _COMMA_BETWEEN.search(text) else ""
    # letters can be trail bytes, and marks folded ones, if more follows
    kept = re.sub(rf"(?:{torn.pattern})(?:[^\x00-\x7f]|[!,:;@-~](?=[^\x00-\x7f]))*{ended}", "", text)
    # where other marks are full-width, an ASCII ? behind Han is mostly a lost byte
    return re.sub(r"(?<=[^\x00-\x7f])\?", "", kept) if _FULL_WIDTH.search(kept) else kept
