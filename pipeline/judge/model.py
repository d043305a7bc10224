"""The scored model: a linear part and small trees over the same features, their weights as data.

Each part gives log-odds that a block belongs to the article; their weighted mean is the score. The linear part says why, feature by
feature. The trees are complete, three questions deep. How both are applied stands in ``scorer.py``; ``scripts/train_judge.py`` trains both and writes the files.

Limits: learned from news, forums and encyclopaedias; see docs/extraction.md for data, folds and scores.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .. import tables
from ..types import Evidence
from . import scorer
from .columns import Table, offsets
from .groves import Grove
from .scorer import Forest, Linear, Scorer

_LINEAR = 0.25
"""weight of the linear part in the score; 0.2 to 0.35 score alike on the 329 dev pages, 0.5 loses short forum posts"""


def score_of(evidence: Evidence) -> float:
    """The score in the evidence of a model's verdict.

    >>> score_of((("score", -0.96), ("length", -1.05)))
    -0.96
    """
    return float(str(dict(evidence).get("score", 0.0)))


@dataclass(frozen=True)
class Model:
    """Weights for one kind of page."""

    names: tuple[str, ...]
    mean: list[float]
    scale: list[float]
    weights: list[float]
    bias: float
    features: list[int]
    """the feature of each question, tree by tree, seven a tree in breadth-first order"""
    thresholds: list[float]
    leaves: list[float]
    """eight a tree, from left to right"""

    def score(self, table: Table) -> list[float]:
        """Log-odds of each block."""
        return self._scorer.score(table)

    def evidence(self, table: Table, rows: list[int], scores: list[float]) -> list[tuple[tuple[str, float], ...]]:
        """For each of the rows its score, and the features that speak most against it with their shares of the linear score."""
        return self._scorer.evidence(table, rows, scores)

    @cached_property
    def _scorer(self) -> Scorer:
        """Both parts, a feature known by where its cell is."""
        cells = offsets(self.names)
        own = [name for name in self.names if "@" not in name]
        linear = Linear(cells, own, (self.mean, self.scale, self.weights), self.bias)
        forest = Grove if scorer.__file__.endswith(".py") else Forest
        return Scorer(linear, forest([cells[at] for at in self.features], self.thresholds, self.leaves), _LINEAR)


def read(data: bytes) -> Model:
    """A model as ``scripts/train_judge.py`` writes it: JSON, numbers in single precision, ``null`` for a question that is
    never answered with yes."""
    given = json.loads(data)
    never = float("inf")
    thresholds = [never if value is None else value for value in given["thresholds"]]
    mean, scale, weights = (_singles(given[name]) for name in ("mean", "scale", "weights"))
    (bias,) = _singles([given["bias"]])
    leaves = _singles(given["leaves"])
    return Model(tuple(given["names"]), mean, scale, weights, bias, given["features"], _singles(thresholds), leaves)


def _singles(values: Iterable[float]) -> list[float]:
    """Decimals as the numbers in single precision that they stand for."""
    return array("f", values).tolist()


@lru_cache(maxsize=2)
def load(kind: str) -> Model:
    """The model for pages of a kind, ``html`` or ``text``; read once a process."""
    return read(tables.read_bytes(f"judge_{kind}.json"))
