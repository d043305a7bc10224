"""The model's trees for where ``scorer.py`` is not compiled: there a walk through each tree would take longer than all the rest
of a page.

All trees are asked at once. Each yes rules out the leaves to the left of its question, so the leaves that remain are the bits
of one large number, eight a tree, and a feature's value says which bits to clear. The leftmost that remains is the
tree's answer. Sums are the same to the last bit (tests/test_features.py).

Source: Lucchese and others 2015, "QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees".
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from .scorer import LEAVES, QUESTIONS, Forest

_LEFT = (0b1111, 0b11, 0b110000, 0b1, 0b100, 0b10000, 0b1000000)
"""the leaves to the left of each question"""
_LEFTMOST = bytes([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))])
"""the lowest bit that is set"""


class Grove(Forest):
    """A forest that is asked feature by feature."""

    def __init__(self, offsets: Sequence[int], thresholds: Sequence[float], leaves: Sequence[float]):
        super().__init__(offsets, thresholds, leaves)
        asked: dict[int, list[tuple[float, int]]] = {}
        for number, (offset, threshold) in enumerate(zip(self.offsets, self.thresholds, strict=True)):
            tree, question = divmod(number, QUESTIONS)
            asked.setdefault(offset, []).append((threshold, _LEFT[question] << LEAVES * tree))
        self._all = (1 << LEAVES * self.trees) - 1
        self._asked: list[tuple[int, list[float], list[int]]] = []
        """of each feature: where it is, its thresholds in order, and the leaves that remain above so many of them"""
        for offset, questions in asked.items():
            remaining = [self._all]
            for _, left in sorted(questions):
                remaining.append(remaining[-1] & ~left)
            self._asked.append((offset, sorted([threshold for threshold, _ in questions]), remaining))
        self._each = [list(self.leaves[at : at + LEAVES]) for at in range(0, len(self.leaves), LEAVES)]

    def score(self, cells: array[float], start: int) -> float:
        """Log-odds of the block whose row begins at ``start``: the sum of the leaves that its answers lead to."""
        left = self._all
        for offset, thresholds, remaining in self._asked:
            left &= remaining[bisect_left(thresholds, cells[start + offset])]
        total = 0.0
        for byte, leaves in zip(left.to_bytes(self.trees, "little"), self._each, strict=True):
            total += leaves[_LEFTMOST[byte]]
        return total
