"""The tree as CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..body import leaf_text

if TYPE_CHECKING:
    from bs4.element import Tag


def to_markdown(body: Tag) -> str:
    """The body of the Markdown file, ending in a line break."""
    blocks = []
    for child in body.children:
        if child.name in ("ol", "ul"):  # type: ignore[attr-defined]
            items = [c for c in child.children if c.name == "li"]  # type: ignore[attr-defined]
            start = int(child.attrs.get("start", 1))  # type: ignore[attr-defined]
            marks = [f"{start + i}." if child.name == "ol" else "-" for i in range(len(items))]  # type: ignore[attr-defined]
            blocks.append("\n".join(f"{m} {leaf_text(i)}" for m, i in zip(marks, items, strict=True)))
        elif child.name and child.name[0] == "h":  # type: ignore[attr-defined]
            blocks.append("#" * int(child.name[1]) + " " + leaf_text(child))  # type: ignore[attr-defined,arg-type]
        else:
            blocks.append(leaf_text(child))  # type: ignore[arg-type]
    return "\n\n".join(blocks) + "\n" if blocks else ""
