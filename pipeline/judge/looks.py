"""How a block is shown, apart from its text: path, class words, kind, level, hidden or not; and the features that follow from that.

The blocks of a page have few looks, so their features are made once a look; all that is yes or no is bits until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

Look = tuple[str, str, str, int, bool]
"""path, cues, kind, level, hidden"""
_KINDS = ("p", "h", "li", "cell", "pre", "quote", "caption", "line")
_PATH_TAGS = (
    "ul", "li", "table", "form", "nav", "footer", "header", "aside", "article", "main", "section", "button",
    "noscript", "dl", "font", "center", "blockquote", "figure",
)  # fmt: skip
_KIND_BITS = {kind: 2 << place for place, kind in enumerate(_KINDS)}
SHOWN = ("hidden", *(f"kind {kind}" for kind in _KINDS), "level")
PATH = ("depth", "in a paragraph", "in a div", *(f"inside {tag}" for tag in _PATH_TAGS))


def describe_looks(looks: Sequence[Look]) -> Floats:
    """The features of each look, a column a look; in the order of ``SHOWN``, ``PATH``, the class words of all ancestors and the nearest."""
    import numpy as np

    told = [
        (hidden | _KIND_BITS.get(kind, 0), level, *_path(path), *words.class_bits(cues))
        for path, cues, kind, level, hidden in looks
    ]
    shown, level, depth, tags, everywhere, near = np.array(told, np.int64).reshape(-1, 6).T
    groups = len(words.groups("class"))
    return np.concatenate(
        [
            *(_bits(shown, len(SHOWN) - 1), level[None], depth[None], _bits(tags, len(PATH) - 1)),
            *(_bits(everywhere, groups), _bits(near, groups)),
        ],
        dtype=np.float32,
        casting="unsafe",
    )


def _bits(numbers: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The bits of numbers, a row a bit."""
    import numpy as np

    bits: NDArray[np.int64] = numbers >> np.arange(count)[:, None] & 1
    return bits


@lru_cache(maxsize=20_000)
def _path(path: str) -> tuple[int, int]:
    """Depth; the last tag and the telling ones on the way as bits."""
    tags = path.split("/")
    bits = (tags[-1] == "p") | (tags[-1] == "div") << 1
    for place, tag in enumerate(_PATH_TAGS, 2):
        bits |= (tag in tags) << place
    return len(tags), bits
