"""Posts that stand in one line of a text with their number, their writer and when they were written."""

from __future__ import annotations

from ..late import late
from .sheet import Sheet

_FLOOR = late(r"(?:第 ?)?(\d{1,5}) ?[楼#] ?[:.]? ?\S{1,20}?,? .{0,16}\d{1,2}:\d\d(?::\d\d)?[ :|]{1,3}[^\W\d_].")
_FLOOR_SIGNS, _SKIPPED = ("2楼", "2 楼", "2#"), 3
"""how the number of a post is written, and numbers from one to the next at most: posts get deleted"""
_POSTS = 3
"""such lines from which they are a thread's"""


def floors(blocks: Sheet) -> list[int]:
    """The rows of posts that stand in one line with their number, writer and stamp; each number follows the one above.

    >>> from pipeline.types import Block
    >>> lines = ["1楼 小满 2019-05-02 10:11 铝的重", "2楼 老周 2019-05-02 10:30 够了", "3楼 枫 2019-05-02 11:02 看你爬不爬山"]
    >>> floors(Sheet([Block(line, folded=line) for line in lines]))
    [0, 1, 2]
    """
    if not any(sign in blocks.lowered.text for sign in _FLOOR_SIGNS):
        return []
    found: list[tuple[int, int]] = []
    for row, view in enumerate(blocks.folded):
        match = _FLOOR.match(view)
        if match and (not found or 0 < int(match[1]) - found[-1][1] <= _SKIPPED):
            found.append((row, int(match[1])))
    return [row for row, _ in found] if len(found) >= _POSTS else []
