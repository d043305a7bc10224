"""The body of an Article as a tree: its leaves, their text, and a copy in which that text is changed by Edits.

A leaf is an element with ``data-block``; no leaf stands inside another. Its text is that of its
strings, with ``<br>`` as a line break and ``<img>`` as nothing, and starts as the block's text, so
an Edit's position in the block is a position in the leaf.

``Weaver`` writes a tree in document order and sets BeautifulSoup's links itself: three times as fast as
``append``, which has to find out where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from .edits import replay
from .types import Edit

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PageElement, Tag


class Weaver:
    """A tree under construction; elements and strings are added in document order only."""

    def __init__(self) -> None:
        from bs4 import BeautifulSoup
        from bs4.element import NavigableString, Tag

        self._make_tag, self._make_string = Tag, NavigableString
        self.body: BeautifulSoup = BeautifulSoup("", "html.parser")
        self._last: PageElement = self.body

    def tag(self, name: str, parent: Tag, attrs: dict[str, str]) -> Tag:
        """A new element at the end of its parent."""
        made = self._make_tag(None, self.body.builder, name, None, None, attrs)
        self._link(made, parent)
        return made

    def string(self, text: str, parent: Tag) -> None:
        """A new string at the end of its parent."""
        self._link(self._make_string(text), parent)

    def _link(self, node: PageElement, parent: Tag) -> None:
        siblings = parent.contents
        node.parent = parent
        node.previous_element = self._last
        node.next_element = node.next_sibling = None
        self._last.next_element = node
        if siblings:
            siblings[-1].next_sibling = node
            node.previous_sibling = siblings[-1]
        else:
            node.previous_sibling = None
        siblings.append(node)
        self._last = node


def leaves(body: Tag) -> Iterator[Tag]:
    """The leaves in page order."""
    from bs4.element import Tag as Element

    for node in body.descendants:
        if type(node) is Element and "data-block" in node.attrs:
            yield node


def block_index(leaf: Tag) -> int:
    """The index of the block that a leaf came from; -1 is the page's ``<title>``."""
    return int(str(leaf.attrs["data-block"]))


def leaf_text(leaf: Tag) -> str:
    """The text of a leaf, as Edits count it."""
    contents = leaf.contents
    if len(contents) == 1 and getattr(contents[0], "name", None) is None:
        return str(contents[0])
    return "".join([text for _, text in pieces(leaf)])


def pieces(leaf: Tag) -> list[tuple[NavigableString | Tag, str]]:
    """The strings and line breaks of a leaf with their text, in order."""
    from bs4.element import NavigableString as String

    out: list[tuple[NavigableString | Tag, str]] = []
    for node in leaf.descendants:
        if isinstance(node, String):
            out.append((node, str(node)))
        elif node.name == "br":  # type: ignore[attr-defined]
            out.append((node, "\n"))  # type: ignore[arg-type]
    return out


def note_source(leaf: Tag, source: str, edits: Sequence[Edit]) -> None:
    """Note on a converted leaf the text before conversion, and where it was ambiguous."""
    leaf.attrs["data-source"] = source
    doubts = [f"{e.start}:{e.alternatives[0][0]}" for e in edits if e.why == "ambiguous" and e.alternatives]
    if doubts:
        leaf.attrs["data-doubts"] = " ".join(doubts)


def carry_source(leaf: Tag, edits: Sequence[Edit], length: int) -> None:
    """Carry a later stage's edits over to the note of a leaf whose text had this length before them."""
    source = str(leaf.attrs.get("data-source", ""))
    if not source:
        return
    # of one length, both texts have their white space and marks at the same places
    fits = len(source) == length and all(e.start + len(e.before) <= length for e in edits)
    moved = [replace(e, before=source[e.start : e.start + len(e.before)]) for e in edits] if fits else []
    leaf.attrs["data-source"] = replay(source, moved).strip()
    places = [f"{place + _shift(edits, place)}:{other}" for place, other in doubts_of(leaf)]
    if places:
        leaf.attrs["data-doubts"] = " ".join(places)


def doubts_of(leaf: Tag) -> Iterator[tuple[int, str]]:
    """Place and other reading of each ambiguous character of a leaf."""
    for doubt in str(leaf.attrs.get("data-doubts", "")).split():
        place, _, other = doubt.partition(":")
        yield int(place), other


def _shift(edits: Sequence[Edit], place: int) -> int:
    return sum(len(e.after) - len(e.before) for e in edits if e.start + len(e.before) <= place)


def rewritten(body: Tag, edits: Mapping[int, Sequence[Edit]]) -> tuple[BeautifulSoup, dict[int, Tag]]:
    """A copy of a body whose leaves are changed by edits, given by the ``id`` of the leaf in ``body``.

    Returns the copy and, by the same ids, its leaves. The edits of a leaf are of one pass, sorted, and count in its
    text. An edit over several strings puts what it brings into the first; an insertion goes to the string before it.
    """
    weaver = Weaver()
    copies: dict[int, Tag] = {id(body): weaver.body}
    new_leaves: dict[int, Tag] = {}
    changed: dict[int, str] = {}
    for node in body.descendants:
        parent = copies.get(id(node.parent))
        if parent is None:
            continue  # inside a line break: bs4 lets nothing stand there
        name: str | None = getattr(node, "name", None)
        text = changed.pop(id(node), None)
        if name is None or text is not None:
            text = str(node) if text is None else text
            if text == "\n" and name == "br":
                weaver.tag("br", parent, {})
            elif text:
                weaver.string(text, parent)
            continue
        copy = weaver.tag(name, parent, dict(node.attrs))  # type: ignore[attr-defined]
        copies[id(node)] = copy
        if "data-block" in copy.attrs:
            new_leaves[id(node)] = copy
            if edits.get(id(node)):
                changed.update(_new_strings(node, edits[id(node)], copy, weaver))  # type: ignore[arg-type]
    return weaver.body, new_leaves


def _new_strings(leaf: Tag, edits: Sequence[Edit], copy: Tag, weaver: Weaver) -> dict[int, str]:
    """By ``id``, the new text of each string and line break of a leaf that its edits change."""
    parts = pieces(leaf)
    changes = [(e.start, e.start + len(e.before), e.after) for e in edits if e.certainty != "flagged"]
    if all(high - low == len(after) for low, high, after in changes):
        return _new_slices(parts, changes)
    if len(parts) > 1:
        changes = _at_borders(changes, list(accumulate(len(text) for _, text in parts)))
    out: dict[int, str] = {}
    at = index = 0
    for node, text in parts:
        end = at + len(text)
        if index < len(changes) and changes[index][0] <= end:
            new, index = _changed(text, at, changes, index)
            if new != text:
                out[id(node)] = new
        at = end
    rest = "".join(after for _, _, after in changes[index:])
    if rest and parts:
        out[id(parts[-1][0])] = out.get(id(parts[-1][0]), parts[-1][1]) + rest
    elif rest:
        weaver.string(rest, copy)
    return out


def _new_slices(
    parts: Sequence[tuple[NavigableString | Tag, str]], changes: Sequence[tuple[int, int, str]]
) -> dict[int, str]:
    """The same where no change alters a length, as in most conversions: each string keeps its place."""
    text = "".join([part for _, part in parts])
    pieces_after, at = [], 0
    for low, high, after in changes:
        pieces_after += [text[at:low], after]
        at = high
    text = "".join(pieces_after) + text[at:]
    out, at = {}, 0
    for node, part in parts:
        end = at + len(part)
        if text[at:end] != part:
            out[id(node)] = text[at:end]
        at = end
    return out


def _at_borders(changes: Sequence[tuple[int, int, str]], borders: Sequence[int]) -> list[tuple[int, int, str]]:
    """Changes of equal length cut where a string ends, so that each string gets its own characters."""
    out: list[tuple[int, int, str]] = []
    for low, high, after in changes:
        inside = borders[bisect_right(borders, low) : bisect_left(borders, high)] if high - low == len(after) else ()
        cuts = [low, *inside, high]
        out += [(a, b, after[a - low : b - low]) for a, b in pairwise(cuts)] if inside else [(low, high, after)]
    return out


def _changed(text: str, at: int, changes: Sequence[tuple[int, int, str]], index: int) -> tuple[str, int]:
    """One string after the changes that touch it; the index of the first change that may touch the next."""
    end, cursor = at + len(text), at
    out: list[str] = []
    while index < len(changes):
        low, high, after = changes[index]
        if low > end or (low == end and high > low):
            break
        if low >= cursor:  # begins in this string
            out += [text[cursor - at : low - at], after]
        cursor = max(cursor, min(high, end))
        if high > end:  # goes on in the next string, which brings nothing more
            break
        index += 1
    out.append(text[cursor - at :])
    return "".join(out), index
