"""What the byte machine finds for a stretch."""

from __future__ import annotations

from typing import NamedTuple


class Solution(NamedTuple):
    """The best source of a stretch: how far it reaches, what it is, what else it could be."""

    start: int
    end: int
    text: str
    """eaten digits that nothing decides stand as characters from ``prices.EATEN_DIGIT``"""
    cost: float
    exact: bool
    cuts: int = 0
    rivals: tuple[tuple[str, float], ...] = ()
    """other sources, and how many nats they are behind"""
    dearest: float = 0.0
    """nats of the two characters in a row that the model finds least likely"""
