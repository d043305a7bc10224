"""Functions of Python's C API, by their names, for compiled modules that call them tens of thousands of times a page.

A module that is compiled has ``cimport cpython as native`` in its ``.pxd``, so that what it asks for here is the C function of
that name; where it is not compiled it finds here what does the same. A frozen dataclass sets each field of its own by a call
from Python, four times as dear as the value itself; a search by ``str.find`` makes an object of each number it is given.
Modules that make such values have ``cimport capi as native``, which adds ``put``, ``given``, ``filled`` and ``copied``, and ``first_of``: a loop over
the characters of a text has to ask for each how wide the text's are.
"""

from __future__ import annotations

from math import exp as exp  # for compiled modules, as what follows
from operator import getitem
from typing import Any, TypeVar

Value = TypeVar("Value")
_FIRST_PLANE = 0x10000


def _new(kind: type[Value], _args: tuple[()], _named: None) -> Value:
    return object.__new__(kind)


def _find(text: str, part: str, start: int, end: int, _direction: int) -> int:
    return text.find(part, start, end)


def put(slot: Any, made: object, value: object) -> None:
    """Sets a field, whatever its class says, through what ``types.slots_of`` gives: half as dear as by its name."""
    slot.__set__(made, value)


def given(slot: Any, made: object) -> Any:
    """A field, read as ``put`` sets it: where it is compiled, a fifth of what its name takes."""
    return slot.__get__(made)


def filled(kind: type[Value], slots: tuple[Any, ...], values: tuple[object, ...]) -> Value:
    """A frozen value from the values of its fields in their order; ``slots`` as ``types.slots_of`` gives them."""
    made: Value = _new(kind, (), None)
    for slot, value in zip(slots, values, strict=True):
        slot.__set__(made, value)
    return made


def copied(value: Value, slots: tuple[Any, ...]) -> Value:
    """A value of the same class with the fields of these slots; the others are not set yet."""
    made: Value = _new(type(value), (), None)
    for slot in slots:
        slot.__set__(made, slot.__get__(value))
    return made


def first_of(text: str, at: int, end: int, classes: bytes, asked: int) -> int:
    """The first character between two places that is of a class asked for, or beyond the first plane, of which the table of classes is.

    The end if there is none.
    """
    while at < end and (code := ord(text[at])) < _FIRST_PLANE and not classes[code] & asked:
        at += 1
    return at


def PyObject_GC_UnTrack(made: object) -> None:  # noqa: N802
    """Takes a value that can be part of no cycle off the garbage collector's list, which looks at all others on it."""


def small_letters(text: str) -> str:
    """``str.lower``: where it is compiled a third as dear, as it asks of no Han character what becomes of it."""
    return text.lower()


PyType_GenericNew = _new
"""a value whose fields are not set"""
PyUnicode_READ_CHAR = getitem
"""one character; where it is compiled the place is not checked"""
PyUnicode_Find = PyUnicode_FindChar = _find
"""where a text or a character stands between two places, -1 if nowhere; 1 is the way forwards"""
