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
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..types import Block, Head
from . import words
from .arrays import distances, numbered, numbered_ids, windows
from .characters import CHARS, Counts, count_characters
from .columns import Columns, Table, bit_rows, rows_of

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
_FORUM = re.compile(r"论坛|論壇|社区|社區|问答|問答|贴吧|討論區|bbs|forum|知乎|帖子", re.IGNORECASE)
_FURNITURE = ("footer", "navigation", "widgets")
_LEVELS = (1, 2, 3, 4, 6)
"""how many elements up the features of the containers look"""
_DEEPEST = max(_LEVELS)
_NONE = (0,) * _DEEPEST
_around = itemgetter(*(-level for level in _LEVELS))


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a page's blocks that hold text.

    ``topics`` names for each block the file of the rule that matches it, empty without one.
    """
    import numpy as np

    own = Columns(len(blocks))
    counts = count_characters([block.folded for block in blocks], _title(blocks, head))
    links = np.array([block.link_chars for block in blocks], np.float32)
    marks = counts.kinds["stop"] + counts.kinds["comma"]
    visible = np.array([not block.hidden for block in blocks], np.float32)
    prose = np.where(marks > 0, np.maximum(counts.length - links, 0), 0) * visible
    mass = Mass(counts.length, links, prose, (counts.last == CHARS.index("stop")).astype(np.float32))
    _add_text(own, blocks, counts)
    _add_markup(own, blocks, links)
    _add_words(own, blocks, head)
    _add_topics(own, topics)
    _add_place(own, blocks, counts, topics)
    _add_windows(own, mass)
    _add_groups(own, mass, blocks)
    _add_page(own, mass, counts)
    _add_containers(own, blocks, mass)
    return own.table()


@dataclass(frozen=True, slots=True)
class Mass:
    """What each block holds, for sums over many of them."""

    length: Floats
    links: Floats
    """characters inside links"""
    prose: Floats
    """characters outside links of blocks that are shown and have stops or commas"""
    ends: Floats
    """1 where it ends a sentence"""


def places_of(blocks: Sequence[Block]) -> NDArray[np.int64]:
    """A number for each place in the markup (path and class words) that blocks share."""
    return numbered([(block.path, cues) for block, cues in zip(blocks, _plain_cues(blocks), strict=True)])


def _plain_cues(blocks: Sequence[Block]) -> list[str]:
    """The class words of each block without their digits."""
    return [words.without_digits(block.cues) for block in blocks]


def _title(blocks: Sequence[Block], head: Head) -> str:
    """The folded headline as the page's head tells it; its first heading without one."""
    from ..fold import fold

    metas = dict(reversed(head.metas))
    told = metas.get("og:title") or head.title
    if told:
        return fold(told)[:200]
    return next((block.folded for block in blocks if block.kind == "h"), "")[:200]


def _add_text(own: Columns, blocks: Sequence[Block], counts: Counts) -> None:
    import numpy as np

    length = np.maximum(counts.length, 1)
    own.add("length", np.log1p(counts.length), shared=True)
    names = ("han", "digit", "letter", "bar", "mark", "space", "colon")
    own.add_all("share of ", names, np.stack([counts.kinds[name] for name in names]) / length)
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


def _add_markup(own: Columns, blocks: Sequence[Block], links: Floats) -> None:
    import numpy as np

    raw = np.array([max(1, len(block.text)) for block in blocks], np.float32)
    share = links / raw
    own.add("link share", share, shared=True)
    own.add("all link", (share > 0.9).astype(np.float32))
    own.add("hidden", np.array([block.hidden for block in blocks], np.float32))
    own.add_all("kind ", _KINDS, rows_of([block.kind for block in blocks], _KINDS), ("p", "h", "li"))
    own.add("level", np.array([block.level for block in blocks], np.float32))
    emphasis = [
        sum([mark.end - mark.start for mark in block.marks if mark.tag == "strong"]) if block.marks else 0
        for block in blocks
    ]
    own.add("bold share", np.array(emphasis, np.float32) / raw)
    paths = [_path(block.path) for block in blocks]
    own.add("depth", np.array([depth for depth, _, _ in paths], np.float32))
    own.add("in a paragraph", np.array([last == "p" for _, _, last in paths], np.float32), shared=True)
    own.add("in a div", np.array([last == "div" for _, _, last in paths], np.float32))
    own.add_all("inside ", _PATH_TAGS, bit_rows([bits for _, bits, _ in paths], len(_PATH_TAGS)))


@lru_cache(maxsize=20_000)
def _path(path: str) -> tuple[int, int, str]:
    """Depth, the telling tags on the way as bits, and the last tag."""
    tags = path.split("/")
    bits = 0
    for place, tag in enumerate(_PATH_TAGS):
        bits |= (tag in tags) << place
    return len(tags), bits, tags[-1]


def _add_words(own: Columns, blocks: Sequence[Block], head: Head) -> None:
    import numpy as np

    names = words.groups("text")
    shared = ("editor", "source", "related", "copyright", "share", "comment", "disclaimer", "forum")
    says = bit_rows(words.text_bits([block.folded for block in blocks]), len(names))
    own.add_all("says ", names, says, shared)
    sums = {f"says {name}": row for name, row in zip(names, says, strict=True)}
    known = {cues: words.class_bits(cues) for cues in {block.cues for block in blocks}}
    names = words.groups("class")
    classes = bit_rows([known[block.cues][0] for block in blocks], len(names))
    own.add_all("class ", names, classes)
    own.add_all("near class ", names, bit_rows([known[block.cues][1] for block in blocks], len(names)))
    sums |= {f"class {name}": row for name, row in zip(names, classes, strict=True)}
    for name in ("says forum", "class forum", "class comment", "class article"):
        if name in sums:
            own.add(f"page: {name}", float(np.log1p(sums[name].sum())))
    own.add("page: title says forum", float(_FORUM.search(head.title) is not None))
    own.add("page: is an article by its metas", float(("og:type", "article") in head.metas))


def _add_topics(own: Columns, topics: Sequence[str]) -> None:
    own.add_all("rule ", RULE_TOPICS, rows_of(topics, RULE_TOPICS), RULE_TOPICS)


def _add_place(own: Columns, blocks: Sequence[Block], counts: Counts, topics: Sequence[str]) -> None:
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
    marks = {
        "headline": headline,
        "heading": [block.kind == "h" for block in blocks],
        "byline": [topic == "bylines" for topic in topics],
        "furniture": [topic in _FURNITURE for topic in topics],
    }
    before, after = distances(np.array([*marks.values()], bool))
    for name, since, until in zip(marks, before, after, strict=True):
        own.add(f"since {name}", since)
        own.add(f"until {name}", until)


def _add_windows(own: Columns, mass: Mass) -> None:
    """How much prose and how many links stand within some blocks' distance."""
    import numpy as np

    each = windows(np.stack([mass.length, mass.prose, mass.links]), _WINDOWS)
    for width, (text, prose, links) in zip(_WINDOWS, each, strict=True):
        text = np.maximum(text, 1)
        own.add(f"prose within {width}", np.log1p(prose))
        own.add(f"share of prose within {width}", prose / text)
        own.add(f"share of links within {width}", np.minimum(1, links / text))


def _add_groups(own: Columns, mass: Mass, blocks: Sequence[Block]) -> None:
    """What the blocks of the same path, of the same class words, of the same place hold together."""
    import numpy as np

    cues = _plain_cues(blocks)
    means = ("length", "link share", "sentence ends")
    values = np.stack([mass.prose, np.log1p(mass.length), mass.links / np.maximum(mass.length, 1), mass.ends])
    groups = (
        ("path", [block.path for block in blocks]),
        ("class", cues),
        ("place", [(block.path, one) for block, one in zip(blocks, cues, strict=True)]),
    )
    whole = max(1.0, float(mass.prose.sum()))
    for name, keys in groups:
        group = numbered(keys)
        size = np.bincount(group)
        prose, *sums = (np.bincount(group, row) for row in values)
        own.add(f"prose in same {name}", (prose / whole)[group], shared=True)
        own.add(f"blocks in same {name}", np.log1p(size)[group])
        best = float(prose.max()) if len(prose) else 0.0
        own.add_all("mean ", [f"{what} in same {name}" for what in means], (np.stack(sums) / size)[:, group])
        own.add(f"best {name}", (prose >= max(best, 1.0)).astype(np.float32)[group])


def _add_page(own: Columns, mass: Mass, counts: Counts) -> None:
    import numpy as np

    whole = max(1.0, float(mass.length.sum()))
    own.add("page: prose", float(np.log1p(float(mass.prose.sum()))))
    own.add("page: blocks", float(np.log1p(own.rows)))
    own.add("page: share of links", min(1.0, float(mass.links.sum()) / whole))
    own.add("page: share of han", float(counts.kinds["han"].sum()) / whole)


def _add_containers(own: Columns, blocks: Sequence[Block], mass: Mass) -> None:
    """How much prose, how many links and blocks the elements around a block hold, some levels up."""
    import numpy as np

    shown = [_around(block.around if len(block.around) >= _DEEPEST else _NONE + block.around) for block in blocks]
    ids = numbered_ids(list(zip(*shown, strict=True)) or [()] * len(_LEVELS))
    sizes = np.bincount(ids.ravel())
    length, prose, links = (
        np.bincount(ids.ravel(), np.tile(row, len(_LEVELS)))[ids] for row in (mass.length, mass.prose, mass.links)
    )
    size, text = sizes[ids], np.maximum(length, 1)
    rows = np.arange(len(blocks))
    first = np.zeros(len(sizes), np.int64)
    # of all that are set for one id, the last remains: the first block
    first[ids[:, ::-1].ravel()] = np.tile(rows[::-1], len(_LEVELS))
    parts = {
        "prose {} up": prose / max(1.0, float(mass.prose.sum())),
        "share of prose {} up": prose / text,
        "share of links {} up": links / text,
        "blocks {} up": np.log1p(size),
        "place {} up": (rows - first[ids]) / size,
    }
    for at, level in enumerate(_LEVELS):
        for name, values in parts.items():
            own.add(name.format(level), values[at])
