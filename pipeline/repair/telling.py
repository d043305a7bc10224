# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What damaged text has and sound text hardly: one loop over the characters says that a sound text is sound.

A table by code point (``kinds.py``) tells the kinds of a character; only what has a kind is looked at with its neighbours.

Limits: ``kinds_of`` tells that a search may find something, not that it will.
"""

from __future__ import annotations

from .. import native
from ..language import model
from ..types import Kind
from .beside import escape_at, is_in_wide, stop_at, tear_at
from .kinds import (
    BESIDE,
    CONFUSED,
    ESCAPED,
    LATIN_END,
    LETTER,
    OWN,
    RARE,
    STRANGE,
    TORN,
    kinds,
    kinds_of_source,
    latin,
    spelling,
)
from .known import is_known, part_end, part_start

MAX_GAP = 3
"""Rare characters are close together up to so many places from one to the next."""
WORD = -5.0
"""Log probability of a rare character after another from which both are a word (麒麟, 璀璨); of 66,000 such pairs in text of five
confusions 3 in 10,000 reach it, of those on sound pages half."""
EXPECTED = -16.0
"""Log probability of two rare characters, each after the two before it, from which both are expected (拄着拐杖); of 276,000 such pairs in
text of four confusions 1 in 10,000 reach it, of those in sound passages 45%."""
BORDER: dict[Kind, str] = {"html": "<", "text": "\n"}
"""What no sign of confusion reaches across."""
_BEGIN_UTF8 = "Ââãäåæçèéï"
"""What windows-1252 makes of the bytes that begin most characters in UTF-8."""
_LETTER, _RARE, _BESIDE, _STRANGE = LETTER, RARE, BESIDE, STRANGE  # as numbers of C where it is compiled
_SIGNS, _ANY = LETTER | RARE, 0xFF
_FIRST_PLANE = 0x10000
_WIDE_FIRST, _WIDE_LAST = 0xFF10, 0xFF5A
"""Full-width digits and letters, and some marks between them."""
_NONE = (-1, -1)


def kinds_of(text: str, kind: Kind = "text") -> int:
    """The kinds of characters that a text has; of a page's source only those that ``kinds.kinds_of_source`` has.

    >>> from pipeline.repair.kinds import DOUBLED, GAP, LOST, NUMBERED
    >>> kinds_of("天气（good）很好(A)。“晴”"), kinds_of("天气\ufffd") == LOST, kinds_of("中Õ文") == LETTER
    (0, True, True)
    >>> kinds_of("刘斌和他的蔚蓝"), kinds_of("刘斌、王蔚") & RARE, kinds_of("醫(yī)院?") & TORN, kinds_of("f(x) & g(y)")
    (0, 2, 32, 0)
    >>> kinds_of("提高,。") == DOUBLED, kinds_of("。1)春天") == NUMBERED, kinds_of("春天。1)"), kinds_of("摘? ? 要") == GAP
    (True, True, 0, True)
    >>> [bool(kinds_of(text) & CONFUSED) for text in ("火麒麟来了：鍙樺法", "火麒麟来了")]
    [True, False]
    """
    table, letters = kinds_of_source() if kind == "html" else kinds(), spelling()
    return _kinds_in(text, BORDER[kind], table, letters)


def _kinds_in(text: str, border: str, table: bytes, letters: bytes) -> int:
    """The same, given what kind each character is, and which are letters of readings."""
    rare, beside, signs, single, confused = RARE, BESIDE, LETTER | RARE, TORN | ESCAPED, CONFUSED
    found, last, last_syllable, close = 0, -MAX_GAP - 1, -MAX_GAP - 1, -MAX_GAP - 1
    size = len(text)
    at = native.first_of(text, 0, size, table, _ANY)
    while at < size:
        code = ord(native.PyUnicode_READ_CHAR(text, at))
        kind = table[code] if code < _FIRST_PLANE else _kind_beyond(code)
        if kind & signs and not found & confused and _sign_at(text, at, (0, last, last_syllable), border, table)[1]:
            found |= confused
        if kind & rare:
            last, last_syllable = (last, at) if _is_syllable(code) else (at, last_syllable)
            if at - close > MAX_GAP:
                kind &= ~rare
            close = at
        elif kind & beside:
            if at - close == 1:
                kind |= rare
        elif kind & single or kind == _STRANGE:
            kind = _kind_at(text, at, table, letters)
        found |= kind
        at = native.first_of(text, at + 1, size, table, _ANY)
    return found


def _kind_at(text: str, at: int, table: bytes, letters: bytes) -> int:
    """The kind of a character that is looked at with its neighbours."""
    code = ord(native.PyUnicode_READ_CHAR(text, at))
    if code == 0x29 or code == 0x3F:  # ) and ?
        return tear_at(text, at, letters)
    if code == 0x3002:
        return stop_at(text, at)
    if code < 0x80:
        return escape_at(text, at)
    return 0 if code >= _WIDE_FIRST and code <= _WIDE_LAST and not is_in_wide(text, at, table) else _STRANGE


def _kind_beyond(code: int) -> int:
    """The kind of a code point beyond the first plane: only compatibility ideographs have one."""
    return STRANGE if code >= 0x2F800 and code <= 0x2FA1F else 0


def sign_after(text: str, at: int, border: str) -> tuple[int, int]:
    """Start and end of the next sign of confusion from a place on, (-1, -1) if there is none.

    What confused text has in a row and other text hardly: letters as in ``_sign_end``, Bopomofo and Hangul beside Han, or rare
    characters with up to two others between them or right before kana and Cyrillic, but for two that the language has so. What
    stands before a border, ``<`` or a line break, does not count.

    >>> [sign_after(text, 0, "\\n") for text in ("火麒麟来了：鍙樺法", "火麒麟来了")]
    [(6, 8), (-1, -1)]
    """
    table = kinds()
    return _sign_after(text, at, border, table)


def _sign_after(text: str, at: int, border: str, table: bytes) -> tuple[int, int]:
    """The same, given what kind each character is."""
    last = last_syllable = at - MAX_GAP - 1
    size = len(text)
    place = native.first_of(text, at, size, table, _SIGNS)
    while place < size:
        code = ord(native.PyUnicode_READ_CHAR(text, place))
        if code < _FIRST_PLANE:
            start, stop = _sign_at(text, place, (at, last, last_syllable), border, table)
            if stop:
                return start, stop
            if table[code] & _RARE:
                last, last_syllable = (last, place) if _is_syllable(code) else (place, last_syllable)
        place = native.first_of(text, place + 1, size, table, _SIGNS)
    return _NONE


def _sign_at(text: str, place: int, before: tuple[int, int, int], border: str, table: bytes) -> tuple[int, int]:
    """Start and end of a sign that has a letter or rare character in this place, (0, 0) if there is none.

    ``before`` is where it may begin at the earliest, where the last rare character was, and the last rare syllable.
    """
    low, last, last_syllable = before
    code = ord(native.PyUnicode_READ_CHAR(text, place))
    kind = table[code]
    if kind & _LETTER:
        start, stop = _letters_around(text, low, place)
        if stop:
            return start, stop
    if not kind & _RARE:
        return 0, 0
    if _is_syllable(code):
        if place - last_syllable <= MAX_GAP and _is_close(text, last_syllable, place):
            return last_syllable, place + 1
        return 0, 0
    if place - last <= MAX_GAP and _is_close(text, last, place) and not _is_sound(text, last, place, border, low):
        return last, place + 1
    after = ord(native.PyUnicode_READ_CHAR(text, place + 1)) if place + 1 < len(text) else 0
    if code < 0xAC00 and after < _FIRST_PLANE and table[after] & _BESIDE:
        return place, place + 2
    return 0, 0


def _is_syllable(code: int) -> bool:
    """Whether a code point is a Korean syllable."""
    return code >= 0xAC00 and code <= 0xD7A3


def _letters_around(text: str, at: int, place: int) -> tuple[int, int]:
    """Start and end of such letters that have one in this place and begin from another on, (0, 0) if there are none."""
    for start in range(max(at, place - 2), place + 1):
        stop = _letters_end(text, start, len(text))
        if stop:
            return start, stop
    return 0, 0


def _letters_end(text: str, at: int, end: int) -> int:
    """Where letters end that only confused text has in a row, and that begin at a place; 0 if there are none."""
    one, two = ord(text[at]), ord(text[at + 1]) if at + 1 < end else 0
    if one < 0x80:
        return 0
    is_hangul = one >= 0xAC00 and one <= 0xD7A3
    if is_hangul or (one >= 0x3105 and one <= 0x3129):
        if _is_han(two) or (is_hangul and ((two >= 0x3400 and two < 0x4E00) or (two >= 0xE000 and two <= 0xF8FF))):
            return at + 2
        return at + 1 if at and _is_han(ord(text[at - 1])) else 0
    if two < 0x80 or _is_han(two):
        return 0
    return _sign_end(one, two, ord(text[at + 2]) if at + 2 < end else 0, at)


def _sign_end(one: int, two: int, three: int, at: int) -> int:
    """The same of letters that are neither Han nor Hangul; all of these have one of the kind ``LETTER``."""
    letters = latin()
    first, second = _latin_kind(one, letters), _latin_kind(two, letters)
    if first and second:
        third = _latin_kind(three, letters)
        if third and (first | second | third) & OWN:
            return at + 3
        if chr(one) in _BEGIN_UTF8:
            return at + 2
    if (one <= 0xFF < two <= 0x7FF) or (two <= 0xFF < one <= 0x7FF):  # letters of two alphabets
        return at + 2
    if one >= 0x432 and one <= 0x439 and _is_of_1251(two) and _is_of_1251(three):  # UTF-8 as windows-1251
        return at + 3
    return at + 2 if one >= 0xFF61 and one <= 0xFF9F and two >= 0xFF61 and two <= 0xFF9F else 0


def _latin_kind(code: int, letters: bytes) -> int:
    return letters[code] if code < LATIN_END else 0


def _is_of_1251(code: int) -> bool:
    """Whether windows-1251 makes a character of a byte that does not begin one in UTF-8."""
    if code < 0x2013:
        return (code >= 0x80 and code <= 0xBF) or (code >= 0x400 and code <= 0x40F) or (code >= 0x450 and code <= 0x491)
    return code <= 0x2122


def _is_han(code: int) -> bool:
    return code >= 0x4E00 and code <= 0x9FFF


def _is_close(text: str, one: int, other: int) -> bool:
    """Whether nothing but text stands between two places."""
    at = one + 1
    while at < other and text[at] != "\n" and text[at] != "<" and text[at] != ">":
        at += 1
    return at == other


def _is_sound(text: str, one: int, other: int, border: str, low: int) -> bool:
    """Whether two rare characters stand where the language has them: as a word, or each behind what comes before it, or the part around."""
    first, last = text[one], text[other]
    if not ("\u33ff" < first < "\ua000" and "\u33ff" < last < "\ua000"):
        return is_known(text, part_start(text, low, other), part_end(text, other))
    language = model()
    x, y = language.number_at(text, one), language.number_at(text, other)
    if other - one == 1 and language.cost(0, x, y) < -WORD:
        return True
    a = b = c = d = 0
    if one > 0 and text[one - 1] != border:
        b = language.number_at(text, one - 1)
        if one > 1 and text[one - 2] != border:
            a = language.number_at(text, one - 2)
    if other > 1:
        c, d = language.number_at(text, other - 2), language.number_at(text, other - 1)
    if language.cost(a, b, x) + language.cost(c, d, y) < -EXPECTED:
        return True
    return is_known(text, part_start(text, low, other), part_end(text, other))
