# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""Two mentions of a headline are compared by their letters, digits and Han characters: their keys.

Compiled where a compiler is (``keys.pxd``): the keys of all lines of a page are made and looked through for each page.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from ..fold import UTF_32
from ..late import late
from .codes import FACTOR, FIRST_HAN, LAST_HAN, LAST_SIGN, MASK

_LAST_ASCII, _SMALL, _A, _Z = "\x7f", 0x20, ord("a"), ord("z")
"""the bit that makes a letter a small one, and the first and the last of them"""
_NOT_WORD = late(r"[\W_]+")


def key_of(folded: str) -> str:
    """Letters, digits and Han characters only, lower case: how two mentions of a headline are compared.

    >>> key_of("放疗后,肿瘤为什么还在? (图)")
    '放疗后肿瘤为什么还在图'
    """
    return _NOT_WORD.sub("", folded).lower()


def keys_of(lines: Sequence[str], most: int = sys.maxsize) -> list[str]:
    """The keys of many folded lines, each cut after ``most`` characters.

    >>> keys_of(["放疗后,肿瘤为什么还在?", "(_)", "A-B"])
    ['放疗后肿瘤为什么还在', '', 'ab']
    """
    return _words("\n".join(lines), most).lower().split("\n") if lines else []


def _words(text: str, most: int) -> str:
    """Of each line of a text the first letters, digits and Han characters."""
    kept = array("I", bytes(4 * len(text)))
    codes, count, room = kept, 0, most
    for char in text:
        if char == "\n":
            room = most
        elif room and (FIRST_HAN <= char <= LAST_HAN or (char > LAST_SIGN and char.isalnum())):
            room -= 1
        else:
            continue
        codes[count] = ord(char)
        count += 1
    return kept[:count].tobytes().decode(UTF_32)


def rows_sharing(lines: Sequence[str], names: Sequence[str], least: float, most: int = sys.maxsize) -> list[int]:
    """The rows of the folded lines in whose keys all pairs of neighbours stand in names, or so many of them; now and then one more. Keys
    longer than ``most`` are passed over.

    >>> rows_sharing(["放疗", "天气预报", "放疗后,肿瘤怎么还在?", "在"], ["放疗后肿瘤还在"], 4)
    [0, 2]
    """
    known = bytearray(MASK + 1 >> 3)
    for name in names:
        _mark_pairs(known, name)
    return _sharing(list(lines), known, least, most)


def _mark_pairs(known: bytearray, name: str) -> None:
    before = 0
    for char in name:
        if before:
            place = before * FACTOR + ord(char) & MASK
            known[place >> 3] |= 1 << (place & 7)
        before = ord(char)


def _sharing(lines: list[str], known: bytearray, least: float, most: int) -> list[int]:
    found: list[int] = []
    table = known
    for row, line in enumerate(lines):
        letters, shared, before = 0, 0, 0
        for char in line:
            code = ord(char)
            if char <= _LAST_ASCII:
                code |= _SMALL if char >= "A" else 0
                if not (_A <= code <= _Z or "0" <= char <= "9"):
                    continue
            elif not FIRST_HAN <= char <= LAST_HAN:
                if not char.isalnum():
                    continue
                code = 0 if char.isupper() else code  # what becomes of a capital may depend on its neighbours
            letters += 1
            if letters > most:
                break
            if letters > 1:
                place = before * FACTOR + code & MASK
                shared += table[place >> 3] >> (place & 7) & 1 if code and before else 1
            before = code
        if 1 < letters <= most and (shared == letters - 1 or shared >= least):
            found.append(row)
    return found
