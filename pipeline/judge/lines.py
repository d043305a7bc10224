"""What the model sees of a plain text's lines, beyond what it sees of blocks: all that is left of a layout is the order of the lines.

The columns stand before those of ``features.py``. They are not computed for HTML, where the markup says more: there they
gained nothing on the 329 dev pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ..late import late
from ..types import Block, Head
from . import echoes, features, records, runs
from .arrays import Distances, log_count
from .columns import Table
from .measures import Measures
from .sheet import Sheet

_CRUMB = late(r"(?:>|»|/|-) ?正文$|^(?:您|你|当前|现在)?.{0,6}位置|^首页 ?[>»]|[>»][^>»]{1,20}[>»]")
_CRUMB_CHARS = 60
"""folded characters that a breadcrumb has at most"""
_CUT = ("...", "…", "..")
"""how a teaser ends that was cut off"""
MARKS = (
    "ends in dots",
    "since crumb",
    "until crumb",
    "prose before",
    "since stamp",
    "until stamp",
    "page: stamps",
    "is a stamp",
)
NAMES = (*runs.RUNS, *runs.LINES, *echoes.ECHOES, *MARKS)


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a text's lines, and those of blocks behind them."""
    sheet = Sheet.of(blocks)
    page = features.measure(sheet, head, topics)
    table = Table((*NAMES, *features.names()), len(sheet), features.SHARED)
    features.write(
        table,
        page,
        (
            (runs.RUNS, runs.write_runs),
            (runs.LINES, runs.write_lines),
            (echoes.ECHOES, partial(echoes.write_echoes, texts=sheet.folded)),
            (MARKS, partial(write_marks, texts=sheet.folded)),
            *features.families(),
        ),
    )
    return table


def write_marks(table: Table, page: Measures, texts: Sequence[str]) -> None:
    """``MARKS``: teasers that were cut off, breadcrumbs, stamps, and how much of the prose stands before a line."""
    crumbs, stamps = _marked(texts, _is_crumb), _marked(texts, records.is_stamp)
    from_crumb, from_stamp = Distances(crumbs), Distances(stamps)
    prose = [block.length if runs.is_sentence(block) else 0 for block in page.blocks]
    whole, before, count = max(sum(prose), 1), 0, sum(stamps)
    for row, text in enumerate(texts):
        table.go_to(row)
        table.put(text.endswith(_CUT))
        table.put(log_count(from_crumb.since(row)))
        table.put(log_count(from_crumb.until(row)))
        table.put(before / whole)
        table.put(log_count(from_stamp.since(row)))
        table.put(log_count(from_stamp.until(row)))
        table.put(log_count(count))
        table.put(stamps[row])
        before += prose[row]


def _is_crumb(text: str) -> bool:
    return len(text) <= _CRUMB_CHARS and _CRUMB.search(text) is not None


def _marked(texts: Sequence[str], is_mark: Callable[[str], bool]) -> bytes:
    return bytes([is_mark(text) for text in texts])
