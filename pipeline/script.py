"""Which script a text is in, by counting the characters that only one script has.

A character counts as Traditional if it has a Simplified form and stands outside GB 2312, as Simplified
if it has a Traditional form and stands outside Big5. So what both scripts write (后 里 面 著) counts for
neither. Method: the two national character sets are the writing norms themselves; the pairs are OpenCC's
(``scripts/make_scripts.py``). Compiled where a compiler is (``script.pxd``).

Limits: a text of a few characters may hold no telling one; that is ``none``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from . import tables

MIXED_SHARE = 0.1
"""Share of the rarer script's telling characters from which a text is mixed. Quotations and names keep
well under it; a Simplified menu on a Traditional page is over it. Of 1,420 undamaged passages two are mixed by it, dictionary
entries that quote Traditional forms."""


class Script(NamedTuple):
    """Counts of telling characters."""

    simplified: int
    traditional: int

    @property
    def name(self) -> str:
        """simplified, traditional, mixed or none."""
        both = self.simplified + self.traditional
        if not both:
            return "none"
        if min(self.simplified, self.traditional) > MIXED_SHARE * both:
            return "mixed"
        return "simplified" if self.simplified > self.traditional else "traditional"


def count_script(text: str) -> Script:
    """Count the characters that only one script has.

    >>> count_script("醫院放療後為什麼"), count_script("医院放疗后为什么").name
    (Script(simplified=0, traditional=4), 'simplified')
    """
    simplified, traditional, _ = count_kinds(text)
    return Script(simplified, traditional)


def count_kinds(text: str) -> tuple[int, int, int]:
    """How many characters of a text are of each of ``KINDS``.

    >>> count_kinds("醫院放療後為什麼"), count_kinds("后来")
    ((0, 4, 1), (1, 0, 0))
    """
    table = _by_code()
    size = len(table)
    simplified = traditional = shared = 0
    for char in text if not text.isascii() else "":
        kind = table[ord(char)] if ord(char) < size else 0
        if kind:
            simplified += kind & 1
            traditional += kind >> 1 & 1
            shared += kind >> 2
    return simplified, traditional, shared


def places_of(text: str, kind: str) -> list[int]:
    """Where the characters of a kind stand.

    >>> places_of("北京醫院", "traditional")
    [2]
    """
    table = _by_code()
    size, wanted = len(table), KINDS[kind]
    places = []
    for at, char in enumerate(text):
        if ord(char) < size and table[ord(char)] & wanted:
            places.append(at)
    return places


KINDS = {"simplified": 1, "traditional": 2, "shared": 4}
"""See ``chars_of``. Numbers that add up: a few characters that only Simplified has are converted to others, 5."""


@lru_cache(maxsize=1)
def _by_code() -> bytes:
    """For each code point the sum of its kinds; nothing for those beyond the last that has one."""
    table = bytearray(ord(max(map(max, map(chars_of, KINDS)))) + 1)
    for kind, number in KINDS.items():
        for code in map(ord, chars_of(kind)):
            table[code] += number
    return bytes(table)


@lru_cache(maxsize=3)
def chars_of(kind: str) -> frozenset[str]:
    """The characters of a kind: ``simplified`` and ``traditional`` are telling, ``shared`` are those that both scripts write
    and conversion to Simplified may change.

    >>> "著" in chars_of("shared"), "醫" in chars_of("traditional")
    (True, True)
    """
    return next(frozenset(line[len(kind) + 1 :]) for line in tables.read_lines("scripts.txt") if line.startswith(kind))


@lru_cache(maxsize=1)
def convertible() -> frozenset[str]:
    """Without one of these a text is Simplified as it stands."""
    return chars_of("traditional") | chars_of("shared")
