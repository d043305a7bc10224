"""The day that a page states without a label, on a line of its own near the head of the text.

Limits: what only looks like one is told by its line: a day on which a reader joined, the days over the parts of a chronicle, the
time of a change.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..late import late
from ..types import Block, Fact
from .dates import find_date
from .facts import PARAGRAPH, flat

_DATED = late(
    r"[\da-zA-Z](?:(?<=\d)(?:\s?[-/.年－／．]\s?\d| [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d)"
    r"|(?<=[a-zA-Z])\.?,? \d[\d, sndrth]{0,6} ?(?:19|20)\d\d"
    r"|(?<=[A-Z])[a-z]{2} {1,2}\d{1,2} [\dA-Z][\da-z:]{2,7} (?:19|20)\d\d)"
)
"""what every date has, in the line or in its view; its first character first, by which the search finds where one may begin"""
_OF_OTHERS = late(
    r"\s*(?:最新推荐文章|[注註][册冊]|加入|入[会會]|生日|最[后後]登[录錄])|.*(?:引用|检索|访问|查阅|檢索|訪問|查閱)(?:日期|时间|時間)"
)
"""lines whose date is one of the reader who wrote, of another article, or of when a source was looked up"""
_DAYS, _DAY_CHARS = 3, 20
"""days of a chronicle at least, and the characters of a line that is one"""


def bare_date(near: Sequence[Block], beside: Container[str] = ()) -> Fact | None:
    """A date on a line of its own near the head of the text, without a label; less sure than what the head states.

    ``beside``: the evidence of other facts; the first date in a line that states one goes before all others.
    """
    first: Fact | None = None
    end = len(near)  # two lines behind the first paragraph
    is_head = True
    for at, block in enumerate(near):
        if at >= end:
            break
        if len(block.text) >= PARAGRAPH:
            if is_head and block.dropped_by is None:
                end, is_head = at + 3, False
        elif _DATED.search(block.text) and block.kind != "title" and not _OF_OTHERS.match(view := flat(block.text)):
            found = find_date(view)
            is_day = found is not None and found[2] - found[1] >= len(block.text.strip()) // 2
            if found and (not block.kept or (is_day and not _is_chronicle(near))) and not says_changed(block):
                dated = Fact("published", found[0], "", f"block {block.index}")
                if dated.evidence in beside:
                    return dated
                first = first or dated
    return first


def says_changed(block: Block) -> bool:
    """Whether a byline says when the text was changed: 已于 2022-07-08 11:20:33 修改."""
    return block.dropped_by == "bylines/posted" and "修改" in block.text


def _is_chronicle(near: Sequence[Block]) -> bool:
    """Whether days head the parts of the text, which do not say when it was published."""
    days = [block for block in near if block.kept and len(block.text) <= _DAY_CHARS and _DATED.search(block.text)]
    return sum(find_date(flat(block.text)) is not None for block in days) >= _DAYS
