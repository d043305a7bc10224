"""How many characters of which kind each block has, counted over one array of the whole page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

CHARS = ("other", "han", "digit", "letter", "stop", "comma", "mark", "bar", "space", "colon")
_CHAR_SETS = {
    "stop": "。!?;…｡", "comma": ",、", "mark": "\"'“”‘’「」『』()[]《》〈〉【】",
    "bar": "|/>»·•-_→←<«*+=~#&", "space": " \t\xa0\u3000\n", "colon": ":",
}  # fmt: skip


@dataclass(slots=True)
class Counts:
    """Characters of each block: how many, of which kind, how many of the title's."""

    length: Floats
    kinds: Floats
    """a row for each of ``CHARS``"""
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    in_title: Floats
    title_length: int

    def of(self, kind: str) -> Floats:
        """How many of one kind."""
        row: Floats = self.kinds[CHARS.index(kind)]
        return row


@lru_cache(maxsize=1)
def _kind_of_char() -> NDArray[np.uint8]:
    """The kind of each code point of the basic plane; a few letters more or less do not matter here."""
    import numpy as np

    kinds = np.zeros(0x10000, np.uint8)
    for begin, end in ((0x3400, 0x9FFF), (0x3041, 0x30FF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF)):
        kinds[begin : end + 1] = CHARS.index("han")
    for begin, end in ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x370, 0x52F)):
        kinds[begin : end + 1] = CHARS.index("letter")
    kinds[0x30:0x3A] = CHARS.index("digit")
    for name, members in _CHAR_SETS.items():
        for char in members:
            kinds[ord(char)] = CHARS.index(name)
    return kinds


def count_characters(texts: Sequence[str], title: str) -> Counts:
    """The counts of each text, and how many of its characters stand in the title."""
    import numpy as np

    joined = "\n".join(texts) + "\n"
    codes = np.minimum(np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32), 0xFFFF)
    length = np.array(list(map(len, texts)), np.int64)
    kinds = _kind_of_char().take(codes)
    cells = np.repeat(np.arange(0, len(texts) * len(CHARS), len(CHARS)), length + 1)
    cells += kinds
    table = np.bincount(cells, minlength=len(texts) * len(CHARS)).reshape(-1, len(CHARS))
    begins = np.cumsum(length + 1) - length - 1
    of_title = np.zeros(0x10000, np.bool_)
    of_title[[min(ord(char), 0xFFFF) for char in title if not char.isspace()]] = True
    return Counts(
        length=length.astype(np.float32),
        kinds=table.T.astype(np.float32, order="C"),
        first=kinds.take(begins),
        last=kinds.take(begins + np.maximum(length - 1, 0)),
        in_title=np.add.reduceat(of_title.take(codes).view(np.uint8), begins, dtype=np.float32),
        title_length=len(title),
    )


@lru_cache(maxsize=8)
def marked(pattern: str, planes: int) -> NDArray[np.bool_]:
    """Whether a pattern of one character matches, for each code point of so many planes of 65,536."""
    import numpy as np

    codes = np.arange(planes << 16, dtype=np.uint32)
    text = codes.tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(len(text), np.bool_)
    for found in re.finditer(f"(?:{pattern})+", text):
        table[found.start() : found.end()] = True
    return table


def matching(pattern: str, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of a text's characters a pattern of one character matches."""
    table = marked(pattern, 1 + (int(codes.max(initial=0)) >> 16))
    return table.take(codes)
