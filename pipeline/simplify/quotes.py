"""Quotation marks of the mainland (“‘’”) and of Taiwan (「『』」), one for the other; an apostrophe is no quotation mark."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Edit

_MARKS = {
    "mainland": dict(zip("「」『』", "“”‘’", strict=True)),
    "taiwan": dict(zip("“”‘’", "「」『』", strict=True)),
}


def exchange(text: str, to: str, spans: Sequence[tuple[int, int]], block: int | None) -> list[Edit]:
    """One edit for each mark of the other side; ``spans`` of the text are left alone.

    >>> [(e.before, e.after) for e in exchange("“it’s”", "taiwan", [], None)]
    [('“', '「'), ('”', '」')]
    """
    marks = _MARKS[to]
    stays = {at for low, high in spans for at in range(low, high)}
    return [
        Edit("simplify", "quotes", block, at, char, marks[char], "exact")
        for at, char in enumerate(text)
        if char in marks and not _is_apostrophe(text, at) and at not in stays
    ]


def _is_apostrophe(text: str, at: int) -> bool:
    """’ behind a Latin letter: it’s, Dogs’; 他说‘hello’ has its ‘ before it."""
    if text[at] != "’" or not _is_latin(text[at - 1 : at]):
        return False
    return _is_latin(text[at + 1 : at + 2]) or text.rfind("‘", 0, at) <= text.rfind("’", 0, at)


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "ɐ"
