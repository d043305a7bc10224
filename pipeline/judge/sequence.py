"""From scores of single blocks to a decision over the whole page.

The article is seldom one block long, so a change between kept and dropped costs something, and the cheapest
sequence is found (Viterbi). How much doubt a block may carry is set by the page: for the best expected F1 a
block is worth keeping from half the F1 that the page can reach, so a page about which the model is sure
keeps at even odds, and a strange one more readily. For this reason a page with text never comes out empty.

Source of the threshold: Lipton, Elkan, Narayanaswamy 2014, "Optimal thresholding of classifiers to maximize F1".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_CLIP = 7.0
"""log-odds beyond which a score says no more"""
CHANGE, CHANGE_OF_LINES = 2.5, 1.0
"""Cost of a change between kept and dropped, for blocks of HTML and for lines of a text. On the 329 dev pages 2 to 3 score
alike for HTML, and 6 loses short articles; for lines, whose scores are not drawn to those of their place, 1 to 1.5 do."""
_LEAST, _MOST = 0.12, 0.5
"""bounds of the page's threshold; a page of links reaches the lower one"""


_PULL = 0.6
"""how far a block's score moves to the mean of its place; 0.5 to 0.65 score alike on the 329 dev pages"""
_LONGEST = 100
"""characters from which a block counts no more in that mean"""


def pulled(scores: Floats, places: NDArray[np.int64], lengths: Sequence[int]) -> Floats:
    """The scores, each moved towards the mean of the blocks that stand at the same place of the markup.

    A short reply in a forum, a short paragraph of an article say little by themselves, but stand where the long ones do.
    """
    import numpy as np

    odds = np.clip(scores, -_CLIP, _CLIP)
    weights = np.minimum(np.asarray(lengths, np.float64), _LONGEST) + 1
    mean = np.bincount(places, weights * odds) / np.maximum(np.bincount(places, weights), 1)
    return np.asarray(odds + _PULL * (mean[places] - odds))


def decide(scores: Floats, lengths: Sequence[int], change: float = CHANGE) -> list[bool]:
    """Which blocks to keep, from their log-odds and lengths in characters."""
    import numpy as np

    odds = np.clip(scores, -_CLIP, _CLIP)
    weights = np.asarray(lengths, np.float64)
    limit = _threshold(1 / (1 + np.exp(-odds)), weights)
    gains = (odds - math.log(limit / (1 - limit))) * (np.log1p(weights) + _FLOOR)
    return _viterbi(gains.tolist(), change)


_FLOOR = 0.3
"""weight of a block without length, so that its score still counts"""


def _threshold(probabilities: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Half the best F1 that is to be expected on this page."""
    import numpy as np

    order = np.argsort(-probabilities)
    hits = np.cumsum((weights * probabilities)[order])
    expected = 2 * hits / (np.cumsum(weights[order]) + hits[-1] + 1e-9)
    return float(min(_MOST, max(_LEAST, expected.max() / 2)))


def _viterbi(gains: Sequence[float], change: float) -> list[bool]:
    """The sequence with the greatest sum of kept gains less the cost of its changes."""
    dropped = kept = 0.0
    back: list[tuple[bool, bool]] = []
    for gain in gains:
        to_dropped = kept - change > dropped
        to_kept = kept >= dropped - change
        back.append((to_dropped, to_kept))
        dropped, kept = (
            kept - change if to_dropped else dropped,
            (kept if to_kept else dropped - change) + gain,
        )
    state = kept > dropped
    path = []
    for to_dropped, to_kept in reversed(back):
        path.append(state)
        state = to_kept if state else to_dropped
    return path[::-1]
