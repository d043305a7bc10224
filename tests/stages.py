"""What the tests of the stages after the judge share: pages made by hand, and the invariant of Edits."""

from pipeline.assemble import assemble
from pipeline.body import block_index, leaf_text, leaves
from pipeline.edits import replay, undo
from pipeline.render import render
from pipeline.simplify import simplify
from pipeline.split import split
from pipeline.types import Block, Options, Page, Source
from pipeline.typeset import typeset


def text_page(text, title=None, dropped=()):
    """A page of plain lines; ``title`` is the number of the headline, ``dropped`` those of the dropped lines."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    blocks = []
    for index, (number, line) in enumerate(lines):
        kind = "title" if index == title else "line"
        blocks.append(Block(line, index, kind, line=number, dropped_by="test/rule" if index in dropped else None))
    return Page(tuple(blocks))


def html_page(html):
    return split(Source(html, "utf-8", (), "html"))


def run(page, options=Options()):  # noqa: B008 (frozen)
    """All four stages; every block's edits are held to lead from its text to the leaf's, and back."""
    article = assemble(page, options)
    simple, conversions = simplify(article, options)
    final, settings = typeset(simple, options)
    for before, after, edits in ((article, simple, conversions), (simple, final, settings)):
        assert_edits_lead(before, after, edits)
    return final, render(final, options), (*conversions, *settings)


def assert_edits_lead(before, after, edits):
    texts = {block_index(leaf): leaf_text(leaf) for leaf in leaves(before.body)}
    results = {block_index(leaf): leaf_text(leaf) for leaf in leaves(after.body)}
    assert list(texts) == list(results)
    for block, text in texts.items():
        own = [edit for edit in edits if edit.block == block]
        assert replay(text, own) == results[block]
        assert undo(results[block], own) == text


def rendered(page, options=Options()):  # noqa: B008 (frozen)
    return run(page, options)[1]
