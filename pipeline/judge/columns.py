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


_MOST = 512
"""columns that there is room for; what is not used is never touched"""


class Columns:
    """Columns as they are added."""

    def __init__(self, rows: int):
        import numpy as np

        self.rows = rows
        self.names: list[str] = []
        self._values = np.empty((_MOST, rows), np.float32)

    def add(self, name: str, values: Floats | float) -> None:
        """One column, or one number for all rows."""
        self._values[len(self.names)] = values
        self.names.append(name)

    def room(self, names: Sequence[str]) -> Floats:
        """Columns that lie together, a row each, for the caller to write."""
        start = len(self.names)
        self.names += names
        return self._values[start : start + len(names)]

    def table(self, shared: frozenset[str]) -> Table:
        """The columns, and beside them those of the neighbours that are ``shared``."""
        own = len(self.names)
        names, places = _with_neighbours(tuple(self.names), shared)
        rows, near = self._values[: len(names)], len(places)
        told = rows.take(places, axis=0)
        for at, offset in enumerate(_NEIGHBOURS):
            beside = rows[own + at * near : own + (at + 1) * near]
            if offset > 0:
                beside[:, :-offset] = told[:, offset:]
                beside[:, -offset:] = 0
            else:
                beside[:, -offset:] = told[:, :offset]
                beside[:, :-offset] = 0
        return Table(names, rows.T)


@lru_cache(maxsize=4)
def _with_neighbours(names: tuple[str, ...], shared: frozenset[str]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """All names, and the places of the shared ones."""
    import numpy as np

    places = [place for place, name in enumerate(names) if name in shared]
    told = [f"{names[place]} @{offset:+d}" for offset in _NEIGHBOURS for place in places]
    return (*names, *told), np.array(places, np.intp)


def write_bits(rows: Floats, numbers: Sequence[int]) -> None:
    """The bits of numbers, a row a bit; most numbers are 0."""
    import numpy as np

    rows[:] = 0
    places = [place for place, number in enumerate(numbers) if number]
    if places:
        told = np.array([numbers[place] for place in places], np.int64)
        rows[:, places] = told >> np.arange(len(rows))[:, None] & 1
