"""What stands inside a block: its white space, its marks and their attributes."""

from __future__ import annotations

import re
from typing import cast

from ..types import Container, Mark, open_twin
from .serialised import unescape

SPACE = " \t\n\r\f"
_SPACES = re.compile(f"[{SPACE}]+")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f—…“”‘’"
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \\t\\r\\f]*\n[{SPACE}]*(?=[{_WIDE}])")
"""a line break of the source between two wide characters: no space at all (CSS Text 3, segment breaks)"""
_MARK_ATTR = re.compile(
    r' (href|title|src|data-src|data-original|data-lazy-src|data-url|srcset|alt|width|height|class)="([^"]*)"'
)
_Attrs = tuple[tuple[str, str], ...]
RawMark = tuple[str, int, int, str]
"""what a Mark holds, its attributes as they are written"""

_OpenMark, _OpenContainer = open_twin(Mark), open_twin(Container)


def fold_space(text: str) -> str:
    """Decoded text, each run of white space in it one space; it begins and ends without.

    >>> fold_space("a\\n &amp;\\tb"), fold_space("一\\n  二")
    ('a & b', '一二')
    """
    if "&" in text:
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
        # a frozen dataclass sets each field by a call: the same trick as in make_block
        made = _OpenMark(tag, min(start, length), min(end, length), _mark_attrs(attrs) if attrs else ())
        made.__class__ = Mark
        marks.append(made)
    return cast(tuple[Mark, ...], tuple(marks))


def _mark_attrs(attrs: str) -> _Attrs:
    end = 0
    found: _Attrs = ()
    if attrs.startswith(' href="'):
        end = attrs.index('"', 7)
        found = (("href", attrs[7:end]),)
        end += 1
    if end < len(attrs) and not (len(attrs) - end == 16 and attrs.endswith(' target="_blank"')):
        found += tuple(_MARK_ATTR.findall(attrs, end))
    return tuple([(name, unescape(value)) for name, value in found]) if "&" in attrs else found


def make_container(tag: str, number: int, attrs: _Attrs) -> Container:
    """A container, made as ``make_block`` makes blocks."""
    made = _OpenContainer(tag, number, attrs)
    made.__class__ = Container
    return cast(Container, made)
