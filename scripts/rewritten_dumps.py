"""The lines of a page in other forms: as tools and people leave them that know no paragraphs.

A dump of a news page has paragraphs of a hundred characters; what an extractor, a terminal, a reader who types into a board or one
who copies a piece leaves has other lines around the same furniture: a sentence a line, lines of one width, phrases
without marks at their ends, a short piece of the page. The judge of texts learns from each page in these forms, too.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Sequence

SENTENCE = re.compile(r"(?<=[。！？!?])(?![”’」』）)\]])|(?<=[。！？!?][”’」』）)])|(?<=[a-z0-9][.!?]) (?=[“\"A-Z])")
"""between two sentences"""
PHRASE = re.compile(r"[，。；！？,;!?]+[”’」』]?")
WIDTHS = (28, 32, 34, 36, 38, 40)
"""characters of a line of Chinese, half of what other languages have"""
LONG = 30
"""characters from which a line may hold two sentences"""


def sentences(line: str) -> list[str]:
    """A sentence a line.

    >>> sentences("春茶开采了，茶农上山采茶。“今年的茶好！”老周说，他家的茶园有三十亩，在河的南岸。")
    ['春茶开采了，茶农上山采茶。', '“今年的茶好！”', '老周说，他家的茶园有三十亩，在河的南岸。']
    """
    return [part for part in SENTENCE.split(line) if part.strip()] if len(line) >= LONG else [line]


def phrases(line: str) -> list[str]:
    """A phrase a line, without the marks between them, as posts on boards are written."""
    return [part.strip() for part in PHRASE.split(line) if part.strip()] if len(PHRASE.findall(line)) > 1 else [line]


def wrapped(line: str, width: int) -> list[str]:
    """Lines of one width."""
    if len(line) <= width:
        return [line]
    if sum("\u3400" < char < "\u9fff" for char in line) * 3 < len(line):
        return textwrap.wrap(line, 2 * width)
    return [line[start : start + width] for start in range(0, len(line), width)]


def rewritten(lines: Sequence[str], form: int, chance: random.Random) -> list[str]:
    """All lines in the first, second or third of these forms."""
    width = chance.choice(WIDTHS)
    split = (sentences, lambda line: wrapped(line, width), phrases)[form]
    return [part for line in lines for part in split(line)]


def piece(lines: Sequence[str], labels: Sequence[int], chance: random.Random) -> list[str]:
    """Some sentences of the text, with a few of the lines above and below it: what is copied, and what short pages hold.

    ``labels`` says which lines are text; the first of them, the headline, stays.
    """
    text = [row for row, label in enumerate(labels) if label]
    if not text:
        return list(lines)
    first, last = text[0], text[-1]
    above, below, foot = chance.choice((0, 2, 4, 8, 15)), chance.choice((0, 3, 6, 12, 25)), chance.choice((0, 1, 2, 4))
    body = [part for line in lines[first + 1 : last + 1] for part in sentences(line)]
    most = chance.choice((5, 8, 12, 20, 30))
    start = chance.randrange(len(body) - most) if len(body) > most and chance.random() < 0.7 else 0
    end = last + 1 + below
    return [
        *lines[max(0, first - above) : first + 1],
        *body[start : start + most],
        *lines[last + 1 : end],
        *lines[max(end, len(lines) - foot) :],
    ]
