"""One page as the report shows it: its blocks in order, as they came and as they go out, with what was done to each.

Everything is read from the Document, the record of the page: the text of each block is taken back through its edits
to what stood in the page. Bounded by ``MOST_BLOCKS`` and ``MOST_CHARACTERS``; what is beyond is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..audit import BLOCK_STAGES
from ..edits import replay
from ..errors import AuditError
from ..judge import rules
from ..types import Block, Document, Edit, Options
from .align import Lines, PageEdits, locate
from .kinds import Kind, Kinds, Rule
from .segments import Segment, layer

MOST_BLOCKS = 4_000
"""Rows of one page; a browser lays out 4,000 rows of news text in about a second."""
MOST_CHARACTERS = 400_000
"""Characters of one page's text; a report of that size is some 5 MB."""
MOST_ELSEWHERE = 500
"""Edits outside the shown text that are listed one by one."""
MOST_ADDRESS = 120
"""Characters of an image's address; what is longer holds the image itself."""
_DOUBT = ("flagged", "likely", "exact")
"""Certainties, the lowest first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with the kinds of what was done to it; none for plain text."""

    before: str
    after: str
    kinds: tuple[Kind, ...] = ()

    @property
    def classes(self) -> str:
        """The stages and the lowest certainty, as class words."""
        lowest = min((kind.certainty for kind in self.kinds), key=_DOUBT.index)
        return " ".join([*dict.fromkeys(kind.stage for kind in self.kinds), lowest])

    @property
    def ids(self) -> list[str]:
        """Ids of the kinds in the page."""
        return list(dict.fromkeys(f"k{kind.number}" for kind in self.kinds))


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the article."""

    index: int
    line: int
    kind: str
    marks: tuple[Stretch, ...]
    flags: tuple[str, ...] = ()
    picture: str = ""
    """of a block that is nothing but an image: what it shows and where it lies"""
    is_group = False

    @property
    def is_changed(self) -> bool:
        """Whether anything was done to it."""
        return any(mark.kinds for mark in self.marks)

    @property
    def size(self) -> int:
        """Characters as they came."""
        return sum(len(mark.before) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Gone:
    """A dropped block and the rule that dropped it."""

    index: int
    line: int
    text: str
    rule: str
    why: str
    place: str
    """file and line of the rule"""
    evidence: tuple[tuple[str, str], ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Dropped blocks that stand together."""

    blocks: list[Gone]
    is_group = True

    @property
    def rules(self) -> list[tuple[str, int]]:
        """Rules with the number of their blocks, the most frequent first."""
        return Counter(block.rule for block in self.blocks).most_common()

    @property
    def size(self) -> int:
        """Characters as they came."""
        return sum(len(block.text) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class PageView:
    """What the template shows of one page."""

    name: str
    doc: Document
    parts: list[Row | Group]
    changes: list[Rule]
    elsewhere: list[tuple[int, Kind]]
    """line of the page and what was changed there, outside the text that is shown"""
    not_shown: int = 0
    """blocks over the limits"""
    not_listed: int = 0
    """edits outside the shown text over the limit"""
    removals: list[tuple[str, int]] = field(default_factory=list)
    """rules that dropped blocks, with their number"""

    @property
    def before(self) -> int:
        """Characters of the text as it came, dropped blocks included."""
        return sum(part.size for part in self.parts)

    @property
    def after(self) -> int:
        """Characters of the text as it goes out."""
        return len(self.doc.text)


def view(doc: Document, raw: str, name: str, options: Options) -> PageView:
    """The view of a cleaned page; ``raw`` is the page's text as decode read it."""
    blocks = sorted((*doc.kept, *doc.removed), key=lambda block: block.index)
    builder = _Builder(doc, raw, options)
    shown = _within_limits(blocks)
    parts = builder.parts(blocks[:shown])
    elsewhere = builder.elsewhere()
    listed = [(line, builder.kinds.add(edit)) for line, edit in elsewhere[:MOST_ELSEWHERE]]
    removals = Counter(block.dropped_by or "" for block in doc.removed).most_common()
    beyond = len(blocks) - shown, len(elsewhere) - len(listed)
    return PageView(name, doc, parts, builder.kinds.rules(), listed, *beyond, removals)


def _within_limits(blocks: list[Block]) -> int:
    """How many of the blocks are shown."""
    room = MOST_CHARACTERS
    for number, block in enumerate(blocks[:MOST_BLOCKS]):
        room -= len(block.text)
        if room < 0:
            return number
    return min(len(blocks), MOST_BLOCKS)


class _Builder:
    """What is looked up for each block of a page."""

    def __init__(self, doc: Document, raw: str, options: Options) -> None:
        self.doc = doc
        self.kinds = Kinds()
        self.rules = rules.load(options)
        self.lines = Lines(raw)
        self.page_edits = PageEdits([edit for edit in doc.edits if edit.stage == "repair" and edit.block is None])
        self.page = _replayed(raw, self.page_edits.edits)
        self.edits: defaultdict[int | None, list[Edit]] = defaultdict(list)
        for edit in doc.edits:
            self.edits[edit.block].append(edit)
        self.shown: set[int] = set()

    def parts(self, blocks: Iterable[Block]) -> list[Row | Group]:
        """Kept blocks as rows, dropped ones in groups."""
        headline = dict(self.doc.evidence).get("title")
        parts: list[Row | Group] = []
        if isinstance(headline, str) and headline:
            parts.append(self._row(Block(headline, index=-1, kind="title", line=0, start=-1)))
        for block in blocks:
            self.shown.add(block.index)
            if block.kept:
                parts.append(self._row(block))
            elif parts and isinstance(parts[-1], Group):
                parts[-1].blocks.append(self._gone(block))
            else:
                parts.append(Group([self._gone(block)]))
        return parts

    def _row(self, block: Block) -> Row:
        self.shown.add(block.index)
        marks = tuple(self._mark(segment) for segment in self._segments(block))
        return Row(block.index, block.line, block.kind, marks, block.flags, picture(block))

    def _segments(self, block: Block) -> list[Segment]:
        edits = self.edits[block.index]
        try:
            segments = self.page_edits.base(block.text, locate(self.page, block, block.text))
            for stage in BLOCK_STAGES:
                segments = layer(segments, [edit for edit in edits if edit.stage == stage])
        except AuditError:  # an audit of another version: shown as it stands, the edits are listed for the page
            self.shown.discard(block.index)
            return [Segment(block.text, block.text)]
        return segments

    def _mark(self, segment: Segment) -> Stretch:
        kinds = tuple(self.kinds.add(edit) for edit in (*segment.edits, *segment.notes))
        return Stretch(segment.before, segment.after, kinds)

    def _gone(self, block: Block) -> Gone:
        rule = self.rules.get(block.dropped_by or "")
        return Gone(
            index=block.index,
            line=block.line,
            text=block.text,
            rule=block.dropped_by or "",
            why=rule.why if rule else "",
            place=f"{rule.file.name}:{rule.line}" if rule else "",
            evidence=tuple((name, told(value)) for name, value in block.evidence if name != "why"),
            picture=picture(block),
        )

    def elsewhere(self) -> list[tuple[int, Edit]]:
        """Edits that no row shows: in markup, in dropped blocks, of decode, flags of the page."""
        page = [edit for edit in self.edits[None] if edit.stage != "repair" or edit.certainty == "flagged"]
        page += self.page_edits.elsewhere()
        found = [(self.lines.of(edit.start), edit) for edit in page]
        for index, edits in self.edits.items():
            if index is not None and index not in self.shown:
                found += [(0, edit) for edit in edits]
        return sorted(found, key=lambda pair: pair[0])


def _replayed(raw: str, repairs: list[Edit]) -> str:
    try:
        return replay(raw, repairs)
    except AuditError:  # the raw text is not the one that was cleaned: blocks are shown without the page's repairs
        return ""


def picture(block: Block) -> str:
    """Description and address of the first image of a block without text; the report names images and loads none.

    >>> from pipeline.types import Mark
    >>> picture(Block("", kind="image", marks=(Mark("img", 0, 0, (("src", "/p/1.jpg"), ("alt", "港口"))),)))
    '港口 /p/1.jpg'
    """
    for mark in block.marks if not block.text else ():
        if mark.tag == "img":
            attrs = dict(mark.attrs)
            return f"{attrs.get('alt', '')} {attrs.get('src', '')[:MOST_ADDRESS]}".strip()
    return ""


def told(value: object) -> str:
    """A piece of evidence in a few characters.

    >>> told(0.123456), told(("久久", "精品"))
    ('0.123', '久久, 精品')
    """
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {told(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(told(part) for part in value)
    return str(value)
