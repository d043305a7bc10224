"""A branch of the byte machine: what the page's bytes were up to here, by one reading of them."""

from __future__ import annotations

from operator import itemgetter
from typing import TypeAlias

RIVALS = 6
"""Other readings kept of a stretch."""
Chain: TypeAlias = "tuple[Chain, str] | None"
"""Characters as a linked list, newest first."""


class State:
    """Where one branch stands."""

    __slots__ = ("a", "b", "cost", "cuts", "last", "out", "pending", "rivals")

    def __init__(self) -> None:
        self.cost = 0.0
        self.pending = 0
        """the lead byte that waits for its trail, or 0"""
        self.last = 0
        """the last two bytes of the stack as a pair"""
        self.a = self.b = 0
        """the last two characters, as the model numbers them"""
        self.out: Chain = None
        """the characters so far as a linked list, newest first"""
        self.cuts = 0
        self.rivals: tuple[tuple[float, Chain, Chain], ...] = ()
        """what lost to this branch: by how many nats, at which of its characters, with which characters"""

    def copied(self) -> State:
        """The same branch once more, to go its own way."""
        twin = State.__new__(State)
        twin.cost, twin.pending, twin.last, twin.a, twin.b = self.cost, self.pending, self.last, self.a, self.b
        twin.out, twin.cuts, twin.rivals = self.out, self.cuts, self.rivals
        return twin

    def followed(self, cost: float, c: int, char: str, last: int) -> State:
        """The branch one character on, nothing waiting."""
        twin = State.__new__(State)
        twin.cost, twin.pending, twin.last, twin.a, twin.b = cost, 0, last, self.b, c
        twin.out, twin.cuts, twin.rivals = (self.out, char), self.cuts, self.rivals
        return twin


def any_pending(states: list[State]) -> bool:
    """Whether some branch waits for a byte."""
    for state in states:  # noqa: SIM110 - a closure is not compiled
        if state.pending:
            return True
    return False


def merged(one: State, two: State) -> State:
    """The cheaper of two branches that look alike from here on, with the other on its record."""
    if two.cost < one.cost:
        one, two = two, one
    record = ((two.cost - one.cost, one.out, two.out), *one.rivals)
    if len(record) > 1:
        record = tuple(sorted(record, key=itemgetter(0))[:RIVALS])
    kept = one.copied()
    kept.rivals = record
    return kept


def read(out: Chain, until: Chain = None) -> str:
    """The characters of a chain as text, of those behind another chain."""
    chars = []
    while out is not None and out is not until:
        out, char = out
        chars.append(char)
    return "".join(reversed(chars))


def swapped(best: Chain, mine: Chain, theirs: Chain) -> str:
    """What the whole would be with the characters of a branch that lost."""
    return read(theirs) + read(best, mine)
