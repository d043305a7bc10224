"""Tables that hold the layout, not data: their cells are no cells.

A table is layout if it holds another table, has a cell as long as an article's paragraphs,
never has two cells with text in a row, or holds nothing but code: the code and the numbers of its lines.
"""

from __future__ import annotations

from array import array

from ..types import Container
from .draft import Draft

_LONG_CELL = 400
"""characters; of the data tables on the 329 pages none has a cell so long, of the layout tables two in three do"""
_MANY_BLOCKS = 8
"""blocks in one cell: a data cell has a few lines at most"""
_TABLE_PARTS = frozenset(("table", "tr", "td", "th", "caption"))


def take_layout_away(drafts: list[Draft], size: int) -> None:
    """No Containers of layout tables remain around the drafts, and their cells are paragraphs; all ids are below the size."""
    tables = Tables(size)
    for draft in drafts:
        if draft.place.has_table:
            tables.add(draft.within, len(draft.text), draft.place.is_pre)
    layout = tables.layout()
    remaining = Remaining(layout, size)
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
    """The tables of a page, by the ids of their parts, which are below a size; 0 is the id of none."""

    def __init__(self, size: int) -> None:
        nothing = array("q", [0]) * size
        self._table, self._row, self._cell = nothing, nothing[:], nothing[:]
        """by the id of a container: the innermost table, row and cell in it"""
        self._is = nothing[:]
        """what a container is known to be, ``_SEEN`` and the like"""
        self._length, self._count, self._around = nothing[:], nothing[:], nothing[:]
        """of each cell: its characters, its blocks, both without those in the cells in it, and the cell that it stands in"""
        self._texts = nothing[:]
        """of each row: how many cells with text there are in it; a picture alone is the sign of a note"""
        self._tables: list[int] = []
        self._cells: list[int] = []
        """in the order of the page"""

    def add(self, within: tuple[Container, ...], length: int, is_code: bool) -> None:
        """A block of so many characters, with its containers."""
        cell = self._innermost(within)
        if not cell:
            return
        if length and not self._length[cell]:
            row = self._row[cell]
            self._texts[row] += 1
            if row and self._texts[row] > 1:
                self._is[self._table[row]] |= _HAS_PAIR
        self._length[cell] += length
        self._count[cell] += 1
        if not is_code:
            self._is[self._table[cell]] |= _WORDED

    def _innermost(self, within: tuple[Container, ...]) -> int:
        """The innermost cell among the containers of a block; each container is looked at once."""
        first = len(within)
        while first and not self._is[within[first - 1].id]:
            first -= 1
        known = within[first - 1].id if first else 0
        table, row, cell = self._table[known], self._row[known], self._cell[known]
        for at in range(first, len(within)):
            tag, number = within[at].tag, within[at].id
            if tag == "table":
                if table:
                    self._is[table] |= _OUTER
                table = number
                self._tables.append(number)
            elif tag == "tr" and table:
                row = number
            elif (tag == "td" or tag == "th") and table:
                self._around[number] = cell
                cell = number
                self._cells.append(number)
            self._table[number], self._row[number], self._cell[number] = table, row, cell
            self._is[number] |= _SEEN
        return cell

    def layout(self) -> frozenset[int]:
        """Those that hold the layout. Asked for once: what stands in inner cells is added to those around them."""
        found: set[int] = set()
        for cell in reversed(self._cells):
            # the inner ones first, since they were found last
            if self._length[cell] > _LONG_CELL or self._count[cell] > _MANY_BLOCKS:
                found.add(self._table[cell])
            outer = self._around[cell]
            self._length[outer] += self._length[cell]
            self._count[outer] += self._count[cell]
        for table in self._tables:
            known = self._is[table]
            if known & _OUTER or not known & _HAS_PAIR or not known & _WORDED:
                found.add(table)
        return frozenset(found)


_SEEN, _OUTER, _WORDED, _HAS_PAIR = 1, 2, 4, 8
"""a container that was looked at, a table that holds another one, something else than code, a row with two cells of text"""


class Remaining:
    """What remains of the containers of blocks when the layout tables are taken away."""

    def __init__(self, layout: frozenset[int], size: int) -> None:
        self._layout = layout
        self._kept: list[tuple[Container, ...] | None] = [None] * size
        """by the id of a container: what remains of it and those around it"""
        self._inside = bytearray(size)
        """whether it stands in a layout table"""

    def of(self, within: tuple[Container, ...]) -> tuple[Container, ...]:
        """The containers of a block that remain."""
        first = len(within)
        while first and self._kept[within[first - 1].id] is None:
            first -= 1
        known = within[first - 1].id if first else 0
        inside, kept = self._inside[known], self._kept[known] or ()
        for at in range(first, len(within)):
            tag, number = within[at].tag, within[at].id
            if tag == "table":
                inside = number in self._layout
            if not (inside and tag in _TABLE_PARTS):
                kept = (*kept, within[at])
            self._inside[number], self._kept[number] = inside, kept
        return kept
