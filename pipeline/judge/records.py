"""The posts of a thread (``threads.py``).

Forum software prints each post with a stamp: when it was written, or its number. Where blocks at one place of the markup
are stamps, two or more times, the elements around each of them that hold no other are the records. The blocks that stand
under the same class names are one part of the record: the text, the writer, the buttons. Texts differ from record to
record, buttons do not, and the part with most text is the body.

Limits: posts without any stamp, and sites whose class names differ from post to post, are left to the model.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ..late import late
from ..types import Block
from .words import without_digits

_STAMP = late(
    r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}|\d{1,2}[-/月]\d{1,2}日? \d{1,2}:\d\d|\d{1,2}月\d{1,2}日\d{1,2}:\d\d|[昨前今]天 ?\d{1,2}:\d\d"
    r"|\d ?(?:秒|分钟|小时|天|周|星期|个?月|年)(?:以|之)?前|刚刚|(?:^|\s)#\d{1,5}$|^第? ?\d{1,5} ?[楼#]"
    r"|\d ?(?:second|minute|min|hour|hr|day|week|month|mo|year|yr|[hdwy])s?\.? ago"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{1,2}月 ?\d{1,2}, ?(?:19|20)\d\d|\d\d[-/.]\d\d[-/.](?:19|20)\d\d,? \d\d?:\d\d",
    re.IGNORECASE,
)
_MONTH = late(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
_DIGIT, _NOW = re.compile(r"\d"), "刚刚"
"""of which each stamp holds one, and few other lines do"""
_OF_LINKS = "•"
"""how dumps mark an item that is a link"""
_STAMP_CHARS = 70
"""folded characters that a stamp has at most"""
_STAMPS = 3
"""stamps at one place from which they are the software's, not posts that name a date"""
_MOST_RECORDS, _MOST_SETS = 2_000, 50
"""stamps at one place, and places, that are looked at; the rest of a longer thread is left to the model"""
_LEVELS = 8
"""ancestors of a stamp among which its record is; further out it would be half of a page with two stamps"""
_DIFFERS = 0.7
"""share of different texts in a part from which it is written by people; buttons and ranks repeat"""
_OFTEN = 0.4
"""share of the records that hold a part, from which it can be the body; replies to replies are in some only"""
_LINKED = 0.5
"""share of characters in links from which a part leads elsewhere"""
_CARDS, _LABELS = 3, 2
"""records at least in which a line of the software stands, and different labels of a writer's card"""
_NAME, _LABEL = 16, 8
"""folded characters of a writer's name, and of a label with its colon, at most"""
_NUMBER = late(r"\d+")
_FIELDS = late(r"(?:^|\s)([^\s:\d]{1,6}:)")
_OWN_WORDS = 2
"""class names, from the inside, by which stamps are of one kind, too: those of replies to replies have others around"""
_MARKS = late(r"[,。!?;…]")
_PROSE = 0.5
"""share of a part's blocks with a mark between or after sentences, from which it is text beside the body: replies to a reply"""

Record = tuple[int, int, int]
"""row of its stamp, first and last row"""


def is_stamp(folded: str) -> bool:
    """Whether a line says when something was written, or the number of a post.

    >>> is_stamp("发表于 2012-3-4 10:20"), is_stamp("3 天前"), is_stamp("第二天早上")
    (True, True, False)
    """
    if len(folded) > _STAMP_CHARS or not (_DIGIT.search(folded) or _NOW in folded):
        return False
    return _STAMP.search(folded) is not None


def leads_elsewhere(folded: str) -> bool:
    """Whether an item of a list, as a line of a dump, is a link or tells a day, as those of lists of other pages do.

    >>> leads_elsewhere("• 桥头的面馆"), leads_elsewhere("渡口 2021-03-04"), leads_elsewhere("带上雨伞")
    (True, True, False)
    """
    return _OF_LINKS in folded[:4] or is_stamp(folded)


def stamp_form(folded: str) -> str:
    """What a stamp says of the time, without the numbers; how long ago something was is one form.

    >>> stamp_form("小满 发表于 2012-3-4 10:20"), stamp_form("#12 3 天前")
    ('0-0-0', 'ago')
    """
    found = _STAMP.search(folded)
    form = _MONTH.sub("jan", re.sub(r"\d+", "0", found[0])).lower() if found else ""
    return "ago" if form.endswith(("前", "ago", _NOW)) else form


def posts(blocks: Sequence[Block], places: Sequence[Sequence[int]] | None = None) -> tuple[set[int], set[int]]:
    """The rows that are the bodies of records, and those of the software in records whose parts the markup does not tell apart;
    ``places``: the ``stamp_places``, where they are known."""
    bodies: set[int] = set()
    cards: set[int] = set()
    shapes: list[str] = []
    for records in _sets(blocks, places):
        shapes = shapes or [_shape(block.folded) for block in blocks]
        apart = _cards(blocks, records, shapes)
        bodies |= _bodies(blocks, records, apart)
        cards |= apart
    return bodies, cards


def _sets(blocks: Sequence[Block], places: Sequence[Sequence[int]] | None) -> Iterator[list[Record]]:
    """The records around the stamps of each place, two at least."""
    spans = _spans(blocks)
    for rows in stamp_places(blocks) if places is None else places:
        records = list(_records(blocks, rows, spans))
        if len(records) > 1:
            yield records


def stamps(places: Sequence[Sequence[int]]) -> set[int]:
    """The rows of stamps that stand at one place, several together: who wrote when, and lists of other threads."""
    return {row for rows in places if len(rows) >= _STAMPS for row in rows}


def stamp_places(blocks: Sequence[Block]) -> list[list[int]]:
    """The rows of stamps, place by place."""
    places: dict[str, list[int]] = defaultdict(list)
    paths = {block.path for block in blocks}  # a place without class names needs one stamp more
    for row, block in enumerate(blocks):
        if block.around and is_stamp(block.folded):
            cues = without_digits(block.cues)
            for key in {f"{block.path} {cues}", " ".join(cues.split()[-_OWN_WORDS:]), block.path}:
                places[key].append(row)
    sets = sorted((rows for key, rows in places.items() if len(rows) > 1 + (key in paths)), key=len, reverse=True)
    return [rows[:_MOST_RECORDS] for rows in sets[:_MOST_SETS]]


def _spans(blocks: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """First and last row of each element around blocks."""
    spans: dict[int, tuple[int, int]] = {}
    for row, block in enumerate(blocks):
        for one in block.around:
            spans[one] = (spans[one][0], row) if one in spans else (row, row)
    return spans


def _records(blocks: Sequence[Block], rows: Sequence[int], spans: dict[int, tuple[int, int]]) -> Iterable[Record]:
    """For each stamp its record: the widest element around it that holds no other. Of stamps right below each other, the day and the
    number of a post, the first counts."""
    rows = [row for row, above in zip(rows, (-2, *rows), strict=False) if row > above + 1]
    held = Counter(one for row in rows for one in blocks[row].around)
    for row in rows:
        widest = next((one for one in blocks[row].around[-_LEVELS:] if held[one] == 1), None)
        if widest is not None:
            yield row, *spans[widest]


def _bodies(blocks: Sequence[Block], records: Sequence[Record], apart: Collection[int]) -> set[int]:
    """The rows of the part that holds most of the records' own text, and of parts inside it; ``apart``: the rows of the software."""
    rows = [
        [row for row in range(first, last + 1) if row != stamp and row not in apart] for stamp, first, last in records
    ]
    found = _largest(blocks, rows, _part) or _largest(blocks, rows, _own_part)
    return found.union(_alike(blocks, records, found)).difference(apart)


def _largest(blocks: Sequence[Block], records: Sequence[Sequence[int]], part_of: Callable[[Block], str]) -> set[int]:
    """The same of parts told by all class names around a block, or by the nearest; empty if none stands in enough records."""
    parts: dict[str, list[int]] = defaultdict(list)
    holding: Counter[str] = Counter()
    for rows in records:
        own = {row: part_of(blocks[row]) for row in rows}
        for row, part in own.items():
            parts[part].append(row)
        holding.update(set(own.values()))
    candidates = {
        part: rows for part, rows in parts.items() if holding[part] >= _OFTEN * len(records) and _is_text(blocks, rows)
    }
    if not candidates:
        return set()
    best = max(candidates, key=lambda part: sum(len(blocks[row].text) for row in candidates[part]))
    texts = {part for part, rows in candidates.items() if part == best or _is_prose(blocks, rows)}
    return {row for part, rows in parts.items() if part in texts or part.startswith(best + " ") for row in rows}


def _alike(blocks: Sequence[Block], records: Sequence[Record], found: set[int]) -> Iterator[int]:
    """In records without a body the rows that stand as deep in the same tags: the first post has a class name of its own."""
    paths = {blocks[row].path for row in found}
    for stamp, first, last in records:
        if found.isdisjoint(range(first, last + 1)):
            yield from (row for row in range(first, last + 1) if row != stamp and blocks[row].path in paths)


def _cards(blocks: Sequence[Block], records: Sequence[Record], shapes: Sequence[str]) -> set[int]:
    """The rows of the software where the markup does not tell them from posts, as in the plain tables of old forums: what stands in record
    after record but for its numbers, or behind the same label; and the name above it. ``shapes``: those of all blocks."""
    common: Counter[str] = Counter()
    for _, first, last in records:
        common.update(set(shapes[first : last + 1]))
    often = {shape for shape, times in common.items() if times >= max(_CARDS, _OFTEN * len(records))}
    labels = {shape for shape in often if shape.endswith(":") and shape.count(":") == 1}
    often -= labels if len(labels) < _LABELS else set()  # one alone is how posts begin: 回复：…
    found: set[int] = set()
    for _, first, last in records:
        rows = [row for row in range(first, last + 1) if shapes[row] in often]
        name = blocks[first].folded
        if first + 1 in rows and len(name) <= _NAME and not _MARKS.search(name):
            rows.append(first)
        found.update(rows)
    return found


def _shape(view: str) -> str:
    """A line without its numbers, or the label that it begins with, or its labels if it has several."""
    fields = _FIELDS.findall(view) if view.count(":") > 1 else []
    if len(fields) > 1:
        return "".join(fields)
    label, colon, _ = view[:_LABEL].partition(":")
    return label + colon if colon else _NUMBER.sub("0", view)


def _is_prose(blocks: Sequence[Block], rows: Sequence[int]) -> bool:
    return sum(bool(_MARKS.search(blocks[row].folded)) for row in rows) >= _PROSE * len(rows)


def _part(block: Block) -> str:
    return without_digits(block.cues) or block.path


def _own_part(block: Block) -> str:
    """A part by its nearest class names: those of the post around it may say whose it is."""
    return " ".join(without_digits(block.cues).split()[-_OWN_WORDS:]) or block.path


def _is_text(blocks: Sequence[Block], rows: Sequence[int]) -> bool:
    different = len({blocks[row].folded for row in rows})
    linked = sum(blocks[row].link_chars for row in rows)
    return different >= _DIFFERS * len(rows) and linked <= _LINKED * sum(len(blocks[row].text) for row in rows)
