"""A page's blocks by column: what many steps of the judge ask of every block is read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..fold import fold_lines
from ..types import Block
from .needles import Joined, lowered
from .prose import SENTENCE_CHARS, is_prose


class Sheet(list[Block]):
    """The blocks, and their fields as lists."""

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Sheet:
        """The blocks as a sheet, themselves if they are one."""
        return blocks if isinstance(blocks, Sheet) else cls(blocks)

    @cached_property
    def folded(self) -> list[str]:
        """What the rules see of each, made now where split left it empty."""
        views = [block.folded for block in self]
        if "" in views:
            bare = [row for row, view in enumerate(views) if not view and self[row].text]
            for row, view in zip(bare, fold_lines([self[row].text for row in bare]), strict=True):
                views[row] = view
        return views

    def row(self, at: int) -> tuple[Block, str] | None:
        """A block and its folded view; None beyond the last."""
        return (self[at], self.folded[at]) if at < len(self) else None

    def rows_from(self, first: str, last: str) -> list[int]:
        """The rows whose folded view begins with a character between two."""
        return [row for row, view in enumerate(self.folded) if first <= view[:1] <= last]

    def first_prose(self, *, any_block: bool = False) -> int:
        """Where the first line of prose stands that is shown and kept (or is there at all), or the number of blocks."""
        for row, folded in enumerate(self.folded):
            if len(folded) >= SENTENCE_CHARS:
                block = self[row]
                share = 0.0 if any_block else block.link_chars / max(len(block.text), 1)
                if (any_block or (block.kept and not block.hidden)) and is_prose(folded, share):
                    return row
        return len(self)

    @cached_property
    def lengths(self) -> list[int]:
        """Characters of what the rules see."""
        return list(map(len, self.folded))

    @cached_property
    def lowered(self) -> Joined:
        """What the rules see, in lower case and joined."""
        return Joined(lowered(self.folded))

    @cached_property
    def texts(self) -> list[str]:
        """What each says."""
        return [block.text for block in self]

    @cached_property
    def chars(self) -> list[int]:
        """Characters of its text."""
        return list(map(len, self.texts))

    @cached_property
    def link_chars(self) -> list[int]:
        """Characters of it inside links."""
        return [block.link_chars for block in self]

    @cached_property
    def cues(self) -> list[str]:
        """The class and id words around each."""
        return [block.cues for block in self]
