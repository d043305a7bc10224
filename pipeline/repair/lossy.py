"""Take a confusion back where its inverse is not one to one, or where a reader has lost bytes.

Method: a shortest path over the characters that stand there. Each may stand for several byte strings (``á`` for E1 or for
C3 A1, a space for a byte that windows-1252 lacks, ``?`` for a lost one); the bytes are fed to a small automaton of the
right encoding, and the path whose text costs least wins. What has lost a byte becomes U+FFFD, or the
character that a language model is sure of.

Limits: a reader that swallowed a byte without a trace shifts what follows up to the next ASCII character.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..cost import languages
from ..language import model
from .confusions import CP1252

LOST = "\ufffd"
LOST_COST = 14.0
"""A character given up: dearer than any of the table, cheaper than two rare ones."""
UNSEEN_COST = 2.0
"""More, for a character that does not go with those before it."""
SUBSTITUTE_COST = 3.0
"""A space that stands for a byte, an inserted byte: one in twenty."""
UNDEFINED_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
MAX_PATHS = 8

Pending = bytes
Path = tuple[float, "Link | None"]


@dataclass(frozen=True, slots=True)
class Link:
    """The last character of a path, how many characters it took to there, and the path before."""

    text: str
    taken: int
    before: Link | None

    @property
    def last(self) -> str:
        """The last two characters."""
        return (self.before.text if self.before else "") + self.text


def restore(text: str, wrong: str, right: str) -> str | None:
    """The cheapest text that this confusion can have made into what we see, None if there is none.

    >>> restore("é‡ ç‚¹å»ºè®¾", "windows-1252", "utf-8")
    '重点建设'
    """
    paths: dict[Pending, Path] = {b"": (0.0, None)}
    for at, char in enumerate(text):
        options = _options(char, wrong)
        if not options:
            return None
        nexts: dict[Pending, Path] = {}
        for pending, (cost, link) in paths.items():
            for written, extra in options:
                _feed(nexts, pending, written, (cost + extra, link), (right, at))
        paths = dict(sorted(nexts.items(), key=lambda item: item[1][0])[:MAX_PATHS])
        if not paths:
            return None
    ends = ((cost + (LOST_COST if pending else 0), bool(pending), link) for pending, (cost, link) in paths.items())
    _, cut, link = min(ends, key=lambda end: end[0])
    return _spelled(link) + (LOST if cut else "")


def _spelled(link: Link | None) -> str:
    parts = []
    while link:
        parts.append(link.text)
        link = link.before
    return "".join(reversed(parts))


def _feed(nexts: dict[Pending, Path], pending: Pending, written: bytes, path: Path, where: tuple[str, int]) -> None:
    """Feed the bytes of one character to the automaton, and keep the path if it is the cheapest to its state."""
    right, at = where
    cost, link = path
    for value in written:
        pending += bytes((value,))
        found = _complete(pending, right)
        if found is None:  # these bytes begin nothing: give up what was pending, start anew
            link, cost = Link(LOST, at, link), cost + LOST_COST
            pending = pending[-1:] if len(pending) > 1 else b""
            found = _complete(pending, right) if pending else ""
            if found is None:
                pending, found = b"", ""
        if found:
            cost += _cost(link.last if link else "", found)
            link, pending = Link(found, at, link), b""
    if pending not in nexts or cost < nexts[pending][0]:
        nexts[pending] = (cost, link)


@lru_cache(maxsize=65_536)
def _complete(pending: bytes, right: str) -> str | None:
    """The character that the bytes are, "" if they may become one, None if never."""
    first = pending[0]
    if first < 0x80:
        return chr(first) if len(pending) == 1 else None
    if right == "utf-8":
        size = 2 if 0xC2 <= first <= 0xDF else 3 if 0xE0 <= first <= 0xEF else 4 if 0xF0 <= first <= 0xF4 else 0
        if not size or any(b & 0xC0 != 0x80 for b in pending[1:]):
            return None
        if len(pending) < size:
            return ""
    elif len(pending) == 1:
        return "" if 0x81 <= first <= 0xFE else None
    try:
        return pending.decode("big5hkscs" if right == "big5" else right)
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=65_536)
def _cost(before: str, found: str) -> float:
    """Nats of a character after two others; what the model does not know costs what it costs anywhere."""
    table = languages()["han"]
    alone = sum(table[char] for char in found)
    if found < "\x80":
        return alone
    return min(-model().score(before, found[0]), alone + UNSEEN_COST)


@lru_cache(maxsize=8192)
def _options(char: str, wrong: str) -> tuple[tuple[bytes, float], ...]:
    """The bytes that a character may stand for, with what each assumption costs."""
    if wrong == "windows-1252":
        return _of_latin(char)
    if wrong == "utf-8-or-latin":
        single = bytes((CP1252[ord(char)],)) if ord(char) in CP1252 else char.encode("latin-1", "ignore")
        both = (single, char.encode("utf-8", "ignore")) if char > "\x7f" else (single,)
        return tuple((written, 0.0) for written in dict.fromkeys(both) if written)
    if char < "\x80":
        return ((char.encode(), 0.0),)
    if wrong == "gb18030" and char == "€":
        return ((b"\x80", 0.0), (b"\xa2\xe3", 1.0))
    return tuple((written, 0.0) for written in _reversed(wrong).get(char, ()))


def _of_latin(char: str) -> tuple[tuple[bytes, float], ...]:
    if char == " ":
        gaps = tuple((written, SUBSTITUTE_COST) for written in (*UNDEFINED_1252, b"\xa0"))
        return ((b" ", 0.0), *gaps)
    if ord(char) in CP1252:
        return ((bytes((CP1252[ord(char)],)), 0.0),)
    return ((char.encode("latin-1"), 0.0),) if char < "\u0100" else ()


@lru_cache(maxsize=4)
def _reversed(wrong: str) -> dict[str, tuple[bytes, ...]]:
    """Every byte string that an encoding reads as a character: some have two."""
    out: dict[str, tuple[bytes, ...]] = {}
    for codec in _CODECS[wrong]:
        for written in _units():
            char = written.decode(codec, "ignore")
            if len(char) != 1:
                continue
            for form in {char, unicodedata.normalize("NFC", char)}:  # somebody may have normalised the text since
                if written not in out.get(form, ()):
                    out[form] = (*out.get(form, ()), written)
    return out


_CODECS = {
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "shift_jis": ("cp932",),
    "euc-kr": ("cp949",),
    "windows-1251": ("cp1251",),
    "macintosh": ("mac-roman",),
}


def _units() -> list[bytes]:
    singles = [bytes((b,)) for b in range(0x80, 0x100)]
    return singles + [bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
