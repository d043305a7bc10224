"""A page's blocks by column: what many steps of the judge ask of every block is read once.

Many blocks of a page look alike: the same path, class words and kind. What follows from these alone is worked out once for
each look (``looks.py``).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from ..types import Block
from .looks import Look

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Sheet(list[Block]):
    """The blocks, and their fields as lists."""

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Sheet:
        """The blocks as a sheet, themselves if they are one."""
        return blocks if isinstance(blocks, Sheet) else cls(blocks)

    @cached_property
    def folded(self) -> list[str]:
        """What the rules see of each."""
        return [block.folded for block in self]

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

    @cached_property
    def _looks(self) -> tuple[list[Look], list[int]]:
        numbers: defaultdict[Look, int] = defaultdict(itertools.count().__next__)
        of_each = [numbers[block.path, block.cues, block.kind, block.level, block.hidden] for block in self]
        return list(numbers), of_each

    @cached_property
    def looks(self) -> list[Look]:
        """The distinct looks, in order of first sight."""
        return self._looks[0]

    @cached_property
    def look(self) -> NDArray[np.intp]:
        """The number of the look of each block."""
        import numpy as np

        return np.array(self._looks[1], np.intp)
