"""What may be a headline: the lines of a page as the choice looks at them, and the points for a line's form."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..late import late
from ..types import Block, Page
from .keys import key_of, keys_of
from .names import MOST_CHARS, name_parts
from .prose import is_prose
from .sheet import Views
from .topic import Topic, topic_of

HEADLINE_CHARS = (2, MOST_CHARS)
"""letters and Han characters that a headline has"""
CANDIDATES = 400
"""blocks looked at: menus before a headline have up to 300 entries on portal pages of the dev set"""
ACCEPT_LINE = 0.6
"""points from which a line is the headline of a plain text"""
ON_TOP, ABOVE_BYLINE, ABOVE_PROSE = 0.3, 0.6, 0.2
"""points for standing first, right above a line of source and time, and right above the prose"""
LEVEL_POINTS = {1: 1.2, 2: 0.8, 3: 0.4}
CUE_POINTS, BOLD_POINTS, LINK_POINTS = 0.5, 0.2, -0.8
MOST_FORM_OF_TEXT = CUE_POINTS + BOLD_POINTS
MOST_FORM = LEVEL_POINTS[1] + MOST_FORM_OF_TEXT
"""points that the form of a heading, and of another block, can give"""
CUE = late(r"title|headline|biaoti|subject|t(?<!\wt)it\b|h1")
"""in lower case; each way begins with a letter, so the engine knows where one may begin"""
BYLINE = late(
    r"^[\[(【]?(?:来源|时间|日期|发布|作者|编辑|记者|责任编辑|责编|文章来源|点击|浏览|更新|发表|稿源|文/|本报|\d{4}[-/年.]\d{1,2}|by )|^.{0,8}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?$",
    re.IGNORECASE,
)
LIST_ITEM = late(r"^(?:[-*•·●■◆▪>]|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）])")
LONGEST_LINE = 400
"""folded characters, marks included, of a line that is looked at as a headline at all"""
TRAIL = late(r"^(?:首页|当前位置|(?:您|你)?(?:现在)?(?:的|所在)?(?:所在)?位置)\s*[-:>»›|/]|[^>»›][>»›][^>»›]+[>»›]")
"""a breadcrumb trail: it repeats what ``<title>`` says of the section"""
SURE_CHARS = 6
"""letters from which coverage counts in full: one pair of characters comes back by chance"""


@dataclass(frozen=True)
class Lines:
    """The page as the choice of its headline looks at it."""

    page: Page
    blocks: Views
    looked_at: Sequence[str]
    """the folded views of those that are looked at, empty for one too long to be a headline"""
    keys: Sequence[str]
    """letters, digits and Han characters of each of them that stands above the prose"""
    starts: int
    """position of the first kept line of prose, or the number of blocks"""

    @classmethod
    def of(cls, page: Page, listed: Collection[int] = ()) -> Lines:
        """The lines of a judged page; those that are ``listed``, by index, are no headlines of it."""
        blocks = Views(page.blocks)
        starts = blocks.first_prose()
        short = [folded if len(folded) <= LONGEST_LINE else "" for folded in blocks.folded[: starts + CANDIDATES]]
        if listed:
            short = ["" if block.index in listed else view for block, view in zip(blocks, short, strict=False)]
        return cls(page, blocks, short, keys_of(short[: max(starts, 1)]), starts)

    @property
    def folded(self) -> Sequence[str]:
        """The folded view of each block."""
        return self.blocks.folded

    def spoken_of(self, place: int) -> float:
        """Which share of a line's words the prose has, less for a short line."""
        return (self.topic.coverage(self.folded[place]) or 0) * min(len(self.keys[place]) / SURE_CHARS, 1)

    @cached_property
    def topic(self) -> Topic:
        """What the page is about."""
        return topic_of(self.page)


class Candidate(NamedTuple):
    """A block that may be the headline, and its points."""

    place: int
    """of its row"""
    block: Block
    key: str
    points: float
    labels: tuple[int, ...] = ()
    """rows of the labels above it, which go"""


def may_be(block: Block, key: str) -> bool:
    """Whether it can be a headline at all."""
    if not HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1] or block.hidden:
        return False
    ruled_out = block.dropped_by is not None and not block.dropped_by.startswith(("model/", "context/"))
    return not ruled_out and len(block.folded) <= LONGEST_LINE and not TRAIL.search(block.folded)


def form_points(block: Block) -> float:
    """For being a heading, or marked as one, or bold; less for a link."""
    points = LEVEL_POINTS.get(block.level, 0.2) if block.kind == "h" else 0.0
    points += CUE_POINTS if CUE.search(block.cues.lower()) else 0.0
    is_bold = any(mark.tag == "strong" and mark.end - mark.start >= len(block.text) - 2 for mark in block.marks)
    points += BOLD_POINTS if is_bold else 0.0
    return points + (LINK_POINTS if block.link_chars * 2 > len(block.text) else 0.0)


def line_at(lines: Lines, place: int, points: float) -> Candidate | None:
    """A line that reads like a headline, with its points; those for its place are given."""
    block, folded, key = lines.blocks[place], lines.folded[place], lines.keys[place]
    if not may_be(block, key) or not reads_like_headline(folded):
        return None
    return Candidate(place, block, key, lines.spoken_of(place) + points + form_points(block))


def reads_like_headline(folded: str) -> bool:
    """Whether a line is no sentence, byline or item of a list."""
    return not (folded[-1] in "。;:,、…" or BYLINE.search(folded) or LIST_ITEM.search(folded) or is_prose(folded))


def repeats(key: str, folded: str, chosen: str) -> bool:
    """Whether a line is the headline once more, alone or with the site's name behind it."""
    if not key.startswith(chosen):
        return False
    rest = name_parts(folded)[1:]
    return key == chosen or (bool(rest) and key == chosen + "".join(map(key_of, rest)))
