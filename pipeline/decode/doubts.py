"""Where a page may have been read wrongly: at bad bytes, and where rare Han characters stand close together.

Few sound pages have two such characters side by side, misread ones have them everywhere. One compiled loop looks at each
character once.
"""

from __future__ import annotations

from functools import lru_cache

from .. import native
from ..cost import mark_class, rare_han

_GAP = 2
"""characters at most between two rare ones that stand close together; no line break, no bracket of a tag"""


class Doubts:
    """Goes from one doubtful place of a text to the next.

    >>> doubts = Doubts("天气鍙樺法很好", "gb18030")
    >>> doubts.find(0), doubts.start, doubts.end, doubts.find(doubts.end)
    (True, 2, 4, False)
    """

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._classes = rare_codes()
        self._asked = _RARE | _BAD if encoding != "utf-8" else _BAD
        """UTF-8 keeps its alignment, there only bad bytes are doubtful"""
        self.start = self.end = 0
        self.is_bad_byte = False

    def find(self, at: int) -> bool:
        """The next place from there on, whether there is one."""
        size = len(self._text)
        at = native.first_of(self._text, at, size, self._classes, self._asked)
        while at < size:
            code = ord(native.PyUnicode_READ_CHAR(self._text, at))
            if code < _FIRST_PLANE:
                self.is_bad_byte = self._classes[code] == _BAD
                end = at + 1 if self.is_bad_byte else self._run_end(at)
                if end:
                    self.start, self.end = at, end
                    return True
            at = native.first_of(self._text, at + 1, size, self._classes, self._asked)
        return False

    def _run_end(self, at: int) -> int:
        """Where a run of two rare characters ends that begins there, the farthest; 0 if the second is missing."""
        end, other = 0, at + 1
        while other < len(self._text) and other <= at + 1 + _GAP:
            char = native.PyUnicode_READ_CHAR(self._text, other)
            if ord(char) < _FIRST_PLANE and self._classes[ord(char)] == _RARE:
                end = other + 1
            if char in "\n<>":
                break
            other += 1
        return end


_FIRST_PLANE = 0x10000
_RARE, _BAD = 1, 2


@lru_cache(maxsize=1)
def rare_codes() -> bytes:
    """The class of each code point of the first plane: one of ``rare_han``, or an escaped byte."""
    codes = bytearray(_FIRST_PLANE)
    mark_class(codes, 1, rare_han())
    mark_class(codes, 2, "\udc80-\udcff")
    return bytes(codes)
