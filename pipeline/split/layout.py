"""Tables that hold the layout, not data: their cells are no cells.

A table is layout if it holds another table, has a cell as long as an article's paragraphs,
never has two cells with text in a row, or holds nothing but code: the code and the numbers of its lines.
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
            tables.add(draft.within, len(draft.text), draft.place.is_pre)
    layout = tables.layout()
    remaining = Remaining(layout)
    for draft in drafts if layout else ():
        if draft.place.has_table and draft.within:
            draft.within = remaining.of(draft.within)
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
        """characters in each cell, those in the cells in it left out"""
        self._counts: dict[int, int] = {}
        """blocks in each cell, likewise"""
        self._table_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}
        self._row_cells: dict[int, int] = {}
        """how many with text there are in each row; a picture alone is the sign of a note"""
        self._rows_of: dict[int, list[int]] = {}
        """of each table"""
        self._outer: set[int] = set()
        """tables that hold another one"""
        self._worded: set[int] = set()
        """tables that hold something else than code"""
        self._inside: dict[int, tuple[int, int, int]] = {}
        """by the id of a container: the innermost table, row and cell in it, 0 for none"""
        self._cell_around: dict[int, int] = {}
        """of each cell that stands in another one"""

    def add(self, within: tuple[Container, ...], length: int, is_code: bool) -> None:
        """A block of so many characters, with its containers."""
        cell = self._cell(within)
        if cell:
            if length and not self._lengths[cell]:
                self._row_cells[self._row_of[cell]] += 1
            self._lengths[cell] += length
            self._counts[cell] += 1
            if not is_code:
                self._worded.add(self._table_of[cell])

    def _cell(self, within: tuple[Container, ...]) -> int:
        """The innermost cell among the containers of a block; each container is looked at once."""
        first = len(within)
        while first and within[first - 1].id not in self._inside:
            first -= 1
        table, row, cell = self._inside[within[first - 1].id] if first else (0, 0, 0)
        for container in within[first:]:
            tag, number = container.tag, container.id
            if tag == "table":
                if table:
                    self._outer.add(table)
                table = number
                self._rows_of[table] = []
            elif tag == "tr" and table:
                row = number
                rows = self._rows_of[table]
                rows.append(row)
                self._row_cells[row] = 0
            elif (tag == "td" or tag == "th") and table:
                if cell:
                    self._cell_around[number] = cell
                cell = number
                self._table_of[number] = table
                self._row_of[number] = row
                self._row_cells.setdefault(row, 0)
                self._lengths[number] = self._counts[number] = 0
            self._inside[number] = table, row, cell
        return cell

    def layout(self) -> frozenset[int]:
        """Those that hold the layout."""
        found = set(self._outer)
        lengths, counts = dict(self._lengths), dict(self._counts)
        for cell, table in reversed(self._table_of.items()):
            # the inner ones first, since they were found last
            if lengths[cell] > _LONG_CELL or counts[cell] > _MANY_BLOCKS:
                found.add(table)
            outer = self._cell_around.get(cell)
            if outer is not None:
                lengths[outer] += lengths[cell]
                counts[outer] += counts[cell]
        for table, rows in self._rows_of.items():
            has_row_of_two = False
            for row in rows:
                if self._row_cells[row] > 1:
                    has_row_of_two = True
                    break
            if not has_row_of_two or table not in self._worded:
                found.add(table)
        return frozenset(found)


class Remaining:
    """What remains of the containers of blocks when the layout tables are taken away."""

    def __init__(self, layout: frozenset[int]) -> None:
        self._layout = layout
        self._known: dict[int, tuple[bool, tuple[Container, ...]]] = {}
        """by the id of a container: whether it stands in a layout table, and what remains of it and those around it"""

    def of(self, within: tuple[Container, ...]) -> tuple[Container, ...]:
        """The containers of a block that remain."""
        first = len(within)
        while first and within[first - 1].id not in self._known:
            first -= 1
        inside, kept = self._known[within[first - 1].id] if first else (False, ())
        for container in within[first:]:
            tag, number = container.tag, container.id
            if tag == "table":
                inside = number in self._layout
            if not (inside and tag in _TABLE_PARTS):
                kept = (*kept, container)
            self._known[number] = inside, kept
        return kept
