"""The body of an Article as BeautifulSoup, for whoever goes on with it, and as HTML, which BeautifulSoup writes.

The stages work on ``body.Element``; this is where the tree leaves them, made when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .body import Element

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


_BARE = ("span", "ruby", "rt")
"""elements that mean nothing by themselves: lines of one paragraph, ruby whose reading was taken out"""


def clean_soup(body: Element) -> BeautifulSoup:
    """The tree as BeautifulSoup without what the stages noted in it: clean HTML, nothing else.

    >>> str(clean_soup(Element("", {}, [Element("p", {"data-block": "0"}, [Element("span", {}, ["正文"])])])))
    '<p>正文</p>'
    """
    soup = to_soup(body)
    for tag in soup.find_all(True):
        for name in [name for name in tag.attrs if name.startswith("data-")]:
            del tag[name]
        if tag.name in _BARE and not (tag.get_text() if tag.name == "rt" else tag.find("rt", string=True)):
            tag.unwrap()
    return soup


def to_html(body: Element) -> str:
    r"""The tree as HTML, one block element a line; a void element is written without a slash.

    >>> to_html(Element("", {}, [Element("p", {"data-block": "0"}, ["a<b", Element("br"), "c"])]))
    '<p>a&lt;b<br>c</p>\n'
    """
    from bs4.dammit import EntitySubstitution
    from bs4.element import Tag
    from bs4.formatter import HTMLFormatter

    as_written = HTMLFormatter(EntitySubstitution.substitute_xml, void_element_close_prefix="")
    lines = clean_soup(body).contents
    return "".join(
        [
            (line.decode(formatter=as_written) if isinstance(line, Tag) else as_written.substitute(str(line))) + "\n"
            for line in lines
        ]
    )
