"""Numbers over the blocks of a page, as arrays: sums of windows, distances, groups."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Sequence
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
    since, until = np.log1p(both).astype(np.float32)
    return since, until


def windows(values: Floats, widths: Sequence[int]) -> list[Floats]:
    """For each width the sums over the blocks within it, of each row of values."""
    import numpy as np

    count = values.shape[-1]
    sums = np.zeros((len(values), count + 1), np.float32)
    sums[:, 1:] = np.cumsum(values, axis=-1, dtype=np.float64)
    places = np.arange(count)
    return [sums[:, np.minimum(places + width + 1, count)] - sums[:, np.maximum(places - width, 0)] for width in widths]


def numbered_ids(ids: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Ids as numbers with few gaps, those of each row apart from the others'."""
    import numpy as np

    found = np.array(ids, np.int64)
    if found.size and found.max() > _SPARSE * found.size:
        numbers = {one: number for number, one in enumerate(sorted(set(found.ravel().tolist())))}
        found = np.array([[numbers[one] for one in row] for row in ids], np.int64)
    return np.asarray(found + np.arange(len(found))[:, None] * (int(found.max(initial=0)) + 1))


_SPARSE = 100
"""ids for each number from which they are numbered anew, so that sums over them stay short"""


def numbered(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """A number for each key, the same for the same key, in order of first sight."""
    import numpy as np

    numbers: defaultdict[Hashable, int] = defaultdict(itertools.count().__next__)
    return np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys))
