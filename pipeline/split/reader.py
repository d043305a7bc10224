"""The reader that turns tokens into drafts of blocks: text, inline marks, links, frames."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..types import Mark, Options
from .elements import MARKS, Element, Frame, Frames, Place, Role
from .head import HeadReader
from .tokens import unescape

_SPACE = " \t\n\r\f"
_SPACES = re.compile(f"[{_SPACE}]+")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f—…“”‘’"
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \\t\\r\\f]*\n[{_SPACE}]*(?=[{_WIDE}])")
"""a line break of the source between two wide characters: no space at all (CSS Text 3, segment breaks)"""
_NO_TEXT = " \t\n\r\f\xa0\u3000\u200b\ufeff"
_BREAKS_INSIDE = frozenset(("h", "caption"))
_MARK_ATTR = re.compile(
    r' (href|title|src|data-src|data-original|data-lazy-src|data-url|srcset|alt|width|height|class)="([^"]*)"'
)
_MAX_MARKS = 2_000
"""marks that one block carries; the longest paragraphs of the 329 pages have some dozens"""
_LINKED_ARTICLE = 300
"""characters in other blocks than its last from which a link is a wrapper; cards on portals have up to 200"""
_LONG_HEADING = 120
"""characters from which a block inside h1-h6 is a paragraph: an h1 that the page forgot to close"""
_MAX_OPEN = 64
"""inline elements that are followed at one time; more are only read for their text"""


@dataclass(slots=True)
class Draft:
    """A block while it is read."""

    frame: Frame
    first: str = ""
    """the first piece of its text, as the page has it"""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    ends_in_space: bool = True
    link_chars: int = 0
    marks: list[Mark] = field(default_factory=list)
    text: str = ""
    kind: str = "p"


class Reader:
    """Reads tokens into drafts; the open elements are a list, so depth costs no recursion."""

    def __init__(self, options: Options):
        self.head = HeadReader()
        self.drafts: list[Draft] = []
        self._frames = Frames(options.max_depth)
        self._max_blocks = options.max_blocks
        self._elements: dict[str, Element] = {}
        self._frame = Frame(Place())
        self._stack: list[tuple[Frame, Role]] = []
        self._open: list[tuple[str, int, str]] = []
        """marks that have begun: name, where, raw attributes"""
        self._links = 0
        self._link_from = 0
        self._skipping = False
        self._draft: Draft | None = None

    def read(self, tokens: list[str]) -> None:
        """All tokens of the page, in order."""
        stack, elements = self._stack, self._elements
        for token in tokens:
            tag, _, text = token.partition(">")
            if tag[0] == "/":
                if stack:
                    self._frame, role = stack.pop()
                    if role != "plain":
                        self._leave(role)
            elif tag[0] != "!":
                element = elements.get(tag)
                if element is None:
                    element = elements[tag] = Element.of(tag)
                self._enter(tag, element, text)
            # most texts are line breaks between two blocks
            if text and not self._skipping and (self._draft is not None or text.strip(_SPACE)):
                self._write(text)
        self._flush()
        if len(self.drafts) >= self._max_blocks:
            self.drafts[-1].text = "".join(self.drafts[-1].pieces)

    def limits(self) -> list[str]:
        """The names of the limits that this page reached."""
        reached = {"max_depth": self._frames.limited, "max_blocks": len(self.drafts) >= self._max_blocks}
        return [name for name, hit in reached.items() if hit]

    def _enter(self, tag: str, element: Element, text: str) -> None:
        """Opens an element; the role that is put by says what its end tag has to undo."""
        role, frame = element.role, self._frame
        if role == "void":
            self._void(element)
            return
        if self._skipping:
            role = "plain"
        elif role == "block":
            if self._draft is not None:
                self._flush()
            if element.name == "html":
                self.head.see("html", element.attrs, text)
            self._frame = self._frames.block(frame, tag, element)
        elif role == "skip":
            if element.name == "title":
                self.head.see("title", element.attrs, text)
            self._skipping = True
        else:
            if element.frames:
                self._frame = self._frames.inline(frame, tag, element)
            if role == "mark":
                role = self._begin_mark(element)
        self._stack.append((frame, role))

    def _begin_mark(self, element: Element) -> Role:
        if len(self._open) >= _MAX_OPEN:
            return "plain"
        if element.name == "a":
            self._links += 1
            self._link_from = len(self.drafts)
        self._open.append((MARKS[element.name], self._draft.length if self._draft else 0, element.attrs))
        return "mark"

    def _leave(self, role: Role) -> None:
        if role == "block":
            if self._draft is not None:
                self._flush()
        elif role == "mark":
            tag, start, attrs = self._open.pop()
            if tag == "a":
                self._end_link()
            if self._draft is not None:
                self._mark(self._draft, tag, start, attrs)
        else:
            self._skipping = False

    def _end_link(self) -> None:
        """A link around a whole article leads nowhere else: its text does not count as linked."""
        self._links -= 1
        wrapped = self.drafts[self._link_from :]
        if wrapped and sum(len(draft.text) for draft in wrapped) > _LINKED_ARTICLE:
            for draft in wrapped:
                draft.link_chars = 0

    def _void(self, element: Element) -> None:
        name, draft = element.name, self._draft
        if name in ("meta", "link", "base"):
            self.head.see(name, element.attrs, "")
        elif self._skipping:
            return
        elif name == "br" and draft is not None and self._frame.place.kind in _BREAKS_INSIDE:
            self._append(draft, "\n")
        elif name in ("br", "hr"):
            self._flush()
        elif name == "img":
            draft = self._draft = draft or Draft(self._frame)
            if len(draft.marks) < _MAX_MARKS:
                draft.marks.append(Mark("img", draft.length, draft.length, _mark_attrs(element.attrs)))

    def _write(self, text: str) -> None:
        """Text that holds more than white space, or stands inside a block; runs of white space become one space."""
        if self._frame.place.kind == "pre":
            self._write_pre(text)
            return
        inner = text.strip(_SPACE)
        if not inner:
            self._append(self._begin(""), " ")
            return
        draft = self._begin(text)
        inner = unescape(inner)
        if "\n" in inner:
            inner = _WIDE_BREAK.sub("", inner)
        if "  " in inner or "\n" in inner or "\t" in inner or "\r" in inner or "\f" in inner:
            inner = _SPACES.sub(" ", inner)
        leads, ends = text[0] in _SPACE, text[-1] in _SPACE
        if self._links:
            draft.link_chars += leads + len(inner) + ends
        if leads and not draft.ends_in_space:
            inner = " " + inner
        draft.pieces.append(inner + " " if ends else inner)
        draft.length += len(inner) + ends
        draft.ends_in_space = ends

    def _write_pre(self, text: str) -> None:
        """Text that keeps its white space, but for a line break right behind the tag."""
        if text.strip(_SPACE):
            decoded = unescape(text)
            if self._draft is None:
                decoded = decoded.removeprefix("\n")
            draft = self._begin(text)
            draft.link_chars += len(decoded) if self._links else 0
        else:
            draft, decoded = self._begin(""), text
        draft.pieces.append(decoded)
        draft.length += len(decoded)

    def _begin(self, text: str) -> Draft:
        draft = self._draft
        if draft is None:
            draft = self._draft = Draft(self._frame)
        if not draft.first and text.strip(_NO_TEXT):
            draft.first = text
            draft.frame = self._frame
        return draft

    def _append(self, draft: Draft, space: str) -> None:
        """Adds a line break, or a space where there is none yet."""
        if space == " " and draft.ends_in_space:
            return
        draft.pieces.append(space)
        draft.length += 1
        draft.ends_in_space = True

    def _mark(self, draft: Draft, tag: str, start: int, attrs: str) -> None:
        if draft.length > start and len(draft.marks) < _MAX_MARKS:
            draft.marks.append(Mark(tag, start, draft.length, _mark_attrs(attrs)))

    def _flush(self) -> None:
        """Ends the block; inline elements that are open go on in the next one."""
        draft = self._draft
        if draft is None:
            return
        for index, (tag, start, attrs) in enumerate(self._open):
            self._mark(draft, tag, start, attrs)
            self._open[index] = (tag, 0, attrs)
        self._draft = None
        kind = draft.frame.place.kind
        draft.text = "".join(draft.pieces).rstrip("\n" if kind == "pre" else _SPACE)
        if not draft.text.strip(_NO_TEXT):
            if not any(mark.tag == "img" for mark in draft.marks):
                return
            draft.text, draft.kind = "", "image"
            draft.marks = [Mark(mark.tag, 0, 0, mark.attrs) for mark in draft.marks if mark.tag in ("img", "a")]
        else:
            if kind == "h" and (len(draft.text) > _LONG_HEADING or draft.frame.place.path.endswith("/p")):
                kind = "p"
            draft.kind = kind
            if draft.marks:
                draft.marks = _clamped(draft.marks, len(draft.text))
        self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        """Beyond the limit of blocks their text goes on in the last one, so that nothing is lost."""
        if len(self.drafts) < self._max_blocks:
            self.drafts.append(draft)
        elif draft.text:
            self.drafts[-1].pieces.append("\n" + draft.text)


def _clamped(marks: list[Mark], end: int) -> list[Mark]:
    if all(mark.end <= end for mark in marks):
        return marks
    return [Mark(mark.tag, min(mark.start, end), min(mark.end, end), mark.attrs) for mark in marks]


@lru_cache(maxsize=1024)
def _mark_attrs(attrs: str) -> tuple[tuple[str, str], ...]:
    found = tuple(_MARK_ATTR.findall(attrs)) if attrs else ()
    return tuple((name, unescape(value)) for name, value in found) if "&" in attrs else found
