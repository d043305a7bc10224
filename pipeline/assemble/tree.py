"""Blocks to a tree: containers are opened and closed as their ids come and go, marks become inline elements.

Limits: containers deeper than ``MAX_NESTING`` and marks deeper than ``MAX_MARKS`` are left out, so that later stages may
walk the tree by recursion; what marks cross is cut at the border of the outer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from ..body import Element, make_element
from ..types import Block, Container, Mark
from .code import language_of
from .grid import Grid
from .lists import without_layout_lists

MAX_NESTING = 24
"""Structural elements around a block; a table in a list in a quote has 7, and hostile pages have thousands."""

MAX_MARKS = 8
"""Inline elements around a character; honest text has at most four (a, strong, em, u)."""

_LEAF_BY_KIND = {"pre": "pre", "title": "h1"}
_HOLDS_TEXT = frozenset({"li", "td", "th", "dt", "dd", "caption", "pre"})
"""Containers that are themselves the leaf if they hold one block and nothing else."""

_KEPT_ATTRS = {
    "a": ("href", "title"),
    "img": ("src", "alt", "title"),
    "td": ("rowspan", "colspan"),
    "th": ("rowspan", "colspan"),
    "ol": ("start",),
    "code": ("class",),
    "pre": ("class",),
}
_LAZY = (
    "data-src", "data-original", "original", "data-lazy-src", "data-url", "data-actualsrc", "data-lazyload", "data-lazy",
    "data-echo", "zoomfile", "file", "_src",
)  # fmt: skip
"""Where templates put an image's address until a reader scrolls to it; ``src`` is then a placeholder. ``zoomfile`` and ``file``
are Discuz!'s, ``data-actualsrc`` Zhihu's."""
_LINKS = frozenset({"href", "src"})
_UNSAFE_SCHEMES = ("javascript:", "vbscript:", "data:", "file:", "about:")
"""No place that a reader of the article could go to; ``data:`` holds placeholders."""
_UNSAFE_FIRST = "jvdfaJVDFA"


def _seen(attrs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """An image's attributes, ``src`` being the picture that a reader sees in the end.

    >>> _seen([("src", "data:image/gif;base64,R0lGO"), ("data-src", "/a.jpg")])
    [('src', '/a.jpg')]
    """
    given = dict(attrs)
    sources = [given[name] for name in (*_LAZY, "src") if given.get(name, "").strip()]
    if not sources and given.get("srcset", "").strip():
        sources = [given["srcset"].split(",")[0].split()[0]]
    others = [(key, value) for key, value in given.items() if key in ("alt", "title")]
    return [*((("src", sources[0]),) if sources else ()), *others]


class Builder:
    """Appends blocks to a body, keeping the stack of open containers."""

    def __init__(self, base: str, grid: Grid) -> None:
        self.body = Element()
        self._base = base
        self._empty_before = grid.empty_before
        self._open: list[tuple[int, Element]] = []
        self._links: dict[str, str] = {}

    def add(self, block: Block, alone: bool) -> None:
        """Append a block; ``alone``: its innermost container holds nothing else."""
        parent = self._enter(block.within) if block.within or self._open else self.body
        if alone and self._open and parent.name in _HOLDS_TEXT:
            leaf = parent
        else:
            leaf = make_element(_leaf_name(block, parent))
            if parent.name == "pre" and parent.contents:
                parent.contents.append("\n")  # blocks inside code are lines of it
            parent.contents.append(leaf)
        leaf.attrs["data-block"] = str(block.index)
        if block.kind == "pre" and (language := language_of(block.cues)):
            leaf.attrs.setdefault("class", f"language-{language}")
        if block.kind == "line":
            leaf.attrs["data-line"] = str(block.line)
        if block.marks:
            self._fill(leaf, block)
        else:
            _add_text(leaf, block.text, leaf.name)

    def _enter(self, within: tuple[Container, ...]) -> Element:
        opened, empty = self._open, self._empty_before
        depth = min(len(within), MAX_NESTING)
        shared, most = 0, min(depth, len(opened))
        while shared < most and within[shared].id == opened[shared][0]:
            shared += 1
        del opened[shared:]
        parent = opened[-1][1] if opened else self.body
        for at in range(shared, depth):
            container = within[at]
            number, name = container.id, container.tag
            for _ in range(empty.get(number, 0) if empty else 0):
                parent.contents.append(make_element(name))
            parent = self._tag(name, parent, container.attrs)
            opened.append((number, parent))
        return parent

    def _tag(self, name: str, parent: Element, attrs: Iterable[tuple[str, str]]) -> Element:
        keep = _KEPT_ATTRS.get(name)
        made = make_element(name)
        if keep and attrs:
            for key, value in _seen(attrs) if name == "img" else attrs:
                if key in keep:
                    value = self._link(value) if key in _LINKS else " ".join(value.split())
                    if value or key == "alt":
                        made.attrs[key] = value
        parent.contents.append(made)
        return made

    def _link(self, address: str) -> str:
        """An address as it is written, made absolute; empty if it leads nowhere."""
        if not self._base:
            return _absolute(address.strip(), "")
        known = self._links.get(address)
        if known is None:
            known = self._links[address] = _absolute(address.strip(), self._base)
        return known

    def _fill(self, leaf: Element, block: Block) -> None:
        """The block's text with its marks as nested elements."""
        text, at, marks = block.text, 0, block.marks
        first = marks[0]
        if len(marks) == 1 and first.tag == "a" and first.start == 0 and first.end == len(text) and text:
            # an item of a list of links: most marks of most pages
            attrs = tuple(first.attrs)
            inside = self._tag("a", leaf, attrs) if self._link(_href(attrs)) else leaf
            _add_text(inside, text, leaf.name)
            return
        stack: list[tuple[int, Element]] = []
        for mark in sorted(marks, key=_outer_first) if len(marks) > 1 else marks:
            start, end = mark.start, mark.end
            while stack and stack[-1][0] <= start and not (start == end == stack[-1][0]):
                at = self._close(stack, leaf, text, at)
            if len(stack) >= MAX_MARKS or not self._means_something(mark, stack):
                continue
            top = stack[-1][1] if stack else leaf
            _add_text(top, text[at:start], leaf.name)
            at = max(at, start)
            element = self._tag(mark.tag, top, mark.attrs)
            if mark.tag != "img":
                stack.append((min(end, stack[-1][0]) if stack else end, element))
        while stack:
            at = self._close(stack, leaf, text, at)
        _add_text(leaf, text[at:], leaf.name)

    def _means_something(self, mark: Mark, stack: list[tuple[int, Element]]) -> bool:
        """Not a link or image without address, nor bold inside bold."""
        if mark.tag == "img":
            sources = [self._link(value) for key, value in _seen(mark.attrs) if key == "src"]
            return any(sources)
        if mark.tag == "a" and not self._link(_href(mark.attrs)):
            return False
        return mark.tag not in [element.name for _, element in stack]

    def _close(self, stack: list[tuple[int, Element]], leaf: Element, text: str, at: int) -> int:
        end, element = stack.pop()
        _add_text(element, text[at:end], leaf.name)
        return max(at, end)


def _href(attrs: Iterable[tuple[str, str]]) -> str:
    for key, value in attrs:
        if key == "href":
            return value
    return ""


def _add_text(parent: Element, text: str, leaf: str) -> None:
    """A string at the end of an element; in all but code a line break is an element."""
    if "\n" not in text or leaf == "pre":
        if text:
            parent.contents.append(text)
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            parent.contents.append(Element("br"))
        if line:
            parent.contents.append(line)


def _absolute(address: str, base: str) -> str:
    if address[:1] in _UNSAFE_FIRST and address[:12].lower().startswith(_UNSAFE_SCHEMES):
        return ""
    try:
        return urljoin(base, address) if base else address
    except ValueError:  # "http://[" and the like: as it stands
        return address


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def build(blocks: Sequence[Block], headline: Block | None, base: str = "") -> Element:
    """The body of the kept blocks, the headline first. Links are made absolute by ``base``, if given."""
    first = headline.index if headline else None
    rest = [block for block in blocks if block.index != first]
    tags = _tags_around(rest)
    if "li" in tags:
        rest = without_layout_lists(rest)
    builder = Builder(base, Grid.of(rest) if "td" in tags or "th" in tags else Grid())
    if headline:
        builder.add(_without_containers(headline), False)
    held = _held(rest) if tags else {}
    for block in rest:
        within = block.within
        builder.add(block, bool(within) and held.get(within[-1].id, 0) == 1)
    return builder.body


def _tags_around(blocks: list[Block]) -> set[str]:
    """The names of all containers."""
    tags: set[str] = set()
    last: tuple[Container, ...] = ()
    for block in blocks:
        within = block.within
        if within and within is not last:
            for container in within:
                tags.add(container.tag)
            last = within
    return tags


def _without_containers(block: Block) -> Block:
    marks = tuple(m for m in block.marks if m.tag != "a" and not _covers(m, block.text))
    return Block(block.text, block.index, "title", line=block.line, marks=marks)


def _covers(mark: Mark, text: str) -> bool:
    """Whether emphasis spans a whole headline, which is set apart anyway."""
    return mark.tag in {"strong", "em", "u"} and not text[: mark.start].strip() and not text[mark.end :].strip()


def _held(blocks: list[Block]) -> dict[int, int]:
    """How many things (blocks, containers) each container holds directly."""
    seen: set[int] = set()
    held: dict[int, int] = {}
    for block in blocks:
        within = block.within
        if not within:
            continue
        place = len(within) - 1
        number = within[place].id
        held[number] = held.get(number, 0) + 1
        while place and number not in seen:  # what holds one that was seen was seen, too
            seen.add(number)
            place -= 1
            number = within[place].id
            held[number] = held.get(number, 0) + 1
    return held


def _leaf_name(block: Block, parent: Element) -> str:
    if parent.name in ("ul", "ol"):
        return "li"
    if block.kind == "h":
        # h1 is the article's own headline
        return f"h{min(max(block.level, 2), 6)}"
    if block.kind == "caption":
        return {"figure": "figcaption", "table": "caption"}.get(parent.name, "p")
    return _LEAF_BY_KIND.get(block.kind, "p")
