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
    table: dict[str, str] = {}
    for name, (first, _) in _rows().items():
        table.update(dict.fromkeys(first, name))
    return table


def is_other(char: str, reading: str) -> bool:
    """Whether a character has a reading that is not its default one.

    >>> is_other("長", "zhǎng"), is_other("長", "cháng")
    (False, True)
    """
    return char in _rows().get(reading, ("", ""))[1]


def is_syllable(reading: str) -> bool:
    """Whether some character has a toned reading."""
    return reading in _rows()


@lru_cache(maxsize=1)
def traditional() -> frozenset[str]:
    """The characters that become another one in Simplified, or that the mirrors' conversion makes (著, 暱)."""
    return frozenset("".join([line[2:] for line in tables.read_lines("folding.txt")])).union(aligned().values())


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


@lru_cache(maxsize=2048)
def keys(reading: str) -> frozenset[int]:
    """The pairs of the Traditional characters that have a reading by default."""
    pairs, chars = gbk.pairs(), traditional()
    return frozenset([pairs[c] for c in _rows().get(reading, ("", ""))[0] if c in chars])


def has_key(reading: str) -> bool:
    """Whether a reading has keys; without the pairs, which only damaged pages need."""
    return not traditional().isdisjoint(_rows().get(reading, ("", ""))[0])


@lru_cache(maxsize=1)
def untoned_keys() -> frozenset[str]:
    """The readings without a tone that have keys: me, men, le."""
    return frozenset([name for name in _rows() if name.isascii() and has_key(name)])


@lru_cache(maxsize=1)
def plain() -> dict[str, frozenset[str]]:
    """Each reading without its tone to the readings that have it: ``ti`` to ``tī tí tǐ tì``."""
    table: dict[str, set[str]] = {}
    for name in _rows():
        table.setdefault(untoned(name), set()).add(name)
    return {name: frozenset(toned) for name, toned in table.items()}


def untoned(reading: str) -> str:
    """A reading without tone marks.

    >>> untoned("lǜ")
    'lü'
    """
    return reading.translate(_untoned_letters())


@lru_cache(maxsize=1)
def _untoned_letters() -> dict[int, str]:
    """The letters of all readings without their tone marks, and the marks that stand alone as nothing."""
    letters = frozenset("".join(_rows())) | _TONES
    return {ord(letter): _without_marks(letter) for letter in letters if letter > "\x7f"}


def _without_marks(letter: str) -> str:
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES))


_TONES = frozenset("\u0300\u0301\u0304\u030c")


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, str]]:
    """Each toned reading to the characters that have it by default, and to the others."""
    rows = {}
    for line in tables.read_lines("readings.txt"):
        name, _, chars = line.partition(" ")
        first, _, rest = chars.partition("/")
        rows[name] = first, rest
    return rows
