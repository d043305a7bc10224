"""Read one stretch anew: every confusion, and every chain of two, taken back and weighed.

UTF-8 proves itself by its structure; a stretch that becomes GB18030 or Big5 must besides consist of common characters.

When it would be wrong: a list of rare characters, or of accented letters, that by chance spells common Chinese. The
bounds below keep that out: no change on the clean passages and pages of the calibration set.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..cost import cheapest, cost
from ..late import late
from .confusions import CONFUSIONS, Confusion, not_one_to_one
from .forms import ASKED, LOST, can_write, has_one_way
from .glances import foreign_count, may_be_utf8, mean_cost, neighbours
from .kinds import ASIAN_PAIR, HANGUL, KANA, LATIN_PAIR, LATIN_TRIPLE, WIDE_PAIR
from .known import is_known
from .lossy import restore

PLAIN_MEAN = 8.5
"""Mean cost of the characters beyond ASCII up to which a stretch is plain text; confused text has more than 11."""
UTF8_GAIN = 8.0
OTHER_GAIN = 12.0
"""Nats that a stretch must gain per decision; the dearest clean stretch of the calibration pages gained 3."""
MEAN_COST = 9.0
"""Mean cost of the characters beyond ASCII of a stretch that becomes GB18030 or Big5; Chinese prose has 7."""
UTF8_MEAN = 11.0
"""The same of a stretch of Han characters that becomes UTF-8, whose structure proves more."""
MEAN_SLACK = 2.5
GAIN_A_NAT = 40.0
"""A long stretch may hold rarer characters: one nat of mean cost more for each 40 nats gained."""
WIDE_SHARE = 0.8
"""Of what becomes UTF-8 out of Han characters, so much must be Han, kana or Cyrillic: 洽洽食品 is valid UTF-8, too."""
ROUNDS = 2
ROUND_COST = 15.0
"""Nats against a second round of confusion: seen on one page in some thousands of damaged ones."""
SEARCH_MEAN = 10.0
"""Mean cost from which a stretch is searched: a line with some rare names stays below, confused text has 11 and more."""
SEARCH_COST = 5.0
LOST_SHARE = 0.25
"""Of a searched reading, so much may be lost: more, and the stretch went through something else."""
SURE_GAIN = 40.0
"""A one-to-one inverse that gains this much needs no search beside it."""
SEARCH_CHARS = 1000
"""Longer stretches are not searched: the search takes about 10 microseconds a character and confusion."""
HOPELESS_SHARE, HOPELESS_MEAN = 0.75, 13.0
"""Of what a stretch becomes if it is read plainly, share of U+FFFD and mean cost of the others from which on it is not searched: none of 1,335
confused stretches with lost bytes that the search brings back is worse, and nine in ten of the others on sound pages are. One character
is free: a name of two may be rare."""
FOLLOW_GAIN = 1.0
"""On a page that is confused as a whole, a short stretch follows if it gains anything."""

_ASCII = late(r"[\x00-\x7f]+")
_WIDE_READERS = ("gb18030", "big5", "shift_jis", "euc-kr")
_OF_WIDE = tuple(c for c in CONFUSIONS if c.wrong in _WIDE_READERS and c.write is not not_one_to_one)
"""What can have made a text of East Asia; each of the others lacks its characters, or is searched only."""
_SINGLE = ("windows-1252", "windows-1251", "macintosh")
# kept as strings: re keeps what it has compiled, and most runs of the program need none of them
_BROKEN = late(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff\U00030000-\U0010ffff]")
_WIDE = late(r"[^\0-\u03ff\u0460-\u200f\u2031-\u2e7f\ufb00-\ufeff\ufff0-\U0010ffff]")
"""Cyrillic, some marks, East Asian: by what is outside, which takes a quarter of the time to prepare"""
_SEARCHED = {
    ("utf-8", "gb18030"): ASIAN_PAIR,
    ("utf-8", "windows-1252"): LATIN_TRIPLE,
    ("gb18030", "utf-8-or-latin"): LATIN_PAIR,
    ("gb18030", "shift_jis"): KANA,
    ("gb18030", "euc-kr"): HANGUL,
    ("gb18030", "big5"): WIDE_PAIR,
    ("big5", "utf-8-or-latin"): LATIN_PAIR,
}
"""The confusions that are worth a search, and what a stretch must have for it."""
_TRIED = tuple((c, _SEARCHED[c.right, c.wrong]) for c in CONFUSIONS if (c.right, c.wrong) in _SEARCHED)

Chain = tuple[Confusion, ...]


class Reading(NamedTuple):
    """A stretch, read anew."""

    text: str
    chain: Chain
    gain: float
    """nats, less what the assumptions cost"""
    exact: bool = True


@lru_cache(maxsize=512)
def read_anew(stretch: str, *, thorough: bool = True) -> Reading | None:
    """The best reading of a stretch, None if what stands there is better or as good.

    >>> read_anew("一些文字") is None, read_anew("ÖÐÎÄÍøÒ³").text
    (True, '中文网页')
    """
    if (mean := mean_cost(stretch)) <= PLAIN_MEAN or is_known(stretch, 0, len(stretch)):
        return None
    before = cheapest(stretch)
    found: list[Reading] = []
    fronts: list[tuple[str, Chain]] = [(stretch, ())]
    solved: list[Confusion] = []
    for _ in range(ROUNDS):
        fronts = [(after, (*chain, step)) for text, chain in fronts for step, after in _steps(text)]
        gains = [(_gain(before, after, chain), after, chain) for after, chain in fronts]
        found += [Reading(after, chain, gain) for gain, after, chain in gains if accepted(after, chain[-1], gain)]
        solved += [chain[0] for after, chain in fronts if len(chain) == 1 and is_plainly(stretch, after, chain[0])]
        fronts = [front for front in fronts if front[1][-1].right == "utf-8"]  # nothing else was seen twice
    is_worth_a_search = thorough and len(stretch) <= SEARCH_CHARS and mean > SEARCH_MEAN
    if is_worth_a_search and not any(reading.gain >= SURE_GAIN for reading in found):
        found += search(stretch, before, solved)
    return max(found, key=lambda reading: reading.gain, default=None)


def is_plainly(stretch: str, after: str, confusion: Confusion) -> bool:
    """Whether the search cannot but find the same reading of a stretch as the plain inverse: in both each character has two bytes, and one
    way to be written.

    >>> is_plainly("岣嶁", CONFUSIONS[9].undo("岣嶁"), CONFUSIONS[9])
    True
    """
    if confusion.wrong != "big5" or confusion.right != "gb18030":
        return False
    size = len(stretch) + foreign_count(stretch)
    return size == len(after) + foreign_count(after) and has_one_way(stretch, confusion.wrong)


def _gain(before: float, after: str, chain: Chain) -> float:
    return before - cheapest(after) - sum(step.cost for step in chain) - ROUND_COST * (len(chain) - 1)


def _steps(text: str) -> Iterator[tuple[Confusion, str]]:
    written: dict[object, bytes | None] = {}  # several confusions write the same
    for confusion in _OF_WIDE if any("\u2e80" <= char <= "\ud7ff" for char in text) else CONFUSIONS:
        if confusion.write not in written:
            written[confusion.write] = confusion.written(text)
        read_from = written[confusion.write]
        if read_from is None or (confusion.right == "utf-8" and not may_be_utf8(read_from)):
            continue
        after = confusion.read(read_from)
        if after is not None and after != text and not after.isascii():
            yield confusion, after


def search(stretch: str, before: float, solved: Container[Confusion] = ()) -> list[Reading]:
    """Readings where the inverse is not one to one, or bytes are lost; not for confusions of which a search finds no other reading."""
    found = []
    there = neighbours(stretch)
    for confusion, sign in _TRIED:
        if not there & sign or confusion in solved or is_hopeless(stretch, confusion):
            continue
        after = restore(stretch, confusion.wrong, confusion.right, LOST_SHARE)
        if after is None:
            continue
        gain = _gain(before, after, (confusion,)) - SEARCH_COST
        if after.count(LOST) <= LOST_SHARE * len(after) and accepted(after.replace(LOST, ""), confusion, gain):
            found.append(Reading(after, (confusion,), gain, exact=False))
    return found


def is_hopeless(stretch: str, confusion: Confusion) -> bool:
    """Whether what a plain reading gives is so bad that no lost byte explains it: one glance instead of a search,
    for those confusions that sound Chinese might be taken for.

    >>> is_hopeless("1.〔倜傥〕也作俶傥", CONFUSIONS[0]), is_hopeless("鍘嬬缉�", CONFUSIONS[0])
    (True, False)
    """
    if confusion.wrong not in ASKED:
        return False
    if not can_write(stretch, confusion.wrong):
        return True
    after = _ASCII.sub("", confusion.glance(stretch))
    kept = after.replace(LOST, "")
    return len(after) - len(kept) > HOPELESS_SHARE * len(after) or cost(kept, "han") > HOPELESS_MEAN * (len(kept) + 1)


def follow(stretch: str, habit: Chain) -> Reading | None:
    """A stretch read as the rest of its page was, if that makes it better at all."""
    text: str | None = stretch
    for confusion in habit:
        text = confusion.undo(text) if text else None
    exact = text is not None
    if not exact and len(habit) == 1 and len(stretch) <= SEARCH_CHARS and not is_hopeless(stretch, habit[0]):
        text = restore(stretch, habit[0].wrong, habit[0].right, most_lost=0.0)
    if not text or text == stretch or LOST in text or _BROKEN.search(text):
        return None
    gain = cheapest(stretch) - cheapest(text)
    return Reading(text, habit, gain, exact) if gain >= FOLLOW_GAIN else None


def accepted(after: str, confusion: Confusion, gain: float) -> bool:
    """Whether a reading is good enough to replace what stands there."""
    if gain < UTF8_GAIN or _BROKEN.search(after):
        return False
    foreign = _ASCII.sub("", after)
    mean = cheapest(foreign) / max(1, len(foreign))
    slack = min(MEAN_SLACK, gain / GAIN_A_NAT)
    if confusion.right != "utf-8":
        return gain >= OTHER_GAIN and len(foreign) > 1 and mean <= MEAN_COST + slack
    if gain < UTF8_GAIN or confusion.wrong in _SINGLE:
        return gain >= UTF8_GAIN
    return mean <= UTF8_MEAN + slack and len(_WIDE.findall(after)) >= WIDE_SHARE * len(foreign)
