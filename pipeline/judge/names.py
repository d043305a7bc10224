"""What a page calls itself outside its body: ``<title>`` and og:title, their parts, and how far a line says the same.

A ``<title>`` is the headline with the site's name attached, mostly behind it and behind a separator; now and then
the site stands first. Which part is the headline is told by its length, its place and by what the body speaks of.

Limits: a title that holds nothing but the site's name has no part that is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from pipeline.fold import fold, fold_lines
from pipeline.judge.keys import key_of, keys_of, rows_sharing
from pipeline.judge.topic import Topic
from pipeline.late import late
from pipeline.types import Page

TITLE_METAS = ("og:title", "twitter:title")
SAME = 0.7
"""share of common character pairs (Dice) from which a line says what a title says; other lines of the dev pages stay under .5"""
CLOSE_LENGTH = 0.5
"""length of a line, as a share of the title's, from which it may say the same in other words"""
WHOLE = 0.6
"""length of a part, as a share of the longest, from which it is a headline and no section name"""
SPOKEN_OF = 0.3
"""coverage from which the body speaks of a part; unrelated lines stay under .14"""
SITE_CHARS = 14
"""longest site or section name, in folded characters"""
LONG_NAME = 12
"""characters of a key from which a title's last part is no site's name, whatever words it holds"""
SITE_WORDS = late(
    r"网|新闻|频道|日报|晚报|论坛|在线|官网|门户|资讯|社区|博客|电视台|报社|杂志|首页|百科|\.(?:com|cn|net|org|tw|hk)|powered by|online|news",
    re.IGNORECASE,
)
MOST_CHARS = 90
"""letters and Han characters that a headline has at most; the titles of the 329 dev pages have 2 to 71"""
NO_NAME = frozenset(("null", "undefined", "untitled", "无标题", "无标题文档", "newpage", "document", "index"))
"""what templates leave where nobody wrote a title"""

_SEPARATOR = late(
    r"(?=[\s_|｜丨:—«»<>-])"
    r"(?:\s*[_|｜丨]+\s*|\s+[-–—:«»<>/@]+\s+|\s*(?:::|--+|—+|«|»|>|<)\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|-\s+|\s+-)"
)
"""A glance at the first character spares the others six tries each."""


def own_names(page: Page) -> list[str]:
    """What the page calls itself outside its body: og:title and ``<title>``, unless they are spam."""
    spam = {value for name, value in page.evidence if name == "spam-title"}
    metas = dict(reversed(page.head.metas))
    given = [metas.get(name, "") for name in TITLE_METAS] + [page.head.title]
    return list(dict.fromkeys(" ".join(name.split()) for name in given if name.strip() and name not in spam))


@lru_cache(maxsize=16)
def fold_title(title: str) -> str:
    """A title, or what else the page's head says of it, as the rules see it: several steps ask, and metas say the same twice."""
    return fold(title)


def name_parts(name: str) -> list[str]:
    """A title cut at its separators.

    >>> name_parts("放疗后肿瘤还在_健康频道_漯河网")
    ['放疗后肿瘤还在', '健康频道', '漯河网']
    """
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(name)) if part]


class Part(NamedTuple):
    """A part of a title, as the rules see it, and its key."""

    text: str
    view: str
    key: str


@lru_cache(maxsize=16)
def named_parts(name: str) -> tuple[Part, ...]:
    """The parts of a title.

    >>> [(part.view, part.key) for part in named_parts("放療後，腫瘤還在？ - 健康")]
    [('放疗后,肿瘤还在?', '放疗后肿瘤还在'), ('健康', '健康')]
    """
    parts = name_parts(name)
    views = fold_lines(parts)
    return tuple(map(Part, parts, views, keys_of(views)))


def _is_short(run: str) -> bool:
    return len(run) <= MOST_CHARS


class Name:
    """One name of the page as keys, made once to be compared with many lines."""

    def __init__(self, parts: tuple[str, ...]):
        self.parts = parts
        self.whole = "".join(parts)
        """the parts put together"""
        self.longest = max(map(len, parts))
        """length of its longest part"""
        self.shortest = len(parts[0])
        """length of what a line is compared with at least: the first part"""
        self.runs = frozenset((*parts, *takewhile(_is_short, accumulate(parts))))
        """its parts, and its first parts put together, as far as a line that is compared with them may be long"""
        self.pairs = [(len(one), frozenset(pairwise(one))) for one in dict.fromkeys((self.whole, parts[0]))]
        """length and pairs of characters of the whole and of the first part"""


def name_keys(names: Sequence[str]) -> list[Name]:
    """The parts of each name as keys; names without any are left out."""
    each = [[part.key for part in named_parts(name)] for name in names]
    return [Name(parts) for parts in (tuple(key for key in keys if key) for keys in each) if parts]


def may_agree(lines: Sequence[str], names: Sequence[Name]) -> list[int]:
    """The rows of the folded lines that may say what one of the names says: the keys of the others agree with none of them.

    Such a key stands in a name, or shares so many pairs with it that no length could make the share too small.

    >>> may_agree(["放疗后,肿瘤还在", "天气预报", "放疗后肿瘤怎么还在?", "登录"], name_keys(["放疗后肿瘤还在"]))
    [0, 2]
    """
    if not names:
        return []
    fewest = min(len(pairs) for name in names for _, pairs in name.pairs)
    return rows_sharing(lines, [name.whole for name in names], SAME / (2 - SAME) * fewest, MOST_CHARS)


def agreement(key: str, name: Name) -> float:
    """How far a line says what a name says, 0 to 1; a section's or the site's name alone counts little.

    >>> title = Name(("放疗后肿瘤还在", "健康频道"))
    >>> agreement("放疗后肿瘤还在", title), agreement("健康频道", title), agreement("放疗后肿瘤怎么还在", title) > 0.6
    (1.0, 0.2, True)
    >>> agreement("社区食堂从一处增到五十处", Name(("河岸市", "社区食堂从一处增到五十处")))
    1.0
    """
    parts, longest = name.parts, name.longest
    if key in name.runs:
        is_site = key == parts[-1] != parts[0] and len(key) < LONG_NAME and SITE_WORDS.search(key)
        if len(key) >= WHOLE * longest and not is_site:
            return 1.0
        return 0.7 if key == parts[0] and not SITE_WORDS.search(key) else 0.2
    if key in name.whole:
        return len(key) / longest * 0.9 if len(key) < longest else 0.9
    if len(key) <= CLOSE_LENGTH * name.shortest:
        return 0.0
    close = max([_dice(key, length, pairs) for length, pairs in name.pairs])
    return close if close >= SAME else 0.0


def _dice(one: str, length: int, pairs: frozenset[tuple[str, str]]) -> float:
    """Share of common pairs with a text of that length and those pairs."""
    if not CLOSE_LENGTH < len(one) / max(length, 1) < 1 / CLOSE_LENGTH:
        return 0.0
    own = set(pairwise(one))
    return 2 * len(own & pairs) / max(len(own) + len(pairs), 1)


def best_part(names: Sequence[str], topic: Topic) -> tuple[str, bool]:
    """The part of the page's names that is its headline, and whether the body speaks of it; empty if there is none."""
    for name in names:
        rated = [
            (_part_points(part, place, topic), part.text, part.view) for place, part in enumerate(named_parts(name))
        ]
        points, text, view = max(rated, default=(0.0, "", ""))
        if points > 0 and len(key_of(text)) > 1 and key_of(text) not in NO_NAME:
            return text, (topic.coverage(view) or 0.0) >= SPOKEN_OF
    return "", False


def _part_points(part: Part, place: int, topic: Topic) -> float:
    points = min(len(part.key), 16) / 16 + 1.5 * (topic.coverage(part.view) or 0) + (0.5 if place == 0 else 0)
    return points - (1.0 if SITE_WORDS.search(part.view) and len(part.view) <= SITE_CHARS else 0.0)
