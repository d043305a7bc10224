"""How the lines of a page follow each other: runs of prose, runs of short lines, lines that alternate.

An article is one run of sentences; teasers are many short ones, or a headline and a sentence by turns; menus and
rankings are runs of short lines. This needs no markup, so it is most of what a plain text shows of its layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .arrays import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Bools = NDArray[np.bool_]

_GAPS = (1, 4)
"""blocks between two sentences, at most, that are still one run: none but a heading, or a picture's lines"""
_PROSE, _SHORT = 15, 30
"""characters: a sentence has at least as many, a short line fewer"""
_DATE = 3
"""digits that a short line with a date has at least"""
_NEAR = 3
"""lines to each side that count as near"""
NAMES = (
    *(f"run {gap}: {what}" for gap in _GAPS for what in ("share of prose", "is best", "before best", "after best")),
    "short run", "short run before", "short run after", "alternates", "dated lines within 3",
)  # fmt: skip


def describe_runs(length: Floats, prose: Bools, short: Bools, digits: Floats) -> list[Floats]:
    """A column for each of ``NAMES``; ``prose`` and ``short`` say which blocks are sentences and short lines."""
    import numpy as np

    found = [column for gap in _GAPS for column in _prose_runs(length, prose, gap)]
    runs = _lengths(short)
    before = np.concatenate([[0.0], runs[:-1]]) * ~short
    after = np.concatenate([runs[1:], [0.0]]) * ~short
    found += [np.log1p(one) for one in (runs, before, after)]
    found.append(_alternation(np.log1p(length)))
    found.append(_around(((digits >= _DATE) & (length <= _SHORT)).astype(np.float32)))
    return [column.astype(np.float32) for column in found]


def _prose_runs(length: Floats, prose: Bools, gap: int) -> list[Floats]:
    """The run's share of all prose, whether it is the largest, and how far before or after that one a block stands."""
    import numpy as np

    rows = np.arange(len(length))
    hits = np.flatnonzero(prose)
    if not len(hits):
        return [np.zeros(len(length), np.float32)] * 4
    run = np.concatenate([[0], np.cumsum(np.diff(hits) > gap + 1)])
    mass = np.bincount(run, length[hits])
    starts = hits[np.concatenate([[0], np.flatnonzero(np.diff(run)) + 1])]
    ends = hits[np.concatenate([np.flatnonzero(np.diff(run)), [len(run) - 1]])]
    own = np.maximum(np.searchsorted(starts, rows, "right") - 1, 0)
    inside = (rows >= starts[own]) & (rows <= ends[own])
    best = int(mass.argmax())
    return [
        np.where(inside, mass[own] / mass.sum(), 0),
        (inside & (own == best)).astype(np.float32),
        np.log1p(np.maximum(starts[best] - rows, 0)),
        np.log1p(np.maximum(rows - ends[best], 0)),
    ]


def _lengths(hits: Bools) -> Floats:
    """For each hit how many stand in a row there, 0 for the others."""
    import numpy as np

    changes = np.flatnonzero(np.diff(np.concatenate([[0], hits.astype(np.int8), [0]])))
    sizes = np.diff(changes)[::2]
    lengths = np.zeros(len(hits), np.float64)
    lengths[hits] = np.repeat(sizes, sizes)
    return lengths


def _alternation(size: Floats) -> Floats:
    """How much more a block is like the one after next than like the next, around here."""
    import numpy as np

    if len(size) < 3:
        return np.zeros_like(size)
    step, leap = np.abs(np.diff(size)), np.abs(size[2:] - size[:-2])
    ahead = np.zeros_like(size)
    ahead[:-2] = step[:-1] - leap
    return _around(ahead) / (2 * _NEAR + 1)


def _around(values: Floats) -> Floats:
    """The sum over the lines near each one."""
    found: Floats = windows(values[None, :], (_NEAR,))[0][0]
    return found


def sentences(length: Floats, ends: Bools, marks: Floats, linked: Floats) -> tuple[Bools, Bools]:
    """Which blocks are prose, and which are short lines."""
    plain = linked < 0.5 * length
    return (length >= _PROSE) & (ends | (marks > 1)) & plain, (length < _SHORT) & ~ends
