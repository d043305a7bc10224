"""Pages whose content is a list of links: the chapters of a novel, the files of an archive.

The model knows lists of links as furniture. On such a page there is nothing else: no prose, and one list,
of items at one place of the markup, that holds most of the page's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..types import Block
from .words import without_digits

_ITEMS = 20
"""items that a catalogue has at least"""
_SHARE = 0.6
"""share of the page's characters in the list; the largest menu of the 329 article pages holds 0.4"""
_PROSE = 200
"""characters outside links, in blocks with a full stop, from which a page is no catalogue"""
_STOP = re.compile("[。！？!?]")


def find(blocks: Sequence[Block]) -> list[bool] | None:
    """Which blocks are the catalogue, None if the page is none."""
    prose = 0
    for block in blocks:
        own = len(block.text) - block.link_chars
        prose += own if own and not block.hidden and _STOP.search(block.text) else 0
        if prose >= _PROSE:
            return None
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, block in enumerate(blocks):
        if block.path:
            places[block.path, without_digits(block.cues)].append(row)
    lengths = [len(block.text) for block in blocks]
    rows = max(places.values(), key=lambda found: sum([lengths[row] for row in found]), default=[])
    if len(rows) < _ITEMS or sum([lengths[row] for row in rows]) < _SHARE * sum(lengths):
        return None
    chosen = set(rows)
    return [row in chosen for row in range(len(blocks))]
