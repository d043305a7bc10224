"""Lists that hold the layout, not items: a template that sets the whole article into one ``li``.

Limits: a real list of one item that has two paragraphs reads as two paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..types import Block, Container

_MANY_BLOCKS = 8
"""Blocks in one item; honest items have up to four paragraphs on the 329 pages, layouts dozens."""
_LISTS = frozenset({"ul", "ol"})


def without_layout_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those lists taken from around them that have one item only, or an item as long as an article.

    >>> ul, li = Container("ul", 1), Container("li", 2)
    >>> [block.within for block in without_layout_lists([Block("甲", within=(ul, li)), Block("乙", within=(ul, li))])]
    [(), ()]
    """
    layout = _layout(blocks)
    return [_without(block, layout) if block.within else block for block in blocks] if layout else list(blocks)


def _layout(blocks: Sequence[Block]) -> set[int]:
    items: dict[int, int] = {}  # list -> how many items it has
    sizes: dict[int, int] = {}  # item -> its blocks
    most: dict[int, int] = {}  # list -> the blocks of its largest item
    for block in blocks:
        outer = None
        for inner in block.within:
            if outer is not None and inner.tag == "li" and outer.tag in _LISTS:
                box, item = outer.id, inner.id
                size = sizes.get(item, 0) + 1
                sizes[item] = size
                if size == 1:
                    items[box] = items.get(box, 0) + 1
                if size > most.get(box, 0):
                    most[box] = size
            outer = inner
    return {box for box, size in most.items() if size > (1 if items[box] == 1 else _MANY_BLOCKS)}


def _without(block: Block, layout: set[int]) -> Block:
    kept: list[Container] = []
    skipping = False
    for container in block.within:
        if container.tag in _LISTS:
            skipping = container.id in layout
        elif container.tag != "li":
            skipping = False
        if not skipping:
            kept.append(container)
    return block if len(kept) == len(block.within) else replace(block, within=tuple(kept))
