"""The lines of a text that are programs, and those between and beside them that explain these.

To the model a line of a program is an entry of a menu, short and without a word of Chinese, and so is what stands beside many of
them. On a page with markup ``spared.py`` does the same for ``<pre>``.
"""

from __future__ import annotations

from itertools import pairwise

from ..code import programs
from .prose import is_prose
from .sheet import Sheet

PROGRAM, BESIDE = 2.0, 1.0
"""log-odds that a line of a program, and one that explains it, has at least: with the second a line stays among lines that do"""
_BETWEEN = 12
"""lines between two programs up to which all of them explain"""
_ENDS = 3
"""lines before the first program and behind the last one, of which prose explains"""


def least_scores(blocks: Sheet) -> dict[int, float]:
    """By row, the log-odds that a line has at least; empty for a text without programs."""
    rows = list(programs([block.text for block in blocks]))
    if not rows:
        return {}
    last = rows[-1] + 1
    beside = (*range(max(0, rows[0] - _ENDS), rows[0]), *range(last, min(len(blocks), last + _ENDS)))
    found = {row: BESIDE for row in beside if is_prose(blocks.folded[row])}
    for before, after in pairwise(rows):
        if after - before <= _BETWEEN:
            found.update(dict.fromkeys(range(before + 1, after), BESIDE))
    return found | dict.fromkeys(rows, PROGRAM)
