"""Private-use characters that are gone: moves of the byte machine over what a later step dropped without a trace.

One byte off, one pair in ten is a private-use character. Its first byte ended the character that waits for its trail, its second
began the next one: of two characters two bytes in the middle are unknown, which the table of what is private-use bounds.

Limits: two in a row are not looked for, nor one before a ``?`` that is no eaten bracket. The text that is right is then mostly dearer
for the model than a shorter one without: of 150 simulated passages one more came back, for three times the time.
"""

from __future__ import annotations

from . import pairs
from .moves import Moves
from .prices import DOUBLED, DROPPED, INSERTED
from .state import State


def inserted(moves: Moves, state: State, char: str, bound: float) -> list[State]:
    """One dropped pair before a character, or the two that —— or …… leave of a run; none dearer than the bound."""
    pair, code = moves.pair_of(char), ord(char)
    if not pair and not 0x40 <= code < 0x7F:
        return []
    found: list[State] = []
    for one in _ended(moves, state, bound):
        found += _joint(moves, one, pair, code)
    if state.pending == DOUBLED[0] >> 8:
        for mark in DOUBLED:
            once = moves.restored(state, mark, mark >> 8)
            once.cost += DROPPED
            for one in _ended(moves, once, bound):
                found += _joint(moves, one, pair, code)
    return found


def hidden(moves: Moves, state: State, reading: str, bound: float) -> list[State]:
    """One dropped pair before ``?py)``: its second byte begins the key, whose last one ate the bracket."""
    keys = pairs.second_bytes(reading)
    found = []
    for one in _ended(moves, state, bound):
        for lead in pairs.private_rows()[one.last & 0xFF]:
            for trail in keys.get(lead, ()):
                found.append(moves.restored(one, lead << 8 | trail))
    return found


def _ended(moves: Moves, state: State, bound: float) -> list[State]:
    """The first byte of a dropped pair ends what waits."""
    found = []
    for pair in moves.likeliest(state, pairs.SECONDS | state.pending, INSERTED[0]):
        one = moves.restored(state, pair)
        one.cost += DROPPED
        if one.cost <= bound:  # what follows only adds to it
            found.append(one)
        else:
            moves.skipped = True
    return found


def _joint(moves: Moves, state: State, pair: int, code: int) -> list[State]:
    """The second byte of a dropped pair begins a character that the next item of the page ends."""
    found = []
    byte = pair >> 8 if pair else code
    for joint in moves.likeliest(state, pairs.JOINTS | (state.last & 0xFF) << 8 | byte, INSERTED[1]):
        state.pending = joint >> 8
        done = moves.push(state, byte, pair & 0xFF) if pair else moves.whole(state, code)
        if done is not None:
            found.append(done)
    state.pending = 0
    return found
