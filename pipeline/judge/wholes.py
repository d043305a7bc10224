"""What is kept or dropped as a whole: the cells of a data table.

A cell says little by itself, so the model alone tears tables apart. A table goes with the text
around it: kept if the nearest text on both sides is, or if most of its own text is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..types import Block
from .sheet import Sheet

_LINKED = 0.5
"""share of characters in links from which a table leads elsewhere and is left to the model"""


def complete(blocks: Sequence[Block], kept: Sequence[bool], posts: Collection[int] = ()) -> list[bool]:
    """The decision with whole tables; a table that holds ``posts`` is a forum's layout, its cells go apart."""
    result = list(kept)
    for rows in tables(blocks):
        length = sum(len(blocks[row].text) for row in rows)
        if any(row in posts for row in rows) or sum(blocks[row].link_chars for row in rows) > _LINKED * length:
            continue
        own = sum(len(blocks[row].text) for row in rows if kept[row])
        before, after = rows[0] - 1, rows[-1] + 1
        between = before >= 0 and after < len(blocks) and result[before] and kept[after]
        for row in rows:
            result[row] = between or own > length / 2
    return result


def tables(blocks: Sequence[Block]) -> list[list[int]]:
    """The rows of each outermost data table, in order."""
    return [rows for rows in Sheet.of(blocks).tables.values() if len(rows) > 1]
