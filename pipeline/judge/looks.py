"""How a block is shown, apart from its text: kind, hidden or not, and the tags around it."""

from __future__ import annotations

_KINDS = ("p", "h", "li", "cell", "pre", "quote", "caption", "line")
_KIND_BITS = {kind: 2 << place for place, kind in enumerate(_KINDS)}
SHOWN = ("hidden", *(f"kind {kind}" for kind in _KINDS))
_PATH_TAGS = (
    "ul", "li", "table", "form", "nav", "footer", "header", "aside", "article", "main", "section", "button",
    "noscript", "dl", "font", "center", "blockquote", "figure",
)  # fmt: skip
_TAG_BITS = {tag: 4 << place for place, tag in enumerate(_PATH_TAGS)}
PATH = ("in a paragraph", "in a div", *(f"inside {tag}" for tag in _PATH_TAGS))


def shown_bits(kind: str, hidden: bool) -> int:
    """``SHOWN`` as bits."""
    bits = _KIND_BITS.get(kind, 0)
    return bits | 1 if hidden else bits


class Tags:
    """What a path says."""

    def __init__(self, path: str):
        tags = path.split("/")
        self.depth = len(tags)
        self.bits = int(tags[-1] == "p") | int(tags[-1] == "div") << 1
        """``PATH`` as bits"""
        for tag in tags:
            self.bits |= _TAG_BITS.get(tag, 0)
