"""Lines that stand one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def runs_of(rows: int, belongs: Callable[[int], bool]) -> Iterator[range]:
    """The longest rows of lines one after the other that belong."""
    return together(filter(belongs, range(rows)))


def together(rows: Iterable[int]) -> Iterator[range]:
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
