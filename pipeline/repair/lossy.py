"""Take a confusion back where its inverse is not one to one, or where a reader has lost bytes.

Method: a shortest path over the characters that stand there. Each may stand for several byte strings (``á`` for E1 or for
C3 A1, a space for a byte that windows-1252 lacks, ``?`` for a lost one); the bytes are fed to a small automaton of the
right encoding, and the path whose text costs least wins. What has lost a byte becomes U+FFFD, or the
character that a language model is sure of.

Limits: a reader that swallowed a byte without a trace shifts what follows up to the next ASCII character.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import is_normalized, normalize

from .. import tables
from ..cost import COMMON_COST, languages
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
MAX_COMMON = 0.1
"""GBK that is valid UTF-8 of three bytes makes rare characters and syllables, now and then a common one."""
MAX_PATHS = 12
GAP_COST = 5.0
"""Lost bytes in one place: as an inserted one, and a guess besides."""
GUESS_MARGIN = 2.0
"""Nats that a character with a lost byte must be ahead of its rivals, else it is given up."""
MAX_GUESSES = 4
"""Characters tried for one with a lost byte; those around it decide, and giving it up is always a choice."""
WILD = b"\xff"
"""A lost byte in the middle of a character; no encoding here has this byte."""
HOLES = (("?", "\ufffd"), ("?", "\ufffd", " "))
"""What stands for lost bytes; with windows-1252 also a blank."""
_ANY = tuple(bytes((b,)) for b in range(0x80, 0xC0))
_DROPPED = {
    "gb18030": tuple(bytes((b,)) for b in range(0xAA, 0xB0)),
    "windows-1252": (*UNDEFINED_1252, b"\xa0", b"\xad"),
}
_LEADS = tuple(bytes((b,)) for b in range(0xE2, 0xF0))

Pending = bytes
Path = tuple[float, "Link | None"]


@dataclass(frozen=True, slots=True)
class Link:
    """The last character of a path, and the path before."""

    text: str
    before: Link | None
    rivals: tuple[str, ...] = ()
    """the characters that a lost byte leaves possible"""

    @property
    def last(self) -> str:
        """The last two characters."""
        return (self.before.text if self.before else "") + self.text


def restore(text: str, wrong: str, right: str) -> str | None:
    """The cheapest text that this confusion can have made into what we see, None if there is none.

    >>> restore("é‡ ç‚¹å»ºè®¾", "windows-1252", "utf-8")
    '重点建设'
    """
    if wrong == "utf-8-or-latin" and _common_share(text) > MAX_COMMON:
        return None
    paths: dict[Pending, Path] = {b"": (0.0, None)}
    for char in text:
        options = _options(char, wrong)
        if not options:
            return None
        nexts: dict[Pending, Path] = {}
        for pending, (cost, link) in paths.items():
            # a blank behind two of three bytes is weighed against its rivals, see _bridge
            for written, extra in options[:1] if len(pending) == 2 else options:
                _feed(nexts, pending, written, (cost + extra, link), right)
            if right == "utf-8" and pending:
                _bridge(nexts, pending, char, (cost, link), wrong)
        paths = dict(sorted(nexts.items(), key=lambda item: item[1][0])[:MAX_PATHS])
        if not paths:
            return None
    ends = ((cost + (LOST_COST if pending else 0), bool(pending), link) for pending, (cost, link) in paths.items())
    _, cut, link = min(ends, key=lambda end: end[0])
    return _spelled(link) + (LOST if cut else "")


def _common_share(text: str) -> float:
    """How much of a text is common Chinese already."""
    table = languages()["han"]
    return sum(1 for char in text if char > "\u2e7f" and table[char] <= COMMON_COST) / max(1, len(text))


def _spelled(link: Link | None) -> str:
    """The text of a path, each guess once more weighed against its rivals, now between its neighbours."""
    links: list[Link] = []
    while link:
        links.append(link)
        link = link.before
    links.reverse()
    chars = [found.text for found in links]
    for at, found in enumerate(links):
        if found.rivals:
            chars[at] = _determined("".join(chars[max(0, at - 2) : at]), found.rivals, "".join(chars[at + 1 : at + 3]))
    return "".join(chars)


def _determined(before: str, rivals: tuple[str, ...], after: str) -> str:
    """The likeliest of some characters between others, U+FFFD if another is nearly as likely."""
    ranked = sorted((_nats(before, rival + after), rival) for rival in rivals)
    is_sure = len(ranked) < 2 or ranked[1][0] - ranked[0][0] >= GUESS_MARGIN
    return ranked[0][1] if is_sure else LOST


def _nats(before: str, text: str) -> float:
    total = 0.0
    for char in text:
        total += _cost(before, char)
        before = (before + char)[-2:]
    return total


def _feed(nexts: dict[Pending, Path], pending: Pending, written: bytes, path: Path, right: str) -> None:
    """Feed the bytes of one character to the automaton, and keep the path if it is the cheapest to its state."""
    cost, link = path
    for value in written:
        pending += bytes((value,))
        rivals: tuple[str, ...] = ()
        if WILD in pending:
            rivals = _rivals(pending[:1], _ANY, pending[2:]) if len(pending) == 3 else ()
            guesses = _guesses(link.last if link else "", rivals)
            found = guesses[0][1] if guesses else None
        else:
            found = _complete(pending, right)
        if found is None:  # these bytes begin nothing: give up what was pending, start anew
            link, cost = Link(LOST, link), cost + LOST_COST
            pending = pending[-1:] if len(pending) > 1 else b""
            found = _complete(pending, right) if pending else ""
            if found is None:
                pending, found = b"", ""
        if found:
            cost += _cost(link.last if link else "", found)
            link, pending = Link(found, link, rivals), b""
    if pending not in nexts or cost < nexts[pending][0]:
        nexts[pending] = (cost, link)


def _bridge(nexts: dict[Pending, Path], pending: Pending, char: str, path: Path, wrong: str) -> None:
    """Go on over lost bytes: what the reader dropped without a trace, or left as ``?`` or U+FFFD.

    GBK's undefined pairs (AA-AF with a byte above A0) are the last byte of one character and the first of the next;
    of windows-1252 the five undefined bytes are dropped, and no-break spaces trimmed.
    """
    cost, link = path
    is_hole = char in HOLES[wrong == "windows-1252"]
    written = b"" if is_hole else _options(char, wrong)[0][0]
    if len(pending) == 1 and is_hole and char != " ":  # the middle byte of three
        _feed(nexts, pending + WILD, b"", (cost + GAP_COST, link), "utf-8")
    if len(pending) != 2 or WILD in pending:
        return
    rivals = _rivals(pending, _ANY if is_hole and char != " " else _DROPPED.get(wrong, ()), b"")
    for nats, guess in _guesses(link.last if link else "", rivals):
        over = cost + GAP_COST + nats, Link(guess, link, rivals)
        if is_hole or wrong == "windows-1252":
            _feed(nexts, b"", written, over, "utf-8")
        if wrong != "windows-1252":
            for lead in _LEADS:
                _feed(nexts, lead, written, over, "utf-8")


@lru_cache(maxsize=8192)
def _guesses(before: str, rivals: tuple[str, ...]) -> list[tuple[float, str]]:
    """The likeliest of some characters, with their costs."""
    return sorted((_cost(before, char), char) for char in rivals)[:MAX_GUESSES]


@lru_cache(maxsize=4096)
def _rivals(first: bytes, lost: tuple[bytes, ...], last: bytes) -> tuple[str, ...]:
    """The characters of which these bytes are left."""
    return tuple(char for byte in lost if (char := _complete(first + byte + last, "utf-8")))


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


@lru_cache(maxsize=1)
def _doubles() -> dict[tuple[str, str], tuple[bytes, ...]]:
    """The characters of ``ASKED`` that have other bytes than the codec says."""
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
