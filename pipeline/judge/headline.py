"""Which line is the page's true headline: by agreement between ``<title>``, the headings and the body.

Method: the page names itself several times. ``<title>`` and og:title say it with the site's name attached, a heading or a
bold line says it alone, the body speaks of it. Each short block gets points for saying what ``<title>`` says, for being
a heading, for words that come back in the prose and for standing before it; the best one above a threshold is the
headline. If no block holds it, the best part of ``<title>`` is. In plain text there is only the place and the body.
An injected ``<title>`` or line (``judge/spam.py``) does not take part.

Limits: a text that starts with a paragraph, a list or verses has none, and none is invented; a site's name that
stands in an h1 and is also what the page is about wins over a teaser nobody repeats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from pipeline.fold import fold
from pipeline.judge.keys import key_of, keys_of
from pipeline.judge.names import (
    WHOLE,
    agreement,
    best_part,
    may_agree,
    name_keys,
    name_parts,
    named_parts,
    own_names,
)
from pipeline.judge.prose import is_prose
from pipeline.judge.sheet import Views
from pipeline.judge.topic import Topic, topic_of
from pipeline.late import late
from pipeline.types import Block, Page

HEADLINE_CHARS = (2, 90)
"""letters and Han characters that a headline has; the titles of the 329 dev pages have 2 to 71"""
CANDIDATES = 400
"""blocks looked at: menus before a headline have up to 300 entries on portal pages of the dev set"""
ACCEPT_BLOCK = 2.0
"""points from which a block is the headline of a page that has a ``<title>``"""
ACCEPT_LINE = 0.6
"""points from which a line is the headline of a plain text"""
LEVEL_POINTS = {1: 1.2, 2: 0.8, 3: 0.4}
CUE_POINTS, BOLD_POINTS, LINK_POINTS = 0.5, 0.2, -0.8
MOST_FORM_OF_TEXT = CUE_POINTS + BOLD_POINTS
MOST_FORM = LEVEL_POINTS[1] + MOST_FORM_OF_TEXT
"""points that the form of a heading, and of another block, can give"""
CUE = re.compile(r"title|headline|biaoti|subject|^tit$|\btit\b|h1", re.IGNORECASE)
BYLINE = late(
    r"^[\[(【]?(?:来源|时间|日期|发布|作者|编辑|记者|责任编辑|责编|文章来源|点击|浏览|更新|发表|稿源|文/|本报|\d{4}[-/年.]\d{1,2}|by )|^.{0,8}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?$",
    re.IGNORECASE,
)
LIST_ITEM = late(r"^(?:[-*•·●■◆▪>]|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）])")


LONGEST_LINE = 400
"""folded characters, marks included, of a line that is looked at as a headline at all"""
TRAIL = re.compile(
    r"^(?:首页|当前位置|(?:您|你)?(?:现在)?(?:的|所在)?(?:所在)?位置)\s*[-:>»›|/]|[^>»›]+[>»›][^>»›]+[>»›]"
)
"""a breadcrumb trail: it repeats what ``<title>`` says of the section"""
SITE_ALONE = late(r"(?:官网|官方网站|门户网站?|网站|首页|主页|信息网|资讯网)$")
"""ends of a ``<title>`` that names the site on every page, though the body may speak of it too: none of the 429 pages' headlines"""
NEAR = 15
"""blocks before the body of an HTML page in which a headline that ``<title>`` does not name is looked for"""
SURE_CHARS = 6
"""letters from which coverage counts in full: one pair of characters comes back by chance"""
SPREAD_CHARS = 8
"""shortest headline that is looked for over several lines"""


@dataclass(frozen=True)
class Lines:
    """The page as this module looks at it."""

    page: Page
    blocks: Views
    keys: Sequence[str]
    """letters, digits and Han characters of each block, empty for one too long to be a headline; of those that are looked at;
    from the prose on cut where they are too long"""
    starts: int
    """position of the first kept line of prose, or the number of blocks"""

    @classmethod
    def of(cls, page: Page) -> Lines:
        """The lines of a judged page."""
        blocks = Views(page.blocks)
        starts = blocks.first_prose()
        short = [folded if len(folded) <= LONGEST_LINE else "" for folded in blocks.folded[: starts + CANDIDATES]]
        keys = keys_of(short[:starts]) if starts else []
        return cls(page, blocks, keys + keys_of(short[starts:], HEADLINE_CHARS[1] + 1), starts)

    @property
    def folded(self) -> Sequence[str]:
        """The folded view of each block."""
        return self.blocks.folded

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


def choose_headline(page: Page) -> Page:
    """The page with its headline marked: a block of kind ``title``, or ``Page.evidence`` ("title", text), or neither.

    Lines before the body that repeat it are dropped by ``headline/repeated``. Call it on judged blocks: what a rule
    or ``judge_spam`` dropped is not a headline; what only the model dropped may be, and is then kept.
    """
    lines = Lines.of(page)
    names = own_names(page)
    chosen = _choose_block(lines, names) if names else None
    spread = _spread_over(lines, names)
    if spread and (chosen is None or chosen.block.index in spread[1]):
        return _name(page, *spread)
    if chosen is not None:
        return _mark(page, lines, chosen)
    name, spoken_of = best_part(names, lines.topic)
    if not spoken_of or SITE_ALONE.search(fold(name)):
        chosen = _choose_line(lines) or _only_h1(lines)
        if chosen and not (page.kind == "text" and _stands_below(lines, chosen)):
            return _mark(page, lines, chosen)
    return _name(page, name, frozenset()) if name else page


def _name(page: Page, title: str, repeated: frozenset[int]) -> Page:
    """The page with a headline that no block holds alone; blocks that together repeat it go."""
    blocks = tuple(
        block.dropped("headline/repeated", (("headline", -1),)) if block.index in repeated else block
        for block in page.blocks
    )
    return replace(page, blocks=blocks, evidence=(*page.evidence, ("title", title)))


def _spread_over(lines: Lines, names: Sequence[str]) -> tuple[str, frozenset[int]] | None:
    """A part of the page's name that stands in neighbouring blocks, a line each, and their indices."""
    parts = [(part, key_of(view)) for name in names for part, view in named_parts(name)]
    longest = max((len(key) for _, key in parts), default=0)
    for part, whole in parts:
        if len(whole) < max(WHOLE * longest, SPREAD_CHARS):
            continue
        for place, key in enumerate(lines.keys[: lines.starts]):
            if key and len(key) < len(whole) and whole.startswith(key):
                end = _end_of_spread(lines, place, whole)
                if end:
                    return part, frozenset(block.index for block in lines.blocks[place:end])
    return None


def _end_of_spread(lines: Lines, place: int, whole: str) -> int:
    """Where the rows end that from this place on say a part of the name together; 0 if they do not."""
    joined = ""
    for end in range(place, lines.starts):
        joined += lines.keys[end] if _may_be(lines.blocks[end], lines.keys[end]) else ""
        if joined == whole and end > place:
            return end + 1
        if not joined or not whole.startswith(joined):
            return 0
    return 0


def _stands_below(lines: Lines, chosen: Candidate) -> bool:
    """Whether other kept lines stand above it: a text keeps its order, so what is not on top is no headline."""
    above = zip(lines.blocks[: chosen.place], lines.folded, lines.keys, strict=False)
    return any(block.kept and not block.flags and not _repeats(key, folded, chosen.key) for block, folded, key in above)


def _only_h1(lines: Lines) -> Candidate | None:
    """The one h1 of a page that says nothing else of itself, however little it holds."""
    found = [place for place, block in enumerate(lines.blocks) if block.kind == "h" and block.level == 1]
    if len(found) != 1:
        return None
    block, folded = lines.blocks[found[0]], lines.folded[found[0]]
    key = key_of(folded) if len(folded) <= LONGEST_LINE else ""
    return Candidate(found[0], block, key, LEVEL_POINTS[1]) if _may_be(block, key) else None


def _may_be(block: Block, key: str) -> bool:
    """Whether it can be a headline at all."""
    if not HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1] or block.hidden:
        return False
    ruled_out = block.dropped_by is not None and not block.dropped_by.startswith(("model/", "context/"))
    return not ruled_out and len(block.folded) <= LONGEST_LINE and not TRAIL.search(block.folded)


def _choose_block(lines: Lines, names: Sequence[str]) -> Candidate | None:
    """The block that best says what the page calls itself. What little it may reach is asked first: most lines cannot be it."""
    keys = name_keys(names)
    headings = {place for place, block in enumerate(lines.blocks[: len(lines.keys)]) if block.kind == "h"}
    agreeing = frozenset(may_agree(lines.keys, keys))
    best: Candidate | None = None
    for place in sorted(headings | agreeing):
        block, key = lines.blocks[place], lines.keys[place]
        if not HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1]:
            continue
        points = 3 * max([agreement(key, name) for name in keys]) if place in agreeing else 0.0
        points -= 1.5 if place > lines.starts else min((lines.starts - place) / 100, 0.5)
        least = best.points if best else ACCEPT_BLOCK
        if points + 1 + (MOST_FORM if block.kind == "h" else MOST_FORM_OF_TEXT) < least or not _may_be(block, key):
            continue
        points += _form_points(block)
        if points + 1 >= least:
            points += lines.topic.coverage(lines.folded[place]) or 0
        if points >= ACCEPT_BLOCK and (best is None or points > best.points):
            best = Candidate(place, block, key, points)
    return best


def _form_points(block: Block) -> float:
    points = LEVEL_POINTS.get(block.level, 0.2) if block.kind == "h" else 0.0
    points += CUE_POINTS if CUE.search(block.cues) else 0.0
    is_bold = any(mark.tag == "strong" and mark.end - mark.start >= len(block.text) - 2 for mark in block.marks)
    points += BOLD_POINTS if is_bold else 0.0
    return points + (LINK_POINTS if block.link_chars * 2 > len(block.text) else 0.0)


def _choose_line(lines: Lines) -> Candidate | None:
    """The headline of a plain text: a short line before the prose, of which the prose speaks."""
    blocks, starts = lines.blocks, lines.starts
    if starts == len(blocks):
        return None
    found: list[Candidate] = []
    for place in range(0 if blocks[0].kind == "line" else max(0, starts - NEAR), starts):
        block, folded, key = blocks[place], lines.folded[place], lines.keys[place]
        if _may_be(block, key) and _reads_like_headline(folded):
            spoken_of = (lines.topic.coverage(folded) or 0) * min(len(key) / SURE_CHARS, 1)
            points = spoken_of + _place_points(lines, place) + _form_points(block)
            found.append(Candidate(place, block, key, points))
    best = max(found, key=lambda candidate: candidate.points, default=None)
    return best if best and best.points >= ACCEPT_LINE else None


def _reads_like_headline(folded: str) -> bool:
    return not (folded[-1] in "。;:,、…" or BYLINE.search(folded) or LIST_ITEM.search(folded) or is_prose(folded))


def _place_points(lines: Lines, place: int) -> float:
    """For standing first, directly before the body or before a line of source and time, and apart."""
    points = 0.3 if not any(block.kept for block in lines.blocks[:place]) else 0.0
    if BYLINE.search(lines.folded[place + 1]):
        points += 0.6
    elif place + 1 == lines.starts:
        points += 0.2
    if lines.blocks[place + 1].line - lines.blocks[place].line > 1:
        points += 0.1
    return points


def _mark(page: Page, lines: Lines, chosen: Candidate) -> Page:
    blocks = list(page.blocks)
    for place, key in enumerate(lines.keys[: max(lines.starts, 1)]):
        if not key.startswith(chosen.key) or place == chosen.place:
            continue
        block = lines.blocks[place]
        if block.kept and _repeats(key, lines.folded[place], chosen.key):
            blocks[place] = block.dropped("headline/repeated", (("headline", chosen.block.index),))
    evidence = (*chosen.block.evidence, ("headline", round(chosen.points, 2)))
    blocks[chosen.place] = replace(chosen.block, kind="title", dropped_by=None, evidence=evidence)
    return replace(page, blocks=tuple(blocks))


def _repeats(key: str, folded: str, chosen: str) -> bool:
    """Whether a line is the headline once more, alone or with the site's name behind it."""
    if not key.startswith(chosen):
        return False
    rest = name_parts(folded)[1:]
    return key == chosen or (bool(rest) and key == chosen + "".join(map(key_of, rest)))
