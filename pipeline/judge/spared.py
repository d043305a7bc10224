"""What stays although a rule or the model takes it, alone, for furniture: its neighbours show that it is text.

Cells of a data table (a column of dates is no row of bylines), addresses and numbers inside a notice, the date below
the signature of a notice or a letter, code between two paragraphs, and the short items of a numbered series in a text without markup,
a list that the line above announces, the heading right above a text, a table right below one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from ..late import late
from ..types import Block, Evidence
from .model import score_of
from .prose import FULL_STOP, is_prose
from .records import is_stamp
from .sheet import Sheet
from .wholes import tables

_CONTACT, _TIMES = "footer/contact", "bylines/time-source"
_OF_ONE_LINE = ("bylines/", "navigation/", _CONTACT)
"""rules that know a line by its form; what they mean in a table is for its heads to say"""
_HIT = 0.6
"""share of a table's cells that such rules hit at most: dates and sources in two columns of four, and a row of heads"""
DAY = r"((?:19|20)\d\d) ?[-年/.] ?(\d{1,2}) ?[-月/.] ?(\d{1,2}) ?日?"
"""what rules call {day}, its numbers as groups; a test holds them alike"""
_DATE = late(DAY)
_SIGNATURE = 40
"""folded characters of the line above such a date at most, which names who signs; the longest of 12 notices had 26"""

_NUMBERED = late(r"([(]?)(\d{1,2})([.、)])(?![\d.])|([(]?)([一二三四五六七八九十]|十[一二三四五六七八九])([、)])")
_HAN_DIGITS = "十一二三四五六七八九"
_BEGUN, _ITEM = 2, 30
"""items that stay one after the other, from which the rest does (polls and terms below an article have one by mistake), and lines of an item
at most"""

_SKIPPED = 2
"""numbers from one item that stays to another, from which what stands between them does, too"""
_ANNOUNCEMENT, _OF_LINKS = 8, 20
"""folded characters of such a line at least, above a list of words and above one of links; heads of furniture (相关链接:) are shorter"""
_OF_HEADINGS, _OWN_BUTTONS = ("widgets/edit-section", "widgets/entry-card"), 2
"""rules that know the buttons beside a heading of an encyclopaedia, and how many there are at most"""
_HELD = 3
"""lines that stay in an element from which it holds the article"""
OFFICE = late(
    r"(?:政府|委员会|办公室|公司|中心|集团|银行|大学|学院|法院|[局厅部处院会署司社团所站馆]|[小中]学|幼儿园)$"
)
"""how the names of offices end"""


def spared(blocks: Sequence[Block], modelled: Mapping[int, tuple[str, Evidence]], ruled: Mapping[int, str]) -> set[int]:
    """The indexes of such blocks.

    ``modelled``: by index what the model drops; ``ruled``: by index the id of the rule that drops.
    """
    sheet = Sheet.of(blocks)
    code = {*_code(blocks, modelled, ruled), *_series(blocks, modelled, ruled), *_announced(sheet, modelled, ruled)}
    code.update(_tables(sheet, modelled, ruled))
    code.update(_sentences(sheet, modelled, ruled, code))
    code.update(_headings(sheet, modelled, ruled, code))
    hits = {index for index, rule in ruled.items() if rule.startswith(_OF_ONE_LINE)}
    if not hits:
        return code
    found = (_cells(blocks, modelled, hits), _contacts(blocks, modelled, ruled), _dates(blocks, modelled, ruled))
    return code.union(*found)


def _code(blocks: Sequence[Block], modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterable[int]:
    """Code that only the model drops, between text that it keeps: to the model three short lines are a menu."""
    waiting: list[int] = []
    follows_text = False
    for block in blocks if "pre" in Sheet.of(blocks).all_kinds else ():
        if block.index in ruled:
            continue
        if block.kind == "pre" and block.index in modelled:
            waiting.append(block.index)
            continue
        is_text = block.index not in modelled
        yield from waiting if follows_text and is_text else ()
        follows_text, waiting = is_text, []


def _series(blocks: Sequence[Block], modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterable[int]:
    """The rest of a numbered series of a plain text whose beginning stays, with the prose below it: to the model its short items
    are a menu."""
    views = Sheet.of(blocks).folded
    last: dict[str, tuple[int, int, int]] = {}
    spared_to = 0
    for row, view in enumerate(views if blocks[0].kind == "line" and modelled else ()):
        if not (numbered := _numbered(view)) or blocks[row].index in ruled:
            continue
        style, number = numbered
        before, since, kept = last.get(style, (0, row, 0))
        if blocks[row].index not in modelled:
            if kept and before < number <= before + _SKIPPED and row - since <= _ITEM:
                yield from (block.index for block in blocks[since : row + 1] if block.index not in ruled)
            last[style] = number, row, kept + 1 if number == before + 1 else 1
        elif number == before + 1 and kept >= _BEGUN and row - since <= _ITEM:
            yield from (block.index for block in blocks[since : row + 1] if block.index not in ruled)
            last[style], spared_to = (number, row, kept), row
        elif number <= before:
            last.pop(style, None)  # another list, as of what is read most
    below = blocks[spared_to + 1 : spared_to + 1 + _ITEM] if spared_to else ()
    item = list(takewhile(lambda block: block.index not in ruled, below))
    prose = [at for at, block in enumerate(item) if is_prose(views[spared_to + 1 + at])]
    if prose:
        yield from (block.index for block in item[: prose[-1] + 1])


def _numbered(line: str) -> tuple[str, int] | None:
    """How an item of a series is numbered, and its number.

    >>> _numbered("2.登记"), _numbered("(十二)办法"), _numbered("三、时间"), _numbered("2.5 倍")
    (('.', 2), ('一(', 12), ('一、', 3), None)
    """
    match = _NUMBERED.match(line)
    if not match:
        return None
    if match[2]:
        return match[1] or match[3], int(match[2])
    last = _HAN_DIGITS.index(match[5][-1])
    return "一" + (match[4] or match[6]), last + 10 if match[5][0] == "十" else last


def _announced(sheet: Sheet, modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterable[int]:
    """The items of a list that the kept line right above it, at the same place of the markup, announces: it ends with a colon."""
    for rows in sheet.lists.values() if modelled else ():
        above = rows[0] - 1
        if above < 0 or sheet[above].index in modelled or sheet[above].index in ruled:
            continue
        line, around = sheet.folded[above], sheet[above].around
        linked = sum([sheet.link_chars[row] for row in rows]) * 2 > sum([sheet.chars[row] for row in rows])
        least = _OF_LINKS if linked else _ANNOUNCEMENT
        if line[-1:] == ":" and len(line) >= least and around[-2:-1] and around[-2] in sheet[rows[0]].around:
            yield from (sheet[row].index for row in rows if sheet[row].index not in ruled)


def _headings(
    sheet: Sheet, modelled: Mapping[int, object], ruled: Mapping[int, str], stays: Collection[int]
) -> Iterable[int]:
    """A heading right above a text that stays, both in one element: it is that text's. Buttons of its own may stand between."""
    if "h" not in sheet.all_kinds or not modelled:
        return
    for row, kind in enumerate(sheet.kinds[:-1]):
        if kind == "h" and sheet[row].index in modelled and sheet[row].index not in ruled:
            next_rows = range(row + 1, min(row + 2 + _OWN_BUTTONS, len(sheet)))
            at = next((one for one in next_rows if ruled.get(sheet[one].index) not in _OF_HEADINGS), row + 1)
            below = sheet[at]
            if below.kind == "h" or below.index in ruled or (below.index in modelled and below.index not in stays):
                continue
            leads = sheet.link_chars[row] * 2 > sheet.chars[row]
            if _stand_together(sheet[row], below) and not (leads or is_stamp(sheet.folded[row])):
                yield sheet[row].index


def _stand_together(heading: Block, below: Block) -> bool:
    """Whether the element around a heading holds the block below it, or holds the heading alone, beside that block."""
    around = heading.around[:-1]
    if around and around[-1] in below.around:
        return True
    return len(around) > 1 and around[-2:-1] == below.around[-2:-1]


def _tables(sheet: Sheet, modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterator[int]:
    """A table without links right below a line that stays, and the sentence below it, all in an element that holds more such lines."""
    if "cell" not in sheet.all_kinds or not modelled:
        return
    stays = [block.index not in modelled and block.index not in ruled for block in sheet]
    held = Counter(block.around[-2] for block, keep in zip(sheet, stays, strict=True) if keep and block.around[-2:-1])
    for rows in tables(sheet):
        above, below = rows[0] - 1, rows[-1] + 1
        if above < 0 or not stays[above] or any(sheet.link_chars[row] for row in rows):
            continue
        parent = sheet[above].around[-2:-1]
        if not parent or held[parent[0]] < _HELD or any(parent[0] not in sheet[row].around for row in rows):
            continue
        yield from (sheet[row].index for row in rows)
        if below < len(sheet) and sheet[below].around[-2:-1] == parent and sheet.folded[below].endswith(FULL_STOP):
            yield sheet[below].index


def _sentences(
    sheet: Sheet, modelled: Mapping[int, tuple[str, Evidence]], ruled: Mapping[int, str], stays: Collection[int]
) -> Iterator[int]:
    """A sentence that the model takes for text, and drops for what stands around it, in an element that holds more lines that stay."""
    if sheet.kinds[0] == "line" or not modelled:
        return
    doubted = [
        block
        for block in sheet
        if block.index in modelled and block.index not in ruled and block.folded.endswith(FULL_STOP)
    ]
    doubted = [block for block in doubted if score_of(modelled[block.index][1]) > 0 and block.around[-2:-1]]
    kept = [one for one in sheet if one.index not in ruled and (one.index not in modelled or one.index in stays)]
    held = Counter(element for one in kept for element in one.around) if doubted else Counter[int]()
    yield from (block.index for block in doubted if held[block.around[-2]] >= _HELD)


def _cells(blocks: Sequence[Block], modelled: Mapping[int, object], hits: set[int]) -> Iterable[int]:
    """Cells of the tables that the model keeps whole and rules hardly touch."""
    if not any(part.tag == "table" for block in blocks if block.index in hits for part in block.within):
        return
    for rows in tables(blocks):
        cells = [blocks[row] for row in rows]
        hit = [cell.index for cell in cells if cell.index in hits]
        if not 0 < len(hit) <= len(cells) * _HIT or any(cell.index in modelled for cell in cells):
            continue
        if len({part.id for cell in cells for part in cell.within if part.tag == "tr"}) > 1:
            yield from hit


def _contacts(blocks: Sequence[Block], modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterable[int]:
    """Addresses and numbers between lines that stay, all at one place of the markup: whom to ask, as notices end."""
    for row in range(1, len(blocks) if _CONTACT in ruled.values() else 0):
        if ruled.get(blocks[row].index) != _CONTACT or ruled.get(blocks[row - 1].index) == _CONTACT:
            continue
        end = row
        while end < len(blocks) and ruled.get(blocks[end].index) == _CONTACT:
            end += 1
        around = blocks[row - 1 : end + 1]
        ends = (around[0], around[-1])
        if end == len(blocks) or any(block.index in modelled or block.index in ruled for block in ends):
            continue
        if ends[0].kind != "h" and len({(block.path, block.cues) for block in around}) == 1:
            yield from (block.index for block in blocks[row:end])


def _dates(blocks: Sequence[Block], modelled: Mapping[int, object], ruled: Mapping[int, str]) -> Iterable[int]:
    """A date alone, right below a short line at the same place of the markup, below prose: who signs, and when."""
    views, prose, last = Sheet.of(blocks).folded, False, -1
    times = {index for index, rule in ruled.items() if rule == _TIMES}
    dates = {
        row for row, block in enumerate(blocks if times else ()) if block.index in times and _DATE.fullmatch(views[row])
    }
    for row, block in enumerate(blocks[: max(dates) + 1] if dates else ()):
        if prose and row in dates:
            above, signer = blocks[row - 1], views[row - 1]
            # to the model alone the signature of an office is a line of the site's foot
            signed = last == row - 1 or (last == row - 2 and OFFICE.search(signer) and above.index not in ruled)
            if signed and above.kind != "h" and above.path == block.path and _is_signature(signer):
                yield from (above.index, block.index)
        if block.index not in modelled and block.index not in ruled:
            last, prose = row, prose or is_prose(views[row])


def _is_signature(line: str) -> bool:
    return len(line) <= _SIGNATURE and not is_prose(line)
