"""Texts to changes: what is in the other script goes through OpenCC in one call, then by sense, aligned to the input."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ..script import count_script
from ..types import Certainty, Options
from . import sense

_SHIELD = "\x01"
"""Stands for each protected character while the rest is converted; no dictionary holds it."""
_BREAK = "\x02"

FOREIGN_SENTENCE = 3
"""Telling characters that a sentence in the other script must hold to be converted inside a block of this one:
names keep their characters (孙綝), a quoted Traditional sentence does not."""

FIRST_RARE = "\U00020000"
"""From this plane on few fonts have a character: a form out there is no gain for a reader."""

_CONFIGS = {"simplified": "t2s", "traditional": "s2t", "taiwan": "s2tw", "hongkong": "s2hk"}
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a text that conversion changes, or leaves in doubt (``flagged``)."""

    start: int
    before: str
    after: str
    rule: str
    certainty: Certainty = "exact"
    alternatives: tuple[tuple[str, float], ...] = ()
    why: str = ""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=8)
def converter(config: str) -> _Converter:
    """OpenCC with one of its configurations, made once a process."""
    from opencc import OpenCC

    made: _Converter = OpenCC(config)
    return made


def convert(texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], options: Options) -> list[list[Change]]:
    """For each text its changes, sorted, not overlapping; ``spans`` of it are left alone."""
    masked = [_masked(text, span) for text, span in zip(texts, spans, strict=True)]
    parts = [(n, low, high) for n, low, high in _foreign(masked, options.script == "simplified")]
    config = (
        "tw2sp" if options.vocabulary == "mainland" and options.script == "simplified" else _CONFIGS[options.script]
    )
    outs = _call(config, [masked[n][low:high] for n, low, high in parts])
    result: list[list[Change]] = [[] for _ in texts]
    for (n, low, high), out in zip(parts, outs, strict=True):
        hidden = masked[n][low:high]
        changes = _by_sense(hidden, out) if options.script == "simplified" else _aligned(hidden, out)
        result[n] += [_moved(change, low) for change in changes]
    if options.script == "simplified":
        for n, hidden in enumerate(masked):
            result[n] = _mended(hidden, result[n])
    return result


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for low, high in spans:
        text = text[:low] + _SHIELD * (high - low) + text[high:]
    return text


def _foreign(texts: Sequence[str], simplify: bool) -> Iterator[tuple[int, int, int]]:
    """What is in the other script, as (text, start, end): whole texts, or sentences of a text in this script.

    A text with no telling character follows the page; on a page with none, it is converted.
    """
    counts = [_telling(text, simplify) for text in texts]
    theirs, ours = sum(t for t, _ in counts), sum(o for _, o in counts)
    for n, (text, (their, our)) in enumerate(zip(texts, counts, strict=True)):
        if their > our or (their == our and theirs >= ours):
            yield n, 0, len(text)
        elif their >= FOREIGN_SENTENCE:
            for match in _SENTENCE.finditer(text):
                inner, outer = _telling(match[0], simplify)
                if inner >= FOREIGN_SENTENCE and inner > 2 * outer:
                    yield n, match.start(), match.end()


def _telling(text: str, simplify: bool) -> tuple[int, int]:
    """Characters that only the other script has, and that only this one has."""
    if text.isascii():
        return 0, 0
    count = count_script(text)
    pair = (count.traditional, count.simplified)
    return pair if simplify else pair[::-1]


def _call(config: str, texts: Sequence[str]) -> list[str]:
    """All texts in one call; lone surrogates (hostile input) cannot be handed over and stay."""
    joined = _BREAK.join(texts)
    if not joined or joined.isascii():
        return list(texts)
    try:
        out = converter(config).convert(joined).split(_BREAK)
    except UnicodeEncodeError:
        out = []
    return out if len(out) == len(texts) else [_call_one(config, text) for text in texts]


def _call_one(config: str, text: str) -> str:
    try:
        return converter(config).convert(text)
    except UnicodeEncodeError:
        return text


def _by_sense(hidden: str, out: str) -> list[Change]:
    """The changes to Simplified: OpenCC's, variants it leaves, and the forms that the words decide."""
    table = sense.senses()
    out = out.translate(table.plain)
    if len(hidden) != len(out):
        return _aligned(hidden, out)
    final = list(out)
    doubts: dict[int, sense.Choice] = {}
    for at, char in enumerate(hidden):
        if char in table.forms:
            choice = sense.choose(char, final, at)
            final[at] = choice.form
            if choice.margin < sense.SURE:
                doubts[at] = choice
        elif final[at] >= FIRST_RARE:
            final[at] = char
    changes = _by_position(hidden, "".join(final), doubts)
    return sorted([*changes, *_doubtful(hidden, doubts)], key=lambda c: c.start)


def _doubtful(hidden: str, doubts: dict[int, sense.Choice]) -> Iterator[Change]:
    for at, choice in doubts.items():
        before, beside = hidden[at], ((choice.other, round(choice.margin, 2)),)
        if choice.form != before:
            why = "ambiguous" if choice.margin < sense.DOUBT else ""
            yield Change(at, before, choice.form, "sense", "likely", beside, why)
        elif choice.margin < sense.DOUBT:
            yield Change(at, before, before, "sense", "flagged", beside, "ambiguous")


def _mended(hidden: str, changes: list[Change]) -> list[Change]:
    """The changes, and those of Simplified text that a careless converter broke."""
    found = [m.start() for m in sense.mendable().finditer(hidden)]
    if not found:
        return changes
    taken = {at for c in changes for at in range(c.start, c.start + max(len(c.before), 1))}
    text = list(hidden)
    extra = []
    for at in found:
        choice = None if at in taken else sense.mend(text, at)
        if choice:
            beside = ((hidden[at], round(choice.margin, 2)),)
            extra.append(Change(at, hidden[at], choice.form, "oversimplified", "likely", beside))
    return sorted([*changes, *extra], key=lambda c: c.start) if extra else changes


def _moved(change: Change, by: int) -> Change:
    if not by:
        return change
    c = change
    return Change(c.start + by, c.before, c.after, c.rule, c.certainty, c.alternatives, c.why)


def _aligned(hidden: str, out: str) -> list[Change]:
    """The stretches that differ; equal lengths (nearly always) align by position."""
    if len(hidden) == len(out):
        return _by_position(hidden, out, ())
    matcher = difflib.SequenceMatcher(None, hidden, out, autojunk=False)
    return [Change(i, hidden[i:j], out[k:m], "script") for op, i, j, k, m in matcher.get_opcodes() if op != "equal"]


def _by_position(hidden: str, out: str, skip: object) -> list[Change]:
    """Stretches of neighbouring characters that differ, without the places in ``skip``."""
    changes: list[Change] = []
    start = -1
    for at, (one, other) in enumerate(zip(hidden, out, strict=True)):
        differs = one != other and at not in skip  # type: ignore[operator]
        if differs and start < 0:
            start = at
        elif not differs and start >= 0:
            changes.append(Change(start, hidden[start:at], out[start:at], "script"))
            start = -1
    if start >= 0:
        changes.append(Change(start, hidden[start:], out[start:], "script"))
    return changes
