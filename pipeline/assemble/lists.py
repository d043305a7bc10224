"""Lists that hold the layout, not items: a template that sets the whole article into one ``li``.

Limits: a real list of one item that has two paragraphs reads as two paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

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
    return [_without(block, layout) if layout and block.within else block for block in blocks]


def _layout(blocks: Sequence[Block]) -> frozenset[int]:
    items: dict[int, set[int]] = {}  # list -> its items
    sizes: dict[int, int] = {}  # item -> its blocks
    for block in blocks:
        for outer, inner in pairwise(block.within) if len(block.within) > 1 else ():
            if inner.tag == "li" and outer.tag in _LISTS:
                items.setdefault(outer.id, set()).add(inner.id)
                sizes[inner.id] = sizes.get(inner.id, 0) + 1
    return frozenset(
        box
        for box, inside in items.items()
        if max(sizes[item] for item in inside) > (1 if len(inside) == 1 else _MANY_BLOCKS)
    )


def _without(block: Block, layout: frozenset[int]) -> Block:
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
