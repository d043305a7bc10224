"""Stage 7: the text set as a reader expects: layout off, structure on, folded punctuation back at full width.

Method: each leaf is a ``Line`` whose text the passes change by Edits: ``layout`` (indents, padding, line breaks),
``structure`` (numbered lines become lists, headings found by their form), ``punctuation`` (only on a page
that shows NFKC's signature). Typesetting clean text again changes nothing.
Limits: only lines of plain text are given structure; HTML says its own.
"""

from __future__ import annotations

from dataclasses import replace

from ..body import carry_source, has_element, leaf_text, rewritten
from ..types import Article, Edit, Options
from . import layout, punctuation, structure
from .line import lines_of


def typeset(article: Article, options: Options) -> tuple[Article, tuple[Edit, ...]]:
    """The article as it should be read, with one Edit for each stretch of a block's text that changed."""
    lines = lines_of(article.tree)
    layout.close_up(lines, has_element(article.tree, ("rt",)))
    plan = structure.find(lines)
    folded = options.punctuation == "restore" and punctuation.is_folded([line.text for line in lines])
    if folded:
        punctuation.restore(lines)
        article = _punctuated(article)
    edits = tuple([edit for line in lines for edit in line.edits])
    if not edits and not plan:
        return article, ()
    tree, copies = rewritten(article.tree, {id(line.leaf): line.edits for line in lines if line.edits})
    for line in lines:
        if line.edits:
            carry_source(copies[id(line.leaf)], line.edits, len(leaf_text(line.leaf)))
    structure.apply(plan, tree, copies)
    title = next((line.text for line in lines if line.leaf.name == "h1"), article.title)
    return replace(article, tree=tree, title=title), edits


def _punctuated(article: Article) -> Article:
    """The facts were cut out of lines with the same folded marks."""
    full = punctuation.full_width
    return replace(
        article,
        source=full(article.source),
        author=full(article.author),
        credits=tuple((role, full(name)) for role, name in article.credits),
    )
