"""Read the whole page, and stretches that are plainly in another encoding in theirs."""

from __future__ import annotations

import re

from ..types import Edit, Evidence
from .evidence import bom_length
from .reading import BAD, read

_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTES_IN_STR = re.compile("[\udc80-\udcff]")


def read_whole(data: bytes, encoding: str) -> tuple[str, tuple[Edit, ...], Evidence]:
    """The page's text, a flagged Edit for each bad byte, and evidence of what was found on the way."""
    text, bad = read(data[bom_length(data, encoding) :], encoding)
    edits = tuple(_bad_byte(at, f"byte {hexa} is not {encoding}") for at, hexa in bad)
    return text, edits, ((("bad-bytes", len(bad)),) if bad else ())


def text_of(text: str) -> tuple[str, tuple[Edit, ...]]:
    """A str as a page: bytes that Python escaped in it are lost, other lone surrogates too.

    >>> text_of("中\\udcff文")
    ('中\ufffd文', (Edit(stage='decode', rule='bad-byte', block=None, start=1, before='\ufffd', after='\ufffd', \
certainty='flagged', alternatives=(), why='byte FF was escaped in the str'),))
    """
    if not _SURROGATE.search(text):
        return text, ()
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # joins pairs
    found = [(m.start(), ord(m[0])) for m in _SURROGATE.finditer(text)]
    edits = tuple(_bad_byte(at, _reason(point)) for at, point in found)
    return _SURROGATE.sub(BAD, text), edits


def _reason(point: int) -> str:
    if 0xDC80 <= point <= 0xDCFF:
        return f"byte {point - 0xDC00:02X} was escaped in the str"
    return f"lone surrogate U+{point:04X}"


def _bad_byte(at: int, why: str) -> Edit:
    return Edit("decode", "bad-byte", None, at, BAD, BAD, "flagged", why=why)
