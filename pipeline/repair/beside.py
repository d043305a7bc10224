# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What single signs are by their neighbours: a bracket or question mark that a gloss or cut left, an entity, a full stop behind a comma.

Limits: as in ``telling.py``, which asks.
"""

from __future__ import annotations

from .. import native
from . import readings
from .kinds import DOUBLED, ESCAPED, GAP, NUMBERED, OPENED, PAIRED, STRANGE, TORN
from .tears import ENDS

MOST_LETTERS, MOST_INSIDE, MOST_BEHIND = 8, 7, 6
"""Letters of a reading, of one that hit inside it, and of the rest of it behind that; see ``tears.GLOSS``."""
_PAST_SPELLING = 0x1E40
_WIDE_FIRST, _WIDE_LAST = 0xFF10, 0xFF5A


def is_in_wide(text: str, at: int, kinds: bytes) -> bool:
    """Whether a full-width letter or digit begins several; one alone stays as it is.

    >>> from pipeline.repair.telling import kinds_of
    >>> [bool(kinds_of(text) & STRANGE) for text in ("ＰＣ", "３．５", "Ａ座", "Ａ．Ｂ", "甲Ａ")]
    [True, True, False, False, False]
    """
    one, two = ord(text[at]), ord(text[at + 1]) if at + 1 < len(text) else 0
    three = ord(text[at + 2]) if at + 2 < len(text) else 0
    if two == 0xFF0E and 0xFF10 <= one <= 0xFF19:
        return 0xFF10 <= three <= 0xFF19
    return _WIDE_FIRST <= two <= _WIDE_LAST and kinds[two] & STRANGE != 0


def escape_at(text: str, at: int) -> int:
    """The kind of an entity or escape that may begin at a place, 0 if none does.

    >>> from pipeline.repair.telling import kinds_of
    >>> kinds_of("A & B 100%"), kinds_of("&amp;") == ESCAPED, kinds_of("&#xd83d;") == ESCAPED | PAIRED
    (0, True, True)
    """
    sign, end = native.PyUnicode_READ_CHAR(text, at), len(text)
    one = native.PyUnicode_READ_CHAR(text, at + 1) if at + 1 < end else "\0"
    if sign == ";":  # of an entity that lost its &, see ``entities.BARE_SIGN``
        return ESCAPED if at and native.PyUnicode_READ_CHAR(text, at - 1) == "t" else 0
    if sign == '"':  # a gap of blanks that became quotation marks
        return GAP if one == " " and at + 2 < end and text[at + 2] == '"' else 0
    if sign != "&":
        return ESCAPED if one == "u" else 0
    if one != "#":
        return ESCAPED if one.isalpha() else 0
    two, three = text[at + 2] if at + 2 < end else "\0", text[at + 3] if at + 3 < end else "\0"
    return ESCAPED | PAIRED if two == "5" or (two in "xX" and three in "dD") else ESCAPED


def stop_at(text: str, at: int) -> int:
    """The kind of a full stop: behind a comma, or where only blanks are before it in its line, and before a digit; see ``marks.py``."""
    before = text[at - 1] if at else "\n"
    if before == ",":
        return DOUBLED
    is_first = before == "\n" or before == " " or before == "\u3000" or before == "\xa0"
    return NUMBERED if is_first and at + 1 < len(text) and "0" <= text[at + 1] <= "9" else 0


def tear_at(text: str, at: int, spelling: bytes) -> int:
    """The kinds of a ``)`` or ``?``, see ``_is_torn`` and the signs in ``blanks.py``."""
    kind = TORN if _is_torn(text, at, spelling) else 0
    if native.PyUnicode_READ_CHAR(text, at) == ")":
        return kind
    before = native.PyUnicode_READ_CHAR(text, at - 1) if at else "\0"
    if before == ">" or before in ENDS:
        kind |= OPENED
    if before == "\n" or (at + 1 < len(text) and text[at + 1] == " "):
        kind |= GAP
    return kind


def _is_torn(text: str, at: int, spelling: bytes) -> bool:
    """Whether a ``)`` ends what may be a gloss, or an eaten bracket, or a ``?`` stands before a mark that it may have eaten.

    >>> from pipeline.repair.telling import kinds_of
    >>> [bool(kinds_of(text) & TORN) for text in ("獎?wù)", "W(xué(zī))", "f(yi)", "學?。", "學?")]
    [True, True, False, True, False]
    """
    one = ord(native.PyUnicode_READ_CHAR(text, at - 1)) if at else 0
    if native.PyUnicode_READ_CHAR(text, at) == "?":
        return _is_eaten(text[at + 1] if at + 1 < len(text) else "\0", text[at + 2] if at + 2 < len(text) else "\0")
    if one == 0x20 or one == 0x29:  # (luò ), (yōu(zī))
        return at > 1 and _is_torn_behind(text, at, spelling)
    if not _spells(one, spelling):
        return False
    start = _letters_before(text, at, spelling)
    return _is_opened(text, start, at) or (start > 0 and text[start - 1] == ")" and _is_torn_behind(text, at, spelling))


def _is_eaten(mark: str, after: str) -> bool:
    """Whether a ``?`` before these two may stand for a byte that a mark ate, see ``tears.MARK``."""
    if mark in "!,;?":
        return after > "\x7f" or (mark == "?" and after in "!,;?") or after == "?"
    return mark in "。，！？；"


def _is_torn_behind(text: str, at: int, spelling: bytes) -> bool:
    """The same of a ``)`` behind a blank or behind the gloss that hit inside the reading."""
    end = at - 1 if text[at - 1] == " " else at
    start = _letters_before(text, end, spelling)
    if start and text[start - 1] == ")" and end - start <= MOST_BEHIND:
        inner = _letters_before(text, start - 1, spelling)
        if not (inner < start - 1 <= inner + MOST_INSIDE and inner and text[inner - 1] == "("):
            return False
        end = inner - 1
        start = _letters_before(text, end, spelling)
    return _is_opened(text, start, end)


def _letters_before(text: str, end: int, spelling: bytes) -> int:
    """Where the letters of a reading begin that end at a place."""
    start = end
    while start and _spells(ord(text[start - 1]), spelling):
        start -= 1
    return start


def _spells(code: int, spelling: bytes) -> bool:
    return code < _PAST_SPELLING and spelling[code] != 0


def _is_opened(text: str, start: int, end: int) -> bool:
    """Whether letters that may be a reading stand behind a bracket or what ate it.

    Behind ASCII, which no one glosses, they are the reading of a character that a mirror does.
    """
    if not start or not (start < end <= start + MOST_LETTERS):
        return False
    opening = text[start - 1]
    if opening != "(" or (start > 1 and ord(text[start - 2]) > 0x7F):
        return opening == "(" or opening == "?"
    letters = text[start:end]
    return not letters.isascii() or readings.has_key(letters)
