"""The lines of a text that are posts of a thread, as far as the order of the lines tells.

Between the first and the last stamp (who wrote when, the number of a post) stand posts and the lines of the forum's software. The
latter repeat, say nothing but numbers, are known to a rule, or are the writer's name, which stands at the same distance
from every stamp. What is left is likely a post; what stands next to a stamp that the software prints, three times or more in one
form, surely is: below it or, where that is a button or a name, above.

Limits: a text copied from a page with few or no stamps; there the model decides alone.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..late import late
from ..types import Block, Evidence, Head
from .model import score_of
from .prose import FULL_STOP, HAN, is_prose
from .records import is_stamp, stamp_form
from .sheet import Sheet
from .threads import is_thread, kinds_of_words

_LIKELY, _NEXT, _POST = 2.5, 5.0, 3.0
"""Log-odds that a likely post gains, that a line of a post without a sentence gains that goes on, and that a line next to a stamp has at least. On the dumps of the
14 threads of dev 2.5 and 4 score alike for the first, 1.5 less; the last outweighs two changes for a word"""
_ASKED, _MAY_BE_ASKED = 1.5, -0.35
"""log-odds that a sentence above the posts gains, which may be the one that they answer, and from which it may be; as for HTML"""
_NEAR = 6
"""lines to a stamp within which a post stands at least, if stamps follow each other more closely"""
_NAME_CHARS, _NAMES = 16, 0.9
"""folded characters of a writer's name at most; share of the lines at a distance that must be as short to be names"""
_DISTANCES = (-3, -2, -1, 1, 2, 3)
_FORMS, _REACH = 3, 3
"""stamps of one form from which they are the software's, and lines between such a stamp and its post at most"""
_FEW_WORDS, _DENSE = 3, 0.05
"""kinds of words of forum software, and share of a text's lines that are such stamps, from which both together make it a thread. Of the dumps of the 384
pages that are none one has as many words, and two stamps in a hundred lines"""
_FEWEST_WORDS, _MANY, _VERY_DENSE = 2, 5, 0.15
"""the same in other languages, with still fewer words: no such dump with two has more than 13 in a hundred"""
_WORDS_OF_LINES = ("upvote", "go to comments", "看板", "板规", "水桶", "原 po", "\nb1 ")
"""further words of forum software; by the markup of the pages that say so posts are not told apart"""
_SOFTWARE = -9.0
"""log-odds of a line that the software prints: below all that the model says"""
_CARD = 40
"""folded characters of such a line at most, besides stamps"""
_CLEARLY = 1.5
"""times as many posts with a mark stand above the stamps as below, from which a stamp belongs to what is above it"""
_BESIDE = 2
"""posts to each side of one that are looked at for marks"""
_CHINESE = 0.5
"""share of lines that hold a Han character in a Chinese text at least"""
_FIELD_CHARS = 20
"""folded characters of such a field at most"""
_ANSWERED = late(r"^(?:re|回复|答复) ?: ?", re.IGNORECASE)
_FIELD = late(r"[^\W\d]{2,12}(?: [a-z]{2,8})? ?: ?\S")
_NUMBER, _LETTER = late(r"\d+"), late(r"[^\W\d_]")
_MARKS = late(r"[,。!?;…:]")
_SAYS = late(r"[,。!?;…]|[a-z]\.$")
_SENTENCE = late(r"[。!?]")
_OF_CARD = late(r"(?:注册|加入|最后登录|上次登录|joined|registered|join date)", re.IGNORECASE)
"""what a date on the writer's card follows"""
_JOINED = late(rf"{_OF_CARD.pattern}[^\W\d]{{0,6}} ?: ?[^:]{{0,12}}\d", re.IGNORECASE)
"""a field of the card that may be longer"""
_SAYS_NOTHING = late(r"[\W\d_]*|对 ?\S{1,20} ?#\d{1,5} ?回复|回复 ?@?\S{1,20}(?: ?#\d{1,5})?(?: ?的帖子)?")
"""numbers and signs, or whose post is answered"""


def is_thread_of_lines(blocks: Sheet, head: Head) -> bool:
    """Whether a text was cut out of a thread's page: it speaks the language of forum software, or a little of it between many stamps of one form.

    >>> lines = ["楼主", "你的回应", "回应请先登录", *["小满", "2020-04-11 22:41:02", "好主意，明天就试试。"] * 3]
    >>> is_thread_of_lines(Sheet([Block(line, folded=line) for line in lines]), Head())
    True
    """
    if is_thread(blocks, head):
        return True
    words = kinds_of_words(blocks) + sum(word in blocks.lowered.text for word in _WORDS_OF_LINES)
    if words < _FEWEST_WORDS or (words < _FEW_WORDS and _is_chinese(blocks)):
        return False
    printed = max(map(len, _printed(blocks, _stamps(blocks))), default=0)
    least, dense = (_FORMS, _DENSE) if words >= _FEW_WORDS else (_MANY, _VERY_DENSE)
    return printed >= max(least, dense * len(blocks))


def with_posts(blocks: Sequence[Block], topics: Sequence[str], scores: Sequence[float]) -> list[float]:
    """The scores of a thread's lines: posts gain, stamps and what else the software prints lose; ``topics`` names the rule files that know a line."""
    stamps = _stamps(blocks)
    forms = _printed(blocks, stamps)
    names = writers(blocks, topics, stamps).union(*(writers(blocks, topics, printed) for printed in forms))
    likely = set(likely_posts(blocks, topics, stamps, names))
    likely -= _next_names(blocks, forms, likely)
    likely -= _around(blocks, stamps, likely)
    found = [score + _LIKELY if row in likely else score for row, score in enumerate(scores)]
    for row in range(min(likely, default=0)):
        if scores[row] > _MAY_BE_ASKED and is_prose(blocks[row].folded + FULL_STOP):
            found[row] += _ASKED
    for row in _of_software(blocks, stamps, names, likely):
        found[row] = _SOFTWARE
    for printed in forms:
        for run in _of_people(blocks, _beside(blocks, topics, printed, likely)):
            for row in run:
                is_sure = row == run[0] or _SENTENCE.search(blocks[row].folded)
                found[row] = max(_POST, found[row]) if is_sure else scores[row] + _NEXT
        for row in printed:
            found[row] = _SOFTWARE
    return found


def is_of_software(evidence: Evidence) -> bool:
    """Whether the model's verdict on a line is that a forum's software printed it."""
    return score_of(evidence) <= _SOFTWARE


def _next_names(blocks: Sequence[Block], forms: Sequence[Sequence[int]], likely: Collection[int]) -> set[int]:
    """The names of writers that stand below the post of another, each above lines of its writer's card and the next stamp."""
    found: set[int] = set()
    for printed in forms:
        for stamp, following in itertools.pairwise(printed):
            posts = [row for row in range(stamp + 1, following) if row in likely]
            card = [] if len(posts) < 2 else blocks[posts[-1] + 1 : following]
            if any(_LETTER.search(block.folded) for block in card) and _is_name(blocks[posts[-1]].folded):
                found.add(posts[-1])
    return found


def _around(blocks: Sequence[Block], stamps: Sequence[int], likely: Collection[int]) -> set[int]:
    """Those above the first stamp and below the last that hold no mark and are not next to it: menus and forms."""
    if not stamps:
        return set()
    ends = _run(blocks, stamps[-1], 1, likely, stamps)
    if _is_above(blocks, stamps, likely):
        ends = _run(blocks, stamps[0], -1, likely, stamps)
    outside = {row for row in likely if not stamps[0] < row < stamps[-1]}
    return {row for row in outside.difference(ends) if not _MARKS.search(blocks[row].folded)}


def _of_software(
    blocks: Sequence[Block], stamps: Sequence[int], names: Collection[int], likely: Collection[int]
) -> Iterable[int]:
    """Between the first stamp and the last the names of writers, and short lines that come again but for their numbers."""
    if len(stamps) < _FORMS:
        return
    count = Counter(_shape(block.folded) for block in blocks)
    for row in range(max(0, stamps[0] - _REACH), stamps[-1] + 1):
        view = blocks[row].folded
        comes_again = (count[_shape(view)] >= _FORMS and not _SAYS.search(view)) or _is_subject(view, count)
        if row not in likely and len(view) <= _CARD and (row in names or comes_again):
            yield row


def _shape(view: str) -> str:
    """A line without its numbers, or the label of a short one.

    >>> _shape("12 主题 88 帖子"), _shape("级别: 学徒")
    ('0 主题 0 帖子', '级别:')
    """
    if len(view) <= _FIELD_CHARS and _FIELD.match(view) and not _SAYS.search(view):
        return view[: view.index(":") + 1]
    return _NUMBER.sub("0", view)


def _is_subject(view: str, count: Mapping[str, int]) -> bool:
    """Whether a line is the subject of another post, answered."""
    return bool(_ANSWERED.match(view)) and (count.get(_ANSWERED.sub("", view), 0) > 0 or count[view] > 1)


def _is_name(view: str) -> bool:
    return len(view) <= _NAME_CHARS and not _MARKS.search(view)


def has_posts(blocks: Sheet, head: Head) -> bool:
    """Whether a Chinese text was cut out of a thread's page: it speaks the language of forum software, which printed stamps of one form.

    Of threads in other languages, known as pages, too much is lost.
    """
    if not is_thread_of_lines(blocks, head) or not _printed(blocks, _stamps(blocks)):
        return False
    return _is_chinese(blocks)


def _is_chinese(blocks: Sequence[Block]) -> bool:
    return sum(HAN.search(block.folded) is not None for block in blocks) >= _CHINESE * len(blocks)


def _stamps(blocks: Sequence[Block]) -> list[int]:
    """The rows of stamps, but for those in a sentence and on a writer's card."""
    return [
        row
        for row, block in enumerate(blocks)
        if is_stamp(block.folded) and not _SENTENCE.search(block.folded) and not _OF_CARD.match(block.folded)
    ]


def _of_people(blocks: Sequence[Block], runs: Sequence[list[int]]) -> list[list[int]]:
    """Those of the posts that are written by people: they or some beside them hold a mark. The titles in a list of threads,
    each with its day, hold few."""
    said = [any(_SAYS.search(blocks[row].folded) for row in run) for run in runs]
    return [run for at, run in enumerate(runs) if any(said[max(0, at - _BESIDE) : at + _BESIDE + 1])]


def likely_posts(
    blocks: Sequence[Block], topics: Sequence[str], stamps: Sequence[int], names: Collection[int]
) -> list[int]:
    """The rows that are likely posts."""
    if len(stamps) <= 1:
        return []
    steps = sorted(after - before for before, after in itertools.pairwise(stamps))
    step = max(_NEAR, steps[len(steps) // 2])
    count = Counter(_shape(block.folded) for block in blocks)
    left_out = {*stamps, *names}
    near = {row for stamp in stamps for row in range(max(0, stamp - step), min(len(blocks), stamp + step + 1))}
    return [
        row
        for row in sorted(near - left_out)
        if not topics[row]
        and count[_shape(blocks[row].folded)] < _FORMS
        and not _is_subject(blocks[row].folded, count)
        and not _JOINED.match(blocks[row].folded)
        and not _SAYS_NOTHING.fullmatch(blocks[row].folded)
    ]


def writers(blocks: Sequence[Block], topics: Sequence[str], stamps: Sequence[int]) -> set[int]:
    """The rows at those distances from the stamps where there are short lines only, besides what a rule knows."""
    found: set[int] = set()
    for distance in _DISTANCES:
        near = [stamp + distance for stamp in stamps if 0 <= stamp + distance < len(blocks)]
        rows = [row for row in near if not topics[row] and row not in stamps]
        if len(rows) * 2 < len(near):
            continue
        short = sum(_is_name(blocks[row].folded) for row in rows)
        if short >= _NAMES * len(rows):
            found.update(rows)
    return found


def _printed(blocks: Sequence[Block], stamps: Sequence[int]) -> list[list[int]]:
    """The stamps that the software prints, several of one form, form by form."""
    forms: dict[str, list[int]] = defaultdict(list)
    for row in stamps:
        forms[stamp_form(blocks[row].folded)].append(row)
    return [rows for rows in forms.values() if len(rows) >= _FORMS]


def _beside(
    blocks: Sequence[Block], topics: Sequence[str], printed: Sequence[int], likely: Collection[int]
) -> list[list[int]]:
    """For each such stamp the rows of its post, the one next to it first: on that side where more of them have one with a mark."""
    below = [_run(blocks, stamp, 1, likely, printed) for stamp in printed]
    above = [_run(blocks, stamp, -1, likely, printed) for stamp in printed]

    if _is_above(blocks, printed, likely):
        return [run for run in above if run]
    last = below[-1]
    if not (last and len(last) <= _REACH and any(topics[last[-1] + 1 : last[-1] + 2])):
        below[-1] = last[:1]  # below the last post stands the form to reply
    return [run for run in below if run]


def _is_above(blocks: Sequence[Block], printed: Sequence[int], likely: Collection[int]) -> bool:
    """Whether posts stand above their stamps, by the marks in the lines next to them."""
    said = [0, 0]
    for stamp in printed:
        for side, step in enumerate((1, -1)):
            run = _run(blocks, stamp, step, likely, printed)
            said[side] += bool(run and _SAYS.search(blocks[run[0]].folded))
    return said[1] > _CLEARLY * said[0]


def _run(
    blocks: Sequence[Block], stamp: int, step: int, likely: Collection[int], printed: Collection[int]
) -> list[int]:
    """The likely rows that follow each other, the first of them near the stamp; what a writer's card says, label by label, is no distance."""
    row, unknown = stamp + step, 0
    while 0 <= row < len(blocks) and row not in likely and row not in printed:
        unknown += _FIELD.match(blocks[row].folded) is None
        if unknown >= _REACH:
            break
        row += step
    found = []
    while row in likely:
        found.append(row)
        row += step
    return found
