"""Pages whose content is a list of links: the chapters of a novel, the files of an archive.

The model knows lists of links as furniture. On such a page there is nothing else: no prose, and one list,
of links at one place of the markup, that holds most of the page's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from operator import sub

from ..types import Block
from .measures import places_of
from .sheet import Sheet

_ITEMS = 20
"""items that a catalogue has at least"""
_SHARE = 0.6
"""share of the page's characters in the list; the largest menu of the 329 article pages holds 0.4"""
_PROSE = 200
"""characters outside links, in blocks with a full stop, from which a page is no catalogue"""
_PROSE_SHARE = 0.125
"""the same as a share of the list's; a short piece of news above five boxes of teasers had 0.18, the notes on novels above their
chapters less than 0.05"""
_LINKED = 0.5
"""share of the list's characters inside links; rows of prose at one place are no list"""
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
    places: dict[int, list[int]] = defaultdict(list)
    for row, (place, seat) in enumerate(zip(places_of(sheet), sheet.seat, strict=True)):
        if sheet.seats[seat][0]:
            places[place].append(row)
    rows = max(places.values(), key=lambda found: sum([lengths[row] for row in found]), default=[])
    size = sum([lengths[row] for row in rows])
    if len(rows) < _ITEMS or size < _SHARE * sum(lengths) or prose > _PROSE_SHARE * size:
        return None
    if sum([linked[row] for row in rows]) < _LINKED * size:
        return None
    chosen = set(rows)
    return [row in chosen for row in range(len(sheet))]
