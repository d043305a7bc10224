"""Repair single blocks of a page, after the split: what only shows when entities are decoded and tags are gone.

A page in good order may hold a comment or a title in the wrong encoding, or entities escaped twice
(``&amp;ldquo;``, which must not be decoded in the source: it might become a tag). All blocks are mended in one
go, joined by line breaks, so that one confused comment is known by the next. Code and ``pre`` stay as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from ..edits import replay
from ..fold import fold_lines
from ..types import Block, Edit, Head, Mark, Options, Page
from .characters import undo_characters
from .entities import undo_entities, unpercent
from .mojibake import undo_mojibake
from .rewrite import STAGE, is_off, then
from .signs import passes_for

TITLE = -1
"""The block number of the page's ``<title>`` in Edits."""
_PASSES = (("mojibake", undo_mojibake), ("entity", undo_entities), ("character", undo_characters))


def repair_blocks(page: Page, options: Options) -> tuple[Page, tuple[Edit, ...]]:
    """The page with its blocks and its title repaired; Edits count characters of their block's text.

    >>> page = Page((Block("&ldquo;好&rdquo;"), Block("&lt;", index=1, kind="pre")), Head(title="%E6%B2%B3"), "html")
    >>> repaired, edits = repair_blocks(page, Options())
    >>> repaired.blocks[0].text, repaired.blocks[1].text, repaired.head.title, [edit.block for edit in edits]
    ('“好”', '&lt;', '河', [-1, 0, 0])
    """
    if page.kind == "text":
        return page, ()  # repaired as a whole, before the split
    prose = [block for block in page.blocks if block.text and block.kind != "pre"]
    texts = [page.head.title, *[block.text for block in prose]]
    found = _repaired("\n".join(texts), options)
    edits = _by_block(prose, found, texts) if found else {}
    if title := _percent_title(page.head, options):
        edits[TITLE] = [title]
    if not edits:
        return page, ()
    blocks = [_mended(b, edits[b.index]) if b.index in edits else b for b in page.blocks]
    head = replace(page.head, title=replay(page.head.title, edits.get(TITLE, ())))
    done = tuple(edit for number in sorted(edits) for edit in edits[number])
    return replace(page, blocks=_folded_anew(blocks, page.blocks), head=head), done


def _repaired(joined: str, options: Options) -> tuple[Edit, ...]:
    """The Edits of all passes over the joined texts."""
    edits: tuple[Edit, ...] = ()
    needed = passes_for(joined, "text", glosses=False)
    for name, undo in _PASSES:
        if name not in needed:
            continue
        joined, found = undo(joined, "text", options)
        if found:
            edits = then(edits, found)
            needed = passes_for(joined, "text", glosses=False)
    return edits


def _by_block(prose: Sequence[Block], edits: Sequence[Edit], texts: Sequence[str]) -> dict[int, list[Edit]]:
    """The Edits of the joined texts (the title's, then those of the blocks), each in the block where it stands, but for
    those that touch code."""
    out: dict[int, list[Edit]] = {}
    ends = list(accumulate([len(text) + 1 for text in texts]))
    for edit in edits:
        place = bisect_right(ends, edit.start)
        number, marks = (prose[place - 1].index, prose[place - 1].marks) if place else (TITLE, ())
        own = replace(edit, block=number, start=edit.start - (ends[place - 1] if place else 0))
        if not any(mark.tag == "code" and _touches(own, mark) for mark in marks):
            out.setdefault(number, []).append(own)
    return out


def _mended(block: Block, edits: Sequence[Edit]) -> Block:
    """The block after its Edits, its marks moved with the text."""
    text = replay(block.text, edits)
    marks = tuple(replace(m, start=moved(m.start, edits), end=moved(m.end, edits)) for m in block.marks)
    links = min(len(text), moved(block.link_chars, edits)) if block.link_chars == len(block.text) else block.link_chars
    return replace(block, text=text, marks=marks, link_chars=min(links, len(text)))


def _touches(edit: Edit, mark: Mark) -> bool:
    return edit.start < mark.end and mark.start < edit.start + len(edit.before)


def moved(position: int, edits: Iterable[Edit]) -> int:
    """Where a position of the text stands after its Edits; inside a changed stretch, in proportion.

    >>> moved(4, [Edit("repair", "entity", None, 0, "&lt;", "<", "exact")])
    1
    """
    shift = 0
    for edit in edits:
        if edit.certainty == "flagged" or edit.start >= position:
            continue
        inside = position - edit.start
        if inside < len(edit.before):
            return edit.start + shift + round(inside * len(edit.after) / len(edit.before))
        shift += len(edit.after) - len(edit.before)
    return position + shift


def _folded_anew(blocks: Sequence[Block], before: Sequence[Block]) -> tuple[Block, ...]:
    """The view for matching made anew, where it was made and the text has changed."""
    changed = [
        i for i, block in enumerate(blocks) if block is not before[i] and block.text != before[i].text and block.folded
    ]
    if not changed:
        return tuple(blocks)
    views = dict(zip(changed, fold_lines([blocks[i].text for i in changed]), strict=True))
    return tuple([replace(block, folded=views[i]) if i in views else block for i, block in enumerate(blocks)])


def _percent_title(head: Head, options: Options) -> Edit | None:
    """A ``<title>`` that is percent-encoded as a whole: a field that says text is no address."""
    after = None if is_off("percent", options) else unpercent(head.title.strip())
    return Edit(STAGE, "percent", TITLE, 0, head.title, after, "exact") if after else None
