"""The reader that turns tokens into drafts of blocks: text, inline marks, links, what is around them."""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Container, Options
from .elements import MARKS, MAX_AROUND, Element, Place, Places
from .head import HeadReader
from .inline import SPACE, RawMark, fold_space, make_container
from .tokens import unescape

_NO_TEXT = " \t\n\r\f\xa0\u3000\u200b\ufeff"
_OF_HEAD = frozenset(("meta", "link", "base"))
_BREAKS_INSIDE = frozenset(("h", "caption"))
_MAX_MARKS = 2_000
"""marks that one block carries; the longest paragraphs of the 329 pages have some dozens"""
_LINKED_ARTICLE = 300
"""characters in other blocks than its last from which a link is a wrapper; cards on portals have up to 200"""
_LONG_HEADING = 120
"""characters from which a block inside h1-h6 is a paragraph: an h1 that the page forgot to close"""
_MAX_OPEN = 64
"""inline elements that are followed at one time; more are only read for their text"""


_NOTHING, _END_BLOCK, _END_STRUCTURE, _END_MARK = range(4)
"""what an end tag has to do"""


class Draft:
    """A block while it is read."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.first = ""
        """the first piece of its text, as the page has it"""
        self.pieces: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.link_chars = 0
        self.marks: list[RawMark] = []
        self.text = ""
        self.kind = "p"
        self.within: tuple[Container, ...] = ()
        self.around: tuple[int, ...] = ()


class Reader:
    """Reads tokens into drafts; the open elements are a list, so depth costs no recursion."""

    def __init__(self, options: Options):
        self.head = HeadReader()
        self.drafts: list[Draft] = []
        self._max_blocks = options.max_blocks
        self._places = Places(options.max_depth)
        self._place = Place()
        self._outer: list[Place] = []
        """of each open element: the place around it"""
        self._ends: list[int] = []
        """and what its end tag has to do"""
        self._ids = 0
        self._around: list[int] = []
        """the ids of the open blocks, outermost first"""
        self._within: list[Container] = []
        self._open: list[tuple[str, int, str]] = []
        """marks that have begun: name, where, raw attributes"""
        self._links = 0
        self._link_from = 0
        self._draft: Draft | None = None

    def read(self, tokens: list[str]) -> None:
        """All tokens of the page, in order."""
        rest = iter(tokens)
        for token in rest:
            tag, text = _cut(token)
            if tag[0] == "/":
                if self._ends:
                    self._leave()
            elif tag[0] != "!":
                text = self._enter(tag, text, rest)
            # most texts are line breaks between two blocks
            if text and (self._draft is not None or text.strip(SPACE)):
                self._write(text)
        self._flush()
        if len(self.drafts) >= self._max_blocks:
            self.drafts[-1].text = "".join(self.drafts[-1].pieces)

    def limits(self) -> list[str]:
        """The names of the limits that this page reached."""
        reached = {"max_depth": self._places.limited, "max_blocks": len(self.drafts) >= self._max_blocks}
        return [name for name, hit in reached.items() if hit]

    def _enter(self, tag: str, text: str, rest: Iterator[str]) -> str:
        """Opens an element; the text that is to be written."""
        outer = self._place
        if tag.startswith("a "):
            # hardly two links are alike, and none is a place of its own
            self._outer.append(outer)
            self._ends.append(self._begin_mark("a", tag[1:]))
            return text
        element = outer.inner.get(tag) or self._places.learn(outer, tag)
        role = element.role
        end = _NOTHING
        if role == "structure":
            self._begin_block()
            self._within.append(make_container(element.name, self._ids, element.kept))
            end = _END_STRUCTURE
        elif role == "block":
            self._begin_block()
            end = _END_BLOCK
            if element.name == "html":
                self.head.see("html", element.attrs, "")
        elif role == "mark":
            end = self._begin_mark(element.name, element.attrs)
        elif role == "void":
            self._void(element)
            return text
        elif role == "skip":
            return self._skip(element, text, rest)
        if element.place is not None:
            self._place = element.place
        self._outer.append(outer)
        self._ends.append(end)
        return text

    def _leave(self) -> None:
        """Closes the innermost element."""
        self._place = self._outer.pop()
        end = self._ends.pop()
        if end == _END_BLOCK:
            self._end_block()
        elif end == _END_STRUCTURE:
            self._end_structure()
        elif end == _END_MARK:
            self._end_mark()

    def _skip(self, element: Element, text: str, rest: Iterator[str]) -> str:
        """Passes over an element whose content is no text of the page; the text behind it."""
        if element.name == "title":
            self.head.see("title", element.attrs, text)
        depth = 1
        for token in rest:
            tag, text = _cut(token)
            if tag[0] == "/":
                depth -= 1
                if not depth:
                    return text
            elif tag[0] != "!":
                name, space, attrs = tag.partition(" ")
                if self._places.role(self._place, name) != "void":
                    depth += 1
                elif name in _OF_HEAD:
                    self.head.see(name, space + attrs, "")
        return ""

    def _begin_block(self) -> None:
        if self._draft is not None:
            self._flush()
        self._ids += 1
        self._around.append(self._ids)

    def _end_block(self) -> None:
        if self._draft is not None:
            self._flush()
        self._around.pop()

    def _end_structure(self) -> None:
        if self._draft is not None:
            self._flush()
        self._around.pop()
        self._within.pop()

    def _begin_mark(self, name: str, attrs: str) -> int:
        if len(self._open) >= _MAX_OPEN:
            return _NOTHING
        if name == "a":
            self._links += 1
            self._link_from = len(self.drafts)
        self._open.append((MARKS[name], self._draft.length if self._draft is not None else 0, attrs))
        return _END_MARK

    def _end_mark(self) -> None:
        tag, start, attrs = self._open.pop()
        if tag == "a":
            self._links -= 1
            if self._link_from < len(self.drafts):
                self._unlink()
        draft = self._draft
        if draft is not None and draft.length > start and len(draft.marks) < _MAX_MARKS:
            draft.marks.append((tag, start, draft.length, attrs))

    def _unlink(self) -> None:
        """A link around a whole article leads nowhere else: its text does not count as linked."""
        wrapped = self.drafts[self._link_from :]
        if sum([len(draft.text) for draft in wrapped]) > _LINKED_ARTICLE:
            for draft in wrapped:
                draft.link_chars = 0

    def _void(self, element: Element) -> None:
        name, draft = element.name, self._draft
        if name in _OF_HEAD:
            self.head.see(name, element.attrs, "")
        elif name == "br" and draft is not None and self._place.kind in _BREAKS_INSIDE:
            draft.pieces.append("\n")
            draft.length += 1
            draft.ends_in_space = True
        elif name in ("br", "hr"):
            self._flush()
        elif name == "img":
            if draft is None:
                draft = self._draft = Draft(self._place)
            if len(draft.marks) < _MAX_MARKS:
                draft.marks.append(("img", draft.length, draft.length, element.attrs))

    def _write(self, text: str) -> None:
        """Text that holds more than white space, or stands inside a block; runs of white space become one space."""
        if self._place.kind == "pre":
            self._write_pre(text)
            return
        inner = text.strip(SPACE)
        draft = self._draft
        if draft is None or not draft.first:
            draft = self._begin(inner, text)
        if not inner:
            if not draft.ends_in_space:
                draft.pieces.append(" ")
                draft.length += 1
                draft.ends_in_space = True
            return
        leads = ends = False
        if len(inner) < len(text):
            leads, ends = text[0] in SPACE, text[-1] in SPACE
        inner = fold_space(inner)
        if self._links:
            draft.link_chars += leads + len(inner) + ends
        if leads and not draft.ends_in_space:
            inner = " " + inner
        draft.pieces.append(inner + " " if ends else inner)
        draft.length += len(inner) + ends
        draft.ends_in_space = ends

    def _write_pre(self, text: str) -> None:
        """Text that keeps its white space, but for a line break right behind the tag."""
        inner = text.strip(SPACE)
        decoded = unescape(text) if inner else text
        if inner and self._draft is None:
            decoded = decoded.removeprefix("\n")
        draft = self._begin(inner, text)
        if inner and self._links:
            draft.link_chars += len(decoded)
        draft.pieces.append(decoded)
        draft.length += len(decoded)

    def _begin(self, inner: str, text: str) -> Draft:
        """The draft to write to; it stands where its first visible text does."""
        draft = self._draft
        if draft is None:
            draft = self._draft = Draft(self._place)
        if not draft.first and inner.strip(_NO_TEXT):
            draft.first = text
            draft.place = self._place
        return draft

    def _flush(self) -> None:
        """Ends the block; inline elements that are open go on in the next one."""
        draft = self._draft
        if draft is None:
            return
        self._draft = None
        for index, (tag, start, attrs) in enumerate(self._open):
            if draft.length > start and len(draft.marks) < _MAX_MARKS:
                draft.marks.append((tag, start, draft.length, attrs))
            self._open[index] = (tag, 0, attrs)
        kind = draft.place.kind
        text = draft.text = "".join(draft.pieces).rstrip("\n" if kind == "pre" else SPACE)
        if not text.strip(_NO_TEXT):
            if "img" not in [mark[0] for mark in draft.marks]:
                return
            draft.text, draft.kind = "", "image"
            draft.marks = [(tag, 0, 0, attrs) for tag, _, _, attrs in draft.marks if tag in ("img", "a")]
        elif kind == "h" and (len(text) > _LONG_HEADING or draft.place.path.endswith("/p")):
            draft.kind = "p"
        else:
            draft.kind = kind
        self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        """Beyond the limit of blocks their text goes on in the last one, so that nothing is lost."""
        if len(self.drafts) < self._max_blocks:
            draft.within, draft.around = tuple(self._within), tuple(self._around[-MAX_AROUND:])
            self.drafts.append(draft)
        elif draft.text:
            self.drafts[-1].pieces.append("\n" + draft.text)


def _cut(token: str) -> tuple[str, str]:
    """The tag and the text behind it; half of all tokens have none."""
    end = token.find(">")
    return token[:end], token[end + 1 :]
