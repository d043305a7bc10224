"""Tables that hold the layout, not data: their cells are no cells.

A table is layout if it holds another table, has a cell as long as an article's paragraphs,
or never has two cells with text in a row.
"""

from __future__ import annotations

from ..types import Container
from .draft import Draft

_LONG_CELL = 400
"""characters; of the data tables on the 329 pages none has a cell so long, of the layout tables two in three do"""
_MANY_BLOCKS = 8
"""blocks in one cell: a data cell has a few lines at most"""
_TABLE_PARTS = frozenset(("table", "tr", "td", "th", "caption"))


def take_layout_away(drafts: list[Draft]) -> None:
    """No Containers of layout tables remain around the drafts, and their cells are paragraphs."""
    tables = Tables()
    for draft in drafts:
        if draft.place.has_table:
            tables.add(draft.within, len(draft.text))
    layout = tables.layout()
    known: dict[int, tuple[Container, ...]] = {}
    for draft in drafts if layout else ():
        if draft.place.has_table and draft.within:
            innermost = draft.within[-1].id
            if innermost not in known:
                known[innermost] = without(draft.within, layout)
            draft.within = known[innermost]
            if draft.kind == "cell" and not has_cell(draft.within):
                draft.kind = "p"


def has_cell(within: tuple[Container, ...]) -> bool:
    """Whether some container is the cell of a table."""
    found = False
    for container in within:
        found = found or container.tag == "td" or container.tag == "th"
    return found


class Tables:
    """The tables of a page, by the ids of their parts."""

    def __init__(self) -> None:
        self._lengths: dict[int, int] = {}
        """characters in each cell"""
        self._counts: dict[int, int] = {}
        """blocks in each cell"""
        self._table_of: dict[int, int] = {}
        self._cells_of: dict[int, set[int]] = {}
        """of each row"""
        self._rows_of: dict[int, set[int]] = {}
        """of each table"""
        self._outer: set[int] = set()
        """tables that hold another one"""
        self._cells_around: dict[int, list[int]] = {}
        """by the id of the innermost container"""

    def add(self, within: tuple[Container, ...], length: int) -> None:
        """A block of so many characters, with its containers."""
        if within:
            cells = self._cells_around.get(within[-1].id)
            if cells is None:
                cells = self._cells_around[within[-1].id] = self._enter(within)
            for cell in cells:
                self._lengths[cell] += length
                self._counts[cell] += 1

    def _enter(self, within: tuple[Container, ...]) -> list[int]:
        """The cells among the containers of a block."""
        cells: list[int] = []
        table = row = 0
        for container in within:
            if container.tag == "table":
                if table:
                    self._outer.add(table)
                table = container.id
                self._rows_of.setdefault(table, set())
            elif container.tag == "tr" and table:
                row = container.id
                self._rows_of[table].add(row)
            elif (container.tag == "td" or container.tag == "th") and table:
                cell = container.id
                cells.append(cell)
                self._table_of[cell] = table
                self._cells_of.setdefault(row, set()).add(cell)
                self._lengths.setdefault(cell, 0)
                self._counts.setdefault(cell, 0)
        return cells

    def layout(self) -> frozenset[int]:
        """Those that hold the layout."""
        found = self._outer
        for cell, table in self._table_of.items():
            if self._lengths[cell] > _LONG_CELL or self._counts[cell] > _MANY_BLOCKS:
                found.add(table)
        for table, rows in self._rows_of.items():
            longest = 0
            for row in rows:
                longest = max(longest, len(self._cells_of.get(row, ())))
            if longest < 2:
                found.add(table)
        return frozenset(found)


def without(within: tuple[Container, ...], layout: frozenset[int]) -> tuple[Container, ...]:
    """The containers that remain when the layout tables are taken away."""
    kept: list[Container] = []
    inside = False
    for container in within:
        if container.tag == "table":
            inside = container.id in layout
        if not (inside and container.tag in _TABLE_PARTS):
            kept.append(container)
    return tuple(kept)
