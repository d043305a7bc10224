"""Read a damaged stretch so that a stray or lost byte costs only itself.

In an encoding of two-byte characters one byte too many or too few shifts every character up to the next ASCII byte.
Method: the cheapest way through the bytes, where each step is a character (at the cost of that character), a character with
a stray byte inside, or a bad byte. The bad bytes come out as U+FFFD.
"""

from __future__ import annotations

from array import array
from functools import lru_cache

from ..cost import least
from ..language import model
from .reading import codec_of, read_escaped

BAD_COST = 17.0
"""A bad byte: as dear as the rarest character, so that no rare pair is ever taken apart."""
INSIDE_COST = 3.0
"""More, if it stands inside a character."""
ASCII_COST = 3.0
WORTH = 10.0
"""Nats that another alignment must save: the last character of a cut text may go with the others either way."""
UNSEEN_COST = 2.0
"""More, for a character that does not go with those before it."""
_DIGITS = frozenset(b"0123456789")


def realign(data: bytes, encoding: str) -> str:
    r"""The cheapest reading; each bad byte is one lone surrogate U+DC00 + byte, as Python escapes it.

    >>> realign("昨天傍晚，孩子们".encode("gbk").replace(b"\xcc", b""), "gb18030")
    '昨\udcec傍晚，孩子们'
    """
    ways = Ways(data, encoding)
    for at in range(len(data)):
        ways.go_on(at)
    plain = read_escaped(data, encoding)
    return plain if ways.total(plain) - ways.cost() < WORTH else ways.cheapest()


class Ways:
    """The cheapest way to each place between the bytes: what it costs, its last step, the last two characters on it."""

    def __init__(self, data: bytes, encoding: str) -> None:
        size = len(data)
        self._data, self._encoding = data, encoding
        self._model = model()
        self._cost = array("d", [0.0, *[float("inf")] * size])
        self._from = array("q", [0] * (size + 1))
        self._read = [""] * (size + 1)
        """what the last step reads"""
        self._first = array("q", [0] * (size + 1))
        self._second = array("q", [0] * (size + 1))
        """the last two characters, by their numbers in the model"""

    def cost(self) -> float:
        """Nats of the cheapest way through all bytes."""
        return self._cost[len(self._data)]

    def cheapest(self) -> str:
        """What is read on it."""
        parts, at = [], len(self._data)
        while at:
            parts.append(self._read[at])
            at = self._from[at]
        return "".join(reversed(parts))

    def total(self, text: str) -> float:
        """What a reading costs, its bad bytes counted."""
        nats = 0.0
        first = second = 0
        for char in text:
            if "\udc00" <= char <= "\udfff":
                nats += BAD_COST
            else:
                nats += self._nats(first, second, char)
                first, second = second, self._model.number(char)
        return nats

    def go_on(self, at: int) -> None:
        """Each step from one place: a character, one with a stray byte inside, or a bad byte."""
        data, lead = self._data, self._data[at]
        if lead < 0x80:
            self._step(at, 1, "", chr(lead), 0.0)
            return
        self._step(at, 1, _escape(lead), "", BAD_COST)
        left = len(data) - at
        for size in _sizes(lead, self._encoding):
            if size == 4 and not self._may_be_long(at):
                continue
            char = _char(data[at : at + size], self._encoding) if size <= left else ""
            if char:
                self._step(at, size, "", char, 0.0)
            for inside in range(1, min(size, left - size + 1)):
                char = _char(data[at : at + inside] + data[at + inside + 1 : at + size + 1], self._encoding)
                if char:
                    self._step(at, size + 1, _escape(data[at + inside]), char, BAD_COST + INSIDE_COST)

    def _may_be_long(self, at: int) -> bool:
        """Whether a character of four bytes may begin there: in GB 18030 its second one is a digit."""
        if self._encoding != "gb18030":
            return True
        return not _DIGITS.isdisjoint(self._data[at + 1 : at + 3])

    def _step(self, at: int, taken: int, bad: str, char: str, cost: float) -> None:
        """One step of so many bytes, if no cheaper way leads to where it ends."""
        first, second, end = self._first[at], self._second[at], at + taken
        cost += self._cost[at] + (self._nats(first, second, char) if char else 0.0)
        if cost < self._cost[end]:
            self._cost[end], self._from[end], self._read[end] = cost, at, bad + char
            if char:
                first, second = second, self._model.number(char)
            self._first[end], self._second[end] = first, second

    def _nats(self, first: int, second: int, char: str) -> float:
        """A character after two others; what the Chinese model does not know costs what it costs anywhere."""
        if char < "\x80":
            return ASCII_COST
        return min(self._model.cost(first, second, self._model.number(char)), _alone(char) + UNSEEN_COST)


def _escape(value: int) -> str:
    """A bad byte as a lone surrogate; U+DC00 + byte also for ASCII, which Python itself never escapes."""
    return chr(0xDC00 + value)


@lru_cache(maxsize=1024)
def _sizes(first: int, encoding: str) -> range:
    """How many bytes a character may have that begins with this one."""
    if encoding == "utf-8":
        size = 2 if 0xC2 <= first <= 0xDF else 3 if 0xE0 <= first <= 0xEF else 4 if 0xF0 <= first <= 0xF4 else 0
        return range(size, size + 1 if size else 0)
    if encoding == "gb18030":
        return range(1, 2) if first == 0x80 else range(2, 5, 2)
    if encoding == "euc-jp" and first == 0x8F:
        return range(2, 4)
    return range(1 if encoding == "shift_jis" else 2, 3)


@lru_cache(maxsize=16_384)
def _char(data: bytes, encoding: str) -> str:
    """The one character of these bytes, empty if they are none."""
    if encoding == "gb18030" and data == b"\x80":
        return "€"
    try:
        text = data.decode(codec_of(encoding))
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


@lru_cache(maxsize=16_384)
def _alone(char: str) -> float:
    """Nats of a character in the language where it is cheapest."""
    return least(char)
