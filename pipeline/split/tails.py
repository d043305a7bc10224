"""Buttons that templates write behind the last word of a paragraph: each becomes a block of its own, for the rules to know it.

Portals end the last paragraph of an article with a link to their front page, inside the paragraph's element. As long as it is part of the
paragraph no rule for lines can take it. Limits: only these words, and only behind the end of a sentence.
"""

from __future__ import annotations

from ..late import late
from .draft import Draft, make_draft
from .inline import cut_marks, make_mark

_LAST = ("查看更多", "查看更多>>", "查看更多»", "阅读原文", "閱讀原文", "展开全文", "展開全文")
"""how such a tail ends, which few paragraphs do"""
_TAIL = late(
    r"(?<=[。！？!?”」』）)])[ \t\u3000]*((?:返回\S{2,6}[,，] ?查看更多|(?:点击)?(?:阅读原文|展开全文)|(?:點擊)?(?:閱讀原文|展開全文))[>»]*)$"
)


def tail_of(text: str) -> int:
    """Where such a tail begins in a text; 0 without one.

    >>> tail_of("今天开馆。返回青山，查看更多"), tail_of("返回青山，查看更多"), tail_of("他说，阅读原文")
    (5, 0, 0)
    """
    found = _TAIL.search(text) if text.endswith(_LAST) else None
    return found.start(1) if found else 0


def with_tails_apart(drafts: list[Draft]) -> list[Draft]:
    """The drafts, each such tail as one of its own; the same list where there is none."""
    cuts = {row: cut for row, draft in enumerate(drafts) if draft.text.endswith(_LAST) and (cut := tail_of(draft.text))}
    if not cuts:
        return drafts
    found: list[Draft] = []
    for row, draft in enumerate(drafts):
        found.append(draft)
        if row in cuts:
            found.append(_cut(draft, cuts[row]))
    return found


def _cut(draft: Draft, cut: int) -> Draft:
    """Cuts a draft and returns what stood behind the cut."""
    tail = make_draft(draft.place)
    tail.text = tail.first = draft.text[cut:]
    tail.kind, tail.within, tail.around = draft.kind, draft.within, draft.around
    tail.marks = [
        make_mark(mark.tag, max(0, mark.start - cut), mark.end - cut, mark.attrs)
        for mark in draft.marks
        if mark.end > cut
    ]
    linked = sum([mark.end - mark.start for mark in tail.marks if mark.tag == "a"])
    tail.link_chars = min(linked, draft.link_chars)
    draft.link_chars -= tail.link_chars
    draft.text = draft.text[:cut].rstrip()
    size = len(draft.text)
    draft.marks = cut_marks([mark for mark in draft.marks if mark.start < size or mark.tag == "img"], size)
    return tail
