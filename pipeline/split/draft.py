"""A block while it is read."""

from __future__ import annotations

from ..types import Block, Container, make_block
from .elements import Place
from .inline import RawMark, marks_of


class Draft:
    """What the reader knows of a block so far."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.first = ""
        """the first piece of its text, as the page has it"""
        self.pieces: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.link_chars = 0
        self.marks: list[RawMark] = []
        self.text = ""
        self.kind = "p"
        self.within: tuple[Container, ...] = ()
        self.around: tuple[int, ...] = ()

    def block(self, index: int, line: int, start: int, folded: str) -> Block:
        """The block that it becomes, with its place in the page's text and its folded view."""
        place, size = self.place, len(self.text)
        return make_block(
            self.text, index, self.kind, place.level if self.kind in ("h", "li") else 0, line, start,
            place.path, place.cues, min(self.link_chars, size), place.hidden,
            marks_of(self.marks, size) if self.marks else (), self.within, self.around, folded, None, (), (),
        )  # fmt: skip
