"""What cuts leave at marks: a comma before every mark (``提高,，在``, ``通车,。``), a full stop for the bracket of a number.

The mirror put the comma before the bytes of the marks; where it stood inside a character it was eaten (``gloss.py`` mends that), and
everywhere else it shows. So all over the page most full stops have one, which no hand does. Told for each mark by itself, since
some mirrors spare the comma.

Where ``（1）`` stands behind an indent, the last byte of the blank and the first of the bracket are a full stop to the mirror, which cuts there. An
old decoder leaves ``。1)``, and no line begins so.

When it would be wrong: a list of examples of such text. Limits: commas of scripts stand before no mark and count for nothing.
"""

from __future__ import annotations

import re

from ..late import late
from ..types import Edit, Kind, Options
from .rewrite import applied, is_off, rewrite, then

RULE, BRACKET = "comma-before-mark", "bracket-cut"
DOUBLED = ",。"
"""No page with this habit lacks it."""
NUMBERED = "。1"
"""No page lacks it that numbers paragraphs in cut brackets."""
_CUT_NUMBER = late(r"(?m)^([ \u3000\xa0]*)。(?=[0-9]{1,2}([)）]))")
_MARKS = "，。！？；、,!?;"
_AFTER_TEXT = late(r"(?<=[^\x00-\x7f)]),,")
_ALONE = late(rf"(?<=[^\x00-\x7f)]),(?![{re.escape(_MARKS)}])")
"""Commas behind text, two together and one with no mark behind it; those of numbers and scripts stand behind ASCII."""
_LEAST, _SHARE = 3, 0.5
"""Full stops with a comma before them, and their share of all, from which it is the page's habit: one is a slip. A page that was seen has six
in ten; of 4,260 sound passages and 892 pages none has one."""
_STOPS, _FEW, _SOME, _MOST = "，。", 2, 4, 0.8
"""On a short page that has fewer of them, two of both together are enough if none stands without a comma, and four if hardly any does."""
_LISTED = ",、"
"""This no hand writes either; where a page has as many of them, the pairs of folded commas count for its other marks too."""


def undo_marks(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: these commas taken out.

    >>> undo_marks("春天,，来了,。花,，开了,。鸟,，来了,。", "text", Options())[0]
    '春天，来了。花，开了。鸟，来了。'
    >>> undo_marks("鲜花,、水果,、蔬菜,、肉类,,都有,。很好。", "text", Options())[0]
    '鲜花、水果、蔬菜、肉类,都有。很好。'
    >>> undo_marks("分两类：\\n。1)春天\\n。2)秋天", "text", Options())[0]
    '分两类：\\n(1)春天\\n(2)秋天'
    >>> undo_marks("春天来了,。花开了。鸟来了。", "text", Options())[1]
    ()
    """
    edits: tuple[Edit, ...] = ()
    if NUMBERED in text and not is_off(BRACKET, options):
        edits = tuple(rewrite(text, BRACKET, _CUT_NUMBER, _bracket, "likely"))
        text = applied(text, edits)
    if is_off(RULE, options) or not _has_habit(text):
        return text, edits
    # 。” cut by the bytes of ！ between its two characters is ,?！; scripts have commas before ! and ;
    marks = "".join([mark for mark in _MARKS if mark not in "，," or _is_habit(text, mark)])
    pattern = rf",(?=[{re.escape(marks)}]|\?[，。！？；])(?:(?=[^!-~])|(?<=[^\x00-\x7f],)|(?<=\),)(?=,))"
    found = tuple(rewrite(text, RULE, re.compile(pattern), lambda _: ""))
    return applied(text, found), then(edits, found)


def _bracket(cut: re.Match[str]) -> str:
    """The indent and the bracket, as wide as the one that closes it."""
    return cut[1] + ("（" if cut[2] == "）" else "(")


def _has_habit(text: str) -> bool:
    """Whether half of the full stops have a comma, or on a short page nearly all full stops and commas.

    >>> _has_habit("春天来了,。"), _has_habit("春天,，来了,。"), _has_habit("春天，来了,。花,，开了")
    (False, True, False)
    """
    stops = text.count(DOUBLED)
    if stops >= _LEAST or not stops:
        return stops > 0 and _is_habit(text, "。")
    if text.count(_LISTED) >= _LEAST and _is_habit(text, "、"):
        return True
    doubled = sum(text.count("," + mark) for mark in _STOPS)
    total = sum(map(text.count, _STOPS))
    return doubled >= _FEW and doubled >= (total if doubled < _SOME else _MOST * total)


def _is_habit(text: str, mark: str) -> bool:
    if mark == ",":  # each pair has two, and those before the other marks are none of its own
        doubled, alone = len(_AFTER_TEXT.findall(text)), len(_ALONE.findall(text))
    else:
        doubled = text.count("," + mark)
        alone = text.count(mark) - doubled
    return doubled > 0 and doubled >= _SHARE * (doubled + alone)
