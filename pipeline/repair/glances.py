# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What one loop over a suspicious stretch, or over its bytes, tells before anything is read anew.

Nearly all suspicious stretches of sound pages are rare words; these loops tell it of most of them.
"""

from __future__ import annotations

from math import inf

from ..cost import prices
from .kinds import ASIAN_PAIR, HANGUL, KANA, LATIN_END, LATIN_PAIR, LATIN_TRIPLE, WIDE_PAIR, latin

MIN_LETTERS = 2
"""Fewer letters beyond ASCII than this make no confused text: even a lone ’ became three."""
_LATIN, _MARK, _EURO, _HAN, _HANGUL, _FULL, _KANA = 1, 2, 4, 8, 16, 32, 64
"""The classes of characters: Latin-1; marks and letters beyond it; €; East Asian; Hangul; full-width forms; half-width kana."""
_ANY = 0x7F
_ASIAN = _HAN | _HANGUL | _FULL | _KANA
_FIRST_ASIAN = 0x2E80
_ASKED = ("han", "ja", "ko")


def mean_cost(stretch: str) -> float:
    """Mean cost of the characters beyond ASCII in that language of East Asia that suits them best, without bound if letters are among them.

    >>> mean_cost("天气很好，甄嬛也在") < 8 < mean_cost("鍙樺法") < mean_cost("ÖÐÎÄ")
    True
    """
    letters = asian = 0
    for char in stretch:
        code = ord(char)
        if code >= _FIRST_ASIAN:
            asian += 1
        elif code > 0x7F:
            letters += 1
    if letters >= MIN_LETTERS:
        return inf
    return min([prices(language).total_asian(stretch) for language in _ASKED]) / max(1, asian)


def has_letters(text: str) -> bool:
    """Whether a text has letters or signs beyond ASCII that are not of East Asia, as all of ``kinds.LATIN`` are.

    >>> has_letters("中文a"), has_letters("中é")
    (False, True)
    """
    for char in text:  # noqa: SIM110 - a closure is not compiled
        if "\x7f" < char < "\u2e80":
            return True
    return False


def foreign_count(text: str) -> int:
    """How many characters lie beyond ASCII.

    >>> foreign_count("a中文")
    2
    """
    number = 0
    for char in text:
        number += char > "\x7f"
    return number


def neighbours(stretch: str) -> int:
    """Which of ``kinds.ASIAN_PAIR`` and so on a stretch has.

    >>> [neighbours(stretch) for stretch in ("岣嶁", "a岣b", "ÃÂ€", "å¤©")]
    [33, 0, 4, 2]
    """
    letters, found, before, is_first, is_second = latin(), 0, 0, False, False
    for char in stretch:
        code = ord(char)
        kind = _class_of(code)
        if kind & (_KANA | _HANGUL):
            found |= KANA if kind & _KANA else HANGUL
        if kind & _ANY and before & _ANY:
            found |= _pair_of(before, kind)
        is_letter = code == 0x20 or (code < LATIN_END and letters[code] != 0)
        if is_second and is_letter:
            found |= LATIN_TRIPLE
        is_second = is_first and is_letter
        is_first = 0xE3 <= code <= 0xE9
        before = kind
    return found


def _class_of(code: int) -> int:
    """The class of a code point, 0 of ASCII and of what no confusion makes."""
    if code < 0x2E80:
        return 0 if code < 0x80 else _LATIN if code < 0x100 else _EURO if code == 0x20AC else _MARK
    if code < 0xFB00:
        return _HANGUL if 0xAC00 <= code < 0xD7A4 else _HAN
    if code < 0xFF00:
        return _MARK
    return _KANA if 0xFF61 <= code < 0xFFA0 else _FULL if code < 0xFFF0 else 0


def _pair_of(one: int, two: int) -> int:
    """What two neighbours of these classes are."""
    if one & _LATIN or two & _LATIN:
        return LATIN_PAIR if one != two else 0
    found = ASIAN_PAIR if one & _ASIAN and two & (_ASIAN | _EURO) else 0
    return found | WIDE_PAIR if one & (_HAN | _HANGUL) and two & (_HAN | _HANGUL) else found


def may_be_utf8(written: bytes) -> bool:
    """Whether bytes are UTF-8 as far as first bytes and others go; what is not cannot be read as it.

    >>> may_be_utf8("文a".encode()), may_be_utf8("文a".encode("gbk")), may_be_utf8("文".encode()[:2])
    (True, False, False)
    """
    left = 0
    for byte in written:
        if left:
            if byte & 0xC0 != 0x80:
                return False
            left -= 1
        elif byte > 0x7F:
            if byte < 0xC2 or byte > 0xF4:
                return False
            left = 1 + (byte >= 0xE0) + (byte >= 0xF0)
    return not left
