"""The text of a page that a script would write, where the page carries it as data: the state of an application (``__NEXT_DATA__``,
``window.__INITIAL_STATE__ = {...}``), or JSON in a string of it.

Method: every JSON value that a script is or assigns is read as data, never run, and its longest string of prose is taken. Limits: an
article in pieces (a list of paragraphs) gives the longest piece; states written as JavaScript (``window.__NUXT__=(function…``) are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from ..late import late

LARGEST = 2_000_000
"""characters of a script that is read"""
_SCRIPTS, _TRIES = 8, 16
"""scripts that are read, the longest ones, and values in each: a hostile page may begin thousands that never end"""
_LEAST_NESTED = 60
"""characters of a string that is read as JSON itself"""
_CHARS_A_MARK = 200
"""Prose has one in 20 characters, addresses, keys and packed programs none"""
_START = late(r"(?:^|[=(])\s*(?=[\[{])|^\s*(?=%7B|%5B)|JSON\.parse\(\s*(?=\")")
"""Where a value may begin: at the script's begin, after an assignment, or in a call."""
_TAG = late(r"<[^<>]{1,500}>")
_MARK = late(r"[。！？；，]|[.!?,;](?=\s)")
_PROGRAM = late(r"[{}]|=>|;\n")
_SCRIPT = late(r"(?i)<script\b[^<>]*>")
_DECODER = json.JSONDecoder(strict=False)


def longest_prose(html: str, unseen: Sequence[int]) -> str:
    r"""The longest prose among the data of a page's scripts, which begin and end at these places; empty if there is none.

    >>> page = '<script>var a={"id": 1};window.s={"a": [{"body": "<p>桥修好了，路也通了。</p>"}, {"b": "x"}]}</script>'
    >>> longest_prose(page, [0, len(page)])
    '<p>桥修好了，路也通了。</p>'
    """
    best, most = "", 0
    for value in _values(html, unseen):
        for text in _strings(value):
            size = prose_chars(text)
            if size > most:
                best, most = text, size
    return best


def prose_chars(text: str) -> int:
    """Characters of prose in a string, its tags not counted; 0 if it is a program, an address or the like.

    >>> prose_chars("<p>桥修好了，路也通了。</p>"), prose_chars("a{color:red}, b{margin:0}"), prose_chars("/a/b.html")
    (10, 0, 0)
    """
    shown = _TAG.sub("", text) if "<" in text else text
    size, marks = len(shown), len(_MARK.findall(shown))
    return size if marks * _CHARS_A_MARK >= max(size, 1) and len(_PROGRAM.findall(shown)) < marks else 0


def _values(html: str, unseen: Sequence[int]) -> Iterator[Any]:
    """Each JSON value that a script is or assigns."""
    scripts = sorted(zip(unseen[::2], unseen[1::2], strict=True), key=lambda place: place[0] - place[1])
    for begin, end in scripts[:_SCRIPTS]:
        opened = _SCRIPT.match(html, begin)
        if opened and end - begin <= LARGEST:
            yield from _values_of(html[opened.end() : end])


def _values_of(script: str) -> Iterator[Any]:
    at = 0
    for _ in range(_TRIES):
        start = _START.search(script, at)
        if start is None:
            return
        if script.startswith("%", start.end()):  # the whole script, as for an address
            yield _read(unquote(script[start.end() :]), 0)[0]
            return
        value, at = _read(script, start.end())
        at = max(at, start.end() + 1)
        yield value


def _read(text: str, at: int) -> tuple[Any, int]:
    """The JSON value at a place and where it ends; None if there is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


def _strings(value: Any) -> Iterator[str]:
    """Each string in a value, also of one that is JSON in a string.

    >>> prose = "[1] " + "桥修好了，路也通了。" * 6
    >>> list(_strings(["a", json.dumps({"b": "c", "d": prose}), prose])) == [prose, prose, "c", "a"]
    True
    """
    for found in inside(value):
        if isinstance(found, str):
            is_nested = found[:1] in ("{", "[") and len(found) >= _LEAST_NESTED
            inner, end = _read(found, 0) if is_nested else (None, 0)
            if inner is None or end < len(found.rstrip()):  # prose may begin with [1]
                yield found
            else:
                yield from _strings(inner)


def inside(value: Any) -> Iterator[Any]:
    """A JSON value and all that stand in it, however deep.

    >>> list(inside({"a": [1]}))
    [{'a': [1]}, [1], 1]
    """
    waiting: list[Any] = [value]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            waiting += found.values()
