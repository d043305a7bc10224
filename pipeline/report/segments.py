"""The edits of several stages laid over one text, so that before and after can stand side by side.

A block's text starts as one unchanged segment. Each stage's edits split it: what they touch becomes a segment with
its own ``before`` and ``after``. Where a later stage touches what an earlier one changed, both are kept in one
segment, with both edits. Joined, the ``before`` of all segments is what came in, the ``after`` what goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..edits import replay
from ..errors import AuditError
from ..types import Edit


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, as it came in and as it goes out."""

    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    """what changed it, in the order of the stages"""
    notes: tuple[Edit, ...] = ()
    """flagged: what was reported of it and left"""


def layer(segments: Sequence[Segment], edits: Iterable[Edit]) -> list[Segment]:
    """Lay one stage's edits over the segments; ``start`` counts in the joined ``after``.

    >>> from pipeline.types import Edit
    >>> first = layer([Segment("醫(yī)院", "醫(yī)院")], [Edit("repair", "gloss", None, 1, "(yī)", "", "exact")])
    >>> both = layer(first, [Edit("simplify", "t2s", 0, 0, "醫", "医", "exact")])
    >>> [(s.before, s.after, len(s.edits)) for s in both]
    [('醫', '医', 1), ('(yī)', '', 1), ('院', '院', 0)]

    Raises AuditError if an edit does not fit the text.
    """
    edits = sorted(edits, key=lambda edit: (edit.start, len(edit.before)))
    noted = _note(segments, [edit for edit in edits if edit.certainty == "flagged"])
    return _change(noted, [edit for edit in edits if edit.certainty != "flagged"])


class _Walk:
    """A walk over segments, counted in what they become."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.waiting = list(reversed(segments))
        self.done: list[Segment] = []
        self.at = 0

    def advance(self, position: int) -> None:
        """Pass what ends before ``position``, splitting an unchanged segment there; a changed one is not split."""
        while self.waiting and self.at < position:
            segment = self.waiting[-1]
            room = position - self.at
            if len(segment.after) > room:
                if segment.edits:
                    return
                self.waiting[-1:] = [_cut(segment, room, None), _cut(segment, 0, room)]
                continue
            self.done.append(self.waiting.pop())
            self.at += len(segment.after)

    def take(self, position: int) -> list[Segment]:
        """Take what reaches up to ``position``, whole where it was changed."""
        begun = len(self.done)
        self.advance(position)
        if self.waiting and self.at < position:  # a changed segment goes beyond
            self.at += len(self.waiting[-1].after)
            self.done.append(self.waiting.pop())
        taken = self.done[begun:]
        del self.done[begun:]
        return taken

    def rest(self) -> list[Segment]:
        """All segments, those not passed yet included."""
        return [*self.done, *reversed(self.waiting)]


def _cut(segment: Segment, start: int, stop: int | None) -> Segment:
    return replace(segment, before=segment.before[start:stop], after=segment.after[start:stop])


def _note(segments: Sequence[Segment], notes: Sequence[Edit]) -> list[Segment]:
    """Hang notes on what they speak of; the text stays as it is. Of notes that overlap, each later part is left out."""
    walk = _Walk(segments)
    for note in notes:
        walk.advance(note.start)
        taken = walk.take(note.start + max(len(note.before), 1))
        walk.done += [replace(segment, notes=(*segment.notes, note)) for segment in taken]
    return walk.rest()


def _change(segments: Sequence[Segment], edits: Sequence[Edit]) -> list[Segment]:
    """Apply edits; each group of edits that touch one changed segment becomes one segment."""
    walk = _Walk(segments)
    i = 0
    while i < len(edits):
        walk.advance(edits[i].start)
        low, group, taken = walk.at, [edits[i]], list[Segment]()
        while True:
            taken += walk.take(group[-1].start + len(group[-1].before))
            i += 1
            if i >= len(edits) or edits[i].start >= walk.at:
                break
            group.append(edits[i])
        walk.done.append(_merge(taken, group, low))
    return walk.rest()


def _merge(taken: Sequence[Segment], group: Sequence[Edit], low: int) -> Segment:
    text = "".join(segment.after for segment in taken)
    if any(edit.start < low for edit in group):
        raise AuditError(f"the edits of {group[0].stage} overlap at {group[0].start}")
    earlier = tuple(edit for segment in taken for edit in segment.edits)
    return Segment(
        before="".join(segment.before for segment in taken),
        after=replay(text, [replace(edit, start=edit.start - low) for edit in group]),
        edits=(*earlier, *group),
        notes=tuple(dict.fromkeys(note for segment in taken for note in segment.notes)),
    )
