# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What a text costs in a language: nats, the sum of -ln of its characters' frequencies.

If bytes are read in two encodings, both texts stand for the same bytes, so that their costs compare directly: the
cheaper reading is the likelier one. ASCII costs the same in every language; a character that the language
does not use costs the floor of its class.
"""

from __future__ import annotations

from array import array
from functools import lru_cache

from . import tables
from .late import late

ASCII_COST = 3.0
"""A letter, digit or blank of running text; only matters where a reading swallows ASCII bytes."""
MARKUP_COST = 4.5
RARE_COST = 15.0
"""A character outside the table: beyond the dearest class of the table (rarer than 1 in 3 million)."""
LETTER_COST = 6.0
"""A letter of an alphabet without a table (Polish, Greek, Thai, Arabic): a mean over a few dozen letters."""
ODD_LETTERS = frozenset(range(0x180, 0x250)) - set(map(ord, "ƏƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǸǹȘșȚțə"))
"""Latin letters of no language that is much written, but for those of Vietnamese, Romanian, Azerbaijani and pinyin."""
BROKEN_COST = 18.0
"""U+FFFD, a control character, a private-use character: no page is written with these."""
OUTSIDE_LATIN = 3.2
"""Added to letters beyond ASCII in Latin languages: about 1 letter in 25 has a mark."""
LATIN_LETTERS = ("latin", "central", "tr")
LATIN_MARKS = dict.fromkeys("‘’“”–—…•€«»·©®°§", 7.0) | dict.fromkeys("¡¿½¾¼²³¹¢£¤¥¦¨ª¬±µ¶¸º×÷¯´\xad\xa0", 9.0)
COMMON_COST = 11.5
"""Han characters up to this cost in Chinese or Japanese count as common: about 1 in 100,000 and oftener."""
_LETTERS = "\u0370-\u07ff"
_ALPHABETS = late(f"[A-Za-z](?=[{_LETTERS}])|[{_LETTERS}](?=[A-Za-z])")
_ASIAN = "[^\0-\u2e7f\ufff0-\U0010ffff]"
"""U+2E80 to U+FFEF, by what is outside, which takes Python 3.11 a quarter of the time to prepare"""
_INSIDE = late(f"[a-z]{_ASIAN}(?=[a-z])")
JUMPS = {
    "latin": late("[À-ÿ](?=[À-ÿ])|[À-ÿ](?=[\u0180-\u07ff])|[\u0180-\u07ff](?=[À-ÿ])"),
    **dict.fromkeys(("ru", "uk", "el", "he", "ar"), _ALPHABETS),
    **dict.fromkeys(("han", "hans", "hant", "ja", "ko"), _INSIDE),
}
_ANY_JUMP = late(
    f"[A-Za-zÀ-ÿ\u0180-\u07ff](?:(?<=[a-z]){_ASIAN}[a-z]|(?<=[A-Za-z])[\u0370-\u07ff]|(?<=[À-\u07ff])[A-Za-zÀ-\u07ff])"
)
"""What has none of these has none of ``JUMPS``."""
JUMP_COST = 5.0
"""A change of alphabet inside a word, two accented letters in a row, one Han character inside an English word: rarer
than 1 in 150 of the characters concerned."""


class Costs(dict[str, float]):
    """Costs by character; what is missing gets the cost of its class and is remembered."""

    def __init__(self, letters: float) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, char: str) -> float:
        cost = self[char] = self.of_class(char)
        return cost

    def of_class(self, char: str) -> float:
        """The cost of a character that the table lacks, which is not remembered."""
        point = ord(char)
        is_letter = 0x100 <= point < 0x2000 and point not in ODD_LETTERS
        return self._letters if is_letter else _class_cost(point)


def _class_cost(point: int) -> float:
    if point in (0x09, 0x0A, 0x0D) or 0x30 <= point <= 0x39 or 0x41 <= point <= 0x5A or 0x61 <= point <= 0x7A:
        return ASCII_COST
    if 0x20 <= point < 0x7F:
        return ASCII_COST if point == 0x20 else MARKUP_COST
    if point < 0xA0 or 0xD800 <= point < 0xF900 or 0xFFF0 <= point < 0x10000 or point >= 0x30000:
        return BROKEN_COST
    return RARE_COST


NAMES = ("hans", "hant", "ja", "ko", "ru", "uk", "el", "he", "ar", "latin", "central", "tr")


@lru_cache(maxsize=1)
def languages() -> dict[str, Costs]:
    """The costs of every language, and of ``han``, the cheaper of the two ways to write Chinese."""
    return {name: costs_of(name) for name in (*NAMES, "han")}


@lru_cache(maxsize=16)
def costs_of(language: str) -> Costs:
    """The costs of one language, of those in ``languages``."""
    out = _unlisted(language)
    if language == "han":
        hans, hant = costs_of("hans"), costs_of("hant")
        for char in hans.keys() | hant.keys():
            out[char] = min(hans.get(char, RARE_COST), hant.get(char, RARE_COST))
        return out
    for nats, chars in _rows(language):
        out.update(dict.fromkeys(chars, nats))
    return out


def _unlisted(language: str) -> Costs:
    """The costs of what a language's table lacks."""
    return Costs(LETTER_COST if language == "latin" else RARE_COST)


def _rows(language: str) -> list[tuple[float, str]]:
    """The rows of one language: nats, and the characters that cost so much."""
    more, start = OUTSIDE_LATIN if language in LATIN_LETTERS else 0.0, f"{language} "
    rows = [line.split(" ") for line in tables.read_lines("characters.txt") if line.startswith(start)]
    marks = LATIN_MARKS.items() if language == "latin" else ()
    return [*((float(nats) + more, chars) for _, nats, chars in rows), *((nats, char) for char, nats in marks)]


def least(char: str) -> float:
    """Nats of a character in the language where it is cheapest."""
    return min([found if (found := table.get(char)) else table.of_class(char) for table in languages().values()])


def rare_han() -> str:
    """The Han characters that neither Chinese nor Japanese has in common use, as the inside of a character class."""
    return _rare("han")


def rare_hangul() -> str:
    """The syllables that Korean hardly uses, as the inside of a character class."""
    return _rare("hangul")


@lru_cache(maxsize=2)
def _rare(script: str) -> str:
    return next(line.partition(" ")[2] for line in tables.read_lines("rare.txt") if line.startswith(script + " "))


def mark_class(table: bytearray, kind: int, inside: str) -> None:
    """Give a kind, of a bit of its own, to the characters of a class, written as inside the brackets of a pattern; beyond the table there
    are none.

    >>> table = bytearray(100)
    >>> mark_class(table, 1, "A-Z#"), table[ord("B")], table[ord("#")], table[ord("a")]
    (None, 1, 1, 0)
    """
    kinds, at, end, size = table, 0, len(inside), len(table)
    while at < end:
        first = last = ord(inside[at])
        at += 1
        if at + 1 < end and inside[at] == "-":
            last = ord(inside[at + 1])
            at += 2
        for code in range(first, min(last + 1, size)):
            kinds[code] |= kind


class Prices:
    """The costs of one language by code point, for texts: as ``Costs`` has them, and nothing is remembered."""

    def __init__(self, language: str) -> None:
        self._costs = _unlisted(language)
        values, codes = array("d", [self._costs.of_class(char) for char in _TYPICAL]), bytearray(_classes())
        names, times = ("hans", "hant") if language == "han" else (language,), bytearray(_FIRST_PLANE)
        for name in names:
            for nats, chars in _rows(name):
                values.append(nats)
                _list(codes, chars, len(values) - 1, values, times)
        if len(names) > 1:
            _relist(codes, values, times)
        self._values, self._codes = values, bytes(codes)

    def total(self, text: str) -> float:
        """The sum over the characters of a text."""
        codes, values, nats = self._codes, self._values, 0.0
        for char in text:
            code = ord(char)
            nats += values[codes[code]] if code < _FIRST_PLANE else self._beyond(char)
        return nats

    def total_asian(self, text: str) -> float:
        """The same of the characters from U+2E80 on."""
        codes, values, nats = self._codes, self._values, 0.0
        for char in text:
            code = ord(char)
            if code >= 0x2E80:
                nats += values[codes[code]] if code < _FIRST_PLANE else self._beyond(char)
        return nats

    def _beyond(self, char: str) -> float:
        return self._costs.of_class(char)


def _list(codes: bytearray, chars: str, number: int, values: array[float], times: bytearray) -> None:
    """Note the number of their price for characters of one price, but for those that are listed cheaper, and how often they are listed."""
    known, nats, listed = codes, values, times
    for char in chars:
        code = ord(char)
        if code < _FIRST_PLANE:
            listed[code] += 1
            if known[code] < _CLASSES or nats[number] < nats[known[code]]:
                known[code] = number


def _relist(codes: bytearray, values: array[float], times: bytearray) -> None:
    """What one of the two ways to write Chinese has, dearer than what it lacks, costs no more than that: the other lacks it."""
    known, nats, listed = codes, values, times
    for code in range(_FIRST_PLANE):
        if listed[code] == 1 and nats[known[code]] > nats[_CLASSES - 1]:
            known[code] = _CLASSES - 1


_FIRST_PLANE, _CLASSES = 0x10000, 5
_TYPICAL = "ŉa!\ufffd一"
"""A character of each class: a letter of an alphabet without a table, those of ``ASCII_COST``, ``MARKUP_COST``, ``BROKEN_COST``, and the
last of ``RARE_COST``."""


@lru_cache(maxsize=1)
def _classes() -> bytes:
    """The number of each code point's class in ``_TYPICAL``."""
    number = {nats: at for at, nats in enumerate((LETTER_COST, ASCII_COST, MARKUP_COST, BROKEN_COST, RARE_COST))}
    table = bytearray(number[_class_cost(code)] for code in range(0x100)) + bytes(0x1F00)
    for start, end in ((0x2000, 0xD800), (0xD800, 0xF900), (0xF900, 0xFFF0), (0xFFF0, _FIRST_PLANE)):
        table += bytes([number[_class_cost(start)]]) * (end - start)
    for code in ODD_LETTERS:
        table[code] = number[RARE_COST]
    return bytes(table)


@lru_cache(maxsize=32)
def prices(language: str) -> Prices:
    """The costs of one language, made at their first use."""
    return Prices(language)


def cost(text: str, language: str) -> float:
    """Nats of a text in a language.

    >>> cost("新闻", "hans") < cost("鏂伴", "hans")
    True
    """
    total = prices(language).total(text)
    jumps = JUMPS.get(language)
    return total + JUMP_COST * len(jumps.findall(text)) if jumps and _ANY_JUMP.search(text) else total


def price(char: str, language: str) -> float:
    """Nats of one character in a language."""
    return prices(language).total(char)


def cheapest(text: str) -> float:
    """Nats of a text in the language that suits it best.

    >>> cheapest("Größe") < cheapest("GrÃ¶ÃŸe")
    True
    """
    if _ANY_JUMP.search(text):
        return min([cost(text, language) for language in _ASKED])
    return min([prices(language).total(text) for language in _ASKED])


_ASKED = ("han", "ja", "ko", "ru", "latin")
