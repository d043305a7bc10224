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

from pipeline.fold import fold
from pipeline.judge.names import WHOLE, agreement, best_part, key_of, name_keys, name_parts, own_names
from pipeline.judge.topic import Topic, is_prose, topic_of, with_folds
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
CUE = re.compile(r"title|headline|biaoti|subject|^tit$|\btit\b|h1", re.IGNORECASE)
BYLINE = re.compile(
    r"^[\[(【]?(?:来源|时间|日期|发布|作者|编辑|记者|责任编辑|责编|文章来源|点击|浏览|更新|发表|稿源|文/|本报|\d{4}[-/年.]\d{1,2}|by )|^.{0,8}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?$",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"^(?:[-*•·●■◆▪>]|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）])")


LONGEST_LINE = 400
"""folded characters, marks included, of a line that is looked at as a headline at all"""
TRAIL = re.compile(
    r"^(?:首页|当前位置|(?:您|你)?(?:现在)?(?:的|所在)?(?:所在)?位置)\s*[-:>»›|/]|[^>»›]+[>»›][^>»›]+[>»›]"
)
"""a breadcrumb trail: it repeats what ``<title>`` says of the section"""
NEAR = 15
"""blocks before the body of an HTML page in which a headline that ``<title>`` does not name is looked for"""
SURE_CHARS = 6
"""letters from which coverage counts in full: one pair of characters comes back by chance"""
SPREAD_CHARS = 8
"""shortest headline that is looked for over several lines"""

Row = tuple[Block, str]
"""a block and its folded view"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be the headline, and its points."""

    block: Block
    folded: str
    key: str
    points: float


def choose_headline(page: Page) -> Page:
    """The page with its headline marked: a block of kind ``title``, or ``Page.evidence`` ("title", text), or neither.

    Lines before the body that repeat it are dropped by ``headline/repeated``. Call it on judged blocks: what a rule
    or ``judge_spam`` dropped is not a headline; what only the model dropped may be, and is then kept.
    """
    topic = topic_of(page)
    rows = with_folds(page.blocks)
    starts = _body_start(rows)
    names = own_names(page)
    chosen = _choose_block(rows, names, topic, starts) if names else None
    spread = _spread_over(rows, names, starts)
    if spread and (chosen is None or chosen.block.index in spread[1]):
        return _name(page, *spread)
    name, spoken_of = best_part(names, topic)
    if chosen is None and not spoken_of:
        chosen = _choose_line(rows, topic, starts) or _only_h1(rows)
        if chosen and page.kind == "text" and _stands_below(rows, chosen):
            chosen = None
    if chosen is not None:
        return _mark(page, rows, chosen, starts)
    return _name(page, name, frozenset()) if name else page


def _name(page: Page, title: str, repeated: frozenset[int]) -> Page:
    """The page with a headline that no block holds alone; blocks that together repeat it go."""
    blocks = tuple(
        replace(block, dropped_by="headline/repeated", evidence=(("headline", -1),))
        if block.index in repeated
        else block
        for block in page.blocks
    )
    return replace(page, blocks=blocks, evidence=(*page.evidence, ("title", title)))


def _spread_over(rows: Sequence[Row], names: Sequence[str], starts: int) -> tuple[str, frozenset[int]] | None:
    """A part of the page's name that stands in neighbouring blocks, a line each, and their indices."""
    parts = [(part, key_of(fold(part))) for name in names for part in name_parts(name)]
    longest = max((len(key) for _, key in parts), default=0)
    keys = [key_of(folded) if _may_be(block, key_of(folded)) else "" for block, folded in rows[:starts]]
    for part, whole in parts:
        if len(whole) < max(WHOLE * longest, SPREAD_CHARS):
            continue
        for place, key in enumerate(keys):
            joined, end = key, place
            while key and len(joined) < len(whole) and whole.startswith(joined) and end + 1 < len(keys):
                end += 1
                joined += keys[end]
            if joined == whole and end > place:
                return part, frozenset(block.index for block, _ in rows[place : end + 1])
    return None


def _stands_below(rows: Sequence[Row], chosen: Candidate) -> bool:
    """Whether other kept lines stand above it: a text keeps its order, so what is not on top is no headline."""
    above = rows[: next(place for place, (block, _) in enumerate(rows) if block is chosen.block)]
    return any(
        block.kept and not block.flags and not _repeats(key_of(folded), folded, chosen.key) for block, folded in above
    )


def _only_h1(rows: Sequence[Row]) -> Candidate | None:
    """The one h1 of a page that says nothing else of itself, however little it holds."""
    found = [(block, folded) for block, folded in rows if block.kind == "h" and block.level == 1]
    if len(found) != 1 or not _may_be(found[0][0], key_of(found[0][1])):
        return None
    block, folded = found[0]
    return Candidate(block, folded, key_of(folded), LEVEL_POINTS[1])


def _body_start(rows: Sequence[Row]) -> int:
    """Position of the first kept line of prose, or the number of blocks."""
    for place, (block, folded) in enumerate(rows):
        if block.kept and not block.hidden and is_prose(folded, block.link_chars / max(len(block.text), 1)):
            return place
    return len(rows)


def _may_be(block: Block, key: str) -> bool:
    """Whether it can be a headline at all."""
    ruled_out = block.dropped_by is not None and not block.dropped_by.startswith(("model/", "context/"))
    return (
        not ruled_out
        and not block.hidden
        and HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1]
        and len(block.folded) <= LONGEST_LINE
        and not TRAIL.search(block.folded)
    )


def _choose_block(rows: Sequence[Row], names: Sequence[str], topic: Topic, starts: int) -> Candidate | None:
    keys = name_keys(names)
    best: Candidate | None = None
    for place, (block, folded) in enumerate(rows[: starts + CANDIDATES]):
        key = key_of(folded)
        if not _may_be(block, key):
            continue
        points = 3 * max(agreement(key, parts) for parts in keys) + _form_points(block) + (topic.coverage(folded) or 0)
        points -= 1.5 if place > starts else min((starts - place) / 100, 0.5)
        if best is None or points > best.points:
            best = Candidate(block, folded, key, points)
    return best if best and best.points >= ACCEPT_BLOCK else None


def _form_points(block: Block) -> float:
    points = LEVEL_POINTS.get(block.level, 0.2) if block.kind == "h" else 0.0
    points += 0.5 if CUE.search(block.cues) else 0.0
    points += (
        0.2
        if any(mark.tag == "strong" and mark.end - mark.start >= len(block.text) - 2 for mark in block.marks)
        else 0.0
    )
    return points - (0.8 if block.link_chars * 2 > len(block.text) else 0.0)


def _choose_line(rows: Sequence[Row], topic: Topic, starts: int) -> Candidate | None:
    """The headline of a plain text: a short line before the prose, of which the prose speaks."""
    if starts == len(rows):
        return None
    found: list[Candidate] = []
    for place in range(0 if rows[0][0].kind == "line" else max(0, starts - NEAR), starts):
        block, folded = rows[place]
        key = key_of(folded)
        if _may_be(block, key) and _reads_like_headline(folded):
            spoken_of = (topic.coverage(folded) or 0) * min(len(key) / SURE_CHARS, 1)
            points = spoken_of + _place_points(rows, place, starts) + _form_points(block)
            found.append(Candidate(block, folded, key, points))
    best = max(found, key=lambda candidate: candidate.points, default=None)
    return best if best and best.points >= ACCEPT_LINE else None


def _reads_like_headline(folded: str) -> bool:
    return not (folded[-1] in "。;:,、…" or BYLINE.search(folded) or LIST_ITEM.search(folded) or is_prose(folded))


def _place_points(rows: Sequence[Row], place: int, starts: int) -> float:
    """For standing first, directly before the body or before a line of source and time, and apart."""
    following = rows[place + 1]
    points = 0.3 if not any(block.kept for block, _ in rows[:place]) else 0.0
    if BYLINE.search(following[1]):
        points += 0.6
    elif place + 1 == starts:
        points += 0.2
    if following[0].line - rows[place][0].line > 1:
        points += 0.1
    return points


def _mark(page: Page, rows: Sequence[Row], chosen: Candidate, starts: int) -> Page:
    blocks = list(page.blocks)
    for place, (block, folded) in enumerate(rows[: max(starts, 1)]):
        if block is not chosen.block and block.kept and _repeats(key_of(folded), folded, chosen.key):
            blocks[place] = replace(block, dropped_by="headline/repeated", evidence=(("headline", chosen.block.index),))
    place = next(place for place, (block, _) in enumerate(rows) if block is chosen.block)
    evidence = (*chosen.block.evidence, ("headline", round(chosen.points, 2)))
    blocks[place] = replace(chosen.block, kind="title", dropped_by=None, evidence=evidence)
    return replace(page, blocks=tuple(blocks))


def _repeats(key: str, folded: str, chosen: str) -> bool:
    """Whether a line is the headline once more, alone or with the site's name behind it."""
    if not key.startswith(chosen):
        return False
    rest = name_parts(folded)[1:]
    return key == chosen or (bool(rest) and key == chosen + "".join(map(key_of, rest)))
