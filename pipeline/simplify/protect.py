"""What conversion must not touch: addresses, code, words of the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..body import Element, spans_in
from ..late import late

Span = tuple[int, int]

_ADDRESS = late(
    r"(?:https?|ftp)://[^\s<>\"'“”，。；、（）《》「」]+|www\.[^\s<>\"'“”，。；、（）《》「」]+"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|`[^`\n]+`",
    re.IGNORECASE,
)
_NOTHING: list[Span] = []
CODE = frozenset({"code", "pre", "kbd", "samp", "var"})
"""Elements whose text is for machines."""


def protected(text: str, leaf: Element | None = None, words: Sequence[str] = ()) -> list[Span]:
    """The spans of a leaf's text that stay as they are, sorted; they may overlap.

    >>> protected("見 https://例子.tw/後臺 頁")
    [(2, 18)]
    """
    spans: list[Span] = []
    if _has_address(text):
        spans += [m.span() for m in _ADDRESS.finditer(text)]
    if words:
        spans += [m.span() for m in _words(tuple(words)).finditer(text)]
    if leaf is not None:
        spans += _code(leaf, len(text))
    return sorted(spans)


def all_protected(texts: Sequence[str], leaves: Sequence[Element | None], words: Sequence[str]) -> list[list[Span]]:
    """The same for many texts; ``leaves`` are empty where none of them holds code."""
    page = "\n".join(texts)
    if not words and not leaves and not _has_address(page):
        return [_NOTHING] * len(texts)
    return [protected(text, leaf, words) for text, leaf in zip(texts, leaves or [None] * len(texts), strict=True)]


def _has_address(text: str) -> bool:
    """Whether a text has a sign of what ``_ADDRESS`` finds."""
    return "://" in text or "@" in text or "`" in text or "www." in text


def _code(leaf: Element, length: int) -> list[Span]:
    return [(0, length)] if leaf.name in CODE else spans_in(leaf, CODE)


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if w) or r"(?!)")
