"""The reader that turns markup into drafts of blocks: text, inline marks, links, what is around them."""

from __future__ import annotations

from ..types import Container, Options
from .draft import Draft
from .elements import MARKS, MAX_AROUND, Element, Place, Places
from .head import HeadReader
from .inline import SPACE, fold_space, make_container
from .serialised import comment_end, raw_end, unescape

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


class Reader:
    """Reads a page into drafts; the open elements are a list, so depth costs no recursion."""

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

    def read(self, html: str) -> None:
        """The whole page, as ``mended`` gives it: each ``<`` begins a tag or a comment, the next ``>`` ends a tag."""
        at = html.find("<")
        while at >= 0:
            sign = html[at + 1]
            end = html.find(">", at)
            if sign == "/":
                if self._ends:
                    self._leave()
            elif sign != "!":
                end = self._enter(html, at + 1, end)
            elif html.startswith("--", at + 2):
                end = comment_end(html, at)
            at = html.find("<", end)
            text = html[end + 1 : at] if at >= 0 else html[end + 1 :]
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

    def _enter(self, html: str, start: int, end: int) -> int:
        """Opens the element whose tag is ``html[start:end]``; where the ``>`` stands behind which the page goes on."""
        outer = self._place
        self._outer.append(outer)
        if html.startswith("a ", start):
            # hardly two links are alike, and none is a place of its own
            self._ends.append(self._begin_mark("a", html[start + 1 : end]))
            return end
        tag = html[start:end]
        element = outer.inner.get(tag)
        if element is None:
            element = self._places.learn(outer, tag)
        role = element.role
        does = _NOTHING
        if role == "structure":
            self._begin_block()
            self._within.append(make_container(element.name, self._ids, element.kept))
            does = _END_STRUCTURE
        elif role == "block":
            self._begin_block()
            does = _END_BLOCK
            if element.name == "html":
                self.head.see("html", element.attrs, "")
        elif role == "mark":
            does = self._begin_mark(element.name, element.attrs)
        elif role != "plain":
            self._outer.pop()
            return self._pass(html, element, end)
        if element.place is not None:
            self._place = element.place
        self._ends.append(does)
        return end

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

    def _pass(self, html: str, element: Element, end: int) -> int:
        """Goes past an element without text for a block; where its last tag ends."""
        if element.role == "skip":
            return self._skip(html, element, end)
        if element.role == "raw":
            return raw_end(html, element.name, end)
        self._void(element)
        return end

    def _skip(self, html: str, element: Element, end: int) -> int:
        """Passes over an element whose content is no text of the page; where its last tag ends."""
        if element.name == "title":
            self.head.see("title", element.attrs, html[end + 1 : html.find("<", end)])
        depth = 1
        while depth and (at := html.find("<", end)) >= 0:
            end = html.find(">", at)
            if html.startswith("</", at):
                depth -= 1
            elif html.startswith("<!--", at):
                end = comment_end(html, at)
            else:
                name, space, attrs = html[at + 1 : end].partition(" ")
                role = self._places.role(self._place, name)
                if role == "raw":
                    end = raw_end(html, name, end)
                elif role != "void":
                    depth += 1
                elif name in _OF_HEAD:
                    self.head.see(name, space + attrs, "")
        return end

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
