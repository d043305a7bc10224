"""The scored candidates: which encoding makes the page cheapest.

Known problems: Russian in other single-byte encodings than windows-1251, and Greek, Thai, Arabic, Hebrew, are found
only if declared.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ..cost import cost, languages
from ..types import Evidence
from .reading import codec_of

SAMPLE_BYTES = 3000
PIECE_BYTES = 400
"""Pieces of a long page that are scored; 1,000 characters leave no doubt on any page of the calibration set."""

SHORT_BYTES = 256
"""Up to this length UTF-16 is always weighed: a longer Chinese text in it has some byte below 0x20."""

LANGUAGES = {
    "utf-8": ("hans", "hant", "ja", "ko", "ru", "latin"),
    "gb18030": ("hans", "hant", "ja"),
    "big5": ("hant",),
    "shift_jis": ("ja",),
    "euc-jp": ("ja",),
    "euc-kr": ("ko",),
    "windows-1252": ("latin",),
    "windows-1251": ("ru",),
    "utf-16-le": ("hans", "hant", "ja", "ko"),
    "utf-16-be": ("hans", "hant", "ja", "ko"),
}
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
UNKNOWN_PRIOR = 4.0
_PIECES = re.compile(rb"([\x80-\xff][^<>\"\n]{0,%d})[^<>\"\n]*" % PIECE_BYTES)


@dataclass(frozen=True, slots=True)
class Declared:
    """The encodings that the page declares, the weightiest first."""

    names: tuple[str, ...] = ()


def choose(data: bytes, declared: Declared) -> tuple[str, Evidence]:
    """The cheapest encoding, and the costs of the best three.

    >>> choose("網站地圖".encode("big5"), Declared())[0]
    'big5'
    """
    names = [*LANGUAGES, *(name for name in dict.fromkeys(declared.names) if name not in LANGUAGES)]
    if looks_wide(data):
        piece = data[: SAMPLE_BYTES * 2]
    else:
        names = [name for name in names if not name.startswith("utf-16")]
        piece = sample(data)
    scores = {name: price(piece, name, declared) for name in names}
    ranked = sorted(scores, key=lambda name: scores[name])
    shown = tuple((f"cost-{name}", round(scores[name], 1)) for name in ranked[:3])
    return ranked[0], shown


def price(piece: bytes, name: str, declared: Declared) -> float:
    """Nats of some bytes in an encoding, by the language that suits best."""
    text = codecs.getincrementaldecoder(codec_of(name))("replace").decode(piece)
    among = LANGUAGES.get(name, tuple(languages()))
    best = min(cost(text, language) for language in among)
    return best + PRIORS.get(name, UNKNOWN_PRIOR) - DECLARED_BONUS * (name in declared.names)


def looks_wide(data: bytes) -> bool:
    """Whether the bytes may be UTF-16: short, or with control bytes or NULs that no other text has."""
    if len(data) % 2:
        return False
    head = data[:2048]
    return len(data) <= SHORT_BYTES or len(head.translate(None, _CONTROLS)) < len(head)


_CONTROLS = bytes(b for b in range(0x20) if b not in b"\t\n\f\r\x1b")


def sample(data: bytes) -> bytes:
    """Pieces of the page with bytes beyond ASCII, spread evenly, each up to a delimiter of HTML or text."""
    pieces = [match[1] for match in _PIECES.finditer(data)]
    total = sum(map(len, pieces))
    step = max(1, total // SAMPLE_BYTES)
    return b"\n".join(pieces[::step])[: SAMPLE_BYTES * 2]
