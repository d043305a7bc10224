"""Where confused text may stand: one search tells that a sound page is sound.

A stretch is a line, or in HTML the text between two tags or quotation marks; confusion happened to whole strings. Within a
stretch that cannot be taken back as a whole, its parts between blanks and Chinese punctuation are looked at (a clean label
before a confused value: 作者：ÕÅÈý).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from itertools import accumulate, pairwise

from ..cost import rare_han, rare_hangul
from ..language import model
from ..types import Kind
from .telling import KANA_OR_CYRILLIC, LATIN, LETTER, MARKS, MAX_GAP, RARE, kinds_in

MAX_STRETCH = 2000
"""Longer stretches are looked at in parts."""
LIST_SHARE = 0.4
"""Share of characters that follow their predecessor in the code table, from which a stretch is a list of symbols."""

WORD = -5.0
"""Log probability of a rare character after another from which both are a word (麒麟, 璀璨); of 66,000 such pairs in text of five
confusions 3 in 10,000 reach it, of those on sound pages half."""

EXPECTED = -16.0
"""Log probability of two rare characters, each after the two before it, from which both are expected (拄着拐杖); of 276,000 such pairs in
text of four confusions 1 in 10,000 reach it, of those in sound passages 45%."""

_STRETCH = {"html": re.compile(r"[^<>\n\r\"]+"), "text": re.compile(r"[^\n\r]+")}
_ENDS = {"html": '\n\r<>"', "text": "\n\r"}
_HAN = "[\u3400-\u9fff]"
_LETTERS = f"[{LATIN}](?:[{LATIN}!-~]*[{LATIN}])?"
_PART = re.compile(r"[^\s：，。、；！？“”（）《》【】「」|:;,()\[\]/]+")


@lru_cache(maxsize=1)
def _rare() -> re.Pattern[str]:
    """A rare Han or a private-use character; the one large class, compiled once."""
    return re.compile(f"[{rare_han()}\ue000-\uf8ff]")


@lru_cache(maxsize=1)
def _rare_syllable() -> re.Pattern[str]:
    return re.compile(f"[{rare_hangul()}]")


_EASTERN = re.compile("[ㄅ-ㄩ가-힣]")
"""Bopomofo and Hangul: with them GBK was read as Big5 or EUC-KR."""
_LETTER = f"(?![{MARKS}])[{LATIN}]"
_SIGNS = (
    f"(?<=[{LATIN}])(?:(?<![{MARKS}])[{LATIN}]{{2}}|{_LETTER}[{LATIN}]|[{LATIN}]{_LETTER})",
    f"(?<=[Ââãäåæçèéï])[{LATIN}]",
    r"(?<=[\u0080-\u00ff])[\u0100-\u07ff]|(?<=[\u0100-\u07ff])[\u0080-\u00ff]",  # letters of two alphabets
    r"(?<=[в-й])[\u0080-\u00bf\u0400-\u040f\u0450-\u0491\u2013-\u2122]{2}",  # UTF-8 as windows-1251
    "(?<=[｡-ﾟ])[｡-ﾟ]",
)
_SIGN = re.compile(f"[{LATIN}\u0080-\u07ff｡-ﾟ](?:{'|'.join(_SIGNS)})")
"""What confused text has in a row and other text hardly, other than rare characters. Each sign is written from a telling
character on, with what must stand before it as a lookbehind: the pattern begins with one class, which the engine looks for
before it tries anything, fifty times as fast as a choice of signs."""
_EASTERN_SIGN = (
    "[가-힣ㄅ-ㄩ](?:(?<=[가-힣])[\u3400-\u9fff\ue000-\uf8ff]|(?<=[一-鿿][가-힣])"
    "|(?<=[ㄅ-ㄩ])[一-鿿]|(?<=[一-鿿][ㄅ-ㄩ]))"  # the full-width marks of GBK as Big5
)
"""The same for texts with Bopomofo or Hangul; a string, compiled by re when first needed."""
_GAP = re.compile(r"[^\n<>]{0,2}")
_BESIDE_RARE = re.compile(f"[{KANA_OR_CYRILLIC}]")

Hit = tuple[int, int]
"""Start and end of a sign."""


def hits(text: str, at: int = 0) -> Iterator[Hit]:
    """The signs of confusion from a place on, in order, but for two rare characters that are a word.

    >>> list(hits("火麒麟来了：鍙樺法"))
    [(6, 8)]
    """
    streams = [(hit.span() for hit in _SIGN.finditer(text, at)), _close_together(text, at, _rare())]
    if _EASTERN.search(text, at):
        streams.append(hit.span() for hit in re.compile(_EASTERN_SIGN).finditer(text, at))
        streams.append(_close_together(text, at, _rare_syllable()))
    return merge(*streams)


def _close_together(text: str, at: int, rare: re.Pattern[str]) -> Iterator[Hit]:
    """Rare characters with up to two others between them, or right before kana and Cyrillic."""
    last = -MAX_GAP - 1
    for match in rare.finditer(text, at):
        place = match.start()
        if place - last <= MAX_GAP and _GAP.fullmatch(text, last + 1, place) and not _is_sound(text, last, place):
            yield last, place + 1
        last = place
        if _BESIDE_RARE.match(text, place + 1) and match[0] < "\uac00":
            yield place, place + 2


def _is_sound(text: str, one: int, other: int) -> bool:
    """Whether two rare characters stand where the language has them: as a word, or each behind what comes before it."""
    chars = text[one : other + 1]
    if not ("\u33ff" < chars[0] < "\ua000" and "\u33ff" < chars[-1] < "\ua000"):
        return False
    score = model().score
    if len(chars) == 2 and score(chars[0], chars[1]) > WORD:
        return True
    return score(text[max(0, one - 2) : one], chars[0]) + score(text[other - 2 : other], chars[-1]) > EXPECTED


_PLAIN = bytes(set(range(0x20, 0x7F)) - set(b"<>")) + b"\t\r"


def gist(text: str) -> str:
    """A text without its ASCII, but for line breaks, brackets of tags and control characters.

    >>> gist('<p class="a">天气 good.</p>')
    '<>天气<>'
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def suspects(text: str, kind: Kind) -> Iterator[tuple[int, str]]:
    r"""The stretches that may be confused, with their position, cut where they are too long.

    >>> list(suspects("天气很好。\n鍙樺法", "text"))
    [(6, '鍙樺法')]
    """
    at = 0
    for low, high in _suspicious(text, "<" if kind == "html" else "\n"):
        for start, stop in hits(text[low:high]):
            if low + start < at:
                continue
            found = _STRETCH[kind].match(text, max(_stretch_start(text, low + start, kind), at))
            if not found:
                at = low + stop
                continue
            end = min(found.end(), max(low + stop, found.start() + MAX_STRETCH))
            stretch = text[found.start() : end]
            if not is_list(stretch):
                yield found.start(), stretch
            at = end


def _suspicious(text: str, border: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text between borders whose gist has a sign; in the text itself signs would be looked for ten times as long."""
    core = gist(text)
    places: list[int] = []
    at = place = 0
    for start, _ in hits(core):
        place += core.count(border, at, start)
        at = start
        if places[-1:] != [place]:
            places.append(place)
    if places:
        ends = list(accumulate(map(len, text.split(border)), initial=0))
        yield from ((ends[place] + place, ends[place + 1] + place) for place in places)


def _stretch_start(text: str, at: int, kind: Kind) -> int:
    """Where the stretch around a place begins, no further back than a stretch may reach."""
    low = max(0, at - MAX_STRETCH // 2)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in _ENDS[kind]))


def parts(stretch: str) -> Iterator[tuple[int, str]]:
    """The suspicious parts of a stretch, with their position in it.

    >>> list(parts("作者：ÕÅÈýÀî 编辑：王五"))
    [(3, 'ÕÅÈýÀî')]
    """
    for match in _PART.finditer(stretch):
        part, at = match[0], match.start()
        if not kinds_in(part) & (LETTER | RARE):
            continue
        # Chinese goes on right behind the confused letters
        if re.search(_HAN, part) and (run := re.search(_LETTERS, part)):
            part, at = run[0], at + run.start()
        if len(part) < len(stretch) and next(hits(part), None):
            yield at, part


def others(text: str, kind: Kind, done: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The stretches beyond ASCII that overlap none of the spans, which are in order."""
    for match in _STRETCH[kind].finditer(text):
        at = bisect_left(done, (match.end(), 0))
        if not (at > 0 and done[at - 1][1] > match.start()) and not match[0].isascii():
            yield match.start(), match[0]


def is_list(stretch: str) -> bool:
    """Whether the stretch goes through a code table, one character after the other.

    >>> is_list("¡¢£¤¥¦§¨©"), is_list("ÖÐÎÄÍøÒ³")
    (True, False)
    """
    points = [ord(char) for char in stretch if char > "\x7f"]
    return sum(1 for one, two in pairwise(points) if two == one + 1) >= LIST_SHARE * len(points)
