"""The titles of other pages, list by list: links as long as a title is, at one place of the markup.

Rows of one list differ in their innermost class words (new, closed, on top), so titles at one path are one list
if they share the outer half of their class words; those of other outer words join a list inside which they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from ..late import late
from ..types import Block
from .sheet import Sheet
from .words import without_digits

ROWS = 5
"""titles that a list has at least"""
LISTS = 100
"""lists of a page that are looked at, the longest first: lists that go through each other would cost each as much as all; of 103 pages
with lists the one that has most has nine"""
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
_ROW = attrgetter("row")

Key = tuple[str, str]
"""Path and outer class words, which the titles of one list share."""


class Title:
    """A block with a link as long as a title is."""

    def __init__(self, row: int, words: str, length: float, inner: str) -> None:
        self.row = row
        self.words = words
        self.length = length
        self.inner = inner
        """the innermost class word around it, without digits"""


def groups_of(sheet: Sheet, keys: Sequence[Key]) -> list[list[Title]]:
    """The titles of each list, of ``LISTS`` at most; ``keys``: the ``place_of`` each seat."""
    groups = _titles(sheet, list(keys))
    lists = []
    for key, group in groups.items():
        titles = group
        if not _are_titles(titles):  # without class words the writers' names stand at the same place
            titles = groups[key] = [one for one in titles if one.length >= _MEAN]
        if titles is group or _are_titles(titles):
            lists.append((key[0], titles))
    return _merged(lists, groups) if lists else []


def _titles(sheet: Sheet, keys: list[Key]) -> dict[Key, list[Title]]:
    """What may be titles, by their place."""
    groups: dict[Key, list[Title]] = {}
    paths, link_chars, inner = _paths(sheet, keys), sheet.link_chars, _inner_words(sheet)
    for row, seat in enumerate(sheet.seat):
        size = link_chars[row]
        if size >= _LEAST:
            key = keys[seat]
            found = _title(sheet[row], row, inner[seat]) if key[0] in paths else None
            if found is not None:
                groups.setdefault(key, []).append(found)
    return groups


def _paths(sheet: Sheet, keys: list[Key]) -> set[str]:
    """Where so many links stand, and so long ones, that they may be titles."""
    counts, chars, link_chars = [0] * len(keys), [0] * len(keys), sheet.link_chars
    for row, seat in enumerate(sheet.seat):
        size = link_chars[row]
        if size >= _LEAST:
            counts[seat] += 1
            chars[seat] += size
    found: dict[Key, tuple[int, int]] = {}
    for key, count, size in zip(keys, counts, chars, strict=True):
        before = found.get(key, (0, 0))
        found[key] = before[0] + count, before[1] + size
    return {key[0] for key, (count, size) in found.items() if count >= ROWS and size >= _SHORTEST * count}


def _inner_words(sheet: Sheet) -> list[str]:
    """The innermost class word of each seat, without digits."""
    return [without_digits(cues.rsplit(" ", 1)[-1]) for _, cues in sheet.seats]


def _merged(lists: Sequence[tuple[str, list[Title]]], groups: Mapping[Key, list[Title]]) -> list[list[Title]]:
    """Each list with the titles at the same path inside it: some rows have class words of their own, those on top."""
    found: list[list[Title]] = []
    taken: set[int] = set()
    alike = _alike(groups)
    for path, group in sorted(lists, key=lambda one: len(one[1]), reverse=True):
        if group[0].row in taken:
            continue
        first, last = group[0].row - GAP, group[-1].row + GAP
        same = [alike[path, inner] for inner in {one.inner for one in group}]
        near = [one for titles in same for one in _between(titles, first, last) if one.row not in taken]
        found.append(sorted(near, key=_ROW))
        taken.update([one.row for one in near])
        if len(found) == LISTS:
            break
    titles_at = {one.row: one for group in found for one in group}
    return [group for group in found if not _goes_on(group, titles_at)]


def _alike(groups: Mapping[Key, list[Title]]) -> dict[Key, list[Title]]:
    """The titles of each path and innermost class word, in page order."""
    found: dict[Key, list[Title]] = {}
    for (path, _), titles in groups.items():
        last, same = None, list[Title]()
        for one in titles:
            if one.inner != last:  # titles of one list mostly have the same
                last, same = one.inner, found.setdefault((path, one.inner), [])
            same.append(one)
    for titles in found.values():
        titles.sort(key=_ROW)
    return found


def _between(titles: list[Title], first: int, last: int) -> list[Title]:
    """Those of the rows from the first to the last."""
    return titles[bisect_left(titles, first, key=_ROW) : bisect_right(titles, last, key=_ROW)]


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


def _title(block: Block, row: int, inner: str) -> Title | None:
    """The longest link of a block, if it is most of it."""
    if block.hidden:
        return None
    text = block.text
    whole = length_of(text)
    least = max(_LEAST, _OF_BLOCK * whole)
    words, length = "", 0.0
    for mark in block.marks if block.link_chars >= least else ():
        # a link has no more letters than characters, and its address is read off the page when it is asked for
        if mark.tag == "a" and mark.end - mark.start >= max(least, length):
            link = text[mark.start : mark.end]
            size = whole if link == text else length_of(link)
            if size >= least and size > length and not _address(mark.attrs).startswith(_SCRIPTED):
                words, length = link, size
    return Title(row, words, length, inner) if words else None


def _address(attrs: Iterable[tuple[str, str]]) -> str:
    """Where a link leads."""
    found = ""
    for name, value in attrs:
        if name == "href":
            found = value
    return found


def length_of(words: str) -> float:
    """In Han characters; digits and marks are none.

    >>> length_of("2019-03-04 老街的灯"), round(length_of("Terms of Use"))
    (4.0, 4)
    """
    letters = latin = 0
    for char in words:
        if char.isalpha():
            letters += 1
            latin += char <= "z"
    return letters - latin + _LATIN * latin


def _are_titles(group: list[Title]) -> bool:
    if len(group) < ROWS or len({one.words for one in group}) < _DIFFERENT * len(group):
        return False
    length = 0.0
    for one in group:
        length += one.length
    return length >= _MEAN * len(group) or are_chapters([one.words for one in group])


def are_chapters(titles: Sequence[str]) -> bool:
    """Whether most say the number of a chapter.

    >>> are_chapters(["第1章 雪夜", "第二章 渡口", "附录"]), are_chapters(["第一天下雪"])
    (True, False)
    """
    return sum(bool(_CHAPTER.search(words)) for words in titles) > len(titles) / 2
