"""A comma before every mark, as one kind of mirror leaves its cuts: ``提高,，在`` and ``通车,。``.

The mirror put the comma before the bytes of the marks; where it stood inside a character it was eaten (``gloss.py`` mends that), and
everywhere else it shows. So all over the page nearly every full stop has one, which no hand does. Told for each mark by itself, since
some mirrors spare the comma.

When it would be wrong: a list of examples of such text. Limits: commas of scripts stand before no mark and count for nothing.
"""

from __future__ import annotations

import re

from ..types import Edit, Kind, Options
from .rewrite import applied, is_off, rewrite

RULE = "comma-before-mark"
DOUBLED = ",。"
"""No page with this habit lacks it."""
_MARKS = "，。！？；,!?;"
_LEAST, _SHARE = 3, 0.8
"""Full stops with a comma before them, and their share of all, from which it is the page's habit; as reasoned: one is a slip."""


def undo_marks(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: these commas taken out.

    >>> undo_marks("春天,，来了,。花,，开了,。鸟,，来了,。", "text", Options())[0]
    '春天，来了。花，开了。鸟，来了。'
    >>> undo_marks("春天来了,。花开了。鸟来了。", "text", Options())[1]
    ()
    """
    if is_off(RULE, options) or text.count(DOUBLED) < _LEAST or not _is_habit(text, "。"):
        return text, ()
    # 。” cut by the bytes of ！ between its two characters is ,?！
    marks = "".join([mark for mark in _MARKS if _is_habit(text, mark)])
    edits = tuple(rewrite(text, RULE, re.compile(f",(?=[{re.escape(marks)}]|\\?[，。！？；])"), lambda _: ""))
    return applied(text, edits), edits


def _is_habit(text: str, mark: str) -> bool:
    doubled = text.count("," + mark)
    alone = text.count(mark) - doubled
    if mark == ",":  # each pair has two, and those before the other marks are none of its own
        alone -= doubled + sum(text.count("," + other) for other in _MARKS if other != mark)
    return doubled > 0 and doubled >= _SHARE * (doubled + max(alone, 0))
