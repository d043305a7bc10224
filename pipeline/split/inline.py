"""What stands inside a block: its white space, its marks and their attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .. import native
from ..late import late
from ..types import Container, Mark, slots_of
from .serialised import SPACE, Attributes, find_sign, unescape

_SPACES = late(f"[{SPACE}]+")
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f—…“”‘’"
_WIDE_BREAK = late(f"(?<=[{_WIDE}])[ \\t\\r\\f]*\n[{SPACE}]*(?=[{_WIDE}])")
"""a line break of the source between two wide characters: no space at all (CSS Text 3, segment breaks)"""
_KEPT = (
    "href title src data-src data-original original data-lazy-src data-url data-actualsrc data-lazyload data-lazy data-echo "
    "zoomfile file _src srcset alt width height class"
)
_OF_MARKS = {name: name for name in _KEPT.split()}
"""attributes that a Mark keeps, by themselves: all marks share one string for each"""
_TAG, _START, _END, _MARK_ATTRS = slots_of(Mark)
_CONTAINER_TAG, _ID, _CONTAINER_ATTRS = slots_of(Container)
_Attrs = tuple[tuple[str, str], ...]


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


class Written:
    """The attributes of a mark that a block keeps, as they are written: most stand in menus, where nobody asks for them.

    >>> attrs = written(' href="/?a&amp;b" rel="x"')
    >>> attrs == (("href", "/?a&b"),), len(attrs), dict(attrs)
    (True, 1, {'href': '/?a&b'})
    """

    _raw: str
    _found: _Attrs | None

    def _read(self) -> _Attrs:
        """The attributes; whoever asks for them asks more than once, for how many there are and for each."""
        if self._found is None:
            self._found = mark_attrs(self._raw)
        return self._found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __contains__(self, pair: object) -> bool:
        return pair in self._read()

    def __eq__(self, other: object) -> bool:
        return self._read() == (tuple(other) if isinstance(other, Written) else other)

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def __reduce__(self) -> tuple[Callable[[str], Written], tuple[str]]:
        return written, (self._raw,)


def written(raw: str) -> Written:
    """Raw attributes as those of a mark; a call of ``__init__`` is half of what one costs."""
    made = Written.__new__(Written)
    made._raw, made._found = raw, None
    return made


def mark_attrs(raw: str) -> _Attrs:
    """The attributes that a Mark keeps.

    >>> mark_attrs(' href="/?a&amp;b" rel="x"')
    (('href', '/?a&b'),)
    """
    given, found = Attributes(raw), []
    is_plain = find_sign(raw, "&", 0) < 0
    while given.advance():
        name = _OF_MARKS.get(given.name)
        if name is not None:
            found.append((name, given.value() if is_plain else unescape(given.value())))
    return tuple(found)


def make_mark(tag: str, start: int, end: int, attrs: object) -> Mark:
    """A mark, made as fast as can be: see ``native``."""
    made = native.PyType_GenericNew(Mark, (), None)
    native.put(_TAG, made, tag)
    native.put(_START, made, start)
    native.put(_END, made, end)
    native.put(_MARK_ATTRS, made, attrs)
    native.PyObject_GC_UnTrack(made)
    return made


def cut_marks(marks: list[Mark], length: int) -> list[Mark]:
    """The marks of a block of so many characters; white space at its end is in none of them.

    >>> cut_marks([Mark("a", 0, 3)], 2)
    [Mark(tag='a', start=0, end=2, attrs=())]
    """
    return [
        mark if mark.end <= length else make_mark(mark.tag, min(mark.start, length), length, mark.attrs)
        for mark in marks
    ]


def make_container(tag: str, number: int, attrs: _Attrs) -> Container:
    """A container, made as fast as can be: see ``native``."""
    made = native.PyType_GenericNew(Container, (), None)
    native.put(_CONTAINER_TAG, made, tag)
    native.put(_ID, made, number)
    native.put(_CONTAINER_ATTRS, made, attrs)
    native.PyObject_GC_UnTrack(made)
    return made
