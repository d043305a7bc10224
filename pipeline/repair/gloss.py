"""The glosses of the mirrors taken out, and the byte damage that they did undone.

A gloss on a whole character (``醫(yī)院``) is dropped where the page says that it is a mirror's (``evidence.py``);
what the glosses and cuts tore apart (``獎?wù)?rdquo;``) goes through the byte machine, from the tear to where all is
aligned again. A stretch that the machine cannot explain stays as it is and is flagged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from ..language import model
from ..types import Edit, Kind, Options
from . import evidence, readings
from .machine import GLOSS, HIDDEN, Machine, Solution, outer
from .moves import DIGIT, HALF_WIDTH, Profile

STAGE = "repair"

_MARK = r"\?(?:[。，！？；]|[!,;?](?=[^\x00-\x7f])|\?[，！？；,!;?])"
_FAST = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüê] ?\)|" + _MARK)
"""No page has the damage without one of these; one search tells that a page is sound."""
_TEAR = re.compile(f"{HIDDEN.pattern}|[!-~]{GLOSS.pattern}|{_MARK}")
"""Where a stretch is torn: an eaten bracket, a gloss behind ASCII, a mark behind a ``?``."""

_MARKS = re.compile(r"\?+")

CUT_RARE, CUT_LIKELY, CUT_KNOWN = 14.0, 11.0, 4.0
"""Nats for a cut on a page without any damage, with other damage, and with another cut: set so
that no sound ``?!`` or ``??`` of the 1,420 undamaged passages is read as one; a page that is cut has a few."""
MARKS_IN_A_ROW = 12
"""Question marks in a row above which they are somebody's own: what a decoder leaves of one place is three at the most."""
SOUND = 4.3
"""Mean nats of a character in a stretch that came out right, seen on simulated pages; a rough value serves."""
PRIVATE_DOUBT = 2.0
"""Nats beyond that, over all stretches of a page, from which dropped private-use characters are looked for, and that
they must gain; at 2 no passage that keeps them is harmed, at 8 a third of the lost ones is not found."""
PAIR = 0.01
"""Nats of that evidence for a character of a stretch: 1 pair in 10 of a run is private-use, half a stretch is run."""
SHORT = 2000
"""Characters up to which a text may be folded in part, or have lost bytes without ``?``; on a long one it would show."""
PARTLY = 8.0
"""Nats that such a reading must gain: more than a pair of rare words."""
UNEXPLAINED = 40.0
"""Nats for a stretch that has no explanation."""
FOLDED_HABIT = 2.0
"""Nats for an ASCII mark in a source whose marks were folded since: most Chinese text has full-width ones."""
DIGIT_MARGIN = 1.5
"""Nats that the best eaten digit must be ahead of the next one to be written: more than four times as likely."""
TELLING = 12.0
"""Nats behind the best up to which another reading is kept in the record."""


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
    edits = tuple(_edits(text, kind))
    out, at = [], 0
    for edit in edits:
        if edit.certainty != "flagged":
            out += [text[at : edit.start], edit.after]
            at = edit.start + len(edit.before)
    return "".join(out) + text[at:], edits


def _edits(text: str, kind: Kind) -> Iterator[Edit]:
    """The changes in text order: plain glosses between the torn stretches, and those."""
    seen = evidence.survey(text)
    judged = evidence.verdict(text, seen)
    profile = _profile(text, kind, judged.simplified)
    if judged.glosses or seen.torn:
        profile = replace(profile, cut=CUT_LIKELY)
    found = _solve(text, profile)
    solutions = [s for s in found if s.text]
    glosses = sorted(start for start in judged.glosses if not _inside(start, solutions))
    changes = [_gloss(text, start, judged.certain) for start in glosses]
    changes += [
        _flag("torn", text, s.start, s.end) for s in found if not s.text and HIDDEN.search(text, s.start, s.end)
    ]
    for solution in solutions:
        changes += _stretch(text, solution, certain=judged.certain)
    yield from sorted(changes, key=lambda e: e.start)


def _profile(text: str, kind: Kind, simplified: bool) -> Profile:
    return Profile(
        kind,
        folded=not re.search("[！-～\u3000]", text),
        # no full-width mark is no proof: a folded text has ASCII marks behind Han characters
        partly=not re.search("[\u4e00-\u9fff][,:;!]", text),
        simplified=simplified,
        cut=CUT_RARE,
        marks=_habits(text),
        many_lines="\n" in text,
    )


def _habits(text: str) -> tuple[float, ...]:
    """Nats for each mark to stand in ASCII, by how the page writes it; a folded page does not tell."""
    if not re.search("[！-～]", text):
        return (FOLDED_HABIT,) * len(HALF_WIDTH)
    text = HIDDEN.sub("", GLOSS.sub("", text))
    counts = [(text.count(mark), text.count(chr(ord(mark) + 0xFEE0))) for mark in HALF_WIDTH]
    return tuple(-log((half + 0.5) / (half + full + 1.0)) for half, full in counts)


def _solve(text: str, profile: Profile) -> list[Solution]:
    """The torn stretches; once more with what the first round learned of the page."""
    found = _stretches(text, profile)
    if any(s.cuts for s in found if s):
        profile = replace(profile, cut=CUT_KNOWN)
        found = _stretches(text, profile)
    if _excess(found) > PRIVATE_DOUBT:
        for other, needed in _others(profile, text, found):
            if _gain(found, _bad_ones(text, other, found), text) > needed:
                found = _stretches(text, other)
    return found


def _excess(found: list[Solution]) -> float:
    """How much dearer than sound text the solutions are."""
    return sum(max(0.0, s.cost - SOUND * len(s.text)) if s.text else UNEXPLAINED for s in found)


def _others(profile: Profile, text: str, found: list[Solution]) -> Iterator[tuple[Profile, float]]:
    """What else may have happened to the page, for stretches that are badly explained, and what it must gain."""
    if not re.search("[\ue000-\uf8ff]", text):
        # each pair of a run that is not private-use is a little evidence that such ones are gone
        yield replace(profile, private=True), max(0.0, PRIVATE_DOUBT - PAIR * sum(len(s.text) for s in found))
    if len(text) < SHORT and any(_excess([s]) > PARTLY for s in found):
        yield replace(profile, folded=True, partly=profile.partly or not profile.folded, lone=True), PARTLY


def _stretches(text: str, profile: Profile) -> list[Solution]:
    """All torn stretches in order; one without explanation has no text."""
    machine: Machine | None = None  # its tables take 50 ms to make, and a page with glosses alone needs none
    found: list[Solution] = []
    at = 0
    while tear := _TEAR.search(text, at):
        if (marks := _MARKS.match(text, tear.start())) and len(marks[0]) > MARKS_IN_A_ROW:
            at = marks.end()
            continue
        if tear[2] and not readings.keys().get(outer(tear[2])):  # call(this): half of what scripts are made of
            at = tear.start() + 1
            continue
        start = max(at, _before(text, tear.start()))
        machine = machine or Machine(text, profile)
        solution = machine.solve(start, _context(text, start))
        found.append(solution or Solution(start, tear.end(), "", UNEXPLAINED, exact=False))
        at = max(found[-1].end, tear.start() + 1)
    return found


def _bad_ones(text: str, profile: Profile, found: list[Solution]) -> list[Solution]:
    """The solutions with the badly explained ones solved under another profile."""
    machine = Machine(text, profile)
    return [
        (machine.solve(s.start, _context(text, s.start)) or s) if _excess([s]) > PRIVATE_DOUBT / 2 else s for s in found
    ]


def _gain(one: list[Solution], two: list[Solution], text: str) -> float:
    """How much less a page costs by the second explanation."""
    spans: list[tuple[int, int]] = []
    for solution in sorted((*one, *two), key=lambda s: s.start):
        if spans and solution.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], solution.end))
        else:
            spans.append((solution.start, solution.end))
    return sum(_cost(one, span, text) - _cost(two, span, text) for span in spans)


def _cost(found: list[Solution], span: tuple[int, int], text: str) -> float:
    """What a span of the page costs as these solutions leave it."""
    at, total = span[0], 0.0
    for solution in found:
        if span[0] <= solution.start < span[1]:
            total += solution.cost - model().log_prob(GLOSS.sub("", text[at : solution.start]))
            at = solution.end
    return total - model().log_prob(GLOSS.sub("", text[at : span[1]]))


def _before(text: str, at: int) -> int:
    """Start of the stretch torn at ``at``: a sound character before it, and before glosses that touch it."""
    while at and text[at - 1] == ")" and (opening := text.rfind("(", max(0, at - 12), at)) >= 0:
        if not GLOSS.fullmatch(text, opening, at):
            break
        at = opening
    return max(0, at - 1)


def _context(text: str, start: int) -> str:
    return GLOSS.sub("", text[max(0, start - 24) : start])


def _inside(start: int, solutions: Sequence[Solution]) -> bool:
    last = bisect_right(solutions, start, key=lambda s: s.start) - 1
    return last >= 0 and start < solutions[last].end


def _gloss(text: str, start: int, certain: bool) -> Edit:
    found = GLOSS.match(text, start)
    assert found
    end = found.end()
    before = text[start:end]
    why = f"{text[start - 1]} is read {found[1]}"
    return Edit(STAGE, "gloss", None, start, before, "", "exact" if certain else "likely", why=why)


def _stretch(text: str, solution: Solution, *, certain: bool) -> Iterator[Edit]:
    """The change of a torn stretch, and a flag where it ate a digit that nothing tells."""
    before, after = text[solution.start : solution.end], _digits(solution)
    if before == after:
        return
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start = solution.start + head
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    cut = slice(head, len(solution.text) - tail)
    rivals = tuple((_plainly(t[cut]), round(gap, 2)) for t, gap in solution.rivals if gap < TELLING)
    yield Edit(STAGE, "bytes", None, start, before, after, "exact" if solution.exact and certain else "likely", rivals)
    eaten = sum(ord(c) >= DIGIT for c in solution.text)
    if eaten and after.count("?") > sum(c == "?" for c in solution.text[cut]):
        yield _flag("digit", text, max(start, text.rfind("?", solution.start, solution.end)))


def _flag(rule: str, text: str, start: int, end: int | None = None) -> Edit:
    """Something that is not repaired, reported."""
    there = text[start : end or start + 1]
    return Edit(STAGE, rule, None, start, there, there, "flagged")


def _digits(solution: Solution) -> str:
    """The text of a solution; an eaten digit that its context does not decide stays a ``?``."""
    text = solution.text
    for at, char in enumerate(text):
        if ord(char) >= DIGIT:
            rivals = [gap for t, gap in solution.rivals if t[:at] == text[:at] and ord(t[at : at + 1] or "x") >= DIGIT]
            known = min(rivals, default=TELLING) >= DIGIT_MARGIN
            text = text[:at] + (chr(ord(char) - DIGIT + 0x30) if known else "?") + text[at + 1 :]
    return text


def _plainly(text: str) -> str:
    return text.translate({DIGIT + i: str(i) for i in range(10)})


def _common(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n
