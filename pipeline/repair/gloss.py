"""The glosses of the mirrors taken out, and the byte damage that they did undone.

A gloss on a whole character (``醫(yī)院``) is dropped where the character is a key with that reading; what the
glosses tore apart (``獎?wù)?rdquo;``) goes through the byte machine, from the tear to where all is aligned again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Certainty, Edit, Kind, Options
from . import gbk, readings
from .machine import GLOSS, HIDDEN, Machine, Solution

STAGE = "repair"

_FAST = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüê] ?\)|\?(?:[。，！？；]|[!,;?](?=[^\x00-\x7f]))")
"""No page has the damage without one of these; one search tells that a page is sound."""

_TEAR = re.compile(HIDDEN.pattern + "|" + r"[!-~]" + GLOSS.pattern + r"|\?(?:[。，！？；]|[!,;?](?=[^\x00-\x7f]))")
"""Where a stretch is torn: an eaten bracket, a gloss behind ASCII, a mark behind a ``?``."""


def undo_glosses(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """The text without the mirrors' glosses and tears; a pass of ``repair``.

    >>> undo_glosses("人民醫(yī)院", "text", Options())[0]
    '人民醫院'
    >>> undo_glosses("五一勞動獎?wù)?rdquo;、", "text", Options())[0]
    '五一勞動獎章”、'
    >>> undo_glosses("五一勞動獎?wù)?rdquo;、", "html", Options())[0]
    '五一勞動獎章&rdquo;、'
    """
    if not _FAST.search(text):
        return text, ()
    out, edits, at = [], [], 0
    for edit in _edits(text, kind):
        out += [text[at : edit.start], edit.after]
        at = edit.start + len(edit.before)
        edits.append(edit)
    return "".join(out) + text[at:], tuple(edits)


def _edits(text: str, kind: Kind) -> Iterator[Edit]:
    """The changes in text order: plain glosses between the torn stretches, and those."""
    at = 0
    while tear := _TEAR.search(text, at):
        start = max(at, _before(text, tear.start()))
        solution = Machine(text, kind).solve(start, _context(text, start))
        if solution is None:
            yield from _plain(text, at, tear.end())
            at = tear.end()
            continue
        yield from _plain(text, at, start)
        yield from _stretch(text, start, solution)
        at = solution.end
    yield from _plain(text, at, len(text))


def _before(text: str, at: int) -> int:
    """Start of the stretch torn at ``at``: a sound character before it, and before glosses that touch it."""
    while at and text[at - 1] == ")" and (opening := text.rfind("(", max(0, at - 12), at)) >= 0:
        if not GLOSS.fullmatch(text, opening, at):
            break
        at = opening
    return max(0, at - 1)


def _context(text: str, start: int) -> str:
    return GLOSS.sub("", text[max(0, start - 24) : start])


def _plain(text: str, start: int, end: int) -> Iterator[Edit]:
    """Glosses on whole characters between two places."""
    pairs, keys = gbk.pairs(), readings.keys()
    for found in GLOSS.finditer(text, start, end):
        base = text[found.start() - 1 : found.start()]
        if pairs.get(base, 0) in keys.get(found[1], ()):
            yield Edit(STAGE, "gloss", None, found.start(), found[0], "", "exact", why=f"{base} is read {found[1]}")


def _stretch(text: str, start: int, solution: Solution) -> Iterator[Edit]:
    before, after = text[start : solution.end], solution.text
    if before == after:
        return
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    certainty: Certainty = "exact" if solution.exact else "likely"
    yield Edit(STAGE, "bytes", None, start + head, before, after, certainty, solution.rivals)


def _common(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n
