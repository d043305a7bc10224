"""Read the whole page, and stretches that are plainly in another encoding, or damaged, apart.

Only where bytes do not fit the page's encoding, or where rare characters stand close together (UTF-8 in a page of another
encoding, characters shifted by a byte), is more tried than the page's encoding: on the piece between two blanks, line ends,
``<``, ``>`` or the like, bytes below 0x40 that are no part of a character in any of the encodings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..cost import BROKEN_COST, cheapest
from ..language import model
from ..late import late
from ..types import Edit, Evidence
from .doubts import Doubts
from .evidence import bom_length
from .reading import BAD, codec_of, finish, mark, read_escaped
from .realign import realign

PIECE_CHARS = 400
"""Of a longer piece, so much on each side of the damage is read anew."""
REALIGNED_CHARS = 40_000
"""A page that is damaged throughout is read anew only up to here: 5 microseconds a character."""
DOUBTFUL_CHARS = 4
DOUBTFUL_PER_CHAR = -8.0
"""Two rare characters close together make a piece doubtful, if the language model gives them and so many around less than
this: 93 of 100 stretches shifted by a byte, 1 in 10 rare names and terms of sound pages (which then stay as they are)."""
MAX_FLAGS = 10_000
"""Bad bytes that are told one by one; the evidence counts them all."""
SWITCH_COST = 12.0
"""Nats that another encoding must save, in a piece of a page: a stray byte saves at most 18."""
PROSE_MEAN = 10.0
"""Mean cost of the characters beyond ASCII of a stretch in another encoding; Chinese prose has 7, misread text 12."""
MULTIBYTE = ("utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")
ALTERNATIVES = ("utf-8", "gb18030", "big5")

_ESCAPED = "[\udc80-\udcff]"
_SURROGATE = late("[\ud800-\udfff]")
_DELIMITER = late(r"[\x00-\x2f\x3a-\x3f]")
_TO_DELIMITER = late(r".*[\x00-\x2f\x3a-\x3f]", re.DOTALL)
"""up to the last one"""
_TORN = late(r"\?[a-z]{0,4}[à-üāēěīńňōūǎǐǒǔǖǘǚǜǹ][a-z]{0,3} ?\)")
"""A mirror's gloss that lost its bracket (獎?wù)); mirrors send their pages in GBK, too. Their runs one byte off lack nothing where repair
takes them back with the bytes before, and would lose it here."""


class Read(NamedTuple):
    """A page as it was read."""

    text: str
    utf8: bytes | None
    """the text in UTF-8, where that was found out"""
    edits: tuple[Edit, ...] = ()
    """one for each bad byte"""
    evidence: Evidence = ()
    """what was found on the way"""


def read_whole(data: bytes, encoding: str, sound: str | None) -> Read:
    """The page's text; ``sound`` is the page as UTF-8, None if it has bad bytes."""
    data = data[bom_length(data, encoding) :]
    if encoding == "utf-8" and sound is not None:
        return Read(sound.removeprefix("\ufeff"), data)
    text = given = read_escaped(data, encoding)
    utf8 = in_utf8(text)
    others: Counter[str] = Counter()
    if encoding in MULTIBYTE and (utf8 is None or encoding != "utf-8"):
        text = "".join(_pieces(text, encoding, others))
    text = finish(text, encoding)
    if text is not given:
        utf8 = in_utf8(text)
    text, bad = (text, []) if utf8 is not None else mark(text)
    edits = tuple(_bad_byte(at, f"byte {hexa} is not {encoding}") for at, hexa in bad[:MAX_FLAGS])
    found = [(f"segments-{name}", count) for name, count in others.items()]
    return Read(text, utf8, edits, (*found, *((("bad-bytes", len(bad)),) if bad else ())))


def in_utf8(text: str) -> bytes | None:
    """The text in UTF-8, None if a byte of it is escaped; for only that, still faster than a search."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return None


def _pieces(text: str, encoding: str, others: Counter[str]) -> Iterator[str]:
    """The text with its doubtful pieces read anew; what was read otherwise is counted in ``others``."""
    at, budget = 0, REALIGNED_CHARS
    doubts = Doubts(text, encoding)
    is_torn = "?" in text and _TORN.search(text) is not None
    while budget > 0 and doubts.find(at):
        if not doubts.is_bad_byte and not is_strange(text, doubts):
            yield text[at : doubts.end]
            at = doubts.end
            continue
        start, end = _around(text, doubts, at)
        yield text[at:start]
        if not doubts.is_bad_byte and (text[start - 1 : start] == "?" or is_torn):
            yield text[start:end]
            at = end
            continue
        piece, name = read_piece(text[start:end], encoding)
        if name != encoding:
            others[name] += 1
        yield piece
        budget -= end - start
        at = end
    yield text[at:]


def is_strange(text: str, doubts: Doubts) -> bool:
    """Whether rare characters do not go with those around them, as in names they do."""
    around = text[max(0, doubts.start - DOUBTFUL_CHARS) : doubts.end + DOUBTFUL_CHARS]
    return model().per_char(around) <= DOUBTFUL_PER_CHAR


def _around(text: str, doubts: Doubts, low: int) -> tuple[int, int]:
    """The piece between the delimiters around a doubtful place, no longer than it may be."""
    start, last = doubts.start, doubts.end + PIECE_CHARS
    before = text[max(low, start - PIECE_CHARS) : start]
    cut = _TO_DELIMITER.match(before)
    end = _DELIMITER.search(text, doubts.end, last)
    return start - len(before) + (cut.end() if cut else 0), end.start() if end else min(len(text), last)


def read_piece(piece: str, encoding: str) -> tuple[str, str]:
    r"""A doubtful piece read in another encoding if that is plainly cheaper, else aligned anew; and the encoding.

    >>> read_piece("娌宠竟鐨勬爲", "gb18030"), read_piece("\udcba\udcd3\udcb1\udcdf", "utf-8")
    (('河边的树', 'utf-8'), ('河边', 'gb18030'))
    """
    try:
        data = piece.encode(codec_of(encoding), "surrogateescape")
    except UnicodeEncodeError:
        return piece, encoding
    best, name, cost = piece, encoding, cheapest(piece)
    for other in ALTERNATIVES:
        if other == encoding:
            continue
        text = read_escaped(data, other)
        if len(_SURROGATE.findall(text)) * BROKEN_COST + SWITCH_COST >= cost:
            continue  # its bad bytes alone cost more
        price = cheapest(text) + SWITCH_COST
        if price < cost and is_prose(text):
            best, name, cost = text, other, price
    return (best, name) if name != encoding else (realign(data, encoding), encoding)


def is_prose(text: str) -> bool:
    """Whether a stretch is text in its own right, not two bytes of a cut character that happen to be one.

    >>> is_prose("河边"), is_prose("褰")
    (True, False)
    """
    foreign = "".join(char for char in text if char > "\x7f")
    return len(foreign) > 1 and in_utf8(foreign) is not None and cheapest(foreign) <= PROSE_MEAN * len(foreign)


def escaped_bytes(text: str) -> bytes | None:
    r"""The bytes of a str that was read with Python's surrogateescape, None if it was not.

    >>> escaped_bytes("\udcd6\udcd0"), escaped_bytes("中")
    (b'\xd6\xd0', None)
    """
    if not re.search(_ESCAPED, text):
        return None
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return None


def text_of(text: str) -> tuple[str, tuple[Edit, ...]]:
    r"""A str as a page: pairs of surrogates are joined, lone ones are lost.

    >>> text, edits = text_of("中\ud83d文")
    >>> text, edits[0].start, edits[0].why
    ('中\ufffd文', 1, 'lone surrogate U+D83D')
    """
    if not _SURROGATE.search(text):
        return text, ()
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # joins pairs
    found = [(m.start(), ord(m[0])) for m in _SURROGATE.finditer(text)]
    edits = tuple(_bad_byte(at, f"lone surrogate U+{point:04X}") for at, point in found[:MAX_FLAGS])
    return _SURROGATE.sub(BAD, text), edits


def _bad_byte(at: int, why: str) -> Edit:
    return Edit("decode", "bad-byte", None, at, BAD, BAD, "flagged", why=why)
