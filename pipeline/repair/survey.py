"""The brackets with pinyin of a page, counted by what they could be; ``evidence.py`` weighs them."""

from __future__ import annotations

from typing import NamedTuple

from ..late import late
from . import gbk, readings
from .pairs import second_bytes
from .tears import CUT_OFF, GLOSS, HIDDEN, TONED, full_width

READ_ALONG, ALONG = 2, 0.5
"""Glosses on characters that no script changes, right behind another character and its gloss, and the share of all glosses that
stand so, from which the text is written for whoever learns to read: ``學(xué)而(ér)時(shí)習(xí)之(zhī)``. A mirror that spares no kind of
character glosses one in four, and rarely two in a row."""

_GENUINE = late(
    rf"[（(](?:(?<=（)[^（）()]{{0,3}}[A-Za-zü{TONED}ɡ' ]{{1,12}}[）]"
    rf"|(?<=\()(?:[音读讀]|[A-ZĀÁǍÀĒÉĚÈŌÓǑÒ])[A-Za-zü{TONED}ɡ' ]{{0,12}}\)"
    rf"|(?<=[^\x00-\x7f] \()[a-zü{TONED}ɡ']{{1,8}}\))"
)
TONE = late(f"[{TONED}]")


class Gloss(NamedTuple):
    """A bracket with lower-case pinyin behind a character, and what it could be."""

    start: int
    end: int
    base: str
    reading: str
    spaced: bool
    """a space before the closing bracket"""
    trailing: bool
    """a space behind it"""


class Survey:
    """All brackets with pinyin of a page, by what they could be."""

    __slots__ = ("along", "cut_off", "genuine", "halves", "keys", "others", "plain", "torn", "untoned")

    def __init__(self, genuine: int) -> None:
        self.keys: list[Gloss] = []
        """a Traditional character with its default reading (family A)"""
        self.halves: list[Gloss] = []
        """a Simplified character whose Traditional form has the reading by default (family S)"""
        self.plain: list[Gloss] = []
        """any other character with its default reading (families X and J)"""
        self.untoned: list[Gloss] = []
        """a character with a reading of its own, without the tone (families M and X)"""
        self.others: list[Gloss] = []
        """a reading that is not the default one, or not the character's"""
        self.torn = 0
        """eaten brackets behind the first byte of a key"""
        self.genuine = genuine
        """brackets as authors write them"""
        self.cut_off: list[Gloss] = []
        """the first letters of a character's default reading, where the text was shortened: ``發(f...``"""
        self.along: list[Gloss] = []
        """those with nothing but their character between them and the gloss before"""

    def is_reader(self) -> bool:
        """Whether the text has the reading of character by character, for learners."""
        number = sum(map(len, (self.keys, self.halves, self.plain, self.untoned, self.others)))
        if len(self.along) < ALONG * number:
            return False
        unchanged = {gloss.start for gloss in (*self.plain, *self.others)}
        return len([gloss for gloss in self.along if gloss.start in unchanged]) >= READ_ALONG


def survey(text: str) -> Survey:
    """Count the brackets of a page."""
    seen, last = Survey(genuine=sum(_is_reading(bracket) for bracket in _GENUINE.findall(text))), 0
    for found in GLOSS.finditer(text):
        start, end = found.span()
        base, reading = text[start - 1 : start], found[1]
        if base < "\x80":  # a letter that is half of a character, or a call in a script: no author glosses one
            two = text[max(0, start - 2) : start]
            seen.torn += readings.has_key(reading) and _across(two) in readings.keys(reading)
            continue
        gloss = Gloss(start, end, base, reading, text[end - 2] == " ", text[end : end + 1] == " ")
        _place(seen, gloss).append(gloss)
        if last == start - 1:
            seen.along.append(gloss)
        last = end
    seen.cut_off = _cut_off(text)
    for found in HIDDEN.finditer(text):
        if not readings.has_key(found[1]):
            continue
        pair = gbk.pair_of(text[found.start() - 1 : found.start()])
        seen.torn += pair & 0xFF in second_bytes(found[1])
    return seen


def _cut_off(text: str) -> list[Gloss]:
    """The glosses of which the text has only the beginning.

    >>> [(gloss.base, gloss.reading) for gloss in _cut_off("開發(f...\\n設(shè\\n數(\\n數(a")]
    [('發', 'f'), ('設', 'shè'), ('數', '')]
    """
    found = []
    for start in CUT_OFF.finditer(text):
        base = text[start.start() - 1 : start.start()]
        forms = readings.unconverted().get(base, "") + base
        if any((readings.default(form) or " ").startswith(start[1]) for form in forms):
            found.append(Gloss(start.start(), start.end(), base, start[1], spaced=False, trailing=False))
    return found


def _is_reading(bracket: str) -> bool:
    """Whether the letters in an author's bracket are pinyin, not an English word or an abbreviation.

    >>> [_is_reading(bracket) for bracket in ("（音dān）", "(Bo)", "（API）", "（fetch）")]
    [True, True, False, False]
    """
    if TONE.search(bracket):
        return True
    letters = "".join([char for char in bracket if char.isascii() and char.isalpha()])
    return not letters.isupper() and readings.is_plain(letters.lower())


def _across(two: str) -> int:
    """The pair of a character's second byte and an ASCII one; a mark may be full-width and folded since.

    >>> _across("，F") == _across(",F") == 0xAC46
    True
    """
    before = two[:1]
    if "!" <= before < "\x7f" and not before.isalnum():
        before = full_width(before)
    return (gbk.pair_of(before) & 0xFF) << 8 | ord(two[1:] or "\0")


def _place(seen: Survey, gloss: Gloss) -> list[Gloss]:
    base, reading = gloss.base, gloss.reading
    default = readings.default(base)
    if default is None:
        return seen.others
    if reading != default and not TONE.search(reading):
        own = readings.plain().get(reading, frozenset())
        return seen.untoned if any(reads(base, toned) for toned in own) else seen.others
    if reading == default and base in readings.traditional():
        return seen.keys
    if any(readings.default(form) == reading for form in readings.unconverted().get(base, "")):
        return seen.halves
    return seen.plain if reading == default else seen.others


def reads(char: str, reading: str) -> bool:
    """Whether a character has a reading, by default or beside that."""
    return readings.default(char) == reading or readings.is_other(char, reading)
