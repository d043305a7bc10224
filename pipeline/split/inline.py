"""What stands inside a block: its white space, its marks and their attributes."""

from __future__ import annotations

import re

from .. import native
from ..types import Container, Mark
from .serialised import SPACE, Attributes, find_sign, unescape

_SPACES = re.compile(f"[{SPACE}]+")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f—…“”‘’"
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \\t\\r\\f]*\n[{SPACE}]*(?=[{_WIDE}])")
"""a line break of the source between two wide characters: no space at all (CSS Text 3, segment breaks)"""
_KEPT = "href title src data-src data-original data-lazy-src data-url srcset alt width height class"
_OF_MARKS = {name: name for name in _KEPT.split()}
"""attributes that a Mark keeps, by themselves: all marks share one string for each"""
_Attrs = tuple[tuple[str, str], ...]
RawMark = tuple[str, int, int, str]
"""what a Mark holds, its attributes as they are written"""


def fold_space(text: str) -> str:
    """Decoded text, each run of white space in it one space; it begins and ends without.

    >>> fold_space("a\\n &amp;\\tb"), fold_space("一\\n  二")
    ('a & b', '一二')
    """
    text = unescape(text)
    if "\n" in text:
        text = _WIDE_BREAK.sub("", text)
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACES.sub(" ", text)
    return text


def marks_of(raw: list[RawMark], length: int) -> tuple[Mark, ...]:
    """The marks of a block of so many characters; white space at its end is in none of them.

    >>> marks_of([("a", 0, 3, ' href="/?a&amp;b" rel="x"')], 2)
    (Mark(tag='a', start=0, end=2, attrs=(('href', '/?a&b'),)),)
    """
    marks = []
    for tag, start, end, attrs in raw:
        made = native.PyType_GenericNew(Mark, (), None)
        native.PyObject_GenericSetAttr(made, "tag", tag)
        native.PyObject_GenericSetAttr(made, "start", min(start, length))
        native.PyObject_GenericSetAttr(made, "end", min(end, length))
        native.PyObject_GenericSetAttr(made, "attrs", _mark_attrs(attrs) if attrs else ())
        marks.append(made)
    return tuple(marks)


def _mark_attrs(attrs: str) -> _Attrs:
    given, found = Attributes(attrs), []
    is_plain = find_sign(attrs, "&", 0) < 0
    while given.advance():
        name = _OF_MARKS.get(given.name)
        if name is not None:
            found.append((name, given.value() if is_plain else unescape(given.value())))
    return tuple(found)


def make_container(tag: str, number: int, attrs: _Attrs) -> Container:
    """A container, made as fast as can be: see ``native``."""
    made = native.PyType_GenericNew(Container, (), None)
    native.PyObject_GenericSetAttr(made, "tag", tag)
    native.PyObject_GenericSetAttr(made, "id", number)
    native.PyObject_GenericSetAttr(made, "attrs", attrs)
    return made
