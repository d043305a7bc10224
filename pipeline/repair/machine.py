"""The byte machine: what the page's bytes were before the glosses and the decoder, for one stretch of text.

Method: the characters go back to bytes and the bytes to the pairs of the source. A gloss ``(py)`` is dropped where
the last two bytes are a key read ``py``; a ``?`` that ate a byte is a pair of which one or two bytes are unknown.
All that is unknown is a branch; a beam of states (the byte that waits for its trail, the last two characters) is
scored with the character model, and the best source of the stretch wins. The source must be valid GBK, so wrong
branches mostly die at the next byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..language import model
from ..types import Kind
from . import gbk, readings

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹḿ"
LETTER = rf"[a-zü{TONED}ɡ]"
GLOSS = re.compile(rf"\(({LETTER}{{1,8}}(?:\({LETTER}{{1,7}}\){LETTER}{{0,6}})?) ?\)")
"""``(py)``, or ``(yōu(zī))`` where a key was hit inside the pinyin."""
HIDDEN = re.compile(rf"\?({LETTER}{{1,8}}(?:\({LETTER}{{1,7}}\){LETTER}{{0,6}})?) ?\)")
"""``?py)``: the bracket was eaten."""

BEAM = 24
"""States kept a step; 48 restored nothing more on 1,000 simulated passages."""
WINDOW = 30.0
"""Nats behind the best at which a state is dropped."""
SETTLED = 3
"""Characters of right context read after everything is certain again: one more than the model looks back."""
LONGEST = 800
"""Characters after which a stretch is given up: a run of this length is not a run."""

CUT = 4.0
"""Nats for a mark that cut the stream: a few a page on damaged pages."""
CUT_OTHER = 2.0
"""Nats more where the lost byte is not the A1 of a stop: 36 of 48 cuts seen start in ``。``."""
FOREIGN = 8.0
"""Nats for a character that the mirrors' conversion never leaves (为 became 為)."""
EATEN = "\n <&(),.:;\"'-/*%+=>!?[0123456789"
"""What a waiting lead can eat: ASCII below 40 that occurs in pages and text."""

_TAG = re.compile(r"/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,300})?/?>|!--")
_ENTITY = re.compile(r"(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")


Chain: TypeAlias = "tuple[Chain, str] | None"


class State(NamedTuple):
    """Where one branch stands."""

    cost: float
    pending: int
    """the lead byte that waits for its trail, or 0"""
    last: int
    """the last two bytes of the stack as a pair"""
    a: int
    b: int
    """the last two characters, as the model numbers them"""
    out: Chain
    """the characters so far as a linked list, newest first"""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best source of a stretch: how far it reaches, what it is, what else it could be."""

    end: int
    text: str
    exact: bool
    rivals: tuple[tuple[str, float], ...] = ()
    """other sources, and how many nats they are behind"""


class Machine:
    """A run of the machine over one stretch of one text."""

    def __init__(self, text: str, kind: Kind = "text") -> None:
        self.text = text
        self._entity = str if kind == "html" else html.unescape
        language = model()
        self._number = language.number
        self._cost = language.cost
        self._pairs = gbk.pairs()
        self._many_lines = "\n" in text
        self._chars = gbk.characters()
        self._foreign = readings.aligned()
        self._pruned = False

    def solve(self, start: int, context: str) -> Solution | None:
        """The source of the stretch that starts at ``start``, after the restored ``context``; None if it has none."""
        first = State(
            0.0, 0, self._pairs.get(context[-1:], ord(context[-1:] or "\0") & 0xFF), *self._context(context), None
        )
        waiting: dict[int, list[State]] = {start: [first]}
        settled, at, last = 0, start, min(len(self.text), start + LONGEST)
        while waiting:
            at = min(waiting)
            states = self._prune(waiting.pop(at))
            if not waiting and all(not s.pending for s in states):
                settled += 1
                if settled > SETTLED or at >= len(self.text):
                    return self._solution(at, states)
            else:
                settled = 0
            if at >= last:
                return None
            self._step(at, states, waiting)
        return None

    def _context(self, context: str) -> tuple[int, int]:
        return self._number(context[-2:-1]), self._number(context[-1:])

    def _prune(self, states: list[State]) -> list[State]:
        best: dict[tuple[int, int, int, int], State] = {}
        for state in states:
            key = state[1:5]
            if key not in best or state < best[key]:
                best[key] = state
        kept = sorted(best.values(), key=lambda s: s.cost)
        bound = kept[0].cost + WINDOW
        alive = [s for s in kept[:BEAM] if s.cost <= bound]
        self._pruned |= len(alive) < len(states)
        return alive

    def _solution(self, at: int, states: list[State]) -> Solution:
        texts = [_read(s.out) for s in states]
        rivals = tuple((t, s.cost - states[0].cost) for t, s in zip(texts[1:], states[1:], strict=True))
        return Solution(at, texts[0], not rivals and not self._pruned, rivals[:3])

    def _step(self, at: int, states: list[State], waiting: dict[int, list[State]]) -> None:
        """All that each state can become by what stands at ``at``."""
        for end, children in self._moves(at, states):
            if children:
                waiting.setdefault(end, []).extend(children)

    def _moves(self, at: int, states: list[State]) -> Iterator[tuple[int, list[State]]]:
        char = self.text[at]
        if char == "(" and (found := GLOSS.match(self.text, at)):
            taken = self._gloss(found, states)
            yield found.end(), taken
            states = [s for s in states if not self._is_key(s.last, found[1])]
        if char != "?":
            yield at + 1, [t for s in states if (t := self._char(s, char))]
            return
        if found := HIDDEN.match(self.text, at):
            taken = [t for s in states for t in self._hidden(s, found[1])]
            yield found.end(), taken
            if taken:
                return
        waiting = [s for s in states if s.pending]
        if waiting and (entity := _ENTITY.match(self.text, at + 1)):
            # the entity is proven by its name and its semicolon; it comes back whole
            whole = self._entity("&" + entity[0])
            yield entity.end(), [self._emit(t, whole, 0x3B) for s in waiting for t in self._endings(s)]
            states = [s for s in states if not s.pending]
        yield at + 1, [t for s in states for t in self._eaten(s, at)]
        if self.text[at + 1 : at + 2] in _CUT:
            yield at + 2, [t for s in states for t in self._cut(s, self.text[at + 1])]

    # -- the moves

    def _char(self, state: State, char: str) -> State | None:
        """A character of the page: its bytes go on the stack."""
        pair = self._pairs.get(char)
        code = ord(char)
        if pair is None:
            if not state.pending:
                return self._emit(state, char, code & 0xFF if code < 0x80 else 0)
            if char == "€":  # a lone 80
                code = gbk.EURO
            elif code >= 0x80 or code < 0x40:
                return None
            whole = self._chars.get(state.pending << 8 | code)
            return self._emit(state, whole, state.pending << 8 | code) if whole else None
        if not state.pending:
            return self._emit(state, char, pair)
        return self._push(state, pair >> 8, pair & 0xFF)

    def _push(self, state: State, trail: int, rest: int) -> State | None:
        """A byte that ends the waiting character, and one that starts the next or is ASCII."""
        pair = state.pending << 8 | trail
        whole = self._chars.get(pair)
        if not whole or rest == 0x80 or rest == 0xFF:
            return None
        state = self._emit(state, whole, pair)
        if rest > 0x80:
            return state._replace(pending=rest, last=trail << 8 | rest)
        return self._emit(state, chr(rest), trail << 8 | rest)

    def _emit(self, state: State, char: str, last: int) -> State:
        c = self._number(char)
        cost = state.cost + self._cost(state.a, state.b, c) + (FOREIGN if char in self._foreign else 0.0)
        if last < 0x100:
            last |= (state.last & 0xFF) << 8
        return State(cost, 0, last, state.b, c, (state.out, char))

    def _is_key(self, pair: int, reading: str) -> bool:
        return pair in readings.keys().get(_outer(reading), ())

    def _gloss(self, found: re.Match[str], states: list[State]) -> list[State]:
        return [s for s in states if self._is_key(s.last, found[1])]

    def _hidden(self, state: State, reading: str) -> Iterator[State]:
        """``?py)``: the last byte and an unknown one are a key read py, and the bracket was eaten."""
        lead = state.pending or state.last & 0xFF
        for trail in _second(_outer(reading)).get(lead, ()):
            if state.pending:
                whole = self._chars[lead << 8 | trail]
                yield self._emit(state, whole, lead << 8 | trail)
            elif trail > 0x80:
                yield state._replace(pending=trail, last=lead << 8 | trail)

    def _eaten(self, state: State, at: int) -> Iterator[State]:
        """A ``?``: a real one, or the trail that was waited for and a swallowed ASCII character."""
        if not state.pending:
            yield self._emit(state, "?", 0x3F)
            return
        proven = "<" if _TAG.match(self.text, at + 1) else ""
        for whole in self._endings(state):
            if at + 1 == len(self.text):
                # the text goes on no further: what was eaten is the end of its line
                yield self._emit(whole, "\n", 0x0A) if self._many_lines else whole
                continue
            for char in proven or EATEN:
                yield self._emit(whole, char, ord(char))

    def _endings(self, state: State) -> list[State]:
        """The likeliest characters that the waiting lead can begin."""
        lead = state.pending
        found = [self._emit(state, char, pair) for pair, char in _row(lead)]
        found.sort(key=lambda s: s.cost)
        return found[:BEAM]

    def _cut(self, state: State, mark: str) -> Iterator[State]:
        """``?`` and a mark whose bytes stood across two characters: the byte before them is lost, nothing else."""
        pair = _CUT[mark]
        if state.pending:
            for whole in self._endings(state):
                yield self._emit(whole, mark, pair)
            return
        first, second = pair >> 8, pair & 0xFF
        for lead in gbk.LEADS:
            char = self._chars.get(lead << 8 | first)
            if char:
                one = self._emit(state, char, lead << 8 | first)
                cost = one.cost + (CUT if lead == 0xA1 else CUT + CUT_OTHER)
                yield one._replace(cost=cost, pending=second, last=first << 8 | second)


_CUT = {mark: gbk.pairs()[mark] for mark in "。，！？；"} | {",": 0xA3AC, "!": 0xA3A1, "?": 0xA3BF, ";": 0xA3BB}


@lru_cache(maxsize=4096)
def _outer(reading: str) -> str:
    """A reading without the gloss that hit inside it."""
    return re.sub(r"\(.*\)", "", reading)


@lru_cache(maxsize=2048)
def _second(reading: str) -> dict[int, list[int]]:
    """First byte to second bytes of the keys with a reading."""
    table: dict[int, list[int]] = {}
    for pair in readings.keys().get(reading, ()):
        table.setdefault(pair >> 8, []).append(pair & 0xFF)
    return table


@lru_cache(maxsize=256)
def _row(lead: int) -> list[tuple[int, str]]:
    """The characters that start with a lead byte."""
    chars = gbk.characters()
    return [(lead << 8 | t, chars[lead << 8 | t]) for t in gbk.TRAILS if lead << 8 | t in chars]


def _read(out: Chain) -> str:
    chars = []
    while out is not None:
        out, char = out
        chars.append(char)
    return "".join(reversed(chars))
