"""Lines that stand one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator


def runs_of(rows: int, belongs: Callable[[int], bool]) -> Iterator[range]:
    """The longest rows of lines one after the other that belong."""
    start = 0
    for row in range(rows + 1):
        if row == rows or not belongs(row):
            if row > start:
                yield range(start, row)
            start = row + 1


def together(rows: Collection[int]) -> Iterator[range]:
    """The runs of rows that follow each other, of some in order.

    >>> list(together([1, 2, 5]))
    [range(1, 3), range(5, 6)]
    """
    start = end = -1
    for row in rows:
        if row != end:
            if end > start:
                yield range(start, end)
            start = row
        end = row + 1
    if end > start:
        yield range(start, end)
