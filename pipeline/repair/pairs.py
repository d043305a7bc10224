"""Tables over the pairs of GBK that the byte machine looks things up in, made once a process from ``gbk.py``."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..language import Model
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
    for pair in readings.keys().get(reading, ()):
        table.setdefault(pair >> 8, []).append(pair & 0xFF)
    return table


@lru_cache(maxsize=256)
def row(lead: int) -> list[int]:
    """The pairs of the characters that start with a lead byte."""
    return [lead << 8 | t for t in gbk.TRAILS if lead << 8 | t in gbk.characters()]


@lru_cache(maxsize=8192)
def private_joints(first: int, trail: int) -> list[int]:
    """The pairs made of the second byte of an unassigned pair and a trail."""
    seconds = private_rows()[first]
    return [second << 8 | trail for second in seconds if second << 8 | trail in gbk.characters()]


@lru_cache(maxsize=2)
def numbers(language: Model) -> dict[int, int]:
    """Each assigned pair to the model's number of its character."""
    return {pair: language.number(char) for pair, char in gbk.characters().items()}


FOREIGN = 8.0
"""Nats for a character that the mirrors' conversion never leaves (为 became 為); above what any word gains."""
OTHER_FORM = 4.0
"""Nats for a Traditional character that it never makes (裏, 製): another family's, or the source had it."""
WIDE = 5.0
"""Nats for a full-width letter, digit or blank; text has them in ASCII."""


@lru_cache(maxsize=1)
def dear() -> dict[int, float]:
    """The pairs that a source hardly has, and what one costs more."""
    made = frozenset(readings.aligned().values())
    return {pair: nats for pair, char in gbk.characters().items() if (nats := _dear(char, made))}


def _dear(char: str, made: frozenset[str]) -> float:
    if char in readings.aligned():
        return FOREIGN
    if "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ" or char == "\u3000":
        return WIDE
    return OTHER_FORM if char in readings.traditional() and char not in made else 0.0


@lru_cache(maxsize=256)
def column(trail: int) -> list[int]:
    """The pairs of the characters that end with a trail byte."""
    return [lead << 8 | trail for lead in gbk.LEADS if lead << 8 | trail in gbk.characters()]


@lru_cache(maxsize=1)
def private_rows() -> dict[int, list[int]]:
    """First byte to second bytes of the unassigned pairs."""
    table: dict[int, list[int]] = {}
    for pair in sorted(gbk.unassigned()):
        table.setdefault(pair >> 8, []).append(pair & 0xFF)
    return table


@lru_cache(maxsize=256)
def private_seconds(lead: int) -> list[int]:
    """The pairs of a lead byte whose trail can be the first byte of an unassigned pair."""
    return [lead << 8 | t for t in private_rows() if lead << 8 | t in gbk.characters()]
