"""Facts that a page's head states: meta tags, OpenGraph, JSON-LD, the html tag's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..types import Fact, Head, Options
from .dates import find_date
from .people import is_name, tidy_name

_META = {
    "article:published_time": "published",
    "og:published_time": "published",
    "publishdate": "published",
    "pubdate": "published",
    "datepublished": "published",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "author": "author",
    "article:author": "author",
    "og:site_name": "site",
    "contentsource": "source",
    "mediaid": "source",
    "og:url": "url",
}
"""Meta names (lower case) and the fact they state; ContentSource, PubDate: GB/T rules for Chinese government sites."""

_JSONLD = {"datePublished": "published", "dateModified": "updated", "author": "author", "publisher": "site"}
_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "WebPage", "DiscussionForumPosting")
LONGEST_VALUE = 60
"""Characters of a source or site name; more is a slogan or a list of keywords."""

LARGEST_JSONLD = 200_000
"""Characters of a JSON-LD script that is read; real ones stay under 20,000."""


def head_facts(head: Head, options: Options) -> tuple[Fact, ...]:
    """The facts of the head in the order of trust: JSON-LD, then meta tags."""
    facts = [fact for script in head.jsonld for fact in _jsonld(script)]
    facts += _metas(head)
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
    written = re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}", value)
    return value if is_name(value) or written else ""


def _jsonld(script: str) -> Iterator[Fact]:
    if len(script) > LARGEST_JSONLD:
        return
    import json  # many pages have none

    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        kind = node.get("@type")
        if not (set(kind) if isinstance(kind, list) else {kind}) & set(_ARTICLES):
            continue
        for key, name in _JSONLD.items():
            value = _value(name, _named(node.get(key)))
            if value:
                yield Fact(name, value, "", f"json-ld {key}")


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
