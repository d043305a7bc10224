# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What of a suspicious text is known to be sound after all: rare characters where the language has them, lists of symbols.

Limits: a stretch of up to eight characters must read as well as prose to be known; names often do not.
"""

from __future__ import annotations

from ..language import model

SHORT_CHANCE, MIDDLE_CHANCE, LONG_CHANCE = -8.3, -9.5, -10.5
"""Mean log probability from which rare characters are words and names, for stretches of fewer than ``MIDDLE`` characters beyond ASCII, fewer
than ``LONG`` and the others. Of 2,354 stretches of 2 to 20 characters confused in seven ways none reaches the first, nor any that
was read anew on 80 pages; of 23,000 of 9 to 39 that were confused in ten ways the best has -9.96, of 4,900 longer ones -10.8."""
MIDDLE, LONG = 9, 40
MOST_KNOWN = 40
"""Characters that are asked of a long stretch, which is confused from its first to its last."""
LIST_SHARE = 0.4
"""Share of characters that follow their predecessor in the code table, from which a stretch is a list of symbols."""


def is_known(text: str, start: int, end: int) -> bool:
    """Whether the characters beyond ASCII between two places follow each other as in Chinese text, though some are rare.

    >>> is_known("七窍玲珑心", 0, 5), is_known("鍙樺法", 0, 3)
    (True, False)
    """
    number = 0
    for place in range(start, end):
        number += text[place] > "\x7f"
    chance = model().per_foreign(text, start, end, MOST_KNOWN)
    return chance > (SHORT_CHANCE if number < MIDDLE else MIDDLE_CHANCE if number < LONG else LONG_CHANCE)


def part_start(text: str, low: int, at: int) -> int:
    """Where the part of a line begins that a place is in, a given place at the earliest."""
    while at > low and not _is_between(text[at - 1]):
        at -= 1
    return at


def part_end(text: str, at: int) -> int:
    """Where the part of a line ends that a place is in; the place itself if it is between two."""
    end = len(text)
    while at < end and not _is_between(text[at]):
        at += 1
    return at


def _is_between(char: str) -> bool:
    """Whether a character is white space or a mark that a clean label and a confused value may have between them."""
    return char in '：，。、；！？“”（）《》【】「」|:;,()[]/<>"' or char.isspace()


def is_list(stretch: str) -> bool:
    """Whether the stretch goes through a code table, one character after the other.

    >>> is_list("¡¢£¤¥¦§¨©"), is_list("ÖÐÎÄÍøÒ³")
    (True, False)
    """
    number = rising = before = 0
    for char in stretch:
        code = ord(char)
        if code > 0x7F:
            rising += number > 0 and code == before + 1
            number += 1
            before = code
    return rising >= LIST_SHARE * number
