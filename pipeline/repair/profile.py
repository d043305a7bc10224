"""What a page as a whole says about its damage: how it was folded and converted, which marks it has, how it writes."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from ..late import late
from ..types import Kind
from .habits import PageLanguage, sound
from .tears import GLOSS, HIDDEN, TEAR, full_width
from .visible import visible

HALF_WIDTH = ",;:!?()"
"""Marks that a page in Chinese writes in full width, or not: the page's own habit is the prior of an eaten one."""
_WIDE = late("[！-～\u3000]")
_WIDE_ALONE = late("(?<![0-9A-Za-z?])[！-～](?![0-9A-Za-z?])|\u3000")
_HALF_BEHIND = late("[,:;!](?<=[\u4e00-\u9fff][,:;!])")
"""An ASCII mark behind a Han character; begins with the mark, so that the engine passes over all else at once."""
_HALF_BETWEEN = late("[\u4e00-\u9fff][,:;!][\u4e00-\u9fff]")
CUT = 1.0
"""Nats for one cut on a page that has them: there hardly any other ``?`` stands before a mark."""
NO_CUT = 60.0
"""Nats for a cut on a page that has none; above any gain."""
FOLDED_HABIT = 2.0
"""Nats for an ASCII mark in a source whose marks were folded since: most Chinese text has full-width ones."""


class Profile(NamedTuple):
    """What the page as a whole says about its damage."""

    kind: Kind = "text"
    folded: bool = False
    """NFKC went over it: ASCII may have been full-width"""
    simplified: bool = False
    """family S: Traditional to Simplified went over it"""
    private: bool = False
    """private-use characters are gone"""
    single: bool = False
    """the byte 80, which begins no character, left nothing, where other decoders leave a ``€``"""
    partly: bool = False
    """only part of the text was folded, what is restored keeps its width"""
    lone: bool = False
    """a byte may be gone before a mark without leaving a ``?``"""
    cut: float = 0.0
    """nats for a mark that cut the stream"""
    marks: tuple[float, ...] = (0.0,) * len(HALF_WIDTH)
    """nats for each of ``HALF_WIDTH`` to stand in ASCII"""
    many_lines: bool = False
    """the text has line breaks, so one may have been eaten"""
    indented: bool = False
    """the page has full-width blanks"""
    language: PageLanguage | None = None
    """how the page writes; None: as all do"""


def profile_of(text: str, kind: Kind, simplified: bool) -> Profile:
    """The page's own part of its profile; whether it was cut, or lost more, is found out by solving it."""
    shown = visible(text, kind)
    return Profile(
        kind,
        folded=is_folded(text),
        # no full-width mark is no proof: a folded text has ASCII marks behind Han characters
        partly=not _HALF_BEHIND.search(text),
        simplified=simplified,
        cut=CUT,
        marks=_habits(shown),
        many_lines="\n" in text,
        indented="\u3000" in text,
        language=language_of(shown),
    )


def language_of(shown: str) -> PageLanguage:
    """How the page writes, by what a reader sees of it, as far as that is not torn."""
    return PageLanguage(GLOSS.sub("", sound(shown, TEAR)))


def is_folded(text: str) -> bool:
    """Whether no mark of a text is full-width, or only such as stand beside a ``?``, letter or digit, where some tools leave them, and others are ASCII.

    >>> is_folded("好,他說?！痹谌A東"), is_folded("好，他說?！痹谌A東"), is_folded("大大提高?！痹谌A東")
    (True, False, False)
    """
    return not _WIDE.search(text) or (not _WIDE_ALONE.search(text) and _HALF_BETWEEN.search(text) is not None)


def _habits(text: str) -> tuple[float, ...]:
    """Nats for each mark to stand in ASCII, by how the page writes it; a folded page does not tell."""
    if not _WIDE.search(text):
        return (FOLDED_HABIT,) * len(HALF_WIDTH)
    text = HIDDEN.sub("", GLOSS.sub("", text))
    counts = [(text.count(mark), text.count(full_width(mark))) for mark in HALF_WIDTH]
    return tuple(-log((half + 0.5) / (half + full + 1.0)) for half, full in counts)
