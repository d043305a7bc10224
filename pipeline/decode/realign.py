"""Read a damaged stretch so that a stray or lost byte costs only itself.

In an encoding of two-byte characters one byte too many or too few shifts every character up to the next ASCII byte.
Method: the cheapest way through the bytes, where each step is a character (at the cost of that character), a character with
a stray byte inside, or a bad byte. The bad bytes come out as U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator
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
Step = tuple[int, str, str, float]
"""bytes taken, bad bytes (escaped), character, cost of the bad bytes"""


def realign(data: bytes, encoding: str) -> str:
    r"""The cheapest reading; each bad byte is one lone surrogate U+DC00 + byte, as Python escapes it.

    >>> realign("昨天傍晚，孩子们".encode("gbk").replace(b"\xcc", b""), "gb18030")
    '昨\udcec傍晚，孩子们'
    """
    size = len(data)
    best = [float("inf")] * (size + 1)
    back: list[tuple[int, str]] = [(0, "")] * (size + 1)
    last = [""] * (size + 1)  # the two characters before, on the best way to each place
    best[0] = 0.0
    for at in range(size):
        for taken, bad, char, cost in _steps(data, at, encoding):
            cost += best[at] + (_cost(last[at], char) if char else 0.0)
            if cost < best[at + taken]:
                best[at + taken] = cost
                back[at + taken] = (at, bad + char)
                last[at + taken] = (last[at] + char)[-2:]
    plain = read_escaped(data, encoding)
    return plain if total(plain) - best[size] < WORTH else _spelled(back)


def _spelled(back: list[tuple[int, str]]) -> str:
    parts, at = [], len(back) - 1
    while at:
        at, text = back[at]
        parts.append(text)
    return "".join(reversed(parts))


def total(text: str) -> float:
    """What a reading costs, its bad bytes counted."""
    nats, before = 0.0, ""
    for char in text:
        if "\udc00" <= char <= "\udfff":
            nats += BAD_COST
        else:
            nats += _cost(before, char)
            before = (before + char)[-2:]
    return nats


def _steps(data: bytes, at: int, encoding: str) -> Iterator[Step]:
    first = data[at]
    if first < 0x80:
        yield 1, "", chr(first), 0.0
        return
    yield 1, _escape(first), "", BAD_COST
    for size in _sizes(first, encoding):
        if at + size <= len(data) and (char := _char(data[at : at + size], encoding)):
            yield size, "", char, 0.0
        for inside in range(1, min(size, len(data) - at - size + 1)):
            rest = data[at : at + inside] + data[at + inside + 1 : at + size + 1]
            if char := _char(rest, encoding):
                yield size + 1, _escape(data[at + inside]), char, BAD_COST + INSIDE_COST


def _escape(value: int) -> str:
    """A bad byte as a lone surrogate; U+DC00 + byte also for ASCII, which Python itself never escapes."""
    return chr(0xDC00 + value)


def _sizes(first: int, encoding: str) -> tuple[int, ...]:
    """How many bytes a character may have that begins with this one."""
    if encoding == "utf-8":
        return (
            (2,) if 0xC2 <= first <= 0xDF else (3,) if 0xE0 <= first <= 0xEF else (4,) if 0xF0 <= first <= 0xF4 else ()
        )
    if encoding == "gb18030":
        return (1,) if first == 0x80 else (2, 4)
    if encoding == "euc-jp":
        return (2, 3) if first == 0x8F else (2,)
    return (1, 2) if encoding == "shift_jis" else (2,)


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
def _cost(before: str, char: str) -> float:
    """Nats of a character after two others; what the Chinese model does not know costs what it costs anywhere."""
    if char < "\x80":
        return ASCII_COST
    alone = least(char)
    return min(-model().score(before, char), alone + UNSEEN_COST)
