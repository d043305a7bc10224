"""Blanks of fixed width that a decoder left as ``?``: ``摘? ? 要`` and ``0130-03? ? ? ?中圖分類號``.

GBK has no U+00A0. Pages write wide gaps as ``&nbsp; &nbsp;``, so what is left is question marks with blanks between them. Nobody asks
so in the middle of a line, but somebody may at its end; so only what text follows counts, and only on a page where at least one such
gap stands where nothing can be asked: behind a letter, a digit or a colon, at the start of a line, or inside a heading such as 摘要.

On a page with a mirror's gloss, which went through GBK, a line or an element of nothing but question marks was one of blanks, and
those before the first character of a line or paragraph were its indent: nobody begins with a question mark. Nor does anybody ask
``? ?`` once the sentence is over: so a line ends that ended in blanks.

When it would be wrong: a chat in which ``? ? ?`` is answered in the same line. Limits: a gap that left a single ``?``, or ``??``
without a blank, looks like a question and stays.
"""

from __future__ import annotations

import re

from ..late import late
from ..types import Edit, Kind, Options
from .rewrite import applied, is_off, rewrite, then
from .tears import ENDS, GLOSS, shows_gloss

RULE = "lost-blank"
SIGN = "? "
"""No such gap lacks it, nor what stands behind a section."""
LINE_SIGN, ELEMENT_SIGN = "\n?", ">?"
"""Before what stands alone or begins a line, and an element."""
_HAN = r"[\u4e00-\u9fff“‘（《【]"
_COUNTED = r"(?:(?<=\?\?)|(?<=\? \?))(?=[0-9A-Za-z])"
"""Behind a single one a digit may be what is left of an eaten pair, and a letter the second byte of a character."""
_LINE = late(rf"(?m)^[ \t]*\?[? \t\xa0]*(?:(?=$|{_HAN})|{_COUNTED})")
_BLOCK = r"<(?:p|P|div|DIV|td|TD|li|LI|h[1-6]|H[1-6]|dd|section|article|center|br|BR)\b[^<>]*>"
_ELEMENT = late(
    rf"{_BLOCK}(?:<(?:span|SPAN|font|FONT|strong|b)\b[^<>]*>)*\s*(\?(?:[?\s]|&nbsp;)*)(?:(?=</|{_HAN})|{_COUNTED})"
)
"""The question marks that begin a block, with nothing but them or text behind."""
_TAIL = late(rf"(?m)(?<=[{ENDS}])\?[? ]*\?[ \t\xa0]*(?=$|</)")
_PADDED = late(r"(?m)(?<=^[\u4e00-\u9fff])\? (?=[\u4e00-\u9fff]$)|(?<=>[\u4e00-\u9fff])\? (?=[\u4e00-\u9fff]</)")
"""A line or an element of two characters with a gap between them, a name or a heading (``前? 言``)."""
_GAP = late(r"(?<!\? )\?(?: \?)++ ?(?=[^\s?!，。！？])")
"""From its first question mark to its last: what begins or ends inside one would be tried again and again on a line of nothing else."""
_HEADINGS = "摘要 關鍵 鍵詞 关键 键词 作者 引言 目錄 目录 前言 導師 导师 姓名 題目 题目"
QUOTE_SIGN = '" "'
_QUOTED = late(r'(?<!" )"(?: ")++ ?(?=([\u4e00-\u9fff]|DOI))')
"""The same gap where a site wrote a quotation mark for each blank: ``摘" "要``, ``G122" " "文獻``; told by one inside a heading."""
_SINGLE = late(r"\? (?=[\u4e00-\u9fff0-9])")
_SECTIONS = frozenset(
    [
        "目的",
        "方法",
        "結果",
        "结果",
        "結論",
        "结论",
        "背景",
        "摘要",
        "對象",
        "对象",
        "資料",
        "资料",
        "討論",
        "讨论",
        "鍵詞",
        "键词",
    ]
)
_FEWEST, _BEFORE = 2, 24
"""Sections of an abstract with one behind them, from which those were blanks too, and the characters in which the last two before one stand."""
_PLAIN = 4
"""Question marks in a gap that nobody writes in the middle of a line."""


def undo_blanks(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: the gaps as they were; of HTML only what begins an element, as scripts ask in the middle, too.

    >>> undo_blanks("摘? ? 要：本文", "text", Options())[0]
    '摘\\xa0 \\xa0 要：本文'
    >>> undo_blanks("他问：真的? ? 我说是的。", "text", Options())[1]
    ()
    >>> undo_blanks("醫(yī)院\\n?\\n??學校", "text", Options())[0]
    '醫(yī)院\\n\\xa0\\n\\xa0\\xa0學校'
    >>> undo_blanks("醫(yī)院\\n???2012年\\n?2012年", "text", Options())[0]
    '醫(yī)院\\n\\xa0\\xa0\\xa02012年\\n?2012年'
    >>> undo_blanks("醫(yī)院。? ? ?\\n好嗎? ?", "text", Options())[0]
    '醫(yī)院。\\xa0 \\xa0 \\xa0\\n好嗎? ?'
    >>> undo_blanks("醫(yī)院\\n前? 言\\n真的? 是", "text", Options())[0]
    '醫(yī)院\\n前\\xa0 言\\n真的? 是'
    >>> undo_blanks("<p>?&nbsp;醫(yī)院</p>", "html", Options())[0]
    '<p>\\xa0&nbsp;醫(yī)院</p>'
    >>> undo_blanks("<p>醫(yī)院<b>好</b>?</p><p>?</p>", "html", Options())[0]
    '<p>醫(yī)院<b>好</b>?</p><p>\\xa0</p>'
    """
    if is_off(RULE, options):
        return text, ()
    edits: tuple[Edit, ...] = ()
    if kind == "text" and any(_is_plain(text, gap) for gap in _GAP.finditer(text)):
        edits = tuple(rewrite(text, RULE, _GAP, lambda gap: gap[0].replace("?", "\xa0"), "likely"))
        text = applied(text, edits)
    if kind == "text" and any(_is_heading(text, gap) for gap in _QUOTED.finditer(text)):
        quoted = tuple(rewrite(text, RULE, _QUOTED, lambda gap: gap[0].replace('"', "\xa0"), "likely"))
        text, edits = applied(text, quoted), then(edits, quoted)
    text, sections = _sections(text) if kind == "text" and SIGN in text else (text, ())
    edits = then(edits, sections)
    sign, pattern = (ELEMENT_SIGN, _ELEMENT) if kind == "html" else (LINE_SIGN, _LINE)
    for mark, gaps, mended in ((sign, pattern, _blank), (SIGN, _TAIL, _end), (SIGN, _PADDED, _end)):
        if mark in text and shows_gloss(text):
            found = tuple(rewrite(text, RULE, gaps, mended, "likely"))
            text, edits = applied(text, found), then(edits, found)
    return text, edits


def _is_heading(text: str, gap: re.Match[str]) -> bool:
    """Whether a gap stands inside a heading.

    >>> undo_blanks('摘" "要：本文。G122" " "文獻', "text", Options())[0]
    '摘\\xa0 \\xa0要：本文。G122\\xa0 \\xa0 \\xa0文獻'
    >>> undo_blanks('他说"是" "不是"', "text", Options())[1]
    ()
    """
    before = text[gap.start() - 1 : gap.start()]
    return len(before) == 1 and before + gap[1][0] in _HEADINGS.split()


def _sections(text: str) -> tuple[str, tuple[Edit, ...]]:
    """The text with blanks behind the sections of an abstract: ``目的? 觀察``; nobody asks after each of them.

    >>> _sections("目的? 观察效果。结(jié)果? 有效。")[0], _sections("目的? 观察效果。")[1]
    ('目的\\xa0 观察效果。结(jié)果\\xa0 有效。', ())
    """
    places = {
        at.start() for at in _SINGLE.finditer(text) if _is_section(text[max(0, at.start() - _BEFORE) : at.start()])
    }
    if len(places) < _FEWEST:
        return text, ()
    edits = tuple(rewrite(text, RULE, _SINGLE, lambda at: "\xa0 " if at.start() in places else None, "likely"))
    return applied(text, edits), edits


def _is_section(before: str) -> bool:
    return GLOSS.sub("", before)[-2:] in _SECTIONS


def _end(gap: re.Match[str]) -> str | None:
    """A gap at the end of a line or inside two characters; ``。??`` without a blank may be somebody's."""
    return gap[0].replace("?", "\xa0") if SIGN in gap[0] else None


def _blank(begun: re.Match[str]) -> str:
    """What begins a line or an element, with blanks for its question marks."""
    marks = begun.start(1) - begun.start() if begun.re.groups else 0
    return begun[0][:marks] + begun[0][marks:].replace("?", "\xa0")


def _is_plain(text: str, gap: re.Match[str]) -> bool:
    """Whether a gap stands where nothing can be asked."""
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end()]
    return (
        before in ("", "\n", ">", ":", "：", "]", "】")
        or (before.isascii() and before.isalnum())
        or f"{before}{after}" in _HEADINGS
        or gap[0].count("?") >= _PLAIN
    )
