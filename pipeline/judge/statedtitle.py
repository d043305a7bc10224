"""The headline of a text that says so itself: 標題 [心得] …, 本页主题: …, 来信标题：…, … [复制链接].

Boards of the telnet age and forum software put a label before it or a button behind it; nothing else on the page is as sure.
"""

from __future__ import annotations

from ..late import late
from ..types import Page
from .keys import key_of
from .rulefile import BOARD_HEADS

_OF_POST = late(r"\s*[标標][\s　]{0,4}[题題][\s　]*[:：\s　]\s*(.{2,80})")
_LABELLED = late(r"\s*(?:本[页頁]主[题題]|来信标题|来信主题|信件标题|帖子标题)\s*[:：]\s*(.{2,80})")
_BUTTON = late(r"\s*(.{2,80}?)\s*\[复制(?:链接|连结)\]\s*")
_LETTERS = 4
"""letters that it has at least"""
_TOP = 60
"""lines of a page above which such a line stands"""


def stated_title(page: Page) -> tuple[str, frozenset[int]] | None:
    """The headline and the indexes of the lines that hold it; None if no line says so."""
    if page.kind != "text":
        return None
    for block in page.blocks[:_TOP]:
        is_of_board = block.dropped_by in BOARD_HEADS
        found = _OF_POST.fullmatch(block.text) if is_of_board else _LABELLED.fullmatch(block.text)
        found = found or _BUTTON.fullmatch(block.text)
        own = key_of(found[1]) if found else ""
        if found and len(own) >= _LETTERS:
            same = {one.index for one in page.blocks[:_TOP] if one.kept and key_of(one.folded) == own}
            return found[1].strip(), frozenset({block.index, *same})
    return None
