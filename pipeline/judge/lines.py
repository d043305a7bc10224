"""What the model sees of a plain text's lines, beyond what it sees of blocks: all that is left of a layout is the order of the lines.

The columns stand before those of ``features.py``. They are not computed for HTML, where the markup says more: there they
gained nothing on the 329 dev pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..types import Block, Head
from . import echoes, features, records, runs
from .arrays import distances
from .characters import CHARS, count_characters
from .columns import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_CRUMB = re.compile(r"(?:>|»|/|-) ?正文$|^(?:您|你|当前|现在)?.{0,6}位置|^首页 ?[>»]|[>»][^>»]{1,20}[>»]")
_CRUMB_CHARS = 60
"""folded characters that a breadcrumb has at most"""
_CUT = ("...", "…", "..")
"""how a teaser ends that was cut off"""
NAMES = (
    *runs.NAMES, *echoes.NAMES, "ends in dots", "since crumb", "until crumb", "prose before", "since stamp", "until stamp",
    "page: stamps", "is a stamp",
)  # fmt: skip


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a text's lines, and those of blocks behind them."""
    import numpy as np

    table = features.describe(blocks, head, topics)
    own = np.stack(_columns([block.folded for block in blocks], [block.link_chars for block in blocks]))
    return Table((*NAMES, *table.names), np.concatenate([own, table.values.T]).T)


def _columns(texts: Sequence[str], linked: Sequence[int]) -> list[Floats]:
    import numpy as np

    counts = count_characters(texts, "")
    marks = counts.of("stop") + counts.of("comma")
    ends = counts.last == CHARS.index("stop")
    prose, short = runs.sentences(counts.length, ends, marks, np.array(linked, np.float32))
    cut = np.array([text.endswith(_CUT) for text in texts], np.float32)
    crumbs = np.array([len(text) <= _CRUMB_CHARS and bool(_CRUMB.search(text)) for text in texts], bool)
    stamps = np.array([records.is_stamp(text) for text in texts], bool)
    mass = np.where(prose, counts.length, 0)
    return [
        *runs.describe_runs(counts.length, prose, short, counts.of("digit")),
        *echoes.describe_echoes(texts, prose),
        cut,
        *distances(crumbs),
        ((np.cumsum(mass) - mass) / max(1.0, float(mass.sum()))).astype(np.float32),
        *distances(stamps),
        np.full(len(texts), np.log1p(stamps.sum()), np.float32),
        stamps.astype(np.float32),
    ]
