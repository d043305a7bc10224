"""Which line is the page's true headline: by agreement between ``<title>``, the headings and the body.

Method: the page names itself several times. ``<title>`` and og:title say it with the site's name attached, a heading or a
bold line says it alone, the body speaks of it. Each short block gets points for saying what ``<title>`` says, for being
a heading, for words that come back in the prose and for standing before it; the best one above a threshold is the
headline. If no block holds it, the best part of ``<title>`` is. In plain text there is only the place and the body
(``topline.py``).
An injected ``<title>`` or line (``judge/spam.py``) does not take part.

Limits: a text that starts with a paragraph, a list or verses has none, and none is invented; a site's name that
stands in an h1 and is also what the page is about wins over a teaser nobody repeats.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..fold import fold
from ..late import late
from ..types import Block, Evidence, Page
from .candidates import (
    ABOVE_BYLINE,
    ABOVE_PROSE,
    ACCEPT_LINE,
    BYLINE,
    HEADLINE_CHARS,
    LEVEL_POINTS,
    LONGEST_LINE,
    MOST_FORM,
    MOST_FORM_OF_TEXT,
    ON_TOP,
    Candidate,
    Lines,
    form_points,
    line_at,
    may_be,
    repeats,
)
from .dropping import with_verdicts
from .keys import key_of, keys_of
from .names import WHOLE, agreement, best_part, may_agree, name_keys, named_parts, own_names
from .statedtitle import stated_title
from .topline import top_line

REPEATED, LABEL_ABOVE, SITE_ABOVE = "headline/repeated", "headline/label-above", "headline/site-above"
ACCEPT_BLOCK = 2.0
"""points from which a block is the headline of a page that has a ``<title>``"""


SITE_ALONE = late(r"(?:官网|官方网站|门户网站?|网站|首页|主页|信息网|资讯网)$")
"""ends of a ``<title>`` that names the site on every page, though the body may speak of it too: none of the 429 pages' headlines"""
BUTTON = late(r" ?\[?复制链接\]?$")
"""a button of the software behind the subject of a thread, in one line with it"""
COUNTS = late(r"(?=[ (|今昨主帖贴关排会])[ (|]*(?:今日|昨日|主题|帖数|帖子|贴子|关注|排名|会员)数? ?[:：]? ?\d")
"""numbers that software of forums writes behind the name of a board"""
LABEL = late(r"\s*[\[【［(（][^\]】］)）]{1,12}[\]】］)）]\s*")
"""the kind of a thread, as its author chose it"""
NEAR = 15
"""blocks before the body of an HTML page in which a headline that ``<title>`` does not name is looked for"""
SPREAD_CHARS = (8, 360)
"""shortest and longest headline that is looked for over several lines"""
SPREAD_PARTS = 50
"""parts of a name that are looked for so; more has only a title made to be expensive"""


def choose_headline(page: Page, skip: Collection[str] = (), listed: Collection[int] = ()) -> Page:
    """The page with its headline marked: a block of kind ``title``, or ``Page.evidence`` ("title", text), or neither.

    Lines before the body that repeat it are dropped by ``headline/repeated``. Call it on judged blocks: what a rule
    or ``judge_spam`` dropped is not a headline; what only the model dropped may be, and is then kept. ``skip``: rules that
    are switched off. ``listed``: the indexes of rows of a list, which are headlines of other pages.
    """
    stated = stated_title(page)
    if stated:
        return _name(page, stated[0], frozenset() if REPEATED in skip else stated[1])
    lines = Lines.of(page, listed)
    names = own_names(page)
    chosen = _choose_block(lines, names) if names else None
    spread = _spread_over(lines, names)
    if spread and (chosen is None or chosen.block.index in spread[1]):
        return _name(page, spread[0], frozenset() if REPEATED in skip else spread[1])
    if chosen is not None:
        return _mark_or_name(page, lines, chosen, skip, names)
    name, spoken_of = best_part(names, lines.topic)
    if not spoken_of or SITE_ALONE.search(fold(name)):
        chosen = top_line(lines) if page.kind == "text" else _line_near(lines) or _only_h1(lines)
        if chosen:
            return _mark_or_name(page, lines, chosen, skip, names)
    return _name(page, name, frozenset()) if name else page


def _mark_or_name(page: Page, lines: Lines, chosen: Candidate, skip: Collection[str], names: Sequence[str]) -> Page:
    """The chosen block marked, or named by what ``<title>`` says of it without a label or numbers of the software."""
    key = key_of(_bare(chosen.block))
    parts = [part.text for name in names for part in named_parts(name) if part.key == key] if key else []
    return _name(page, parts[0], frozenset([chosen.block.index])) if parts else _mark(page, lines, chosen, skip, names)


def _bare(block: Block) -> str:
    """What a line says before the numbers of a board or a button, and behind the label that leads to all threads of a kind; empty if it
    has none of them. A label that is no link, ``[美]海明威``, belongs to the title."""
    label = LABEL.match(block.text)
    leads = label and any(mark.tag == "a" and 0 < mark.end <= label.end() for mark in block.marks)
    line = fold(block.text[label.end() :]) if label and leads else block.folded
    behind = COUNTS.search(line) or BUTTON.search(line)
    return line[: behind.start()] if behind else line if leads else ""


def _name(page: Page, title: str, repeated: frozenset[int]) -> Page:
    """The page with a headline that no block holds alone; blocks that together repeat it go."""
    verdict: tuple[str, Evidence] = (REPEATED, (("headline", -1),))
    blocks = with_verdicts(page.blocks, dict.fromkeys(repeated, verdict)) if repeated else page.blocks
    return Page(blocks, page.head, page.kind, (*page.evidence, ("title", title)))


def _spread_over(lines: Lines, names: Sequence[str]) -> tuple[str, frozenset[int]] | None:
    """A part of the page's name that stands in neighbouring blocks, a line each, and their indices."""
    parts = [part for name in names for part in named_parts(name)[:SPREAD_PARTS]]
    longest = max([len(part.key) for part in parts], default=0)
    for part, _, whole in parts:
        if not max(WHOLE * longest, SPREAD_CHARS[0]) <= len(whole) <= SPREAD_CHARS[1]:
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
        joined += lines.keys[end] if may_be(lines.blocks[end], lines.keys[end]) else ""
        if joined == whole and end > place:
            return end + 1
        if not joined or not whole.startswith(joined):
            return 0
    return 0


def _only_h1(lines: Lines) -> Candidate | None:
    """The one h1 of a page that says nothing else of itself, however little it holds."""
    found = [place for place, block in enumerate(lines.blocks) if block.kind == "h" and block.level == 1]
    if len(found) != 1:
        return None
    block, folded = lines.blocks[found[0]], lines.folded[found[0]]
    key = key_of(folded) if len(folded) <= LONGEST_LINE else ""
    return Candidate(found[0], block, key, LEVEL_POINTS[1]) if may_be(block, key) else None


def _choose_block(lines: Lines, names: Sequence[str]) -> Candidate | None:
    """The block that best says what the page calls itself. What little it may reach is asked first: most lines cannot be it."""
    keys = name_keys(names)
    headings = lines.blocks.rows_of_kind("h", len(lines.looked_at))
    agreeing = frozenset(may_agree(lines.looked_at, keys))
    best: Candidate | None = None
    places = sorted(agreeing.union(headings))
    for place, key in zip(places, keys_of([lines.looked_at[place] for place in places]), strict=True):
        block = lines.blocks[place]
        if not HEADLINE_CHARS[0] <= len(key) <= HEADLINE_CHARS[1]:
            continue
        points = 3 * max([agreement(key, name) for name in keys]) if place in agreeing else 0.0
        points -= 1.5 if place > lines.starts else min((lines.starts - place) / 100, 0.5)
        least = best.points if best else ACCEPT_BLOCK
        if points + 1 + (MOST_FORM if block.kind == "h" else MOST_FORM_OF_TEXT) < least or not may_be(block, key):
            continue
        points += form_points(block)
        if points + 1 >= least:
            points += lines.topic.coverage(lines.folded[place]) or 0
        if points >= ACCEPT_BLOCK and (best is None or points > best.points):
            best = Candidate(place, block, key, points)
    return best


def _line_near(lines: Lines) -> Candidate | None:
    """The headline of a page that does not name itself: a short line before the prose, of which the prose speaks."""
    if lines.starts == len(lines.blocks):
        return None
    found = [
        line_at(lines, place, _place_points(lines, place)) for place in range(max(0, lines.starts - NEAR), lines.starts)
    ]
    best = max(filter(None, found), key=lambda candidate: candidate.points, default=None)
    return best if best and best.points >= ACCEPT_LINE else None


def _place_points(lines: Lines, place: int) -> float:
    """For standing first, directly before the body or before a line of source and time, and apart."""
    points = ON_TOP if not any(block.kept for block in lines.blocks[:place]) else 0.0
    if BYLINE.search(lines.folded[place + 1]):
        points += ABOVE_BYLINE
    elif place + 1 == lines.starts:
        points += ABOVE_PROSE
    if lines.blocks[place + 1].line - lines.blocks[place].line > 1:
        points += 0.1
    return points


def _mark(page: Page, lines: Lines, chosen: Candidate, skip: Collection[str], names: Sequence[str]) -> Page:
    blocks = list(page.blocks)
    for place, key in enumerate(lines.keys):
        if not key.startswith(chosen.key) or place == chosen.place:
            continue
        block = lines.blocks[place]
        if block.kept and REPEATED not in skip and repeats(key, lines.folded[place], chosen.key):
            blocks[place] = block.dropped(REPEATED, (("headline", chosen.block.index),))
    for rule, places in ((SITE_ABOVE, _sites_above(lines, chosen, names)), (LABEL_ABOVE, chosen.labels)):
        for place in () if rule in skip else places:
            blocks[place] = blocks[place].dropped(rule, (("headline", chosen.block.index),))
    evidence = (*chosen.block.evidence, ("headline", round(chosen.points, 2)))
    blocks[chosen.place] = chosen.block.but(kind="title", dropped_by=None, evidence=evidence)
    return Page(tuple(blocks), page.head, page.kind, page.evidence)


def _sites_above(lines: Lines, chosen: Candidate, names: Sequence[str]) -> list[int]:
    """Links above the headline that say another part of the page's name: the site, the blog, the series."""
    others = {part.key for name in names for part in named_parts(name)} - {chosen.key}
    return [
        place
        for place, key in enumerate(lines.keys[: chosen.place])
        if key in others and (block := lines.blocks[place]).kept and block.link_chars >= len(block.text.strip())
    ]
