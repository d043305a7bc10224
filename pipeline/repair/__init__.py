"""Stage 2: the damage of the page's text undone, exactly where the bytes decide it, never silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..edits import compose
from ..types import Edit, Kind, Options, Source
from .characters import undo_characters
from .entities import undo_entities
from .mojibake import undo_mojibake
from .signs import passes_for

Pass = Callable[[str, Kind, Options], tuple[str, tuple[Edit, ...]]]


def undo_glosses(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """See ``gloss.undo_glosses``: imported when a page needs it, one in a hundred."""
    from .gloss import undo_glosses as undo

    return undo(text, kind, options)


PASSES: tuple[tuple[str, Pass], ...] = (
    ("mojibake", undo_mojibake),
    ("gloss", undo_glosses),
    ("entity", undo_entities),
    ("character", undo_characters),
)
"""The passes in their order; each counts positions in what the one before left."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text without its damage, and the changes that made it so."""

    text: str
    edits: tuple[Edit, ...] = ()


def repair(source: Source, options: Options) -> tuple[Source, tuple[Edit, ...]]:
    """The page with its text repaired; ``start`` of the edits counts characters of the page received."""
    done = _run(source.text, source.kind, options)
    return replace(source, text=done.text), done.edits


def repair_text(text: str) -> Repaired:
    """A plain text without the damage of mirrors and decoders; undamaged text comes back as it is.

    >>> repair_text("獎?wù)?rdquo;").text
    '獎章”'
    >>> repair_text("亳(bó)州").text
    '亳(bó)州'
    """
    return _run(text, "text", Options(kind="text"))


def _run(text: str, kind: Kind, options: Options) -> Repaired:
    edits: tuple[Edit, ...] = ()
    needed = passes_for(text, kind)
    for name, undo in PASSES:
        if name not in needed:
            continue
        text, found = undo(text, kind, options)
        if found:
            edits = tuple(compose(edits, found)) if edits else found
            needed = passes_for(text, kind)
    return Repaired(text, edits)
