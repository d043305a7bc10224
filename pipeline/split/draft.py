"""A block while it is read."""

from __future__ import annotations

from ..types import Container
from .elements import Place
from .inline import RawMark


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
