"""The reader that turns tokens into drafts of blocks: text, inline marks, links, what is around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..types import Container, Mark, Options
from .elements import MARKS, MAX_AROUND, Element, Place, Places, Role, container_attrs
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

    place: Place
    first: str = ""
    """the first piece of its text, as the page has it"""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    ends_in_space: bool = True
    link_chars: int = 0
    marks: list[Mark] = field(default_factory=list)
    text: str = ""
    kind: str = "p"
    within: tuple[Container, ...] = ()
    around: tuple[int, ...] = ()


class Reader:
    """Reads tokens into drafts; the open elements are a list, so depth costs no recursion."""

    def __init__(self, options: Options):
        self.head = HeadReader()
        self.drafts: list[Draft] = []
        self._max_blocks = options.max_blocks
        self._places = Places(options.max_depth)
        self._place = Place()
        self._stack: list[tuple[Place, Role]] = []
        """of each open element: the place around it, and what its end tag has to undo"""
        self._ids = 0
        self._around: list[int] = []
        """the ids of the open blocks, outermost first"""
        self._within: list[Container] = []
        self._open: list[tuple[str, int, str]] = []
        """marks that have begun: name, where, raw attributes"""
        self._links = 0
        self._link_from = 0
        self._skipping = False
        self._draft: Draft | None = None

    def read(self, tokens: list[str]) -> None:
        """All tokens of the page, in order."""
        for token in tokens:
            tag, _, text = token.partition(">")
            if tag[0] == "/":
                if self._stack:
                    self._leave()
            elif tag[0] != "!":
                self._enter(tag, text)
            # most texts are line breaks between two blocks
            if text and not self._skipping and (self._draft is not None or text.strip(_SPACE)):
                self._write(text)
        self._flush()
        if len(self.drafts) >= self._max_blocks:
            self.drafts[-1].text = "".join(self.drafts[-1].pieces)

    def limits(self) -> list[str]:
        """The names of the limits that this page reached."""
        reached = {"max_depth": self._places.limited, "max_blocks": len(self.drafts) >= self._max_blocks}
        return [name for name, hit in reached.items() if hit]

    def _enter(self, tag: str, text: str) -> None:
        """Opens an element."""
        outer = self._place
        element = outer.inner.get(tag) or self._places.learn(outer, tag)
        role = element.role
        if role == "void":
            self._void(element)
            return
        if self._skipping:
            role = "plain"
        elif role == "skip":
            self._skipping = True
            if element.name == "title":
                self.head.see("title", element.attrs, text)
        else:
            if role == "block" or role == "structure":
                self._begin_block(element, text)
            elif role == "mark":
                role = self._begin_mark(element)
            if element.place is not None:
                self._place = element.place
        self._stack.append((outer, role))

    def _begin_block(self, element: Element, text: str) -> None:
        if self._draft is not None:
            self._flush()
        self._ids += 1
        self._around.append(self._ids)
        if element.role == "structure":
            self._within.append(Container(element.name, self._ids, container_attrs(element.attrs)))
        elif element.name == "html":
            self.head.see("html", element.attrs, text)

    def _begin_mark(self, element: Element) -> Role:
        if len(self._open) >= _MAX_OPEN:
            return "plain"
        if element.name == "a":
            self._links += 1
            self._link_from = len(self.drafts)
        self._open.append((MARKS[element.name], self._draft.length if self._draft else 0, element.attrs))
        return "mark"

    def _leave(self) -> None:
        """Closes the innermost open element."""
        place, role = self._stack.pop()
        if role == "block" or role == "structure":
            if self._draft is not None:
                self._flush()
            self._around.pop()
            if role == "structure":
                self._within.pop()
        elif role == "mark":
            tag, start, attrs = self._open.pop()
            if tag == "a":
                self._end_link()
            if self._draft is not None:
                self._mark(self._draft, tag, start, attrs)
        elif role == "skip":
            self._skipping = False
        self._place = place

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
        elif name == "br" and draft is not None and self._place.kind in _BREAKS_INSIDE:
            self._append(draft, "\n")
        elif name in ("br", "hr"):
            self._flush()
        elif name == "img":
            draft = self._draft = draft or Draft(self._place)
            if len(draft.marks) < _MAX_MARKS:
                draft.marks.append(Mark("img", draft.length, draft.length, _mark_attrs(element.attrs)))

    def _write(self, text: str) -> None:
        """Text that holds more than white space, or stands inside a block; runs of white space become one space."""
        if self._place.kind == "pre":
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
            draft = self._draft = Draft(self._place)
        if not draft.first and text.strip(_NO_TEXT):
            draft.first = text
            draft.place = self._place
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
        kind = draft.place.kind
        draft.text = "".join(draft.pieces).rstrip("\n" if kind == "pre" else _SPACE)
        if not draft.text.strip(_NO_TEXT):
            if not any(mark.tag == "img" for mark in draft.marks):
                return
            draft.text, draft.kind = "", "image"
            draft.marks = [Mark(mark.tag, 0, 0, mark.attrs) for mark in draft.marks if mark.tag in ("img", "a")]
        else:
            if kind == "h" and (len(draft.text) > _LONG_HEADING or draft.place.path.endswith("/p")):
                kind = "p"
            draft.kind = kind
            if draft.marks:
                draft.marks = _clamped(draft.marks, len(draft.text))
        self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        """Beyond the limit of blocks their text goes on in the last one, so that nothing is lost."""
        if len(self.drafts) < self._max_blocks:
            draft.within, draft.around = tuple(self._within), tuple(self._around[-MAX_AROUND:])
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
