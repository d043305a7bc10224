"""The sign of a heading's own link: manuals and blogs set it behind the heading or before it, to copy the address from."""

from __future__ import annotations

from ..types import Mark
from .inline import cut_marks, make_mark
from .serialised import SPACE

SIGNS = "¶§#🔗"
"""Sphinx, Docutils, Hexo and VuePress, GitHub"""
_BLANK = SPACE + "\xa0\u200b\ufe0f"


def without_own_link(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """A heading and its marks, without that sign.

    >>> link = Mark("a", 2, 3, (("href", "#install"),))
    >>> without_own_link("安装¶", [link]), without_own_link("C#", [])
    (('安装', []), ('C#', []))
    >>> without_own_link("# 安装", [Mark("a", 0, 1, (("href", "#install"),)), Mark("code", 2, 4)])
    ('安装', [Mark(tag='code', start=0, end=2, attrs=())])
    """
    link = next((mark for mark in marks if _is_own_link(text, mark)), None)
    if link is None or (link.start and link.end < len(text)):
        return text, marks
    others = [mark for mark in marks if mark is not link]
    if rest := text[: link.start].rstrip(_BLANK):
        return rest, cut_marks(others, len(rest))
    rest = text[link.end :].lstrip(_BLANK)
    cut = len(text) - len(rest)
    moved = [
        make_mark(mark.tag, max(0, mark.start - cut), mark.end - cut, mark.attrs) for mark in others if mark.end > cut
    ]
    return (rest, moved) if rest else (text, marks)


def _is_own_link(text: str, mark: Mark) -> bool:
    """Whether a mark is a link to a place of the page and its words are such a sign."""
    words = text[mark.start : mark.end].strip(_BLANK)
    return mark.tag == "a" and len(words) == 1 and words in SIGNS and "#" in dict(mark.attrs).get("href", "")
