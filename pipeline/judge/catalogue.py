"""Pages whose content is a list of links: the chapters of a novel, the files of an archive.

The model knows lists of links as furniture. On such a page there is nothing else: no prose, and one list,
of items at one place of the markup, that holds most of the page's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from operator import sub

from ..types import Block
from .sheet import Sheet
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
    sheet = Sheet.of(blocks)
    lengths, linked = sheet.chars, sheet.link_chars
    prose, outside = 0, list(map(sub, lengths, linked))
    # the longest first: they tell soonest
    for row in sorted(range(len(sheet)), key=outside.__getitem__, reverse=True):
        own = outside[row]
        prose += own if own and not sheet[row].hidden and _STOP.search(sheet[row].text) else 0
        if prose >= _PROSE:
            return None
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, block in enumerate(sheet):
        if block.path:
            places[block.path, without_digits(block.cues)].append(row)
    rows = max(places.values(), key=lambda found: sum([lengths[row] for row in found]), default=[])
    if len(rows) < _ITEMS or sum([lengths[row] for row in rows]) < _SHARE * sum(lengths):
        return None
    chosen = set(rows)
    return [row in chosen for row in range(len(sheet))]
