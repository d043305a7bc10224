# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""Where a mark may have cut the stream of bytes without leaving a ``?``: ``异，F(xiàn)象`` for 异常现象, ``具體用藥；謴推`` for ``具體用藥。恢復期``.

Old decoders drop a first byte before a control character without a trace. What is left to see is the run behind the mark, which
is one byte off and therefore no text, and becomes text when it is moved back by one.

Such cuts are looked for on a page that is damaged otherwise, or that has one run of which nothing else can be said.

Limits: a cut right before the end of a run leaves a character missing before a mark, and nothing to see.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .. import native
from ..language import model
from ..late import late
from . import gbk
from .prices import MARKS

RUN = 6
"""Characters behind a mark that are looked at."""
SOUND = -6.5
"""Mean log probability of a character behind a mark from which the run is text: sound text has -4 to -6, runs one byte off -9 to -14."""
BETTER = 1.0
"""So much likelier, by the character, must the run be when moved by one byte."""
STRANGE = -8.0
"""Mean log probability of a character behind a mark below which a run may alone say that marks cut the page."""
ALONE, LEAST, SEEN = 15.0, 3, 40
"""Nats that such a run must gain when moved by one byte, characters that it must have, and of which are looked at; of 4,260 sound passages and 462 pages none
gains as much, of 60 passages cut without a gloss one in four has such a run."""
_FIRST_HAN, _MOST_HAN = gbk.HAN[0], gbk.HAN[1] - gbk.HAN[0]
_MARK, _FOREIGN = 1, 2
_BEYOND = "\U00010000"
"""The first character of which no table is."""
_END = late(r"[。，！？；\x00-\x7f]|$")


def unsigned_cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where each mark stands behind which the text is one byte off, and where the next mark or single byte ends that.

    >>> list(unsigned_cuts("具體用藥；謴推诹粢庑，飲食清淡。"))
    [(4, 10)]
    """
    at, end, mean = strange_run(text, 0, SOUND, RUN)
    while at >= 0:
        if mean < SOUND and _is_better(text, at, end, mean):
            yield at, _END.search(text, at + 1).start()  # type: ignore[union-attr]  # there is an end
        at, end, mean = strange_run(text, at + 1, SOUND, RUN)


def _is_better(text: str, at: int, end: int, mean: float) -> bool:
    """Whether the run between a mark and a place is better text when it is moved by one byte."""
    moved = gbk.moved(MARKS[text[at]] & 0xFF, text[at + 1 : end])
    return moved != "" and model().per_char(moved) > mean + BETTER


def is_shifted(text: str) -> bool:
    """Whether a run behind a mark is so much better text one byte on that it alone says that marks cut the text.

    >>> is_shifted("天黑了！翱旎丶野伞，"), is_shifted("天黑了！快回家吧，")
    (True, False)
    """
    language = model()
    at, _, _ = strange_run(text, 0, STRANGE, SEEN, LEAST)
    while at >= 0:
        start = at + 1
        run = text[start : min(start + SEEN, _END.search(text, start).start())]  # type: ignore[union-attr]
        moved = gbk.moved(MARKS[text[at]] & 0xFF, run)
        if moved and language.log_prob(moved) - language.log_prob(run) > ALONE:
            return True
        at, _, _ = strange_run(text, start, STRANGE, SEEN, LEAST)
    return False


def strange_run(text: str, at: int, limit: float, seen: int, least: int = 1) -> tuple[int, int, float]:
    """The next mark from a place on with a run of so many characters behind it that is no likelier by the character than a limit, where the
    run ends as far as it is looked at, and how likely it is; (-1, -1, 0.0) if there is none. Nor is one that cannot be moved by a byte, if
    so many of its characters are seen.

    >>> strange_run("天黑了，快回家！翱旎丶野伞，", 0, STRANGE, SEEN)[:2]
    (7, 13)
    """
    han, holes, marks = gbk.of_han(), gbk.holes(), _marks()
    return _strange_run(text, (at, limit, seen, least), han, holes, marks)


def _strange_run(
    text: str, asked: tuple[int, float, int, int], han: bytes, holes: bytes, marks: bytes
) -> tuple[int, int, float]:
    """The same, given the tables of GBK, and which characters are ``_MARK`` or ``_FOREIGN``."""
    language = model()
    at, limit, seen, least = asked
    size = len(text)
    place = native.first_of(text, at, size, marks, _MARK)
    while place < size:
        mark = native.PyUnicode_READ_CHAR(text, place)
        if (
            mark < "\x80"
        ):  # a run begins one or two characters behind it: markup and scripts are passed over up to the next
            ahead = native.first_of(text, place + 1, size, marks, _FOREIGN)
            if ahead > place + 2:
                place = native.first_of(text, ahead - 2, size, marks, _MARK)
                continue
        if mark < _BEYOND and _may_cut(text, place) and _may_move(text, place, seen, han, holes):
            end = _run_end(text, place + 1)
            mean = language.per_char_at(text, place + 1, end) if end > place + least else 0.0
            if mean <= limit:
                return place, end, mean
        place = native.first_of(text, place + 1, size, marks, _MARK)
    return -1, -1, 0.0


@lru_cache(maxsize=1)
def _marks() -> bytes:
    """Which code points of the first plane are marks that cut, and which lie beyond ASCII."""
    table = bytearray(0x80) + bytes((_FOREIGN,)) * (0x10000 - 0x80)
    for mark in MARKS:
        table[ord(mark)] |= _MARK
    return bytes(table)


def _may_move(text: str, place: int, seen: int, han: bytes, holes: bytes) -> bool:
    """Whether the first Han characters behind a mark are pairs of GBK when they are moved by one byte; hardly any sound ones are."""
    first = _second_byte(native.PyUnicode_READ_CHAR(text, place))
    for at in range(place + 1, min(place + 1 + seen, len(text))):
        code = ord(native.PyUnicode_READ_CHAR(text, at)) - _FIRST_HAN
        if code < 0 or code > _MOST_HAN or first < 0x81:  # its bytes are not asked for, or stand alone
            return True
        if holes[first << 8 | han[2 * code]]:
            return False
        first = han[2 * code + 1]
    return True


def _second_byte(mark: str) -> int:
    """As in ``prices.MARKS``."""
    if mark in "。":
        return 0xA3
    return 0xAC if mark in "，," else 0xA1 if mark in "！!" else 0xBF if mark in "？?" else 0xBB


def _may_cut(text: str, place: int) -> bool:
    """Whether what stands before a mark leaves open that it cut the text: no ``?``, and text before one in ASCII."""
    before = native.PyUnicode_READ_CHAR(text, place - 1) if place else "\0"
    if native.PyUnicode_READ_CHAR(text, place) > "\x7f":
        return before != "?"
    return before == ")" or before > "\x7f"


def _run_end(text: str, start: int) -> int:
    """Where so many characters behind a mark end as are looked at, with an ASCII one that may be half of another before and behind; 0 if there
    are none."""
    end = len(text)
    if start == end:
        return 0
    at = start + ("@" <= native.PyUnicode_READ_CHAR(text, start) <= "~")
    last = min(end, at + RUN)
    first = at
    while at < last and _is_of_run(native.PyUnicode_READ_CHAR(text, at)):
        at += 1
    if at == first:
        return 0
    return at + (at < end and "@" <= native.PyUnicode_READ_CHAR(text, at) <= "~")


def _is_of_run(char: str) -> bool:
    return char > "\x7f" and char not in "。，！？；"


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text without some of its spans, which are in order.

    >>> without("一二三四五", [(1, 2), (3, 4)])
    '一三五'
    """
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
