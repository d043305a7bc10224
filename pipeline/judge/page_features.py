"""What a block has from its place: where it stands, and what is around it.

Around it are the blocks near it, those of the same path, class words, or both, and those in the elements some levels up.
"""

from __future__ import annotations

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
    for block in page.blocks:
        row, length = block.row, max(block.length, 1)
        table.go_to(row)
        table.put(row / count)
        table.put(before / whole)
        table.put(log_count(row))
        table.put(log_count(count - 1 - row))
        table.put(block.in_title / length)
        table.put(min(1.0, block.in_title / title))
        for mark in marks:
            table.put(log_count(mark.since(row)))
            table.put(log_count(mark.until(row)))
        before += block.length


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
    for block in page.blocks:
        table.go_to(block.row)
        for width in _WINDOWS:
            text, prose = max(lengths.within(block.row, width), 1), proses.within(block.row, width)
            table.put(log_count(prose))
            table.put(prose / text)
            table.put(min(1.0, linked.within(block.row, width) / text))


def write_groups(table: Table, page: Measures) -> None:
    """``SAME``: what the blocks of the same path, of the same class words, of the same place hold together."""
    whole = max(page.whole.prose, 1)
    best_path, best_class, best_place = _best(page.paths), _best(page.classes), _best(page.places)
    for block in page.blocks:
        table.go_to(block.row)
        _put_group(table, block.seat.same_path, whole, best_path)
        _put_group(table, block.seat.same_class, whole, best_class)
        _put_group(table, block.seat.same_place, whole, best_place)


def _best(groups: Mapping[Any, Group]) -> int:
    """The most prose that a group has."""
    best = 1
    for group in groups.values():
        best = max(best, group.prose)
    return best


def _put_group(table: Table, group: Group, whole: float, best: int) -> None:
    size = group.size
    table.put(group.prose / whole)
    table.put(log_count(group.size))
    table.put(group.logs / size)
    table.put(group.shares / size)
    table.put(group.ends / size)
    table.put(group.prose >= best)


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
    whole, levels = max(page.whole.prose, 1), len(LEVELS)
    for row in range(len(page.blocks)):
        table.go_to(row)
        for at in range(row * levels, (row + 1) * levels):
            group = page.up[at]
            length = max(group.length, 1)
            table.put(group.prose / whole)
            table.put(group.prose / length)
            table.put(group.links / length)
            table.put(log_count(group.size))
            table.put((row - group.first) / group.size)
