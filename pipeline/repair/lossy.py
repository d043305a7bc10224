"""Take a confusion back where its inverse is not one to one, or where a reader has lost bytes.

Method: a shortest path over the characters that stand there. Each may stand for several byte strings (``á`` for E1 or for
C3 A1, a space for a byte that windows-1252 lacks, ``?`` for a lost one); the bytes are fed to a small automaton of the
right encoding, and the path whose text costs least wins. What has lost a byte becomes U+FFFD, or the
character that a language model is sure of.

Limits: a reader that swallowed a byte without a trace shifts what follows up to the next ASCII character.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..cost import COMMON_COST, price
from ..language import model
from .forms import LOST, SUBSTITUTE_COST, UNDEFINED_1252, options

LOST_COST = 14.0
"""A character given up: dearer than any of the table, cheaper than two rare ones."""
UNSEEN_COST = 2.0
"""More, for a character that does not go with those before it."""
MAX_COMMON = 0.1
"""GBK that is valid UTF-8 of three bytes makes rare characters and syllables, now and then a common one."""
MAX_PATHS = 12
GAP_COST = SUBSTITUTE_COST + 2.0
"""Lost bytes in one place: as an inserted one, and a guess besides."""
GUESS_MARGIN = 2.0
"""Nats that a character with a lost byte must be ahead of its rivals, else it is given up."""
MAX_GUESSES = 4
"""Characters tried for one with a lost byte; those around it decide, and giving it up is always a choice."""
MOST_CHARS = 1.5
"""Characters that one of what stands there can become: the three bytes of UTF-8 are one and a half of GBK."""
WILD = b"\xff"
"""A lost byte in the middle of a character; no encoding here has this byte."""
HOLES = (("?", "\ufffd"), ("?", "\ufffd", " "))
"""What stands for lost bytes; with windows-1252 also a blank."""
_BYTES = [bytes((b,)) for b in range(0x100)]
_ANY = tuple(_BYTES[0x80:0xC0])
_DROPPED = {
    "gb18030": tuple(bytes((b,)) for b in range(0xAA, 0xB0)),
    "windows-1252": (*UNDEFINED_1252, b"\xa0", b"\xad"),
}
_PLAIN = (re.compile("[\x00-\x7f]+"), re.compile("[!-~]+"))
"""ASCII that nothing else can be; with windows-1252 a blank may stand for a byte."""
_LEADS = tuple(bytes((b,)) for b in range(0xE2, 0xF0))

Pending = bytes
Path = tuple[float, "Link | None"]


class Link:
    """The last character of a path, or a run of ASCII, and the path before."""

    __slots__ = ("before", "last", "lost", "rivals", "size", "text")

    def __init__(self, text: str, before: Link | None, rivals: tuple[str, ...] = ()) -> None:
        self.text = text
        self.before = before
        self.rivals = rivals
        """the characters that a lost byte leaves possible"""
        self.last = (before.text + text if before is not None else text)[-2:]
        """the last two characters"""
        self.size: int = (before.size if before is not None else 0) + len(text)
        self.lost: int = (before.lost if before is not None else 0) + (text == LOST)
        """so many of its characters are given up"""


def restore(text: str, wrong: str, right: str, most_lost: float = 1.0) -> str | None:
    """The cheapest text that this confusion can have made into what we see, None if there is none.

    ``most_lost`` is the share of U+FFFD up to which the text is of use: where no path can stay below, there is no going on.

    >>> restore("é‡ ç‚¹å»ºè®¾", "windows-1252", "utf-8")
    '重点建设'
    """
    if wrong == "utf-8-or-latin" and _common_share(text) > MAX_COMMON:
        return None
    paths: dict[Pending, Path] = {b"": (0.0, None)}
    at = 0
    while at < len(text):
        run = _PLAIN[wrong == "windows-1252"].match(text, at) if len(paths) == 1 and b"" in paths else None
        paths = {b"": _plainly(paths[b""], run[0])} if run else _further(paths, text[at], wrong, right)
        at = run.end() if run else at + 1
        left = MOST_CHARS * (len(text) - at)
        if all(_is_hopeless(link, left, most_lost) for _, link in paths.values()):  # or there is none
            return None
    ends = ((cost + (LOST_COST if pending else 0), bool(pending), link) for pending, (cost, link) in paths.items())
    _, cut, link = min(ends, key=lambda end: end[0])
    return _spelled(link) + (LOST if cut else "")


def _plainly(path: Path, run: str) -> Path:
    """A path over ASCII that begins a character: it is what it is."""
    cost = path[0]
    for char in run:
        cost += price(char, "han")
    return cost, Link(run, path[1])


def _further(paths: dict[Pending, Path], char: str, wrong: str, right: str) -> dict[Pending, Path]:
    """The cheapest paths over one character more."""
    choices = options(char, wrong)
    nexts: dict[Pending, Path] = {}
    for pending, path in paths.items() if choices else ():
        # a blank behind two of three bytes is weighed against its rivals, see _bridge
        for written, extra in choices[:1] if len(pending) == 2 else choices:
            _feed(nexts, pending, written, (path[0] + extra, path[1]), right)
        if right == "utf-8" and pending:
            _bridge(nexts, pending, char, path, wrong)
    return dict(sorted(nexts.items(), key=lambda item: item[1][0])[:MAX_PATHS]) if len(nexts) > 1 else nexts


def _is_hopeless(link: Link | None, left: float, most_lost: float) -> bool:
    """Whether a path has given up more than it may, even if all that is left, so many characters at the most, came out well."""
    return link is not None and link.lost > most_lost * (link.size + left)


def _common_share(text: str) -> float:
    """How much of a text is common Chinese already."""
    return sum(1 for char in text if char > "\u2e7f" and price(char, "han") <= COMMON_COST) / max(1, len(text))


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
            before, after = "".join(chars[max(0, at - 2) : at]), "".join(chars[at + 1 : at + 3])
            chars[at] = _determined(before[-2:], found.rivals, after[:2])
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
        pending += _BYTES[value]
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
    written = b"" if is_hole else options(char, wrong)[0][0]
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
            for lead in _LEADS if not written or 0x80 <= written[0] < 0xC0 else ():
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
    alone = sum(price(char, "han") for char in found)
    if found < "\x80":
        return alone
    return min(-model().score(before, found[0]), alone + UNSEEN_COST)
