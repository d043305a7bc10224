"""The folded view: one form of a line for matching, so that every rule is written once.

Traditional characters become Simplified (OpenCC ``t2s``), compatibility forms their plain form
(NFKC: full-width ASCII, ideographic space, circled digits), white space one space. Only ever
compared, never output. Case stays; rules ignore it.

Nearly every character folds the same wherever it stands: one loop looks it up (``folds.txt``). A line with one that does not, as
a combining accent, or 乾 where it stands beside 隆 (乾净, but 乾隆), goes through NFKC and OpenCC as a whole.

Source: Unicode TR15 (NFKC); OpenCC's t2s table.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from . import tables

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""what becomes a space"""
UTF_32, UTF_16 = f"utf-32-{sys.byteorder[:1]}e", f"utf-16-{sys.byteorder[:1]}e"
"""how an array of this machine's numbers is a text: four bytes each, or two"""
LONGEST = 3
"""characters that one may become without a look at its context; one beyond the first plane counts as two, as in UTF-16"""
_OTHER_SPACES = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
"""white space that NFKC leaves as it is"""
_WIDE = tuple(
    zip(
        "，：；？！（）％／．－｜＞～＆＋￥︱︰…\u3000\xa0",
        (*",:;?!()%/.-|>~&+¥—:", "...", " ", " "),
        strict=True,
    )
)
"""What NFKC finds in nearly every text, replaced before: most lines are then normalized, which is quick to see. ``︰`` is a colon on
pages of Taiwan and Hong Kong; NFKC makes two points of it."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _t2s() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def fold(text: str) -> str:
    """One line as the rules see it.

    >>> fold("來源：漯河網　時間")
    '来源:漯河网 时间'
    """
    return fold_lines([text])[0]


def fold_lines(lines: Sequence[str]) -> list[str]:
    """The lines as the rules see them, all converted in one call; line breaks inside a line become spaces.

    >>> fold_lines(["責編：瘦馬", "ＡＢＣ"])
    ['责编:瘦马', 'ABC']
    """
    folder = Folder(lines)
    hard = [number for number, line in enumerate(lines) if not folder.write(line)]
    views = folder.views()
    if hard:
        for number, view in zip(hard, _in_context([lines[number] for number in hard]), strict=True):
            views[number] = view
    return views


class Folder:
    """Writes the views of lines one behind the other, as far as each character says by itself what becomes of it."""

    def __init__(self, lines: Sequence[str]) -> None:
        table = _table()
        self._forms, self._longer, self._pairs = table.forms, table.longer, table.pairs
        self._room = array("H", [0]) * (LONGEST * characters(lines) + len(lines))
        self._written = self._room
        """the same, by its numbers"""
        self._at = 0

    def write(self, line: str) -> bool:
        """One more line; nothing of it is written if some character needs its context."""
        at, ends_in_space = self._at, True
        for char in line:
            form = self._forms[ord(char)] if char < _BEYOND else _IN_CONTEXT
            if form == _IN_PAIR:
                form = _IN_CONTEXT if holds(line, self._pairs[char]) else _IS_LONGER
            if form == _IN_CONTEXT:
                self._end_line(self._at)
                return False
            if form == _IS_LONGER:
                for one in self._longer[char]:
                    self._written[at] = ord(one)
                    at += 1
            elif form != _SPACE or not ends_in_space:
                self._written[at] = form
                at += 1
            ends_in_space = form == _SPACE
        if ends_in_space and at > self._at:
            at -= 1
        self._end_line(at)
        return True

    def _end_line(self, at: int) -> None:
        self._written[at] = _LINE_END
        self._at = at + 1

    def views(self) -> list[str]:
        """What was written."""
        views = str(memoryview(self._room)[: self._at], UTF_16).split("\n")
        views.pop()
        return views


def characters(lines: Sequence[str]) -> int:
    """How many characters the lines have.

    >>> characters(["一", "二三"])
    3
    """
    count = 0
    for line in lines:
        count += len(line)
    return count


def holds(line: str, parts: Sequence[str]) -> bool:
    """Whether one of the parts stands in a line.

    >>> holds("乾隆四十年", ["乾坤", "乾隆"])
    True
    """
    return any(part in line for part in parts)


class Table:
    """What becomes of each character of the first plane: a character, more than one, or that depends on its context."""

    def __init__(self) -> None:
        context, pairs, *rows = tables.read_lines("folds.txt")
        self.forms = array("H", bytes(2 * 0x10000))
        self.longer: dict[str, str] = {}
        self.pairs: dict[str, list[str]] = {}
        """of characters that stand in phrases, the parts of these that tell that it may be one"""
        _note(self.forms, self.longer, rows)
        for char, pair in [(entry[0], entry[1:]) for entry in pairs.split(" ")]:
            self.longer.setdefault(char, chr(self.forms[ord(char)]))
            self.pairs.setdefault(char, []).append(pair)
        for char in self.pairs:
            self.forms[ord(char)] = _IN_PAIR
        for first, last in [bounds.split("-") for bounds in context.split(" ")]:
            self._leave(int(first, 16), int(last, 16))
        self._leave(0xD800, 0xDFFF)
        for space in SPACES:
            self.forms[ord(space)] = _SPACE

    def _leave(self, first: int, last: int) -> None:
        """Characters that depend on their context."""
        self.forms[first : last + 1] = array("H", (_IN_CONTEXT,)) * (last + 1 - first)


def _note(forms: array[int], longer: dict[str, str], rows: list[str]) -> None:
    """Note what characters become: each row holds some of them, a blank, and what it is; all others stay."""
    table = forms
    for code in range(0x10000):
        table[code] = code
    for row in rows:
        end = row.index(" ")
        form = row[end + 1 :]
        is_longer = len(form) > 1 or form >= _BEYOND
        if is_longer and max(form) >= _BEYOND:
            form = "".join(map(chr, memoryview(form.encode(UTF_16)).cast("H")))
        for char in row[:end]:
            if is_longer:
                longer[char] = form
            table[ord(char)] = _IS_LONGER if is_longer else ord(form)


_IN_CONTEXT, _IS_LONGER, _IN_PAIR, _SPACE, _LINE_END = 0xFFFF, 0xFFFE, 0xFDD0, 0x20, 0x0A
_BEYOND = "\U00010000"


@lru_cache(maxsize=1)
def _table() -> Table:
    return Table()


def _in_context(lines: list[str]) -> list[str]:
    """The lines as ``fold_lines`` sees them, folded as a whole."""
    joined = "\n".join([line.replace("\n", " ") for line in lines])
    return _one_space(fold_characters(joined)).split("\n")


def _one_space(text: str) -> str:
    """White space as single spaces, none at the ends of lines."""
    for space in _OTHER_SPACES:
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace("\n ", "\n").replace(" \n", "\n").strip(" ")


def fold_characters(text: str) -> str:
    """Compatibility forms as plain ones, Traditional as Simplified characters; white space as it is.

    >>> fold_characters("來源：漯河網\u3000時間")
    '来源:漯河网 时间'
    """
    if text.isascii():
        return text
    for wide, plain in _WIDE:
        text = text.replace(wide, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = "\n".join([unicodedata.normalize("NFKC", line) for line in text.split("\n")])
    try:
        return _t2s().convert(text)
    except UnicodeEncodeError:  # lone surrogates (hostile input) cannot be handed to OpenCC's UTF-8
        return _t2s().convert(text.encode("utf-8", "replace").decode("utf-8"))
