"""HTML to blocks: one pass over the mended markup, a block ending wherever a browser would begin a new line.

``<br>`` separates blocks like ``<p>`` does (layouts of ``<br><br>`` are common), but for headings and captions,
where it is a line break inside the block; the blocks of one list item or cell share its Container.
"""

from __future__ import annotations

from ..types import Options, Page, Source
from .draft import make_blocks
from .layout import take_layout_away
from .markup import jsonld_scripts, mended, texts_escaped
from .positions import unseen
from .reader import Reader
from .stated import states_body, with_stated_body
from .tails import with_tails_apart


def split_html(source: Source, options: Options) -> Page:
    """The blocks of an HTML page and its head; see the module for what a block is."""
    reader = read(mended(source.text, source.utf8), options)
    drafts = reader.drafts
    if reader.places.has_tables:
        take_layout_away(drafts, reader.ids + 1)
    stretches = unseen(source.text)
    blocks = make_blocks(with_tails_apart(drafts), source.text, stretches)
    limits = tuple([("limit", limit) for limit in reader.limits()])
    page = Page(tuple(blocks), reader.head.head(jsonld_scripts(source.text, stretches)), "html", limits)
    return with_stated_body(page) if any(map(states_body, page.head.jsonld)) else page


def read(written: str, options: Options) -> Reader:
    """A reader that has read the page; one in a thousand has to be read again, with all its texts escaped."""
    reader = Reader(options)
    reader.read(written)
    if reader.places.has_unescaped:
        reader = Reader(options)
        reader.read(texts_escaped(written))
    return reader
