"""The tree as clean HTML: what the stages noted in data attributes is left out.

Written by hand, since BeautifulSoup's own serialiser costs as much as all other renderers together.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

_VOID = frozenset({"br", "img"})
_BARE = frozenset({"span", "ruby", "rt"})
"""Elements that mean nothing by themselves: lines of one paragraph, ruby whose reading was taken out."""


def to_html(body: Tag) -> str:
    """One block element a line."""
    return "".join(clean_html(child) + "\n" for child in body.contents)


def clean_html(node: PageElement) -> str:
    """One element as HTML without our notes. The tree's depth is bounded where it is built."""
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def _write(node: PageElement, out: list[str]) -> None:
    name: str | None = getattr(node, "name", None)
    if name is None:
        out.append(escape(str(node), quote=False))
        return
    if name in _BARE and not has_reading(node):  # type: ignore[arg-type]
        for child in node.contents:  # type: ignore[attr-defined]
            _write(child, out)
        return
    out.append(f"<{name}")
    for key, value in node.attrs.items():  # type: ignore[attr-defined]
        if not key.startswith("data-"):
            text = value if isinstance(value, str) else " ".join(value)
            out.append(f' {key}="{escape(text)}"')
    out.append(">")
    if name in _VOID:
        return
    for child in node.contents:  # type: ignore[attr-defined]
        _write(child, out)
    out.append(f"</{name}>")


def has_reading(node: Tag) -> bool:
    """Whether a ruby or rt element still holds a reading."""
    readings = [node] if node.name == "rt" else node.find_all("rt")
    return any(reading.get_text() for reading in readings)
