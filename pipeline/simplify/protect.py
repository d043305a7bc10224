"""What conversion must not touch: addresses, code, words of the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..body import pieces

if TYPE_CHECKING:
    from bs4.element import Tag

Span = tuple[int, int]

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'“”，。；、（）《》「」]+|www\.[^\s<>\"'“”，。；、（）《》「」]+"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|`[^`\n]+`",
    re.IGNORECASE,
)
_CODE = frozenset({"code", "pre", "kbd", "samp", "var"})


def protected(text: str, leaf: Tag | None = None, words: Sequence[str] = ()) -> list[Span]:
    """The spans of a leaf's text that stay as they are, sorted; they may overlap.

    >>> protected("見 https://例子.tw/後臺 頁")
    [(2, 18)]
    """
    spans: list[Span] = []
    if "://" in text or "@" in text or "`" in text or "www." in text:
        spans += [m.span() for m in _ADDRESS.finditer(text)]
    if words:
        spans += [m.span() for m in _words(tuple(words)).finditer(text)]
    if leaf is not None:
        spans += _code(leaf, len(text))
    return sorted(spans)


def _code(leaf: Tag, length: int) -> list[Span]:
    if leaf.name in _CODE:
        return [(0, length)]
    if not any(getattr(node, "name", None) in _CODE for node in leaf.descendants):
        return []
    spans, at = [], 0
    for node, text in pieces(leaf):
        if any(parent.name in _CODE for parent in _up_to(node, leaf)):
            spans.append((at, at + len(text)))
        at += len(text)
    return spans


def _up_to(node: object, leaf: Tag) -> list[Tag]:
    out, parent = [], node.parent  # type: ignore[attr-defined]
    while parent is not None and parent is not leaf:
        out.append(parent)
        parent = parent.parent
    return out


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if w) or r"(?!)")
