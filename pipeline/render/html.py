"""The tree as clean HTML: what the stages noted in data attributes is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4.element import Tag

_NOTES = re.compile(r'(<[a-z][a-z0-9]*)((?: [\w-]+="[^"]*")*?) data-(?:block|line)="-?\d+"')


def to_html(body: Tag) -> str:
    """One block element a line."""
    return "".join(clean_html(child) + "\n" for child in body.children)  # type: ignore[arg-type]


def clean_html(node: Tag) -> str:
    """One element as HTML without our notes."""
    text = str(node)
    while " data-" in text:
        without = _NOTES.sub(r"\1\2", text)
        if without == text:
            break
        text = without
    return text
