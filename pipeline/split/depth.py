"""How deep a page nests its elements, seen from its tags alone: whether it needs to be flattened before it is parsed."""

from __future__ import annotations

from .. import native
from .serialised import find_sign

_NEVER_DEEP = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "hr", "img", "input", "meta", "link", "wbr", "area")
)
"""elements without end tag, or whose end tag is often left out: they do not count as depth"""


def counts(name: str) -> bool:
    """Whether an element counts as depth.

    >>> counts("DIV"), counts("Li")
    (True, False)
    """
    return name not in _NEVER_DEEP and name.lower() not in _NEVER_DEEP


def has_many_tags(html: str, many: int) -> bool:
    """Whether a page has so many tags.

    >>> has_many_tags("<p>a<p>b", 2), has_many_tags("<p>a<p>b", 3)
    (True, False)
    """
    found = 0
    at = find_sign(html, "<", 0)
    while at >= 0 and found < many:
        found += 1
        at = find_sign(html, "<", at + 1)
    return found >= many


def reaches(html: str, depth: int) -> bool:
    """Whether so many elements are open at one time, as far as tags can tell.

    >>> reaches("<div><p><div>x", 2), reaches("<div></div><div>x", 2)
    (True, False)
    """
    size = len(html)
    opened = 0
    at = find_sign(html, "<", 0)
    while 0 <= at < size - 1:
        closes = native.PyUnicode_READ_CHAR(html, at + 1) == "/"
        start = end = at + 1 + closes
        while end < size and native.PyUnicode_READ_CHAR(html, end).isalnum():
            end += 1
        if end > start and counts(html[start:end]):
            opened += -1 if closes else 1
            if opened >= depth:
                return True
            opened = max(opened, 0)
        at = find_sign(html, "<", end)
    return False
