"""The strings of a leaf after Edits, which count characters of all of them together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from .types import Edit


def new_texts(parts: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """The strings of a leaf after its edits; of an empty one, a string more."""
    changes = [(e.start, e.start + len(e.before), e.after) for e in edits if e.certainty != "flagged"]
    if all(high - low == len(after) for low, high, after in changes):
        return _new_slices(parts, changes)
    if len(parts) > 1:
        changes = _at_borders(changes, list(accumulate(map(len, parts))))
    out: list[str] = []
    at = index = 0
    for text in parts:
        new, index = _changed(text, at, changes, index)
        out.append(new)
        at += len(text)
    rest = "".join(after for _, _, after in changes[index:])
    if rest:
        out[-1:] = [out[-1] + rest] if out else [rest]
    return out


def _new_slices(parts: Sequence[str], changes: Sequence[tuple[int, int, str]]) -> list[str]:
    """The same where no change alters a length, as in most conversions: each string keeps its place."""
    text = "".join(parts)
    changed, at = [], 0
    for low, high, after in changes:
        changed += [text[at:low], after]
        at = high
    text = "".join(changed) + text[at:]
    ends = accumulate(map(len, parts), initial=0)
    return [text[low:high] for low, high in pairwise(ends)]


def _at_borders(changes: Sequence[tuple[int, int, str]], borders: Sequence[int]) -> list[tuple[int, int, str]]:
    """Changes of equal length cut where a string ends, so that each string gets its own characters."""
    out: list[tuple[int, int, str]] = []
    for low, high, after in changes:
        inside = borders[bisect_right(borders, low) : bisect_left(borders, high)] if high - low == len(after) else ()
        cuts = [low, *inside, high]
        out += [(a, b, after[a - low : b - low]) for a, b in pairwise(cuts)] if inside else [(low, high, after)]
    return out


def _changed(text: str, at: int, changes: Sequence[tuple[int, int, str]], index: int) -> tuple[str, int]:
    """One string after the changes that touch it; the index of the first change that may touch the next."""
    end, cursor = at + len(text), at
    out: list[str] = []
    while index < len(changes):
        low, high, after = changes[index]
        if low > end or (low == end and high > low):
            break
        if low >= cursor:  # begins in this string
            out += [text[cursor - at : low - at], after]
        cursor = max(cursor, min(high, end))
        if high > end:  # goes on in the next string, which brings nothing more
            break
        index += 1
    out.append(text[cursor - at :])
    return "".join(out), index
