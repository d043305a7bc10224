"""The lines of a text that are posts of a thread, as far as the order of the lines tells.

Between the first and the last stamp (who wrote when, the number of a post) stand posts and the lines of the forum's software. The
latter repeat, say nothing but numbers, are known to a rule, or are the writer's name, which stands at the same distance
from every stamp. What is left is likely a post.

Limits: a text copied from a page with few or no stamps; there the model decides alone.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from ..late import late
from ..types import Block
from .records import is_stamp

LIKELY = 2.5
"""log-odds that such a line gains; on the dumps of the 14 threads of dev 2.5 and 4 score alike, 1.5 less"""
_NEAR = 6
"""lines to a stamp within which a post stands at least, if stamps follow each other more closely"""
_NAME_CHARS, _NAMES = 16, 0.9
"""folded characters of a writer's name at most; share of the lines at a distance that must be as short to be names"""
_DISTANCES = (-3, -2, -1, 1, 2, 3)
_MARKS = late(r"[,。!?;…:]")
_SAYS_NOTHING = late(r"[\W\d_]*")


def likely_posts(blocks: Sequence[Block], topics: Sequence[str]) -> list[int]:
    """The rows that are likely posts; ``topics`` names the rule files that know a line."""
    stamps = [row for row, block in enumerate(blocks) if is_stamp(block.folded)]
    if len(stamps) <= 1:
        return []
    steps = sorted(after - before for before, after in itertools.pairwise(stamps))
    step = max(_NEAR, steps[len(steps) // 2])
    count = Counter(block.folded for block in blocks)
    left_out = {*stamps, *_names(blocks, stamps)}
    near = {row for stamp in stamps for row in range(max(0, stamp - step), min(len(blocks), stamp + step + 1))}
    return [
        row
        for row in sorted(near - left_out)
        if not topics[row] and count[blocks[row].folded] == 1 and not _SAYS_NOTHING.fullmatch(blocks[row].folded)
    ]


def _names(blocks: Sequence[Block], stamps: Sequence[int]) -> set[int]:
    """The rows at those distances from the stamps where there are short lines only."""
    found: set[int] = set()
    for distance in _DISTANCES:
        rows = [stamp + distance for stamp in stamps if 0 <= stamp + distance < len(blocks)]
        short = sum(len(blocks[row].folded) <= _NAME_CHARS and not _MARKS.search(blocks[row].folded) for row in rows)
        if short >= _NAMES * len(rows):
            found.update(rows)
    return found
