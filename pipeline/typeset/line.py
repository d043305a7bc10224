"""A leaf while it is being set: its text now, and the edits that led there from the block's text."""

from __future__ import annotations

from collections.abc import Sequence

from .. import native
from ..body import Element, block_index, leaf_text, leaves
from ..code import is_code
from ..edits import compose
from ..types import Edit, slots_of

_FIELDS = slots_of(Edit)
Change = tuple[int, int, str]
"""Start, end, and what stands there instead."""


class Line:
    """One leaf; ``change`` is the only way to its text."""

    def __init__(self, leaf: Element, place: int = -1, following: Element | None = None) -> None:
        self.leaf = leaf
        self.block = block_index(leaf)
        self.text: str = leaf_text(leaf)
        self.is_indented = self.text[:1].isspace()
        """whether it began with white space"""
        self.place = place
        """its place in the body, -1 if it stands inside something"""
        self.following = following
        """what comes after one that stands by itself"""
        self.edits: list[Edit] = []

    @property
    def is_plain(self) -> bool:
        """Whether it was a line of plain text."""
        return "data-line" in self.leaf.attrs

    @property
    def is_code(self) -> bool:
        """Whether its white space and marks mean what they say."""
        return self.leaf.name == "pre" or (self.is_indented and self.is_plain and is_code(self.text))

    def change(self, rule: str, changes: Sequence[Change]) -> None:
        """Replace stretches of the text as it is now; sorted, not overlapping."""
        text, at = self.text, 0
        parts: list[str] = []
        edits: list[Edit] = []
        for low, high, after in changes:
            before = text[low:high]
            if before != after:
                edits.append(self._edit(rule, low, before, after))
                parts.append(text[at:low])
                parts.append(after)
                at = high
        if edits:
            self.text = "".join(parts) + text[at:]
            self.edits = compose(self.edits, edits) if self.edits else edits

    def _edit(self, rule: str, start: int, before: str, after: str) -> Edit:
        """An edit, made as fast as can be: see ``native``."""
        return native.filled(Edit, _FIELDS, ("typeset", rule, self.block, start, before, after, "exact", (), ""))


def lines_of(body: Element) -> list[Line]:
    """The leaves of a body, ready to be set."""
    lines: list[Line] = []
    nodes = [node for node in body.contents if not isinstance(node, str)]
    for place, node in enumerate(nodes):
        if "data-block" in node.attrs:
            lines.append(Line(node, place, nodes[place + 1] if place + 1 < len(nodes) else None))
        else:
            lines += [Line(leaf) for leaf in leaves(node)]
    return lines
