"""The scored model: a linear part and small trees over the same features, their weights as data.

Each part gives log-odds that a block belongs to the article; their weighted mean is the score. The linear part says why, feature by
feature. The trees are complete, three questions deep, so that a page's blocks go through all of them at once
as a few numpy operations. ``scripts/train_judge.py`` trains both and writes the files.

Limits: learned from news, forums and encyclopaedias; see docs/extraction.md for data, folds and scores.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .. import tables
from .columns import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_CLIP = 5.0
"""standard deviations: farther from the mean a feature says no more (kept from the training script)"""
_ROWS = 256
"""blocks scored at a time: what they need fits the processor's cache, and a page of 200,000 blocks little memory"""
_LINEAR = 0.25
"""weight of the linear part in the score; 0.2 to 0.35 score alike on the 329 dev pages, 0.5 loses short forum posts"""
_REASONS = 3
"""features named as the reason of a verdict"""


@dataclass(frozen=True)
class Model:
    """Weights for one kind of page."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float
    features: NDArray[np.int64]
    """the feature of each question, questions of a tree in breadth-first order, a column a tree"""
    thresholds: Floats
    leaves: Floats

    def score(self, table: Table) -> Floats:
        """Log-odds of each block."""
        import numpy as np

        columns = table.values.T
        parts = [self._score(columns[:, start : start + _ROWS]) for start in range(0, columns.shape[1], _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def reasons(self, table: Table, rows: Sequence[int]) -> list[list[tuple[str, float]]]:
        """The features that speak most against the rows, with their share of the linear score: for each row the strongest,
        for each row the second, and so on."""
        found: list[list[tuple[str, float]]] = [[] for _ in range(_REASONS)]
        for start in range(0, len(rows), _ROWS):
            each = self._reasons(table.values.T[: self._own].take(rows[start : start + _ROWS], axis=1))
            for all_of_them, some in zip(found, each, strict=True):
                all_of_them += some
        return found

    def _score(self, columns: Floats) -> Floats:
        import numpy as np

        linear = self.weights @ self._standard(columns) + self.bias
        return np.asarray(_LINEAR * linear + (1 - _LINEAR) * self._trees(columns), np.float32)

    def _reasons(self, columns: Floats) -> list[list[tuple[str, float]]]:
        import numpy as np

        parts = self._standard(columns)
        parts *= self.weights[: self._own, None]
        parts = np.ascontiguousarray(parts.T)
        rows = np.arange(len(parts))
        found = []
        for _ in range(_REASONS):
            places = parts.argmin(axis=1)
            # a hundred times a single is exact as a double, so numpy rounds like Python
            shares = np.round(parts[rows, places].astype(np.float64), 2).tolist()
            found.append(list(zip(map(self.names.__getitem__, places.tolist()), shares, strict=True)))
            parts[rows, places] = np.inf
        return found

    @cached_property
    def _own(self) -> int:
        """The features that are the block's own; those of its neighbours come after them."""
        return sum("@" not in name for name in self.names)

    def _standard(self, columns: Floats) -> Floats:
        import numpy as np

        own = len(columns)
        standard = columns - self.mean[:own, None]
        standard *= self.scale[:own, None]
        return np.clip(standard, np.float32(-_CLIP), np.float32(_CLIP), out=standard)

    def _trees(self, columns: Floats) -> Floats:
        """The sum of the trees' leaves. Each question is asked once for all trees; the answers of eight blocks are a byte."""
        import numpy as np

        features, thresholds, places, leaves = self._forest
        answers = np.packbits(columns.take(features, axis=0) > thresholds, axis=1)
        right = answers.take(places, axis=0).reshape(len(self.features), -1, answers.shape[1])
        chosen = np.empty((3, *right.shape[1:]), np.uint8)
        first, second, third = chosen
        first[:] = right[0]
        second[:] = _chosen(first, right[2], right[1])
        third[:] = _chosen(first, _chosen(second, right[6], right[5]), _chosen(second, right[4], right[3]))
        bits = np.unpackbits(chosen, axis=2, count=columns.shape[1])
        leaf = bits[0] * np.uint8(4)
        leaf += bits[1] * np.uint8(2)
        leaf += bits[2]
        # each index is one of a leaf: to clip is the fastest way to take them
        return np.asarray(leaves.take(leaf + self._first_leaf, mode="clip").sum(axis=0))

    @cached_property
    def _forest(self) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64], Floats]:
        """The distinct questions (features, thresholds), where in them each question of each tree is, and the leaves, one
        tree behind the other."""
        import numpy as np

        each = list(zip(self.features.ravel().tolist(), self.thresholds.ravel().tolist(), strict=True))
        asked = {question: place for place, question in enumerate(sorted(set(each)))}
        return (
            np.array([feature for feature, _ in asked], np.int64),
            np.array([[threshold] for _, threshold in asked], np.float32),
            np.array([asked[question] for question in each], np.int64),
            self.leaves.T.ravel(),
        )

    @cached_property
    def _first_leaf(self) -> NDArray[np.uint16]:
        """Where the leaves of each tree begin, a column."""
        import numpy as np

        return np.asarray(np.arange(self.leaves.shape[1], dtype=np.uint16)[:, None] * self.leaves.shape[0])


def _chosen(choice: NDArray[np.uint8], one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bit by bit the one where the choice is set, else the other."""
    chosen: NDArray[np.uint8] = other ^ (choice & (one ^ other))
    return chosen


@lru_cache(maxsize=2)
def load(kind: str) -> Model:
    """The model for pages of a kind, ``html`` or ``text``; read once a process."""
    import numpy as np

    with np.load(io.BytesIO(tables.read_bytes(f"judge_{kind}.npz"))) as data:
        return Model(
            names=tuple(str(data["names"]).split("\n")),
            mean=data["mean"],
            scale=data["scale"],
            weights=data["weights"],
            bias=float(data["bias"]),
            features=data["features"].astype(np.int64),
            thresholds=data["thresholds"],
            leaves=data["leaves"],
        )
