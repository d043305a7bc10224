"""The titles of other pages, list by list: links as long as a title is, at one place of the markup.

Rows of one list differ in their innermost class words (new, closed, on top), so titles at one path are one list
if they share the outer half of their class words; those of other outer words join a list inside which they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..late import late
from ..types import Block
from .sheet import Sheet
from .words import without_digits

ROWS = 5
"""titles that a list has at least"""
GAP = 14
"""blocks between two titles at most: Tieba has six"""
_LEAST, _MEAN = 2.0, 6.0
"""length of a title at least, and of those of one list on average, in Han characters; entries of menus have 2 to 4, names of
writers 3 to 5, titles of threads on nine boards 12"""
_SHORTEST = 5
"""characters in links that the blocks of one place have on average, from which these are looked at: chapters have short titles"""
_LATIN = 0.4
"""of a Han character: what a letter of another script counts"""
_OF_BLOCK = 0.45
"""share of its block that a title has: tags, who wrote it and the numbers of its pages may stand beside it"""
_DIFFERENT = 0.7
"""share of different titles: buttons are all the same"""
_CHAPTER = late(
    r"^\W*(?:第 ?[\d零〇一二三四五六七八九十百千两]{1,7} ?[章回节卷集话幕]|chapter \d|[\d]{1,4}[、. ])", re.IGNORECASE
)
_SCRIPTED = ("javascript:", "#")

Key = tuple[str, str]
"""Path and outer class words, which the titles of one list share."""


class Title(NamedTuple):
    """A block with a link as long as a title is."""

    row: int
    words: str
    length: float
    inner: str
    """the innermost class word around it, without digits"""


def groups_of(sheet: Sheet, keys: Sequence[Key]) -> list[list[Title]]:
    """The titles of each list; ``keys``: the ``place_of`` each seat."""
    groups: dict[Key, list[Title]] = defaultdict(list)
    linked = [(row, keys[sheet.seat[row]]) for row, size in enumerate(sheet.link_chars) if size >= _LEAST]
    sizes: dict[Key, list[int]] = defaultdict(list)
    for row, key in linked:
        sizes[key].append(sheet.link_chars[row])
    paths = {key[0] for key, chars in sizes.items() if len(chars) >= ROWS and sum(chars) >= _SHORTEST * len(chars)}
    for row, key in linked:
        found = _title(sheet[row], row) if key[0] in paths else None
        if found:
            groups[key].append(found)
    for key, group in groups.items():
        if not _are_titles(group):  # without class words the writers' names stand at the same place
            groups[key] = [one for one in group if one.length >= _MEAN]
    lists = [group for group in groups.values() if _are_titles(group)]
    return _merged(lists, groups) if lists else []


def _merged(lists: Sequence[list[Title]], groups: Mapping[Key, list[Title]]) -> list[list[Title]]:
    """Each list with the titles at the same path inside it: some rows have class words of their own, those on top."""
    found: list[list[Title]] = []
    taken: set[int] = set()
    paths = {id(group): path for (path, _), group in groups.items()}
    alike: dict[Key, list[Title]] = defaultdict(list)
    for (path, _), titles in groups.items():
        for one in titles:
            alike[path, one.inner].append(one)
    for titles in alike.values():
        titles.sort()
    for group in sorted(lists, key=len, reverse=True):
        if group[0].row in taken:
            continue
        path, first, last = paths[id(group)], group[0].row - GAP, group[-1].row + GAP
        same = [alike[path, inner] for inner in {one.inner for one in group}]
        near = [
            one for titles in same for one in titles[bisect_left(titles, (first,)) : bisect_left(titles, (last + 1,))]
        ]
        found.append(sorted(one for one in near if one.row not in taken))
        taken.update(one.row for one in found[-1])
    titles_at = {one.row: one for group in found for one in group}
    return [group for group in found if not _goes_on(group, titles_at)]


def _goes_on(group: Sequence[Title], titles_at: Mapping[int, Title]) -> bool:
    """Whether its links say the titles of another list once more, each below it: 继续阅读“…”."""
    if len(group) == len(titles_at):
        return False
    own = {one.row for one in group}
    above = [
        next((titles_at[row] for row in range(one.row, one.row - GAP, -1) if row in titles_at and row not in own), None)
        for one in group
    ]
    again = sum(other is not None and other.words in one.words for one, other in zip(group, above, strict=True))
    return again > len(group) / 2


def place_of(path: str, cues: str) -> Key:
    """Path and outer class words: those of a row itself name its state (new, closed, on top)."""
    words = without_digits(cues).split()
    return path, " ".join(words[: (len(words) + 1) // 2])


def _title(block: Block, row: int) -> Title | None:
    """The longest link of a block, if it is most of it."""
    if block.hidden:
        return None
    whole = length_of(block.text)
    least = max(_LEAST, _OF_BLOCK * whole)
    words, length = "", 0.0
    for mark in block.marks if block.link_chars >= least else ():
        # a link has no more letters than characters, and its address is read off the page when it is asked for
        if mark.tag == "a" and mark.end - mark.start >= max(least, length):
            link = block.text[mark.start : mark.end]
            size = whole if link == block.text else length_of(link)
            if size < least or size <= length:
                continue
            if not dict(mark.attrs).get("href", "").startswith(_SCRIPTED):
                words, length = link, size
    return Title(row, words, length, without_digits(block.cues.rsplit(" ", 1)[-1])) if words else None


def length_of(words: str) -> float:
    """In Han characters; digits and marks are none.

    >>> length_of("2019-03-04 老街的灯"), round(length_of("Terms of Use"))
    (4.0, 4)
    """
    letters = "".join(filter(str.isalpha, words))
    latin = len(letters.encode("ascii", "ignore"))
    return len(letters) - latin + _LATIN * latin


def _are_titles(group: Sequence[Title]) -> bool:
    if len(group) < ROWS or len({one.words for one in group}) < _DIFFERENT * len(group):
        return False
    return sum(one.length for one in group) >= _MEAN * len(group) or are_chapters([one.words for one in group])


def are_chapters(titles: Sequence[str]) -> bool:
    """Whether most say the number of a chapter.

    >>> are_chapters(["第1章 雪夜", "第二章 渡口", "附录"]), are_chapters(["第一天下雪"])
    (True, False)
    """
    return sum(bool(_CHAPTER.search(words)) for words in titles) > len(titles) / 2
