"""The torn stretches of a page, each as the byte machine explains it, and what the page as a whole says about them: whether marks
cut it, whether private-use characters are gone, whether bytes went without a trace.

Imported when a page has torn stretches, one in some hundreds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from ..language import Model, model
from ..late import late
from ..types import Edit, Kind
from . import gbk, pairs, readings
from .evidence import Verdict
from .habits import PageLanguage
from .machine import Machine
from .prices import EATEN_DIGIT
from .profile import NO_CUT, Profile, language_of, profile_of
from .rewrite import STAGE
from .solution import Solution
from .tears import GLOSS, HIDDEN, LONE, TEAR, outer
from .unsigned import unsigned_cuts, without
from .visible import visible, visible_before

_MARKS = late(r"\?+")
_PRIVATE = late("[\ue000-\uf8ff]")

CUT_GAIN = 6.0
"""Nats that all the cuts of a page must gain together: no sound ``?!`` or ``??`` of the 4,260 undamaged passages is read as one, nor of 892
pages, as those with sound text behind them are not looked at (``gloss.is_torn``)."""
MARKS_IN_A_ROW = 12
"""Question marks in a row above which they are somebody's own: what a decoder leaves of one place is three at the most."""
SOUND = 4.3
"""Mean nats of a character in a stretch that came out right, seen on simulated pages; a rough value serves."""
SOUND_TWO = 15.0
"""Nats of two characters in a row that nine of ten such stretches stay below, and half of those where a private-use character is gone do
not (530 stretches of 200 simulated pages)."""
PRIVATE_DOUBT = 2.0
"""Nats beyond that, over all stretches of a page, from which dropped private-use characters are looked for, and that
they must gain; at 2 no passage that keeps them is harmed, at 8 a third of the lost ones is not found."""
PAIR = 0.01
"""Nats of that evidence for a character of a stretch: 1 pair in 10 of a run is private-use, half a stretch is run."""
SINGLE_SEEN, SINGLE = 2.0, 8.0
"""Nats that a byte 80 without a trace must gain, on a page that shows one by a gloss behind it, and on another; at 5 a passage of 150
of family S came out worse."""
SHORT = 2000
"""Characters up to which a text may be folded in part, or have lost bytes without ``?``; on a long one it would show."""
PARTLY = 8.0
"""Nats that such a reading must gain: more than a pair of rare words."""
UNSIGNED, UNSIGNED_ONE = 8.0, 1.0
"""Nats that all the cuts of a page without a ``?`` must gain together, and each by itself."""
INDENT = 8
"""Blanks at the start of a line, at the most."""
UNEXPLAINED = 40.0
"""Nats for a stretch that has no explanation."""
CONTEXT = 24
"""Characters before a stretch: the two that the model looks back, and glosses between them."""
RECORDED = 3
"""Other readings in an Edit."""
TELLING = 12.0
"""Nats behind the best up to which another reading is kept in the record."""


def mended(text: str, kind: Kind, judged: Verdict, *, is_cut: bool) -> tuple[Callable[[int], bool], list[Edit]]:
    """The changes of the torn stretches, and what tells whether a place lies in one."""
    found = solve(text, profile_of(text, kind, judged.simplified), CUT_GAIN, is_damaged=is_cut or bool(judged.glosses))
    solutions = [s for s in found if s.text]
    starts = [s.start for s in solutions]
    changes = [_flag("torn", text, s.start, s.end) for s in found if not s.text and HIDDEN.search(text, s.start, s.end)]
    for solution in solutions:
        changes += _stretch(text, solution, certain=judged.certain)
    return lambda start: _inside(start, starts, solutions), changes


def solve(text: str, profile: Profile, needed: float, *, is_damaged: bool) -> list[Solution]:
    """The torn stretches; the page as a whole tells whether marks cut it, and what else happened to it.

    Cuts without a sign are looked for only on a page that is damaged otherwise.
    """
    found = _stretches(Machine(text, profile))
    if any(s.cuts for s in found):
        whole = profile._replace(cut=NO_CUT)
        uncut = _stretches(Machine(text, whole))
        if _gain(uncut, found, text, profile) < needed:
            found, profile = uncut, whole
    for other, least in _others(profile, text, found):
        if _excess(found) <= PRIVATE_DOUBT:
            break
        machine = Machine(text, other)
        if _gain(found, _bad_ones(machine, found), text, profile) > least:
            found = _with_rivals(_stretches(machine), found)
    return _unsigned(text, profile, found) if is_damaged or any(s.text for s in found) else found


def _with_rivals(found: list[Solution], before: list[Solution]) -> list[Solution]:
    """The solutions, each with the one that it replaces among its other readings."""
    known = {(s.start, s.end): s for s in before if s.text}
    return [_with_rival(s, known.get((s.start, s.end))) for s in found]


def _with_rival(solution: Solution, other: Solution | None) -> Solution:
    if other is None or other.text in (solution.text, *[text for text, _ in solution.rivals]):
        return solution
    rivals = (*solution.rivals[: RECORDED - 1], (other.text, max(0.0, other.cost - solution.cost)))
    return solution._replace(rivals=rivals, exact=False)


def _unsigned(text: str, profile: Profile, found: list[Solution]) -> list[Solution]:
    """The stretches, and those beyond them that a mark tore without leaving a sign, each if it alone gains enough."""
    cuts = list(unsigned_cuts(text))
    if not cuts:
        return found
    language = language_of(visible(without(text, cuts), profile.kind))  # else what is torn is how the page writes
    profile = profile._replace(lone=True, language=language)
    torn, total = _beyond(text, profile, found, cuts)
    if total <= UNSIGNED:
        return found
    if not (profile.private or _PRIVATE.search(text)) and _excess(torn) > PRIVATE_DOUBT:
        other = profile._replace(private=True)
        others, more = _beyond(text, other, found, cuts)
        if more > total + PRIVATE_DOUBT:
            profile, torn = other, others
    again = _stretches(Machine(text, profile))  # what a ``?`` begins can end so, too
    if _gain(found, again, text, profile) > UNSIGNED_ONE:
        torn, _ = _beyond(text, profile, again, cuts)
    return torn


def _beyond(
    text: str, profile: Profile, found: list[Solution], cuts: list[tuple[int, int]]
) -> tuple[list[Solution], float]:
    """The stretches with those that begin at cuts without a sign, under one profile, and what all of these gain."""
    machines = Machine(text, profile), Machine(text, profile._replace(indented=True))
    torn, starts, total = list(found), [s.start for s in found], 0.0
    for place, _ in cuts:
        start = max(0, place - 1)
        if _inside(start, starts, torn):
            continue
        # what was cut at the start of a line is its indent
        solution = _solved(machines[_begins_line(text, place)], start)
        if not (solution and solution.cuts):
            continue
        low, high = bisect_right(starts, start), bisect_left(starts, solution.end)
        gain = _gain(torn[low:high], [solution], text, profile)
        if gain > UNSIGNED_ONE:
            total += gain
            torn[low:high], starts[low:high] = [solution], [solution.start]
    return torn, total


def _begins_line(text: str, place: int) -> bool:
    before = text[max(0, place - INDENT) : place].rpartition("\n")[2]
    return not before or before.isspace()


def _excess(found: list[Solution]) -> float:
    """How much dearer than sound text the solutions are, as a whole or at one place."""
    return sum(max(0.0, s.cost - SOUND * len(s.text), s.dearest - SOUND_TWO) if s.text else UNEXPLAINED for s in found)


def _others(profile: Profile, text: str, found: list[Solution]) -> Iterator[tuple[Profile, float]]:
    """What else may have happened to the page, for stretches that are badly explained, and what it must gain."""
    singles = SINGLE_SEEN if _has_single(text) else SINGLE
    if singles == SINGLE_SEEN:
        yield profile._replace(single=True), singles
    if not _PRIVATE.search(text):
        # each pair of a run that is not private-use is a little evidence that such ones are gone
        yield profile._replace(private=True), max(0.0, PRIVATE_DOUBT - PAIR * sum(len(s.text) for s in found))
        if singles == SINGLE_SEEN:
            yield profile._replace(private=True, single=True), singles
    if len(text) < SHORT and (LONE.search(text) or any(_excess([s]) > PARTLY for s in found)):
        yield profile._replace(folded=True, partly=profile.partly or not profile.folded, lone=True), PARTLY
    if singles == SINGLE and "€" not in text:
        yield profile._replace(single=True), singles


def _has_single(text: str) -> bool:
    """Whether a gloss says that a byte 80 before it left nothing: 一個 one byte off is ``粋`` and it.

    >>> _has_single("我們?nèi)チ艘粋(gè)學校"), _has_single("一個(gè)學校")
    (True, False)
    """
    singles = pairs.ending_in_80()
    for found in GLOSS.finditer(text):
        pair = singles.get(gbk.pair_of(text[found.start() - 1 : found.start()]) & 0xFF)  # of few
        if pair and pair in readings.keys(outer(found[1])):
            return True
    return False


def _stretches(machine: Machine) -> list[Solution]:
    """All torn stretches in order; one without explanation has no text."""
    text, found, at = machine.text, [], 0
    while tear := TEAR.search(text, at):
        if (marks := _MARKS.match(text, tear.start())) and len(marks[0]) > MARKS_IN_A_ROW:
            at = marks.end()
            continue
        if tear[2] and not readings.keys(outer(tear[2])):  # call(this): half of what scripts are made of
            at = tear.start() + 1
            continue
        start = max(at, _before(text, tear.start()))
        solution = _solved(machine, start)
        found.append(solution or Solution(start, tear.end(), "", UNEXPLAINED, exact=False))
        at = max(found[-1].end, tear.start() + 1)
    return found


def _bad_ones(machine: Machine, found: list[Solution]) -> list[Solution]:
    """The solutions with the badly explained ones solved under another profile."""
    return [(_solved(machine, s.start) or s) if _excess([s]) > PRIVATE_DOUBT / 2 else s for s in found]


def _gain(one: list[Solution], two: list[Solution], text: str, profile: Profile) -> float:
    """How much less a page costs by the second explanation."""
    spans: list[tuple[int, int]] = []
    for solution in sorted((*one, *two), key=lambda s: s.start):
        if spans and solution.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], solution.end))
        else:
            spans.append((solution.start, solution.end))
    language = profile.language or model()
    return _cost(one, spans, text, language) - _cost(two, spans, text, language)


def _cost(found: list[Solution], spans: list[tuple[int, int]], text: str, language: Model | PageLanguage) -> float:
    """What some spans of the page cost as these solutions leave them; both are in order."""
    starts, total = [s.start for s in found], 0.0
    for low, high in spans:
        at = low
        for solution in found[bisect_left(starts, low) : bisect_left(starts, high)]:
            total += solution.cost - language.log_prob(GLOSS.sub("", text[at : solution.start]))
            at = solution.end
        total -= language.log_prob(GLOSS.sub("", text[at:high]))
    return total


def _before(text: str, at: int) -> int:
    """Start of the stretch torn at ``at``: a sound character before it, and before glosses that touch it."""
    while at and text[at - 1] == ")" and (opening := text.rfind("(", max(0, at - 12), at)) >= 0:
        if not GLOSS.fullmatch(text, opening, at):
            break
        at = opening
    return max(0, at - 1)


def _solved(machine: Machine, start: int) -> Solution | None:
    """The stretch that starts at a place, with what a reader sees before it."""
    before = visible_before(machine.text, start, machine.profile.kind)[-CONTEXT:]
    return machine.solve(start, GLOSS.sub("", before))


def _inside(start: int, starts: Sequence[int], solutions: Sequence[Solution]) -> bool:
    last = bisect_right(starts, start) - 1
    return last >= 0 and start < solutions[last].end


def _stretch(text: str, solution: Solution, *, certain: bool) -> Iterator[Edit]:
    """The change of a torn stretch, and a flag where it ate a digit that nothing tells."""
    before, after = text[solution.start : solution.end], _digits(solution)
    if before == after:
        return
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start = solution.start + head
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    told = [
        (_plainly(t[head : len(t) - tail]), round(gap, 2))
        for t, gap in solution.rivals[:RECORDED][::-1]
        if gap < TELLING
    ]
    rivals = tuple(sorted(((t, gap) for t, gap in dict(told).items() if t != after), key=lambda rival: rival[1]))
    yield Edit(STAGE, "bytes", None, start, before, after, "exact" if solution.exact and certain else "likely", rivals)
    if not EATEN_DIGIT.keys().isdisjoint(solution.text):
        yield _flag("digit", text, text.rfind("?", solution.start, solution.end))


def _flag(rule: str, text: str, start: int, end: int | None = None) -> Edit:
    """Something that is not repaired, reported."""
    there = text[start : end or start + 1]
    return Edit(STAGE, rule, None, start, there, there, "flagged")


def _digits(solution: Solution) -> str:
    """The text of a solution; an eaten digit that its context does not decide stays a ``?``."""
    return "".join("?" if char in EATEN_DIGIT else char for char in solution.text)


def _plainly(text: str) -> str:
    return text.translate({ord(char): digit for char, digit in EATEN_DIGIT.items()})


def _common(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n
