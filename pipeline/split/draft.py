"""A block while it is read."""

from __future__ import annotations

from .. import native
from ..fold import fold_lines
from ..types import Block, Container, Mark, slots_of
from .elements import Place
from .inline import cut_marks, fold_space, make_mark, written
from .linenumbers import without_line_numbers
from .ownlinks import SIGNS, without_own_link
from .positions import lines_of, locate
from .serialised import SPACE, unescape

_NO_TEXT = " \t\n\r\f\xa0\u3000\u200b\ufeff"
_MAX_MARKS = 2_000
"""marks that one block carries; the longest paragraphs of the 329 pages have some dozens"""
_LONG_HEADING = 120
"""characters from which a block inside h1-h6 is a paragraph: an h1 that the page forgot to close"""
_FIELDS = slots_of(Block)


class Draft:
    """What the reader knows of a block so far."""

    place: Place
    first: str
    """the first piece of its text, as the page has it"""
    written: str
    """what was written to it, or the first piece of it if there are more ``pieces``"""
    pieces: list[str] | None
    text: str
    """the whole, when it is complete"""
    kind: str
    length: int
    link_chars: int
    ends_in_space: bool
    is_unwritten: bool
    is_seen: bool
    """whether some character is certain to be no blank of any kind"""
    marks: list[Mark]
    within: tuple[Container, ...]
    around: tuple[int, ...]

    def write(self, text: str, begin: int, place: Place, is_linked: bool) -> None:
        """Text that has so much white space before it; each run of white space becomes one space.

        It stands where its first visible text does.
        """
        size = begin
        index = 0
        is_plain, is_seen = True, False
        last = " "
        for char in text:
            index += 1
            if char not in " \t\n\r\f":
                if char == "&" or (index > size + 1 and (index > size + 2 or last != " ")):
                    is_plain = False
                if not is_seen and char not in _NO_TEXT:
                    is_seen = True
                size = index
            last = char
        if is_seen and not self.first:
            self.first, self.place = text, place
        if is_seen and is_plain:
            self.is_seen = True
        if size == begin:
            self.add_space()
        else:
            inner = text[begin:size]
            self._add(inner if is_plain else fold_space(inner), begin > 0, size < index, is_linked)

    def _add(self, text: str, leads: bool, ends: bool, is_linked: bool) -> None:
        """Text, with white space before or behind it."""
        length = len(text) + ends
        if is_linked:
            self.link_chars += leads + length
        if leads and not self.ends_in_space:
            text = " " + text
            length += 1
        self.append(text + " " if ends else text)
        self.length += length
        self.ends_in_space = ends

    def append(self, text: str) -> None:
        """One more piece; most blocks have only one."""
        self.is_unwritten = False
        if self.pieces is not None:
            self.pieces.append(text)
        elif self.written:
            self.pieces = [self.written, text]
        else:
            self.written = text

    def add_space(self) -> None:
        """A space, if there is none."""
        if not self.ends_in_space:
            self.append(" ")
            self.length += 1
            self.ends_in_space = True

    def add_break(self) -> None:
        """A line break inside the block."""
        self.append("\n")
        self.length += 1
        self.ends_in_space = True

    def is_at_line_start(self) -> bool:
        """Whether what is written next begins a line."""
        last = self.pieces[-1] if self.pieces is not None else self.written
        return not last or last.endswith("\n")

    def ends_in_code(self) -> bool:
        """Whether a ``code`` element has ended where the text ends so far."""
        return bool(self.marks) and self.marks[-1].tag == "code" and self.marks[-1].end == self.length

    def write_pre(self, text: str, place: Place, is_linked: bool) -> None:
        """Text that keeps its white space, but for a line break right behind the tag."""
        inner = text.strip(SPACE)
        decoded = unescape(text)
        if self.is_unwritten and not self.marks:
            decoded = decoded.removeprefix("\n")
        if not self.first and inner.strip(_NO_TEXT):
            self.first, self.place = text, place
        if inner and is_linked:
            self.link_chars += len(decoded)
        self.append(decoded)
        self.length += len(decoded)

    def mark(self, tag: str, start: int, attrs: str) -> None:
        """A mark over what was written since then, if that is anything."""
        if self.length > start and len(self.marks) < _MAX_MARKS:
            self.marks.append(make_mark(tag, start, self.length, written(attrs) if attrs else ()))

    def mark_image(self, attrs: str) -> None:
        """An image."""
        if len(self.marks) < _MAX_MARKS:
            self.marks.append(make_mark("img", self.length, self.length, written(attrs) if attrs else ()))

    def finish(self) -> bool:
        """Nothing more is written to it: its text and kind are known, and whether it is a block at all."""
        place = self.place
        text = self.whole()
        if place.is_pre:
            text = without_line_numbers(text.rstrip("\n"))
        elif self.ends_in_space:
            text = text.rstrip(SPACE)
        if not self.is_seen and not text.strip(_NO_TEXT):
            self.text, self.kind = "", "image"
            self.marks = cut_marks([mark for mark in self.marks if mark.tag == "img" or mark.tag == "a"], 0)
            return "img" in [mark.tag for mark in self.marks]
        if len(text) < self.length and self.marks:
            self.marks = cut_marks(self.marks, len(text))
        if place.kind == "h" and self.marks and (text[-1] in SIGNS or text[0] in SIGNS):
            text, self.marks = without_own_link(text, self.marks)
        is_long = place.level and place.kind == "h" and (len(text) > _LONG_HEADING or place.path.endswith("/p"))
        self.text, self.kind = text, "p" if is_long else place.kind
        return True

    def whole(self) -> str:
        """All that was written to it."""
        if self.pieces is not None:
            self.written, self.pieces = "".join(self.pieces), None
        return self.written

    def block(self, index: int, line: int, start: int, folded: str) -> Block:
        """The block that it becomes, with its place in the page's text and its folded view."""
        place, size = self.place, len(self.text)
        values = (
            self.text, index, self.kind, place.level if self.kind in ("h", "li") else 0, line, start,
            place.path, place.cues, min(self.link_chars, size), place.hidden,
            tuple(self.marks) if self.marks else (), self.within, self.around, folded, None, (), (),
        )  # fmt: skip
        return native.filled(Block, _FIELDS, values)


def make_draft(place: Place) -> Draft:
    """A draft of which nothing is written yet."""
    made = Draft.__new__(Draft)
    made.place = place
    made.first = made.written = made.text = ""
    made.pieces = None
    made.kind = "p"
    made.length = made.link_chars = 0
    made.ends_in_space = made.is_unwritten = True
    made.is_seen = False
    made.marks = []
    made.within = made.around = ()
    return made


def make_blocks(drafts: list[Draft], source: str, unseen: list[int]) -> list[Block]:
    """The blocks that the drafts of a page become; its scripts, styles and comments are known."""
    firsts: list[str] = []
    texts: list[str] = []
    for draft in drafts:
        firsts.append(draft.first)
        texts.append(draft.text)
    starts = locate(source, firsts, unseen)
    lines = lines_of(source, starts)
    views = fold_lines(texts)
    blocks: list[Block] = []
    for index in range(len(drafts)):
        draft = drafts[index]
        blocks.append(draft.block(index, lines[index], starts[index], views[index]))
    return blocks
