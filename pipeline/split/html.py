"""HTML to blocks: one pass over the mended markup, a block ending wherever a browser would begin a new line.

``<br>`` separates blocks like ``<p>`` does (layouts of ``<br><br>`` are common), but for headings and captions,
where it is a line break inside the block; the blocks of one list item or cell share its Container.
"""

from __future__ import annotations

from ..fold import fold_lines
from ..types import Container, Options, Page, Source, make_block
from .draft import Draft
from .inline import marks_of
from .layout import layout_tables, without
from .markup import jsonld_scripts, mended
from .positions import lines_of, locate
from .reader import Reader


def split_html(source: Source, options: Options) -> Page:
    """The blocks of an HTML page and its head; see the module for what a block is."""
    reader = Reader(options)
    reader.read(mended(source.text))
    drafts = reader.drafts
    starts = locate(source.text, [draft.first for draft in drafts])
    lines = lines_of(source.text, starts)
    views = fold_lines([draft.text for draft in drafts])
    blocks = tuple(
        make_block(
            draft.text, index, kind, draft.place.level if kind in ("h", "li") else 0, line, start,
            draft.place.path, draft.place.cues, min(draft.link_chars, len(draft.text)),
            draft.place.hidden, marks_of(draft.marks, len(draft.text)) if draft.marks else (), within, draft.around, view, None, (), (),
        )
        for index, (draft, (kind, within), line, start, view) in enumerate(
            zip(drafts, _structure(drafts), lines, starts, views, strict=True)
        )
    )  # fmt: skip
    limits = tuple(("limit", limit) for limit in reader.limits())
    return Page(blocks, reader.head.head(jsonld_scripts(source.text)), "html", limits)


def _structure(drafts: list[Draft]) -> list[tuple[str, tuple[Container, ...]]]:
    """Kind and containers of each block, layout tables taken away."""
    in_tables = [draft for draft in drafts if draft.place.has_table]
    layout = layout_tables((draft.within, len(draft.text)) for draft in in_tables)
    if not layout:
        return [(draft.kind, draft.within) for draft in drafts]
    known: dict[int, tuple[Container, ...]] = {}
    result = []
    for draft in drafts:
        kind, within = draft.kind, draft.within
        if within:
            innermost = within[-1].id
            if innermost not in known:
                known[innermost] = without(within, layout)
            within = known[innermost]
            if kind == "cell" and not any(container.tag in ("td", "th") for container in within):
                kind = "p"
        result.append((kind, within))
    return result
