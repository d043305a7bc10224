"""Numbers over the blocks of a page in their order: logarithms of counts, sums of windows, distances."""

from __future__ import annotations

import math
from array import array

FAR = 50
"""blocks: farther than this is as good as never"""
_KNOWN = 2_048
"""counts whose logarithm is looked up: few blocks are longer"""
_LOGS = array("d", map(math.log1p, range(_KNOWN)))


def log_count(count: int) -> float:
    """log(1 + n) of a whole number.

    >>> log_count(0), round(log_count(9), 3), round(log_count(9999), 3)
    (0.0, 2.303, 9.21)
    """
    return _LOGS[count] if count < _KNOWN else math.log1p(count)


class Sums:
    """Sums over neighbouring whole numbers, which are added one after the other.

    >>> sums = Sums(3)
    >>> for value in (1, 2, 3): sums.add(value)
    >>> [sums.before(row) for row in range(4)], [sums.within(row, 1) for row in range(3)]
    ([0, 1, 3, 6], [3, 6, 5])
    """

    def __init__(self, count: int):
        self.count = 0
        self._sums = array("q", (0,)) * (count + 1)

    def add(self, value: int) -> None:
        """The next value."""
        self._sums[self.count + 1] = self._sums[self.count] + value
        self.count += 1

    def before(self, row: int) -> int:
        """Of all values before this one."""
        return self._sums[row]

    def within(self, row: int, width: int) -> int:
        """Of all values at most so many places away."""
        return self._sums[min(row + width + 1, self.count)] - self._sums[max(row - width, 0)]


class Distances:
    """How far each place is from those that are marked.

    >>> far = Distances(bytes((0, 1, 0, 0)))
    >>> [far.since(row) for row in range(4)], [far.until(row) for row in range(4)]
    ([50, 0, 1, 2], [1, 0, 50, 50])
    """

    def __init__(self, hits: bytes | bytearray):
        self._first, self._last = hits.find(1), hits.rfind(1)
        # most pages have no mark of a kind, or one
        if self._first < self._last:
            self._since = array("i", (FAR,)) * len(hits)
            self._until = array("i", (FAR,)) * len(hits)
            self._run(hits)

    def _run(self, hits: bytes | bytearray) -> None:
        """The distances between the first and the last mark."""
        far = 0
        for row in range(self._first, self._last):
            far = 0 if hits[row] else far + 1
            self._since[row] = min(far, FAR)
        for row in range(self._last, self._first, -1):
            far = 0 if hits[row] else far + 1
            self._until[row] = min(far, FAR)

    def since(self, row: int) -> int:
        """Places from the last mark, ``FAR`` at most."""
        if self._first < 0 or row < self._first:
            return FAR
        return self._since[row] if row < self._last else min(row - self._last, FAR)

    def until(self, row: int) -> int:
        """Places to the next mark, ``FAR`` at most."""
        if row > self._last:
            return FAR
        return self._until[row] if row > self._first else min(self._first - row, FAR)
