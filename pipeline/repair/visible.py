"""What a reader sees of a page's source: how its author writes cannot be learned from scripts and tags.

Limits: attributes that are shown (``alt``, ``title``) are left out; an element that a style sheet hides is not.
"""

from __future__ import annotations

import re

from ..late import late
from ..types import Kind

LOOK = 300
"""Characters before a place that are read for what a reader sees there: one long tag, or some short ones."""
_WITHIN = "a|b|big|code|em|font|i|img|mark|s|small|span|strong|sub|sup|u"
"""Elements that stand within a line; each other begins one and ends one."""
_UNSEEN = late(
    r"<(script|style)\b(?>[^<]*(?:<(?!/\1\b)[^<]*)*)"  # its end tag is left to what follows
    r"|<!--(?>[^-]*(?:-(?!->)[^-]*)*)(?:-->)?"
    rf"|</?(?:{_WITHIN})\b[^<>]*>?",
    re.IGNORECASE,
)
_BREAKS = late(r"(?:\n|</?[a-zA-Z!?][^<>]*>?)(?:[ \t\r\n]|</?[a-zA-Z!?][^<>]*>?)*")
_LINE_END = late(rf"(?:/?(?:{_WITHIN})\b[^<>]*>\s*<){{0,8}}(?!/?(?:{_WITHIN})\b)[a-z/!]", re.IGNORECASE)
TAG = late(r"/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,300})?/?>|!--")
"""A tag behind its ``<``."""
_ATTRIBUTE = late(r"""<[a-zA-Z][^<>]*=\s*(?:(")[^"<>]*|(')[^'<>]*)""")
_ATTRIBUTE_END = late(r"\s*/?>|\s+[a-zA-Z][a-zA-Z:-]*=")
"""What stands behind the quote that ends an attribute: the end of the tag, or the next one."""


def visible(text: str, kind: Kind) -> str:
    r"""The text of a source, line by line; plain text is what it is.

    >>> visible("<p class=a>山<b>不</b>在高，\n<script>if (a<b) f();</script> <!-- x --></p><p>水不在深。", "html")
    '\n山不在高，\n水不在深。'
    """
    return _BREAKS.sub("\n", _UNSEEN.sub("", text)) if kind == "html" else text


def visible_before(text: str, at: int, kind: Kind) -> str:
    """What a reader sees before a place, as far as it matters there.

    >>> visible_before("<p class=a>山不在<b>高", 17, "html")
    '\\n山不在'
    """
    before = text[max(0, at - LOOK) : at]
    if kind == "html" and 0 <= (end := before.find(">")) < before.find("<"):  # the rest of a tag
        before = before[end + 1 :]
    return visible(before, kind)


def eaten_sign(text: str, at: int, kind: Kind) -> str:
    """The sign of the markup that a ``?`` must have been, by what stands around it; empty if that tells nothing.

    >>> eaten_sign("好?/p>", 1, "text"), eaten_sign("<!-- 好?->", 6, "html"), eaten_sign("<img alt='好? src=x>", 11, "html")
    ('<', '-', "'")
    """
    if TAG.match(text, at + 1):
        return "<"
    if kind != "html":
        return ""
    opened = text.rfind("<", max(0, at - LOOK), at)
    if opened < 0:
        return ""
    if text.startswith("->", at + 1) and text.startswith("<!--", opened):
        return "-"
    if _ATTRIBUTE_END.match(text, at + 1) and (value := _ATTRIBUTE.fullmatch(text, opened, at)):
        return value[1] or value[2]
    return ""


def ends_line(text: str, at: int) -> bool:
    """Whether a line ends before the tag whose ``<``, or what is left of it, stands there.

    >>> ends_line("好</p>", 1), ends_line("好?/b><br>", 1), ends_line("好</b>人", 1)
    (True, True, False)
    """
    return _LINE_END.match(text, at + 1, at + LOOK) is not None
