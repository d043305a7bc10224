"""The body of an Article as a tree: its leaves, their text, and a copy in which that text is changed by Edits.

A leaf is an element with ``data-block``; no leaf stands inside another. Its text is that of its
strings, with ``<br>`` as a line break and ``<img>`` as nothing, and starts as the block's text, so
an Edit's position in the block is a position in the leaf.

``Element`` has the names of BeautifulSoup's ``Tag`` (``name``, ``attrs``, ``contents``) and nothing else: no links to parents
and neighbours, so that building and copying a tree costs a tenth. What only reads a tree takes either; ``soup.py`` leads
from one to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from .edits import replay
from .strings import new_texts
from .types import Edit, Pair


class Element:
    """One element of a body, or the body itself, whose name is empty."""

    __slots__ = ("attrs", "contents", "name")

    def __init__(
        self, name: str = "", attrs: dict[str, str] | None = None, contents: list[Element | str] | None = None
    ) -> None:
        self.name = name
        self.attrs = {} if attrs is None else attrs
        self.contents = [] if contents is None else contents


def make_element(name: str) -> Element:
    """An empty element: compiled without a call from Python, since a page has thousands."""
    made = Element.__new__(Element)
    made.name = name
    made.attrs = {}
    made.contents = []
    return made


def leaves(body: Element) -> list[Element]:
    """The leaves in page order. The tree's depth is bounded where it is built."""
    found: list[Element] = []
    _add_leaves(body, found)
    return found


def _add_leaves(body: Element, found: list[Element]) -> None:
    for node in body.contents:
        if not isinstance(node, str):
            if "data-block" in node.attrs:
                found.append(node)
            elif node.contents:
                _add_leaves(node, found)


def elements(node: Element, names: Collection[str]) -> list[Element]:
    """The elements of some names inside another, in page order."""
    found: list[Element] = []
    _add_elements(node, names, found)
    return found


def has_element(node: Element, names: Collection[str]) -> bool:
    """Whether there is such an element."""
    for child in node.contents:
        if not isinstance(child, str):
            element = child
            if element.name in names or (element.contents and has_element(element, names)):
                return True
    return False


def _add_elements(node: Element, names: Collection[str], found: list[Element]) -> None:
    for child in node.contents:
        if not isinstance(child, str):
            element = child
            if element.name in names:
                found.append(element)
            if element.contents:
                _add_elements(element, names, found)


def block_index(leaf: Element) -> int:
    """The index of the block that a leaf came from; -1 is the page's ``<title>``."""
    return int(leaf.attrs["data-block"])


def holds_text(node: Element) -> bool:
    """Whether an element holds one string and nothing else, as most do."""
    return len(node.contents) == 1 and isinstance(node.contents[0], str)


def leaf_text(leaf: Element) -> str:
    """The text of a leaf, as Edits count it."""
    contents = leaf.contents
    if len(contents) == 1:
        only = contents[0]
        if isinstance(only, str):
            return only
        if len(only.contents) == 1 and isinstance(only.contents[0], str):  # a link, most often
            return only.contents[0]
    return "".join(pieces(leaf))


def pieces(leaf: Element) -> list[str]:
    """The strings of a leaf in order, each ``<br>`` as a line break."""
    out: list[str] = []
    for node in leaf.contents:
        if isinstance(node, str):
            out.append(node)
        elif node.name == "br":
            out.append("\n")
        elif node.contents:
            out += pieces(node)
    return out


def plain_text(node: Element) -> str:
    """The strings inside an element; a line break is nothing."""
    return "".join([child if isinstance(child, str) else plain_text(child) for child in node.contents])


def has_reading(node: Element) -> bool:
    """Whether a ruby or rt element still holds a reading."""
    readings = [node] if node.name == "rt" else elements(node, ("rt",))
    return any(plain_text(reading) for reading in readings)


def spans_in(leaf: Element, names: Collection[str], at: int = 0) -> list[tuple[int, int]]:
    """Where in the text of a leaf the strings stand that are inside elements of some names."""
    spans: list[tuple[int, int]] = []
    for node in leaf.contents:
        if isinstance(node, str):
            at += len(node)
        elif node.name == "br":
            at += 1
        elif holds_text(node) and node.name not in names:  # a link, most often
            at += len(node.contents[0])  # type: ignore[arg-type]
        elif node.contents:
            texts = pieces(node)
            if node.name in names:
                ends = list(accumulate(map(len, texts), initial=at))
                spans += pairwise(ends)
            else:
                spans += spans_in(node, names, at)
            at += sum(map(len, texts))
    return spans


def note_source(leaf: Element, source: str, edits: Sequence[Edit]) -> None:
    """Note on a converted leaf the text before conversion, and where it was ambiguous."""
    leaf.attrs["data-source"] = source
    doubts = [f"{e.start}:{e.alternatives[0][0]}" for e in edits if e.why == "ambiguous" and e.alternatives]
    if doubts:
        leaf.attrs["data-doubts"] = " ".join(doubts)


def carry_source(leaf: Element, edits: Sequence[Edit], length: int) -> None:
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


def doubts_of(leaf: Element) -> Iterator[tuple[int, str]]:
    """Place and other reading of each ambiguous character of a leaf."""
    for doubt in str(leaf.attrs.get("data-doubts", "")).split():
        place, _, other = doubt.partition(":")
        yield int(place), other


def pairs(body: Element) -> tuple[Pair, ...]:
    """A row for each leaf that holds text, in page order."""
    rows = []
    for leaf in leaves(body):
        text = leaf_text(leaf)
        if text and not text.isspace():
            doubts = tuple(doubts_of(leaf)) if "data-doubts" in leaf.attrs else ()
            rows.append(Pair(leaf.attrs.get("data-source", text), text, doubts))
    return tuple(rows)


def _shift(edits: Sequence[Edit], place: int) -> int:
    return sum(len(e.after) - len(e.before) for e in edits if e.start + len(e.before) <= place)


def rewritten(body: Element, edits: dict[int, list[Edit]]) -> tuple[Element, dict[int, Element]]:
    """A copy of a body whose leaves are changed by edits, given by the ``id`` of the leaf in ``body``.

    Returns the copy and, by the same ids, its leaves. The edits of a leaf are of one pass, sorted, and count in its
    text. An edit over several strings puts what it brings into the first; an insertion goes to the string before it.
    """
    copies: dict[int, Element] = {}
    return _copied(body, edits, copies), copies


def _copied(node: Element, edits: dict[int, list[Edit]], copies: dict[int, Element]) -> Element:
    # no function inside another, which would hold itself, and both trees until the collector comes
    is_leaf = "data-block" in node.attrs
    found = edits.get(id(node)) if is_leaf else None
    if found:
        inside = _changed_leaf(node, found)
    else:
        inside = []
        for child in node.contents:
            inside.append(child if isinstance(child, str) else _copied(child, edits, copies))
    copy = Element(node.name, node.attrs.copy(), inside)
    if is_leaf:
        copies[id(node)] = copy
    return copy


def _changed_leaf(leaf: Element, edits: Sequence[Edit]) -> list[Element | str]:
    """What a leaf holds after its edits."""
    if holds_text(leaf):
        text = replay(leaf.contents[0], edits)  # type: ignore[arg-type]
        return [text] if text else []
    texts = pieces(leaf)
    new = new_texts(texts, edits)
    waiting = iter(new)
    inside = _refilled(leaf, waiting)
    return [*waiting, *inside]  # only what an empty leaf is given is left over


def _refilled(node: Element, texts: Iterator[str]) -> list[Element | str]:
    """The contents of an element with new strings; a line break that is one no more is a string."""
    out: list[Element | str] = []
    for child in node.contents:
        if isinstance(child, str) or child.name == "br":
            text = next(texts)
            if text == "\n" and not isinstance(child, str):
                out.append(Element("br"))
            elif text:
                out.append(text)
        else:
            out.append(Element(child.name, dict(child.attrs), _refilled(child, texts)))
    return out
