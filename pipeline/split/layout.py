"""Tables that hold the layout, not data: their cells are no cells.

A table is layout if it holds another table, has a cell as long as an article's paragraphs,
or never has two cells with text in a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..types import Container
from .draft import Draft

_LONG_CELL = 400
"""characters; of the data tables on the 329 pages none has a cell so long, of the layout tables two in three do"""
_MANY_BLOCKS = 8
"""blocks in one cell: a data cell has a few lines at most"""
_TABLE_PARTS = frozenset(("table", "tr", "td", "th", "caption"))


def take_layout_away(drafts: Sequence[Draft]) -> None:
    """No Containers of layout tables remain around the drafts, and their cells are paragraphs."""
    in_tables = [draft for draft in drafts if draft.place.has_table]
    layout = layout_tables((draft.within, len(draft.text)) for draft in in_tables)
    if not layout:
        return
    known: dict[int, tuple[Container, ...]] = {}
    for draft in in_tables:
        if not draft.within:
            continue
        innermost = draft.within[-1].id
        if innermost not in known:
            known[innermost] = without(draft.within, layout)
        draft.within = known[innermost]
        if draft.kind == "cell" and not any(container.tag in ("td", "th") for container in draft.within):
            draft.kind = "p"


def layout_tables(blocks: Iterable[tuple[tuple[Container, ...], int]]) -> frozenset[int]:
    """The ids of the layout tables, from each block's containers and length."""
    lengths: dict[int, int] = defaultdict(int)
    counts: dict[int, int] = defaultdict(int)
    table_of: dict[int, int] = {}
    cells_of_row: dict[int, set[int]] = defaultdict(set)
    rows_of: dict[int, set[int]] = defaultdict(set)
    layout: set[int] = set()
    for within, length in blocks:
        table = row = 0
        for container in within:
            if container.tag == "table":
                if table:
                    layout.add(table)
                table = container.id
                rows_of[table]
            elif container.tag == "tr" and table:
                row = container.id
                rows_of[table].add(row)
            elif container.tag in ("td", "th") and table:
                table_of[container.id] = table
                cells_of_row[row].add(container.id)
                lengths[container.id] += length
                counts[container.id] += 1
    layout.update(table_of[cell] for cell, length in lengths.items() if length > _LONG_CELL)
    layout.update(table_of[cell] for cell, count in counts.items() if count > _MANY_BLOCKS)
    for table, rows in rows_of.items():
        if all(len(cells_of_row[row]) < 2 for row in rows):
            layout.add(table)
    return frozenset(layout)


def without(within: tuple[Container, ...], layout: frozenset[int]) -> tuple[Container, ...]:
    """The containers that remain when the layout tables are taken away."""
    kept: list[Container] = []
    inside = False
    for container in within:
        if container.tag == "table":
            inside = container.id in layout
        if not (inside and container.tag in _TABLE_PARTS):
            kept.append(container)
    return tuple(kept)
