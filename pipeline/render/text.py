"""The tree as plain text: the title first, one block a line, list items with their markers, a table row a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..body import leaf_text

if TYPE_CHECKING:
    from bs4.element import Tag


def to_text(body: Tag) -> str:
    """The text file of an article, ending in a line break; empty for an empty body."""
    lines = [line for line in _lines(body) if line.strip()]
    return "\n".join(lines) + "\n" if lines else ""


def _lines(parent: Tag) -> Iterator[str]:
    from bs4.element import Tag as Element

    stack: list[Tag] = [parent]
    marks: dict[int, str] = {}  # marker of the item whose first leaf is still to come
    while stack:
        node = stack.pop()
        mark = marks.pop(id(node), "")
        if node.name == "tr":
            yield "\t".join(
                " ".join(_cell(cell).split()) for cell in node.children if isinstance(cell, Element)
            ).strip()
            continue
        if "data-block" in node.attrs or node.name == "p":
            # blank lines inside code mean nothing in a file of one block a line
            yield from (mark + leaf_text(node)).split("\n") if node.name == "pre" else [mark + leaf_text(node)]
            continue
        children = [child for child in node.children if isinstance(child, Element)]
        if mark and children:
            marks[id(children[0])] = mark
        if node.name in ("ol", "ul"):
            marks.update({id(c): m for c, m in zip(children, _markers(node, len(children)), strict=True)})
        stack += reversed(children)


def _markers(box: Tag, count: int) -> list[str]:
    if box.name == "ul":
        return ["- "] * count
    start = int(str(box.attrs.get("start", "1")) or 1) if str(box.attrs.get("start", "1")).isdigit() else 1
    return [f"{number}. " for number in range(start, start + count)]


def _cell(cell: Tag) -> str:
    if "data-block" in cell.attrs:
        return leaf_text(cell)
    return " ".join(leaf_text(leaf) for leaf in cell.find_all(attrs={"data-block": True}))
