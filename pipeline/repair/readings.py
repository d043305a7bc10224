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
    """Each character's default reading: ``醫`` to ``yī``. For whoever needs it of all; ``default`` tells it of one."""
    table: dict[str, str] = {}
    for name in _rows():
        table.update(dict.fromkeys(_by_default(name), name))
    return table


@lru_cache(maxsize=4096)
def default(char: str) -> str | None:
    """A character's default reading, None if it has none.

    >>> default("醫"), default("，")
    ('yī', None)
    """
    table = _table()
    at = table.find(char) if char > "\u2e7f" else -1
    while at >= 0:
        name, _, chars = table[table.rfind("\n", 0, at) + 1 : table.find("\n", at)].partition(" ")
        if char in chars.partition("/")[0]:
            return name
        at = table.find(char, at + 1)
    return None


@lru_cache(maxsize=4096)
def has_one(char: str) -> bool:
    """Whether a character has no other reading in any word.

    >>> has_one("機"), has_one("總"), has_one("長")
    (True, True, False)
    """
    table, at = _table(), 0
    while (at := table.find(char, at) + 1) > 0:
        row = table[table.rfind("\n", 0, at) + 1 : table.find("\n", at)]
        if char in row.split("/")[1]:
            return False
    return True


def is_other(char: str, reading: str) -> bool:
    """Whether a character has a reading that is not its default one.

    >>> is_other("長", "zhǎng"), is_other("長", "cháng")
    (False, True)
    """
    return char in _rows().get(reading, "").partition("/")[2]


def is_syllable(reading: str) -> bool:
    """Whether some character has a toned reading."""
    return reading in _rows()


def is_plain(reading: str) -> bool:
    """Whether some character has a reading, its tone aside.

    >>> is_plain("lü"), is_plain("office")
    (True, False)
    """
    return reading in _plain_names()


@lru_cache(maxsize=1)
def _plain_names() -> frozenset[str]:
    return frozenset(_untoned_names())


@lru_cache(maxsize=1)
def _untoned_names() -> list[str]:
    """All toned readings, in order, without their tones."""
    return untoned(" ".join(_rows())).split(" ")


@lru_cache(maxsize=1)
def traditional() -> frozenset[str]:
    """The characters that become another one in Simplified, or that the mirrors' conversion makes (著, 暱)."""
    return frozenset("".join(unconverted().values())).union(aligned().values())


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Each Traditional character of the tables to its Simplified form."""
    return {source: to for to, sources in unconverted().items() for source in sources} | {"著": "着"}


@lru_cache(maxsize=1)
def converted() -> dict[str, str]:
    """The same as OpenCC has it: 著 stays."""
    return {source: to for source, to in simplified().items() if source != "著"}


@lru_cache(maxsize=1)
def unconverted() -> dict[str, str]:
    """A Simplified character to the Traditional ones that OpenCC makes it from."""
    fields = tables.read_fields("folding.txt")
    return dict(zip(fields[::2], fields[1::2], strict=True))


@lru_cache(maxsize=1)
def aligned() -> dict[str, str]:
    """The mirrors' conversion: Simplified to Traditional, one character to one."""
    fields = tables.read_fields("aligned.txt")
    return dict(zip(fields[::2], fields[1::2], strict=True))


@lru_cache(maxsize=2048)
def keys(reading: str) -> frozenset[int]:
    """The pairs of the Traditional characters that have a reading by default."""
    chars = traditional()
    return frozenset([gbk.pair_of(c) for c in _by_default(reading) if c in chars])


@lru_cache(maxsize=2048)
def has_key(reading: str) -> bool:
    """Whether a reading has keys; of those without a tone me, men and le do."""
    chars = _by_default(reading)
    return chars != "" and not traditional().isdisjoint(chars)


@lru_cache(maxsize=1)
def plain() -> dict[str, frozenset[str]]:
    """Each reading without its tone to the readings that have it: ``ti`` to ``tī tí tǐ tì``."""
    table: dict[str, set[str]] = {}
    for name, toned in zip(_untoned_names(), _rows(), strict=True):
        table.setdefault(name, set()).add(toned)
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
def _table() -> str:
    return tables.read_text("readings.txt")


def _by_default(reading: str) -> str:
    """The characters that have a toned reading by default."""
    return _rows().get(reading, "").partition("/")[0]


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    """Each toned reading to the characters that have it by default, a slash, and the others, those without a word last."""
    fields = tables.read_fields("readings.txt")
    return dict(zip(fields[::2], fields[1::2], strict=True))
