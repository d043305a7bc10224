"""HTML as lexbor writes it: every element closed, every attribute quoted, so that reading it takes no parser.

lexbor's serialisation escapes ``"``, ``&``, ``<`` and ``>`` in attributes and texts, so each ``<`` begins a tag or a comment and
the next ``>`` ends the tag. Going through that string is many times faster than asking each node of the tree from Python.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..late import late
from .depth import counts, has_many_tags, reaches
from .positions import scripts_with

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ATTRS = r'(?: =?[^\s/>=]*="[^"]*")*'
_TOKEN = late(rf"<(/?[^\s/>!]+{_ATTRS}|![^>]*)>([^<]*)")
_COMMENT = late("<!--.*?-->", re.DOTALL)
_UNESCAPED = late(
    rf"<!--.*?-->|(?P<xmp><xmp{_ATTRS}>)(?P<x>.*?)(?=</xmp>)|(?P<plain><plaintext{_ATTRS}>)(?P<p>.*)(?=</plaintext>)",
    re.DOTALL,
)
"""elements whose text lexbor writes as it is; the first ends at its end tag, the other never"""
_TAG = late(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_SCRIPT = late(r"<[sS][cC][rR][iI][pP][tT]\b([^<>]{0,2000})>")
_SCRIPT_END = "</script"

_MANY_TAGS = 20_000
"""pages with fewer tags are parsed as they are: the parser's time grows with tags times depth"""
_LARGE_BLOCK = 8_000_000
"""bytes, more than most trees take; on the 329 pages the system is asked for pages of memory a third as often, which saves 4% of all time"""
_SHORTEST_TAG = 3
"""characters"""
_DEEP = 1_500
"""open elements; browsers stop at 512, the 429 pages at 60"""


def mended(html: str, utf8: bytes = b"") -> str:
    """The page as lexbor reads it, scripts and styles left out but for those in templates. ``utf8``: it in UTF-8, if known.

    >>> mended("<p class=a>x<!--c-->y<b>z<script>1<2</script>")
    '<html><head></head><body><p class="a">x<!--c-->y<b>z</b></p></body></html>'
    """
    flat = flattened(html)
    # a lone surrogate cannot be handed to the parser's UTF-8
    tree = _parser()(utf8 if utf8 and flat is html else flat.encode("utf-8", "replace"))
    tree.strip_tags(["script", "style"])  # each name is a walk of the tree: rarer raw text is left to the reader
    written = tree.html or ""
    return written if _escapes() else _escaped(_UNESCAPED.sub(_escape_text, written))


def texts_escaped(written: str) -> str:
    """What ``mended`` gives, where some elements have text that lexbor writes as it is.

    >>> texts_escaped("<xmp>a<b&amp;</xmp>")
    '<xmp>a&lt;b&amp;amp;</xmp>'
    """
    return _UNESCAPED.sub(_escape_text, written) if _escapes() else written


@lru_cache(maxsize=1)
def _parser() -> type[LexborHTMLParser]:
    """The parser, loaded with the first page. From then on the memory of one page's tree serves the next one."""
    from selectolax.lexbor import LexborHTMLParser

    # glibc hands back to the system what lies free beyond twice the largest block that it ever got back, which is little in the
    # beginning: so nothing is written to a large block, and it is given back at once
    bytes(_LARGE_BLOCK)
    return LexborHTMLParser


@lru_cache(maxsize=1)
def _escapes() -> bool:
    """Whether this version of lexbor escapes brackets inside attributes."""
    return '"&lt;&gt;"' in (_parser()('<p title="<>">').html or "")


def _escape_text(match: re.Match[str]) -> str:
    """The text of an unescaped element escaped; where it is nothing but tags, as in the noise of mirror sites, there is none."""
    tag = match["xmp"] or match["plain"]
    if not tag:
        return match[0]
    text = match["x"] or match["p"] or ""
    return tag + _references(text.replace("&", "&amp;")) if _TAG.sub("", text).strip() else tag


def _escaped(written: str) -> str:
    """Brackets inside attributes as references, comments empty.

    >>> _escaped('<p title="a>b">x</p><!-- <p> -->')
    '<p title="a&gt;b">x</p><!>'
    """
    tokens = _TOKEN.findall(_COMMENT.sub("<!>", written))
    return "".join([f"<{_references(tag)}>{text}" for tag, text in tokens])


def _references(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def flattened(html: str) -> str:
    """The page, its tags beyond a hostile depth made line breaks, so that parsing stays linear.

    >>> flattened("<div>" * 3 + "x")
    '<div><div><div>x'
    """
    if len(html) < _SHORTEST_TAG * _MANY_TAGS or not has_many_tags(html, _MANY_TAGS) or not reaches(html, _DEEP):
        return html
    depth = 0

    def lower(match: re.Match[str]) -> str:
        nonlocal depth
        if counts(match[2]):
            depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if depth < _DEEP else "<br>"

    return _TAG.sub(lower, html)


def jsonld_scripts(html: str, unseen: list[int]) -> tuple[str, ...]:
    """The raw text of each ``application/ld+json`` script, from where scripts begin and end.

    >>> jsonld_scripts('<script type="application/ld+json"> {} </script>', [0, 47])
    ('{}',)
    """
    found: list[str] = []
    for begin, end in scripts_with(html, unseen, "ld+json"):
        match, close = _SCRIPT.match(html, begin), end - len(_SCRIPT_END)
        if match and "ld+json" in match[1] and html[close:end].lower() == _SCRIPT_END:
            found.append(html[match.end() : close].strip())
    return tuple(found)
