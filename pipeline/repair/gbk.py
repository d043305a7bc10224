"""GBK as the mirrors' decoder has it: characters to bytes and back, private-use characters included.

The decoder that fits the pages is PHP's (CP936): a lead byte 81..FE with a trail byte is a character, or a
private-use one where the pair is unassigned; a lead with any other byte is one ``?`` for both; 80 is ``€``.
Pairs are held as one integer, ``lead << 8 | trail``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
EURO = 0x80
_PRIVATE = bytes([0xE0 <= first <= 0xF8 for first in range(0x100)])
"""Which first bytes of a character of UTF-16 are those of the private-use area."""
HAN = 0x4E00, 0x9FA5
"""All characters between have a pair."""


# pairs that GB18030 later gave to characters; older decoders have them in the private-use area, so both are read
_LATER = {
    **{0xFE50 + i: 0xE815 + i - (i > 0x2F) for i in range(0x51) if i != 0x2F},
    **{0xA989 + i: 0xE7E7 + i for i in range(13)},
    **{0xA6D9 + i: 0xE78D + i for i in range(7)},
    0xA6EC: 0xE794,
    0xA6ED: 0xE795,
    0xA6F3: 0xE796,
    0xA8BF: 0xE7C8,
    0xA2E3: 0xE76C,
}
_EARLIER = {chr(code): pair for pair, code in _LATER.items()}
"""The private-use characters of those, and their pairs."""


@lru_cache(maxsize=1)
def pairs() -> dict[str, int]:
    """Each character that the decoder can give to its pair, private-use characters too."""
    table = dict(zip(_whole(), _every(), strict=True))
    table.update((chr(code), pair) for pair, code in _LATER.items())
    table.pop("€", None)  # the decoder's € is the single byte 80
    return table


def pair_of(char: str) -> int:
    """The pair of a character as ``pairs`` has it, 0 if it has none; without that table, which only damaged pages need.

    >>> hex(pair_of("醫")), pair_of("€"), hex(pair_of("\ue7c8")), hex(pair_of("\ue000"))
    ('0xe174', 0, '0xa8bf', '0xaaa1')
    """
    if char < "\x80":
        return 0
    if (pair := int.from_bytes(char.encode("gbk", "ignore"), "big")) or "\u4e00" <= char <= "\u9fa5":
        return pair
    if char in _EARLIER or char == "€":
        return _EARLIER.get(char, 0)
    written = char.encode("gb18030", "ignore")
    return int.from_bytes(written, "big") if len(written) == 2 else 0


def moved(byte: int, run: str) -> str:
    """What a run of characters is with a byte more before it, as far as its bytes go; empty if that is none.

    >>> moved(0xBB, "謴推诹"), moved(0xA3, "€")
    ('恢復期', '')
    """
    try:
        rest = run.encode("gbk")
    except UnicodeEncodeError:  # private-use characters
        rest = b"".join([pair_of(c).to_bytes(2, "big") if c > "\x7f" else c.encode() for c in run])
    written = bytes((byte,)) + rest
    try:
        return written[: len(written) // 2 * 2].decode("gbk")
    except UnicodeDecodeError:
        return ""


@lru_cache(maxsize=1)
def characters() -> dict[int, str]:
    """Each assigned pair to its character; unassigned pairs are missing."""
    every = _every()
    table = dict(zip(every, _whole(), strict=True))
    for pair in compress(every, _are_missing()):
        del table[pair]
    return table


def _are_missing() -> bytes:
    """For each of all pairs, in order, 1 if it is unassigned: GB18030 has a private-use character for it, or has had one."""
    private = bytearray(_whole().encode("utf-16-le")[1::2].translate(_PRIVATE))
    for pair in _LATER:
        lead, trail = divmod(pair, 0x100)
        private[len(TRAILS) * (lead - LEADS[0]) + TRAILS.index(trail)] = 1
    return bytes(private)


@lru_cache(maxsize=1)
def holes() -> bytes:
    """For each pair 1 if it is unassigned, made without the tables, which only damaged pages need.

    >>> holes()[0xACB0], holes()[0xA1B0]
    (1, 0)
    """
    table, missing, first = bytearray(0x10000), _are_missing(), TRAILS.index(0x80)
    for number, lead in enumerate(LEADS):
        row = missing[number * len(TRAILS) : (number + 1) * len(TRAILS)]
        table[lead << 8 | 0x40 : lead << 8 | 0x7F] = row[:first]
        table[lead << 8 | 0x80 : lead << 8 | 0xFF] = row[first:]
    return bytes(table)


@lru_cache(maxsize=1)
def of_han() -> bytes:
    """The two bytes of each character from U+4E00 to U+9FA5.

    >>> of_han()[:2] == "一".encode("gbk"), of_han()[-2:] == "\u9fa5".encode("gbk")
    (True, True)
    """
    rows = range(HAN[0] >> 8, (HAN[1] >> 8) + 1)
    data = bytearray(0x200 * len(rows))  # in UTF-16
    data[::2] = bytes(range(0x100)) * len(rows)
    data[1::2] = b"".join([bytes((row,)) * 0x100 for row in rows])
    return data[: 2 * (HAN[1] + 1 - HAN[0])].decode("utf-16-le").encode("gbk")


@lru_cache(maxsize=1)
def _whole() -> str:
    """What GB18030, which has a character for each pair, reads of all: the same as GBK where that has one."""
    data = bytearray(2 * len(LEADS) * len(TRAILS))
    data[::2] = b"".join([bytes((lead,)) * len(TRAILS) for lead in LEADS])
    data[1::2] = bytes(TRAILS) * len(LEADS)
    return data.decode("gb18030")


@lru_cache(maxsize=1)
def _every() -> list[int]:
    """All pairs, in order."""
    found: list[int] = []
    for lead in LEADS:
        found += range(lead << 8 | 0x40, lead << 8 | 0x7F)
        found += range(lead << 8 | 0x80, lead << 8 | 0xFF)
    return found


@lru_cache(maxsize=1)
def unassigned() -> frozenset[int]:
    """The pairs that decode to a private-use character, which later steps often drop."""
    return frozenset(set(pairs().values()).difference(characters()))


def is_private(char: str) -> bool:
    """Whether a character is of the private-use area."""
    return "\ue000" <= char <= "\uf8ff"


def is_trail(byte: int) -> bool:
    """Whether a byte can be the second of a pair."""
    return 0x40 <= byte <= 0xFE and byte != 0x7F


def decode(data: bytes) -> str:
    """Bytes to text as the mirrors' PHP does it, swallowing included.

    >>> decode("醫院".encode("gbk"))
    '醫院'
    >>> decode(b"\\xaa\\x84\\xd5(w")  # a lead that waits for its trail eats the bracket
    '獎?w'
    """
    table = decoded()
    out, at, size = [], 0, len(data)
    while at < size:
        byte = data[at]
        if byte < 0x80:
            out.append(chr(byte))
            at += 1
        elif byte == EURO:
            out.append("€")
            at += 1
        elif byte == 0xFF:
            out.append("\uf8f5")
            at += 1
        else:
            out.append(table.get(byte << 8 | data[at + 1], "?") if at + 1 < size else "?")
            at += 2
    return "".join(out)


@lru_cache(maxsize=1)
def decoded() -> dict[int, str]:
    """Each pair to the character that the decoder makes of it, a private-use one where the pair is unassigned."""
    table = dict(characters())
    for char, pair in pairs().items():
        if is_private(char):
            table.setdefault(pair, char)
    return table


def encode(text: str) -> bytes:
    """Text to bytes; what GBK cannot hold becomes ``?``, as at the mirrors.

    >>> encode("學\\xa0").hex()
    '8c573f'
    """
    table, assigned = pairs(), characters()
    out = bytearray()
    for char in text:
        code = ord(char)
        if code < 0x80:
            out.append(code)
        elif (pair := table.get(char, 0)) in assigned:
            out += bytes((pair >> 8, pair & 0xFF))
        else:
            out += b"\x80" if char == "€" else b"?"
    return bytes(out)
