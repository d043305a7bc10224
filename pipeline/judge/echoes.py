"""How much of a block's wording comes back in the prose of its page.

The paragraphs of an article share their names and terms, and its headline and captions take theirs from them;
teasers, rankings and adverts speak of something else. Pairs of characters are counted, over one array for the whole page.

Limits: pairs are hashed, so a few meet by chance; in long pages more pairs come back than in short ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Bools = NDArray[np.bool_]

_BITS = 15
"""of a pair's hash: 32,768 buckets for the few thousand pairs of a page"""
_LONGEST = 60
"""characters of a block that are looked at"""
NAMES = ("echo: share of pairs", "echo: rare pairs")


def describe_echoes(texts: Sequence[str], prose: Bools) -> list[Floats]:
    """For each block the share of its pairs that stand in another block of prose, and the same for pairs that are rare."""
    import numpy as np

    cut = [text[:_LONGEST] for text in texts]
    codes = np.frombuffer(("\n".join(cut) + "\n").encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(cut)), [len(text) + 1 for text in cut])
    wordly = (codes >= 0x61) & (codes != 0xFF0C)
    pairs = wordly[:-1] & wordly[1:]
    hashed = (codes[:-1] * 40_503 + codes[1:] * 2_654_435) >> 3 & (1 << _BITS) - 1
    keys = np.unique((rows[:-1] << _BITS | hashed)[pairs])
    own, hashed = keys >> _BITS, keys & (1 << _BITS) - 1
    known = np.bincount(hashed, prose[own], 1 << _BITS)[hashed] - prose[own]
    everywhere = np.bincount(hashed, minlength=1 << _BITS)[hashed]
    count = np.bincount(own, minlength=len(cut))
    found = np.bincount(own, known > 0, len(cut))
    rare = np.bincount(own, (known > 0) / everywhere, len(cut))
    return [
        (found / np.maximum(count, 1)).astype(np.float32),
        (rare / np.maximum(count, 1)).astype(np.float32),
    ]
