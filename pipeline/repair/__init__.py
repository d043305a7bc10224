"""Stage 2: the damage of the page's text undone, exactly where the bytes decide it, never silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..types import Edit, Kind, Options, Source
from .blanks import undo_blanks
from .characters import undo_characters
from .entities import undo_entities
from .marks import undo_marks
from .mojibake import undo_mojibake
from .rewrite import then
from .signs import passes_for
from .tears import shows_gloss

ROUNDS = 4
"""Rounds of all passes at the most; damage under damage was never seen deeper than one."""

_AS_TEXT = Options(kind="text")

Pass = Callable[[str, Kind, Options], tuple[str, tuple[Edit, ...]]]


def undo_glosses(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """See ``gloss.undo_glosses``: imported when a page needs it, one in a hundred."""
    from .gloss import undo_glosses as undo

    return undo(text, kind, options)


PASSES: tuple[tuple[str, Pass], ...] = (
    ("mark", undo_marks),
    ("blank", undo_blanks),
    ("mojibake", undo_mojibake),
    ("gloss", undo_glosses),
    ("entity", undo_entities),
    ("character", undo_characters),
)
"""The passes in their order; each counts positions in what the one before left."""
SMALL = ("entity", "character")
"""The passes over what is small; what they take out can have hidden other damage."""
GLOSS_FIRST = (*PASSES[:2], PASSES[3], PASSES[2], *PASSES[4:])
"""The order where a gloss shows its tone: what is read rightly was put in after every confusion of encodings, so it goes first;
its torn stretches look like mojibake, and the search for that would be the longer one."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text without its damage, and the changes that made it so."""

    text: str
    edits: tuple[Edit, ...] = ()


def repair(source: Source, options: Options) -> tuple[Source, tuple[Edit, ...]]:
    """The page with its text repaired; ``start`` of the edits counts characters of the page received."""
    done = _run(source.text, source.kind, options)
    return source if done.text is source.text else replace(source, text=done.text), done.edits


def repair_text(text: str) -> Repaired:
    """A plain text without the damage of mirrors and decoders; undamaged text comes back as it is.

    >>> repair_text("獎?wù)?rdquo;").text
    '獎章”'
    >>> repair_text("亳(bó)州").text
    '亳(bó)州'
    """
    return _run(text, "text", _AS_TEXT)


def _run(text: str, kind: Kind, options: Options) -> Repaired:
    edits: tuple[Edit, ...] = ()
    needed = passes_for(text, kind)
    if not needed:
        return Repaired(text)
    order = GLOSS_FIRST if "gloss" in needed and shows_gloss(text) else PASSES
    for number in range(ROUNDS):
        again = False
        for name, undo in order:
            if name not in needed:
                continue
            before, (text, found) = text, undo(text, kind, options)
            found = tuple(e for e in found if not number or e.certainty != "flagged")  # flags of the first round stay
            if found:
                edits = then(edits, found)
                needed = passes_for(text, kind)
                # an entity, or confused letters, with a control character inside show only once that is gone
                again |= name in SMALL and text != before
        if not again:
            break
    return Repaired(text, edits)
