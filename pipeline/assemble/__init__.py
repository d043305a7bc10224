"""Stage 5: the kept blocks become an article: its facts, and its body as a small tree of clean HTML.

Method: ``tree`` rebuilds elements from the blocks' containers and marks; ``facts``, ``bylines`` and ``baredate`` read source, time,
author and credits from the lines around the text, kept or dropped; ``head`` reads them from meta tags and JSON-LD. The first fact of a
name wins, in the order in which they can be trusted: the page's lines, then JSON-LD, then meta tags.
Limits: a fact is never inferred from the language of the text alone.
"""

from __future__ import annotations

from typing import cast

from ..types import Article, Block, Fact, Options, Page
from .baredate import bare_date
from .bylines import byline_facts
from .dates import find_date
from .facts import line_facts, near_text
from .head import head_facts, only_day
from .tree import build


def assemble(page: Page, options: Options) -> Article:
    """The article of a judged page. Never raises for a bad page: what is not known stays empty."""
    headline = _headline(page)
    facts = _facts(page, options)
    tree = build([b for b in page.blocks if b.dropped_by is None], headline, options.url or page.head.base or "")
    first: dict[str, str] = {}
    for fact in facts:
        first.setdefault(fact.name, fact.value)
    return Article(
        title=headline.text if headline else "",
        tree=tree,
        facts=facts,
        source=first.get("source", ""),
        published=_most_precise(facts, "published", page.head.times),
        updated=_most_precise(facts, "updated"),
        author=_joined(facts, "author"),
        credits=_credits(facts),
    )


def _facts(page: Page, options: Options) -> tuple[Fact, ...]:
    """All facts, the surest of a name first. Who edited the page is not its author, whatever a meta tag says; the rows of a
    list speak of other pages, and so do its times."""
    rows = next((value for name, value in page.evidence if name == "rows from"), None)
    own = page.blocks if rows is None else [b for b in page.blocks if b.index < cast("int", rows)]
    near = near_text(own)
    kept = [b for b in own if b.dropped_by is None and b.kind != "title"]
    facts = [*line_facts(near, kept), *byline_facts(near, kept), *head_facts(page.head, options, near)]
    bare = rows is None and (bare_date(near, {fact.evidence for fact in facts}) or only_day(page.head.times))
    if bare:
        facts.append(bare)
    editors = {fact.value for fact in facts if fact.name == "credits"}
    sources = {fact.value for fact in facts if fact.name == "source"}
    return tuple(
        fact
        for fact in facts
        if fact.value
        and not (
            fact.name == "author"
            and fact.evidence.startswith("meta")
            and (fact.value in editors or fact.value in sources)
        )
    )


def _most_precise(facts: tuple[Fact, ...], name: str, times: tuple[str, ...] = ()) -> str:
    """The surest date, as exactly as any fact or ``<time>`` of the same day gives it."""
    values = [fact.value for fact in facts if fact.name == name]
    if not values:
        return ""
    values += [found[0] for found in map(find_date, times) if found]
    return max((v for v in values if v.startswith(values[0]) or values[0].startswith(v)), key=len)


def _headline(page: Page) -> Block | None:
    """The block that the judge chose as headline, or one made of the page's title where it chose that."""
    for block in page.blocks:
        if block.kind == "title" and block.dropped_by is None:
            return block
    for name, value in page.evidence:
        if name == "title" and str(value).strip():
            return Block(str(value), index=-1, kind="title")
    return None


def _joined(facts: tuple[Fact, ...], name: str) -> str:
    """All names that the best place states: a line may name two reporters."""
    places = [f for f in facts if f.name == name and f.value]
    names = dict.fromkeys(f.value for f in places if f.evidence == places[0].evidence)
    return "、".join(names)


def _credits(facts: tuple[Fact, ...]) -> tuple[tuple[str, str], ...]:
    """Each role once, in page order, with all its names."""
    roles: dict[str, dict[str, None]] = {}
    for fact in facts:
        if fact.name == "credits":
            roles.setdefault(fact.label, {})[fact.value] = None
    return tuple((role, "、".join(names)) for role, names in roles.items())
