"""What a page calls itself outside its body: ``<title>`` and og:title, their parts, and how far a line says the same.

A ``<title>`` is the headline with the site's name attached, mostly behind it and behind a separator; now and then
the site stands first. Which part is the headline is told by its length, its place and by what the body speaks of.

Limits: a title that holds nothing but the site's name has no part that is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.fold import fold
from pipeline.judge.topic import Topic
from pipeline.types import Page

TITLE_METAS = ("og:title", "twitter:title")
SAME = 0.7
"""share of common character pairs (Dice) from which a line says what a title says; other lines of the dev pages stay under .5"""
WHOLE = 0.6
"""length of a part, as a share of the longest, from which it is a headline and no section name"""
SPOKEN_OF = 0.3
"""coverage from which the body speaks of a part; unrelated lines stay under .14"""
SITE_CHARS = 14
"""longest site or section name, in folded characters"""
SITE_WORDS = re.compile(
    r"网|新闻|频道|日报|晚报|论坛|在线|官网|门户|资讯|社区|博客|电视台|报社|杂志|首页|百科|\.(?:com|cn|net|org|tw|hk)|powered by|online|news",
    re.IGNORECASE,
)
NO_NAME = frozenset(("null", "undefined", "untitled", "无标题", "无标题文档", "newpage", "document", "index"))
"""what templates leave where nobody wrote a title"""

_SEPARATOR = re.compile(
    r"\s*[_|｜丨]+\s*|\s+[-–—:«»<>/]+\s+|\s*(?:::|--+|—+|«|»|>|<)\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|-\s+|\s+-"
)
_NOT_WORD = re.compile(r"[\W_]+")


def key_of(folded: str) -> str:
    """Letters, digits and Han characters only, lower case: how two mentions of a headline are compared.

    >>> key_of("放疗后,肿瘤为什么还在? (图)")
    '放疗后肿瘤为什么还在图'
    """
    return _NOT_WORD.sub("", folded).lower()


def own_names(page: Page) -> list[str]:
    """What the page calls itself outside its body: og:title and ``<title>``, unless they are spam."""
    spam = {value for name, value in page.evidence if name == "spam-title"}
    metas = dict(reversed(page.head.metas))
    given = [metas.get(name, "") for name in TITLE_METAS] + [page.head.title]
    return list(dict.fromkeys(" ".join(name.split()) for name in given if name.strip() and name not in spam))


def name_parts(name: str) -> list[str]:
    """A title cut at its separators.

    >>> name_parts("放疗后肿瘤还在_健康频道_漯河网")
    ['放疗后肿瘤还在', '健康频道', '漯河网']
    """
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(name)) if part]


def name_keys(names: Sequence[str]) -> list[list[str]]:
    """The parts of each name as keys, empty ones left out."""
    return [[key for key in (key_of(fold(part)) for part in name_parts(name)) if key] for name in names]


def agreement(key: str, parts: Sequence[str]) -> float:
    """How far a line says what a title of these parts says, 0 to 1; a section's or the site's name alone counts little.

    >>> title = ["放疗后肿瘤还在", "健康频道"]
    >>> agreement("放疗后肿瘤还在", title), agreement("健康频道", title), agreement("放疗后肿瘤怎么还在", title) > 0.6
    (1.0, 0.2, True)
    """
    if not parts:
        return 0.0
    whole, longest = "".join(parts), max(map(len, parts))
    if key in parts or _is_run(key, parts):
        if len(key) >= WHOLE * longest and not (key == parts[-1] != parts[0] and SITE_WORDS.search(key)):
            return 1.0
        return 0.7 if key == parts[0] and not SITE_WORDS.search(key) else 0.2
    if key in whole:
        return len(key) / longest * 0.9 if len(key) < longest else 0.9
    close = max(_dice(key, part) for part in (whole, parts[0]))
    return close if close >= SAME else 0.0


def _is_run(key: str, parts: Sequence[str]) -> bool:
    """Whether a key is the first parts of a title put together."""
    return any(key == "".join(parts[:end]) for end in range(1, len(parts) + 1))


def _dice(one: str, other: str) -> float:
    if not 0.5 < len(one) / max(len(other), 1) < 2:
        return 0.0
    first, second = set(pairwise(one)), set(pairwise(other))
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def best_part(names: Sequence[str], topic: Topic) -> tuple[str, bool]:
    """The part of the page's names that is its headline, and whether the body speaks of it; empty if there is none."""
    for name in names:
        rated = [(_part_points(part, place, topic), part) for place, part in enumerate(name_parts(name))]
        points, part = max(rated, default=(0.0, ""))
        if points > 0 and len(key_of(part)) > 1 and key_of(part) not in NO_NAME:
            return part, (topic.coverage(fold(part)) or 0.0) >= SPOKEN_OF
    return "", False


def _part_points(part: str, place: int, topic: Topic) -> float:
    folded = fold(part)
    points = min(len(key_of(folded)), 16) / 16 + 1.5 * (topic.coverage(folded) or 0) + (0.5 if place == 0 else 0)
    return points - (1.0 if SITE_WORDS.search(folded) and len(folded) <= SITE_CHARS else 0.0)
