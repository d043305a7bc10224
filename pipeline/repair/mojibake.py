"""Whole stretches of text that were read in the wrong encoding, read in the right one.

Method: a stretch (a line, or the text between two tags) is looked at only if it has what such damage makes:
rare Han characters close together, accented letters in a row, U+0080-9F. Then every confusion, and every chain of two,
is taken back; what remains is weighed in nats (``pipeline.cost``) against what stands there. UTF-8 proves itself
by its structure; a stretch that becomes GB18030 or Big5 must besides consist of common characters.

When it would be wrong: a list of rare characters, or of accented letters, that by chance spells common Chinese. The
bounds below keep that out: no change on the clean passages and pages of the calibration set.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from ..cost import cheapest, languages
from ..types import Certainty, Edit, Kind, Options
from .confusions import CONFUSIONS, Confusion
from .lossy import LOST, restore

COMMON_COST = 11.5
"""Han characters up to this cost in Chinese or Japanese count as common: about 1 in 100,000 and oftener."""
UTF8_GAIN = 8.0
OTHER_GAIN = 12.0
"""Nats that a stretch must gain per decision; the dearest clean stretch of the calibration pages gained 3."""
MEAN_COST = 9.0
"""Mean cost of the characters beyond ASCII of a stretch that becomes GB18030 or Big5; Chinese prose has 7."""
WIDE_SHARE = 0.8
"""Of what becomes UTF-8 out of Han characters, so much must be Han, kana or Cyrillic: 洽洽食品 is valid UTF-8, too."""
MEAN_SLACK = 2.5
GAIN_A_NAT = 40.0
"""A long stretch may hold rarer characters: one nat of mean cost more for each 40 nats gained."""
ROUND_COST = 15.0
"""Nats against a second round of confusion: seen on one page in some thousands of damaged ones."""
SEARCH_COST = 5.0
SEARCH_CHARS = 600
"""Longer stretches are not searched: the search takes about 10 microseconds a character and confusion."""
MAX_SEARCHES = 300
MAX_SUSPECTS = 5000
"""A page with more suspicious stretches is hostile, or confused as a whole: then the rest follows the first."""
LIST_SHARE = 0.4
"""Share of characters that follow their predecessor in the code table, from which a stretch is a list of symbols."""
SURE_GAIN = 40.0
"""A one-to-one inverse that gains this much needs no search beside it."""
HABIT_GAIN = 40.0
"""From here on the page as a whole counts as confused, and its short stretches follow..."""
FOLLOW_GAIN = 1.0
"""...if they gain anything."""
MAX_STRETCH = 2000
"""Longer stretches are looked at in parts."""
ROUNDS = 2

_STRETCH = {"html": re.compile(r"[^<>\n\r\"]+"), "text": re.compile(r"[^\n\r]+")}
_BROKEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MIXED = "[\u0080-\u00ff][\u0100-\u07ff]|[\u0100-\u07ff][\u0080-\u00ff]"
_LATIN = "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"


Chain = tuple[Confusion, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch, read anew."""

    text: str
    chain: Chain
    gain: float
    exact: bool = True


def undo_mojibake(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    r"""The text with every confused stretch read in its encoding.

    >>> undo_mojibake("标题\n鍙樺法", "text", Options())[0]
    '标题\n变巨'
    """
    readings: dict[int, tuple[str, Reading]] = {}
    for number, (start, stretch) in enumerate(islice(suspects(text, kind), MAX_SUSPECTS)):
        if reading := read_anew(stretch, thorough=number < MAX_SEARCHES):
            readings[start] = (stretch, reading)
    if habit := _habit(readings.values()):
        strays = [(start, stretch) for start, (stretch, reading) in readings.items() if reading.chain != habit]
        for start, stretch in (*strays, *_others(text, kind, readings)):
            if reading := follow(stretch, habit):
                readings[start] = (stretch, reading)
    edits = tuple(_edit(start, *readings[start]) for start in sorted(readings))
    return applied(text, edits), edits


def _edit(start: int, stretch: str, reading: Reading) -> Edit:
    certainty: Certainty = "exact" if reading.exact else "likely"
    rule = "+".join(confusion.rule for confusion in reading.chain)
    return Edit("repair", rule, None, start, stretch, reading.text, certainty)


def _habit(readings: Iterable[tuple[str, Reading]]) -> Chain:
    """The chain of confusions that the page as a whole has gone through, empty if none is sure."""
    gains: dict[Chain, float] = {}
    for _, reading in readings:
        gains[reading.chain] = gains.get(reading.chain, 0.0) + reading.gain
    best = max(gains, key=lambda chain: gains[chain], default=())
    return best if gains.get(best, 0.0) >= HABIT_GAIN else ()


def _others(text: str, kind: Kind, done: Mapping[int, tuple[str, Reading]]) -> Iterator[tuple[int, str]]:
    """The stretches beyond ASCII that were not read anew."""
    spans = sorted((start, start + len(stretch)) for start, (stretch, _) in done.items())
    ends = dict(spans)
    for match in _STRETCH[kind].finditer(text):
        stretch = match[0]
        if match.start() not in ends and not stretch.isascii() and not _inside(match.span(), spans):
            yield match.start(), stretch


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of the sorted spans."""
    at = bisect_left(spans, (span[1], 0))
    return at > 0 and spans[at - 1][1] > span[0]


def follow(stretch: str, habit: Chain) -> Reading | None:
    """A stretch read as the rest of its page was, if that makes it better at all."""
    text: str | None = stretch
    for confusion in habit:
        text = confusion.undo(text) if text else None
    if not text or text == stretch or _BROKEN.search(text):
        return None
    gain = cheapest(stretch) - cheapest(text)
    return Reading(text, habit, gain) if gain >= FOLLOW_GAIN else None


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after its edits, which are in order."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.after]
        at = edit.start + len(edit.before)
    return "".join(parts) + text[at:]


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    """What confused text has and other text hardly: rare Han close together, accented letters in a row."""
    tables = (languages()[name] for name in ("hans", "hant", "ja"))
    common = {char for table in tables for char, cost in table.items() if cost <= COMMON_COST and char > "\u2e80"}
    rare = "".join(chr(c) for c in range(0x3400, 0xA000) if chr(c) not in common) + "\ue000-\uf8ff"
    signs = (
        f"[{rare}][^\n<>]{{0,2}}[{rare}]",
        f"[{_LATIN}]{{3}}",
        f"[Ââãäåæçèéï][{_LATIN}]",
        _MIXED,
        "[в-й][\u0080-\u00bf\u0400-\u040f\u0450-\u0491\u2013-\u2122]{2}",
        "[｡-ﾟ]{2}",
        f"[가-힣][{rare}一-鿿]|[一-鿿][가-힣]",
    )
    return re.compile("|".join(signs))


def suspects(text: str, kind: Kind) -> Iterator[tuple[int, str]]:
    """The stretches that may be confused, with their position, cut where they are too long."""
    if text.isascii():
        return
    pattern = _STRETCH[kind]
    at = 0
    while hit := _gate().search(text, at):
        start = _stretch_start(text, hit.start(), kind)
        found = pattern.match(text, max(start, at))
        if not found:
            at = hit.end()
            continue
        end = min(found.end(), max(hit.end(), found.start() + MAX_STRETCH))
        yield found.start(), text[found.start() : end]
        at = end


def _stretch_start(text: str, at: int, kind: Kind) -> int:
    """Where the stretch around a place begins, no further back than a stretch may reach."""
    low = max(0, at - MAX_STRETCH // 2)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in ('\n\r<>"' if kind == "html" else "\n\r")))


def read_anew(stretch: str, *, thorough: bool = True) -> Reading | None:
    """The best reading of a stretch, None if what stands there is better or as good.

    >>> read_anew("一些文字") is None, read_anew("ÖÐÎÄÍøÒ³").text
    (True, '中文网页')
    """
    if is_list(stretch):
        return None
    before = cheapest(stretch)
    found: list[Reading] = []
    fronts: list[tuple[str, Chain]] = [(stretch, ())]
    for _ in range(ROUNDS):
        fronts = [(after, (*chain, step)) for text, chain in fronts for step, after in _steps(text)]
        found += [Reading(after, chain, _gain(before, after, chain)) for after, chain in fronts]
        fronts = [front for front in fronts if front[1][-1].right == "utf-8"]  # nothing else was seen twice
    found = [reading for reading in found if accepted(reading.text, reading.chain[-1], reading.gain)]
    if thorough and len(stretch) <= SEARCH_CHARS and not any(reading.gain >= SURE_GAIN for reading in found):
        found += search(stretch, before)
    return max(found, key=lambda reading: reading.gain, default=None)


def is_list(stretch: str) -> bool:
    """Whether the stretch goes through a code table, one character after the other.

    >>> is_list("¡¢£¤¥¦§¨©"), is_list("ÖÐÎÄÍøÒ³")
    (True, False)
    """
    points = [ord(char) for char in stretch if char > "\x7f"]
    return sum(1 for one, two in pairwise(points) if two == one + 1) >= LIST_SHARE * len(points)


def _gain(before: float, after: str, chain: Chain) -> float:
    """Nats gained, less what the assumptions cost."""
    return before - cheapest(after) - sum(step.cost for step in chain) - ROUND_COST * (len(chain) - 1)


def _steps(text: str) -> Iterator[tuple[Confusion, str]]:
    for confusion in CONFUSIONS:
        after = confusion.undo(text)
        if after is not None and after != text and not after.isascii():
            yield confusion, after


def search(stretch: str, before: float) -> list[Reading]:
    """Readings where the inverse is not one to one, or bytes are lost."""
    found = []
    for confusion in CONFUSIONS:
        pattern = _SEARCHED.get((confusion.right, confusion.wrong))
        after = restore(stretch, confusion.wrong, confusion.right) if pattern and pattern.search(stretch) else None
        if after is None:
            continue
        gain = _gain(before, after, (confusion,)) - SEARCH_COST
        if accepted(after.replace(LOST, ""), confusion, gain):
            found.append(Reading(after, (confusion,), gain, exact=False))
    return found


_SINGLE = ("windows-1252", "windows-1251", "macintosh")
_WIDE = re.compile("[\u0400-\u045f\u2010-\u2030\u2e80-\ufaff\uff00-\uffef]")
_SEARCHED = {
    ("utf-8", "gb18030"): re.compile("[⺀-﫿＀-￯][€⺀-﫿＀-￯]{2}"),
    ("utf-8", "windows-1252"): re.compile(f"[ã-é][{_LATIN} ]{{2}}"),
    ("gb18030", "utf-8-or-latin"): re.compile("[-߿]{4}"),
    ("gb18030", "shift_jis"): re.compile("[｡-ﾟ]"),
    ("gb18030", "big5"): re.compile("[⺀-﫿]{2}"),
    ("big5", "utf-8-or-latin"): re.compile("[-߿]{4}"),
}


def accepted(after: str, confusion: Confusion, gain: float) -> bool:
    """Whether a reading is good enough to replace what stands there."""
    if _BROKEN.search(after):
        return False
    foreign = _NOT_ASCII.findall(after)
    if confusion.right == "utf-8":
        return gain >= UTF8_GAIN and (
            confusion.wrong in _SINGLE or len(_WIDE.findall(after)) >= WIDE_SHARE * len(foreign)
        )
    bound = MEAN_COST + min(MEAN_SLACK, gain / GAIN_A_NAT)
    return gain >= OTHER_GAIN and len(foreign) > 1 and cheapest("".join(foreign)) <= bound * len(foreign)
