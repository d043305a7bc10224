"""The moves of the byte machine: what one item of the page can mean for the bytes on the stack.

A state is one branch; each move takes a state and an item of the page (a character, a gloss, a ``?``, a mark behind
a ``?``) and gives the states it can become. A move that would make invalid GBK gives none.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from ..language import model
from . import gbk, pairs, readings
from .digits import DATED, EATEN, decided
from .habits import PageLanguage
from .profile import HALF_WIDTH, Profile

BROKEN = 10.0
"""Nats for a real ``?`` right before a tag that has lost its ``<``."""
LONE = 6.0
"""Nats for a byte lost before a mark without any ``?``, on a page that shows it: seen on 2 of 60 sites."""
DROPPED = -0.5
"""Nats for a private-use character that is gone, on a page where they are: the bytes cannot but give one there, so
only the text decides, and half a nat makes up for the model pricing every further character too high (tried: -1.5 to
0.7 on 60 simulated passages)."""
ENDINGS = 24
"""Characters tried for a waiting lead whose trail is lost, the likeliest first."""
SWALLOWED = 60
"""Pairs of such a character and what was eaten behind it that are followed."""
INSERTED = (8, 6)
"""First and second bytes tried for a dropped private-use character, the likeliest first."""

MARKS = {
    "。": 0xA1A3,
    "，": 0xA3AC,
    "！": 0xA3A1,
    "？": 0xA3BF,
    "；": 0xA3BB,
    ",": 0xA3AC,
    "!": 0xA3A1,
    "?": 0xA3BF,
    ";": 0xA3BB,
}
"""The marks that cut the stream, also as NFKC leaves them."""
DIGIT = 0xF0030
"""Code of an eaten ``0`` in a solution, so that it can be told from a digit that was there."""

TAG = re.compile(r"/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,300})?/?>|!--")

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
    cuts: int = 0
    rivals: tuple[tuple[float, Chain, Chain], ...] = ()
    """what lost to this branch: by how many nats, at which of its characters, with which characters"""


class Moves:
    """The moves on a page with one profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.language = language = profile.language or PageLanguage("")
        self._number = language.number
        self._cost, self._costs = language.cost, language.costs
        self._eaten = [language.number(char) for char in EATEN]
        self._pairs = gbk.pairs()
        self._chars = gbk.characters()
        self._foreign = readings.aligned()
        self._ids, self._dear = pairs.numbers(model()), pairs.dear()
        if profile.indented:
            self._dear = {pair: nats for pair, nats in self._dear.items() if pair != 0xA1A1}
        self._shown: dict[int, str] = {}
        habit = dict(zip(HALF_WIDTH, profile.marks, strict=True))
        self._eaten_habit = [habit.get(char, 0.0) for char in EATEN]
        self._entity = str if profile.kind == "html" else html.unescape

    def emit(self, state: State, char: str, last: int) -> State:
        """A character of the source."""
        c = self._number(char)
        cost = state.cost + self._cost(state.a, state.b, c) + (pairs.FOREIGN if char in self._foreign else 0.0)
        if last < 0x100:
            last |= (state.last & 0xFF) << 8
        return State(cost, 0, last, state.b, c, (state.out, char), state.cuts, state.rivals)

    def restored(self, state: State, pair: int, waiting: int = 0) -> State:
        """A character that no longer stands in the page, shown as the page shows its like; its trail can begin what waits."""
        shown = self._shown.get(pair)
        if shown is None:
            shown = self._shown[pair] = self._show(self._chars[pair])
        c = self._ids[pair]
        cost = state.cost + self._cost(state.a, state.b, c) + self._dear.get(pair, 0.0)
        last = (pair & 0xFF) << 8 | waiting if waiting else pair
        return State(cost, waiting, last, state.b, c, (state.out, shown), state.cuts, state.rivals)

    def _show(self, char: str) -> str:
        if self.profile.folded and not self.profile.partly:
            char = unicodedata.normalize("NFKC", char)
        return readings.converted().get(char, char) if self.profile.simplified else char

    # -- characters

    def character(self, state: State, char: str) -> Iterable[State]:
        """A character of the page: its bytes go on the stack."""
        if not state.pending:
            code = ord(char)
            return (self.emit(state, char, self._pairs.get(char) or (code if code < 0x80 else 0)),)
        pairs = self._sources(char) if self.profile.simplified else (self._pairs.get(char),)
        found = [self._push(state, pair >> 8, pair & 0xFF) for pair in pairs if pair]
        code = gbk.EURO if char == "€" else ord(char)
        if 0x40 <= code <= 0x80:
            found.append(self._whole(state, code))
        return [s for s in found if s]

    def folded(self, state: State, text: str, at: int) -> Iterator[tuple[int, State]]:
        """What NFKC could have made the next characters from, where a lead waits."""
        for shape, pair in pairs.compatible().get(text[at], ()):
            if text.startswith(shape, at) and (done := self._push(state, pair >> 8, pair & 0xFF)):
                yield at + len(shape), done

    def forms(self, state: State, char: str) -> Iterator[State]:
        """The same state with the other bytes that its last character can have had, before a gloss."""
        if self.profile.simplified:
            for pair in self._sources(char):
                yield state._replace(last=pair)
        if self.profile.folded and char < "\x7f":
            yield state._replace(last=0xA300 | ord(char) | 0x80)

    @lru_cache(maxsize=8192)  # noqa: B019 - one Moves a page
    def _sources(self, char: str) -> tuple[int, ...]:
        """The pairs that Traditional to Simplified could have made a character from."""
        pairs = (self._pairs.get(c) for c in (char, *readings.unconverted().get(char, "")))
        return tuple(pair for pair in pairs if pair)

    def _whole(self, state: State, trail: int) -> State | None:
        pair = state.pending << 8 | trail
        return self.restored(state, pair) if pair in self._chars else None

    def _push(self, state: State, trail: int, rest: int) -> State | None:
        """A byte that ends the waiting character, and one that starts the next or is ASCII."""
        pair = state.pending << 8 | trail
        if pair not in self._chars or rest in (0x80, 0xFF):
            return None
        if rest > 0x80:
            return self.restored(state, pair, rest)
        return self.emit(self.restored(state, pair), chr(rest), trail << 8 | rest)

    # -- glosses

    def hidden(self, state: State, reading: str) -> Iterator[State]:
        """``?py)``: the last byte and an unknown one are a key read py, and the bracket was eaten."""
        lead = state.pending or state.last & 0xFF
        for trail in pairs.second_bytes(reading).get(lead, ()):
            if state.pending:
                yield self.restored(state, lead << 8 | trail)
            elif trail > 0x80:
                yield state._replace(pending=trail, last=lead << 8 | trail)

    # -- question marks

    def eaten(self, state: State, text: str, at: int) -> Iterator[State]:
        """A ``?``: a real one, or the trail that was waited for and a swallowed ASCII character."""
        if not state.pending:
            real = self.emit(state, "?", 0x3F)
            # a tag without its < says that something was eaten
            yield real._replace(cost=real.cost + BROKEN) if TAG.match(text, at + 1) else real
            return
        if at + 1 == len(text):
            # the text goes on no further: what was eaten is the end of its line
            ends = self.endings(state)
            yield from (self.emit(s, "\n", 0x0A) for s in ends) if self.profile.many_lines else ends
            return
        if TAG.match(text, at + 1):
            # proven by the rest of the tag, so it says nothing about the character before it
            for whole in self.endings(state):
                yield self.emit(whole, "<", 0x3C)._replace(cost=whole.cost)
            return
        known = decided(text, at + 1)
        found = [
            (whole.cost + cost, whole, char)
            for whole in self.endings(state)
            for char, cost in zip(EATEN, self._swallowing(whole, known), strict=True)
        ]
        found.sort(key=itemgetter(0))
        for cost, whole, char in found[:SWALLOWED]:
            done = self.emit(whole, char, ord(char))._replace(cost=cost)
            yield done._replace(out=(whole.out, chr(DIGIT - 0x30 + ord(char)))) if char.isdigit() else done

    def _swallowing(self, state: State, known: dict[str, float]) -> list[float]:
        """Nats of each character of ``EATEN`` next, with the page's habit of writing it in ASCII; a digit by what follows."""
        costs = self._costs(state.a, state.b, self._eaten)
        if known:
            costs[-10:] = [DATED + known[char] for char in EATEN[-10:]]
        return [cost + more for cost, more in zip(costs, self._eaten_habit, strict=True)]

    def entity(self, states: Iterable[State], name: str) -> list[State]:
        """A ``?`` whose ``&`` is proven by the entity's name and semicolon; it comes back whole."""
        whole = self._entity("&" + name)
        return [self.emit(t, whole, 0x3B) for s in states for t in self.endings(s)]

    def endings(self, state: State) -> list[State]:
        """The likeliest characters that the waiting lead can begin."""
        return [self.restored(state, pair) for pair in self._likeliest(state, pairs.row(state.pending), ENDINGS)]

    def _likeliest(self, state: State, choice: Sequence[int], number: int) -> list[int]:
        """The pairs whose characters come cheapest next."""
        ids, dear = self._ids, self._dear
        costs = self._costs(state.a, state.b, [ids[pair] for pair in choice])
        priced = [(cost + dear[pair] if pair in dear else cost, pair) for cost, pair in zip(costs, choice, strict=True)]
        priced.sort()
        return [pair for _, pair in priced[:number]]

    def cut(self, state: State, mark: str) -> Iterator[State]:
        """A ``?`` and a mark whose bytes stood across two characters: the byte before them is lost, nothing else."""
        pair = MARKS[mark]
        if state.pending:
            for whole in self.endings(state):
                yield self.emit(whole, mark, pair)._replace(cuts=state.cuts + 1)
            return
        first, second = pair >> 8, pair & 0xFF
        for likely in self._likeliest(state, pairs.column(first), ENDINGS):
            one = self.restored(state, likely)
            cost = one.cost + self.profile.cut
            yield one._replace(cost=cost, pending=second, last=first << 8 | second, cuts=state.cuts + 1)

    def lone(self, state: State, mark: str) -> Iterator[State]:
        """A mark whose bytes stood across two characters, the byte before them lost without a ``?``."""
        first, second = MARKS[mark] >> 8, MARKS[mark] & 0xFF
        if state.pending:
            ends = self.endings(state)
            yield from (self.emit(s, mark, MARKS[mark])._replace(cuts=state.cuts + 1) for s in ends)
            return
        for likely in self._likeliest(state, pairs.column(first), ENDINGS):
            one = self.restored(state, likely)
            yield one._replace(cost=one.cost + LONE, pending=second, last=first << 8 | second, cuts=state.cuts + 1)

    def cut_twice(self, state: State, mark: str) -> Iterator[State]:
        """``??`` and a mark: the two bytes of 病 小 取 (B2A1 D0A1 C8A1), as their A1 with the A3 of the mark is a 。."""
        if state.pending:
            return
        for whole in self._likeliest(state, pairs.column(0xA1), ENDINGS):
            done = self.emit(self.restored(state, whole), mark, MARKS[mark])
            yield done._replace(cost=done.cost + self.profile.cut, cuts=state.cuts + 1)

    # -- private-use characters that are gone

    def inserted(self, state: State, char: str) -> Iterator[State]:
        """A dropped private-use pair before a character: one byte ends what waits, one begins what comes."""
        pair = self._pairs.get(char)
        code = ord(char)
        if not pair and not 0x40 <= code < 0x7F:
            return
        byte = pair >> 8 if pair else code
        for first in self._likeliest(state, pairs.private_seconds(state.pending), INSERTED[0]):
            one = self.restored(state, first)
            for joint in self._likeliest(one, pairs.private_joints(first & 0xFF, byte), INSERTED[1]):
                waiting = State(one.cost + DROPPED, joint >> 8, *one[2:])
                done = self._push(waiting, byte, pair & 0xFF) if pair else self._whole(waiting, code)
                if done:
                    yield done
