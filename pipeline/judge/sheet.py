"""A page's blocks by column: what many steps of the judge ask of every block is read once.

Compiled where a compiler is (``sheet.pxd``): each step would go over all blocks again for one field of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable

from .. import native
from ..fold import fold_lines
from ..types import Block, Container, slots_of
from .needles import Joined, lowered
from .prose import SENTENCE_CHARS, is_prose
from .words import without_digits

_LISTS = frozenset(("ul", "ol", "dl"))
SLOTS = {slot.__name__: slot for slot in slots_of(Block)}
_TEXT, _KIND, _PATH, _CUES, _LINK_CHARS, _WITHIN, _FOLDED = map(
    SLOTS.__getitem__, ("text", "kind", "path", "cues", "link_chars", "within", "folded")
)
_TAG, _ID, _ = slots_of(Container)


class Views(list[Block]):
    """The blocks, and what the rules see of each."""

    def __init__(self, blocks: Iterable[Block]):
        list.__init__(self, blocks)
        self.folded: list[str] = []
        """what the rules see of each, made now where split left it empty"""
        self._lowered: Joined | None = None
        bare = False
        for block in self:
            folded = native.given(_FOLDED, block)
            self.folded.append(folded)
            bare = bare or not folded
        if bare:
            self._fold()

    def _fold(self) -> None:
        """The folded views that are missing."""
        bare = [row for row, view in enumerate(self.folded) if not view and self[row].text]
        for row, view in zip(bare, fold_lines([self[row].text for row in bare]), strict=True):
            self.folded[row] = view

    def row(self, at: int) -> tuple[Block, str] | None:
        """A block and its folded view; None beyond the last."""
        return (self[at], self.folded[at]) if at < len(self) else None

    def rows_from(self, first: str, last: str) -> list[int]:
        """The rows whose folded view begins with a character between two."""
        found, begin, end = [], first, last
        for row, view in enumerate(self.folded):
            if view and begin <= view[0] <= end:
                found.append(row)
        return found

    def rows_without_letters(self) -> list[int]:
        """The rows whose folded view neither begins nor ends with a letter."""
        found = []
        for row, view in enumerate(self.folded):
            if not view or not (view[0].isalpha() or view[len(view) - 1].isalpha()):
                found.append(row)
        return found

    def rows_with(self, sign: str, first: int, last: int) -> list[int]:
        """The rows whose folded view has a sign between two places."""
        found = []
        for row, view in enumerate(self.folded):
            if view.find(sign, first, last) >= 0:
                found.append(row)
        return found

    def long_rows(self, least: int) -> list[int]:
        """The rows whose folded view has so many characters."""
        found = []
        for row, view in enumerate(self.folded):
            if len(view) >= least:
                found.append(row)
        return found

    def rows_of_kind(self, kind: str, end: int) -> list[int]:
        """The rows of blocks of a kind, of so many from the first."""
        found = []
        for row in range(min(end, len(self))):
            if self[row].kind == kind:
                found.append(row)
        return found

    def first_prose(self, *, any_block: bool = False) -> int:
        """Where the first line of prose stands that is shown and kept (or is there at all), or the number of blocks."""
        for row, view in enumerate(self.folded):
            if len(view) >= SENTENCE_CHARS:
                block = self[row]
                share = 0.0 if any_block else block.link_chars / max(len(block.text), 1)
                if (any_block or (block.kept and not block.hidden)) and is_prose(view, share):
                    return row
        return len(self)

    @property
    def lowered(self) -> Joined:
        """What the rules see, in lower case and joined."""
        if self._lowered is None:
            self._lowered = Joined(lowered(self.folded))
        return self._lowered


class Sheet(Views):
    """The blocks, and their fields as lists."""

    def __init__(self, blocks: Iterable[Block]):
        super().__init__(blocks)
        self.lengths: list[int] = []
        """characters of the folded view"""
        self.texts: list[str] = []
        """what each says"""
        self.chars: list[int] = []
        """characters of that"""
        self.link_chars: list[int] = []
        """characters of it inside links"""
        self.seats: list[tuple[str, str]] = []
        """the path and class words that blocks stand at, each pair once"""
        self.seat: list[int] = []
        """the number of each block's pair"""
        self.kinds: list[str] = []
        """of each"""
        self.contents: dict[int, int] | None = None
        """the page's table of contents, once ``outline.py`` has looked for it"""
        self.tables: dict[int, list[int]] = {}
        """the rows inside each outermost table, by its id"""
        self.lists: dict[int, list[int]] = {}
        """those inside each outermost list"""
        self._all_cues: str | None = None
        self._places: list[int] | None = None
        self._read()

    def _read(self) -> None:
        """The columns, in one go over the blocks."""
        numbers: dict[tuple[str, str], int] = {}
        last_path, last_cues, number = None, None, -1
        for row, block in enumerate(self):
            text, view = native.given(_TEXT, block), self.folded[row]
            path, cues = native.given(_PATH, block), native.given(_CUES, block)
            self.lengths.append(len(view))
            self.texts.append(text)
            self.chars.append(len(text))
            self.link_chars.append(native.given(_LINK_CHARS, block))
            self.kinds.append(native.given(_KIND, block))
            if path != last_path or cues != last_cues:  # blocks of one place often follow each other
                last_path, last_cues = path, cues
                number = numbers.setdefault((path, cues), len(numbers))
            self.seat.append(number)
            within = native.given(_WITHIN, block)
            if within:
                self._enter(within, row)
        self.seats = list(numbers)
        self.all_kinds = frozenset(self.kinds)

    def _enter(self, within: tuple[Container, ...], row: int) -> None:
        """A row of the outermost table and the outermost list that it stands in."""
        in_table = in_list = False
        for part in within:
            tag = native.given(_TAG, part)
            if tag == "table" and not in_table:
                in_table = True
                _rows_of(self.tables, native.given(_ID, part)).append(row)
            elif tag in _LISTS and not in_list:
                in_list = True
                _rows_of(self.lists, native.given(_ID, part)).append(row)

    @property
    def places(self) -> list[int]:
        """A number for each place in the markup (path and class words without digits) that blocks share, below that of the seats."""
        if self._places is None:
            self._places = self._find_places()
        return self._places

    def _find_places(self) -> list[int]:
        numbers: dict[tuple[str, str], int] = {}
        of_seat = [numbers.setdefault((path, without_digits(cues)), len(numbers)) for path, cues in self.seats]
        found = []
        for seat in self.seat:
            found.append(of_seat[seat])
        return found

    @property
    def all_cues(self) -> str:
        """The class and id words of all seats, a line each, in lower case."""
        if self._all_cues is None:
            self._all_cues = lowered([cues for _, cues in self.seats])
        return self._all_cues

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Sheet:
        """The blocks as a sheet, themselves if they are one."""
        return blocks if isinstance(blocks, Sheet) else cls(blocks)

    @property
    def cues(self) -> list[str]:
        """The class and id words around each."""
        return [self.seats[number][1] for number in self.seat]


def _rows_of(rows: dict[int, list[int]], number: int) -> list[int]:
    """The rows of an element."""
    found = rows.get(number)
    if found is None:
        found = rows[number] = []
    return found
