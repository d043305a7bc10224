"""The page as a flat sequence of blocks, the same shape for HTML and for plain text.

A block is what a reader sees as one unit: a paragraph, a heading, a list item, a table cell, a line of a text
file. HTML goes through lexbor, which mends the markup as a browser does; its own serialisation, which is well
formed, is then read by one pattern from left to right. No tree is walked, so a million nodes or a hundred
thousand levels cost no more than their length. Plain text has one block a non-empty line.

Limits: what scripts would write into the page is there only where the page carries it as data and shows next to nothing else
(``stated.py``); style sheets are not read, only ``style`` and ``hidden`` attributes.
"""

from __future__ import annotations

from ..types import Options, Page, Source
from .html import split_html
from .text import split_text

__all__ = ["split", "split_html", "split_text"]


def split(source: Source, options: Options | None = None) -> Page:
    """The page's blocks in reading order, and its head.

    >>> page = split(Source("<h1>標題</h1><p>第一<b>段</b>。<p>第二段。", "utf-8", (), "html"))
    >>> [(block.kind, block.text) for block in page.blocks]
    [('h', '標題'), ('p', '第一段。'), ('p', '第二段。')]
    >>> [block.text for block in split(Source("標題\\n\\n  第一段。\\n", "utf-8")).blocks]
    ['標題', '  第一段。']
    """
    options = options or Options()
    return split_html(source, options) if source.kind == "html" else split_text(source, options)
