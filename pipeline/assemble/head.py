"""Facts that a page's head states: meta tags, OpenGraph, JSON-LD, the html tag's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..late import late
from ..types import Block, Fact, Head, Options
from .dates import find_date
from .people import is_name, names_nobody, tidy_name

_META = {
    "article:published_time": "published",
    "og:published_time": "published",
    "publishdate": "published",
    "pubdate": "published",
    "datepublished": "published",
    "bytedance:published_time": "published",
    "weibo: article:create_at": "published",
    "bytedance:updated_time": "updated",
    "weibo: article:update_at": "updated",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "author": "author",
    "article:author": "author",
    "og:site_name": "site",
    "contentsource": "source",
    "mediaid": "source",
    "og:url": "url",
}
"""Meta names (lower case) and the fact they state; ContentSource, PubDate: GB/T rules for Chinese government sites; bytedance, weibo:
what Toutiao and Weibo ask of pages that they show."""

_JSONLD = {"datePublished": "published", "dateModified": "updated", "author": "author", "publisher": "site"}
_CAMBRIAN = {"pubDate": "published", "upDate": "updated"}
"""the same in the form that Baidu asks of pages (``cambrian.jsonld``), which names no type"""
_ARTICLES = frozenset((
    "Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "WebPage", "DiscussionForumPosting", "TechArticle",
    "OpinionNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting", "SocialMediaPosting", "ScholarlyArticle", "Recipe", "HowTo",
    "MedicalWebPage", "Review", "Chapter",
))  # fmt: skip
LONGEST_VALUE = 60
"""Characters of a source or site name; more is a slogan or a list of keywords."""

LARGEST_JSONLD = 200_000
"""Characters of a JSON-LD script that is read; real ones stay under 20,000."""


def head_facts(head: Head, options: Options, near: Sequence[Block] = ()) -> tuple[Fact, ...]:
    """The facts of the head in the order of trust: JSON-LD, then meta tags. ``near``: the blocks around the text."""
    facts = [fact for script in head.jsonld for fact in _jsonld(script)]
    facts += _metas(head)
    if not any(fact.name == "author" for fact in facts):
        facts += _shown_author(head, near)
    if head.lang:
        facts.append(Fact("language", head.lang, "", "html lang"))
    address = options.url or head.canonical
    if address:
        facts.append(Fact("url", address, "", "option url" if options.url else "link canonical"))
    return tuple(facts)


def _metas(head: Head) -> Iterator[Fact]:
    for name, content in head.metas:
        known = _META.get(name)
        value = _value(known, content) if known else ""
        if known and value:
            yield Fact(known, value, "", f"meta {name}")


def only_day(times: Sequence[str]) -> Fact | None:
    """The day of all ``<time>`` elements, where a page names no other: those of comments and other articles differ.

    >>> only_day(["2021-07-08T20:15", "2021-07-08"])
    Fact(name='published', value='2021-07-08T20:15', label='', evidence='time datetime')
    >>> only_day(["2021-07-08", "2021-07-09"])
    """
    found = [found[0] for found in map(find_date, times) if found]
    if not found or any(value[:_DAY] != found[0][:_DAY] for value in found):
        return None
    return Fact("published", found[0], "", "time datetime")


_DAY = len("2021-07-08")


def _shown_author(head: Head, near: Sequence[Block]) -> Iterator[Fact]:
    """What a meta tag gives for the author although it is no common name, where a line at the text signs with it, too."""
    for name, content in head.metas:
        value = tidy_name(content) if _META.get(name) == "author" else ""
        if not value or not _PEN_NAME.fullmatch(value) or _OFFICE.search(value) or value in _PARTS.split(head.title):
            continue
        signs = re.compile(
            rf"(?:^|[\s|·/:：])(?:by |作者：?|由 ?)?{re.escape(value)}(?:$|[\s|·/,，：:]|说|發|发)", re.IGNORECASE
        )
        if any(not block.kept and len(block.text) <= _SIGNS and signs.search(block.text) for block in near):
            yield Fact("author", value, "", f"meta {name}")


_PEN_NAME = late(r"[\w·.-]{2,20}")
_OFFICE = late(
    r"(?:[网網报報社台臺站局部厅廳院处處会會刊志誌厂廠店馆館]|新[闻聞]|公司|中心|[频頻]道|博客|政府|[论論][坛壇]|[编編][辑輯]|小[编編]|admin|root|com|cn|管理[员員]|[记記]者|集[团團]|大[学學])$",
    re.IGNORECASE,
)
"""how the names of sites, offices and their staff end, who are no authors"""
_PARTS = late(r"\s*[-_|–—·,，]\s*")
"""what stands between the headline and the names of site and section in a title"""
_WRITTEN = late(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_SIGNS = 80
"""characters of a line that signs"""


def _value(name: str, content: str) -> str:
    content = content.strip()
    if name == "url":
        return content
    if name in ("published", "updated"):
        found = find_date(content)
        return found[0] if found else ""
    if name == "author":
        return _author(tidy_name(content))
    return "" if len(content) > LONGEST_VALUE else content


def _author(value: str) -> str:
    """A person's name; many sites put their own name, address or slogan there."""
    written = _WRITTEN.fullmatch(value)
    return value if (is_name(value) and not _OFFICE.search(value)) or written else ""


def _jsonld(script: str) -> Iterator[Fact]:
    if len(script) > LARGEST_JSONLD:
        return
    import json  # many pages have none

    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        if "cambrian" in str(node.get("@context")):
            stated = ((name, key, _value(name, str(node.get(key)))) for key, name in _CAMBRIAN.items())
            yield from (Fact(name, value, "", f"json-ld {key}") for name, key, value in stated if value)
        kind = node.get("@type")
        if not (set(kind) if isinstance(kind, list) else {kind}) & _ARTICLES:
            continue
        for key, name in _JSONLD.items():
            value = _value(name, _named(node.get(key))) or (_person(node) if name == "author" else "")
            if value:
                yield Fact(name, value, "", f"json-ld {key}")


def _person(node: dict[str, Any]) -> str:
    """A pen name that the page calls a person's, unless it is the site's own."""
    given = node.get("author")
    one = given[0] if isinstance(given, list) and given else given
    if not isinstance(one, dict) or one.get("@type") != "Person":
        return ""
    value = tidy_name(_named(one))
    is_own = value == _named(node.get("publisher")) or _OFFICE.search(value) or names_nobody(value)
    return value if _PEN_NAME.fullmatch(value) and not is_own else ""


def _nodes(data: Any) -> list[dict[str, Any]]:
    """The objects of a script: one, a list, or a ``@graph``."""
    found = data if isinstance(data, list) else [data]
    for node in list(found):
        if isinstance(node, dict) and isinstance(node.get("@graph"), list):
            found = [*found, *node["@graph"]]
    return [node for node in found if isinstance(node, dict)]


def _named(value: Any) -> str:
    """A string, or the name of a person or organisation, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value if isinstance(value, str) else ""
