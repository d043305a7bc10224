"""The tree as plain text: the title first, one block a line, list items with their markers, a table row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..body import Element, leaf_text, leaves
from ..soup import as_element

if TYPE_CHECKING:
    from bs4.element import Tag


def to_text(body: Element | Tag) -> str:
    """The text file of an article, ending in a line break; empty for an empty body. BeautifulSoup is taken, too."""
    lines: list[str] = []
    _add(as_element(body), "", lines)
    # a line's end shows no space, and nothing but a marker is no item: read again, the text would lose both
    lines = [line.rstrip() for line in lines if line and not line.isspace()]
    return "\n".join(lines) + "\n" if lines else ""


def _add(parent: Element, mark: str, lines: list[str]) -> None:
    """Add the lines of an element's children; ``mark`` goes before the first."""
    markers = _markers(parent) if parent.name in ("ol", "ul") else None
    for child in parent.contents:
        if isinstance(child, str):
            continue
        if markers:
            mark = markers.pop()
        node, name = child, child.name
        if name == "tr":
            cells = [_cell(cell) for cell in node.contents if not isinstance(cell, str)]
            lines.append("\t".join([" ".join(cell.split()) for cell in cells]).strip())
        elif name == "pre":
            # blank lines inside code mean nothing in a file of one block a line, nor does the indent of a single one
            code = leaf_text(node)
            lines += (mark + code).split("\n") if "\n" in code.strip("\n") else [mark + code.strip()]
        elif name == "p" or "data-block" in node.attrs:
            text = leaf_text(node)
            if text:
                lines.append(mark + text)
        else:
            _add(node, mark, lines)
        mark = ""


def _markers(box: Element) -> list[str]:
    """The markers of a list's items, the last first."""
    count = sum(not isinstance(child, str) for child in box.contents)
    if box.name == "ul":
        return ["- "] * count
    given = str(box.attrs.get("start", "1"))
    start = int(given or 1) if given.isdigit() else 1
    return [f"{number}. " for number in range(start + count - 1, start - 1, -1)]


def _cell(cell: Element) -> str:
    if "data-block" in cell.attrs:
        return leaf_text(cell)
    return " ".join([leaf_text(leaf) for leaf in leaves(cell)])
