"""Injected things that a single line does not show: skeletons, anti-copy tokens, link farms, spam inside a sentence.

Each finder looks at all blocks once and names those that it would drop or flag. The forms, and where they were seen:

- skeleton: nests of empty, rare elements that share one random id of five characters, to defeat duplicate detection (seven
  mirror sites; 0 of 140 honest pages). In HTML they hold no text and so make no block; extractors print them as text.
- anti-copy: a line between paragraphs, the site's name behind random letters, or the letters alone (three sites).
- link farm: neighbouring link blocks of which a good part scores as spam, shown or hidden; bare links to random hosts in a text.
- keyword wall: hundreds of unrelated search phrases in one block, for search engines alone (hidden or below the page).
- inline: a name inside a sentence overwritten with telling words. What stood there is lost: reported, not cut.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.judge.lexical import find_terms, plain, score
from pipeline.judge.prose import is_prose
from pipeline.judge.sheet import Sheet
from pipeline.late import late
from pipeline.types import Block, Evidence, Page

Row = tuple[Block, str]
"""a block and its folded view"""

SKELETON_TAGS = 3
"""opening tags with one five-character id: 0 of 140 honest pages have three that are empty"""
TOKENS = 3
"""lines of random letters alone before they count as anti-copy tokens: one or two may be names"""
FARM_LINKS = 4
"""neighbouring link blocks that make a farm"""
FARM_SHARE = 0.4
"""share of them that must score as spam by their own words"""
BARE_LINKS = 8
"""neighbouring lines that are nothing but a link; issue threads of spam have 20 to 40, honest references fewer in a row or known hosts"""
RANDOM_SHARE = 0.5
"""share of their hosts that must look random"""
INLINE_WINDOW = 24
"""characters in which telling words must crowd"""
INLINE_TERMS = 2
"""distinct telling words of one family in that window: 0 of the 30,463 lines of clean passages and gold texts have them"""
INLINE_SCORE = 0.9
"""lexical score of that window"""

WALL_PHRASES = 50
"""phrases between blanks that make a wall; the longest keyword line that heads a page has some dozens"""
WALL_MARKS = 0.01
"""stops and commas a character that a wall has at most; prose has one in ten, lists of names and goods have no crowd of telling words"""

_TAG = late(r"</?[a-z][a-z0-9]{0,15}(?:\s+id\s*=\s*[\"']?[a-z0-9]{5}[\"']?)?\s*/?>", re.IGNORECASE)
_TAG_ID = late(r"<[a-z][a-z0-9]{0,15}\s+id\s*=\s*[\"']?([a-z0-9]{5})[\"']?\s*/?>", re.IGNORECASE)
_PREFIXED = late(r"([A-Za-z]{2,8})([^A-Za-z\s].{3,60})")
_TOKEN = late(r"[A-Za-z]{4,8}")
_IRREGULAR = late(r"[a-z][A-Z]|[A-Z]{2,}[a-z]")
_BARE_LINK = late(r"(?:\S{0,30}\s)?https?://([^\s/]+)\S*")
_VOWEL = late(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Finding:
    """One block that is part of an injection."""

    index: int
    rule: str
    drops: bool
    evidence: Evidence


def find_injected(page: Page, sheet: Sheet, spam: frozenset[int], crowds: Sequence[Row]) -> Iterator[Finding]:
    """All that the finders name. ``sheet`` holds the blocks with text, ``spam`` the indices of those that are spam by their
    own line, ``crowds`` those that may hold two telling words or more."""
    yield from find_skeletons(sheet)
    yield from find_anti_copy(sheet)
    yield from find_farms(page.blocks, spam)
    yield from find_bare_links(page, sheet)
    yield from find_inline(crowds, spam)


def find_skeletons(sheet: Sheet) -> Iterator[Finding]:
    """Lines that are leaked skeleton tags; a line with other text besides is flagged.

    When it is wrong: a page that shows such markup as an example outside pre and code.
    """
    if "<" not in sheet.lowered.text:
        return
    counts: dict[str, int] = defaultdict(int)
    tagged = [block for block in sheet if "<" in block.text and block.kind not in ("pre", "image")]
    for block in tagged:
        for found in _TAG_ID.findall(block.text):
            counts[found] += 1
    shared = {found for found, count in counts.items() if count >= SKELETON_TAGS}
    if not shared:
        return
    for block in tagged:
        ids = sorted(shared.intersection(_TAG_ID.findall(block.text)))
        rest = _TAG.sub("", block.text).strip()
        if ids or not rest:
            yield Finding(block.index, "spam/skeleton", not rest, (("ids", tuple(ids)),))


def find_anti_copy(sheet: Sheet) -> Iterator[Finding]:
    """Lines between paragraphs that repeat one text behind ever other random letters, or are such letters alone.

    When it is wrong: a glossary whose entries begin with mixed-case words and end alike.
    """
    prefixes: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    tokens: dict[str, int] = {}
    for row in sheet.rows_from("A", "z"):
        block, folded = sheet[row], sheet.folded[row]
        if block.kind not in ("p", "line"):
            continue
        if found := _PREFIXED.fullmatch(folded):
            prefixes[found[2]][found[1]].append(block.index)
        elif _TOKEN.fullmatch(folded) and _IRREGULAR.search(folded):
            tokens[folded] = block.index
    for rest, by_prefix in prefixes.items():
        if len(by_prefix) > 1 and any(_IRREGULAR.search(prefix) for prefix in by_prefix):
            yield from _anti_copy((index for indices in by_prefix.values() for index in indices), ("repeats", rest))
    if len(tokens) >= TOKENS and any(map(is_prose, sheet.folded)):
        yield from _anti_copy(tokens.values(), ("random letters", len(tokens)))


def _anti_copy(indices: Iterable[int], why: tuple[str, object]) -> Iterator[Finding]:
    return (Finding(index, "spam/anti-copy", True, (why,)) for index in indices)


def find_farms(blocks: Sequence[Block], spam: frozenset[int]) -> Iterator[Finding]:
    """Runs of link blocks in which so many are spam that all of them are.

    When it is wrong: a menu of a site about just that; its pages have the topic, and its links then are not spam.
    """
    if not spam:
        return
    for (linked, hidden), members in groupby(blocks, key=lambda block: (_is_link(block), block.hidden)):
        run = [block for block in members if block.text]
        share = sum(block.index in spam for block in run) / max(len(run), 1)
        if linked and len(run) >= FARM_LINKS and share >= FARM_SHARE:
            rule = "spam/hidden-links" if hidden else "spam/link-farm"
            for block in run:
                yield Finding(block.index, rule, True, (("farm", len(run)), ("spam share", round(share, 2))))


def find_bare_links(page: Page, sheet: Sheet) -> Iterator[Finding]:
    """Runs of lines of a text that are bare links to many hosts with random names.

    When it is wrong: a list of references to sites with names of few vowels; known hosts are mostly pronounceable.
    """
    if sheet.lowered.text.count("://") < BARE_LINKS:
        return
    bare_links = {
        block.index for block, folded in zip(sheet, sheet.folded, strict=True) if _BARE_LINK.fullmatch(folded)
    }
    for bare, members in groupby(page.blocks, key=lambda block: block.index in bare_links):
        run = list(members) if bare else []
        if len(run) < BARE_LINKS:
            continue
        hosts = {found[1].lower() for block in run if (found := _BARE_LINK.search(block.text))}
        share = sum(map(is_random_host, hosts)) / max(len(hosts), 1)
        if len(hosts) >= BARE_LINKS // 2 and share >= RANDOM_SHARE:
            for block in run:
                yield Finding(
                    block.index, "spam/link-farm", True, (("links", len(run)), ("random hosts", round(share, 2)))
                )


def is_random_host(host: str) -> bool:
    """Whether a host's first telling label looks made by a machine: digits among letters, or almost no vowels.

    >>> [is_random_host(host) for host in ("www.people.com.cn", "k7x2p.vip", "www.xbqtfg.com", "www.163.com")]
    [False, True, True, False]
    """
    labels = [label for label in host.split(":")[0].split(".") if label not in ("www", "m", "wap")]
    label = labels[0] if labels else ""
    if re.search(r"[a-z]\d+[a-z]|^\d+[a-z]+\d", label):
        return True
    return len(label) >= 5 and label.isalpha() and len(_VOWEL.findall(label)) * 6 < len(label)


def find_inline(rows: Sequence[Row], spam: frozenset[int]) -> Iterator[Finding]:
    """Lines of prose with a crowd of telling words in one place, of those that may have one; walls of keywords go as a whole."""
    for block, folded in rows:
        if block.index in spam or len(folded) < INLINE_WINDOW * 2:
            continue
        if crowd := crowded(folded):
            is_wall = is_keyword_wall(folded)
            yield Finding(block.index, "spam/keyword-wall" if is_wall else "spam/inline", is_wall, (("words", crowd),))


def is_keyword_wall(folded: str) -> bool:
    """Whether a line is phrase after phrase without any sentence.

    >>> is_keyword_wall("在线观看 全文阅读 " * 40), is_keyword_wall("今天开放，市民可以参观。 " * 60)
    (True, False)
    """
    phrases = folded.count(" ") + 1
    marks = sum(map(folded.count, ",.;!?。、"))
    return phrases >= WALL_PHRASES and marks <= WALL_MARKS * len(folded)


def crowded(folded: str) -> str:
    """The stretch of a long line in which telling words of one family crowd, or nothing.

    >>> crowded("公司成立于一九九八年,国产精品久久综合无码视频有限公司是专业从事阀门研发和生产的企业。")
    '国产精品久久综合无码视频'
    >>> crowded("公司成立于一九九八年,是专业从事阀门研发和生产的企业。")
    ''
    """
    line = plain(folded, len(folded))
    found = find_terms(line)
    for place, (start, _, family) in enumerate(found):
        near = [
            one for one in found[place : place + INLINE_WINDOW] if one[0] < start + INLINE_WINDOW and one[2] == family
        ]
        if len({word for _, word, _ in near}) >= INLINE_TERMS:
            window = line[start : near[-1][0] + len(near[-1][1])]
            if score(window).spam >= INLINE_SCORE:
                return window
    return ""


def _is_link(block: Block) -> bool:
    return block.link_chars * 2 > len(block.text)
