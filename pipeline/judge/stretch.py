"""The stretch of blocks that is the article: the one with the most prose and the least furniture."""

from __future__ import annotations

import re

from ..types import Block, Evidence, Page

_SENTENCE = re.compile(r"[。!?;…][\"'”’」』)]*|[,、:](?=\S)|\.(?= |$)")
_LONG = 60
"""folded characters from which a line without sentence marks may be prose"""
_LINKED = 0.5
"""share of characters inside links from which a block leads elsewhere"""


def boilerplate(page: Page, dropped: frozenset[int]) -> dict[int, tuple[str, Evidence]]:
    """The blocks outside the best stretch, with their score, and link lists inside it."""
    scores = [_score(block, block.index in dropped) for block in page.blocks]
    begin, end = _best(scores)
    verdicts: dict[int, tuple[str, Evidence]] = {}
    for position, (block, score) in enumerate(zip(page.blocks, scores, strict=True)):
        inside = begin <= position < end
        if not inside or _is_linked(block):
            where = "a link list" if inside else "outside the stretch of prose"
            verdicts[block.index] = ("model/boilerplate", (("score", round(score, 2)), ("because", where)))
    return verdicts


def _is_linked(block: Block) -> bool:
    return block.link_chars > _LINKED * max(1, len(block.text)) and len(block.text) < _LONG


def _score(block: Block, dropped: bool) -> float:
    length = len(block.folded)
    if not length:
        return 0.0
    if dropped or _is_linked(block) or block.hidden:
        return -2.0
    marks = len(_SENTENCE.findall(block.folded))
    if block.folded[0] in "•·" and block.folded[-1] not in "。!?;":
        return -1.0
    if marks >= 2 or (marks and length >= _LONG):
        return min(6.0, 1.0 + length / 40)
    return 1.0 if block.kind == "h" else 0.3 if length > 2 and block.kind == "line" else -0.3


def _best(scores: list[float]) -> tuple[int, int]:
    """The slice with the greatest sum."""
    best, begin, end, total, start = 0.0, 0, 0, 0.0, 0
    for position, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, position
        total += score
        if total > best:
            best, begin, end = total, start, position + 1
    return begin, end
