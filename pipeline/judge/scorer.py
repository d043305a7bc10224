# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""The two parts of the model at work: a weighted sum of the features, and small trees of questions about them.

A block's own features lie in one row of the page's table (``columns.py``), those of its neighbours at a distance from them, so
both parts go over a row by offsets. All is summed as doubles, in one order, so that every build gives the same scores.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from .arrays import rounded
from .columns import Table

_CLIP = 5.0
"""standard deviations: farther from the mean a feature says no more (kept from the training script)"""
REASONS = 3
"""features named as the reason of a verdict"""
QUESTIONS, LEAVES = 7, 8
"""of a complete tree of depth three"""


class Linear:
    """The features, standardised and weighed; ``own`` of them are a block's own."""

    def __init__(self, offsets: Sequence[int], own: int, parts: Sequence[Sequence[float]], bias: float):
        mean, scale, weights = parts
        self._offsets = array("i", offsets)
        self._mean, self._scale, self._weights = array("d", mean), array("d", scale), array("d", weights)
        self._own, self._bias = own, bias
        self._least = array("d", (0.0,)) * REASONS
        self._places = array("i", (0,)) * REASONS

    def score(self, cells: array[float], start: int) -> float:
        """Log-odds of the block whose row begins at ``start``.

        >>> linear = Linear([0, 1], 2, ([1, 0], [2, 1], [3, -1]), 0.5)
        >>> linear.score(array("f", (2, 9)), 0)
        1.5
        """
        total = self._bias
        for place in range(len(self._offsets)):
            part = (cells[start + self._offsets[place]] - self._mean[place]) * self._scale[place]
            total += min(max(part, -_CLIP), _CLIP) * self._weights[place]
        return total

    def reasons(self, cells: array[float], start: int) -> list[tuple[int, float]]:
        """The block's own features that speak most against it, the strongest first, each with its share of the score.

        >>> linear = Linear([0, 1, 2, 3], 4, ([0] * 4, [1] * 4, [-1] * 4), 0)
        >>> linear.reasons(array("f", (0.5, 2, 9, -3)), 0)
        [(2, -5.0), (1, -2.0), (0, -0.5)]
        """
        least, places = self._least, self._places
        for rank in range(REASONS):
            least[rank], places[rank] = _CLIP * 1e6, -1
        for place in range(self._own):
            part = (cells[start + place] - self._mean[place]) * self._scale[place]
            part = min(max(part, -_CLIP), _CLIP) * self._weights[place]
            if part < least[REASONS - 1]:
                rank = REASONS - 1
                while rank and part < least[rank - 1]:
                    least[rank], places[rank] = least[rank - 1], places[rank - 1]
                    rank -= 1
                least[rank], places[rank] = part, place
        return [(places[rank], rounded(least[rank])) for rank in range(REASONS)]


class Forest:
    """Complete trees of depth three: each question asks whether a feature is above a threshold."""

    def __init__(self, offsets: Sequence[int], thresholds: Sequence[float], leaves: Sequence[float]):
        """Questions in breadth-first order, leaves from left to right, tree by tree."""
        self._offsets, self._thresholds, self._leaves = array("i", offsets), array("f", thresholds), array("f", leaves)
        self.trees = len(leaves) // LEAVES

    def score(self, cells: array[float], start: int) -> float:
        """Log-odds of the block whose row begins at ``start``: the sum of the leaves that its answers lead to.

        >>> forest = Forest([0] * 7, [3, 1, 5, 0, 2, 4, 6], range(8))
        >>> [forest.score(array("f", (value,)), 0) for value in (0, 2.5, 9)]
        [0.0, 3.0, 7.0]
        """
        total = 0.0
        for tree in range(self.trees):
            at = tree * QUESTIONS
            node = 1 + (cells[start + self._offsets[at]] > self._thresholds[at])
            node = 2 * node + 1 + (cells[start + self._offsets[at + node]] > self._thresholds[at + node])
            node = 2 * node + 1 + (cells[start + self._offsets[at + node]] > self._thresholds[at + node])
            total += self._leaves[tree * LEAVES + node - QUESTIONS]
        return total


class Scorer:
    """Both parts over a whole table."""

    def __init__(self, linear: Linear, forest: Forest, share: float):
        self._linear, self._forest = linear, forest
        self._share = share
        """weight of the linear part; the forest has the rest"""

    def score(self, table: Table) -> array[float]:
        """Log-odds of each block."""
        scores = array("f", (0.0,)) * table.rows
        for row in range(table.rows):
            start = (row + 1) * table.width
            linear, forest = self._linear.score(table.cells, start), self._forest.score(table.cells, start)
            scores[row] = self._share * linear + (1 - self._share) * forest
        return scores

    def reasons(self, table: Table, rows: list[int]) -> list[tuple[tuple[str, float], ...]]:
        """For each of the rows the names of the features that speak most against it, each with its share of the linear score."""
        found = []
        for row in rows:
            reasons = self._linear.reasons(table.cells, (row + 1) * table.width)
            found.append(tuple([(table.own[place], share) for place, share in reasons]))
        return found
