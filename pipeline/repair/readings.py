"""Which readings a character has, and which characters the mirrors could gloss.

A key is the GBK pair of a Traditional character that differs from its Simplified form; its gloss is always
pypinyin's default reading. The table is ``readings.txt`` (see ``scripts/make_readings.py``).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .. import tables
from . import gbk


@lru_cache(maxsize=1)
def defaults() -> dict[str, str]:
    """Each character's default reading: ``醫`` to ``yī``."""
    return {char: name for name, first, _ in _rows() for char in first}


@lru_cache(maxsize=1)
def others() -> frozenset[tuple[str, str]]:
    """Pairs of character and a reading of it that is not the default one."""
    return frozenset((char, name) for name, _, rest in _rows() for char in rest)


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every toned reading there is."""
    return frozenset(name for name, _, _ in _rows())


@lru_cache(maxsize=1)
def traditional() -> frozenset[str]:
    """The characters that become another one in Simplified, or that the mirrors' conversion makes (著, 暱)."""
    return frozenset(c for line in tables.read_lines("folding.txt") for c in line[2:]) | frozenset(aligned().values())


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Each Traditional character of the tables to its Simplified form."""
    rows = (line.split(" ") for line in tables.read_lines("folding.txt"))
    return {source: to for to, sources in rows for source in sources} | {"著": "着"}


@lru_cache(maxsize=1)
def converted() -> dict[str, str]:
    """The same as OpenCC has it: 著 stays."""
    return {source: to for source, to in simplified().items() if source != "著"}


@lru_cache(maxsize=1)
def unconverted() -> dict[str, str]:
    """A Simplified character to the Traditional ones that OpenCC makes it from."""
    return {line[0]: line[2:] for line in tables.read_lines("folding.txt")}


@lru_cache(maxsize=1)
def aligned() -> dict[str, str]:
    """The mirrors' conversion: Simplified to Traditional, one character to one."""
    return {line[0]: line[2] for line in tables.read_lines("aligned.txt")}


@lru_cache(maxsize=1)
def keys() -> dict[str, frozenset[int]]:
    """Each reading to the pairs of the Traditional characters that have it by default."""
    pairs, chars = gbk.pairs(), traditional()
    return {name: frozenset(pairs[c] for c in first if c in chars) for name, first, _ in _rows()}


@lru_cache(maxsize=1)
def plain() -> dict[str, frozenset[str]]:
    """Each reading without its tone to the readings that have it: ``ti`` to ``tī tí tǐ tì``."""
    table: dict[str, set[str]] = {}
    for name in syllables():
        table.setdefault(untoned(name), set()).add(name)
    return {name: frozenset(toned) for name, toned in table.items()}


def untoned(reading: str) -> str:
    """A reading without tone marks.

    >>> untoned("lǜ")
    'lü'
    """
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", reading) if c not in _TONES))


_TONES = frozenset("\u0300\u0301\u0304\u030c")


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, str], ...]:
    rows = []
    for line in tables.read_lines("readings.txt"):
        name, chars = line.split(" ")
        first, rest = chars.split("/")
        rows.append((name, first, rest))
    return tuple(rows)
