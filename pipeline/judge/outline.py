"""Documents in sections: a manual, a long article with a table of contents.

The model was trained on news. In a manual the paragraphs of a section, its short lists and its notes stand deeper in the
markup than the text around them, and half of them looks like furniture to it. But such a page says itself where its text
stands: a table of contents links to places of the page (``#...``) by the words of the headings there. The innermost
element around all those headings holds the document; what it holds from the first of them on is text, but for rows of
links and what rules know.

Limits: headings that a table of contents shortens are not known again; a document without one is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ..late import late
from ..types import Block
from .prose import is_prose
from .sheet import Sheet

_HEADINGS = 3
"""headings that a table of contents names at least"""
_LINKED = 0.5
"""share of a block's characters in links from which it leads elsewhere"""
_CONTENTS = frozenset((
    "目录", "内容目录", "目次", "本页内容", "本页目录", "文章目录", "contents", "table of contents", "on this page",
))  # fmt: skip
"""heads of a table of contents, as they are folded"""
_PLACE = late(r"#\w")
"""an address inside a page; manuals write the name of their own file before it"""
_BESIDE = late(r"foot(?!note)|nav|copyright|comment|related|share", re.IGNORECASE)
"""class words of what stands in such an element and is no text of the document"""
_NEAREST = 2
"""class words around a block that are looked at, the nearest"""
_SIGNS = " \t¶#§.。:0123456789"
"""what stands around the words of a heading in one of the two places only: its number, the sign of its own link"""


def sections(sheet: Sheet, modelled: Mapping[int, object]) -> set[int]:
    """The indexes of the blocks of a document in sections that only the model drops.

    ``modelled``: by index what the model drops.
    """
    links = _contents(sheet) if modelled else {}
    if len(set(links.values())) < _HEADINGS:
        return set()
    first, last = _span(sheet, sorted(set(links.values())))
    start = min(links.values())
    contents = [row for row in links if first < row < start]
    begin = max(contents) + 1 if contents else start
    rows = [row for row in range(first, last + 1) if _is_of_document(sheet, row, from_start=row >= begin)]
    inside = set(rows)
    for cells in sheet.tables.values():
        linked = sum([sheet.link_chars[row] for row in cells])
        if not inside.isdisjoint(cells) and linked <= _LINKED * sum([sheet.chars[row] for row in cells]):
            inside.update(cells)
    return {sheet[row].index for row in inside if sheet[row].index in modelled}


def contents(blocks: Sequence[Block], dropped: Mapping[int, object]) -> Iterable[int]:
    """The entry of a table of contents, and its head.

    Why: it says again what the headings below say, and leads nowhere in a text.
    Example: ``3.1 安装`` as a link to ``#install`` above the heading ``3.1 安装``.
    When it is wrong: a list whose items are links to the sections that explain them; they are then found as headings only.
    """
    sheet = Sheet.of(blocks)
    links = _contents(sheet)
    if len(set(links.values())) < _HEADINGS:
        return
    for row in links:
        if sheet.link_chars[row] > _LINKED * sheet.chars[row]:
            yield sheet[row].index
            if row and sheet.folded[row - 1].lower() in _CONTENTS:
                yield sheet[row - 1].index


def _is_of_document(sheet: Sheet, row: int, *, from_start: bool) -> bool:
    """Whether a block inside the document's element is its text: above the first heading stands the table of contents, too."""
    block = sheet[row]
    if block.hidden or any(map(_BESIDE.search, block.cues.split()[-_NEAREST:])):
        return False
    is_text = sheet.link_chars[row] <= _LINKED * sheet.chars[row] or block.kind == "h"
    return (is_text and from_start) or is_prose(sheet.folded[row])


def _contents(sheet: Sheet) -> dict[int, int]:
    """The rows of links to places of the page, and for each the row of the heading that it names."""
    if sheet.contents is None:
        sheet.contents = _find_contents(sheet)
    return sheet.contents


def _find_contents(sheet: Sheet) -> dict[int, int]:
    headings: dict[str, int] = {}
    for row, kind in enumerate(sheet.kinds) if "h" in sheet.all_kinds else ():
        if kind == "h" and sheet[row].level > 1 and (words := sheet.folded[row].strip(_SIGNS)):
            headings.setdefault(words, row)
    found: dict[int, int] = {}
    for row, linked in enumerate(sheet.link_chars if len(headings) >= _HEADINGS else ()):
        if linked and sheet.kinds[row] != "h":
            at = headings.get(sheet.folded[row].strip(_SIGNS))
            if at is not None and _is_to_place(sheet[row]):
                found[row] = at
    return found


def _is_to_place(block: Block) -> bool:
    """Whether a block's first link leads to a place of its own page."""
    link = next((mark for mark in block.marks if mark.tag == "a"), None)
    return link is not None and any(name == "href" and _PLACE.search(target) for name, target in link.attrs)


def _span(sheet: Sheet, headings: Sequence[int]) -> tuple[int, int]:
    """The first and the last row of the innermost element around the headings; those of the headings where it is the whole page."""
    around = [set(sheet[row].around) for row in headings]
    first, last = headings[0], headings[-1]
    inner = next((one for one in reversed(sheet[first].around) if all(one in ids for ids in around)), 0)
    rows = [row for row, block in enumerate(sheet) if inner in block.around] if inner else []
    if rows and rows[-1] < len(sheet) - 1:
        return rows[0], rows[-1]
    return first, last


def edit_buttons(blocks: Sequence[Block], dropped: Mapping[int, tuple[str, object]]) -> Iterable[int]:
    """The button of an encyclopaedia behind a heading, alone.

    Why: readers may edit each section, and the template leaves the word.
    Example: ``编辑`` below the heading ``守塔人``.
    When it is wrong: a section that begins with that word as a line of its own.
    """
    for heading, block in pairwise(blocks):
        if (
            heading.kind == "h"
            and len(block.folded) <= _BUTTON
            and block.index not in dropped
            and _EDIT.fullmatch(block.folded)
        ):
            yield block.index


_EDIT, _BUTTON = late(r"\[? ?(?:编辑|播报|edit) ?\]?", re.IGNORECASE), 8
