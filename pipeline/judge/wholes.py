"""What is kept or dropped as a whole: the cells of a data table.

A cell says little by itself, so the model alone tears tables apart. A table goes with the text
around it: kept if the nearest text on both sides is, or if most of its own text is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..types import Block
from .sheet import Sheet

_KEPT = 2 / 3
"""share of a list's blocks that stay, from which all do: the toolbars of a site for programmers had a half"""
_LINKED_LIST = 0.1
"""the same of a list, whose rest stays where most of it does"""
_LINKED = 0.5
"""share of characters in links from which a table leads elsewhere and is left to the model"""


def complete(blocks: Sequence[Block], kept: Sequence[bool], posts: Collection[int] = ()) -> list[bool]:
    """The decision with whole tables; a table that holds ``posts`` is a forum's layout, its cells go apart."""
    sheet, result = Sheet.of(blocks), list(kept)
    chars, link_chars = sheet.chars, sheet.link_chars
    for rows in tables(sheet):
        length = sum([chars[row] for row in rows])
        if sum([link_chars[row] for row in rows]) > _LINKED * length or _holds(rows, posts):
            continue
        own = sum([chars[row] for row in rows if kept[row]])
        before, after = _beyond(sheet, rows[0], -1), _beyond(sheet, rows[-1], 1)
        between = before >= 0 and after < len(sheet) and result[before] and kept[after]
        for row in range(before + 1, rows[0]) if between else ():  # its heading
            result[row] = True
        for row in rows:
            result[row] = between or own > length / 2
    for rows in lists(sheet):
        if _is_mostly_kept(sheet, rows, kept) and not _holds(rows, posts):
            for row in rows:
                result[row] = True
    return result


def _holds(rows: Sequence[int], posts: Collection[int]) -> bool:
    return bool(posts) and any(row in posts for row in rows)


def _is_mostly_kept(sheet: Sheet, rows: Sequence[int], kept: Sequence[bool]) -> bool:
    """Whether of a list, which is no row of links or buttons, most blocks and most characters stay."""
    stay = [row for row in rows if kept[row]]
    if not _KEPT * len(rows) <= len(stay) < len(rows):
        return False
    length = sum([sheet.chars[row] for row in rows])
    own = sum([sheet.chars[row] for row in stay])
    return own > length / 2 and sum([sheet.link_chars[row] for row in rows]) <= _LINKED_LIST * length


def _beyond(blocks: Sequence[Block], row: int, step: int) -> int:
    """The row next to a table, that behind its heading where it has one."""
    row += step
    return row + step if 0 <= row < len(blocks) and blocks[row].kind == "h" else row


def tables(blocks: Sequence[Block]) -> list[list[int]]:
    """The rows of each outermost data table, in order."""
    return [rows for rows in Sheet.of(blocks).tables.values() if len(rows) > 1]


def lists(blocks: Sequence[Block]) -> list[list[int]]:
    """The rows of each outermost list, in order."""
    return [rows for rows in Sheet.of(blocks).lists.values() if len(rows) > 1]
