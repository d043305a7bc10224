"""Blanks of fixed width that a decoder left as ``?``: ``摘? ? 要`` and ``0130-03? ? ? ?中圖分類號``.

GBK has no U+00A0. Pages write wide gaps as ``&nbsp; &nbsp;``, so what is left is question marks with blanks between them. Nobody asks
so in the middle of a line, but somebody may at its end; so only what text follows counts, and only on a page where at least one such
gap stands where nothing can be asked: behind a letter, a digit or a colon, at the start of a line, or inside a heading such as 摘要.

When it would be wrong: a chat in which ``? ? ?`` is answered in the same line. Limits: a gap that left a single ``?``, or ``??``
without a blank, looks like a question and stays.
"""

from __future__ import annotations

import re

from ..late import late
from ..types import Edit, Kind, Options
from .rewrite import applied, is_off, rewrite

RULE = "lost-blank"
SIGN = "? ?"
"""No such gap lacks it."""
_GAP = late(r"(?<!\? )\?(?: \?)++ ?(?=[^\s?!，。！？])")
"""From its first question mark to its last: what begins or ends inside one would be tried again and again on a line of nothing else."""
_HEADINGS = "摘要 關鍵 鍵詞 关键 键词 作者 引言 目錄 目录 前言 導師 导师 姓名 題目 题目"
_PLAIN = 4
"""Question marks in a gap that nobody writes in the middle of a line."""


def undo_blanks(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: the gaps as they were; of a page in its blocks, after the split, as scripts ask so, too.

    >>> undo_blanks("摘? ? 要：本文", "text", Options())[0]
    '摘\\xa0 \\xa0 要：本文'
    >>> undo_blanks("他问：真的? ? 我说是的。", "text", Options())[1]
    ()
    """
    if kind == "html" or is_off(RULE, options) or not any(_is_plain(text, gap) for gap in _GAP.finditer(text)):
        return text, ()
    edits = tuple(rewrite(text, RULE, _GAP, lambda gap: gap[0].replace("?", "\xa0"), "likely"))
    return applied(text, edits), edits


def _is_plain(text: str, gap: re.Match[str]) -> bool:
    """Whether a gap stands where nothing can be asked."""
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end()]
    return (
        before in ("", "\n", ">", ":", "：", "]", "】")
        or (before.isascii() and before.isalnum())
        or f"{before}{after}" in _HEADINGS
        or gap[0].count("?") >= _PLAIN
    )
