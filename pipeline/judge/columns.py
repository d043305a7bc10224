"""The columns of a page's features as they are added, and the table that they make with those of the neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_NEIGHBOURS = (-1, 1)
"""blocks beside it whose numbers a block sees; with three to each side the nested scores are no better"""


@dataclass(frozen=True, slots=True)
class Table:
    """The features of a page: a row a block (a column in memory), and the names of the columns."""

    names: tuple[str, ...]
    values: Floats


class Columns:
    """Columns as they are added; ``shared`` holds the places of those that the neighbours see too."""

    def __init__(self, rows: int):
        self.rows = rows
        self.names: list[str] = []
        self.values: list[Floats | float] = []
        self.shared: list[int] = []

    def add(self, name: str, values: Floats | float, *, shared: bool = False) -> None:
        """One column, or one number for all rows."""
        if shared:
            self.shared.append(len(self.names))
        self.names.append(name)
        self.values.append(values)

    def add_all(self, prefix: str, names: Sequence[str], rows: Floats, shared: Sequence[str] = ()) -> None:
        """Columns that lie together, a row each."""
        self.shared += [len(self.names) + place for place, name in enumerate(names) if name in shared]
        self.names += [prefix + name for name in names]
        self.values += [*rows]

    def table(self) -> Table:
        """The columns, and beside them those of the neighbours."""
        import numpy as np

        own, near = len(self.values), len(self.shared)
        rows: Floats = np.zeros((own + near * len(_NEIGHBOURS), self.rows), np.float32)
        for place, values in enumerate(self.values):
            rows[place] = values
        for at, offset in enumerate(_NEIGHBOURS):
            start = own + at * near
            if offset > 0:
                rows[start : start + near, :-offset] = rows[self.shared, offset:]
            else:
                rows[start : start + near, -offset:] = rows[self.shared, :offset]
        return Table(_with_neighbours(tuple(self.names), tuple(self.shared)), rows.T)


@lru_cache(maxsize=4)
def _with_neighbours(names: tuple[str, ...], shared: tuple[int, ...]) -> tuple[str, ...]:
    return (*names, *(f"{names[place]} @{offset:+d}" for offset in _NEIGHBOURS for place in shared))


def bit_rows(numbers: Sequence[int], count: int) -> Floats:
    """The bits of numbers, a row a bit."""
    import numpy as np

    bits: Floats = (np.array(numbers, np.int64) >> np.arange(count)[:, None] & 1).astype(np.float32)
    return bits


def rows_of(values: Sequence[str], names: Sequence[str]) -> Floats:
    """A row for each name: 1 where the value is that name."""
    import numpy as np

    known = {name: place for place, name in enumerate(names)}
    numbers = np.array([known.get(value, -1) for value in values])
    return np.asarray(numbers == np.arange(len(names))[:, None], np.float32)
