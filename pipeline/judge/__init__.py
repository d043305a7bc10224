"""Every block kept, or dropped by a named rule or by the scored model, with its evidence.

Injected spam goes before all (``spam.py``). Then what the site is known to repeat (``site.py``) and rules (``rules.py``: one line; ``context.py``: its neighbours), the model decides on the rest over
the whole sequence. A page with text never comes out empty: where nothing would be left, the model's
best stretch stays, and where it finds none, every block. Last, the headline is marked (``headline.py``).
"""

from __future__ import annotations

from dataclasses import replace

from ..types import Block, Evidence, Options, Page
from . import rules, site
from .headline import choose_headline
from .spam import judge_spam
from .stretch import boilerplate

Verdicts = dict[int, tuple[str, Evidence]]
"""block index -> (rule id, evidence) of the blocks that are dropped"""


def judge(page: Page, options: Options | None = None) -> Page:
    """The same blocks, those that are not the article with the rule that drops them.

    >>> from pipeline.split import split
    >>> from pipeline.types import Source
    >>> text = "文章的標題\\n第一段的句子，有標點。\\n第二段的句子，也有標點。\\n豫ICP備00000000"
    >>> [block.dropped_by for block in judge(split(Source(text, "utf-8"))).blocks]
    [None, None, None, 'footer/icp']
    """
    options = options or Options()
    if not options.extract or not page.blocks:
        return page
    page = judge_spam(page, options)
    spam: Verdicts = {block.index: (block.dropped_by, block.evidence) for block in page.blocks if block.dropped_by}
    ruled = _by_rules(page, options)
    verdicts = {**ruled, **spam}
    if page.kind == "html" or _has_furniture(ruled):
        verdicts = _longer(page, verdicts, _by_site(page, options))
    if all(block.index in verdicts for block in page.blocks if block.text):
        verdicts = spam
    return choose_headline(replace(page, blocks=tuple(_judged(block, verdicts) for block in page.blocks)))


def _longer(page: Page, verdicts: Verdicts, repeated: Verdicts) -> Verdicts:
    """The model's verdicts, with the site's; the model is told of these if that leaves it more to keep.

    It mostly is not: a site's disclaimer below an article is prose and shows the model where the article ends.
    """
    apart = {**boilerplate(page, frozenset(verdicts)), **repeated, **verdicts}
    if not repeated:
        return apart
    told = {**repeated, **verdicts}
    told = {**boilerplate(page, frozenset(told)), **told}
    return max(apart, told, key=lambda found: _prose(page, found))


def _prose(page: Page, verdicts: Verdicts) -> int:
    """Characters outside links that no verdict drops."""
    return sum(len(block.text) - block.link_chars for block in page.blocks if block.index not in verdicts)


def _by_site(page: Page, options: Options) -> Verdicts:
    if site.RULE in options.skip:
        return {}
    return {index: (site.RULE, evidence) for index, evidence in site.repeated_blocks(page, options).items()}


def _by_rules(page: Page, options: Options) -> Verdicts:
    ruleset = rules.load(options)
    verdicts: Verdicts = {}
    for block in page.blocks:
        rule = ruleset.match(block.folded, block.cues) if block.text else None
        if rule is not None and not (rule.is_byline and options.bylines == "keep"):
            verdicts[block.index] = (rule.id, (("why", rule.why),))
    return verdicts


def _has_furniture(verdicts: Verdicts) -> bool:
    """Whether a rule found more than bylines: a text that holds none is an article already and is left whole."""
    return any(not rule.startswith(f"{rules.BYLINES}/") for rule, _ in verdicts.values())


def _judged(block: Block, verdicts: Verdicts) -> Block:
    if block.index not in verdicts:
        return block
    rule, evidence = verdicts[block.index]
    return replace(block, dropped_by=rule, evidence=evidence)
