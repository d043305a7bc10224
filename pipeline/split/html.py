"""HTML to blocks: one pass over the mended markup, a block ending wherever a browser would begin a new line.

``<br>`` separates blocks like ``<p>`` does (layouts of ``<br><br>`` are common), but for headings and captions,
where it is a line break inside the block; the blocks of one list item or cell share its Container.
"""

from __future__ import annotations

from ..types import Options, Page, Source
from .draft import make_blocks
from .layout import take_layout_away
from .markup import jsonld_scripts, mended
from .reader import Reader


def split_html(source: Source, options: Options) -> Page:
    """The blocks of an HTML page and its head; see the module for what a block is."""
    reader = Reader(options)
    reader.read(mended(source.text))
    drafts = reader.drafts
    if reader.has_tables:
        take_layout_away(drafts)
    blocks = make_blocks(drafts, source.text)
    limits = tuple([("limit", limit) for limit in reader.limits()])
    return Page(tuple(blocks), reader.head.head(jsonld_scripts(source.text)), "html", limits)
