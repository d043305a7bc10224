# cython: wraparound=False, initializedcheck=False
"""The table of a page's features: a row a block, a named column a feature.

Each family of features begins its columns and writes them block by block, in the order of its names. What a block sees of its
neighbours is the same cell a row further up or down, so it is not stored: ``offsets`` says where it is, ``values`` spells it
out for training. Above the first row and below the last there are zeros.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_NEIGHBOURS = (-1, 1)
"""blocks beside it whose numbers a block sees; with three to each side the nested scores are no better"""


class Table:
    """The features of a page, as they are written and as the model reads them."""

    def __init__(self, own: tuple[str, ...], rows: int, shared: frozenset[str] = frozenset()):
        self.own = own
        """the names of a block's own features"""
        self.shared = shared
        """those of them that its neighbours see"""
        self.rows = rows
        self.width = len(own)
        self.cells = array("f", (0.0,)) * (self.width * (rows + 2))
        self._first = self._next = self._at = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All that the model sees of a block, as columns of ``values``."""
        return _names(self.own, self.shared)

    @property
    def values(self) -> Floats:
        """The table with the columns of the neighbours behind a block's own."""
        import numpy as np

        cells = np.asarray(self.cells)
        places = np.array(offsets(self.names), np.intp) + self.width
        return cells.take(places + np.arange(self.rows)[:, None] * self.width)

    def begin(self, names: Sequence[str]) -> None:
        """Columns for the caller to write, in this order, each row after ``go_to``."""
        self._first = self._next
        self._next += len(names)
        if self.own[self._first : self._next] != tuple(names):
            raise ValueError(f"the columns after {self._first} are not those of {names[0]}")

    def end(self) -> None:
        """Checks that the last row got as many numbers as there are columns."""
        if self.rows and self._at != self.rows * self.width + self._next:
            raise ValueError(f"not as many numbers as columns from {self.own[self._first]}")

    def go_to(self, row: int) -> None:
        """The next number belongs to the first column of the family of this row."""
        self._at = (row + 1) * self.width + self._first

    def place(self, row: int) -> int:
        """Where the columns of the family begin in a row, for a family that writes many numbers: into ``cells``, up to ``ends_at``."""
        return (row + 1) * self.width + self._first

    def ends_at(self, at: int) -> None:
        """The next number would stand there."""
        self._at = at

    def put(self, value: float) -> None:
        """The number of the next column."""
        self.cells[self._at] = value
        self._at += 1

    def put_bits(self, bits: int, count: int) -> None:
        """Columns of yes and no, from the lowest bit on; where nothing is set, the cells are 0 already."""
        at = self._at
        while bits:
            if bits & 1:
                self.cells[at] = 1
            bits >>= 1
            at += 1
        self._at += count


def table_of(names: tuple[str, ...], values: Floats) -> Table:
    """A table whose ``names`` and ``values`` these are."""
    import numpy as np

    own = tuple(name for name in names if "@" not in name)
    shared = frozenset(name.split(" @")[0] for name in names if "@" in name)
    table = Table(own, len(values), shared)
    cells = np.asarray(table.cells).reshape(table.rows + 2, table.width)
    cells[1 : table.rows + 1] = values[:, : table.width]
    return table


@lru_cache(maxsize=8)
def _names(own: tuple[str, ...], shared: frozenset[str]) -> tuple[str, ...]:
    told = [name for name in own if name in shared]
    return (*own, *(f"{name} @{offset:+d}" for offset in _NEIGHBOURS for name in told))


@lru_cache(maxsize=8)
def offsets(names: tuple[str, ...]) -> tuple[int, ...]:
    """Where the cell of each column is, counted from the first of a block's row.

    >>> offsets(("length", "commas", "commas @-1", "length @+1"))
    (0, 1, -1, 2)
    """
    own = [name for name in names if "@" not in name]
    places = {name: place for place, name in enumerate(own)}
    found = []
    for name in names:
        plain, _, offset = name.partition(" @")
        found.append(places[plain] + int(offset or 0) * len(own))
    return tuple(found)
