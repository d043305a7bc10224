"""The byte machine: what the page's bytes were before the glosses and the decoder, for one stretch of text.

Method: the characters go back to bytes and the bytes to the pairs of the source. A gloss ``(py)`` is dropped where
the last two bytes are a key read ``py``; a ``?`` that ate a byte is a pair of which one or two bytes are unknown.
All that is unknown is a branch (``moves.py``); a beam of branches is scored with the character model, and the best
source of the stretch wins. The source must be valid GBK, so wrong branches mostly die at the next byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter

from . import pairs, readings
from .digits import MARGIN, decided, margin
from .moves import DIGIT, MARKS, TAG, Chain, Moves, State
from .profile import Profile
from .tears import GLOSS, HIDDEN, outer

ENTITY = re.compile(r"(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")

BEAM = 24
"""States kept a step; wider searches tried on simulated pages restored hardly more for twice the time."""
WINDOW = 30.0
"""Nats behind the best at which a state is dropped."""
SETTLED = 3
"""Characters of right context read after everything is certain again: one more than the model looks back."""
DEEP = 4
"""States of a step, the best ones, in which a dropped private-use character is looked for."""
LONGEST = 800
"""Characters after which a stretch is given up: a run of this length is not a run."""
WORK, WORK_A_CHARACTER = 20_000, 100
"""Branches tried in a page of no length, and more for each of its characters: ten times what damaged pages need. A page of
question marks alone took a minute for 300 characters; then its stretches stay as they are."""
AHEAD = 330
"""Characters that a move can look ahead, a whole tag; stretches alike so far have one solution."""
AFTER = 6
"""Characters behind a stretch that may tell a digit at its end."""
RIVALS = 6
"""Other readings kept of a stretch."""
_cost = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Solution:
    """The best source of a stretch: how far it reaches, what it is, what else it could be."""

    start: int
    end: int
    text: str
    """eaten digits that nothing decides stand as characters from ``moves.DIGIT``"""
    cost: float
    exact: bool
    cuts: int = 0
    rivals: tuple[tuple[str, float], ...] = ()
    """other sources, and how many nats they are behind"""


class Machine:
    """Runs of the machine over stretches of one text."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.profile = profile
        self._pruned = False
        # an ASCII ? before other text is mostly a lost byte itself
        self._marks = frozenset(MARKS) if profile.folded else frozenset(MARKS) - {"?"}
        self._solved: dict[tuple[str, str], list[tuple[str, Solution]]] = {}
        self._work = WORK + WORK_A_CHARACTER * len(text)

    @cached_property
    def moves(self) -> Moves:
        """The moves; their tables take 50 ms to make, and a page with whole glosses alone needs none."""
        return Moves(self.profile)

    def solve(self, start: int, context: str) -> Solution | None:
        """The source of the stretch that starts at ``start``, after the restored ``context``; None if it has none."""
        key = (context[-2:], self.text[start : start + AHEAD])
        for seen, known in self._solved.get(key, ()):
            if self.text.startswith(seen, start):
                return replace(known, start=start, end=start + known.end - known.start)
        found = self._search(start, context)
        if found and found.end + AHEAD < len(self.text):
            self._solved.setdefault(key, []).append((self.text[start : found.end + AHEAD], found))
        return found

    def _search(self, start: int, context: str) -> Solution | None:
        self._pruned = False
        waiting: dict[int, list[State]] = {start: [self._first(context)]}
        settled, last = 0, min(len(self.text), start + LONGEST)
        while waiting:
            at = min(waiting)
            states = self._prune(waiting.pop(at))
            settled = settled + 1 if not waiting and all(not s.pending for s in states) else 0
            if settled and (settled > SETTLED or at >= len(self.text)):
                return self._solution(start, at, states)
            if at >= last or self._work < 0:
                whole = [s for s in states if not s.pending]
                return self._solution(start, at, whole) if whole and at == len(self.text) else None
            for end, children in self._moves(at, states):
                self._work -= len(children)
                if children:
                    waiting.setdefault(end, []).extend(children)
        return None

    def _first(self, context: str) -> State:
        state = State(0.0, 0, 0, 0, 0, None)
        for char in context[-2:]:
            (state,) = self.moves.character(state, char)
        return state._replace(cost=0.0, out=None)

    def _prune(self, states: list[State]) -> list[State]:
        bound = min(s.cost for s in states) + WINDOW
        best: dict[tuple[int, int, int, int], State] = {}
        for state in states:
            if state.cost <= bound:
                key = state[1:5]
                held = best.get(key)
                best[key] = state if held is None else _merged(held, state)
        kept = sorted(best.values(), key=_cost)[:BEAM]
        self._pruned |= len(kept) < len(states)
        return kept

    def _solution(self, start: int, at: int, states: list[State]) -> Solution:
        best, *rest = states
        text = _read(best.out)
        others = [(_read(s.out), s.cost - best.cost) for s in rest]
        others += [(_swapped(best.out, mine, theirs), gap) for gap, mine, theirs in best.rivals]
        rivals = tuple(sorted(((t, gap) for t, gap in dict(others).items() if t != text), key=lambda r: r[1]))
        text = self._digits(text, at, rivals)
        return Solution(start, at, text, best.cost, not rivals and not self._pruned, best.cuts, rivals[:RIVALS])

    def _digits(self, text: str, end: int, rivals: tuple[tuple[str, float], ...]) -> str:
        """The text with the eaten digits that are far ahead of all that could stand there."""
        for at, char in enumerate(text):
            if ord(char) >= DIGIT:
                digit, after = chr(ord(char) - DIGIT + 0x30), text[at + 1 :] + self.text[end : end + AFTER]
                gaps = [gap for t, gap in rivals if t[at : at + 1] != char]
                if known := decided(after, 0):
                    sure = known[digit] == 0.0
                else:
                    sure = min([margin(self.moves.language, text[:at], digit, after), *gaps]) >= MARGIN
                text = text[:at] + digit + text[at + 1 :] if sure else text
        return text

    def _moves(self, at: int, states: list[State]) -> Iterator[tuple[int, list[State]]]:
        """Where each state can go by what stands at ``at``."""
        char = self.text[at]
        if char == "(" and (found := GLOSS.match(self.text, at)):
            taken = [t for s in states for t in self._keyed(s, found[1], at)]
            yield found.end(), taken
            states = states if not taken else [s for s in states if s.pending]
        elif char == "?" and (found := HIDDEN.match(self.text, at)):
            taken = [t for s in states for f in self._forms(s, at) for t in self.moves.hidden(f, outer(found[1]))]
            yield found.end(), taken
            if taken:
                return
        if char == "?":
            yield from self._question(at, states)
        yield at + 1, [t for s in states for t in self._plain(s, char)]
        if self.profile.lone and char in MARKS and char != "?":
            yield at + 1, [t for s in states for t in self.moves.lone(s, char)]
        if self.profile.private:
            yield at + 1, [t for s in states[:DEEP] if s.pending for t in self.moves.inserted(s, char)]
        if self.profile.folded and char in _foldable() and not (char == "?" and TAG.match(self.text, at + 1)):
            for state in states:
                if state.pending:
                    yield from ((end, [s]) for end, s in self.moves.folded(state, self.text, at))

    def _plain(self, state: State, char: str) -> Iterable[State]:
        return () if char == "?" else self.moves.character(state, char)

    def _forms(self, state: State, at: int) -> Iterator[State]:
        yield state
        if not state.pending and at:
            yield from self.moves.forms(state, self.text[at - 1])

    def _keyed(self, state: State, reading: str, at: int) -> Iterator[State]:
        """States at a gloss whose last two bytes are a key with its reading."""
        keys = readings.keys().get(outer(reading), frozenset())
        for form in self._forms(state, at):
            if form.last in keys:
                yield form
                return

    def _question(self, at: int, states: list[State]) -> Iterator[tuple[int, list[State]]]:
        waiting = [s for s in states if s.pending]
        if waiting and (entity := ENTITY.match(self.text, at + 1)):
            yield entity.end(), self.moves.entity(waiting, entity[0])
            states = [s for s in states if not s.pending]
        yield at + 1, [t for s in states for t in self.moves.eaten(s, self.text, at)]
        if "????" in self.text[max(0, at - 3) : at + 4]:
            return  # a row of them is no cut
        mark, after = self.text[at + 1 : at + 2], self.text[at + 2 : at + 3]
        if mark in self._marks:
            yield at + 2, [t for s in states for t in self.moves.cut(s, mark)]
        if mark == "?" != self.text[at - 1 : at] and after in self._marks and MARKS[after] >> 8 == 0xA3:
            yield at + 3, [t for s in states for t in self.moves.cut_twice(s, after)]


@lru_cache(maxsize=1)
def _foldable() -> frozenset[str]:
    return frozenset(pairs.compatible())


def _merged(one: State, two: State) -> State:
    """The cheaper of two branches that look alike from here on, with the other on its record."""
    if two.cost < one.cost:
        one, two = two, one
    record = ((two.cost - one.cost, one.out, two.out), *one.rivals)
    if len(record) > 1:
        record = tuple(sorted(record, key=itemgetter(0))[:RIVALS])
    return State(*one[:7], record)


def _read(out: Chain, until: Chain = None) -> str:
    chars = []
    while out is not None and out is not until:
        out, char = out
        chars.append(char)
    return "".join(reversed(chars))


def _swapped(best: Chain, mine: Chain, theirs: Chain) -> str:
    """What the whole would be with the characters of a branch that lost."""
    return _read(theirs) + _read(best, mine)
