"""What bytes a character may stand for, if it was read in the wrong encoding: some have two byte strings, a blank may be a lost one."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import is_normalized, normalize

from .. import tables
from .confusions import CP1252

LOST = "\ufffd"
SUBSTITUTE_COST = 3.0
"""Nats of a space that stands for a byte, an inserted byte: one in twenty."""
UNDEFINED_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")


@lru_cache(maxsize=8192)
def options(char: str, wrong: str) -> tuple[tuple[bytes, float], ...]:
    """The bytes that a character may stand for, with what each assumption costs."""
    if wrong == "windows-1252":
        return _of_latin(char)
    if wrong == "utf-8-or-latin":
        single = bytes((CP1252[ord(char)],)) if ord(char) in CP1252 else char.encode("latin-1", "ignore")
        both = (single, char.encode("utf-8", "ignore")) if char > "\x7f" else (single,)
        return tuple((written, 0.0) for written in dict.fromkeys(both) if written)
    if char < "\x80":
        return ((char.encode(), 0.0),)
    if char == LOST:
        return ((b"\xff", 0.0),)  # a byte that is none in any of the encodings
    if wrong == "gb18030" and char == "€":
        return ((b"\x80", 0.0), (b"\xa2\xe3", 1.0))
    written = encoded(char, wrong) if wrong in ASKED else reversed_table(wrong).get(char, ())
    return tuple((one, 0.0) for one in written)


def encoded(char: str, wrong: str) -> tuple[bytes, ...]:
    """The same as ``reversed_table`` has it, of one character of ``ASKED``."""
    return _doubles().get((wrong, char)) or by_codec(char, wrong)


def by_codec(char: str, wrong: str) -> tuple[bytes, ...]:
    """What the codecs of an encoding write for a character: all but the doubles of ``reversed_table``, which takes 30 ms to make."""
    encoded = (char.encode(codec, "ignore") for codec in _CODECS[wrong])
    return tuple(dict.fromkeys(written for written in encoded if 0 < len(written) < 3))


def can_write(text: str, wrong: str) -> bool:
    """Whether an encoding of ``ASKED`` has all characters of a text: its reader cannot have made others.

    >>> can_write("郑重", "gb18030"), can_write("郑重", "big5"), can_write("鄭重", "big5")
    (True, False, True)
    """
    most = 2 * len(text) - len(text.encode("ascii", "ignore"))
    for codec in _CODECS[wrong]:  # the whole at once, as nearly all are written by the codec alone
        try:
            if len(text.encode(codec)) == most:
                return True
        except UnicodeEncodeError:
            continue
    return all(options(char, wrong) for char in text)


def has_one_way(text: str, wrong: str) -> bool:
    """Whether each character of a text that an encoding of ``ASKED`` has can be written in one way only.

    >>> has_one_way("郑重", "big5"), has_one_way("十", "big5")
    (True, False)
    """
    return _several(wrong).isdisjoint(text)


@lru_cache(maxsize=2)
def _several(wrong: str) -> frozenset[str]:
    """The characters that an encoding of ``ASKED`` may write in several ways, or not as its codecs do."""
    return frozenset([char for name, char in _doubles() if name == wrong])


@lru_cache(maxsize=1)
def _doubles() -> dict[tuple[str, str], tuple[bytes, ...]]:
    """The characters of ``ASKED`` that have several bytes, or others than the codec says."""
    entries = (line.split(" ") for line in tables.read_lines("doubles.txt"))
    return {(wrong, char): tuple(map(bytes.fromhex, written)) for wrong, char, *written in entries}


def _of_latin(char: str) -> tuple[tuple[bytes, float], ...]:
    if char == " ":
        gaps = tuple((written, SUBSTITUTE_COST) for written in (*UNDEFINED_1252, b"\xa0"))
        return ((b" ", 0.0), *gaps)
    if ord(char) in CP1252:
        return ((bytes((CP1252[ord(char)],)), 0.0),)
    return ((char.encode("latin-1"), 0.0),) if char < "\u0100" else ()


@lru_cache(maxsize=4)
def reversed_table(wrong: str) -> dict[str, tuple[bytes, ...]]:
    """Every byte string that an encoding reads as a character: some have two."""
    out: dict[str, tuple[bytes, ...]] = {}
    for codec in _CODECS[wrong]:
        # the codec is asked once: no encoding here has a character that ends in a line break
        read = b"\n".join(_units()).decode(codec, "ignore").split("\n")
        for written, char in zip(_units(), read, strict=True):
            if len(char) != 1:
                continue
            # somebody may have normalised the text since
            for form in (char,) if is_normalized("NFC", char) else (char, normalize("NFC", char)):
                if written not in out.get(form, ()):
                    out[form] = (*out.get(form, ()), written)
    return out


ASKED = ("gb18030", "big5")
"""the large encodings: their codecs are asked character by character, since sound pages ask for a few names only"""
_CODECS = {
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "shift_jis": ("cp932",),
    "euc-kr": ("cp949",),
    "windows-1251": ("cp1251",),
    "macintosh": ("mac-roman",),
}


@lru_cache(maxsize=1)
def _units() -> list[bytes]:
    singles = [bytes((b,)) for b in range(0x80, 0x100)]
    return singles + [bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
