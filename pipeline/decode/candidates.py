"""The scored candidates: which encoding makes the page cheapest.

Known problems: Thai, Vietnamese and the Baltic languages in single-byte encodings are found only if declared, and Arabic in
ISO-8859-6 without a declaration comes out as windows-1256.
"""

from __future__ import annotations

import codecs
import math
import re
from typing import NamedTuple

from ..cost import BROKEN_COST, cheapest, cost, languages
from ..types import Evidence
from .reading import codec_of

SAMPLE_BYTES = 1200
LARGE_SAMPLE = 8000
SURE_MARGIN = 150.0
"""A small sample decides if the best is ahead by so many nats, else a large one; true pages are ahead by 1 a byte."""
MAX_MARGIN = 999
"""Margins beyond this are as good as infinite; so that records stay the same when the tables get better."""
WINDOWS = 6
PIECE_BYTES = 200
"""Pieces of text, from so many places of a long page, each up to its first delimiter or so long."""

SHORT_BYTES = 256
"""Up to this length UTF-16 is always weighed: a longer Chinese text in it has some byte below 0x20."""

LANGUAGES = {
    "gb18030": ("han",),
    "big5": ("han",),
    "utf-8": ("han", "ja", "ko", "ru", "latin"),
    "shift_jis": ("ja",),
    "euc-jp": ("ja",),
    "euc-kr": ("ko",),
    "windows-1252": ("latin",),
    "windows-1251": ("ru",),
    "utf-16-le": ("han", "ja", "ko"),
    "utf-16-be": ("han", "ja", "ko"),
}
SINGLE_BYTE = {
    "windows-1250": ("central",),
    "iso-8859-2": ("central",),
    "windows-1253": ("el",),
    "windows-1254": ("tr",),
    "windows-1255": ("he",),
    "windows-1256": ("ar",),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "iso-8859-5": ("ru",),
    "ibm866": ("ru",),
}
"""Tried if nothing else makes good text, or if declared."""
WESTERN = ("windows-1251", "windows-1252")
GOOD_MEAN = 8.5
"""Mean cost of the characters beyond ASCII up to which no further encodings are tried."""
PRIORS = {
    "utf-8": 0.0,
    "gb18030": 0.0,
    "big5": 3.0,
    "shift_jis": 6.0,
    "euc-jp": 6.0,
    "euc-kr": 6.0,
    "windows-1252": 4.0,
    "windows-1251": 8.0,
    "utf-16-le": 6.0,
    "utf-16-be": 6.0,
}
"""Nats that an encoding costs beforehand: this tool is for Chinese pages, and short titles must come out as such."""
DECLARED_BONUS = 6.0
CHINESE = ("gb18030", "big5")
DEAR_MEAN = 10.0
"""Mean cost from which a short Chinese text is tried from its second byte on."""
UNKNOWN_PRIOR = 9.0
_DELIMITER = re.compile(rb"[<>\"\n]")
_PIECES = re.compile(rb"([\x80-\xff][^<>\"\n]{0,%d})[^<>\"\n]*" % PIECE_BYTES)


class Declared(NamedTuple):
    """The encodings that the page declares, the weightiest first."""

    names: tuple[str, ...] = ()


def choose(data: bytes, declared: Declared) -> tuple[str, Evidence]:
    """The cheapest encoding, the one that comes next, and how many nats it is behind.

    >>> choose("網站地圖".encode("big5"), Declared())[0]
    'big5'
    """
    wide = looks_wide(data)
    names = [name for name in dict.fromkeys((*LANGUAGES, *declared.names)) if wide or not name.startswith("utf-16")]
    if any(name in SINGLE_BYTE for name in declared.names):
        names.remove("windows-1251")  # nobody declares those by mistake
    for size in (SAMPLE_BYTES, LARGE_SAMPLE):
        piece = data[:size] if wide else sample(data, size)
        scores = price_all(piece, names, declared)
        best, second = sorted(scores, key=lambda name: scores[name])[:2]
        margin = scores[second] - scores[best]
        if margin >= SURE_MARGIN or len(piece) < SAMPLE_BYTES:
            break
    return best, (("runner-up", second), ("margin", min(round(margin), MAX_MARGIN)))


def price_all(piece: bytes, names: list[str], declared: Declared) -> dict[str, float]:
    """The price in each encoding; in the rarer ones only if the best is no good text."""
    scores: dict[str, float] = {}
    for name in names:
        scores[name] = price(piece, name, declared, min(scores.values(), default=math.inf))
    best, second = sorted(scores, key=lambda name: scores[name])[:2]
    is_sure = best not in WESTERN and (scores[second] - scores[best] >= SURE_MARGIN or is_good(piece, best))
    if not is_sure:
        scores |= {name: price(piece, name, declared) for name in SINGLE_BYTE if name not in scores}
    return scores


def is_good(piece: bytes, name: str) -> bool:
    """Whether a sample is East Asian text of common characters in this encoding.

    >>> is_good("河边的老树".encode("gbk"), "gb18030"), is_good("河边的老树".encode("gbk"), "big5")
    (True, False)
    """
    foreign = "".join(char for char in piece.decode(codec_of(name), "replace") if char > "\x7f")
    return cheapest(foreign) <= GOOD_MEAN * len(foreign)


def price(piece: bytes, name: str, declared: Declared, bound: float = math.inf) -> float:
    """Nats of some bytes in an encoding, by the language that suits best; roughly, if that is far above the bound."""
    text = codecs.getincrementaldecoder(codec_of(name))("replace").decode(piece, len(piece) < PIECE_BYTES)
    prior = PRIORS.get(name, UNKNOWN_PRIOR) - DECLARED_BONUS * (name in declared.names)
    broken = text.count("\ufffd") * BROKEN_COST + prior
    if broken > bound + SURE_MARGIN:
        return broken
    nats = min(cost(text, language) for language in (LANGUAGES | SINGLE_BYTE).get(name, tuple(languages())))
    if name in CHINESE and len(piece) < PIECE_BYTES and nats > DEAR_MEAN * len(text):
        # a stray or lost byte at the start may have shifted the whole of a short text
        shifted = (piece[skipped:].decode(codec_of(name), "replace") for skipped in (1, 2, 3))
        nats = min(nats, min(cost(text, LANGUAGES[name][0]) for text in shifted) + BROKEN_COST)
    return prior + nats


def looks_wide(data: bytes) -> bool:
    """Whether the bytes may be UTF-16: short, or with control bytes or NULs that no other text has."""
    if len(data) % 2:
        return False
    head = data[:2048]
    return len(data) <= SHORT_BYTES or len(head.translate(None, _CONTROLS)) < len(head)


_CONTROLS = bytes(b for b in range(0x20) if b not in b"\t\n\f\r\x1b")


def sample(data: bytes, size: int) -> bytes:
    r"""Pieces of the page with bytes beyond ASCII, spread over it, each up to a delimiter of HTML or text.

    >>> sample(b"<p>\xd6\xd0</p>", 100)
    b'\xd6\xd0'
    """
    if len(data) <= size * WINDOWS:
        return b"\n".join(_window(data, 0, size))
    step = len(data) // WINDOWS + 1
    pieces: list[bytes] = []
    for start in range(0, len(data), step):
        if start:
            cut = _DELIMITER.search(data, start, start + step)
            if not cut:
                continue
            start = cut.end()
        pieces += _window(data, start, size // WINDOWS)
    return b"\n".join(pieces)


def _window(data: bytes, start: int, size: int) -> list[bytes]:
    """The first pieces from a place on, of so many bytes together."""
    pieces: list[bytes] = []
    for match in _PIECES.finditer(data, start):
        pieces.append(match[1])
        size -= len(match[1])
        if size <= 0:
            break
    return pieces
