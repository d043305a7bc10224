"""HTML to blocks: one pass over the mended markup, a block ending wherever a browser would begin a new line.

``<br>`` separates blocks like ``<p>`` does (layouts of ``<br><br>`` are common), but for headings and captions,
where it is a line break inside the block; the blocks of one list item or cell share its Container.
"""

from __future__ import annotations

from ..fold import fold_lines
from ..types import Options, Page, Source
from .layout import take_layout_away
from .markup import jsonld_scripts, mended
from .positions import lines_of, locate
from .reader import Reader


def split_html(source: Source, options: Options) -> Page:
    """The blocks of an HTML page and its head; see the module for what a block is."""
    reader = Reader(options)
    reader.read(mended(source.text))
    drafts = reader.drafts
    take_layout_away(drafts)
    starts = locate(source.text, [draft.first for draft in drafts])
    lines = lines_of(source.text, starts)
    views = fold_lines([draft.text for draft in drafts])
    places = zip(lines, starts, views, strict=True)
    blocks = tuple(
        [draft.block(index, *place) for index, (draft, place) in enumerate(zip(drafts, places, strict=True))]
    )
    limits = tuple([("limit", limit) for limit in reader.limits()])
    return Page(blocks, reader.head.head(jsonld_scripts(source.text)), "html", limits)
