# cython: boundscheck=False, wraparound=False, initializedcheck=False
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
from functools import lru_cache
from math import inf
from typing import TypeAlias

from . import native, tables

MAGIC = b"qingwen language 1\n\n"
STEP = 15.0
"""Steps of the one-byte scale in one nat: 255 steps reach e^-17, finer than the counts deserve."""

MOST_STEPS = 3 * 255
"""Steps of the dearest character: two back-offs and its own."""

UNKNOWN = 16.0
"""Nats that a character outside the alphabet costs: rarer than any inside, calibrated on 1,000 passages."""

_IS_COMPILED = not __file__.endswith(".py")
"""Compiled code reads the file where it is mapped, so that only what is asked for is read; the interpreter reads arrays faster."""

Numbers: TypeAlias = "array[int] | memoryview[int]"

_CODES = 0x32000
"""Code points up to the last plane of Han characters; the alphabet has none beyond."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE = {ord("著"): ord("着"), 0x3000: 0x20, 0xA0: 0x20}
"""The mirrors write 着 as 著; in running text nearly every 著 of theirs is 着, and the model holds them as one."""


@lru_cache(maxsize=1)
def folding() -> dict[int, int]:
    """Code point to code point: Traditional to Simplified, full-width ASCII to ASCII (a ``str.translate`` table)."""
    table = dict(_WIDE)
    for line in tables.read_lines("folding.txt"):
        to, sources = line.split(" ")
        table.update((ord(source), ord(to)) for source in sources)
    return table | _ALIKE


def fold_for_model(text: str) -> str:
    """Text as the model sees it, as long as before.

    >>> fold_for_model("隨著腫瘤　消失，")
    '随着肿瘤 消失,'
    """
    return text.translate(folding())


def _numbers(packed: memoryview, code: str) -> Numbers:
    """The numbers of a part of the file, each of so many bytes as its code says."""
    if _IS_COMPILED:
        return packed.cast(code)  # type: ignore[call-overload, no-any-return]  # one of B, H, I
    found = array(code)
    found.frombytes(packed)
    return found


class Model:
    """The packed model; one per process, see ``model``."""

    def __init__(self, packed: bytes | memoryview) -> None:
        packed, at = memoryview(packed), len(MAGIC)
        if packed[:at] != MAGIC:
            raise ValueError("not a language model of this version: make it with scripts/make_language.py")
        letters, size, bigrams, trigrams = packed[at : at + 16].cast("I")
        at += 16
        parts = []
        for code, number in (("I", size + 1), ("I", size + 1), ("H", bigrams), ("H", bigrams), ("H", trigrams)):
            end = at + number * array(code).itemsize
            parts.append(_numbers(packed[at:end], code))
            at = end
        self._start, self._base, self._next2, self._relative, self._next3 = parts
        scales = []
        for number in (size, size, bigrams, bigrams, trigrams):
            scales.append(_numbers(packed[at : at + number], "B"))
            at += number
        self._p1, self._bow1, self._p2, self._bow2, self._p3 = scales
        self._numbers = array("H", bytes(2 * _CODES))
        self._count(str(packed[at : at + letters], "utf-8"))
        self.size: int = size
        """the numbers of the alphabet are below it"""
        self._step, self._unknown = STEP, UNKNOWN

    def _count(self, alphabet: str) -> None:
        """Number the alphabet from 1; an unfolded character has the number of what it folds to."""
        numbers = self._numbers
        for at in range(len(alphabet)):
            numbers[ord(alphabet[at])] = at + 1
        for code, to in _WIDE.items():
            self._fold(code, to)
        fields = tables.read_fields("folding.txt")
        for at in range(0, len(fields), 2):
            code, sources = ord(fields[at]), fields[at + 1]
            for source in sources:
                self._fold(ord(source), code)
        for code, to in _ALIKE.items():
            self._fold(code, to)

    def _fold(self, source: int, to: int) -> None:
        if source < _CODES and to < _CODES and self._numbers[to]:
            self._numbers[source] = self._numbers[to]

    def number(self, char: str) -> int:
        """The number of a character in the model's alphabet, 0 if it has none."""
        if len(char) != 1:
            return 0
        code = ord(char)
        return self._numbers[code] if code < _CODES else 0

    def number_at(self, text: str, place: int) -> int:
        """The number of the character at a place of a text, 0 before its beginning."""
        if place < 0:
            return 0
        code = ord(native.PyUnicode_READ_CHAR(text, place))
        return self._numbers[code] if code < _CODES else 0

    def number_all(self, text: str, numbers: array[int]) -> None:
        """Fill in ``number`` of each character."""
        for at, char in enumerate(text):
            numbers[at] = self._numbers[ord(char)] if ord(char) < _CODES else 0

    def cost(self, a: int, b: int, c: int) -> float:
        """Nats that character ``c`` costs after ``a`` and ``b`` (numbers from ``number``)."""
        if not c:
            return self._unknown
        first, last, steps = self._after(a, b)
        return self._steps(b, c, first, last, steps) / self._step

    def price(self, a: int, b: int, choice: array[int], nats: array[float]) -> None:
        """Fill in ``cost`` of each of many characters after the same two."""
        first, last, steps = self._after(a, b)
        for at in range(len(choice)):
            c = choice[at]
            nats[at] = self._steps(b, c, first, last, steps) / self._step if c else self._unknown

    def _steps(self, b: int, c: int, first: int, last: int, steps: int) -> int:
        """The steps that a character costs after ``b``, given what ``_after`` says of the two before it."""
        at = _place(self._next3, c, first, last)
        if at >= 0:
            return self._p3[at]
        at = _place(self._next2, c, self._start[b], self._start[b + 1])
        return steps + (self._p2[at] if at >= 0 else self._bow1[b] + self._p1[c])

    def _after(self, a: int, b: int) -> tuple[int, int, int]:
        """Where the characters seen after both begin and end, and the back-off to those seen after the second."""
        return self._behind(a, _place(self._next2, b, self._start[a], self._start[a + 1]))

    def _behind(self, a: int, at: int) -> tuple[int, int, int]:
        """The same, given the place of the two among all pairs."""
        if at < 0:
            return 0, 0, 0
        base = self._base[a]
        last = base + self._relative[at + 1] if at + 1 < self._start[a + 1] else self._base[a + 1]
        return base + self._relative[at], last, self._bow2[at]

    def _pair(self, a: int, b: int) -> int:
        """Where two characters in a row stand among all that were seen, -1 if they do not."""
        return _place(self._next2, b, self._start[a], self._start[a + 1])

    def _cost_of(self, ab: int, bc: int, a: int, b: int, c: int) -> float:
        """``cost``, given where the first and the last two of the characters are: in a text the last are the first of the next."""
        if not c:
            return self._unknown
        first, last, steps = self._behind(a, ab)
        at = _place(self._next3, c, first, last)
        if at >= 0:
            return self._p3[at] / self._step
        return (steps + (self._p2[bc] if bc >= 0 else self._bow1[b] + self._p1[c])) / self._step

    def score(self, before: str, char: str) -> float:
        """Natural log of the probability of ``char`` after ``before`` (only the last two characters matter).

        >>> model().score("北", "京") > model().score("北", "晶")
        True
        """
        end = len(before)
        return -self.cost(self.number_at(before, end - 2), self.number_at(before, end - 1), self.number(char))

    def log_prob(self, text: str) -> float:
        """Natural log of the probability of a text.

        >>> model().log_prob("腫瘤還在") > model().log_prob("肿蘸还菜")
        True
        """
        total, a, b, ab = 0.0, 0, 0, self._pair(0, 0)
        for place in range(len(text)):
            c = self.number_at(text, place)
            bc = self._pair(b, c)
            total += self._cost_of(ab, bc, a, b, c)
            a, b, ab = b, c, bc
        return -total

    def per_char(self, text: str) -> float:
        """``log_prob`` divided by the length; 0.0 for an empty text.

        >>> model().per_char("国务院公布的条例") > -6 > model().per_char("谶槲墩虼彖")
        True
        """
        return self.log_prob(text) / len(text) if text else 0.0

    def per_char_at(self, text: str, start: int, end: int) -> float:
        """The mean log probability of the characters from one place to another, each after the two before it; -inf of none.

        >>> model().per_char_at("，国务院公布", 1, 6) > -6 > model().per_char_at("，谶槲墩虼彖", 1, 6)
        True
        """
        if end <= start:
            return -inf
        total, a, b = 0.0, self.number_at(text, start - 2), self.number_at(text, start - 1)
        ab = self._pair(a, b)
        for place in range(start, end):
            c = self.number_at(text, place)
            bc = self._pair(b, c)
            total += self._cost_of(ab, bc, a, b, c)
            a, b, ab = b, c, bc
        return -total / (end - start)

    def per_foreign(self, text: str, start: int, end: int, most: int) -> float:
        """``per_char`` of what lies beyond ASCII between two places, as if the rest were not there; of so many characters at the most.

        >>> model().per_foreign("国务院a公布b的条例", 0, 10, 5) == model().per_char("国务院公布")
        True
        """
        total, number, a, b, ab = 0.0, 0, 0, 0, self._pair(0, 0)
        for place in range(start, end):
            if native.PyUnicode_READ_CHAR(text, place) > "\x7f" and number < most:
                c = self.number_at(text, place)
                bc = self._pair(b, c)
                total += self._cost_of(ab, bc, a, b, c)
                a, b, ab = b, c, bc
                number += 1
        return -total / number if number else 0.0


def _place(values: Numbers, wanted: int, low: int, high: int) -> int:
    """Where a number stands in a sorted stretch of numbers, -1 if it does not. A loop, as C makes more of it than of ``bisect``, which halves
    the stretch without asking more than once each time: which half it is cannot be foreseen."""
    size = high - low
    while size > 1:
        half = size >> 1
        if values[low + half] <= wanted:
            low += half
        size -= half
    return low if size == 1 and values[low] == wanted else -1


@lru_cache(maxsize=1)
def model() -> Model:
    """The model, read once a process at its first use (about 1 ms where compiled)."""
    return Model(tables.read_mapped("language.bin"))
