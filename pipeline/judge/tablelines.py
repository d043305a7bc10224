"""The lines of a table that lists other pages: what goes with a title, and titles too short to be known by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..types import Block
from .sheet import Sheet
from .titles import GAP

_FIRST = 0.8
"""share of a list's titles that are the first link of their line of the table, from which such links are titles"""


def with_whole_lines(sheet: Sheet, found: Collection[int], titles: Sequence[int]) -> set[int]:
    """What is found, and of each line of a table all cells or none: those with a title, and heads of columns or of parts,
    which are no links."""
    if "cell" not in sheet.all_kinds:
        return set(found)
    cells: dict[int, list[int]] = defaultdict(list)
    for row in range(max(0, titles[0] - GAP), min(len(sheet), titles[-1] + GAP)):
        if sheet[row].kind == "cell":
            cells[_line_of(sheet[row])].append(row)
    tables = {_line_of(sheet[row], "table") for row in titles}
    kept, titled = set(found), {*titles, *_short_titles(sheet, cells, titles)}
    for rows in cells.values():
        is_title = not titled.isdisjoint(rows)
        is_head = _line_of(sheet[rows[0]], "table") in tables and not any(sheet.link_chars[row] for row in rows)
        (kept.update if is_title or is_head else kept.difference_update)(rows)
    return kept


def _short_titles(sheet: Sheet, cells: Mapping[int, Sequence[int]], titles: Sequence[int]) -> Iterable[int]:
    """The first links of the lines of a table, if the titles are that in theirs: those too short to be told from a writer's name.

    Above the first title stand links that sort the list.
    """
    seats, own = {sheet.seat[row] for row in titles}, set(titles)
    first = [next((row for row in rows if sheet.link_chars[row]), -1) for rows in cells.values()]
    if sum(row in own for row in first) >= _FIRST * len(own):
        yield from (row for row in first if row > titles[0] and sheet.seat[row] in seats)


def _line_of(block: Block, tag: str = "tr") -> int:
    """The innermost line of a table, or table, around a cell."""
    return next((part.id for part in reversed(block.within) if part.tag == tag), -1)
