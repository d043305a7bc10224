"""Whole stretches of text that were read in the wrong encoding, read in the right one.

Method: stretches that have what such damage makes (``suspects.py``) are read anew (``rereading.py``), weighed in nats
(``pipeline.cost``) against what stands there. If the page as a whole turns out to have gone through one confusion, its short
stretches, which alone would prove nothing, follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from ..late import late
from ..types import Certainty, Edit, Kind, Options
from .glances import foreign_count
from .rereading import Chain, Reading, follow, read_anew
from .rewrite import STAGE, applied, is_off
from .suspects import others, parts, suspects

HABIT_GAIN = 40.0
"""Nats from which on the page as a whole counts as confused; random text gains this once in e^40 stretches."""
WHOLE_GAIN = 15.0
WHOLE_SHARE = 0.5
"""Less will do if the confused stretches are half of the page."""
SEARCHED_CHARS = 40_000
READ_CHARS = 400_000
MAX_SUSPECTS = 5000
MAX_FLAGS = 10_000
"""A page with more suspicious text is hostile, or confused as a whole: then the rest follows the first."""

LOST_SIGNS = ("\ufffd", "锟", "斤拷")
_LOST = late("\ufffd\ufffd*|斤拷(?:锟斤拷)+锟?|锟斤拷(?:锟斤拷)*锟?|斤拷锟|锟(?=[^\n]{0,3}拷)")
"""Each way begins with a character, so that the engine passes over all others at once."""
Readings = dict[int, tuple[str, Reading]]
"""Position -> what stands there and how it reads"""


def undo_mojibake(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    r"""A pass of ``repair``: the text with every confused stretch read in its encoding.

    >>> undo_mojibake("标题\n鍙樺法", "text", Options())[0]
    '标题\n变巨'
    """
    if is_off("mojibake", options):
        return text, ()
    readings: Readings = {}
    searched = 0
    for start, stretch in islice(suspects(text, kind), MAX_SUSPECTS):
        readings |= _read(start, stretch, thorough=searched < SEARCHED_CHARS)
        searched += len(stretch)
        if searched > READ_CHARS:
            break
    if habit := _habit(text, readings):
        readings |= _followers(text, kind, readings, habit)
    edits = [_edit(start, *readings[start]) for start in sorted(readings)]
    out = applied(text, edits)
    return out, tuple(sorted([*edits, *(_lost(text, readings) if kind == "text" else ())], key=lambda edit: edit.start))


def _read(start: int, stretch: str, *, thorough: bool) -> Readings:
    """A stretch read anew as a whole, or else in parts."""
    if reading := read_anew(stretch, thorough=thorough):
        return {start: (stretch, reading)}
    found = ((start + at, part, read_anew(part, thorough=thorough)) for at, part in parts(stretch))
    return {at: (part, reading) for at, part, reading in found if reading}


def _habit(text: str, readings: Readings) -> Chain:
    """The chain of confusions that the page as a whole has gone through, empty if none is sure."""
    gains: dict[Chain, float] = {}
    sizes: dict[Chain, int] = {}
    for stretch, reading in readings.values():
        gains[reading.chain] = gains.get(reading.chain, 0.0) + reading.gain
        sizes[reading.chain] = sizes.get(reading.chain, 0) + foreign_count(stretch)
    best = max(gains, key=lambda chain: gains[chain], default=())
    if not best:
        return ()
    is_whole = sizes[best] >= WHOLE_SHARE * foreign_count(text)
    return best if gains[best] >= (WHOLE_GAIN if is_whole else HABIT_GAIN) else ()


def _followers(text: str, kind: Kind, readings: Readings, habit: Chain) -> Readings:
    """The stretches that were read otherwise or not at all, read as the page's habit is."""
    done = sorted((start, start + len(stretch)) for start, (stretch, _) in readings.items())
    strays = [(start, stretch) for start, (stretch, reading) in readings.items() if reading.chain != habit]
    found = ((start, stretch, follow(stretch, habit)) for start, stretch in (*strays, *others(text, kind, done)))
    return {start: (stretch, reading) for start, stretch, reading in found if reading}


def _lost(text: str, readings: Readings) -> Iterable[Edit]:
    """What two rounds of replacement left (锟斤拷), and U+FFFD: flagged, since nothing brings it back.

    Of HTML only in the blocks, after the split: what stands in a script or a comment concerns no reader.
    """
    starts = sorted(readings)
    for match in islice(_LOST.finditer(text), MAX_FLAGS) if any(sign in text for sign in LOST_SIGNS) else ():
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or starts[at] + len(readings[starts[at]][0]) <= match.start():
            yield Edit(STAGE, "mojibake/lost", None, match.start(), match[0], match[0], "flagged")


def _edit(start: int, stretch: str, reading: Reading) -> Edit:
    certainty: Certainty = "exact" if reading.exact else "likely"
    rule = "+".join(confusion.rule for confusion in reading.chain)
    return Edit(STAGE, rule, None, start, stretch, reading.text, certainty)
