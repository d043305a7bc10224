"""From scores of single blocks to a decision over the whole page.

The article is seldom one block long, so a change between kept and dropped costs something, and the cheapest
sequence is found (Viterbi). How much doubt a block may carry is set by the page: for the best expected F1 a
block is worth keeping from half the F1 that the page can reach, so a page about which the model is sure
keeps at even odds, and a strange one more readily. For this reason a page with text never comes out empty.

Source of the threshold: Lipton, Elkan, Narayanaswamy 2014, "Optimal thresholding of classifiers to maximize F1".
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable

from .. import native
from .arrays import log_count

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


def pulled(scores: Iterable[float], places: list[int], lengths: list[int]) -> list[float]:
    """The scores, each moved towards the mean of the blocks that stand at the same place of the markup.

    A short reply in a forum, a short paragraph of an article say little by themselves, but stand where the long ones do.
    """
    odds = _clipped(scores, len(places))
    count = max(places, default=-1) + 1
    weights, sums = array("d", (0.0,)) * count, array("d", (0.0,)) * count
    for row, place in enumerate(places):
        weight = min(lengths[row], _LONGEST) + 1
        weights[place] += weight
        sums[place] += weight * odds[row]
    for row, place in enumerate(places):
        odds[row] += _PULL * (sums[place] / max(weights[place], 1.0) - odds[row])
    return [odds[row] for row in range(len(places))]


def decide(scores: Iterable[float], lengths: list[int], change: float = CHANGE) -> list[bool]:
    """Which blocks to keep, from their log-odds and lengths in characters."""
    odds = _clipped(scores, len(lengths))
    limit = _threshold([1 / (1 + native.exp(-odds[row])) for row in range(len(lengths))], lengths)
    doubt = math.log(limit / (1 - limit))
    for row, length in enumerate(lengths):
        odds[row] = (odds[row] - doubt) * (log_count(length) + _FLOOR)
    return _viterbi(odds, change)


_FLOOR = 0.3
"""weight of a block without length, so that its score still counts"""


def _clipped(scores: Iterable[float], count: int) -> array[float]:
    odds = array("d", (0.0,)) * count
    for row, score in enumerate(scores):
        odds[row] = min(max(score, -_CLIP), _CLIP)
    return odds


def _threshold(probabilities: list[float], weights: list[int]) -> float:
    """Half the best F1 that is to be expected on this page."""
    hits = weight = best = whole = 0.0
    for row, share in enumerate(probabilities):
        whole += weights[row] * share
    for row in sorted(range(len(weights)), key=probabilities.__getitem__, reverse=True):
        length, share = weights[row], probabilities[row]
        hits += length * share
        weight += length
        best = max(best, 2 * hits / (weight + whole + 1e-9))
    return min(_MOST, max(_LEAST, best / 2))


def _viterbi(gains: array[float], change: float) -> list[bool]:
    """The sequence with the greatest sum of kept gains less the cost of its changes."""
    dropped = kept = 0.0
    to_dropped, to_kept = bytearray(len(gains)), bytearray(len(gains))
    """whether the best way to drop a block, and to keep it, comes from a kept one"""
    for row in range(len(gains)):
        to_dropped[row] = kept - change > dropped
        to_kept[row] = kept >= dropped - change
        before = kept if to_kept[row] else dropped - change
        dropped = kept - change if to_dropped[row] else dropped
        kept = before + gains[row]
    path = [False] * len(gains)
    state = kept > dropped
    for row in range(len(gains) - 1, -1, -1):
        path[row] = state
        state = bool(to_kept[row] if state else to_dropped[row])
    return path
