"""Where two texts of one length differ: a compiled loop, since a page in Traditional has some thousand such places."""

from __future__ import annotations

from collections.abc import Container

from .. import native
from ..types import Edit, slots_of

_FIELDS = slots_of(Edit)


def edits_between(one: str, other: str, block: int | None, skip: Container[int] = ()) -> list[Edit]:
    """An Edit for each run of neighbouring characters that differ, made as fast as can be: see ``native``."""
    made: list[Edit] = []
    for start, end in stretches(one, other, skip):
        values = ("simplify", "script", block, start, one[start:end], other[start:end], "exact", (), "")
        made.append(native.filled(Edit, _FIELDS, values))
    return made


def stretches(one: str, other: str, skip: Container[int] = ()) -> list[tuple[int, int]]:
    """Start and end of each run of neighbouring characters that differ, without the places in ``skip``.

    >>> stretches("醫院影像學報", "医院影像学报"), stretches("著著", "着着", {1})
    ([(0, 1), (4, 6)], [(0, 1)])
    """
    found: list[tuple[int, int]] = []
    start = -1
    for at in range(len(one)):
        if one[at] != other[at] and not (skip and at in skip):
            if start < 0:
                start = at
        elif start >= 0:
            found.append((start, at))
            start = -1
    if start >= 0:
        found.append((start, len(one)))
    return found
