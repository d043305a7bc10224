"""Which glosses of a page are damage and which are the author's: decided for the page as a whole.

An author glosses a rare character once, in any reading, often with a capital, a space or full-width brackets. A
mirror glosses common Traditional characters by their default reading, every occurrence of its keys, and nothing
else. ``survey.py`` counts both, ``verdict`` weighs them; the families (A, S, M, X, J) are those of ``docs/damage.md``.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from ..language import model
from . import readings
from .survey import TONE, Gloss, Survey, reads

LONE_LIMIT = 120
"""Traditional characters in a text beside one single gloss above which it is the author's: a mirror with a key list
glosses 1 in 5 of them, so 120 without a second gloss are out of the question. Reasoned from that share, not fitted."""
UNGLOSSED = 0.2
"""Share of a key's occurrences that may stand without gloss (inside what was torn); beyond, its glosses are not the
mirror's. In the first page and the simulated ones the share is 0."""
MOSTLY = 1.0
"""Times that a key may stand without gloss for each time that it has one, on a page with SOME keys that always have it: a
headline or a teaser that the site put in later is not glossed. A genuine gloss stands once and its character goes on
without it, so this asks for two. Reasoned, not fitted; no undamaged passage of the 1,420 changes."""
SOME = 3
"""Distinct glossed characters that make a page of family S or X; genuine ones of default reading come singly."""
MANY = 8
"""Distinct keys of a page from which another table of readings is thought of; the one seen had 40."""
COMMON = 8.0
"""Mean nats of the glossed characters below which they are everyday ones; 亳 歙 黟 邗 cost 11 to 16."""
PROVEN, PROVEN_S = 4, 6
"""The weight of such glosses (see ``_weight``) that proves a mirror of family A, and of family S: two or three that nobody needs, two that come
again."""
COMMONEST = 7.0
"""Nats of the three hundred most frequent characters, which authors gloss for an unusual reading only, if at all."""
EVERYDAY = 9.0
"""Nats of a character with one reading up to which everybody can read it: the thousand most frequent ones. Of 24 genuine glosses in 1,420
passages that give a default reading in lower case, each is of a character with several (單 解 任 樂)."""


class Verdict:
    """Where the glosses stand that are damage, and what the page is."""

    __slots__ = ("certain", "cut_off", "doubtful", "glosses", "simplified", "trailing")

    def __init__(self, found: list[Gloss], *, simplified: bool, certain: bool) -> None:
        self.glosses = frozenset([g.start for g in found])
        self.simplified = simplified
        self.certain = certain
        """False for families that leave the bytes whole or were converted since"""
        self.doubtful: frozenset[int] = frozenset()
        """those that may be the author's"""
        self.cut_off: tuple[tuple[int, int], ...] = ()
        """where those stand, and end, of which the text has only the beginning"""
        self.trailing = False
        """the blank behind a gloss is the mirror's"""


def verdict(text: str, seen: Survey) -> Verdict:
    """Which glosses of a page are the mirror's."""
    found = _verdict(text, seen)
    if found.glosses and seen.cut_off:
        bases = {text[start - 1] for start in found.glosses}
        found.cut_off = tuple(
            [(g.start, g.end) for g in seen.cut_off if g.base in bases or (g.reading and len(bases) >= SOME)]
        )
    return found


def _verdict(text: str, seen: Survey) -> Verdict:
    """The same without those that were cut off."""
    traditional, simplified = _scripts(text)
    # a page may have parts in the other script that no mirror touched
    more = len({g.base for g in seen.halves}) - len({g.base for g in seen.keys})
    is_simplified = more > 0 if abs(more) > 1 else simplified > traditional
    if seen.is_reader():
        return Verdict([], simplified=is_simplified, certain=False)
    taken, untoned = _family_x(seen), _family_m(seen)
    if untoned and len(untoned) >= len(taken):  # else a mirror that gives some readings without their tone
        found = Verdict(untoned, simplified=is_simplified, certain=False)
        found.trailing = 2 * sum(g.trailing for g in untoned) > len(untoned)
        return found
    if taken:
        return Verdict(taken, simplified=is_simplified, certain=False)
    spaced = _family_j(seen)  # some mirrors put a blank behind some readings only
    taken = _family_s(text, seen) if is_simplified else _family_a(text, seen, traditional)
    found = Verdict([*spaced, *taken], simplified=is_simplified, certain=not (spaced or is_simplified))
    found.doubtful = _doubtful(taken, seen)
    return found


def _doubtful(taken: list[Gloss], seen: Survey) -> frozenset[int]:
    """Glosses that stand once, beside others that the author wrote in the same form: one of his own looks like the mirror's."""
    if not (seen.plain or seen.others):
        return frozenset()
    times = Counter(g.base for g in taken)
    return frozenset([g.start for g in taken if times[g.base] == 1 and not _is_needless(g)])


def _scripts(text: str) -> tuple[int, int]:
    """How many characters are Traditional only, and Simplified only.

    >>> _scripts("医院 醫院"), _scripts("中文")
    ((1, 1), (0, 0))
    """
    kinds = _kinds()
    traditional = simplified = 0
    for char in text:
        code = ord(char)
        if 0x80 <= code < 0x30000:
            kind = kinds[code]
            traditional += kind & 1
            simplified += kind >> 1
    return traditional, simplified


@lru_cache(maxsize=1)
def _kinds() -> bytes:
    """For each code point, 1 if it is Traditional only, 2 if it is Simplified only."""
    kinds = bytearray(0x30000)
    for char in readings.traditional():
        kinds[ord(char)] |= 1
    for char in readings.aligned():
        kinds[ord(char)] |= 2
    return bytes(kinds)


def _family_a(text: str, seen: Survey, traditional: int) -> list[Gloss]:
    sure, proven = frozenset([g.base for g in seen.keys if _is_needless(g)]), _proven(seen.keys, PROVEN)
    whole = _always_glossed(text, seen.keys, seen) | proven
    number = sum(1 for g in seen.keys if g.base in whole)
    authors = seen.genuine + len(seen.others) + len(seen.plain)
    lone = number == 1 and not seen.torn
    if not whole or (lone and (authors or (traditional > LONE_LIMIT and not whole & sure))):
        return []
    if len(whole) + 2 * seen.torn < seen.genuine or (not seen.torn and len(whole) < _annotated(seen)):
        return [g for g in seen.keys if g.base in proven or (g.spaced and _is_needless(g))]
    return [g for g in seen.keys if g.base in whole] + (_own(text, seen) if len(whole) >= MANY else [])


def _proven(found: list[Gloss], least: int) -> frozenset[str]:
    """On a page with several glosses that no author writes, the characters whose glosses are the mirror's, whatever else the page has.

    Nobody needs them, or they come again: an author gives one. Where there are enough of these it is the same with the commonest characters.
    """
    times = Counter(g.base for g in found)
    everyday = [g for g in found if _is_needless(g) or (times[g.base] > 1 and _rarity(g.base) < EVERYDAY)]
    if _weight(everyday) < least:
        return frozenset()
    return frozenset(
        [base for base, n in times.items() if n > 1 or _rarity(base) < COMMONEST] + [g.base for g in everyday]
    )


def _is_needless(gloss: Gloss) -> bool:
    """Whether no author would write a gloss, since everybody can read the character and it has no other reading, or with a blank inside.

    >>> [_is_needless(Gloss(0, 4, base, "", False, False)) for base in "機單亳"]
    [True, False, False]
    """
    return _rarity(gloss.base) < EVERYDAY and (gloss.spaced or readings.has_one(gloss.base))


def _annotated(seen: Survey) -> int:
    """How many characters an author glosses for their unusual reading, 樂(yuè), 會(kuài): a mirror knows none; 0 for a single one."""
    number = len({g.base for g in seen.others})
    return number if number > 1 else 0


def _own(text: str, seen: Survey) -> list[Gloss]:
    """Glosses with another reading of their own, 長(cháng): some mirrors' table differs from ours in a few defaults."""
    found = [g for g in seen.others if g.base in readings.traditional() and reads(g.base, g.reading)]
    whole, times = _always_glossed(text, found, seen), Counter(g.base for g in found)
    return [g for g in found if g.base in whole and times[g.base] > 1]


def _family_s(text: str, seen: Survey) -> list[Gloss]:
    found = seen.halves + seen.keys
    proven = _proven(found, PROVEN_S)
    whole = _always_glossed(text, found, seen) | proven
    authors = seen.genuine + len(seen.others) + len(seen.plain)
    weight = _weight([g for g in found if g.base in whole]) + 2 * seen.torn
    if weight < SOME or weight < 3 * authors:
        return [g for g in found if g.base in proven]
    return [g for g in found if g.base in whole]


def _weight(found: list[Gloss]) -> int:
    """How much glosses speak for a mirror: one for each character, one more if it has several, or one that no author would write."""
    times = Counter(g.base for g in found)
    return len(times) + sum(n > 1 for n in times.values()) + len({g.base for g in found if _is_needless(g)})


def _family_m(seen: Survey) -> list[Gloss]:
    """No tone and a space behind: ``企業(ye) ``."""
    untoned = seen.untoned + [g for g in seen.keys if not TONE.search(g.reading)]  # 們 has no tone anyway
    found = [g for g in untoned if g.base in readings.traditional() and (g.trailing or len(untoned) >= SOME)]
    return found if found and seen.untoned and not seen.genuine else []


def _family_x(seen: Survey) -> list[Gloss]:
    """Any everyday character, any occurrence."""
    free = [g for g in (*seen.plain, *seen.untoned) if not g.spaced]
    needless = {g.base for g in (*seen.keys, *seen.halves, *free) if _is_needless(g)}
    needless = needless if any(g.base in needless for g in free) else set()
    if len({g.base for g in free}) + len(needless) < SOME or len(free) < 3 * (seen.genuine + len(seen.others)):
        return []
    own = [g for g in seen.others if reads(g.base, g.reading)]
    return [*free, *own, *seen.keys, *seen.halves] if _everyday(free) else []


def _family_j(seen: Survey) -> list[Gloss]:
    """Simplified text with a space inside the bracket: ``互相(xiàng )``."""
    own = [g for g in seen.others if reads(g.base, g.reading)]
    found = [g for g in (*seen.plain, *seen.halves, *own) if g.spaced]
    if len({g.base for g in found}) < SOME - 1 and not any(_is_needless(g) for g in found):
        return []
    return [*found, *(g for g in seen.keys if g.spaced)]


def _everyday(found: list[Gloss]) -> bool:
    """Whether the glossed characters are common ones, as no author would gloss."""
    bases = {g.base for g in found}
    return sum(_rarity(base) for base in bases) < COMMON * len(bases)


@lru_cache(maxsize=4096)
def _rarity(char: str) -> float:
    return -model().score("", char)


def _always_glossed(text: str, found: list[Gloss], seen: Survey) -> frozenset[str]:
    """The characters that never, or hardly ever, stand without their gloss; beside some of these, also those that mostly have it."""
    glossed = Counter(g.base for g in found)
    begun = Counter(g.base for g in seen.cut_off)
    bare = {c: text.count(c) - n - begun[c] for c, n in glossed.items()}
    always = frozenset(c for c, n in glossed.items() if bare[c] <= UNGLOSSED * n)
    if len(always) < SOME:
        return always
    return always | {c for c, n in glossed.items() if n > 1 and bare[c] <= MOSTLY * n}
