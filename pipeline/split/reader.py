"""The reader that turns tokens into drafts of blocks: text, inline marks, links, frames."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..types import Mark, Options
from .elements import BREAKING, MARKS, SKIPPED, VOID, Frame, Frames
from .head import HeadReader
from .tokens import Token, unescape

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
        self._frame = Frame()
        self._stack: list[tuple[Frame, str]] = []
        self._open: list[tuple[str, int, tuple[tuple[str, str], ...]]] = []
        self._links = 0
        self._link_from = 0
        self._skipping = False
        self._draft: Draft | None = None

    def read(self, tokens: list[Token]) -> None:
        """All tokens of the page, in order."""
        for slash, tag, attrs, text in tokens:
            if slash:
                self._leave()
            elif tag in VOID:
                self._void(tag, attrs)
            elif tag:
                self._stack.append((self._frame, self._enter(tag, attrs, text)))
            if text and not self._skipping:
                self._write(text)
        self._flush()
        if len(self.drafts) >= self._max_blocks:
            self.drafts[-1].text = "".join(self.drafts[-1].pieces)

    def limits(self) -> list[str]:
        """The names of the limits that this page reached."""
        reached = {"max_depth": self._frames.limited, "max_blocks": len(self.drafts) >= self._max_blocks}
        return [name for name, hit in reached.items() if hit]

    def _enter(self, tag: str, attrs: str, text: str) -> str:
        """Opens an element; the role says what its end tag has to undo."""
        if self._skipping:
            return ""
        if tag in BREAKING or "-" in tag:
            self._flush()
            if tag == "html":
                self.head.see(tag, attrs, text)
            self._frame = self._frames.block(self._frame, tag, attrs)
            return "block"
        if tag in SKIPPED:
            if tag == "title":
                self.head.see(tag, attrs, text)
            self._skipping = True
            return "skip"
        if attrs and tag != "a":
            self._frame = self._frames.inline(self._frame, attrs)
        if tag not in MARKS or len(self._open) >= _MAX_OPEN:
            return ""
        self._links += tag == "a"
        if tag == "a":
            self._link_from = len(self.drafts)
        self._open.append((MARKS[tag], self._draft.length if self._draft else 0, _mark_attrs(attrs)))
        return "mark"

    def _leave(self) -> None:
        if not self._stack:
            return
        self._frame, role = self._stack.pop()
        if role == "block":
            self._flush()
        elif role == "mark":
            tag, start, attrs = self._open.pop()
            if tag == "a":
                self._end_link()
            if self._draft:
                self._mark(self._draft, tag, start, attrs)
        elif role == "skip":
            self._skipping = False

    def _end_link(self) -> None:
        """A link around a whole article leads nowhere else: its text does not count as linked."""
        self._links -= 1
        wrapped = self.drafts[self._link_from :]
        if sum(len(draft.text) for draft in wrapped) > _LINKED_ARTICLE:
            for draft in wrapped:
                draft.link_chars = 0

    def _void(self, tag: str, attrs: str) -> None:
        if tag in ("meta", "link", "base"):
            self.head.see(tag, attrs, "")
        elif self._skipping:
            return
        elif tag == "br":
            if self._draft and self._frame.kind in _BREAKS_INSIDE:
                self._append(self._draft, "\n")
            else:
                self._flush()
        elif tag == "hr":
            self._flush()
        elif tag == "img":
            draft = self._begin("")
            if len(draft.marks) < _MAX_MARKS:
                draft.marks.append(Mark("img", draft.length, draft.length, _mark_attrs(attrs)))

    def _write(self, text: str) -> None:
        if not text.strip(_SPACE):
            if self._draft and self._draft.frame.kind != "pre":
                self._append(self._draft, " ")
            elif self._draft:
                self._append(self._draft, text)
            return
        decoded = unescape(text)
        if self._frame.kind != "pre":
            if "\n" in decoded:
                decoded = _WIDE_BREAK.sub("", decoded)
            decoded = _SPACES.sub(" ", decoded)
        elif self._draft is None:
            decoded = decoded.removeprefix("\n")
        draft = self._begin(text)
        self._append(draft, decoded)
        if self._links:
            draft.link_chars += len(decoded)

    def _begin(self, text: str) -> Draft:
        if self._draft is None:
            self._draft = Draft(self._frame)
        if text and not self._draft.first and text.strip(_NO_TEXT):
            self._draft.first = text
            self._draft.frame = self._frame
        return self._draft

    def _append(self, draft: Draft, text: str) -> None:
        """Adds text whose white space is folded already, but for where it meets the text before it."""
        if draft.frame.kind != "pre":
            if draft.ends_in_space:
                text = text.lstrip(" ")
            elif text == "\n" and draft.pieces[-1].endswith(" "):
                draft.pieces[-1] = draft.pieces[-1][:-1]
                draft.length -= 1
            if not text:
                return
            draft.ends_in_space = text[-1] in " \n"
        draft.pieces.append(text)
        draft.length += len(text)

    def _mark(self, draft: Draft, tag: str, start: int, attrs: tuple[tuple[str, str], ...]) -> None:
        if draft.length > start and len(draft.marks) < _MAX_MARKS:
            draft.marks.append(Mark(tag, start, draft.length, attrs))

    def _flush(self) -> None:
        """Ends the block; inline elements that are open go on in the next one."""
        draft = self._draft
        if draft is None:
            return
        for index, (tag, start, attrs) in enumerate(self._open):
            self._mark(draft, tag, start, attrs)
            self._open[index] = (tag, 0, attrs)
        self._draft = None
        draft.text = "".join(draft.pieces).rstrip("\n" if draft.frame.kind == "pre" else _SPACE)
        if not draft.text.strip(_NO_TEXT):
            if not any(mark.tag == "img" for mark in draft.marks):
                return
            draft.text, draft.kind = "", "image"
            draft.marks = [Mark(mark.tag, 0, 0, mark.attrs) for mark in draft.marks if mark.tag in ("img", "a")]
        else:
            draft.kind = draft.frame.kind
            if draft.kind == "h" and (len(draft.text) > _LONG_HEADING or draft.frame.path.endswith("/p")):
                draft.kind = "p"
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


def _mark_attrs(attrs: str) -> tuple[tuple[str, str], ...]:
    found = tuple(_MARK_ATTR.findall(attrs)) if attrs else ()
    return tuple((name, unescape(value)) for name, value in found) if "&" in attrs else found
