"""HTML to blocks: one pass over the mended markup, a block ending wherever a browser would begin a new line.

``<br>`` separates blocks like ``<p>`` does (layouts of ``<br><br>`` are common), but for headings and captions,
where it is a line break inside the block; the blocks of one list item or cell share its Container.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from ..late import late
from ..types import Options, Page, Source
from .draft import make_blocks
from .layout import take_layout_away
from .markup import jsonld_scripts, mended, texts_escaped
from .positions import unseen
from .reader import Reader
from .stated import stated_body
from .tails import with_tails_apart

_MARKUP = late(r"</?(?:p|div|br|span|section|article|img|h[1-6]|ul|li|strong|b|a)\b[^<>]*>")


def split_html(source: Source, options: Options) -> Page:
    """The blocks of an HTML page and its head; see the module for what a block is."""
    stretches = unseen(source.text)
    page = _shown(source, stretches, options)
    body = stated_body(page, source.text, stretches)
    return _with_body(page, body, options) if body else page


def _with_body(page: Page, body: str, options: Options) -> Page:
    """The page with a body behind what it shows: markup as it is, lines as paragraphs."""
    if not _MARKUP.search(body):
        body = "".join([f"<p>{escape(line, quote=False)}" for line in body.splitlines()])
    blocks = _shown(Source(body, "", kind="html"), unseen(body), options).blocks
    first = len(page.blocks)
    stated = [b.but(index=first + at, line=1, start=-1, path=f"article/{b.path}") for at, b in enumerate(blocks)]
    return replace(page, blocks=(*page.blocks, *stated), evidence=(*page.evidence, ("stated-body", len(stated))))


def _shown(source: Source, stretches: list[int], options: Options) -> Page:
    """What stands in the markup; where scripts, styles and comments begin and end is known."""
    reader = read(mended(source.text, source.utf8), options)
    drafts = reader.drafts
    if reader.places.has_tables:
        take_layout_away(drafts, reader.ids + 1)
    blocks = make_blocks(with_tails_apart(drafts), source.text, stretches)
    limits = tuple([("limit", limit) for limit in reader.limits()])
    return Page(tuple(blocks), reader.head.head(jsonld_scripts(source.text, stretches)), "html", limits)


def read(written: str, options: Options) -> Reader:
    """A reader that has read the page; one in a thousand has to be read again, with all its texts escaped."""
    reader = Reader(options)
    reader.read(written)
    if reader.places.has_unescaped:
        reader = Reader(options)
        reader.read(texts_escaped(written))
    return reader
