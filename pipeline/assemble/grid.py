"""Empty table cells: they hold no block, but without them the cells after them would stand in the wrong column.

Containers are numbered in page order, so a gap between the ids of two cells of a row is what stood between them: empty
cells. A gap is filled only if every row then has at most the columns of the fullest row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..types import Block, Container

_CELLS = ("td", "th")


@dataclass(slots=True)
class Grid:
    """For a cell's container id, the number of empty cells before it in its row."""

    empty_before: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Grid:
        """The gaps of all tables of a page."""
        rows: dict[int, list[tuple[Container, int]]] = defaultdict(list)
        table_of: dict[int, int] = {}
        grid = cls()
        tabular = {c.id for block in blocks for c in block.within if c.tag in _CELLS}
        if not tabular:
            return grid
        for block in blocks:
            if any(c.id in tabular for c in block.within):
                _note(block.within, rows, table_of)
        tables: dict[int, list[int]] = defaultdict(list)
        for row, table in table_of.items():
            tables[table].append(row)
        for members in tables.values():
            grid.empty_before.update(_gaps([(row, rows[row]) for row in members]))
        return grid


def _note(within: Sequence[Container], rows: dict[int, list[tuple[Container, int]]], table_of: dict[int, int]) -> None:
    """Note each cell around a block in its row, with the last container id inside it so far."""
    table = row = 0
    last = within[-1].id
    for container in within:
        if container.tag == "table":
            table = container.id
        elif container.tag == "tr":
            row = container.id
            table_of.setdefault(row, table)
        elif container.tag in _CELLS and row:
            cells = rows[row]
            if cells and cells[-1][0].id == container.id:
                cells[-1] = (container, last)
            else:
                cells.append((container, last))


def _gaps(rows: Sequence[tuple[int, list[tuple[Container, int]]]]) -> dict[int, int]:
    gaps: dict[int, int] = {}
    widths, filled = [], []
    for row, cells in rows:
        before, empty = row, 0
        for cell, last in cells:
            gap = cell.id - before - 1
            if gap > 0:
                gaps[cell.id] = gap
                empty += gap
            before = last
        width = sum(_columns(cell) for cell, _ in cells)
        widths.append(width)
        filled.append(width + empty)
    # a row of only full cells tells the columns; if none is full, the rows must agree with each other
    most = max(widths, default=0)
    fits = max(filled, default=0) <= most or len(set(filled)) == 1
    return gaps if fits else {}


def _columns(cell: Container) -> int:
    span = dict(cell.attrs).get("colspan", "1")
    return int(span) if span.isdecimal() and len(span) < 4 else 1
