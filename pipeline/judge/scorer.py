# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""The two parts of the model at work: a weighted sum of the features, and small trees of questions about them.

A block's own features lie in one row of the page's table (``columns.py``), those of its neighbours at a distance from them, so
both parts go over a row by offsets. All is summed as doubles, in one order, so that every build gives the same scores.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from .columns import Table

_CLIP = 5.0
"""standard deviations: farther from the mean a feature says no more (kept from the training script)"""
REASONS = 3
"""features named as the reason of a verdict"""
_HUNDREDTHS = 500
"""of numbers that are kept as they are shown: few are farther from 0"""
_NOTHING = 1e9
"""more than any feature weighs"""
QUESTIONS, LEAVES = 7, 8
"""of a complete tree of depth three"""


class Linear:
    """The features, standardised and weighed; ``own`` names those that are a block's own, which are the first.

    Most cells are 0, and what a 0 weighs is known beforehand: only the other cells are looked at, one by one.
    """

    def __init__(self, offsets: Sequence[int], own: Sequence[str], parts: Sequence[Sequence[float]], bias: float):
        self._offsets = array("i", offsets)
        mean, scale, weights = parts
        self._mean, self._scale, self._weights = array("d", mean), array("d", scale), array("d", weights)
        self._own = len(own)
        self._shares = Shares(own)
        self._zero = array("d", [self._part(place, 0.0) for place in range(len(offsets))])
        """what each feature weighs where it is 0"""
        self._base = sum(self._zero, bias)
        self._lightest = array("i", sorted(range(len(own)), key=self._zero.__getitem__))
        """a block's own features by that, those that speak most against it first"""
        self._heaviest = array("i", sorted(range(len(own)), key=lambda place: -abs(self._weights[place])))
        self._most = array("d", [-_CLIP * abs(self._weights[place]) for place in self._heaviest])
        """a block's own features by their weights, and what each can say against it at most"""
        self._least = array("d", (0.0,)) * REASONS
        self._places = array("i", (0,)) * REASONS

    def _part(self, place: int, value: float) -> float:
        """What a feature weighs."""
        standard = (value - self._mean[place]) * self._scale[place]
        if standard > _CLIP:
            standard = _CLIP
        elif standard < -_CLIP:
            standard = -_CLIP
        return standard * self._weights[place]

    def score(self, cells: array[float], start: int) -> float:
        """Log-odds of the block whose row begins at ``start``.

        >>> linear = Linear([0, 1], ("a", "b"), ([1, 0], [2, 1], [3, -1]), 0.5)
        >>> linear.score(array("f", (2, 9)), 0)
        1.5
        """
        total, offsets, zero = self._base, self._offsets, self._zero
        for place in range(len(zero)):
            value = cells[start + offsets[place]]
            if value:
                total += self._part(place, value) - zero[place]
        return total

    def reasons(self, cells: array[float], start: int) -> list[tuple[str, float]]:
        """The names of the block's own features that speak most against it, the strongest first, each with its share of the score.

        >>> linear = Linear([0, 1, 2, 3], "abcd", ([0] * 3 + [4], [1] * 4, [-1] * 3 + [1]), 0)
        >>> linear.reasons(array("f", (0.5, 2, 9, 0)), 0)
        [('c', -5.0), ('d', -4.0), ('b', -2.0)]
        """
        least, zero, most, heaviest = self._least, self._zero, self._most, self._heaviest
        for rank in range(REASONS):
            least[rank], self._places[rank] = _NOTHING, -1
        zeros = 0
        for at in range(self._own):
            place = self._lightest[at]
            if not cells[start + place]:
                self._rank(place, zero[place])
                zeros += 1
                if zeros == REASONS:
                    break
        for at in range(self._own):
            if most[at] >= least[REASONS - 1]:
                break
            place = heaviest[at]
            value = cells[start + place]
            if value:
                part = self._part(place, value)
                if part < least[REASONS - 1]:
                    self._rank(place, part)
        found = []
        for rank in range(REASONS):
            found.append(self._shares.of(self._places[rank], self._least[rank]))
        return found

    def _rank(self, place: int, part: float) -> None:
        """Puts a feature among those that speak most against the block, if it is one of them."""
        rank = REASONS
        while rank and part < self._least[rank - 1]:
            rank -= 1
            if rank + 1 < REASONS:
                self._least[rank + 1], self._places[rank + 1] = self._least[rank], self._places[rank]
            self._least[rank], self._places[rank] = part, place


class Shares:
    """Names with a number of two decimals, as it is shown. Equal ones are one object: hundreds of blocks go for the same few reasons.

    ``round`` would ask for the shortest text of each number, which takes longer than all else.

    >>> shares = Shares(("length", "commas"))
    >>> shares.of(0, 0.128), shares.of(1, -0.128), shares.of(1, -0.13) is shares.of(1, -0.128)
    (('length', 0.13), ('commas', -0.13), True)
    """

    def __init__(self, names: Sequence[str]):
        self._names = names
        self._known: list[list[tuple[str, float] | None] | None] = [None] * len(names)

    def of(self, place: int, value: float) -> tuple[str, float]:
        """A name, by its place, and a number."""
        hundredths = int(value * 100 + (0.5 if value > 0 else -0.5))
        if not -_HUNDREDTHS <= hundredths <= _HUNDREDTHS:
            return self._names[place], hundredths / 100
        known = self._known[place]
        if known is None:
            known = self._known[place] = [None] * (2 * _HUNDREDTHS + 1)
        found = known[hundredths + _HUNDREDTHS]
        if found is None:
            found = known[hundredths + _HUNDREDTHS] = (self._names[place], hundredths / 100)
        return found


class Forest:
    """Complete trees of depth three: each question asks whether a feature is above a threshold."""

    def __init__(self, offsets: Sequence[int], thresholds: Sequence[float], leaves: Sequence[float]):
        """Questions in breadth-first order, leaves from left to right, tree by tree."""
        self.offsets, self.thresholds, self.leaves = array("i", offsets), array("f", thresholds), array("f", leaves)
        self.trees = len(leaves) // LEAVES

    def score(self, cells: array[float], start: int) -> float:
        """Log-odds of the block whose row begins at ``start``: the sum of the leaves that its answers lead to.

        >>> forest = Forest([0] * 7, [3, 1, 5, 0, 2, 4, 6], range(8))
        >>> [forest.score(array("f", (value,)), 0) for value in (0, 2.5, 9)]
        [0.0, 3.0, 7.0]
        """
        offsets, thresholds, leaves = self.offsets, self.thresholds, self.leaves
        questions, endings = QUESTIONS, LEAVES
        total, at, leaf = 0.0, 0, -questions
        for _ in range(self.trees):
            node = at + 1 + (cells[start + offsets[at]] > thresholds[at])
            node = 2 * node - at + 1 + (cells[start + offsets[node]] > thresholds[node])
            node = 2 * node - at + 1 + (cells[start + offsets[node]] > thresholds[node])
            total += leaves[leaf + node - at]
            at += questions
            leaf += endings
        return total


class Scorer:
    """Both parts over a whole table."""

    def __init__(self, linear: Linear, forest: Forest, share: float):
        self._linear, self._forest = linear, forest
        self._share = share
        """weight of the linear part; the forest has the rest"""
        self._shown = Shares(("score",))

    def score(self, table: Table) -> list[float]:
        """Log-odds of each block."""
        scores = []
        for row in range(table.rows):
            start = (row + 1) * table.width
            linear, forest = self._linear.score(table.cells, start), self._forest.score(table.cells, start)
            scores.append(self._share * linear + (1 - self._share) * forest)
        return scores

    def evidence(self, table: Table, rows: list[int], scores: list[float]) -> list[tuple[tuple[str, float], ...]]:
        """For each of the rows its score, and the features that speak most against it with their shares of the linear score."""
        found = []
        for row in rows:
            parts = self._linear.reasons(table.cells, (row + 1) * table.width)
            parts.insert(0, self._shown.of(0, scores[row]))
            found.append(tuple(parts))
        return found
