"""The moves of the byte machine: what one item of the page can mean for the bytes on the stack.

A state is one branch; each move takes a state and an item of the page (a character, a gloss, a ``?``, a mark behind
a ``?``) and gives the states it can become. A move that would make invalid GBK gives none.
"""

from __future__ import annotations

import html
import unicodedata
from array import array
from functools import lru_cache
from typing import TypeAlias

from ..language import Model, model
from . import gbk, pairs, readings
from .digits import DATED, DIGITS, EATEN, decided
from .habits import Choice, PageLanguage, cheapest
from .prices import BROKEN, EATEN_DIGIT, ENDINGS, MARKS, SWALLOWED
from .profile import HALF_WIDTH, Profile
from .state import State
from .visible import eaten_sign, ends_line

_SHOWN = {digit: char for char, digit in EATEN_DIGIT.items()}
Known: TypeAlias = dict[int, tuple[str, int, float]]
Choices: TypeAlias = dict[int, tuple[list[int], Choice]]
Shapes: TypeAlias = dict[str, list[int]]


class Moves:
    """The moves on a page with one profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.language = profile.language or PageLanguage("")
        self.skipped = False
        """whether branches were left out because others are far cheaper"""
        self.folded, self.simplified = profile.folded, profile.simplified
        self._pairs = gbk.pairs()
        self._chars = gbk.characters()
        self._foreign = readings.aligned()
        self._foreign_cost = pairs.FOREIGN
        habit = dict(zip(HALF_WIDTH, profile.marks, strict=True))
        self._eaten = Choice([self.language.number(char) for char in EATEN], [habit.get(char, 0.0) for char in EATEN])
        self._nats = array("d", bytes(8 * 256))
        self._totals = array("d", bytes(8 * ENDINGS * len(EATEN)))
        self._line_end = self.language.number("\n")
        self._entity = str if profile.kind == "html" else html.unescape
        self._nfkc = profile.folded and not profile.partly
        self._known, self._choices, self._shapes = _tables(model(), self._nfkc, profile.simplified, profile.indented)

    def emit(self, state: State, char: str, last: int) -> State:
        """A character of the source."""
        c = self.language.number(char)
        cost = state.cost + self.language.cost(state.a, state.b, c)
        if char in self._foreign:
            cost += self._foreign_cost
        return state.followed(cost, c, char, last if last >= 0x100 else last | (state.last & 0xFF) << 8)

    def restored(self, state: State, pair: int, waiting: int = 0) -> State:
        """A character that no longer stands in the page, shown as the page shows its like; its trail can begin what waits."""
        shown, c, dear = self._known.get(pair) or self._learned(pair)
        cost = state.cost + self.language.cost(state.a, state.b, c) + dear
        done = state.followed(cost, c, shown, (pair & 0xFF) << 8 | waiting if waiting else pair)
        done.pending = waiting
        return done

    def _learned(self, pair: int) -> tuple[str, int, float]:
        """A pair's character as the page shows it, its number, and what it costs beyond the model."""
        char = self._chars[pair]
        shown = unicodedata.normalize("NFKC", char) if self._nfkc else char
        if self.simplified:
            shown = readings.converted().get(shown, shown)
        dear = 0.0 if self.profile.indented and pair == 0xA1A1 else pairs.dear().get(char, 0.0)
        found = self._known[pair] = shown, self.language.number(char), dear
        return found

    # -- characters

    def character(self, state: State, char: str) -> list[State]:
        """A character of the page: its bytes go on the stack."""
        code = ord(char)
        if not state.pending:
            return [self.emit(state, char, self._pairs.get(char) or (code if code < 0x80 else 0))]
        found = []
        for pair in self._sources(char):
            if (done := self.push(state, pair >> 8, pair & 0xFF)) is not None:
                found.append(done)
        code = gbk.EURO if char == "€" else code
        if 0x40 <= code <= 0x80 and (done := self.whole(state, code)) is not None:
            found.append(done)
        return found

    def _sources(self, char: str) -> list[int]:
        """The pairs of a character, of a converted page also those of what Traditional to Simplified could have made it from."""
        found = self._shapes.get(char)
        if found is None:
            chars = char + readings.unconverted().get(char, "") if self.simplified else char
            found = self._shapes[char] = [pair for c in chars if (pair := self._pairs.get(c))]
        return found

    def foldings(self, state: State, text: str, at: int) -> list[tuple[int, State]]:
        """What NFKC could have made the next characters from, where a lead waits, each with where it ends."""
        found = []
        for shape, pair in pairs.compatible().get(text[at], ()):
            if text.startswith(shape, at) and (done := self.push(state, pair >> 8, pair & 0xFF)) is not None:
                found.append((at + len(shape), done))
        return found

    def forms(self, state: State, char: str, before: str) -> list[State]:
        """The same state with the other bytes that its last character can have had, before a gloss.

        Where NFKC went over the page, an ASCII character may have been full-width, or the mark before it: the bytes of ``，F`` hold 現.
        """
        lasts = list(self._sources(char)) if self.simplified else []
        if self.folded and char < "\x7f":
            lasts.append(0xA300 | ord(char) | 0x80)
            if "!" <= before < "\x7f":
                lasts.append((ord(before) | 0x80) << 8 | ord(char))
        found = []
        for last in lasts:
            found.append(state.copied())
            found[-1].last = last
        return found

    def pair_of(self, char: str) -> int:
        """A character's bytes, 0 if it has none."""
        return self._pairs.get(char, 0)

    def whole(self, state: State, trail: int) -> State | None:
        """A byte that ends the waiting character, and nothing else."""
        pair = state.pending << 8 | trail
        return self.restored(state, pair) if pair in self._chars else None

    def push(self, state: State, trail: int, rest: int) -> State | None:
        """A byte that ends the waiting character, and one that starts the next or is ASCII."""
        pair = state.pending << 8 | trail
        if rest in (0x80, 0xFF) or pair not in self._chars:
            return None
        if rest > 0x80:
            return self.restored(state, pair, rest)
        return self.emit(self.restored(state, pair), chr(rest), trail << 8 | rest)

    # -- glosses

    def hidden(self, state: State, reading: str) -> list[State]:
        """``?py)``: the last byte and an unknown one are a key read py, and the bracket was eaten."""
        found = []
        lead = state.pending or state.last & 0xFF
        for trail in pairs.second_bytes(reading).get(lead, ()):
            if state.pending:
                found.append(self.restored(state, lead << 8 | trail))
            elif trail > 0x80:
                found.append(state.copied())
                found[-1].pending, found[-1].last = trail, lead << 8 | trail
        return found

    # -- question marks

    def eaten(self, state: State, text: str, at: int) -> list[State]:
        """A ``?``: a real one, or the trail that was waited for and a swallowed ASCII character."""
        sign = eaten_sign(text, at, self.profile.kind)
        if not state.pending:
            real = self.emit(state, "?", 0x3F)
            if sign:  # markup without its sign says that something was eaten
                real.cost += BROKEN
            return [real]
        ends = self.endings(state)
        if at + 1 == len(text):
            # the text goes on no further: what was eaten is the end of its line
            return [self.emit(s, "\n", 0x0A) for s in ends] if self.profile.many_lines else ends
        if not sign:
            return self._swallowed(ends, decided(text, at + 1))
        is_last = sign != "<" or ends_line(text, at)
        return [self.markup(whole, sign, is_last) for whole in ends]

    def markup(self, state: State, sign: str, is_last: bool) -> State:
        """A sign of the markup: all that it says about the character before it is whether a line can end there."""
        last = ord(sign)
        if is_last:
            cost = self.language.cost(state.a, state.b, self._line_end) if state.b != self._line_end else 0.0
            return state.followed(state.cost + cost, self._line_end, sign, last)
        done = state.followed(state.cost, state.b, sign, last)
        done.a = state.a
        return done

    def _swallowed(self, ends: list[State], known: dict[str, float]) -> list[State]:
        """A character that ends and an eaten one behind it, the likeliest of all such pairs."""
        size, found = len(EATEN), []
        for place, whole in enumerate(ends):
            self._eating(whole, known, place * size)
        for at in cheapest(self._totals, len(ends) * size, SWALLOWED):
            whole, number = ends[at // size], at % size
            char = EATEN[number]
            last = (whole.last & 0xFF) << 8 | ord(char)
            shown = _SHOWN.get(char, char)
            found.append(whole.followed(self._totals[at], self._eaten.numbers[number], shown, last))
        return found

    def _eating(self, state: State, known: dict[str, float], first: int) -> None:
        """Fill in the branch with each character of ``EATEN`` next, with the page's habit of writing it in ASCII; a digit by what follows."""
        nats = self._nats
        self.language.price(state.a, state.b, self._eaten, nats)
        for at, char in enumerate(EATEN):
            price = DATED + known[char] if known and at >= DIGITS else nats[at]
            self._totals[first + at] = state.cost + price

    def entity(self, states: list[State], name: str) -> list[State]:
        """A ``?`` whose ``&`` is proven by the entity's name and semicolon; it comes back whole."""
        whole = self._entity("&" + name)
        return [self.emit(t, whole, 0x3B) for s in states for t in self.endings(s)]

    def endings(self, state: State) -> list[State]:
        """The likeliest characters that the waiting lead can begin."""
        return [self.restored(state, pair) for pair in self.likeliest(state, pairs.ROW | state.pending, ENDINGS)]

    def likeliest(self, state: State, kind: int, number: int) -> list[int]:
        """The pairs of a choice of ``pairs.py`` whose characters come cheapest next."""
        found, choice = self._choices.get(kind) or self._priced(kind)
        self.language.price(state.a, state.b, choice, self._nats)
        return [found[at] for at in cheapest(self._nats, len(found), number)]

    def _priced(self, kind: int) -> tuple[list[int], Choice]:
        """The pairs of a choice, their numbers, and what they cost beyond the model."""
        chosen = pairs.choice(kind)
        known = [self._known.get(pair) or self._learned(pair) for pair in chosen]
        found = self._choices[kind] = chosen, Choice([k[1] for k in known], [k[2] for k in known])
        return found

    # -- cuts

    def cut(self, state: State, mark: str, price: float) -> list[State]:
        """A mark whose bytes stood across two characters: the byte before them is lost, with a ``?`` or without, nothing else."""
        pair, found = MARKS[mark], []
        first, second = pair >> 8, pair & 0xFF
        if state.pending:
            for whole in self.endings(state):
                found.append(self.emit(whole, mark, pair))
        else:
            for likely in self.likeliest(state, pairs.COLUMN | first, ENDINGS):
                one = self.restored(state, likely)
                one.cost += price
                one.pending, one.last = second, pair
                found.append(one)
        for done in found:
            done.cuts += 1
        return found

    def cut_twice(self, state: State, mark: str) -> list[State]:
        """``??`` and a mark: the two bytes of 病 小 取 (B2A1 D0A1 C8A1), as their A1 with the A3 of the mark is a 。."""
        found = []
        for whole in () if state.pending else self.likeliest(state, pairs.COLUMN | 0xA1, ENDINGS):
            done = self.emit(self.restored(state, whole), mark, MARKS[mark])
            done.cost += self.profile.cut
            done.cuts += 1
            found.append(done)
        return found

    def cut_before(self, state: State) -> list[State]:
        """A ``?`` before another and a mark: the byte that waits stood before a 。 whose second byte the mark took, as in 好。”."""
        found = self.endings(state)
        for done in found:
            done.cost += self.profile.cut
            done.cuts += 1
        return found

    # -- a byte 80 that is gone

    def vanished(self, states: list[State]) -> list[State]:
        """The branches in which a byte 80 that left nothing ends what waits: 一個 one byte off."""
        singles, found = pairs.ending_in_80(), []
        for state in states:
            if state.pending and (pair := singles.get(state.pending)):
                found.append(self.restored(state, pair))
        return found


@lru_cache(maxsize=8)
def _tables(language: Model, nfkc: bool, simplified: bool, indented: bool) -> tuple[Known, Choices, Shapes]:
    """What was learned of pairs and characters so far, the same for all pages of one kind."""
    return {}, {}, {}
