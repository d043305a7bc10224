"""Numbers over the blocks of a page, as arrays: sums of windows, distances, groups."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_FAR = 50
"""blocks: farther than this is as good as never"""


def distances(hits: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Blocks since the last hit and until the next one, as logarithms; for each row of hits."""
    import numpy as np

    count = hits.shape[-1]
    places = np.arange(count)
    last = np.maximum.accumulate(np.where(hits, places, -_FAR), axis=-1)
    following = np.minimum.accumulate(np.where(hits, places, count + _FAR)[..., ::-1], axis=-1)[..., ::-1]
    both = np.minimum(np.stack([places - last, following - places]), _FAR)
    since, until = _logarithms().take(both)
    return since, until


@lru_cache(maxsize=1)
def _logarithms() -> Floats:
    """log(1 + n) of the distances."""
    import numpy as np

    return np.log1p(np.arange(_FAR + 1)).astype(np.float32)


def windows(values: Floats, widths: Sequence[int]) -> list[Floats]:
    """For each width the sums over the blocks within it, of each row of values."""
    import numpy as np

    count, most = values.shape[-1], max(widths)
    sums = np.zeros((len(values), most + count + 1 + most), np.float32)
    sums[:, most + 1 : most + 1 + count] = np.cumsum(values, axis=-1, dtype=np.float64)
    sums[:, most + 1 + count :] = sums[:, most + count, None]
    return [
        sums[:, most + width + 1 : most + width + 1 + count] - sums[:, most - width : most - width + count]
        for width in widths
    ]


def numbered_ids(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ids as numbers with few gaps, those of each row apart from the others'."""
    import numpy as np

    if ids.size and ids.max() > _SPARSE * ids.size:
        ids = np.unique(ids, return_inverse=True)[1].reshape(ids.shape)
    return np.asarray(ids + np.arange(len(ids))[:, None] * (int(ids.max(initial=0)) + 1))


_SPARSE = 100
"""ids for each number from which they are numbered anew, so that sums over them stay short"""


def numbered(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """A number for each key, the same for the same key, in order of first sight."""
    import numpy as np

    numbers: defaultdict[Hashable, int] = defaultdict(itertools.count().__next__)
    return np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys))
