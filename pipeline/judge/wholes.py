"""What is kept or dropped as a whole: the cells of a data table.

A cell says little by itself, so the model alone tears tables apart. A table goes with the text
around it: kept if the nearest text on both sides is, or if most of its own text is. In a table that is kept, rules
do not speak either: a column of dates is no row of bylines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence

from ..types import Block

_LINKED = 0.5
"""share of characters in links from which a table leads elsewhere and is left to the model"""


def complete(blocks: Sequence[Block], kept: Sequence[bool], posts: Collection[int] = ()) -> list[bool]:
    """The decision with whole tables; a table that holds ``posts`` is a forum's layout, its cells go apart."""
    result = list(kept)
    for rows in _wholes(blocks):
        length = sum(len(blocks[row].text) for row in rows)
        if any(row in posts for row in rows) or sum(blocks[row].link_chars for row in rows) > _LINKED * length:
            continue
        own = sum(len(blocks[row].text) for row in rows if kept[row])
        before, after = rows[0] - 1, rows[-1] + 1
        between = before >= 0 and after < len(blocks) and result[before] and kept[after]
        for row in rows:
            result[row] = between or own > length / 2
    return result


def spared(blocks: Sequence[Block], dropped: Container[int], ruled: Mapping[int, str]) -> set[int]:
    """The indexes of blocks that stay although a rule takes them, alone, for a byline, a link or an address: cells of a data
    table that the model keeps, most of which no rule touches.

    ``dropped``: the indexes that the model drops; ``ruled``: those that a rule drops, with its id.
    """
    found: set[int] = set()
    for rows in _wholes(blocks) if ruled else ():
        cells = [blocks[row] for row in rows]
        hit = {cell.index for cell in cells if ruled.get(cell.index, "").startswith(_OF_ONE_LINE)}
        lines = {part.id for cell in cells for part in cell.within if part.tag == "tr"}
        if 0 < len(hit) <= len(cells) * _HIT and len(lines) > 1 and all(cell.index not in dropped for cell in cells):
            found |= hit
    return found


_OF_ONE_LINE = ("bylines/", "navigation/", "footer/contact")
"""rules that know a line by its form; what they mean in a table is for its heads to say"""
_HIT = 0.6
"""share of a table's cells that such rules hit at most: dates and sources in two columns of four, and a row of heads"""


def _wholes(blocks: Sequence[Block]) -> list[list[int]]:
    """The rows of each outermost data table, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for row, block in enumerate(blocks):
        for part in block.within:
            if part.tag == "table":
                found[part.id].append(row)
                break
    return [rows for rows in found.values() if len(rows) > 1]
