"""A small character language model of Chinese, shared by every stage: how likely is this text?

Method: an interpolated 3-gram model over about 7,600 characters, pruned and packed into one file of less than
3 MB (``scripts/make_language.py`` says from what), searched in place: nothing is unpacked but the alphabet.
Text is folded before it is scored: Traditional characters to Simplified one by one, full-width ASCII to ASCII.

How to use it::

    from pipeline.language import model
    model().log_prob("放疗结束后")            # natural log of its probability, higher is likelier
    model().per_char("放療結束後")            # the same per character: ordinary prose -3 to -5.5, noise below -8
    model().score("放疗结", "束")             # log probability of one character after what precedes it

Limits: trained on statutes, Wikipedia and a word list, so names and chat are scored lower than they deserve;
compare readings of one place with each other rather than a text with a fixed bound.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache

from . import tables

MAGIC = b"qingwen language 1\n\n"
STEP = 15.0
"""Steps of the one-byte scale in one nat: 255 steps reach e^-17, finer than the counts deserve."""

UNKNOWN = 16.0
"""Nats that a character outside the alphabet costs: rarer than any inside, calibrated on 1,000 passages."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=1)
def folding() -> dict[int, int]:
    """Code point to code point: Traditional to Simplified, full-width ASCII to ASCII (a ``str.translate`` table)."""
    table = dict(_WIDE)
    for line in tables.read_lines("folding.txt"):
        to, sources = line.split(" ")
        table.update((ord(source), ord(to)) for source in sources)
    # the mirrors write 着 as 著; in running text nearly every 著 of theirs is 着, and the model holds them as one
    table[ord("著")] = ord("着")
    table[0x3000] = table[0xA0] = 0x20
    return table


def fold_for_model(text: str) -> str:
    """Text as the model sees it, as long as before.

    >>> fold_for_model("隨著腫瘤　消失，")
    '随着肿瘤 消失,'
    """
    return text.translate(folding())


class Model:
    """The packed model; one per process, see ``model``."""

    def __init__(self, packed: bytes) -> None:
        if not packed.startswith(MAGIC):
            raise ValueError("not a language model of this version: make it with scripts/make_language.py")
        at = len(MAGIC)
        letters, size, bigrams, trigrams = memoryview(packed)[at : at + 16].cast("I")
        at += 16
        parts = []
        for code, number in (("I", size + 1), ("I", size + 1), ("H", bigrams), ("H", bigrams), ("H", trigrams)):
            part = array(code)
            end = at + number * part.itemsize
            part.frombytes(packed[at:end])
            parts.append(part)
            at = end
        self._start, self._base, self._next2, self._relative, self._next3 = parts
        scales = []
        for number in (size, size, bigrams, bigrams, trigrams):
            scales.append(packed[at : at + number])
            at += number
        self._p1, self._bow1, self._p2, self._bow2, self._p3 = scales
        alphabet = packed[at : at + letters].decode("utf-8")
        self._ids = {c: i + 1 for i, c in enumerate(alphabet)}
        # an unfolded character is looked up as what it folds to
        for source, to in folding().items():
            if chr(to) in self._ids:
                self._ids[chr(source)] = self._ids[chr(to)]
        self._cache: dict[tuple[int, int, int], float] = {}
        self.alone = [steps / STEP for steps in self._p1]
        """nats of each character by itself"""

    def number(self, char: str) -> int:
        """The number of a character in the model's alphabet, 0 if it has none."""
        return self._ids.get(char, 0)

    def cost(self, a: int, b: int, c: int) -> float:
        """Nats that character ``c`` costs after ``a`` and ``b`` (numbers from ``number``)."""
        key = (a, b, c)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > _CACHED:
                self._cache.clear()
            found = self._cache[key] = self._cost(a, b, c)
        return found

    def _cost(self, a: int, b: int, c: int) -> float:
        if not c:
            return UNKNOWN
        start = self._start
        low, high = start[a], start[a + 1]
        at = bisect_left(self._next2, b, low, high)
        steps = 0
        if at < high and self._next2[at] == b:
            base = self._base[a]
            first = base + self._relative[at]
            last = base + self._relative[at + 1] if at + 1 < high else self._base[a + 1]
            third = bisect_left(self._next3, c, first, last)
            if third < last and self._next3[third] == c:
                return self._p3[third] / STEP
            steps = self._bow2[at]
        low, high = start[b], start[b + 1]
        at = bisect_left(self._next2, c, low, high)
        if at < high and self._next2[at] == c:
            return (steps + self._p2[at]) / STEP
        return (steps + self._bow1[b] + self._p1[c]) / STEP

    def followers(self, a: int, b: int) -> tuple[dict[int, float], float]:
        """The characters seen after ``b``, or after both, and their nats; and what any other one costs beyond ``alone``."""
        low, high = self._start[b], self._start[b + 1]
        steps, thirds = self._bow(a, b)
        follow = {c: (steps + p) / STEP for c, p in zip(self._next2[low:high], self._p2[low:high], strict=True)}
        follow.update((self._next3[at], self._p3[at] / STEP) for at in thirds)
        return follow, (steps + self._bow1[b]) / STEP

    def _bow(self, a: int, b: int) -> tuple[int, range]:
        """The back-off of two characters, and where those seen after both stand."""
        low, high = self._start[a], self._start[a + 1]
        at = bisect_left(self._next2, b, low, high)
        if at == high or self._next2[at] != b:
            return 0, range(0)
        base = self._base[a]
        last = base + self._relative[at + 1] if at + 1 < high else self._base[a + 1]
        return self._bow2[at], range(base + self._relative[at], last)

    def score(self, before: str, char: str) -> float:
        """Natural log of the probability of ``char`` after ``before`` (only the last two characters matter).

        >>> model().score("北", "京") > model().score("北", "晶")
        True
        """
        ids = self._ids
        a = ids.get(before[-2:-1], 0)
        b = ids.get(before[-1:], 0)
        return -self.cost(a, b, ids.get(char, 0))

    def log_prob(self, text: str) -> float:
        """Natural log of the probability of a text.

        >>> model().log_prob("腫瘤還在") > model().log_prob("肿蘸还菜")
        True
        """
        ids, cost = self._ids, self.cost
        total, a, b = 0.0, 0, 0
        for char in text:
            c = ids.get(char, 0)
            total += cost(a, b, c)
            a, b = b, c
        return -total

    def per_char(self, text: str) -> float:
        """``log_prob`` divided by the length; 0.0 for an empty text.

        >>> model().per_char("国务院公布的条例") > -6 > model().per_char("谶槲墩虼彖")
        True
        """
        return self.log_prob(text) / len(text) if text else 0.0


_CACHED = 400_000
"""Remembered costs, about 60 MB at most; one long page needs a tenth of it."""


@lru_cache(maxsize=1)
def model() -> Model:
    """The model, read once a process at its first use (about 10 ms)."""
    return Model(tables.read_bytes("language.bin"))
