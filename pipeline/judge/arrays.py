"""Numbers over the blocks of a page, as arrays: sums of windows, distances, groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_FAR = 50
"""blocks: farther than this is as good as never"""


def distances(hits: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Blocks since the last hit and until the next one, as logarithms."""
    import numpy as np

    rows = np.arange(len(hits))
    last = np.maximum.accumulate(np.where(hits, rows, -_FAR))
    following = np.minimum.accumulate(np.where(hits, rows, len(hits) + _FAR)[::-1])[::-1]
    return (
        np.log1p(np.minimum(rows - last, _FAR)).astype(np.float32),
        np.log1p(np.minimum(following - rows, _FAR)).astype(np.float32),
    )


def window(values: Floats, width: int) -> Floats:
    """The sum over the blocks within ``width`` of each one."""
    import numpy as np

    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    rows = np.arange(len(values))
    sums = sums.astype(np.float32)
    return np.asarray(sums[np.minimum(rows + width + 1, len(values))] - sums[np.maximum(rows - width, 0)])


def numbered_ids(ids: Sequence[int]) -> NDArray[np.int64]:
    """The ids as numbers from 0 without gaps."""
    import numpy as np

    numbers = {one: number for number, one in enumerate(sorted(set(ids)))}
    return np.array([numbers[one] for one in ids], np.int64)


def numbered(keys: Sequence[str]) -> NDArray[np.int64]:
    """A number for each key, the same for the same key, in order of first sight."""
    import numpy as np

    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)


def shifted(values: Floats, offset: int) -> Floats:
    """Column i holds what stands ``offset`` blocks on; zeros beyond the ends."""
    import numpy as np

    moved: Floats = np.zeros_like(values)
    if offset > 0:
        moved[:, :-offset] = values[:, offset:]
    else:
        moved[:, -offset:] = values[:, :offset]
    return moved
