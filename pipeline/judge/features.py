"""What the model sees of each block: numbers with names, computed for a whole page at once.

A block is described by its own text (length, kinds of characters, telling words), its markup (kind, path,
class words, share of links), its place (distance to headline, bylines, list heads, end), and by what
is around it: the prose within some blocks' distance and in blocks of the same path. The numbers of its
neighbours stand beside its own. For plain text the columns of the markup are zero.

First all blocks are counted (``measures.py``), then each family of features writes its columns (``block_features.py``,
``page_features.py``). To add a feature, give its name to a family and its number to the same place; then train.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from ..late import late
from ..types import Block, Head
from . import block_features as own
from . import page_features as around
from .columns import Table
from .measures import Measures
from .names import fold_title
from .sheet import Sheet
from .words import text_bits

_FORUM = late(r"论坛|論壇|社区|社區|问答|問答|贴吧|討論區|bbs|forum|知乎|帖子")
_TITLE = 200
"""characters of a title that are looked at"""
SHARED = frozenset(
    (
        "length", "sentence ends", "commas", "ends a sentence", "repeated", "indented", "link share", "kind p", "kind h", "kind li",
        "in a paragraph", "says editor", "says source", "says related", "says copyright", "says share", "says comment",
        "says disclaimer", "says forum", *own.TOPICS, "title characters", *(f"prose in same {name}" for name in around.GROUPS),
    )
)  # fmt: skip
"""what a block sees of its neighbours, too"""

Family = tuple[tuple[str, ...], Callable[[Table, Measures], object]]


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """The names of each family and what writes its numbers, in the order of the columns."""
    return (
        (own.TEXT, own.write_text),
        (own.MARKUP, own.write_markup),
        (own.telling(), own.write_words),
        (own.TOPICS, own.write_topics),
        (around.PLACE, around.write_place),
        (around.WITHIN, around.write_windows),
        (around.SAME, around.write_groups),
        (around.PAGE, around.write_page),
        (around.UP, around.write_containers),
    )


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Those of all families."""
    return tuple(name for family, _ in families() for name in family)


def describe(blocks: Sequence[Block], head: Head, topics: Sequence[str]) -> Table:
    """The features of a page's blocks that hold text.

    ``topics`` names for each block the file of the rule that matches it, empty without one.
    """
    table = Table(names(), len(blocks), SHARED)
    write(table, measure(Sheet.of(blocks), head, topics), families())
    return table


def measure(sheet: Sheet, head: Head, topics: Sequence[str]) -> Measures:
    """What is counted of the blocks, and told by the page's head and the rules."""
    page = Measures(sheet, _title(sheet, head))
    page.title_says_forum = _FORUM.search(head.title.lower()) is not None
    page.is_article = ("og:type", "article") in head.metas
    page.tell(text_bits(sheet.lowered, sheet.lengths), own.topic_bits(topics))
    return page


def write(table: Table, page: Measures, all_of_them: Sequence[Family]) -> None:
    """The columns of all families."""
    for family, write_columns in all_of_them:
        table.begin(family)
        write_columns(table, page)
        table.end()


def _title(sheet: Sheet, head: Head) -> str:
    """The folded headline as the page's head tells it; its first heading without one."""
    told = dict(reversed(head.metas)).get("og:title") or head.title
    if told:
        return fold_title(told)[:_TITLE]
    return next((block.folded for block in sheet if block.kind == "h"), "")[:_TITLE]
