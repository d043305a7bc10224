"""Pages whose content is a list of links: the chapters of a novel, the files of an archive.

The model knows lists of links as furniture. On such a page there is nothing else: no prose, and one list,
of links at one place of the markup, that holds most of the page's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

from ..late import late
from ..types import Block
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
_STOP = late("[。！？!?]")


def find(blocks: Sequence[Block]) -> list[bool] | None:
    """Which blocks are the catalogue, None if the page is none."""
    sheet = Sheet.of(blocks)
    sizes = [0] * len(sheet.seats)
    for place, length in zip(sheet.places, sheet.chars, strict=True):
        sizes[place] += length
    size = max(sizes, default=0)
    if size < _SHARE * sum(sizes) or not size:
        return None
    largest = sizes.index(size)
    listed = [place == largest for place in sheet.places]
    rows = [row for row, is_listed in enumerate(listed) if is_listed]
    if len(rows) < _ITEMS or not sheet[rows[0]].path or sum([sheet.link_chars[row] for row in rows]) < _LINKED * size:
        return None
    prose = _prose(sheet)
    return listed if prose < _PROSE and prose <= _PROSE_SHARE * size else None


def _prose(sheet: Sheet) -> int:
    """Characters outside links in shown blocks with a full stop."""
    outside = map(sub, sheet.chars, sheet.link_chars)
    return sum(
        own for block, own in zip(sheet, outside, strict=True) if own and not block.hidden and _STOP.search(block.text)
    )
