"""The scored model: a linear part and small trees over the same features, their weights as data.

Each part gives log-odds that a block belongs to the article; their weighted mean is the score. The linear part says why, feature by
feature. The trees are complete, three questions deep. How both are applied stands in ``scorer.py``; ``scripts/train_judge.py`` trains both and writes the files.

Limits: learned from news, forums and encyclopaedias; see docs/extraction.md for data, folds and scores.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .. import tables
from .columns import Table, offsets
from .scorer import Forest, Linear, Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_LINEAR = 0.25
"""weight of the linear part in the score; 0.2 to 0.35 score alike on the 329 dev pages, 0.5 loses short forum posts"""


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

        return np.asarray(self._scorer.score(table))

    def reasons(self, table: Table, rows: list[int]) -> list[tuple[tuple[str, float], ...]]:
        """For each of the rows the features that speak most against it, with their share of the linear score."""
        return self._scorer.reasons(table, rows)

    @cached_property
    def _scorer(self) -> Scorer:
        """Both parts, a feature known by where its cell is."""
        cells = offsets(self.names)
        own = sum("@" not in name for name in self.names)
        linear = Linear(cells, own, (self.mean.tolist(), self.scale.tolist(), self.weights.tolist()), self.bias)
        asked = [cells[feature] for feature in self.features.T.ravel().tolist()]
        return Scorer(
            linear, Forest(asked, self.thresholds.T.ravel().tolist(), self.leaves.T.ravel().tolist()), _LINEAR
        )


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
