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
from difflib import SequenceMatcher

from pipeline.fold import fold
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
SAME = 0.75
"""agreement with the ``<title>`` from which a block says the same"""
LEVEL_POINTS = {1: 1.2, 2: 0.8, 3: 0.4}
CUE = re.compile(r"title|headline|biaoti|subject|^tit$|\btit\b|h1", re.IGNORECASE)
SITE_WORDS = re.compile(
    r"网|新闻|频道|日报|晚报|论坛|在线|官网|门户|资讯|社区|博客|电视台|报社|杂志|首页|\.(?:com|cn|net|org|tw|hk)|powered by|online|news",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^[\[(【]?(?:来源|时间|日期|发布|作者|编辑|记者|责任编辑|责编|文章来源|点击|浏览|更新|发表|稿源|文/|本报|\d{4}[-/年.]\d{1,2}|by )",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"^(?:[-*•·●■◆▪>]|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）])")

_SEPARATOR = re.compile(
    r"\s*[_|｜丨]+\s*|\s+[-–—:«»<>/]+\s+|\s*(?:::|--+|—+|«|»|>|<)\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|-\s+|\s+-"
)
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be the headline, and its points."""

    block: Block
    folded: str
    key: str
    points: float


def key_of(folded: str) -> str:
    """Letters, digits and Han characters only, lower case: how two mentions of a headline are compared.

    >>> key_of("放疗后,肿瘤为什么还在? (图)")
    '放疗后肿瘤为什么还在图'
    """
    return _NOT_WORD.sub("", folded).lower()


def choose_headline(page: Page) -> Page:
    """The page with its headline marked: a block of kind ``title``, or ``Page.evidence`` ("title", text), or neither.

    Lines before the body that repeat it are dropped by ``headline/repeated``. Call it on judged blocks: what a rule
    or ``judge_spam`` dropped is not a headline; what only the model dropped may be, and is then kept.
    """
    topic = topic_of(page)
    rows = with_folds(page.blocks)
    starts = _body_start(rows)
    names = [name for name in own_names(page) if name]
    chosen = _choose_block(rows, names, topic, starts) if names else _choose_line(rows, topic, starts)
    chosen = chosen or _only_h1(rows)
    if chosen and page.kind == "text" and not names and _stands_below(rows, chosen):
        chosen = None
    if chosen is not None:
        return _mark(page, rows, chosen, starts)
    title = _best_name(names, topic)
    return replace(page, evidence=(*page.evidence, ("title", title))) if title else page


def _stands_below(rows: Sequence[tuple[Block, str]], chosen: Candidate) -> bool:
    """Whether other kept lines stand above it: a text keeps its order, so what is not on top is no headline."""
    above = rows[: next(place for place, (block, _) in enumerate(rows) if block is chosen.block)]
    return any(block.kept and not _repeats(key_of(folded), folded, chosen.key) for block, folded in above)


def _only_h1(rows: Sequence[tuple[Block, str]]) -> Candidate | None:
    """The one h1 of a page that says nothing else of itself, however little it holds."""
    found = [(block, folded) for block, folded in rows if block.kind == "h" and block.level == 1]
    if len(found) != 1 or not _may_be(found[0][0], key_of(found[0][1])):
        return None
    block, folded = found[0]
    return Candidate(block, folded, key_of(folded), LEVEL_POINTS[1])


def own_names(page: Page) -> list[str]:
    """What the page calls itself outside its body: og:title and ``<title>``, unless they are spam."""
    spam = {value for name, value in page.evidence if name == "spam-title"}
    metas = dict(reversed(page.head.metas))
    given = [metas.get(name, "") for name in ("og:title", "twitter:title")] + [page.head.title]
    return list(dict.fromkeys(" ".join(name.split()) for name in given if name not in spam))


def name_parts(name: str) -> list[str]:
    """A title cut at its separators.

    >>> name_parts("放疗后肿瘤还在_健康频道_漯河网")
    ['放疗后肿瘤还在', '健康频道', '漯河网']
    """
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(name)) if part]


def _body_start(rows: Sequence[tuple[Block, str]]) -> int:
    """Position of the first kept line of prose, or the number of blocks."""
    for place, (block, folded) in enumerate(rows):
        if block.kept and not block.hidden and is_prose(folded, block.link_chars / max(len(block.text), 1)):
            return place
    return len(rows)


def _may_be(block: Block, key: str) -> bool:
    """Whether it can be a headline at all."""
    ruled_out = block.dropped_by is not None and not block.dropped_by.startswith(("model/", "context/"))
    return not ruled_out and not block.hidden and HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1]


def _choose_block(
    rows: Sequence[tuple[Block, str]], names: Sequence[str], topic: Topic, starts: int
) -> Candidate | None:
    keys = [[key_of(fold(part)) for part in name_parts(name)] for name in names]
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


def agreement(key: str, parts: Sequence[str]) -> float:
    """How far a block says what a title of these parts says, 0 to 1; the site's name alone counts half.

    >>> agreement("放疗后肿瘤还在", ["放疗后肿瘤还在", "健康频道"]), agreement("健康频道", ["放疗后肿瘤还在", "健康频道"])
    (1.0, 0.2)
    """
    whole = "".join(parts)
    if not whole:
        return 0.0
    longest = max(map(len, parts))
    runs = {"".join(parts[:end]) for end in range(1, len(parts) + 1)} | set(parts)
    if key in runs:
        return 1.0 if len(key) >= 0.6 * longest else 0.2
    if key in whole:
        return len(key) / max(longest, len(key)) * 0.9
    close = max(SequenceMatcher(None, key, part, autojunk=False).ratio() for part in [whole, parts[0]])
    return close if close >= SAME else 0.0


def _form_points(block: Block) -> float:
    points = LEVEL_POINTS.get(block.level, 0.2) if block.kind == "h" else 0.0
    points += 0.5 if CUE.search(block.cues) else 0.0
    points += (
        0.2
        if any(mark.tag == "strong" and mark.end - mark.start >= len(block.text) - 2 for mark in block.marks)
        else 0.0
    )
    return points - (0.8 if block.link_chars * 2 > len(block.text) else 0.0)


def _choose_line(rows: Sequence[tuple[Block, str]], topic: Topic, starts: int) -> Candidate | None:
    """The headline of a plain text: a short line before the prose, of which the prose speaks."""
    if starts == len(rows):
        return None
    found: list[Candidate] = []
    for place, (block, folded) in enumerate(rows[:starts]):
        key = key_of(folded)
        if _may_be(block, key) and _reads_like_headline(folded):
            points = (topic.coverage(folded) or 0) + _place_points(rows, place, starts)
            found.append(Candidate(block, folded, key, points))
    best = max(found, key=lambda candidate: candidate.points, default=None)
    return best if best and best.points >= ACCEPT_LINE else None


def _reads_like_headline(folded: str) -> bool:
    return not (folded[-1] in "。;:,、…" or BYLINE.search(folded) or LIST_ITEM.search(folded) or is_prose(folded))


def _place_points(rows: Sequence[tuple[Block, str]], place: int, starts: int) -> float:
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


def _best_name(names: Sequence[str], topic: Topic) -> str:
    """The part of the page's names that is its headline, without the site's name."""
    for name in names:
        parts = name_parts(name)
        if not parts:
            continue
        parts_points = [(_part_points(part, place, topic), part) for place, part in enumerate(parts)]
        points, part = max(parts_points)
        if points > 0 and len(key_of(part)) >= HEADLINE_CHARS[0]:
            return part
    return ""


def _part_points(part: str, place: int, topic: Topic) -> float:
    folded = fold(part)
    points = min(len(key_of(folded)), 16) / 16 + 1.5 * (topic.coverage(folded) or 0) + (0.5 if place == 0 else 0)
    return points - (1.0 if SITE_WORDS.search(folded) and len(folded) <= 14 else 0.0)


def _mark(page: Page, rows: Sequence[tuple[Block, str]], chosen: Candidate, starts: int) -> Page:
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
