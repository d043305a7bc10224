"""How the lines of a page follow each other: runs of prose, runs of short lines, lines that alternate.

An article is one run of sentences; teasers are many short ones, or a headline and a sentence by turns; menus and
rankings are runs of short lines. This needs no markup, so it is most of what a plain text shows of its layout.
"""

from __future__ import annotations

from array import array

from .arrays import Sums, log_count
from .columns import Table
from .measures import Measure, Measures

_GAPS = (1, 4)
"""blocks between two sentences, at most, that are still one run: none but a heading, or a picture's lines"""
_PROSE, _SHORT = 15, 30
"""characters: a sentence has at least as many, a short line fewer"""
_DATE = 3
"""digits that a short line with a date has at least"""
_NEAR = 3
"""lines to each side that count as near"""
RUNS = tuple(
    f"run {gap}: {what}" for gap in _GAPS for what in ("share of prose", "is best", "before best", "after best")
)
LINES = ("short run", "short run before", "short run after", "alternates", "dated lines within 3")


def is_sentence(block: Measure) -> bool:
    """Whether a line is prose."""
    ends = block.ends or block.stop + block.comma > 1
    return block.length >= _PROSE and ends and 2 * block.links < block.length


def is_short(block: Measure) -> bool:
    """Whether it is a short line, of a menu or a ranking."""
    return block.length < _SHORT and not block.ends


class Run:
    """Sentences that follow each other."""

    def __init__(self, row: int):
        self.first = self.last = row
        self.length = 0

    def add(self, block: Measure) -> None:
        """One more sentence."""
        self.last = block.row
        self.length += block.length


class Runs:
    """The runs of a page, in which at most ``gap`` other blocks stand between two sentences."""

    def __init__(self, page: Measures, gap: int):
        self.length = 0
        self.best: Run | None = None
        """the one with the most characters, the first of equals"""
        self.inside: list[Run | None] = []
        """the run that a block stands in"""
        self._find(page, gap)

    def _find(self, page: Measures, gap: int) -> None:
        run: Run | None = None
        for block in page.blocks:
            self.inside.append(None)
            if is_sentence(block):
                if run is None or block.row - run.last > gap + 1:
                    run = Run(block.row)
                for row in range(run.last, block.row + 1):
                    self.inside[row] = run
                run.add(block)
                self.length += block.length
        for run in self.inside:
            if run is not None and (self.best is None or run.length > self.best.length):
                self.best = run


def write_runs(table: Table, page: Measures) -> None:
    """``RUNS``: the run's share of all prose, whether it is the largest, and how far before or after that one a block stands."""
    each = [Runs(page, gap) for gap in _GAPS]
    for row in range(len(page.blocks)):
        table.go_to(row)
        for runs in each:
            run, best = runs.inside[row], runs.best
            table.put(run.length / runs.length if run is not None else 0)
            table.put(run is not None and run is best)
            table.put(log_count(max(best.first - row, 0)) if best is not None else 0)
            table.put(log_count(max(row - best.last, 0)) if best is not None else 0)


def write_lines(table: Table, page: Measures) -> None:
    """``LINES``: how many short lines stand in a row here, or end before it, or begin after it; lines that alternate; dates."""
    lengths = _short_runs(page)
    dated = Sums(len(page.blocks))
    for block in page.blocks:
        dated.add(block.digit >= _DATE and block.length <= _SHORT)
    for block in page.blocks:
        row, short = block.row, lengths[block.row + 1]
        table.go_to(row)
        table.put(log_count(short))
        table.put(0 if short else log_count(lengths[row]))
        table.put(0 if short else log_count(lengths[row + 2]))
        table.put(_alternation(page.blocks, row))
        table.put(dated.within(row, _NEAR))


def _short_runs(page: Measures) -> array[int]:
    """For each short line how many stand in a row there, 0 for the others; a 0 before the first and behind the last."""
    lengths = array("i", (0,)) * (len(page.blocks) + 2)
    for block in page.blocks:
        if is_short(block):
            lengths[block.row + 1] = lengths[block.row] + 1
    for row in range(len(page.blocks), 0, -1):
        if lengths[row] and lengths[row + 1]:
            lengths[row] = lengths[row + 1]
    return lengths


def _alternation(blocks: list[Measure], row: int) -> float:
    """How much more a block is like the one after next than like the next, around here."""
    more = 0.0
    for at in range(max(row - _NEAR, 0), min(row + _NEAR + 1, len(blocks) - 2)):
        one, following, other = blocks[at], blocks[at + 1], blocks[at + 2]
        more += abs(following.log_length - one.log_length) - abs(other.log_length - one.log_length)
    return more / (2 * _NEAR + 1)
