"""The body of an Article as BeautifulSoup, for whoever goes on with it, and as HTML.

The stages work on ``body.Element``; this is where the tree leaves them, made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from .body import Element, has_reading

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag


def to_soup(body: Element) -> BeautifulSoup:
    """The tree as BeautifulSoup, for whoever goes on with it.

    >>> str(to_soup(Element("", {}, [Element("p", {"data-block": "0"}, ["正文"])])))
    '<p data-block="0">正文</p>'
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup("", "html.parser")

    def add(node: Element, to: Tag) -> None:
        for child in node.contents:
            if isinstance(child, str):
                to.append(str(child))  # a string of another tree would leave it
            else:
                made = soup.new_tag(child.name, attrs=dict(child.attrs))
                to.append(made)
                add(child, made)

    add(body, soup)
    return soup


def as_element(body: Element | Tag) -> Element:
    """The tree that BeautifulSoup holds; a tree of our own as it is.

    >>> as_element(to_soup(Element("", {}, [Element("p", {"class": "a b"}, ["正文"])]))).contents[0].attrs
    {'class': 'a b'}
    """
    if isinstance(body, Element):
        return body
    inside = [str(child) if isinstance(child, str) else as_element(cast("Tag", child)) for child in body.contents]
    attrs = {key: value if isinstance(value, str) else " ".join(value or ()) for key, value in body.attrs.items()}
    return Element(body.name, attrs, inside)


_BARE = ("span", "ruby", "rt")
"""elements that mean nothing by themselves: lines of one paragraph, ruby whose reading was taken out"""
_VOID = ("br", "img", "hr")
"""elements without an end tag"""


def clean_soup(body: Element) -> BeautifulSoup:
    """The tree as BeautifulSoup without what the stages noted in it: clean HTML, nothing else.

    >>> str(clean_soup(Element("", {}, [Element("p", {"data-block": "0"}, [Element("span", {}, ["正文"])])])))
    '<p>正文</p>'
    """
    return to_soup(_cleaned(body))


def _cleaned(node: Element) -> Element:
    inside = [child if isinstance(child, str) else _cleaned(child) for child in _shown(node)]
    return Element(node.name, _attributes(node), inside)


def to_html(body: Element) -> str:
    r"""The tree as HTML, one block element a line; a void element is written without a slash.

    The same tree as ``clean_soup`` makes, written without it: a page with tables in its Markdown needs no BeautifulSoup.

    >>> to_html(Element("", {}, [Element("p", {"data-block": "0"}, ["a<b", Element("br"), "c"])]))
    '<p>a&lt;b<br>c</p>\n'
    """
    lines: list[str] = []
    for node in _shown(body):
        pieces: list[str] = []
        _write(node, pieces)
        lines.append("".join(pieces))
    return "".join([line + "\n" for line in lines])


def _write(node: Element | str, pieces: list[str]) -> None:
    if isinstance(node, str):
        pieces.append(_escaped(node))
        return
    attrs = "".join([f" {key}={_quoted(value)}" for key, value in sorted(_attributes(node).items())])
    pieces.append(f"<{node.name}{attrs}>")
    if node.contents or node.name not in _VOID:
        for child in _shown(node):
            _write(child, pieces)
        pieces.append(f"</{node.name}>")


def _shown(node: Element) -> Iterator[Element | str]:
    """What an element holds, with what bare elements hold in their place."""
    for child in node.contents:
        is_line_of_code = node.name == "pre" and not isinstance(child, str) and child.name == "pre"
        if isinstance(child, str) or not (is_line_of_code or child.name in _BARE) or has_reading(child):
            yield child
        else:
            yield from _shown(child)


def _attributes(node: Element) -> dict[str, str]:
    return {key: value for key, value in node.attrs.items() if not key.startswith("data-")}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    """A value in the quotation marks that it does not hold."""
    value = _escaped(value)
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'
