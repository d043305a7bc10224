"""The reader that turns markup into drafts of blocks: text, inline marks, links, what is around them."""

from __future__ import annotations

from .. import native
from ..types import Container, Options
from .draft import Draft, make_draft
from .elements import MAX_AROUND, Element, Opened, Place, Places
from .head import HeadReader
from .inline import make_container
from .serialised import SPACE, comment_end, find_sign, raw_end, skip_space

_OF_HEAD = frozenset(("meta", "link", "base"))
_BREAKS_INSIDE = frozenset(("h", "caption", "pre"))
_LINKED_ARTICLE = 300
"""characters in other blocks than its last from which a link is a wrapper; cards on portals have up to 200"""
_AROUND = MAX_AROUND
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
        self.places = Places(options.max_depth)
        self._place = Place()
        self._opened: list[Opened] = []
        """the open elements, and behind them others that are used again"""
        self._depth = 0
        """how many are open"""
        self.ids = 0
        self._around: list[int] = []
        """the ids of the open blocks, outermost first"""
        self._within: list[Container] = []
        self._same_within: tuple[Container, ...] | None = ()
        """as a tuple, None if it has changed"""
        self._marks: list[tuple[str, int, str]] = []
        """marks that have begun: name, where, raw attributes"""
        self._links = 0
        self._link_from = 0
        self._draft: Draft | None = None

    def read(self, html: str) -> None:
        """The whole page, as ``mended`` gives it: each ``<`` begins a tag or a comment, the next ``>`` ends a tag."""
        size = len(html)
        at = find_sign(html, "<", 0)
        while 0 <= at < size:
            sign = native.PyUnicode_READ_CHAR(html, at + 1)
            if sign == "/":
                end = self._leave(html, at + 2)
            elif sign != "!":
                end = self._enter(html, at + 1)
            elif html.startswith("--", at + 2):
                end = comment_end(html, at)
            else:
                end = find_sign(html, ">", at)
            at = self._read_text(html, end + 1)
        self._flush()
        if len(self.drafts) >= self._max_blocks:
            self.drafts[-1].text = self.drafts[-1].whole()

    def limits(self) -> list[str]:
        """The names of the limits that this page reached."""
        reached = {"max_depth": self.places.limited, "max_blocks": len(self.drafts) >= self._max_blocks}
        return [name for name, hit in reached.items() if hit]

    def _enter(self, html: str, start: int) -> int:
        """Opens the element whose name begins there; where the ``>`` stands behind which the page goes on."""
        outer = self._place
        end = find_sign(html, ">", start)
        if self._enter_other(html, start, end):
            return end
        tag = html[start:end]
        element = outer.inner.get(tag)
        if element is None:
            element = self.places.learn(outer, tag)
        does = _NOTHING
        if element.role.is_block:
            self._begin_block()
            does = _END_BLOCK
            if element.role.is_structure:
                self._within.append(make_container(element.name, self.ids, element.kept))
                self._same_within = None
                does = _END_STRUCTURE
        elif element.role.mark:
            does = self._begin_mark(element.role.mark, element.attrs)
        elif element.role.is_line:
            self._begin_line()
        elif element.role.is_passed:
            return self._pass(html, element, end)
        if element.role.is_noted:
            self._note(element)
        self._open(len(element.name), does)
        if element.place is not None:
            self._place = element.place
        return end

    def _enter_other(self, html: str, start: int, end: int) -> bool:
        """Opens a link or notes an image, if one begins there: hardly two are alike, and none is a place of its own."""
        first = native.PyUnicode_READ_CHAR(html, start)
        if first == "a" and native.PyUnicode_READ_CHAR(html, start + 1) == " ":
            self._open(1, self._begin_mark("a", html[start + 1 : end]))
            return True
        if first == "i" and html.startswith("img ", start):
            self._image(html[start + 3 : end])
            return True
        return False

    def _open(self, size: int, does: int) -> None:
        """One more element is open, with a name of so many characters."""
        if self._depth == len(self._opened):
            self._opened.append(Opened())
        opened = self._opened[self._depth]
        opened.outer, opened.size, opened.does = self._place, size, does
        self._depth += 1

    def _leave(self, html: str, start: int) -> int:
        """Closes the innermost element, whose name its end tag repeats there; where that tag ends."""
        if not self._depth:
            return find_sign(html, ">", start)
        self._depth -= 1
        opened = self._opened[self._depth]
        self._place = opened.outer
        if opened.does == _END_BLOCK:
            self._end_block()
        elif opened.does == _END_STRUCTURE:
            self._end_structure()
        elif opened.does == _END_MARK:
            self._end_mark()
        end = start + opened.size
        is_its_own = end < len(html) and native.PyUnicode_READ_CHAR(html, end) == ">"
        return end if is_its_own else find_sign(html, ">", start)

    def _pass(self, html: str, element: Element, end: int) -> int:
        """Goes past an element without text for a block; where its last tag ends."""
        if element.role.is_skipped:
            return self._skip(html, element, end)
        if element.role.is_raw:
            return raw_end(html, element.name, end)
        self._void(element)
        return end

    def _skip(self, html: str, element: Element, end: int) -> int:
        """Passes over an element whose content is no text of the page; where its last tag ends."""
        if element.name == "title":
            self.head.see("title", element.attrs, html[end + 1 : html.find("<", end)])
        depth = 1
        while depth and (at := find_sign(html, "<", end)) >= 0:
            end = find_sign(html, ">", at)
            if html.startswith("</", at):
                depth -= 1
            elif html.startswith("<!--", at):
                end = comment_end(html, at)
            else:
                name, space, attrs = html[at + 1 : end].partition(" ")
                role = self.places.role(self._place, name)
                if role.is_raw:
                    end = raw_end(html, name, end)
                elif not role.is_void:
                    depth += 1
                elif name in _OF_HEAD:
                    self.head.see(name, space + attrs, "")
        return end

    def _begin_block(self) -> None:
        if self._draft is not None:
            self._flush()
        self.ids += 1
        self._around.append(self.ids)

    def _end_block(self) -> None:
        if self._draft is not None:
            self._flush()
        self._around.pop()

    def _end_structure(self) -> None:
        if self._draft is not None:
            self._flush()
        self._around.pop()
        self._within.pop()
        self._same_within = None

    def _begin_line(self) -> None:
        """A line of code: what follows does not go on in the line before it."""
        if self._draft is not None and not self._draft.is_at_line_start():
            self._draft.add_break()

    def _begin_mark(self, name: str, attrs: str) -> int:
        if len(self._marks) >= _MAX_OPEN:
            return _NOTHING
        if name == "a":
            self._links += 1
            self._link_from = len(self.drafts)
        elif name == "code" and self._place.is_pre and self._draft is not None and self._draft.ends_in_code():
            self._begin_line()  # a code right behind another is its next line: so WeChat writes code
        self._marks.append((name, self._draft.length if self._draft is not None else 0, attrs))
        return _END_MARK

    def _end_mark(self) -> None:
        tag, start, attrs = self._marks.pop()
        if tag == "a":
            self._links -= 1
            if self._link_from < len(self.drafts):
                self._unlink()
        if self._draft is not None:
            self._draft.mark(tag, start, attrs)

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
            draft.add_break()
        elif name == "br" or name == "hr":
            self._flush()
        elif name == "img":
            self._image(element.attrs)

    def _note(self, element: Element) -> None:
        if element.role.is_image:
            self._image(element.attrs)
        else:
            self.head.see(element.name, element.attrs, "")

    def _image(self, attrs: str) -> None:
        if self._draft is None:
            self._draft = make_draft(self._place)
        self._draft.mark_image(attrs)

    def _read_text(self, html: str, start: int) -> int:
        """The text that begins there; where the next tag does. Most texts are line breaks between two blocks."""
        size = len(html)
        if start < size and native.PyUnicode_READ_CHAR(html, start) == "<":
            return start
        if self._place.is_lined and not self._place.is_pre:
            return self._read_lines(html, start)
        at = skip_space(html, start)
        begin = at - start
        if at < size and native.PyUnicode_READ_CHAR(html, at) != "<":
            at = find_sign(html, "<", at)
            if at < 0:
                at = size
        elif not begin or self._draft is None:
            return at
        if self._draft is None:
            self._draft = make_draft(self._place)
        text = html[start:at]
        if self._place.is_pre:
            self._draft.write_pre(text, self._place, self._links > 0)
        else:
            self._draft.write(text, begin, self._place, self._links > 0)
        return at

    def _read_lines(self, html: str, start: int) -> int:
        """Text whose line breaks are shown: each ends a block, as ``<br>`` does; where the next tag begins."""
        at = find_sign(html, "<", start)
        end = len(html) if at < 0 else at
        for index, line in enumerate(html[start:end].split("\n")):
            if index and self._draft is not None:
                self._flush()
            inner = line.lstrip(SPACE)
            if inner:
                self._draft = make_draft(self._place) if self._draft is None else self._draft
                self._draft.write(line, len(line) - len(inner), self._place, self._links > 0)
        return end

    def _flush(self) -> None:
        """Ends the block; inline elements that are open go on in the next one."""
        draft, self._draft = self._draft, None
        if draft is not None:
            for index, (tag, start, attrs) in enumerate(self._marks):
                draft.mark(tag, start, attrs)
                self._marks[index] = (tag, 0, attrs)
            if draft.finish():
                self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        """Beyond the limit of blocks their text goes on in the last one, so that nothing is lost."""
        if len(self.drafts) < self._max_blocks:
            if self._same_within is None:
                self._same_within = tuple(self._within)
            first = max(0, len(self._around) - _AROUND)
            draft.within, draft.around = self._same_within, tuple(self._around[first:] if first else self._around)
            self.drafts.append(draft)
        elif draft.text:
            self.drafts[-1].append("\n" + draft.text)
