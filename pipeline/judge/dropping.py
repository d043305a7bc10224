"""What verdicts do to the blocks of a page: those that are dropped say by which rule, and why.

Compiled where a compiler is (``dropping.pxd``): most blocks of a page are dropped, and each is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import native
from ..types import Block, Evidence, slots_of

_SLOTS = {slot.__name__: slot for slot in slots_of(Block)}
_RULE, _EVIDENCE = _SLOTS.pop("dropped_by"), _SLOTS.pop("evidence")
_KEPT = tuple(_SLOTS.values())


def with_verdicts(blocks: Sequence[Block], verdicts: dict[int, tuple[str, Evidence]]) -> tuple[Block, ...]:
    """The same blocks, those with a verdict dropped by it; ``verdicts``: index -> (rule id, evidence).

    >>> [block.dropped_by for block in with_verdicts([Block("a"), Block("b", index=1)], {1: ("footer/icp", ())})]
    [None, 'footer/icp']
    """
    found = []
    for block in blocks:
        verdict = verdicts.get(block.index)
        found.append(block if verdict is None else _dropped(block, verdict))
    return tuple(found)


def _dropped(block: Block, verdict: tuple[str, Evidence]) -> Block:
    """What ``Block.dropped`` gives."""
    made = native.copied(block, _KEPT)
    native.put(_RULE, made, verdict[0])
    native.put(_EVIDENCE, made, verdict[1])
    return made
