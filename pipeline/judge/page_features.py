# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What a block has from its place: where it stands, and what is around it.

Around it are the blocks near it, those of the same path, class words, or both, and those in the elements some levels up.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from .arrays import Distances, Sums, log_count
from .columns import Table
from .measures import LEVELS, Group, Measures

_MARKS = ("headline", "heading", "byline", "furniture")
PLACE = (
    "place", "text before", "from the start", "from the end", "title characters", "title covered",
    *(f"{side} {mark}" for mark in _MARKS for side in ("since", "until")),
)  # fmt: skip
_TITLE_CHARS, _TITLE_COVERED = 0.9, 0.4
"""share of its characters that stand in the title, and of the title's that it may cover, from which a block is the headline"""
_WINDOWS = (2, 6, 20)
"""blocks to each side whose prose and links are summed"""
WITHIN = tuple(f"{what} within {width}" for width in _WINDOWS for what in ("prose", "share of prose", "share of links"))
GROUPS = ("path", "class", "place")
_MEANS = ("mean length", "mean link share", "mean sentence ends")
SAME = tuple(
    (f"best {name}" if what == "best" else f"{what} in same {name}")
    for name in GROUPS
    for what in ("prose", "blocks", *_MEANS, "best")
)
_OF_GROUP = len(SAME) // len(GROUPS)
PAGE = ("page: prose", "page: blocks", "page: share of links", "page: share of han")
UP = tuple(
    f"{what} {level} up"
    for level in LEVELS
    for what in ("prose", "share of prose", "share of links", "blocks", "place")
)


def write_place(table: Table, page: Measures) -> None:
    """``PLACE``: how far from the beginning, the end, and from what marks where an article begins and ends."""
    count, whole, before, marks = len(page.blocks), max(page.whole.length, 1), 0, _marks(page)
    title = max(page.title_length, 1)
    cells, at = table.cells, 0
    for block in page.blocks:
        row, length = block.row, max(block.length, 1)
        at = table.place(row)
        cells[at] = row / count
        cells[at + 1] = before / whole
        cells[at + 2] = log_count(row)
        cells[at + 3] = log_count(count - 1 - row)
        cells[at + 4] = block.in_title / length
        cells[at + 5] = min(1.0, block.in_title / title)
        at += 6
        for mark in marks:
            cells[at] = log_count(mark.since(row))
            cells[at + 1] = log_count(mark.until(row))
            at += 2
        before += block.length
    table.ends_at(at)


def _marks(page: Measures) -> list[Distances]:
    """How far each block is from headlines, headings, bylines and furniture."""
    count = len(page.blocks)
    marks = headlines, headings, bylines, furniture = (
        bytearray(count),
        bytearray(count),
        bytearray(count),
        bytearray(count),
    )
    title = max(page.title_length, 1)
    for block in page.blocks:
        length = max(block.length, 1)
        headlines[block.row] = block.in_title / length > _TITLE_CHARS and block.in_title / title > _TITLE_COVERED
        headings[block.row] = block.kind == "h"
        bylines[block.row] = block.topic == 1
        furniture[block.row] = block.topic > 1
    return [Distances(hits) for hits in marks]


def write_windows(table: Table, page: Measures) -> None:
    """``WITHIN``: how much prose and how many links stand within some blocks' distance."""
    count = len(page.blocks)
    lengths, proses, linked = Sums(count), Sums(count), Sums(count)
    for block in page.blocks:
        lengths.add(block.length)
        proses.add(block.prose)
        linked.add(block.links)
    cells, at = table.cells, 0
    for row in range(count):
        at = table.place(row)
        for width in _WINDOWS:
            text, prose = max(lengths.within(row, width), 1), proses.within(row, width)
            cells[at] = log_count(prose)
            cells[at + 1] = prose / text
            cells[at + 2] = min(1.0, linked.within(row, width) / text)
            at += 3
    table.ends_at(at)


def write_groups(table: Table, page: Measures) -> None:
    """``SAME``: what the blocks of the same path, of the same class words, of the same place hold together."""
    whole = max(page.whole.prose, 1)
    best_path, best_class, best_place = _best(page.paths), _best(page.classes), _best(page.places)
    cells, at = table.cells, 0
    for block in page.blocks:
        at, seat = table.place(block.row), block.seat
        _put_group(cells, at, seat.same_path, whole, best_path)
        _put_group(cells, at + _OF_GROUP, seat.same_class, whole, best_class)
        _put_group(cells, at + 2 * _OF_GROUP, seat.same_place, whole, best_place)
        at += 3 * _OF_GROUP
    table.ends_at(at)


def _best(groups: Mapping[Any, Group]) -> int:
    """The most prose that a group has."""
    best = 1
    for group in groups.values():
        best = max(best, group.prose)
    return best


def _put_group(cells: array[float], at: int, group: Group, whole: float, best: int) -> None:
    size = group.size
    cells[at] = group.prose / whole
    cells[at + 1] = log_count(group.size)
    cells[at + 2] = group.logs / size
    cells[at + 3] = group.shares / size
    cells[at + 4] = group.ends / size
    cells[at + 5] = group.prose >= best


def write_page(table: Table, page: Measures) -> None:
    """``PAGE``: the same for all blocks."""
    whole, length = page.whole, max(page.whole.length, 1)
    prose, size = log_count(whole.prose), log_count(whole.size)
    linked, han = min(1.0, whole.links / length), page.han / length
    for row in range(len(page.blocks)):
        table.go_to(row)
        table.put(prose)
        table.put(size)
        table.put(linked)
        table.put(han)


def write_containers(table: Table, page: Measures) -> None:
    """``UP``: how much prose, how many links and blocks the elements around a block hold, some levels up."""
    whole, levels, up = max(page.whole.prose, 1), len(LEVELS), page.up
    cells, at = table.cells, 0
    for row in range(len(page.blocks)):
        at = table.place(row)
        for one in range(row * levels, (row + 1) * levels):
            group = up[one]
            length = max(group.length, 1)
            cells[at] = group.prose / whole
            cells[at + 1] = group.prose / length
            cells[at + 2] = group.links / length
            cells[at + 3] = log_count(group.size)
            cells[at + 4] = (row - group.first) / group.size
            at += 5
    table.ends_at(at)
