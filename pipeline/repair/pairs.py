"""Tables over the pairs of GBK that the byte machine looks things up in, made once a process from ``gbk.py``."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..language import model
from . import gbk, readings


@lru_cache(maxsize=1)
def compatible() -> dict[str, tuple[tuple[str, int], ...]]:
    """First character to the strings that NFKC makes of characters of the decoder, and their pairs."""
    table: dict[str, list[tuple[str, int]]] = {}
    for pair, char in gbk.characters().items():
        shape = unicodedata.normalize("NFKC", char)
        if shape != char:
            table.setdefault(shape[0], []).append((shape, pair))
    return {first: tuple(shapes) for first, shapes in table.items()}


@lru_cache(maxsize=2048)
def second_bytes(reading: str) -> dict[int, list[int]]:
    """First byte to second bytes of the keys with a reading."""
    table: dict[int, list[int]] = {}
    for pair in readings.keys(reading):
        table.setdefault(pair >> 8, []).append(pair & 0xFF)
    return table


USUAL = -11.0
"""Log probability of a character that is usual: 個 還 線 穩 畝 爛 of those that end in 80; rarer ones ended runs too soon."""


@lru_cache(maxsize=1)
def ending_in_80() -> dict[int, int]:
    """First byte to the pair of a Traditional character that ends in 80, which stands alone one byte off, if it is a usual one.

    >>> gbk.characters()[ending_in_80()[0x82]], gbk.characters()[ending_in_80()[0xDF]]
    ('個', '還')
    """
    usual = {char for char in readings.aligned().values() if model().score("", char) > USUAL}
    return {pair >> 8: pair for pair, char in gbk.characters().items() if pair & 0xFF == 0x80 and char in usual}


FOREIGN = 8.0
"""Nats for a character that the mirrors' conversion never leaves (为 became 為); above what any word gains."""
OTHER_FORM = 4.0
"""Nats for a Traditional character that it never makes (裏, 製): another family's, or the source had it."""
WIDE = 5.0
"""Nats for a full-width letter, digit or blank; text has them in ASCII."""


@lru_cache(maxsize=1)
def dear() -> dict[str, float]:
    """The characters that a source hardly has, and how much more one costs.

    >>> dear()["为"], "為" in dear()
    (8.0, False)
    """
    never = readings.traditional().difference(readings.aligned().values())
    wide = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0x3000]
    wide += map(ord, "＂＃＄＆＇＊＋－．／＜＝＞＠［＼］＾＿｀｛｜｝")
    return (
        dict.fromkeys(never, OTHER_FORM)
        | dict.fromkeys(map(chr, wide), WIDE)
        | dict.fromkeys(readings.aligned(), FOREIGN)
    )


ROW, COLUMN, SECONDS, JOINTS = 0x10000, 0x20000, 0x30000, 0x40000
"""The choices of pairs, each with what is known: ``ROW | lead``, ``COLUMN | trail``, ``SECONDS | lead`` for pairs whose trail can begin an
unassigned pair, ``JOINTS | first << 8 | trail`` for pairs whose lead can end an unassigned one that starts with ``first``."""


def choice(kind: int) -> list[int]:
    """The assigned pairs of a choice, in order.

    >>> [gbk.characters()[pair] for pair in choice(ROW | 0xB0)[-3:]]
    ['包', '褒', '剥']
    """
    first, last = kind >> 8 & 0xFF, kind & 0xFF
    if kind >= JOINTS:
        found = [second << 8 | last for second in private_rows()[first]]
    elif kind >= SECONDS:
        found = [last << 8 | trail for trail in private_rows()]
    elif kind >= COLUMN:
        found = [lead << 8 | last for lead in gbk.LEADS]
    else:
        found = [last << 8 | trail for trail in gbk.TRAILS]
    assigned = gbk.characters()
    return [pair for pair in found if pair in assigned]


@lru_cache(maxsize=1)
def private_rows() -> dict[int, list[int]]:
    """First byte to second bytes of the unassigned pairs."""
    table: dict[int, list[int]] = {}
    for pair in sorted(gbk.unassigned()):
        table.setdefault(pair >> 8, []).append(pair & 0xFF)
    return table
