"""The tree as clean HTML: what the stages noted in data attributes is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4.element import Tag


def to_html(body: Tag) -> str:
    """One block element a line."""
    import re

    return re.sub(r' data-(?:block|line)="-?\d+"', "", "".join(str(child) + "\n" for child in body.children))
