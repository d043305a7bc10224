"""Tables: with pipes where every cell is one place of the grid, as HTML where cells span or hold blocks."""

from __future__ import annotations

from ..body import Element, elements, has_element, leaves
from ..soup import to_html
from .inline import cell, inline

_BLOCKS = ("ul", "ol", "pre", "blockquote", "table", "h2", "h3", "h4", "h5", "h6")


def table(node: Element) -> list[str]:
    """The lines of a table, its caption as a paragraph before it."""
    captions = [c for c in _children(node, ("caption",)) if "data-block" in c.attrs]
    rows = [_children(row, ("td", "th")) for row in elements(node, ("tr",))]
    if has_element(node, _BLOCKS) or any(_spans(c) for row in rows for c in row):
        return html_lines(node)
    grid = [[_content(c) for c in row] for row in rows]
    grid = [row for row in grid if any(row)]
    lines = [line for c in captions for line in (*inline(c).split("\n"), "")]
    if not grid:
        return lines[:-1]
    width = max(len(row) for row in grid)
    written = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in grid]
    return [*lines, written[0], f"|{' --- |' * width}", *written[1:]]


def html_lines(node: Element) -> list[str]:
    """A table as HTML, a row a line and no blank line, so that it stays one block."""
    text = to_html(Element("", {}, [node])).replace("<tr>", "\n<tr>").replace("</table>", "\n</table>")
    return [line for line in text.split("\n") if line.strip()]


def _children(node: Element, names: tuple[str, ...]) -> list[Element]:
    return [child for child in node.contents if not isinstance(child, str) and child.name in names]


def _spans(node: Element) -> bool:
    return any(str(node.attrs.get(key, "1")).strip() not in ("1", "") for key in ("rowspan", "colspan"))


def _content(node: Element) -> str:
    """A cell on one line; its paragraphs stand apart by a break."""
    if "data-block" in node.attrs:
        return cell(node)
    return "<br>".join(cell(leaf) for leaf in leaves(node))
