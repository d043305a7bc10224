"""The body of an Article as a tree: its leaves, their text, and changing that text by Edits.

A leaf is an element with ``data-block``; no leaf stands inside another. Its text is that of its
strings, with ``<br>`` as a line break and ``<img>`` as nothing, and starts as the block's text, so
an Edit's position in the block is a position in the leaf.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .types import Edit

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, Tag


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


def duplicate(body: BeautifulSoup) -> BeautifulSoup:
    """A copy that its owner may change."""
    return copy.copy(body)


def rewrite(leaf: Tag, edits: Iterable[Edit]) -> None:
    """Apply edits (one pass, sorted, counted in the leaf's text) to the strings of a leaf.

    An edit over several strings puts what it brings into the first and takes its part from each;
    an insertion goes to the string before it.
    """
    changes = [(e.start, e.start + len(e.before), e.after) for e in edits if e.certainty != "flagged"]
    if not changes:
        return
    at, index = 0, 0
    carried = ""  # what an edit over a line break brings, if no string was there to take it
    for node, text in pieces(leaf):
        end = at + len(text)
        new, index, carried = _changed(text, at, changes, index, carried)
        if new != text:
            _put(node, new)
        at = end
    rest = carried + "".join(after for _, _, after in changes[index:])
    if rest:
        leaf.append(rest)


def _changed(
    text: str, at: int, changes: Sequence[tuple[int, int, str]], index: int, carried: str
) -> tuple[str, int, str]:
    """One string after the changes that touch it; the index of the first change that may touch the next."""
    end, cursor, out = at + len(text), at, [carried]
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
    return "".join(out), index, ""


def _put(node: NavigableString | Tag, text: str) -> None:
    """Replace a string or a line break by a string, or take it out."""
    from bs4.element import NavigableString as String

    if text:
        node.replace_with(String(text))
    else:
        node.extract()
