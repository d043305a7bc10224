"""Blocks to a tree: containers are opened and closed as their ids come and go, marks become inline elements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..types import Block, Container

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

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
_LINKS = frozenset({"href", "src"})
_UNSAFE_SCHEMES = ("javascript:", "vbscript:", "data:text", "data:application")


class Builder:
    """Appends blocks to a body, keeping the stack of open containers."""

    def __init__(self, base: str) -> None:
        from bs4 import BeautifulSoup

        self.body: BeautifulSoup = BeautifulSoup("", "html.parser")
        self.base = base
        self._open: list[tuple[int, Tag]] = []

    def add(self, block: Block, *, alone: bool) -> None:
        """Append a block; ``alone``: its innermost container holds nothing else."""
        parent = self._enter(block.within)
        if alone and self._open and self._open[-1][1].name in _HOLDS_TEXT:
            leaf = self._open[-1][1]
        else:
            leaf = self._tag(_leaf_name(block, parent))
            parent.append(leaf)
        leaf.attrs["data-block"] = str(block.index)
        if block.kind == "line":
            leaf.attrs["data-line"] = str(block.line)
        self._fill(leaf, block)

    def _enter(self, within: Sequence[Container]) -> Tag:
        shared = 0
        while shared < min(len(within), len(self._open)) and within[shared].id == self._open[shared][0]:
            shared += 1
        del self._open[shared:]
        parent = self._open[-1][1] if self._open else self.body
        for container in within[shared:]:
            child = self._tag(container.tag, container.attrs)
            parent.append(child)
            self._open.append((container.id, child))
            parent = child
        return parent

    def _tag(self, name: str, attrs: Iterable[tuple[str, str]] = ()) -> Tag:
        keep = _KEPT_ATTRS.get(name, ())
        kept: dict[str, str] = {}
        for key, value in attrs:
            if key in keep:
                value = self._link(value) if key in _LINKS else value
                if value or key == "alt":
                    kept[key] = value
        return self.body.new_tag(name, attrs=kept)

    def _link(self, address: str) -> str:
        address = address.strip()
        if address.lower().startswith(_UNSAFE_SCHEMES):
            return ""
        try:
            return urljoin(self.base, address) if self.base else address
        except ValueError:  # "http://[" and the like: as it stands
            return address

    def _fill(self, leaf: Tag, block: Block) -> None:
        """The block's text with its marks as nested elements; marks that cross are cut at the border."""
        text, at = block.text, 0
        stack: list[tuple[int, Tag]] = []
        top = leaf
        for mark in sorted(block.marks, key=lambda m: (m.start, -m.end)):
            while stack and stack[-1][0] <= mark.start and not (mark.start == mark.end == stack[-1][0]):
                end, _ = stack.pop()
                self._text(top, text[at:end], leaf.name)
                at, top = max(at, end), stack[-1][1] if stack else leaf
            self._text(top, text[at : mark.start], leaf.name)
            at = max(at, mark.start)
            element = self._tag(mark.tag, mark.attrs)
            top.append(element)
            if mark.tag != "img":
                end = min(mark.end, stack[-1][0]) if stack else mark.end
                stack.append((end, element))
                top = element
        while stack:
            end, _ = stack.pop()
            self._text(top, text[at:end], leaf.name)
            at, top = max(at, end), stack[-1][1] if stack else leaf
        self._text(leaf, text[at:], leaf.name)

    def _text(self, parent: Tag, text: str, leaf: str) -> None:
        if not text:
            return
        if "\n" not in text or leaf == "pre":
            parent.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                parent.append(self.body.new_tag("br"))
            if line:
                parent.append(line)


def build(blocks: Sequence[Block], headline: Block | None, base: str = "") -> BeautifulSoup:
    """The body of the kept blocks, the headline first. Links are made absolute by ``base``, if given."""
    builder = Builder(base)
    if headline:
        builder.add(_without_containers(headline), alone=False)
    rest = [b for b in blocks if headline is None or b.index != headline.index]
    held = _held(rest)
    for block in rest:
        builder.add(block, alone=bool(block.within) and held.get(block.within[-1].id, 0) == 1)
    return builder.body


def _without_containers(block: Block) -> Block:
    from dataclasses import replace

    return replace(block, within=(), kind="title", marks=tuple(m for m in block.marks if m.tag != "a"))


def _held(blocks: Sequence[Block]) -> dict[int, int]:
    """How many things (blocks, containers) each container holds directly."""
    seen: set[int] = set()
    held: dict[int, int] = {}
    for block in blocks:
        for outer, inner in zip(block.within, block.within[1:], strict=False):
            if inner.id not in seen:
                seen.add(inner.id)
                held[outer.id] = held.get(outer.id, 0) + 1
        if block.within:
            held[block.within[-1].id] = held.get(block.within[-1].id, 0) + 1
    return held


def _leaf_name(block: Block, parent: Tag) -> str:
    if block.kind == "h":
        # h1 is the article's own headline
        return f"h{min(max(block.level, 2), 6)}"
    if block.kind == "caption":
        return {"figure": "figcaption", "table": "caption"}.get(parent.name, "p")
    return _LEAF_BY_KIND.get(block.kind, "p")
