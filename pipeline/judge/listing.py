"""Pages that list others: the threads of a forum, the headlines of a channel, results of a search, the posts of a blog.

The model knows rows of links as furniture. On such a page they are what people came for. Its rows are printed by one
template: the titles stand at one place of the markup, one after the other, each a link as long as a title is, and what stands
between two of them (who wrote it, when, the first words) comes back at the same places in row after row. Menus have shorter
links. An article has such rows below or beside it, too; so a page is none of this kind if text stands outside
the rows, or if a line that is no link says what ``<title>`` says in more words than the name of a section has. Of 493 pages of
articles and threads (the 429, and 64 of other sites) one is such a page, the chapters of a novel, and of five lists all five.

Limits: whole posts one below the other are left to the model; lists of single words are no list here (``catalogue.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..late import late
from ..types import Evidence, Page
from .listrows import rows_of
from .prose import SENTENCE_CHARS, is_prose
from .sheet import Sheet
from .titles import ROWS, are_chapters, groups_of, length_of, place_of

_ARTICLE = 300
"""characters of text without a link between, from which it is an article; excerpts in lists have titles between"""
_TEXT = 30
"""characters from which a line is text if it ends like a sentence, in whatever language"""
_PROSE, _PROSE_SHARE = 200, 0.125
"""characters of text outside the rows from which a page is no list, and the same as a share of the rows'; see ``catalogue.py``"""
_FEW = 25
"""characters of one line of text that says nothing against a list, however short; the shortest poems have two such lines"""
_VERSES = 6
"""lines of a song at least, without a mark at their ends"""
_PROSE_OF_CHAPTERS = 0.5
"""the same beside chapters, which tell what the page is; notes on the book and the site stand there"""
_PLAIN_SHARE = 0.6
"""other characters outside rows and links, as a share of the rows'"""
_SHARE = 0.3
"""share of the page's characters that stands in its lists"""
_LONG, _SHARE_OF_HEADED = 30, 0.7
"""titles, and that share, from which they are lists below a headline, too: the threads of a board with a long name"""
_FOOT = late(r"foot(?!note)|copyright", re.IGNORECASE)
"""class words of the site's foot, whose text is no article"""
_HEADLINE = 10.0
"""length from which a part of ``<title>`` is the headline of an article, in Han characters"""
_LINKED = 0.15
"""share of the page's characters inside links at least"""
_OTHER, _OTHER_OF_FRONT = 0.5, 0.1
"""size of a list beside the largest, as its share, from which it is one of the page's own; the same on a front page"""
_FRONT = 0.5
"""share of the characters of all lists that the largest of a front page stays below"""
_NEAR, _HEAD_RULE = 2, "navigation/list-head"
"""blocks above a list in which its head is looked for, and the rule that knows the heads of lists of other pages"""
_BESIDE = late(r"sidebar|aside|rank|paihang|widget|related|recommend|tuijian", re.IGNORECASE)
"""class words of such lists"""
_ICON = "context/image-outside"
_PARTS = late(r"[-_|·–—»«>]+")
_ENDS = (".", "!", "?", "。", "！", "？", "”", '"', "…", "।", "۔", "؟")


class Listing(NamedTuple):
    """The rows of a list."""

    titles: frozenset[int]
    rows: frozenset[int]
    """those of titles, too"""


NONE = Listing(frozenset(), frozenset())


def find(sheet: Sheet, ruled: Sequence[str], title: str) -> Listing:
    """The lists that a page is made of; ``NONE`` if it is no such page.

    ``ruled``: the id of the rule that takes each block for furniture, empty without one; ``title``: the folded ``<title>``.
    """
    if sum(sheet.link_chars) < _LINKED * sum(sheet.chars) or _has_article(sheet, ruled):
        return NONE
    keys = [place_of(path, cues) for path, cues in sheet.seats]
    groups = groups_of(sheet, keys)
    headed = bool(groups) and _has_headline(sheet, title)
    if headed:
        groups = [group for group in groups if len(group) >= _LONG]
    if not groups:
        return NONE
    lists = [Listing(frozenset(one.row for one in group), rows_of(sheet, group, ruled, keys)) for group in groups]
    own = _own(sheet, lists, ruled)
    listing = Listing(frozenset().union(*[one.titles for one in own]), frozenset().union(*[one.rows for one in own]))
    return listing if _is_all(sheet, listing, ruled, headed=headed) else NONE


def _own(sheet: Sheet, lists: Sequence[Listing], ruled: Sequence[str]) -> list[Listing]:
    """The largest list, and those that the page is made of as much; on a front page, which has no largest, all but those beside it."""
    sizes = [sum(sheet.chars[row] for row in one.rows) for one in lists]
    largest = max(sizes)
    least = largest * (_OTHER if largest >= _FRONT * sum(sizes) else _OTHER_OF_FRONT)
    return [
        one
        for one, size in zip(lists, sizes, strict=True)
        if size == largest or (size >= least and not _is_beside(sheet, one, ruled))
    ]


def _is_beside(sheet: Sheet, listing: Listing, ruled: Sequence[str]) -> bool:
    """Whether class words or a head say that a list is of what else there is."""
    first = min(listing.rows)
    above = [ruled[row] for row in range(max(0, first - _NEAR), first)]
    return _HEAD_RULE in above or _BESIDE.search(sheet[first].cues) is not None


def _has_article(sheet: Sheet, ruled: Sequence[str]) -> bool:
    """Whether text goes on and on without a link between."""
    run = 0
    for row, length in enumerate(sheet.chars):
        linked = sheet.link_chars[row]
        if linked * 3 > length:
            run = 0
        elif length >= SENTENCE_CHARS and not ruled[row] and _is_text(sheet, row):
            run += length - linked
            if run >= _ARTICLE:
                return True
    return False


def _is_text(sheet: Sheet, row: int) -> bool:
    view = sheet.folded[row]
    if sheet[row].hidden or not (is_prose(view) or (len(view) >= _TEXT and view.endswith(_ENDS))):
        return False
    return not any(map(_FOOT.search, sheet[row].cues.split()[-_NEAR:]))


def _has_headline(sheet: Sheet, title: str) -> bool:
    """Whether a line that is no link says a part of ``<title>`` that is too long for the name of a section."""
    parts = {part.strip() for part in _PARTS.split(title)}
    long = {part for part in parts if length_of(part) >= _HEADLINE}
    sizes = {len(part) for part in long}
    if not long:
        return False
    return any(
        sheet.link_chars[row] * 2 <= sheet.chars[row] and any(view[:size] in long for size in sizes)
        for row, view in enumerate(sheet.folded)
    )


def _is_all(sheet: Sheet, listing: Listing, ruled: Sequence[str], *, headed: bool) -> bool:
    """Whether the page has little but its lists; where a line says what ``<title>`` says, nothing but them."""
    chars, rows = sheet.chars, listing.rows
    size = sum([chars[row] for row in rows])
    shown = sum([length for block, length in zip(sheet, chars, strict=True) if not block.hidden])
    first, last = min(rows), max(rows)
    text = plain = lines = 0
    for row in [row for row in range(len(sheet)) if row not in rows and not ruled[row]]:
        own = chars[row] - sheet.link_chars[row]
        if sheet[row].hidden:
            continue
        if _is_text(sheet, row):
            text += own
            lines += 1 + sheet.texts[row].count("\n")
        elif not first < row < last:  # buttons in the rows count for nothing
            plain += own
    if text >= _PROSE or plain > _PLAIN_SHARE * size or size < _SHARE * shown:
        return False
    if headed and (text or size < _SHARE_OF_HEADED * shown):
        return False
    few = _FEW * (lines == 1)
    return (
        text <= max(few, _PROSE_SHARE * size)
        or (text <= max(few, _PROSE_OF_CHAPTERS * size) and are_chapters([sheet.folded[row] for row in listing.titles]))
    ) and not _has_verses(sheet, listing, ruled)


def _has_verses(sheet: Sheet, listing: Listing, ruled: Sequence[str]) -> bool:
    """Whether line after line without a link stands at one place outside the rows: a song or a poem has no sentences."""
    seat, lines = -1, 0
    for row, linked in enumerate(sheet.link_chars):
        if linked or ruled[row] or row in listing.rows or sheet[row].hidden or sheet[row].kind == "cell":
            seat, lines = -1, 0
            continue
        seat, lines = sheet.seat[row], (lines if sheet.seat[row] == seat else 0) + 1 + sheet.texts[row].count("\n")
        if lines >= _VERSES:
            return True
    return False


def spared(sheet: Sheet, listing: Listing, verdicts: Mapping[int, tuple[str, object]]) -> set[int]:
    """The indexes of what rules take for the byline or the foot of an article, and is of a row: its title, date, numbers."""
    return {
        sheet[row].index
        for row in listing.rows
        if sheet[row].index in verdicts
        and (row in listing.titles or sheet[row].kind == "cell" or verdicts[sheet[row].index][0].startswith("bylines/"))
    }


def icons(page: Page) -> dict[int, tuple[str, Evidence]]:
    """The images in the cells of such a page: they say whether a thread is new or closed."""
    why: Evidence = (("because", "in a list of pages a cell's image is an icon"),)
    cells = [block for block in page.blocks if not block.text and any(part.tag == "td" for part in block.within)]
    return {block.index: (_ICON, why) for block in cells}


def dated_rows(sheet: Sheet, verdicts: Mapping[int, tuple[str, object]]) -> set[int]:
    """The indexes of lines of a text that say who wrote something and when, below title after title: an article has one."""
    rows = [row for row, block in enumerate(sheet) if verdicts.get(block.index, ("",))[0].startswith("bylines/")]
    apart = all(after - before > 1 for before, after in pairwise(rows))
    return {sheet[row].index for row in rows} if len(rows) >= ROWS and apart else set()
