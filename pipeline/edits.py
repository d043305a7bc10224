"""Edits as a small algebra: apply them, take them back, join those of two passes into one.

Edits of one pass are sorted by ``start``, do not overlap, and count characters in the pass's input.
Flagged edits change nothing and may overlap others; they are passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .errors import AuditError
from .types import Edit, Page, open_twin

_OpenEdit = open_twin(Edit)


def make_edit(*values: object) -> Edit:
    """An edit from the values of all its fields in their order, as ``types.make_block`` makes a block: a page has thousands.

    >>> make_edit("simplify", "script", 0, 1, "學", "学", "exact", (), "").after
    '学'
    """
    made = _OpenEdit(*values)
    made.__class__ = Edit
    return made  # type: ignore[no-any-return]


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Apply the edits of one stage (and block) to its input, and get its output.

    >>> replay("醫(yī)院", [Edit("repair", "gloss", None, 1, "(yī)", "", "exact")])
    '醫院'

    Raises AuditError if an edit's ``before`` does not stand where the edit says.
    """
    parts, at = [], 0
    for edit in _changes(edits):
        end = edit.start + len(edit.before)
        if edit.start < at or text[edit.start : end] != edit.before:
            raise AuditError(f"{edit.stage}/{edit.rule} at {edit.start} does not fit the text: {edit.before!r}")
        parts += [text[at : edit.start], edit.after]
        at = end
    return "".join(parts) + text[at:]


def undo(text: str, edits: Iterable[Edit]) -> str:
    """Take the edits of one stage (and block) back from its output, and get its input.

    >>> undo("醫院", [Edit("repair", "gloss", None, 1, "(yī)", "", "exact")])
    '醫(yī)院'

    Raises AuditError if an edit's ``after`` does not stand where it should.
    """
    return replay(text, invert(edits))


def invert(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that lead back, counted in the output."""
    out, shift = [], 0
    for edit in _changes(edits):
        out.append(replace(edit, start=edit.start + shift, before=edit.after, after=edit.before))
        shift += len(edit.after) - len(edit.before)
    return out


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Edits of two passes, one after the other, as edits of one pass.

    ``second`` counts characters in what ``first`` left. Where both touch the same text, one edit
    results, named by both rules, with the lower certainty.

    >>> a = [Edit("repair", "gloss", None, 1, "(yī)", "", "exact")]
    >>> b = [Edit("repair", "pua", None, 2, "\\ue000", "", "exact")]
    >>> [(e.start, e.before, e.after) for e in compose(a, b)]
    [(1, '(yī)', ''), (6, '\\ue000', '')]
    """
    ones, twos = _changes(first), _changes(second)
    outputs = invert(ones)  # the same changes, counted in the text between the passes
    out: list[Edit] = []
    shift = 0  # length of the text between the passes minus length of the input, up to here
    i = j = 0
    while i < len(ones) or j < len(twos):
        group, i, j = _overlapping(outputs, twos, i, j)
        lasts = [twos[k] for k in group.twos]
        firsts = [outputs[k] for k in group.ones]
        if lasts and not firsts:
            out += [replace(e, start=e.start - shift) for e in lasts] if shift else lasts
        elif firsts and not lasts:
            out += [ones[k] for k in group.ones]
        else:
            out.append(_joined(firsts, lasts, shift))
        shift += sum(len(ones[k].after) - len(ones[k].before) for k in group.ones)
    flagged = [e for e in first if e.certainty == "flagged"]
    flagged += [replace(e, start=origin(e.start, ones)) for e in second if e.certainty == "flagged"]
    return sorted([*out, *flagged], key=_order)


def on_original_lines(page: Page, edits: Iterable[Edit]) -> Page:
    """The page with ``Block.line`` counted in the text before the edits, as the user's file has it.

    Repair gives swallowed line breaks back (and may take some away), so its text can have other lines.
    """
    places, moves, shift = [], [0], 0
    for edit in _changes(edits):
        lines = edit.before.count("\n") - edit.after.count("\n")
        if lines:
            places.append(edit.start + shift + len(edit.after))
            moves.append(moves[-1] + lines)
        shift += len(edit.after) - len(edit.before)
    if not places:
        return page
    moved = [(block, moves[bisect_right(places, block.start)]) for block in page.blocks]
    return replace(page, blocks=tuple([block.but(line=block.line + by) if by else block for block, by in moved]))


class _Group(NamedTuple):
    ones: list[int]
    twos: list[int]


_RANK = {"exact": 0, "likely": 1}


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start, len(edit.before)


def _changes(edits: Iterable[Edit]) -> list[Edit]:
    return sorted((e for e in edits if e.certainty != "flagged"), key=_order)


def _overlapping(ones: list[Edit], twos: list[Edit], i: int, j: int) -> tuple[_Group, int, int]:
    """The next edit of either list and all that overlap it, directly or through others.

    Both lists count in the text between the passes and consume their ``before`` there; intervals
    overlap if they share a character, or if one is empty and lies strictly inside the other.
    """
    group = _Group([], [])
    low = high = -1
    while True:
        if i >= len(ones) and j >= len(twos):
            return group, i, j
        # at one place an insertion goes first, then the pass that came first
        first = i < len(ones) and (j >= len(twos) or _order(ones[i]) <= _order(twos[j]))
        edit = ones[i] if first else twos[j]
        end = edit.start + len(edit.before)
        if low >= 0 and not (edit.start < high and low < end):
            return group, i, j
        low, high = (edit.start if low < 0 else low), max(high, end)
        if first:
            group.ones.append(i)
            i += 1
        else:
            group.twos.append(j)
            j += 1


def _joined(firsts: list[Edit], lasts: list[Edit], shift: int) -> Edit:
    """One edit for a stretch that both passes touched; ``firsts`` are inverted (they lead back)."""
    both = sorted([*firsts, *lasts], key=_order)
    low = both[0].start
    middle = [""] * (max(e.start + len(e.before) for e in both) - low)
    for edit in both:
        middle[edit.start - low : edit.start - low + len(edit.before)] = edit.before
    text = "".join(middle)
    before = replay(text, [replace(e, start=e.start - low) for e in firsts])
    after = replay(text, [replace(e, start=e.start - low) for e in lasts])
    names = dict.fromkeys(e.rule for e in (*firsts, *lasts))
    return replace(
        lasts[-1],
        rule="+".join(names),
        start=low - shift,
        before=before,
        after=after,
        certainty=max((e.certainty for e in both), key=lambda c: _RANK[c]),
        alternatives=(),
        why="; ".join(dict.fromkeys(e.why for e in (*firsts, *lasts) if e.why)),
    )


def origin(position: int, edits: Iterable[Edit]) -> int:
    """Where a position (characters) of a pass's output stood in its input; the start of the edit that made it.

    >>> origin(1, [Edit("repair", "gloss", None, 1, "(yī)", "", "exact")])
    5
    """
    shift = 0
    for edit in _changes(edits):
        if edit.start + shift + len(edit.after) > position:
            return min(edit.start, position - shift)
        shift += len(edit.after) - len(edit.before)
    return position - shift
