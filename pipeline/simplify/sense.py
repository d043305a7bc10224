"""What OpenCC's tables cannot decide: which Simplified form of a character a Traditional text means.

Method: each form is put into the text, and the stretch around it is cut into the words that make it likeliest
(unigram frequencies, best path); the form with the best cut wins. Most places need no search: if no word of
another form stands there, the form that is likeliest by itself does.
Limits: frequencies know no grammar; a margin under ``DOUBT`` is reported as ambiguous.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from .. import tables
from ..late import late

REACH = 4
"""Characters on each side that a word across the place may hold; the longest words of the table have four."""

DOUBT = 1.0
"""Nats under which two forms are equally good: at 1.0 about one choice in four is wrong on the clean passages."""

SURE = 4.5
"""Nats by which a form must win to be changed in text that is Simplified already, and under which a choice is noted
with its alternative. 着名 wins by 4.6; on the 1,000 clean Simplified passages nothing wins that is right as it stands."""

_AUTHOR = late(r"(?:^|[\s　》）)])著(?=[\s　《（(：:]|$)|著(?=[《〈])")
"""曹雪芹 著, 鲁迅著《呐喊》: the sign of an author, not the particle."""
_READS = frozenset("读看念捧拿翻抱唱听演背着写握指")
"""Verbs that a book title follows as object: 看着《红楼梦》."""


class Choice(NamedTuple):
    """The form chosen for one character, and how far the next best lies behind (infinite: nothing speaks for it)."""

    form: str
    other: str
    margin: float


class Senses(NamedTuple):
    """The characters that OpenCC's tables do not decide."""

    forms: dict[str, tuple[tuple[str, float], ...]]
    """forms of each Traditional character with their priors"""
    plain: dict[int, str]
    """pairs that OpenCC leaves"""
    variant: re.Pattern[str]
    """finds the first of each of these"""
    telling: re.Pattern[str]
    """finds the characters that have more than one form"""


class Words(NamedTuple):
    """The words that decide."""

    cost: dict[str, float]
    """word to nats"""
    alone: dict[str, str]
    """of each Traditional character, the form that is likeliest by itself"""


@lru_cache(maxsize=1)
def senses() -> Senses:
    """The forms, read once a process."""
    forms: dict[str, tuple[tuple[str, float], ...]] = {}
    plain: dict[int, str] = {}
    for line in tables.read_lines("senses.txt"):
        char, *readings = line.split(" ")
        if readings:
            forms[char] = tuple((r[0], float(r[2:])) for r in readings)
        else:
            plain[ord(line[0])] = line[1]
    variant = re.compile(f"[{''.join(map(chr, plain))}]")
    return Senses(forms, plain, variant, re.compile(f"[{''.join(forms)}]"))


@lru_cache(maxsize=1)
def listed() -> Words:
    """The words, read once a process, when a text has a character that needs them."""
    forms = senses().forms
    fields = tables.read_fields("words.txt")
    words, numbers = fields[::2], fields[1::2]
    total = math.log(sum(map(int, numbers)))
    nats = {number: total - math.log(int(number)) for number in set(numbers)}  # one float for all words of a frequency
    cost = dict(zip(words, map(nats.__getitem__, numbers), strict=True))
    alone = {c: min(rs, key=lambda r: cost.get(r[0], _RARE) - r[1])[0] for c, rs in forms.items()}
    return Words(cost, alone)


OVERSIMPLIFIED = (("着", "著"), ("干", "乾"), ("幺", "么"), ("桉", "案"))
"""What careless converters leave in Simplified text, and what stood there: 着名, 干隆, 什幺, 桉件."""


def choose(char: str, text: list[str], at: int) -> Choice:
    """The form that a Traditional character at a place of a text (converted but for it) means."""
    readings = senses().forms[char]
    if char == "著" and _is_author(text, at):
        return Choice("著", "着", math.inf)
    if char in _NAMES and _ends_name(text, at):
        return Choice(char, readings[0][0], math.inf)
    alone = listed().alone[char]
    if not any(_stands(form, text, at) for form, _ in readings if form != alone):
        return Choice(alone, "", math.inf)
    return _best(readings, text, at)


def mend(text: list[str], at: int) -> Choice | None:
    """The form that must have stood in Simplified text where a converter left another; None if all is well."""
    for wrong, right in OVERSIMPLIFIED:
        if text[at] == wrong and _stands(right, text, at, common=True):
            choice = _best(((wrong, 0.0), (right, 0.0)), text, at)
            if choice.form == right and choice.margin >= SURE:
                return choice
    return None


def mendable() -> re.Pattern[str]:
    """Finds the characters that ``mend`` may change."""
    return _MENDABLE


def has_broken_words(text: str) -> bool:
    """Whether a word that ``mend`` is for stands in a text, without the tables that it needs; only words of characters that stand there.

    >>> has_broken_words("着名作家"), has_broken_words("看着")
    (True, False)
    """
    return any(word in text for wrong, words in _broken_words().items() if wrong in text for word in words)


@lru_cache(maxsize=1)
def _broken_words() -> dict[str, list[str]]:
    """These words by their wrong characters."""
    words = tables.read_lines("oversimplified.txt")
    return {wrong: [word for word in words if wrong in word] for wrong, _ in OVERSIMPLIFIED}


_MENDABLE = late("[" + "".join(wrong for wrong, _ in OVERSIMPLIFIED) + "]")
_COMMON = 12.2
"""Nats of the rarest word that Simplified text is mended to: those seen 300 times in 60 million, 乾坤."""
_RARE = 18.0
"""Nats of a character that the list lacks: rarer than its rarest."""
_NAMES = frozenset("甯陞乾汎旂")
"""Characters that names keep; only names of three characters can be told from words."""


def _best(readings: tuple[tuple[str, float], ...], text: list[str], at: int) -> Choice:
    scored = sorted((_cut(text, at, form, prior), form) for form, prior in readings)
    return Choice(scored[0][1], scored[1][1], scored[1][0] - scored[0][0])


def _stands(form: str, text: list[str], at: int, *, common: bool = False) -> bool:
    """Whether a word (a common one) with the form stands across the place."""
    cost, most = listed().cost, _COMMON if common else math.inf
    near = "".join([*text[max(0, at - REACH + 1) : at], form, *text[at + 1 : at + REACH]])
    middle = min(at, REACH - 1)
    for low in range(max(0, middle - REACH + 1), middle + 1):
        for high in range(max(middle + 1, low + 2), min(low + REACH, len(near)) + 1):
            if cost.get(near[low:high], math.inf) < most:
                return True
    return False


def words_of(form: str, common: bool) -> frozenset[str]:
    """The words (the common ones) that hold a form."""
    most = _COMMON if common else math.inf
    return frozenset(word for word, nats in listed().cost.items() if len(word) > 1 and form in word and nats < most)


def _cut(text: list[str], at: int, form: str, prior: float) -> float:
    """Nats of the best cut into words of the stretch around a place; the prior counts where no word decides."""
    low = max(0, at - REACH)
    return _cut_of("".join([*text[low:at], form, *text[at + 1 : at + REACH + 1]]), at - low, prior)


@lru_cache(maxsize=20_000)
def _cut_of(part: str, place: int, prior: float) -> float:
    cost = listed().cost
    best = [0.0]
    for end in range(1, len(part) + 1):
        single = cost.get(part[end - 1], _RARE) - (prior if end - 1 == place else 0.0)
        paths = [best[end - 1] + single]
        paths += [best[b] + cost[part[b:end]] for b in range(max(0, end - REACH), end - 1) if part[b:end] in cost]
        best.append(min(paths))
    return best[-1]


def _is_author(text: list[str], at: int) -> bool:
    near = "".join([*text[max(0, at - 1) : at], "著", *text[at + 1 : at + 2]])
    return bool(_AUTHOR.search(near)) and not (at and text[at - 1] in _READS)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset("".join(tables.read_lines("surnames.txt")))


def _ends_name(text: list[str], at: int) -> bool:
    """Whether surname and given name, by themselves, hold the place: 张钧甯, 王汎森."""
    for start in (at - 2, at - 1):
        around = (text[start - 1] if start > 0 else "", text[start + 3] if start + 3 < len(text) else "")
        name = text[start : start + 3] if start >= 0 else []
        if len(name) == 3 and name[0] in _surnames() and all(map(_is_han, name)) and not any(map(_is_han, around)):
            return True
    return False


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char >= "𠀀"
