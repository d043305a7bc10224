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

        parts = [self._score(table.values[start : start + _ROWS]) for start in range(0, len(table.values), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def reasons(self, table: Table, rows: Sequence[int]) -> list[tuple[tuple[str, float], ...]]:
        """For each row the features that speak most against it, with their share of the linear score."""
        found: list[tuple[tuple[str, float], ...]] = []
        for start in range(0, len(rows), _ROWS):
            found += self._reasons(table.values[list(rows[start : start + _ROWS])])
        return found

    def _score(self, values: Floats) -> Floats:
        import numpy as np

        linear = self._standard(values) @ self.weights + self.bias
        return np.asarray(_LINEAR * linear + (1 - _LINEAR) * self._trees(values), np.float32)

    def _reasons(self, values: Floats) -> list[tuple[tuple[str, float], ...]]:
        import numpy as np

        own = sum("@" not in name for name in self.names)
        parts = (self._standard(values[:, :own], own) * self.weights[:own]).astype(np.float32)
        rows = np.arange(len(parts))
        found = []
        for _ in range(_REASONS):
            places = parts.argmin(axis=1)
            # a hundred times a single is exact as a double, so numpy rounds like Python
            shares = np.round(parts[rows, places].astype(np.float64), 2).tolist()
            found.append(list(zip(map(self.names.__getitem__, places.tolist()), shares, strict=True)))
            parts[rows, places] = np.inf
        return list(zip(*found, strict=True))

    def _standard(self, values: Floats, own: int | None = None) -> Floats:
        import numpy as np

        return np.asarray(np.clip((values - self.mean[:own]) * self.scale[:own], -_CLIP, _CLIP))

    def _trees(self, values: Floats) -> Floats:
        """The sum of the trees' leaves; rows of blocks lie together in memory, so gathering them is a copy."""
        import numpy as np

        columns = np.ascontiguousarray(values.T)
        asked = zip(self.features, self.thresholds, strict=True)
        right = [np.take(columns, features, axis=0) > thresholds[:, None] for features, thresholds in asked]
        first = right[0]
        second = _chosen(first, right[2], right[1])
        third = _chosen(first, _chosen(second, right[6], right[5]), _chosen(second, right[4], right[3]))
        leaf = first.view(np.uint8) * np.uint8(4)
        leaf += second.view(np.uint8) * np.uint8(2)
        leaf += third.view(np.uint8)
        return np.asarray(np.take(self._leaves, self._first_leaf + leaf).sum(axis=0))

    @cached_property
    def _leaves(self) -> Floats:
        """The leaves of all trees, one tree behind the other."""
        import numpy as np

        return np.ascontiguousarray(self.leaves.T).ravel()

    @cached_property
    def _first_leaf(self) -> NDArray[np.int64]:
        """Where the leaves of each tree begin, a column."""
        import numpy as np

        return np.asarray(np.arange(self.leaves.shape[1])[:, None] * self.leaves.shape[0])


def _chosen(choice: NDArray[np.bool_], one: NDArray[np.bool_], other: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """``np.where`` of truth values, several times as fast."""
    chosen: NDArray[np.bool_] = other ^ (choice & (one ^ other))
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
