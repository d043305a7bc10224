"""Injected spam: evidence as a value, the decision apart from it.

Mirror and hacked sites put a line of keywords above the true headline, into ``<title>``, into hidden blocks and link
farms. What shows it, each part alone too weak to delete on:

- the words (``lexical``, ``terms``): made of the vocabulary of one family of spam, several telling words together;
- the topic (``coverage``): nothing of it comes back in the page's prose;
- the script (``mismatch``): Simplified on a page that was turned into Traditional, as it was put in afterwards;
- a contact (``contact``): the number or address that such lines exist to spread;
- the place (``hidden``, ``leads``) and the links (``hosts``).

A line goes only on its words plus one independent part, or on overwhelming words; otherwise it stays, flagged. On a
page whose topic it is (``coverage`` high) it always stays.

Limits: a family whose words are unknown is not seen; a company's name overwritten inside a sentence can be
reported (``spam/inline``) but not restored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.fold import fold
from pipeline.judge.injected import Finding, Row, find_injected
from pipeline.judge.lexical import plain, score, spam_score, terms
from pipeline.judge.names import fold_title
from pipeline.judge.needles import lowered
from pipeline.judge.prose import is_prose
from pipeline.judge.sheet import Sheet
from pipeline.judge.suspects import CONTACT, suspects
from pipeline.judge.topic import Topic, topic_of
from pipeline.script import Script, count_script
from pipeline.types import Block, Evidence, Head, Options, Page

Verdict = Literal["drop", "flag", "keep"]

LIKELY = 0.6
"""lexical score from which a line with several telling words may be spam"""
LIKELY_ALONE = 0.8
"""the same for a single telling word and nothing beside it: some stand in honest headlines"""
OVERWHELMING = 0.97
"""lexical score that needs no other evidence, together with ``MANY_TERMS``"""
MANY_TERMS = 4
"""distinct telling words that no honest headline of 1,689 has together"""
UNRELATED = 0.15
"""coverage up to which a line has nothing to do with the page: holds for 96% of spam, 10% of own titles (112 pages)"""
ON_TOPIC = 0.35
"""coverage from which the page is about it: no spam line of dev on six real bodies each reaches it"""
TELLING_CHARS = 2
"""characters of one script only that a line needs before a mismatch counts (79 of 88 mirrored pages have them)"""
HEADLINE_CHARS = 400
"""longest prose looked at as a whole; the longest keyword list seen on 88 pages has 330, a longer list is judged by its start"""
_REMEMBERED = 512
"""such lines; on the 329 pages two of five are those of a page before"""
TITLE_METAS = frozenset(("og:title", "twitter:title"))
OTHER_METAS = frozenset(("keywords", "description", "og:description", "twitter:description"))


@dataclass(frozen=True, slots=True)
class SpamEvidence:
    """What speaks for a line being injected spam; see the module for the parts."""

    lexical: float
    """probability of spam by its words alone, 0 to 1"""
    families: tuple[tuple[str, float], ...]
    """probability of each family, the likeliest first"""
    terms: tuple[str, ...]
    """distinct telling words"""
    contact: str
    """the contact or address in it"""
    coverage: float | None
    """share of its Han pairs in the page's prose; None if the page has too little prose"""
    mismatch: bool
    """written in one script on a page of the other"""
    leads: bool = False
    """the first text of the page"""
    hidden: bool = False
    """not shown to a reader"""
    hosts: int = 0
    """other sites that it links to"""

    @property
    def family(self) -> str:
        """The likeliest family."""
        return self.families[0][0] if self.families else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence that are independent of the words."""
        named = {
            "unrelated": self.coverage is not None and self.coverage <= UNRELATED,
            "script": self.mismatch,
            "contact": bool(self.contact),
            "hidden": self.hidden,
            "hosts": self.hosts > 0,
        }
        return tuple(name for name, holds in named.items() if holds)

    def named(self) -> Evidence:
        """As named parts for the audit."""
        parts: list[tuple[str, object]] = [
            ("lexical", round(self.lexical, 3)),
            ("family", self.family),
            ("terms", self.terms),
        ]
        if self.coverage is not None:
            parts.append(("coverage", round(self.coverage, 3)))
        return (*parts, ("kinds", self.kinds), ("leads", self.leads))


def spam_evidence(line: str | Block, page: Page | str) -> SpamEvidence:
    """The evidence that a line of a page is injected spam.

    ``line``: a block of the page, or a line of text; ``page``: the page, or its body text. Never raises; a page
    without prose gives ``coverage`` None.

    >>> body = "醫生說，放療後腫瘤還在並不意味著治療失敗，影像學上持續存在的病灶可能已經沒有活性。" * 3
    >>> found = spam_evidence("精品国产久久_亚洲无码一区二区_免费在线观看", body)
    >>> found.family, found.mismatch, decide(found)
    ('adult', True, 'drop')
    >>> decide(spam_evidence("放療後為什麼腫瘤還在?", body))
    'keep'
    """
    block = line if isinstance(line, Block) else Block(text=line)
    blocks = () if isinstance(page, str) else page.blocks
    leads = bool(blocks) and block.text.strip() == next((b.text.strip() for b in blocks if b.text.strip()), None)
    return weigh(block, block.folded or fold(block.text), topic_of(page), leads=leads)


def weigh(block: Block, folded: str, topic: Topic, *, leads: bool = False) -> SpamEvidence:
    """The evidence for one block on a page whose topic is known."""
    line = plain(folded)
    scored = score(folded)
    contact = CONTACT.search(line)
    return SpamEvidence(
        lexical=scored.spam,
        families=scored.families,
        terms=tuple(word for word, _ in terms(line)),
        contact=contact[0] if contact else "",
        coverage=topic.coverage(folded),
        mismatch=is_mismatch(count_script(block.text), topic.script),
        leads=leads,
        hidden=block.hidden,
        hosts=len(_hosts(block)),
    )


def is_likely(folded: str) -> bool:
    """Whether a folded line's own words make it likely enough to be weighed: most lines hold no telling word and no contact."""
    return _is_likely(plain(folded))


@lru_cache(maxsize=_REMEMBERED)
def _is_likely(line: str) -> bool:
    """The same of a plain line: what stands below every page of a site is asked about once."""
    probability = spam_score(line)
    return probability >= LIKELY and probability >= _needed(len(terms(line)), bool(CONTACT.search(line)))


def is_mismatch(line: Script, page: Script) -> bool:
    """Whether a line is in one script only and the page in the other."""
    if {line.name, page.name} != {"simplified", "traditional"}:
        return False
    return max(line.simplified, line.traditional) >= TELLING_CHARS and not min(line.simplified, line.traditional)


def decide(evidence: SpamEvidence) -> Verdict:
    """Drop on the words and an independent kind of evidence, or on overwhelming words; else flag or keep."""
    if evidence.lexical < _needed(len(evidence.terms), bool(evidence.contact)):
        return "keep"
    if evidence.coverage is not None and evidence.coverage >= ON_TOPIC and not evidence.mismatch:
        return "flag" if evidence.lexical >= OVERWHELMING and len(evidence.terms) >= MANY_TERMS else "keep"
    if evidence.kinds or (evidence.lexical >= OVERWHELMING and len(evidence.terms) >= MANY_TERMS):
        return "drop"
    return "flag"


def _needed(words: int, contact: bool) -> float:
    """The lexical score from which such a line may be spam; above 1 for one without telling word or contact."""
    if words:
        return LIKELY_ALONE if words + contact == 1 else LIKELY
    return OVERWHELMING if contact else 2.0


def judge_spam(page: Page, options: Options, sheet: Sheet | None = None) -> Page:
    """The same blocks, injected ones dropped or flagged.

    ``sheet``: the blocks that hold text, where they are known. ``Page.evidence`` gets ("spam-title", text) for each
    injected ``<title>`` or title in the metas, ("spam-meta", name) for other metas, so that no later step quotes them.
    """
    sheet = Sheet([block for block in page.blocks if block.text]) if sheet is None else sheet
    given = _told(page.head)
    telling, crowds = suspects("\n".join((sheet.lowered.text, lowered([view for _, _, view in given]))))
    likely = [row for row in map(sheet.row, telling) if row and _may_be_spam(*row)]
    head = [given[at - len(sheet)] for at in telling if at >= len(sheet) and is_likely(given[at - len(sheet)][2])]
    topic = topic_of(page) if likely or head else Topic({})
    found = _judge_lines(page, sheet, likely, topic)
    spam = frozenset(index for index, finding in found.items() if finding.drops)
    for finding in find_injected(page, sheet, spam, [row for row in map(sheet.row, crowds) if row]):
        if finding.drops or finding.index not in found:
            found[finding.index] = finding
    noticed = _judge_head(head, topic)
    wanted = {index: finding for index, finding in found.items() if finding.rule not in options.skip}
    if not wanted and not noticed:
        return page
    blocks = tuple(_apply(block, wanted.get(block.index), options) for block in page.blocks)
    return replace(page, blocks=blocks, evidence=(*page.evidence, *noticed))


def _may_be_spam(block: Block, folded: str) -> bool:
    return block.kept and folded != "" and not is_long_prose(folded) and is_likely(folded)


def _judge_lines(page: Page, sheet: Sheet, likely: Sequence[Row], topic: Topic) -> dict[int, Finding]:
    """What the own words of the likely blocks say, by index."""
    found: dict[int, Finding] = {}
    starts = sheet.first_prose(any_block=True) if likely else 0
    body_starts = sheet[starts].index if starts < len(sheet) else len(page.blocks)
    for block, folded in likely:
        evidence = weigh(block, folded, topic, leads=block.index == 0)
        verdict = decide(evidence)
        if verdict != "keep":
            rule = _rule(block, body_starts)
            found[block.index] = Finding(block.index, rule, verdict == "drop", evidence.named())
    return found


def is_long_prose(folded: str) -> bool:
    """Whether a line is too long to be judged as one: running text of more than ``HEADLINE_CHARS`` characters."""
    return len(folded) > HEADLINE_CHARS and is_prose(folded)


def _told(head: Head) -> list[tuple[str, str, str]]:
    """The titles and metas that may be spam: name, text, folded view."""
    given = [("title", head.title)] if head.title else []
    given += [(name, text) for name, text in head.metas if text and (name in TITLE_METAS or name in OTHER_METAS)]
    return [(name, text, fold_title(text)) for name, text in given]


def _judge_head(likely: Iterable[tuple[str, str, str]], topic: Topic) -> Evidence:
    spam = [(name, text) for name, text, view in likely if decide(weigh(Block(text=text), view, topic)) == "drop"]
    return tuple(("spam-meta", name) if name in OTHER_METAS else ("spam-title", text) for name, text in spam)


def _apply(block: Block, finding: Finding | None, options: Options) -> Block:
    if finding is None:
        return block
    if not finding.drops or options.spam == "flag" or not options.extract:
        return block.but(flags=(*block.flags, finding.rule), evidence=(*block.evidence, *finding.evidence))
    return block.dropped(finding.rule, finding.evidence)


def _rule(block: Block, body_starts: int) -> str:
    if block.hidden:
        return "spam/hidden-links"
    if block.link_chars * 2 > len(block.text):
        return "spam/link-farm"
    return "spam/headline" if block.index <= body_starts or block.kind == "h" else "spam/line"


def _hosts(block: Block) -> set[str]:
    return set(
        _link_hosts(href for mark in block.marks if mark.tag == "a" for name, href in mark.attrs if name == "href")
    )


def _link_hosts(hrefs: Iterable[str]) -> Iterable[str]:
    for href in hrefs:
        scheme, _, rest = href.partition("//")
        if rest and scheme in ("http:", "https:", ""):
            yield rest.split("/", 1)[0].lower()
