"""What the model sees of each block: numbers with names, computed for a whole page at once.

A block is described by its own text (length, kinds of characters, telling words), its markup (kind, path,
class words, share of links), its place (distance to headline, bylines, list heads, end), and by what
is around it: the prose within some blocks' distance and in blocks of the same path. The numbers of its
neighbours stand beside its own. For plain text the columns of the markup are zero.

Texts are counted with numpy over one array of all characters; what the markup says is made once for each look.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..types import Block, Head
from . import looks, words
from .arrays import distances, numbered, numbered_ids, windows
from .characters import CHARS, Counts, count_characters
from .columns import Columns, Table, write_bits
from .sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

RULE_TOPICS = ("bylines", "footer", "navigation", "widgets")
"""rule files whose verdicts the model sees; others count as the last"""
_TOPIC_BITS = {name: 1 << place for place, name in enumerate(RULE_TOPICS)}
_WINDOWS = (2, 6, 20)
"""blocks to each side whose prose and links are summed"""
_FORUM = re.compile(r"论坛|論壇|社区|社區|问答|問答|贴吧|討論區|bbs|forum|知乎|帖子", re.IGNORECASE)
_LEVELS = (1, 2, 3, 4, 6)
"""how many elements up the features of the containers look"""
_SHARES = ("han", "digit", "letter", "bar", "mark", "space", "colon")
_GROUPS = ("path", "class", "place")
_TEXT = (
    "length", *(f"share of {name}" for name in _SHARES), "sentence ends", "commas", "punctuation density", "ends a sentence",
    "ends in a colon", "begins with a sign", "begins with a digit", "in brackets", "short", "repeated", "indented",
)  # fmt: skip
_LINKS = ("link share", "all link")
_TOPICS = tuple(f"rule {name}" for name in RULE_TOPICS)
_PLACE = ("place", "text before", "from the start", "from the end", "title characters", "title covered")
_DISTANCES = tuple(
    f"{side} {mark}" for mark in ("headline", "heading", "byline", "furniture") for side in ("since", "until")
)
_WITHIN = tuple(
    f"{what} within {width}" for width in _WINDOWS for what in ("prose", "share of prose", "share of links")
)
_MEANS = ("mean length", "mean link share", "mean sentence ends")
_SAME = tuple(
    (f"best {name}" if what == "best" else f"{what} in same {name}")
    for name in _GROUPS
    for what in ("prose", "blocks", *_MEANS, "best")
)
_UP = tuple(
    f"{what} {level} up"
    for level in _LEVELS
    for what in ("prose", "share of prose", "share of links", "blocks", "place")
)
SHARED = frozenset(
    (
        "length", "sentence ends", "commas", "ends a sentence", "repeated", "indented", "link share", "kind p", "kind h", "kind li",
        "in a paragraph", "says editor", "says source", "says related", "says copyright", "says share", "says comment",
        "says disclaimer", "says forum", *_TOPICS, "title characters", *(f"prose in same {name}" for name in _GROUPS),
    )
)  # fmt: skip
"""what a block sees of its neighbours, too"""


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a page's blocks that hold text.

    ``topics`` names for each block the file of the rule that matches it, empty without one.
    """
    import numpy as np

    sheet = Sheet.of(blocks)
    own = Columns(len(sheet))
    counts = count_characters(sheet.folded, _title(sheet, head))
    links = np.array(sheet.link_chars, np.float32)
    shown = looks.describe_looks(sheet.looks).take(sheet.look, axis=1)
    marks = counts.of("stop") + counts.of("comma")
    prose = np.where(marks > 0, np.maximum(counts.length - links, 0), 0) * (1 - shown[0])
    mass = Mass(counts.length, links, prose, (counts.last == CHARS.index("stop")).astype(np.float32))
    _add_text(own, sheet, counts, mass)
    _add_markup(own, sheet, shown, links)
    _add_words(own, sheet, head, shown)
    rules = own.room(_TOPICS)
    write_bits(rules, [_TOPIC_BITS.get(topic, 0) for topic in topics])
    _add_place(own, counts, (shown[_HEADING] > 0, rules[0] > 0, (rules[1:] > 0).any(axis=0)))
    _add_windows(own, mass)
    _add_groups(own, mass, sheet)
    _add_page(own, mass, counts)
    _add_containers(own, sheet, mass)
    return own.table(SHARED)


_HEADING = looks.SHOWN.index("kind h")


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
    sheet = Sheet.of(blocks)
    plain = [words.without_digits(cues) for _, cues, *_ in sheet.looks]
    return numbered([(look[0], cues) for look, cues in zip(sheet.looks, plain, strict=True)]).take(sheet.look)


def _title(sheet: Sheet, head: Head) -> str:
    """The folded headline as the page's head tells it; its first heading without one."""
    from ..fold import fold

    metas = dict(reversed(head.metas))
    told = metas.get("og:title") or head.title
    if told:
        return fold(told)[:200]
    return next((block.folded for block in sheet if block.kind == "h"), "")[:200]


def _add_text(own: Columns, sheet: Sheet, counts: Counts, mass: Mass) -> None:
    import numpy as np

    (said, *shares, ends, commas, density, stop, colon, sign, digit, brackets, short, repeated, indented) = own.room(
        _TEXT
    )
    length = np.maximum(counts.length, 1)
    np.log1p(counts.length, out=said)
    for share, name in zip(shares, _SHARES, strict=True):
        np.divide(counts.of(name), length, out=share)
    np.log1p(counts.of("stop"), out=ends)
    np.log1p(counts.of("comma"), out=commas)
    np.divide(counts.of("stop") + counts.of("comma"), length, out=density)
    stop[:] = mass.ends
    colon[:] = counts.last == CHARS.index("colon")
    sign[:] = (counts.first != CHARS.index("han")) & (counts.first != CHARS.index("letter"))
    digit[:] = counts.first == CHARS.index("digit")
    brackets[:] = 0
    for row in np.flatnonzero((counts.first == CHARS.index("mark")) | (counts.length == 0)).tolist():
        text = sheet.folded[row]
        brackets[row] = text[:1] in "([【" and text[-1:] in ")]】"
    short[:] = counts.length <= 6
    several = {text for text, count in Counter(sheet.folded).items() if count > 1}
    repeated[:] = [text in several for text in sheet.folded] if several else 0
    indented[:] = [text[:1] in _INDENT for text in sheet.texts]


_INDENT = frozenset(("\u3000", "\xa0", " "))


def _add_markup(own: Columns, sheet: Sheet, shown: Floats, links: Floats) -> None:
    import numpy as np

    raw = np.maximum(np.array(sheet.chars, np.float32), 1)
    share, linked = own.room(_LINKS)
    np.divide(links, raw, out=share)
    linked[:] = share > 0.9
    own.room(looks.SHOWN)[:] = shown[: len(looks.SHOWN)]
    own.add("bold share", np.array(_bold(sheet), np.float32) / raw)
    own.room(looks.PATH)[:] = shown[len(looks.SHOWN) : len(looks.SHOWN) + len(looks.PATH)]


def _bold(sheet: Sheet) -> list[int]:
    """Characters of each block that are bold."""
    found = [0] * len(sheet)
    for row, block in enumerate(sheet):
        for mark in block.marks:
            if mark.tag == "strong":
                found[row] += mark.end - mark.start
    return found


def _add_words(own: Columns, sheet: Sheet, head: Head, shown: Floats) -> None:
    import numpy as np

    said = words.names("says ", "text")
    says = own.room(said)
    write_bits(says, words.text_bits(sheet.folded, sheet.lowered))
    names = (*words.names("class ", "class"), *words.names("near class ", "class"))
    classes = own.room(names)
    classes[:] = shown[-len(names) :]
    own.add("page: says forum", np.log1p(says[said.index("says forum")].sum()))
    for name in ("class forum", "class comment"):
        own.add(f"page: {name}", np.log1p(classes[names.index(name)].sum()))
    own.add("page: title says forum", _FORUM.search(head.title) is not None)
    own.add("page: is an article by its metas", ("og:type", "article") in head.metas)


def _add_place(own: Columns, counts: Counts, marked: Sequence[Any]) -> None:
    """Where the blocks stand; ``marked`` says which are headings, bylines and furniture."""
    import numpy as np

    rows = np.arange(own.rows, dtype=np.float32)
    total = max(1.0, float(counts.length.sum()))
    place, before, start, end, likeness, cover = own.room(_PLACE)
    place[:] = rows / max(1, own.rows)
    before[:] = (np.cumsum(counts.length) - counts.length) / total
    np.log1p(rows, out=start)
    end[:] = start[::-1]
    np.divide(counts.in_title, np.maximum(counts.length, 1), out=likeness)
    np.minimum(1, counts.in_title / max(1, counts.title_length), out=cover)
    headline = (likeness > 0.9) & (cover > 0.4)
    apart = own.room(_DISTANCES)
    apart[0::2], apart[1::2] = distances(np.array((headline, *marked)))


def _add_windows(own: Columns, mass: Mass) -> None:
    """How much prose and how many links stand within some blocks' distance."""
    import numpy as np

    each = np.array(windows(np.array((mass.length, mass.prose, mass.links)), _WINDOWS))
    text = np.maximum(each[:, 0], 1)
    rows = own.room(_WITHIN).reshape(len(_WINDOWS), -1, own.rows)
    np.log1p(each[:, 1], out=rows[:, 0])
    np.divide(each[:, 1], text, out=rows[:, 1])
    np.minimum(1, each[:, 2] / text, out=rows[:, 2])


def _add_groups(own: Columns, mass: Mass, sheet: Sheet) -> None:
    """What the blocks of the same path, of the same class words, of the same place hold together."""
    import numpy as np

    ids, starts = _group_ids(sheet)
    size = np.bincount(ids.ravel())
    values = (mass.prose, np.log1p(mass.length), mass.links / np.maximum(mass.length, 1), mass.ends)
    prose, *sums = (np.bincount(ids.ravel(), np.tile(row, len(ids))) for row in values)
    best = np.maximum.reduceat(prose, starts) if len(prose) else np.zeros(len(ids))
    rows = own.room(_SAME).reshape(len(_GROUPS), -1, own.rows)
    rows[:, 0] = (prose / max(1.0, float(mass.prose.sum()))).take(ids)
    rows[:, 1] = np.log1p(size).take(ids)
    for place, one in enumerate(sums, 2):
        rows[:, place] = (one / size).take(ids)
    rows[:, -1] = prose.take(ids) >= np.maximum(best, 1.0)[:, None]


def _group_ids(sheet: Sheet) -> tuple[NDArray[np.int64], list[int]]:
    """For each kind of group the number of each block's, apart from those of the other kinds; and where each kind's begin."""
    import numpy as np

    plain = [words.without_digits(cues) for _, cues, *_ in sheet.looks]
    paths = [look[0] for look in sheet.looks]
    ids, starts, start = [], [], 0
    for keys in (paths, plain, list(zip(paths, plain, strict=True))):
        group = numbered(keys)
        ids.append(group + start)
        starts.append(start)
        start += int(group.max(initial=-1)) + 1
    return np.array(ids).take(sheet.look, axis=1), starts


def _add_page(own: Columns, mass: Mass, counts: Counts) -> None:
    import numpy as np

    whole = max(1.0, float(mass.length.sum()))
    own.add("page: prose", float(np.log1p(float(mass.prose.sum()))))
    own.add("page: blocks", float(np.log1p(own.rows)))
    own.add("page: share of links", min(1.0, float(mass.links.sum()) / whole))
    own.add("page: share of han", float(counts.of("han").sum()) / whole)


def _add_containers(own: Columns, sheet: Sheet, mass: Mass) -> None:
    """How much prose, how many links and blocks the elements around a block hold, some levels up."""
    import numpy as np

    ids = numbered_ids(_around(sheet))
    flat = ids.ravel()
    sizes = np.bincount(flat)
    length, prose, links = (
        np.bincount(flat, np.tile(row, len(_LEVELS))).take(ids) for row in (mass.length, mass.prose, mass.links)
    )
    size, text = sizes.take(ids), np.maximum(length, 1)
    places = np.arange(len(sheet))
    first = np.zeros(len(sizes), np.int64)
    # of all that are set for one id, the last remains: the first block
    first[ids[:, ::-1].ravel()] = np.tile(places[::-1], len(_LEVELS))
    rows = own.room(_UP).reshape(len(_LEVELS), -1, own.rows)
    rows[:, 0] = prose / max(1.0, float(mass.prose.sum()))
    rows[:, 1] = prose / text
    rows[:, 2] = links / text
    rows[:, 3] = np.log1p(size)
    rows[:, 4] = (places - first.take(ids)) / size


def _around(sheet: Sheet) -> NDArray[np.int64]:
    """The ids of the elements around the blocks, a row a level."""
    import numpy as np

    each = [block.around for block in sheet]
    depths = set(map(len, each))
    width = max(*depths, *_LEVELS)
    if depths != {width}:
        each = [ids if len(ids) == width else (0,) * (width - len(ids)) + ids for ids in each]
    found = np.fromiter(itertools.chain.from_iterable(each), np.int64, width * len(each)).reshape(-1, width)
    return found.T[[-level for level in _LEVELS]]
