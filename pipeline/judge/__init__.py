"""Every block kept, or dropped by a named rule or by the scored model, with its evidence.

Injected spam goes before all (``spam.py``). Then what the site is known to repeat (``site.py``) and rules speak (``rules.py``: one line; ``context.py``: its
neighbours), and the model decides on the rest over the whole sequence (``features.py``, ``model.py``,
``sequence.py``). A page with text never comes out empty: where nothing would be left, the model's blocks stay whatever the
rules say, and where it keeps none, every block. Last, the headline is marked (``headline.py``).

A plain text is trimmed only if a rule or the model finds the furniture of a page in it: an article that somebody has cleaned
already holds none and stays whole, so cleaning our own output again changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from ..types import Block, Evidence, Options, Page
from . import boilerplate, context, listing, modes, outline, rules, site
from .belonging import belonging
from .dropping import with_verdicts
from .headline import choose_headline
from .images import with_images
from .inside import inside
from .names import fold_title
from .postlines import has_posts
from .rulefile import BYLINES, Rule
from .sheet import Sheet
from .sitewords import has_site_words
from .spam import judge_spam
from .spared import spared

Verdicts = dict[int, tuple[str, Evidence]]
"""block index -> (rule id, evidence) of the blocks that are dropped"""


def judge(page: Page, options: Options | None = None) -> Page:
    """The same blocks, those that are not the article with the rule that drops them.

    >>> from pipeline.split import split
    >>> from pipeline.types import Source
    >>> text = "昨天的句子，有標點，也說了一件事情。\\n今天的句子，也有標點。\\n豫ICP備00000000"
    >>> [block.dropped_by for block in judge(split(Source(text, "utf-8"))).blocks]
    [None, None, 'footer/icp']
    """
    options = options or Options()
    if not options.extract or not page.blocks:
        return page
    texts = Sheet([block for block in page.blocks if block.text])
    given, said = site.forget_repeated_title(page, options), texts.lowered.text
    page = judge_spam(given, options, texts)
    spam: Verdicts = {block.index: (block.dropped_by, block.evidence) for block in page.blocks if block.dropped_by}
    if spam or page is not given:
        texts = Sheet([block for block in page.blocks if block.text and block.index not in spam])
    found, listed = _verdicts(page, texts, options) if texts else ({}, frozenset[int]())
    verdicts = {**found, **spam}
    if options.skip:
        verdicts = {index: verdict for index, verdict in verdicts.items() if verdict[0] not in options.skip}
    blocks = with_verdicts(page.blocks, verdicts)
    page = Page(blocks, page.head, page.kind, (*page.evidence, *modes.notice(blocks, said, listed)))
    if all(block.dropped_by for block in blocks):
        return page  # its title is no text
    return choose_headline(page, options.skip, listed)


def _verdicts(page: Page, texts: Sheet, options: Options) -> tuple[Verdicts, frozenset[int]]:
    """What rules, neighbours and model say together, by the ladder that never leaves a page empty; and the indexes of the rows
    of the lists that the page is made of."""
    hits = _rule_hits(texts, options)
    ruled = _by_rules(texts, hits, options)
    is_page = (
        page.kind == "html" or _has_furniture(ruled) or has_site_words(texts.folded) or has_posts(texts, page.head)
    )
    topics = [rule.topic if rule else "" for rule in hits]
    lists = _lists(page, texts, hits)
    modelled = boilerplate.judge_boilerplate(texts, page, topics, is_page=is_page, listed=lists.rows)
    if page.kind == "html" and not lists.rows:
        modelled = _without(outline.sections(texts, _without(ruled, modelled)), modelled)
    stays = spared(texts, modelled, _rule_ids(ruled))
    if lists.rows:
        stays |= listing.spared(texts, lists, ruled)
    elif not is_page:
        stays |= listing.dated_rows(texts, ruled)
    ruled, modelled = _without(stays, ruled), _without(stays, modelled)
    if not lists.rows:
        modelled = _without(inside(texts, modelled, ruled), modelled)
        stays = belonging(texts, modelled, _rule_ids(ruled))
        ruled, modelled = _without(stays, ruled), _without(stays, modelled)
        modelled = _without(inside(texts, modelled, ruled, stays), modelled) if stays else modelled
    listed = frozenset([texts[row].index for row in lists.rows])
    around: Verdicts = listing.icons(page) if listed else {}
    if is_page or modelled:
        ruled = {**_by_site(page, options), **ruled}
        around |= _without(listed, context.judge_context(texts, {**modelled, **ruled}))
    if options.captions == "drop":
        around = {**context.captions(texts), **around}
    if all(block.index in ruled and ruled[block.index][0] == _NEEDS_SCRIPT for block in texts):
        return ruled, listed
    for verdicts in ({**modelled, **around, **ruled}, modelled):
        if any(block.index not in verdicts for block in texts):
            return with_images(page, verdicts), listed
    return {}, listed


def _lists(page: Page, texts: Sheet, hits: list[Rule | None]) -> listing.Listing:
    """The lists that the page is made of, if it is a page of lists."""
    if page.kind != "html":
        return listing.NONE
    return listing.find(texts, [rule.id if rule else "" for rule in hits], fold_title(page.head.title))


def _rule_ids(ruled: Verdicts) -> dict[int, str]:
    return {index: rule for index, (rule, _) in ruled.items()}


def _without(indexes: Collection[int], verdicts: Verdicts) -> Verdicts:
    return {index: verdict for index, verdict in verdicts.items() if index not in indexes} if indexes else verdicts


def _rule_hits(texts: Sheet, options: Options) -> list[Rule | None]:
    """The rule that takes each of the blocks for furniture."""
    found = rules.load(options).match_lines(texts.folded, texts.cues, texts.lowered, texts.all_cues)
    return [None if rule and _is_row(texts[row], rule) else rule for row, rule in enumerate(found)]


def _is_row(block: Block, rule: Rule) -> bool:
    """A row of a table that was written as text (cells between tabs) looks like a pager if its cells are numbers, like a
    byline if they are dates, like the card of a document if one names its number."""
    return rule.id in _OF_CELLS and "\t" in block.text.strip()


def _by_site(page: Page, options: Options) -> Verdicts:
    return {index: (site.RULE, evidence) for index, evidence in site.repeated_blocks(page, options).items()}


def _by_rules(texts: Sheet, hits: list[Rule | None], options: Options) -> Verdicts:
    kept = options.bylines == "keep"
    found = [(row, rule) for row, rule in enumerate(hits) if rule and not (kept and rule.is_byline)]
    return {texts[row].index: (rule.id, (("why", rule.why),)) for row, rule in found}


def _has_furniture(verdicts: Verdicts) -> bool:
    """Whether rules found the head or foot of a page, or two other pieces of furniture: an article that was cleaned holds none."""
    found = [rule for rule, _ in verdicts.values() if rule.split("/")[0] != BYLINES and rule not in _OF_NOTICES]
    return len(found) >= _PIECES or any(rule.startswith(_ENDS) for rule in found)


_OF_CELLS = frozenset(("navigation/pager", "bylines/time-source", "bylines/document-card"))
"""rules that the cells of a row may meet together"""
_NEEDS_SCRIPT = "widgets/needs-script"
"""what a page says that has no text without its scripts; it comes out empty"""
_PIECES = 2
"""pieces of furniture that make a text a page; one alone may be a line of the article that looks like one"""
_ENDS = ("footer/icp", "footer/copyright", "footer/organiser", "navigation/breadcrumb")
"""rules for head and foot"""
_OF_NOTICES = frozenset(("footer/contact", "footer/cooperation"))
"""addresses and numbers to call, which prove nothing, since notices end with some"""
