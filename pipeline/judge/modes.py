"""What kind of page it is, by what was kept of it, and whether it goes on elsewhere.

Nothing is decided here: the page's own structure decided (``catalogue.py``, ``wholes.py``, ``sequence.py``). The evidence is for
who reads the audit: a catalogue is no article, and a page of several parts is not whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from ..late import late
from ..types import Block, Evidence
from .words import without_digits

_NEXT = late(r"^\W{0,3}(?:下一?页|后一页|next(?: page)?)\W{0,3}$", re.IGNORECASE)
_NEXT_WORDS = ("下一页", "下页", "后一页", "next")
"""of which a link to the next part holds one"""
_RECORDS = 3
"""texts at one place of the markup, each with furniture before it, from which a page is a set of records"""
_MOST = 0.5
"""share of the kept characters that names the mode"""
_PICTURES = 3
"""images between kept texts from which a page is a gallery, if its texts are short"""
_SHORT = 120
"""characters a text beside a gallery's picture has at most, on average"""


def notice(blocks: Sequence[Block], said: str | None = None, listed: Collection[int] = ()) -> Evidence:
    """The page's mode, and the address of its next part where it names one.

    ``said``: the folded views of the blocks in lower case, where they are joined already; ``listed``: the indexes of the rows of
    the lists that the page is made of.
    """
    found: list[tuple[str, object]] = []
    kept = [block for block in blocks if block.dropped_by is None]
    if any(block.path for block in kept):
        found.append(("mode", "list" if listed else _mode(blocks, kept)))
    if listed:
        found.append(("rows from", min(listed)))
    may_go_on = said is None or any(word in said for word in _NEXT_WORDS)
    named = [block for block in blocks if block.marks] if may_go_on else []
    following = next((target for block in named if (target := _next_part(block))), None)
    return (*found, ("next part", following)) if following else tuple(found)


def _mode(blocks: Sequence[Block], kept: Sequence[Block]) -> str:
    texts = [block for block in kept if block.text]
    total = max(1, sum([len(block.text) for block in texts]))
    if sum([block.link_chars for block in texts]) > _MOST * total:
        return "list"
    if sum([len(block.text) for block in texts if block.kind == "cell"]) > _MOST * total:
        return "table"
    if len(kept) - len(texts) >= _PICTURES and total < _SHORT * len(texts):
        return "gallery"
    return "records" if _are_records(blocks) else "article"


def _are_records(blocks: Sequence[Block]) -> bool:
    """Whether kept texts of one place alternate with dropped ones, as posts do with the lines of their writers."""
    begun: Counter[tuple[str, str]] = Counter()
    after_dropped = False
    for block in blocks:
        if block.text:
            if after_dropped and block.dropped_by is None:
                begun[block.path, without_digits(block.cues)] += 1
            after_dropped = block.dropped_by is not None
    return max(begun.values(), default=0) >= _RECORDS


def _next_part(block: Block) -> str | None:
    for mark in block.marks:
        if mark.tag == "a" and _NEXT.match(block.text[mark.start : mark.end]):
            target = dict(mark.attrs).get("href", "")
            return target if target and not target.startswith(("#", "javascript:")) else None
    return None
