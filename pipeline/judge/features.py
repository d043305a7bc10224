"""What the model sees of each block: numbers with names, computed for a whole page at once.

A block is described by its own text (length, kinds of characters, telling words), its markup (kind, path,
class words, share of links), its place (distance to headline, bylines, list heads, end), and by what
is around it: the prose within some blocks' distance and in blocks of the same path. The numbers of its
neighbours stand beside its own. For plain text the columns of the markup are zero.

Texts are counted with numpy over one array of all characters; Python touches a block only for its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..types import Block, Head
from . import words
from .arrays import distances, numbered, numbered_ids, shifted, window
from .characters import CHARS, Counts, count_characters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

RULE_TOPICS = ("bylines", "footer", "navigation", "widgets")
"""rule files whose verdicts the model sees; others count as the last"""
_KINDS = ("p", "h", "li", "cell", "pre", "quote", "caption", "line")
_PATH_TAGS = (
    "ul", "li", "table", "form", "nav", "footer", "header", "aside", "article", "main", "section", "button",
    "noscript", "dl", "font", "center", "blockquote", "figure",
)  # fmt: skip
_WINDOWS = (2, 6, 20)
"""blocks to each side whose prose and links are summed"""
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_NO_DIGITS = str.maketrans("", "", "0123456789")
"""posts of a forum have classes like post_123: their common part is what counts"""
_FORUM = re.compile(r"论坛|論壇|社区|社區|问答|問答|贴吧|討論區|bbs|forum|知乎|帖子", re.IGNORECASE)
_LEVELS = (1, 2, 3, 4, 6)
"""how many elements up the features of the containers look"""


@dataclass(frozen=True, slots=True)
class Table:
    """The features of a page: a row a block (a column in memory), and the names of the columns."""

    names: tuple[str, ...]
    values: Floats


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a page's blocks that hold text.

    ``topics`` names for each block the file of the rule that matches it, empty without one.
    """
    import numpy as np

    own = _Columns(len(blocks))
    counts = count_characters([block.folded for block in blocks], _title(blocks, head))
    _add_text(own, blocks, counts)
    _add_markup(own, blocks)
    _add_words(own, blocks, head)
    _add_topics(own, topics)
    _add_place(own, blocks, counts, topics)
    links = np.array([block.link_chars for block in blocks], np.float32)
    marks = counts.kinds["stop"] + counts.kinds["comma"]
    visible = np.array([not block.hidden for block in blocks], np.float32)
    prose = np.where(marks > 0, np.maximum(counts.length - links, 0), 0) * visible
    _add_surroundings(own, blocks, counts, links, prose)
    _add_containers(own, blocks, counts, links, prose)
    base = np.empty((len(own.values), len(blocks)), np.float32)
    for place, values in enumerate(own.values):
        base[place] = values
    near = base[[own.names.index(name) for name in own.shared]]
    names = own.names + [f"{name} @{offset:+d}" for offset in _NEIGHBOURS for name in own.shared]
    rows = np.concatenate([base, *(shifted(near, offset) for offset in _NEIGHBOURS)])
    return Table(tuple(names), rows.T)


class _Columns:
    """Columns as they are added; ``shared`` names those that the neighbours see too."""

    def __init__(self, rows: int):
        self.rows = rows
        self.names: list[str] = []
        self.values: list[Floats] = []
        self.shared: list[str] = []

    def add(self, name: str, values: Floats, *, shared: bool = False) -> None:
        self.names.append(name)
        self.values.append(values)
        if shared:
            self.shared.append(name)

    def add_bits(self, prefix: str, names: Sequence[str], bits: Sequence[int], shared: Sequence[str] = ()) -> None:
        import numpy as np

        rows = (np.array(bits, np.int64) >> np.arange(len(names))[:, None] & 1).astype(np.float32)
        for name, row in zip(names, rows, strict=True):
            self.add(f"{prefix} {name}", row, shared=name in shared)


def places_of(blocks: Sequence[Block]) -> NDArray[np.int64]:
    """A number for each place in the markup (path and class words) that blocks share."""
    return numbered([f"{block.path} {block.cues.translate(_NO_DIGITS)}" for block in blocks])


def _title(blocks: Sequence[Block], head: Head) -> str:
    """The folded headline as the page's head tells it; its first heading without one."""
    from ..fold import fold

    metas = dict(reversed(head.metas))
    told = metas.get("og:title") or head.title
    if told:
        return fold(told)[:200]
    return next((block.folded for block in blocks if block.kind == "h"), "")[:200]


def _add_text(own: _Columns, blocks: Sequence[Block], counts: Counts) -> None:
    import numpy as np

    length = np.maximum(counts.length, 1)
    own.add("length", np.log1p(counts.length), shared=True)
    for name in ("han", "digit", "letter", "bar", "mark", "space", "colon"):
        own.add(f"share of {name}", counts.kinds[name] / length)
    stops, commas = counts.kinds["stop"], counts.kinds["comma"]
    own.add("sentence ends", np.log1p(stops), shared=True)
    own.add("commas", np.log1p(commas), shared=True)
    own.add("punctuation density", (stops + commas) / length)
    stop, colon, han = (CHARS.index(name) for name in ("stop", "colon", "han"))
    own.add("ends a sentence", (counts.last == stop).astype(np.float32), shared=True)
    own.add("ends in a colon", (counts.last == colon).astype(np.float32))
    own.add("begins with a sign", ((counts.first != han) & (counts.first != CHARS.index("letter"))).astype(np.float32))
    own.add("begins with a digit", (counts.first == CHARS.index("digit")).astype(np.float32))
    closed = [block.folded[:1] in "([【" and block.folded[-1:] in ")]】" for block in blocks]
    own.add("in brackets", np.array(closed, np.float32))
    own.add("short", (counts.length <= 6).astype(np.float32))
    repeated = Counter(block.folded for block in blocks)
    own.add("repeated", np.array([repeated[block.folded] > 1 for block in blocks], np.float32), shared=True)
    indented = [block.text[:1] in ("\u3000", "\xa0", " ") for block in blocks]
    own.add("indented", np.array(indented, np.float32), shared=True)


def _add_markup(own: _Columns, blocks: Sequence[Block]) -> None:
    import numpy as np

    raw = np.array([max(1, len(block.text)) for block in blocks], np.float32)
    share = np.array([block.link_chars for block in blocks], np.float32) / raw
    own.add("link share", share, shared=True)
    own.add("all link", (share > 0.9).astype(np.float32))
    own.add("hidden", np.array([block.hidden for block in blocks], np.float32))
    kinds = [block.kind for block in blocks]
    for kind in _KINDS:
        own.add(f"kind {kind}", np.array([one == kind for one in kinds], np.float32), shared=kind in ("p", "h", "li"))
    own.add("level", np.array([block.level for block in blocks], np.float32))
    emphasis = [sum(mark.end - mark.start for mark in block.marks if mark.tag == "strong") for block in blocks]
    own.add("bold share", np.array(emphasis, np.float32) / raw)
    paths = [_path(block.path) for block in blocks]
    own.add("depth", np.array([depth for depth, _, _ in paths], np.float32))
    own.add("in a paragraph", np.array([last == "p" for _, _, last in paths], np.float32), shared=True)
    own.add("in a div", np.array([last == "div" for _, _, last in paths], np.float32))
    own.add_bits("inside", _PATH_TAGS, [bits for _, bits, _ in paths])


@lru_cache(maxsize=20_000)
def _path(path: str) -> tuple[int, int, str]:
    """Depth, the telling tags on the way as bits, and the last tag."""
    tags = path.split("/")
    bits = 0
    for place, tag in enumerate(_PATH_TAGS):
        bits |= (tag in tags) << place
    return len(tags), bits, tags[-1]


def _add_words(own: _Columns, blocks: Sequence[Block], head: Head) -> None:
    import numpy as np

    names = words.groups("text")
    shared = ("editor", "source", "related", "copyright", "share", "comment", "disclaimer", "forum")
    own.add_bits("says", names, words.text_bits([block.folded for block in blocks]), shared)
    known: dict[str, tuple[int, int]] = {}
    for block in blocks:
        if block.cues not in known:
            known[block.cues] = words.class_bits(block.cues)
    names = words.groups("class")
    own.add_bits("class", names, [known[block.cues][0] for block in blocks])
    own.add_bits("near class", names, [known[block.cues][1] for block in blocks])
    constant = np.ones(len(blocks), np.float32)
    for name in ("says forum", "class forum", "class comment", "class article"):
        if name in own.names:
            hits = own.values[own.names.index(name)]
            own.add(f"page: {name}", constant * float(np.log1p(hits.sum())))
    own.add("page: title says forum", constant * (_FORUM.search(head.title) is not None))
    own.add("page: is an article by its metas", constant * (("og:type", "article") in head.metas))


def _add_topics(own: _Columns, topics: Sequence[str]) -> None:
    import numpy as np

    for name in RULE_TOPICS:
        own.add(f"rule {name}", np.array([topic == name for topic in topics], np.float32), shared=True)


def _add_place(own: _Columns, blocks: Sequence[Block], counts: Counts, topics: Sequence[str]) -> None:
    import numpy as np

    rows = np.arange(len(blocks), dtype=np.float32)
    total = max(1.0, float(counts.length.sum()))
    own.add("place", rows / max(1, len(blocks)))
    own.add("text before", (np.cumsum(counts.length) - counts.length) / total)
    own.add("from the start", np.log1p(rows))
    own.add("from the end", np.log1p(rows[::-1]))
    likeness = counts.in_title / np.maximum(counts.length, 1)
    cover = np.minimum(1, counts.in_title / max(1, counts.title_length))
    own.add("title characters", likeness, shared=True)
    own.add("title covered", cover)
    headline = (likeness > 0.9) & (cover > 0.4)
    kinds = np.array([block.kind == "h" for block in blocks], bool)
    marks = {
        "headline": headline,
        "heading": kinds,
        "byline": np.array([topic == "bylines" for topic in topics], bool),
        "furniture": np.array([topic in ("footer", "navigation", "widgets") for topic in topics], bool),
    }
    for name, hits in marks.items():
        before, after = distances(hits)
        own.add(f"since {name}", before)
        own.add(f"until {name}", after)


def _add_surroundings(own: _Columns, blocks: Sequence[Block], counts: Counts, links: Floats, prose: Floats) -> None:
    import numpy as np

    for width in _WINDOWS:
        text = window(counts.length, width)
        own.add(f"prose within {width}", np.log1p(window(prose, width)))
        own.add(f"share of prose within {width}", window(prose, width) / np.maximum(text, 1))
        own.add(f"share of links within {width}", np.minimum(1, window(links, width) / np.maximum(text, 1)))
    cues = [block.cues.translate(_NO_DIGITS) for block in blocks]
    means = {
        "length": np.log1p(counts.length),
        "link share": links / np.maximum(counts.length, 1),
        "sentence ends": (counts.last == CHARS.index("stop")).astype(np.float32),
    }
    for name, keys in (
        ("path", [block.path for block in blocks]),
        ("class", cues),
        ("place", [f"{block.path} {one}" for block, one in zip(blocks, cues, strict=True)]),
    ):
        group = numbered(keys)
        mass = np.bincount(group, prose)
        own.add(f"prose in same {name}", (mass / max(1.0, float(prose.sum())))[group].astype(np.float32), shared=True)
        own.add(f"blocks in same {name}", np.log1p(np.bincount(group))[group].astype(np.float32))
        best = float(mass.max()) if len(mass) else 0.0
        size = np.bincount(group)
        for what, values in means.items():
            own.add(f"mean {what} in same {name}", (np.bincount(group, values) / size)[group].astype(np.float32))
        own.add(f"best {name}", (mass[group] >= max(best, 1.0)).astype(np.float32))
    whole = max(1.0, float(counts.length.sum()))
    constant = np.ones(len(blocks), np.float32)
    own.add("page: prose", constant * np.log1p(float(prose.sum())))
    own.add("page: blocks", constant * np.log1p(len(blocks)))
    own.add("page: share of links", constant * min(1.0, float(links.sum()) / whole))
    own.add("page: share of han", constant * (float(counts.kinds["han"].sum()) / whole))


def _add_containers(own: _Columns, blocks: Sequence[Block], counts: Counts, links: Floats, prose: Floats) -> None:
    """How much prose, how many links and blocks the elements around a block hold, some levels up."""
    import numpy as np

    rows = np.arange(len(blocks))
    whole = max(1.0, float(prose.sum()))
    for level in _LEVELS:
        ids = numbered_ids([block.around[-level] if len(block.around) >= level else 0 for block in blocks])
        text, size = np.bincount(ids, counts.length)[ids], np.bincount(ids)[ids]
        own.add(f"prose {level} up", (np.bincount(ids, prose) / whole)[ids].astype(np.float32))
        own.add(f"share of prose {level} up", (np.bincount(ids, prose)[ids] / np.maximum(text, 1)).astype(np.float32))
        own.add(f"share of links {level} up", (np.bincount(ids, links)[ids] / np.maximum(text, 1)).astype(np.float32))
        own.add(f"blocks {level} up", np.log1p(size).astype(np.float32))
        first = np.full(int(ids.max()) + 1, len(blocks))
        np.minimum.at(first, ids, rows)
        own.add(f"place {level} up", ((rows - first[ids]) / np.maximum(size, 1)).astype(np.float32))
