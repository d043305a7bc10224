"""The byte machine: what the page's bytes were before the glosses and the decoder, for one stretch of text.

Method: the characters go back to bytes and the bytes to the pairs of the source. A gloss ``(py)`` is dropped where
the last two bytes are a key read ``py``; a ``?`` that ate a byte is a pair of which one or two bytes are unknown.
All that is unknown is a branch (``moves.py``); a beam of branches is scored with the character model, and the best
source of the stretch wins. The source must be valid GBK, so wrong branches mostly die at the next byte.
"""

from __future__ import annotations

from math import inf
from operator import attrgetter, itemgetter

from ..late import late
from . import gone, pairs, readings
from .digits import MARGIN, decided, margin
from .moves import Moves
from .prices import EATEN_DIGIT, LONE, MARKS
from .profile import Profile
from .quotes import LINE, may_list, paired, still_open
from .solution import Solution
from .state import RIVALS, State, any_pending, merged, read, swapped
from .tears import GLOSS, HIDDEN, outer
from .visible import TAG, ends_line
from .wording import AROUND, Rival, preferred

ENTITY = late(r"(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")

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
"""Characters behind a stretch that may tell a digit or a mark at its end."""
_cost = attrgetter("cost")


class Machine:
    """Runs of the machine over stretches of one text."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.profile = profile
        self._folded, self._lone, self._private = profile.folded, profile.lone, profile.private
        self._single = profile.single
        self._pruned, self._context, self._opened, self._listed = False, "", "", True
        # an ASCII ? before other text is mostly a lost byte itself
        self._marks = frozenset(MARKS) if profile.folded else frozenset(MARKS) - {"?"}
        self._foldable = frozenset(pairs.compatible()) if profile.folded else frozenset()
        self._solved: dict[tuple[str, str, bool, str], list[tuple[str, Solution]]] = {}
        self._work = WORK + WORK_A_CHARACTER * len(text)
        self._moves = Moves(profile)

    def solve(self, start: int, context: str) -> Solution | None:
        """The source of the stretch that starts at ``start``, after the restored ``context``; None if it has none."""
        line = self.text[max(0, start - LINE) : start]
        self._opened, self._listed = still_open(line), may_list(line)
        key = (context[-2:], self._opened, self._listed, self.text[start : start + AHEAD])
        for seen, known in self._solved.get(key, ()):
            if self.text.startswith(seen, start):
                return known._replace(start=start, end=start + known.end - known.start)
        found = self._search(start, context)
        if found and found.end + AHEAD < len(self.text):
            self._solved.setdefault(key, []).append((self.text[start : found.end + AHEAD], found))
        return found

    def _search(self, start: int, context: str) -> Solution | None:
        self._pruned, self._context = False, context[-2:]
        waiting: dict[int, list[State]] = {start: [self._first(context)]}
        settled, last = 0, min(len(self.text), start + LONGEST)
        while waiting:
            at = min(waiting)
            states = self._prune(waiting.pop(at))
            settled = 0 if waiting or any_pending(states) else settled + 1
            if settled and (settled > SETTLED or at >= len(self.text)):
                return self._solution(start, at, states)
            if at >= last or self._work < 0:
                whole = [s for s in states if not s.pending]
                return self._solution(start, at, whole) if whole and at == len(self.text) else None
            self._step(waiting, at, states)
        return None

    def _first(self, context: str) -> State:
        state = State()
        for char in context[-2:]:
            state = self._moves.character(state, char)[0]
        state.cost, state.out = 0.0, None
        return state

    def _bound(self, waiting: dict[int, list[State]], at: int) -> float:
        """What a branch at a place may cost, by those that are there so far."""
        bound = inf
        for state in waiting.get(at, ()):
            bound = min(bound, state.cost + WINDOW)
        return bound

    def _prune(self, states: list[State]) -> list[State]:
        """The cheapest of the branches that look alike from here on, and of those the cheapest ones."""
        if len(states) == 1:
            return states
        bound = inf
        for state in states:
            bound = min(bound, state.cost + WINDOW)
        best: dict[int, State] = {}
        for state in states:
            if state.cost <= bound:
                key = ((state.pending << 16 | state.last) << 16 | state.a) << 16 | state.b
                held = best.get(key)
                best[key] = state if held is None else merged(held, state)
        kept = sorted(best.values(), key=_cost)[:BEAM]
        self._pruned |= len(kept) < len(states)
        return kept

    def _solution(self, start: int, at: int, states: list[State]) -> Solution | None:
        if not EATEN_DIGIT.keys().isdisjoint(self.text[start:at]):
            return None  # could not be told from an eaten digit
        best, *rest = states
        text = read(best.out)
        others = [(read(s.out), s.cost - best.cost) for s in rest]
        others += [(swapped(best.out, mine, theirs), gap) for gap, mine, theirs in best.rivals]
        rivals = tuple(sorted(((t, gap) for t, gap in dict(others).items() if t != text), key=lambda r: r[1]))
        behind = 0.0
        if rivals:
            text, behind, rivals = self._worded(text, at, rivals)
            text, more, rivals = paired(text, rivals, self._opened, self.text[at : at + AFTER], listed=self._listed)
            behind += more
        text = self._digits(text, at, rivals)
        exact = not rivals and not self._pruned
        dearest = self._moves.language.dearest(self._context, text)
        return Solution(start, at, text, best.cost + behind, exact, best.cuts, rivals[:RIVALS], dearest)

    def _worded(self, text: str, end: int, rivals: tuple[Rival, ...]) -> tuple[str, float, tuple[Rival, ...]]:
        """The readings with their words weighed in; not those with an eaten digit, which ``_digits`` decides."""
        if not EATEN_DIGIT.keys().isdisjoint(text):
            return text, 0.0, rivals
        plain = tuple([rival for rival in rivals[:RIVALS] if EATEN_DIGIT.keys().isdisjoint(rival[0])])
        others = tuple([rival for rival in rivals[:RIVALS] if rival not in plain])
        text, behind, plain = preferred(text, plain, self._context, self.text[end : end + AROUND])
        return text, behind, tuple(sorted((*plain, *((t, gap - behind) for t, gap in others)), key=itemgetter(1)))

    def _digits(self, text: str, end: int, rivals: tuple[tuple[str, float], ...]) -> str:
        """The text with the eaten digits that are far ahead of all that could stand there."""
        for at, char in enumerate(text):
            if char in EATEN_DIGIT:
                digit, after = EATEN_DIGIT[char], text[at + 1 :] + self.text[end : end + AFTER]
                gaps = [gap for t, gap in rivals if t[at : at + 1] != char]
                if known := decided(after, 0):
                    sure = known[digit] == 0.0
                else:
                    gaps.append(margin(self._moves.language, text[:at], digit, after))
                    sure = min(gaps) >= MARGIN
                text = text[:at] + digit + text[at + 1 :] if sure else text
        return text

    def _step(self, waiting: dict[int, list[State]], at: int, states: list[State]) -> None:
        """Where each state can go by what stands at ``at``."""
        char = self.text[at]
        if self._single:
            states = states + self._moves.vanished(states)
        if char == "?":
            if not self._hidden(waiting, at, states):
                self._question(waiting, at, states)
                self._besides(waiting, at, states)
            return
        if char == "(" and (found := GLOSS.match(self.text, at)):
            taken = self._keyed(states, found[1], at)
            self._reach(waiting, found.end(), taken)
            states = [s for s in states if s.pending] if taken else states
        is_tag = char == "<" and TAG.match(self.text, at + 1) is not None
        for state in states:
            if is_tag and not state.pending:
                self._reach(waiting, at + 1, [self._moves.markup(state, char, ends_line(self.text, at))])
            else:
                self._reach(waiting, at + 1, self._moves.character(state, char))
        if self._lone and char in MARKS:
            for state in states:
                self._reach(waiting, at + 1, self._moves.cut(state, char, LONE))
        self._besides(waiting, at, states)

    def _besides(self, waiting: dict[int, list[State]], at: int, states: list[State]) -> None:
        """What can have happened before or to what stands at ``at``, where a lead waits: a private-use pair is gone, NFKC."""
        char, moves = self.text[at], self._moves
        if self._private:
            bound = self._bound(waiting, at + 1)
            moves.skipped = False
            for state in [s for s in states if s.pending][:DEEP]:
                self._reach(waiting, at + 1, gone.inserted(moves, state, char, bound))
            self._pruned |= moves.skipped
        if self._folded and char in self._foldable and not (char == "?" and TAG.match(self.text, at + 1)):
            for state in states:
                for end, done in moves.foldings(state, self.text, at) if state.pending else ():
                    self._reach(waiting, end, [done])

    def _reach(self, waiting: dict[int, list[State]], end: int, found: list[State]) -> None:
        """Branches that go on at ``end``."""
        if found:
            self._work -= len(found)
            there = waiting.get(end)
            if there is None:
                waiting[end] = list(found)
            else:
                there += found

    def _forms(self, state: State, at: int) -> list[State]:
        if state.pending or not at:
            return [state]
        return [state, *self._moves.forms(state, self.text[at - 1], self.text[at - 2 : at - 1])]

    def _keyed(self, states: list[State], reading: str, at: int) -> list[State]:
        """States at a gloss whose last two bytes are a key with its reading."""
        keys = readings.keys(outer(reading))
        found = []
        for state in states:
            if state.last in keys:
                found.append(state)
            else:
                found += [form for form in self._forms(state, at) if form.last in keys][:1]
        return found

    def _hidden(self, waiting: dict[int, list[State]], at: int, states: list[State]) -> bool:
        """A ``?`` that is an eaten bracket; whether it can be."""
        found = HIDDEN.match(self.text, at)
        if not found:
            return False
        reading = outer(found[1])
        taken = [t for s in states for f in self._forms(s, at) for t in self._moves.hidden(f, reading)]
        if self._private:
            bound = self._bound(waiting, found.end())
            taken += [t for s in states[:DEEP] if s.pending for t in gone.hidden(self._moves, s, reading, bound)]
        self._reach(waiting, found.end(), taken)
        return bool(taken)

    def _question(self, waiting: dict[int, list[State]], at: int, states: list[State]) -> None:
        """A ``?``: real, or what is left of bytes that were eaten, or lost before a mark."""
        text, moves = self.text, self._moves
        if any_pending(states) and (entity := ENTITY.match(text, at + 1)):
            self._reach(waiting, entity.end(), moves.entity([s for s in states if s.pending], entity[0]))
            states = [s for s in states if not s.pending]
        for state in states:
            self._reach(waiting, at + 1, moves.eaten(state, text, at))
        if "????" not in text[max(0, at - 3) : at + 4]:  # a row of them is no cut
            self._marked(waiting, at, states)

    def _marked(self, waiting: dict[int, list[State]], at: int, states: list[State]) -> None:
        """A ``?`` that is itself a folded mark, or what is left of a byte before one."""
        text, moves = self.text, self._moves
        if self._lone and "?" in self._marks:
            for state in states:
                self._reach(waiting, at + 1, moves.cut(state, "?", LONE))
        mark, after = text[at + 1 : at + 2], text[at + 2 : at + 3]
        if mark in self._marks:
            for state in states:
                self._reach(waiting, at + 2, moves.cut(state, mark, self.profile.cut))
        if mark == "?" and after in self._marks and MARKS[after] >> 8 == 0xA3:
            self._reach(waiting, at + 1, [t for s in states if s.pending for t in moves.cut_before(s)])
            if text[at - 1 : at] != "?":
                for state in states:
                    self._reach(waiting, at + 3, moves.cut_twice(state, after))
