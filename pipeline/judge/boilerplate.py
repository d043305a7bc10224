"""The model's verdict on the blocks of a page, and why, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import sub

from ..types import Block, Evidence, Page
from . import catalogue, codelines, features, floors, lines, model, postlines, records, sequence, threads, wholes
from .columns import Table
from .names import fold_title
from .prose import PROSE_CHARS, is_prose
from .sheet import Sheet

RULE = "model/boilerplate"
_SURELY_FURNITURE, _FURNITURE_LINES, _FURNITURE_SHARE = -4.0, 8, 0.2
"""log-odds, and how many lines of a text, in number and share, that low, if it begins with furniture, too. 74% of the dumps
of the 429 pages are known so (most of the others hold a line that a rule knows), and none of their 429 clean texts and of
474 clean passages"""
_HEAD_LINES, _HEAD_FURNITURE = 4, -2.0
"""lines that a page begins with, and their mean log-odds: its menu, where an article has its headline"""
_CELLS = 0.5
"""share of lines with a tab inside, from which a text is a table"""
_EXCERPTS = 5
"""sentences, none beside another, from which a text is a list"""
_SURELY_TEXT = 3.0
"""log-odds from which a block beside a catalogue is text: 20 to 1 by the block alone"""
_POST = 5.0
"""log-odds that the body of a post has on a forum's page: enough for three characters to outweigh two changes"""
_ASKED, _MAY_BE_ASKED = 1.5, -0.35
"""log-odds that the first post gains, where it stands apart from those that answer it, and from which a block may be it"""
_SURE = 1.5
"""log-odds that the best block of a strange page is given: enough to outweigh two changes"""


def judge_boilerplate(
    blocks: Sequence[Block], page: Page, topics: Sequence[str], *, is_page: bool, listed: Collection[int] = ()
) -> dict[int, tuple[str, Evidence]]:
    """The blocks that the model drops, each with its score and the features that speak most against it.

    ``topics`` names for each block the file of the rule that matches it; ``is_page`` says that the furniture of a page is
    known to be there, otherwise nothing is dropped unless the model sees much of it; ``listed``: the rows of the lists that the page
    is made of. The score is in log-odds: below zero
    means furniture by the block alone; the evidence of one above zero says that its neighbours decided.
    """
    blocks = Sheet.of(blocks)
    known = model.load(page.kind)
    table = describe(blocks, page, topics)
    scores = known.score(table)
    if not (is_page or _has_furniture(scores)):
        return {}
    drawn, kept = decide(blocks, page, topics, scores, listed)
    if not (
        is_page or (_has_article([_is_said(view) for view in blocks.folded], kept) and not _is_table(blocks.texts))
    ):
        return {}  # a list of headlines, as it comes out of a front page, or with first words below: it has nothing else
    out = [row for row, keep in enumerate(kept) if not keep]
    evidence = known.evidence(table, out, drawn)
    return {blocks[row].index: (RULE, parts) for row, parts in zip(out, evidence, strict=True)}


def _has_article(said: Sequence[bool], kept: Sequence[bool]) -> bool:
    """Whether some kept line is a sentence; many sentences that each stand alone are the first words of other articles."""
    if not any(one and keep for one, keep in zip(said, kept, strict=True)):
        return False
    return sum(said) < _EXCERPTS or any(one and following for one, following in pairwise(said))


def _is_table(texts: Sequence[str]) -> bool:
    """Whether a text is rows of cells between tabs, as a board's threads are written."""
    return sum("\t" in text.strip() for text in texts) >= _CELLS * len(texts)


def _is_said(view: str) -> bool:
    """Whether a line is a sentence, in whatever language; front pages have none."""
    return is_prose(view) or (len(view) >= PROSE_CHARS and view[-1] in '.!?"”')


def describe(blocks: Sequence[Block], page: Page, topics: Sequence[str]) -> Table:
    """What the model of the page's kind sees."""
    if page.kind == "html":
        return features.describe(blocks, page.head, topics)
    return lines.describe(blocks, page.head, topics)


def decide(
    blocks: Sequence[Block], page: Page, topics: Sequence[str], scores: list[float], listed: Collection[int] = ()
) -> tuple[list[float], list[bool]]:
    """The scores, drawn to those of their place and raised for the posts of a thread, and which blocks stay."""
    blocks = Sheet.of(blocks)
    posts: Collection[int] = ()
    of_lines = page.kind != "html"
    thread = (postlines.is_thread_of_lines if of_lines else threads.is_thread)(blocks, page.head)
    if not of_lines:
        scores = sequence.pulled(scores, blocks.places, list(map(sub, blocks.chars, blocks.link_chars)))
        if thread:
            places = records.stamp_places(blocks)
            stamps = records.stamps(places)
            bodies, cards = records.posts(blocks, places)
            posts = bodies - stamps
            scores = _raised(scores, posts, stamps | cards)
    else:
        scores = _of_lines(blocks, topics, scores, thread)
    change = sequence.CHANGE if page.kind == "html" else sequence.CHANGE_OF_LINES
    return scores, _listed(blocks, scores, listed) or _whole(blocks, scores, change, posts, fold_title(page.head.title))


def _of_lines(blocks: Sheet, topics: Sequence[str], scores: list[float], thread: bool) -> list[float]:
    """The scores of the lines of a text: likely posts of a thread gain, numbered ones and programs stay, and what explains them."""
    if thread:
        scores = postlines.with_posts(blocks, topics, scores)
    least = codelines.least_scores(blocks)
    for row in floors.floors(blocks):
        least[row] = max(_POST, least.get(row, _POST))
    return [max(score, least.get(row, score)) for row, score in enumerate(scores)] if least else scores


def _raised(scores: list[float], posts: Collection[int], stamps: Collection[int]) -> list[float]:
    """The scores of a thread: posts stay, stamps go; what may be text above the posts is the one that they answer."""
    found = list(scores)
    for row in range(min(posts, default=0)):
        if scores[row] > _MAY_BE_ASKED:
            found[row] += _ASKED
    for row in stamps:
        found[row] = -_POST
    for row in posts:
        found[row] = _POST
    return found


def _listed(blocks: Sequence[Block], scores: list[float], listed: Collection[int]) -> list[bool]:
    """The rows of a page of lists, and what is surely text beside them; empty if the page is none."""
    if listed:
        apart = {row for row, one in enumerate(blocks) if one.kind == "cell" or one.link_chars * 2 > len(one.text)}
        scores = [-_SURELY_TEXT if row in apart else score for row, score in enumerate(scores)]
    rows = [row in listed for row in range(len(blocks))] if listed else catalogue.find(blocks)
    return [is_row or score > _SURELY_TEXT for is_row, score in zip(rows, scores, strict=True)] if rows else []


def _has_furniture(scores: list[float]) -> bool:
    """Whether so many lines are so surely furniture that the text is a page, not an article."""
    count = sum(score < _SURELY_FURNITURE for score in scores)
    enough = count >= _FURNITURE_LINES and count >= _FURNITURE_SHARE * len(scores)
    head = scores[:_HEAD_LINES]
    return enough and sum(head) < _HEAD_FURNITURE * len(head)


def _whole(
    blocks: Sequence[Block], scores: list[float], change: float, posts: Collection[int], title: str
) -> list[bool]:
    """The whole page's decision; where nothing but headings would stay, its best block becomes the measure of the others."""
    lengths = Sheet.of(blocks).chars
    kept = wholes.complete(blocks, sequence.decide(scores, lengths, change), posts)
    texts = [row for row, block in enumerate(blocks) if _is_text(block, title)]
    prose = [row for row in texts if is_prose(blocks[row].folded)] if blocks[0].kind == "line" else []
    stay = sum([length for length, keep in zip(lengths, kept, strict=True) if keep])
    if sum([lengths[row] for row in prose if not kept[row]]) > stay:
        texts = prose  # a few short lines of a page that has prose
    elif any(kept[row] for row in texts):
        return kept
    if texts:
        best = max(scores[row] for row in texts)
        drawn = (
            [score + max(0.0, _SURE - best) for score in scores]
            if prose
            else [score - best + _SURE for score in scores]
        )
        kept = wholes.complete(blocks, sequence.decide(drawn, lengths, change), posts)
    return kept


def _is_text(block: Block, title: str) -> bool:
    return block.kind != "h" and block.folded not in title
