# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What a block shows by itself: its text, its markup, telling words in both.

Each family has its names and, in the same order, the numbers that a function writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from . import words
from .arrays import log_count
from .characters import COLON, DIGIT, HAN, LETTER
from .columns import Table
from .looks import PATH, SHOWN, shown_bits
from .measures import Measures

TEXT = (
    "length", "share of han", "share of digit", "share of letter", "share of bar", "share of mark", "share of space",
    "share of colon", "sentence ends", "commas", "punctuation density", "ends a sentence", "ends in a colon",
    "begins with a sign", "begins with a digit", "in brackets", "short", "repeated", "indented",
)  # fmt: skip
_SHORT = 6
"""folded characters of a short block at most"""
MARKUP = ("link share", "all link", *SHOWN, "level", "bold share", "depth", *PATH)
_ALL_LINK = 0.9
"""share of characters in links from which a block is nothing but a link"""
_PAGE_WORDS = (
    "page: says forum", "page: class forum", "page: class comment", "page: title says forum", "page: is an article by its metas",
)  # fmt: skip
RULE_TOPICS = ("bylines", "footer", "navigation", "widgets")
"""rule files whose verdicts the model sees; of the others it is not told"""
TOPICS = tuple(f"rule {name}" for name in RULE_TOPICS)
_TOPIC_BITS = {name: 1 << place for place, name in enumerate(RULE_TOPICS)}


def write_text(table: Table, page: Measures) -> None:
    """``TEXT``: how long, of which characters, how it begins and ends."""
    cells, at = table.cells, 0
    for block in page.blocks:
        length = max(block.length, 1)
        at = table.place(block.row)
        cells[at] = block.log_length
        cells[at + 1] = block.han / length
        cells[at + 2] = block.digit / length
        cells[at + 3] = block.letter / length
        cells[at + 4] = block.bar / length
        cells[at + 5] = block.mark / length
        cells[at + 6] = block.space / length
        cells[at + 7] = block.colon / length
        cells[at + 8] = log_count(block.stop)
        cells[at + 9] = log_count(block.comma)
        cells[at + 10] = (block.stop + block.comma) / length
        cells[at + 11] = block.ends
        cells[at + 12] = block.last == COLON
        cells[at + 13] = block.first != HAN and block.first != LETTER
        cells[at + 14] = block.first == DIGIT
        cells[at + 15] = block.bracketed
        cells[at + 16] = block.length <= _SHORT
        cells[at + 17] = block.repeated
        cells[at + 18] = block.indented
        at += 19
    table.ends_at(at)


def write_markup(table: Table, page: Measures) -> None:
    """``MARKUP``: links, kind, bold, the tags around it."""
    for block in page.blocks:
        chars = max(block.chars, 1)
        table.go_to(block.row)
        table.put(block.links / chars)
        table.put(block.links / chars > _ALL_LINK)
        table.put_bits(shown_bits(block.kind, block.hidden), len(SHOWN))
        table.put(block.level)
        table.put(block.bold / chars)
        table.put(block.seat.tags.depth)
        table.put_bits(block.seat.tags.bits, len(PATH))


@lru_cache(maxsize=1)
def telling() -> tuple[str, ...]:
    """The features of ``write_words``: a group of words each, and what they say of the page."""
    prefixes = (("says ", "text"), ("class ", "class"), ("near class ", "class"))
    return (*(name for prefix, view in prefixes for name in words.names(prefix, view)), *_PAGE_WORDS)


def write_words(table: Table, page: Measures) -> None:
    """``telling``: the words of the text, of the classes around it and of the nearest ones."""
    said, named = len(words.groups("text")), len(words.groups("class"))
    forum, comment = words.groups("class").index("forum"), words.groups("class").index("comment")
    says_forum = words.groups("text").index("forum")
    saying = inside_forum = inside_comment = 0
    for block in page.blocks:
        saying += block.says >> says_forum & 1
        inside_forum += block.seat.classes.everywhere >> forum & 1
        inside_comment += block.seat.classes.everywhere >> comment & 1
    for block in page.blocks:
        table.go_to(block.row)
        table.put_bits(block.says, said)
        table.put_bits(block.seat.classes.everywhere, named)
        table.put_bits(block.seat.classes.near, named)
        table.put(log_count(saying))
        table.put(log_count(inside_forum))
        table.put(log_count(inside_comment))
        table.put(page.title_says_forum)
        table.put(page.is_article)


def write_topics(table: Table, page: Measures) -> None:
    """``TOPICS``: which file's rule matches it."""
    for block in page.blocks:
        table.go_to(block.row)
        table.put_bits(block.topic, len(TOPICS))


def topic_bits(topics: Sequence[str]) -> list[int]:
    """``TOPICS`` as bits, of the file of each block's rule."""
    return [_TOPIC_BITS.get(topic, 0) if topic else 0 for topic in topics]
