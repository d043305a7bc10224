"""HTML as a run of tokens: lexbor mends the markup, what it writes is cut at each tag.

lexbor's serialisation closes every element, quotes every attribute with ``"`` and escapes ``"``, ``&``, ``<`` and ``>``
inside them and in texts, so cutting it at each ``<`` is enough to read it, and is many times faster than
asking each node of the tree from Python.
"""

from __future__ import annotations

import re

_ATTRS = r'(?: =?[^\s/>=]*="[^"]*")*'
_TOKEN = re.compile(rf"<(?:/?[^\s/>!]+{_ATTRS}|![^>]*)>[^<]*")
_ATTR = re.compile(r' (=?[^\s/>=]*)="([^"]*)"')
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_NEVER_DEEP = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "hr", "img", "input", "meta", "link", "wbr", "area")
)
"""elements without end tag, or whose end tag is often left out: they do not count as depth"""
_COUNTED = re.compile(rf"<(/?)(?!(?:{'|'.join(_NEVER_DEEP)})(?![a-z0-9]))[a-z][^<>]*>", re.IGNORECASE | re.ASCII)
"""the tags that count as depth"""
_SCRIPT = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)

RAW_TEXT = ["script", "style", "iframe", "noembed", "noframes"]
"""elements whose content is not markup and never shown"""

_MANY_TAGS = 20_000
"""pages with fewer tags are parsed as they are: the parser's time grows with tags times depth"""
_DEEP = 1_500
"""open elements; browsers stop at 512, the 429 pages at 60"""

_UNESCAPED = ("<xmp", "<plaintext")
"""elements whose text lexbor writes as it is"""


def tokenize(html: str) -> list[str]:
    """The tokens of the mended page: a tag without its first ``<``, and the text up to the next one. Comments are ``!>`` and
    the text after them; raw text elements are left out.

    >>> tokenize("<p class=a>x<!--c-->y<b>z")[-6:]
    ['p class="a">x', '!>y', 'b>z', '/b>', '/p>', '/body>']
    """
    from selectolax.lexbor import LexborHTMLParser

    # a lone surrogate cannot be handed to the parser's UTF-8
    tree = LexborHTMLParser(flattened(html).encode("utf-8", "replace"))
    tree.strip_tags(RAW_TEXT)
    return _tokens(tree.html or "")


def _tokens(mended: str) -> list[str]:
    """Cut at each ``<``, which is only written where a tag begins; a pattern is needed only where that does not hold."""
    plain = _without_comments(mended)
    if any(tag in plain for tag in _UNESCAPED) or plain.count("<") != plain.count(">"):
        found = [token[1:] for token in _TOKEN.findall(plain)]
    else:
        found = plain.split("<")[1:]
    return found[:-1] if found and found[-1].startswith("/html>") else found


def _without_comments(mended: str) -> str:
    """The markup with ``<!>`` for each comment."""
    parts: list[str] = []
    at = 0
    while (start := mended.find("<!--", at)) >= 0 and (end := mended.find("-->", start + 4)) >= 0:
        parts += [mended[at:start], "<!>"]
        at = end + 3
    return "".join(parts) + mended[at:] if parts else mended


def flattened(html: str) -> str:
    """The page, its tags beyond a hostile depth made line breaks, so that parsing stays linear.

    >>> flattened("<div>" * 3 + "x")
    '<div><div><div>x'
    """
    if html.count("<") < _MANY_TAGS or not _is_deep(html):
        return html
    depth = 0

    def lower(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() not in _NEVER_DEEP:
            depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if depth < _DEEP else "<br>"

    return _TAG.sub(lower, html)


def _is_deep(html: str) -> bool:
    """Whether it reaches the depth; the slashes alone are three times as fast to walk as the tags."""
    depth = 0
    for slash in _COUNTED.findall(html):
        if not slash:
            depth += 1
            if depth >= _DEEP:
                return True
        elif depth:
            depth -= 1
    return False


def jsonld_scripts(html: str) -> tuple[str, ...]:
    """The raw text of each ``application/ld+json`` script."""
    found: list[str] = []
    for match in _SCRIPT.finditer(html) if "ld+json" in html else ():
        end = html.find("</", match.end())
        while end >= 0 and html[end + 2 : end + 8].lower() != "script":
            end = html.find("</", end + 2)
        if end < 0:
            break
        if "ld+json" in match[1]:
            found.append(html[match.end() : end].strip())
    return tuple(found)


def attributes(raw: str) -> dict[str, str]:
    """The attributes of a token, decoded.

    >>> attributes(' href="/a?b=1&amp;c=2" title=""')
    {'href': '/a?b=1&c=2', 'title': ''}
    """
    return {name: unescape(value) for name, value in _ATTR.findall(raw)}


def unescape(text: str) -> str:
    """The five references that the serialisation itself writes, and nothing else: the page's own are decoded already."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&nbsp;", "\xa0")
    return text.replace("&amp;", "&")
