"""What a page is about, for comparing one line with it: its prose, the prose's pairs of characters, its script.

Method: the share of a line's units (pairs of Han characters, words of other scripts) that also stand in the page's prose, both folded and
without pinyin glosses. On 112 pages a page's own title has a median of .64, an unrelated headline 0 (95th percentile .14).
Limits: it cannot tell an unrelated honest line (a menu, a site's name) from an unrelated dishonest one, and it
says nothing on a page whose prose is shorter than ``ENOUGH_PROSE``: there the answer is None.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.fold import fold, fold_lines
from pipeline.judge.characters import count_han, han_pairs, other_words
from pipeline.judge.lexical import plain, terms
from pipeline.judge.prose import FULL_STOP, SENTENCE_CHARS, is_prose
from pipeline.script import Script, count_script
from pipeline.types import Page

from ..late import late

ENOUGH_PROSE = 60
"""Han characters of prose below which coverage says nothing: under it 17% of own titles of the dev pages score 0"""
SPAM_TERMS = 4
"""distinct telling words in a line without a full stop that make it no prose; see ``MANY_TERMS`` of spam.py"""
MAX_PROSE = 20_000
"""characters of prose that are read: what a page is about shows long before"""

_FIRST_LINES = 500
"""lines that tell the script of a page without prose"""
_GLOSS = late(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]{1,8}\)?")


@dataclass(frozen=True)
class Topic:
    """The page's prose. What a line is compared with is made when the first line is."""

    prose: Mapping[str, str]
    """the folded lines of prose, and each as it stands"""
    lines: Sequence[str] = ()
    """the page's first lines, for its script where it has no prose"""

    @cached_property
    def script(self) -> Script:
        """Of the prose as it stands, or of all the page where there is none."""
        return count_script("\n".join(self.prose.values() if self.prose else self.lines))

    def coverage(self, folded: str) -> float | None:
        """Share of the line's units in the rest of the page's prose; None if either side is too short."""
        own = units(folded)
        if not own or not self._says_enough:
            return None
        holds = self._holds_twice if folded in self.prose else self._holds
        return sum(map(holds, own)) / len(own)

    def _holds(self, unit: str) -> bool:
        return unit in (self._text if _is_han(unit) else self._words)

    def _holds_twice(self, unit: str) -> bool:
        """Whether another line has it beside the one that is asked about."""
        if _is_han(unit):
            return sum(unit in line for line in self._text.split("\n")) > 1
        return self._words[unit] > 1

    @cached_property
    def han(self) -> int:
        """Han characters of the prose."""
        return count_han("\n".join(self.prose))

    @cached_property
    def _says_enough(self) -> bool:
        han = 0
        for line in self.prose:
            han += count_han(line)
            if han >= ENOUGH_PROSE:
                return True
        return False

    @cached_property
    def _text(self) -> str:
        return _without_glosses("\n".join(self.prose))

    @cached_property
    def _words(self) -> Counter[str]:
        """Word of another script -> number of prose lines that have it."""
        return Counter(word for line in self._text.lower().split("\n") for word in set(other_words(line)))


def _is_han(unit: str) -> bool:
    """Whether a unit is a pair of Han characters; words of other scripts are longer."""
    return len(unit) == 2


def units(folded: str) -> set[str]:
    """The distinct pairs of neighbouring Han characters, glosses taken out, and the words of other scripts.

    >>> sorted(units("放療(liáo)后, Python"))
    ['python', '放療', '療后']
    """
    plain = _without_glosses(folded)
    return han_pairs(plain).union(other_words(plain.lower()))


def _without_glosses(text: str) -> str:
    return _GLOSS.sub("", text) if "(" in text else text


def topic_of(page: Page | str) -> Topic:
    """What a page, or a body text, is about: of a page what is shown and not dropped."""
    if isinstance(page, str):
        lines = [line for line in page.splitlines() if line.strip()]
        return _topic(lines, zip(lines, fold_lines(lines), itertools.repeat(0)))
    shown = [block for block in page.blocks if block.dropped_by is None and not block.hidden]
    views = [(block.text, block.folded or (block.text and fold(block.text)), block.link_chars) for block in shown]
    return _topic([block.text for block in shown[:_FIRST_LINES]], views)


def _is_list_of_spam(folded: str) -> bool:
    """Whether a line without a full stop is a keyword list after all, which must not speak for another one."""
    return FULL_STOP not in folded and len(terms(plain(folded))) >= SPAM_TERMS


def _topic(lines: Sequence[str], rows: Iterable[tuple[str, str, int]]) -> Topic:
    """Out of all its lines: text, folded view, characters inside links."""
    prose: dict[str, str] = {}
    chars = 0
    for text, folded, linked in rows:
        if len(folded) < SENTENCE_CHARS or folded in prose:
            continue
        if is_prose(folded, linked / max(len(text), 1)) and not _is_list_of_spam(folded):
            prose[folded] = text
            chars += len(text)
            if chars >= MAX_PROSE:
                break
    return Topic(prose, () if prose else lines[:_FIRST_LINES])
