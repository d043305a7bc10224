"""The scored model: a linear part and small trees over the same features, their weights as data.

Each part gives log-odds that a block belongs to the article; their mean is the score. The linear part says why, feature by
feature. The trees are complete, three questions deep, so that a page's blocks go through all of them at once
as a few numpy operations. ``scripts/train_judge.py`` trains both and writes the files.

Limits: learned from news, forums and encyclopaedias; see docs/extraction.md for data, folds and scores.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import tables
from .features import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_CLIP = 5.0
"""standard deviations: farther from the mean a feature says no more (kept from the training script)"""


@dataclass(frozen=True, slots=True)
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

        linear = self._standard(table) @ self.weights + self.bias
        return np.asarray((linear + self._trees(table.values)) / 2, np.float32)

    def reasons(self, table: Table, row: int, *, kept: bool, count: int = 3) -> tuple[tuple[str, float], ...]:
        """The features that speak most for a block's verdict, with their share of the linear score."""
        import numpy as np

        parts = self._standard(table)[row] * self.weights
        order = np.argsort(-parts if kept else parts)[:count]
        return tuple((self.names[place], round(float(parts[place]), 2)) for place in order)

    def _standard(self, table: Table) -> Floats:
        import numpy as np

        return np.clip((table.values - self.mean) * self.scale, -_CLIP, _CLIP)

    def _trees(self, values: Floats) -> Floats:
        import numpy as np

        right = values[:, self.features] > self.thresholds
        first = right[:, 0]
        second = np.where(first, right[:, 2], right[:, 1])
        third = np.where(
            first, np.where(second, right[:, 6], right[:, 5]), np.where(second, right[:, 4], right[:, 3])
        )
        leaf = first * 4 + second * 2 + third
        return np.asarray(self.leaves[leaf, np.arange(self.leaves.shape[1])].sum(axis=1), np.float32)


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
