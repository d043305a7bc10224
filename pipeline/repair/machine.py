"""The byte machine: what the page's bytes were before the glosses and the decoder, for one stretch of text.

Method: the characters go back to bytes and the bytes to the pairs of the source. A gloss ``(py)`` is dropped where
the last two bytes are a key read ``py``; a ``?`` that ate a byte is a pair of which one or two bytes are unknown.
All that is unknown is a branch (``moves.py``); a beam of branches is scored with the character model, and the best
source of the stretch wins. The source must be valid GBK, so wrong branches mostly die at the next byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from . import pairs, readings
from .moves import MARKS, TAG, Chain, Moves, Profile, State

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹḿ"
LETTER = rf"[a-zü{TONED}ɡ]"
_PINYIN = rf"({LETTER}{{1,8}}(?:\({LETTER}{{1,7}}\){LETTER}{{0,6}})?)"
GLOSS = re.compile(rf"\({_PINYIN} ?\)")
"""``(py)``, or ``(yōu(zī))`` where a key was hit inside the pinyin."""
HIDDEN = re.compile(rf"\?{_PINYIN} ?\)")
"""``?py)``: the bracket was eaten."""
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
RIVALS = 3
"""Other readings kept for the record."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best source of a stretch: how far it reaches, what it is, what else it could be."""

    start: int
    end: int
    text: str
    """eaten digits stand as characters from ``moves.DIGIT``"""
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
        self.moves = Moves(profile)
        self._pruned = False
        self._work = WORK + WORK_A_CHARACTER * len(text)

    def solve(self, start: int, context: str) -> Solution | None:
        """The source of the stretch that starts at ``start``, after the restored ``context``; None if it has none."""
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
        best: dict[tuple[int, int, int, int], State] = {}
        for state in states:
            key = state[1:5]
            held = best.get(key)
            best[key] = state if held is None else _merged(held, state)
        kept = sorted(best.values(), key=lambda s: s.cost)
        bound = kept[0].cost + WINDOW
        alive = [s for s in kept[:BEAM] if s.cost <= bound]
        self._pruned |= len(alive) < len(states)
        return alive

    def _solution(self, start: int, at: int, states: list[State]) -> Solution:
        best, *rest = states
        text = _read(best.out)
        others = [(_read(s.out), s.cost - best.cost) for s in rest]
        others += [(_swapped(best.out, mine, theirs), gap) for gap, mine, theirs in best.rivals]
        rivals = tuple(sorted(((t, gap) for t, gap in dict(others).items() if t != text), key=lambda r: r[1]))
        return Solution(start, at, text, best.cost, not rivals and not self._pruned, best.cuts, rivals[:RIVALS])

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
        mark = self.text[at + 1 : at + 2]
        if mark in MARKS:
            yield at + 2, [t for s in states for t in self.moves.cut(s, mark)]
        after = self.text[at + 2 : at + 3]
        if mark == "?" and MARKS.get(after, 0) >> 8 == 0xA3:
            yield at + 3, [t for s in states for t in self.moves.cut_twice(s, after)]


@lru_cache(maxsize=4096)
def outer(reading: str) -> str:
    """A reading without the gloss that hit inside it."""
    return re.sub(r"\(.*\)", "", reading)


@lru_cache(maxsize=1)
def _foldable() -> frozenset[str]:
    return frozenset(pairs.compatible())


def _merged(one: State, two: State) -> State:
    """The cheaper of two branches that look alike from here on, with the other on its record."""
    if two.cost < one.cost:
        one, two = two, one
    rivals = sorted((*one.rivals, (two.cost - one.cost, one.out, two.out)), key=lambda r: r[0])
    return one._replace(rivals=tuple(rivals[:RIVALS]))


def _read(out: Chain, until: Chain = None) -> str:
    chars = []
    while out is not None and out is not until:
        out, char = out
        chars.append(char)
    return "".join(reversed(chars))


def _swapped(best: Chain, mine: Chain, theirs: Chain) -> str:
    """What the whole would be with the characters of a branch that lost."""
    return _read(theirs) + _read(best, mine)
