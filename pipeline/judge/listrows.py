"""The rows of a list of titles: what stands between two of them and comes back at the same places in row after row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from ..late import late
from .records import is_stamp
from .sheet import Sheet
from .tablelines import with_whole_lines
from .titles import GAP, Key, Title
from .words import without_digits

_OFTEN = 0.3
"""share of the rows that have a block at a place, from which it is of the row: not every thread has an excerpt"""
_SAME = 0.5
"""share of the rows that say the same, digits apart, from which it is a button or the same name everywhere"""
_AROUND = 12
"""characters that a link to go on has around the title: 继续阅读“…”"""
_SUBHEAD = 30
"""characters that a heading between rows has at most"""
_WORD = 2
"""letters of a word at least"""
_SAYS = late(r"\d{1,2}[-/.:月]\d{1,2}日?|[¥$€] ?\d[\d.,]*|\d[\d.,]* ?元")
"""a day, an hour or a price without more"""


def rows_of(sheet: Sheet, group: Sequence[Title], ruled: Sequence[str], keys: Sequence[Key]) -> frozenset[int]:
    """The blocks of a list: its titles, and what comes back between them."""
    titles = [one.row for one in group]
    gaps = [range(before + 1, after) for before, after in pairwise(titles) if 1 < after - before <= GAP]
    widest = max(map(len, gaps), default=0)
    ends = (
        range(max(0, titles[0] - widest), titles[0]),
        range(titles[-1] + 1, min(len(sheet), titles[-1] + widest + 1)),
    )
    counts = Counter(key for gap in gaps for key in {keys[sheet.seat[row]] for row in gap})
    of_row = {key for key, count in counts.items() if count >= _OFTEN * len(titles)}
    between = [row for gap in (*gaps, *ends) for row in gap if keys[sheet.seat[row]] in of_row]
    said = Counter(_said(sheet, row) for row in between)
    found = {row for row in between if sheet[row].kind == "cell" or not _is_button(sheet, row, said, len(titles))}
    found.update(titles)
    found.difference_update(_repeating(sheet, found, group))
    return frozenset(with_whole_lines(sheet, found.union(_between(sheet, found, ruled)), titles))


def _repeating(sheet: Sheet, found: Collection[int], group: Sequence[Title]) -> Iterable[int]:
    """Links to go on that say the row's title once more."""
    ends = [*[following.row for following in group[1:]], len(sheet)]
    for one, end in [(one, end) for one, end in zip(group, ends, strict=True) if end - one.row > 1]:
        for row in range(one.row + 1, min(end, one.row + GAP)):
            if row in found and 0 < len(sheet.texts[row]) - len(one.words) <= _AROUND and one.words in sheet.texts[row]:
                yield row


def _said(sheet: Sheet, row: int) -> str:
    return without_digits(sheet.folded[row])


def _is_button(sheet: Sheet, row: int, said: Counter[str], number: int) -> bool:
    """Whether a block of a row is the same everywhere, or a bare number."""
    words = _said(sheet, row)
    if is_stamp(sheet.folded[row]) or _SAYS.fullmatch(sheet.folded[row]):
        return False
    return _is_bare(words) or said[words] >= _SAME * number


def _is_bare(words: str) -> bool:
    """Whether it holds less than a word."""
    return sum(map(str.isalpha, words)) < _WORD


def _between(sheet: Sheet, found: Iterable[int], ruled: Sequence[str]) -> Iterable[int]:
    """Headings between the rows."""
    rows = sorted(found)
    for before, after in [ends for ends in pairwise(rows) if 1 < ends[1] - ends[0] <= 3]:
        for row in range(before + 1, after):
            block = sheet[row]
            is_alone = after - before == 2 and not block.link_chars
            if (
                (block.kind == "h" or is_alone)
                and not _is_bare(block.text)
                and not ruled[row]
                and len(block.text) <= _SUBHEAD
            ):
                yield row
