"""What stands inside the text of a page without markup, or ends it, although the model takes it, line by line, for furniture.

To the model a line of ten characters is a menu. But furniture stands above and below an article, hardly ever inside, and its
lines seldom end with a mark: a row of lines between two that stay, some of them ended like sentences, is text; so are the
sentences that follow the last one that stays, unless the model is sure of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from ..code import programs
from ..late import late
from ..types import Block, Evidence
from .model import score_of
from .postlines import is_of_software
from .prose import FULL_STOP, HAN, is_prose, is_text
from .records import is_stamp, leads_elsewhere
from .rulefile import BETWEEN_TEXT, BOARD_HEADS
from .sheet import Sheet

_MARKED = late(r"(?:[。!?;,]|[a-z]\.)[”’\"」』)]?$|[^:]{5}:$")
"""how lines of text end: sentences, items of a list, verses, what announces one; a colon stands behind short labels of furniture, too"""
_SHARE = 0.2
"""share of such lines. On the dumps of the 429 pages, judged by models that have not seen their brand, the rows with as many held 18,800
characters of text and 1,000 of furniture; those with fewer 14,000 and 3,300"""
_ENDED = late(r"(?:[。!?~;]|[a-z],? ?\d*\.)[”’\"」』)]?$|\.\.\.[”’」』]$")
_DOUBT, _DOUBT_OF_OTHERS = -3.5, -2.2
"""log-odds of a sentence below the text from which it belongs to it, in Chinese and in other languages"""
_STEP, _STEP_OF_OTHERS = 3, 1
"""lines from one such sentence to the next, at most: a heading, an item, a name. On the same dumps what follows so held 1,500 characters of text and 300
of furniture; with larger steps in other languages more comments than text"""
_ALMOST = -0.7
"""log-odds of a sentence right above the text from which it is the text's; on the same dumps furniture there has less than -0.8"""
_OF_TEXTS = BETWEEN_TEXT | frozenset((
    "widgets/edit-section", "widgets/ad-label", "widgets/site-stamp", "widgets/whole-text", "navigation/list-line",
))  # fmt: skip
"""rules that know what templates put between paragraphs: what follows such a line follows the text above it"""
_SHAPE, _ALIKE = 3, 3
"""folded characters at the beginning of an item, and items that have the same"""
_ANNOUNCEMENT, _ANNOUNCEMENT_OF_OTHERS = 8, 16
"""folded characters of a line that announces a list, in Chinese or as one word, and of several words in other languages (Publish date: is a label)"""
_ITEMS = 8
"""items of such a list"""
_NUMBER = late(r"\d+")
_SALUTES = late(r"(?:各|尊敬的|亲爱的|全体)[^:。]{1,60}:$")
_FIRST_ITEM = late(r"[(]?(?:1|一|a) ?[.、):]", re.IGNORECASE)
_ITEM = late(r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z]) ?[.、):-]|[a-d]{2,}", re.IGNORECASE)
_ANSWERS = late(r"(?:参考|标准|正确)?答案(?:(?:及|与|和)?(?:详细)?解析)? ?:?")
_BUTTON, _OFTEN = 6, 3
"""folded characters of a button at most, and times that it stands on the page at least; a heading stands in the contents, too"""
_HEADING = late(r"#{1,6} \S")
_HEADINGS = 3
"""in Markdown, from which a text has sections; a comment in a program has one #"""
_HEAD_LINES = 2
"""lines of the head of a post on such a board at least"""
_FOOT_OF_POST = "※◆"
"""how the lines begin that the same rules know below a post"""


def inside(
    blocks: Sequence[Block],
    modelled: Mapping[int, tuple[str, Evidence]],
    ruled: Mapping[int, tuple[str, Evidence]],
    sure: Collection[int] = (),
) -> set[int]:
    """The indexes of such lines.

    ``modelled``: by index what the model drops; ``ruled``: what rules drop; ``sure``: what stays for other reasons, and is text
    whatever it looks like.
    """
    if blocks[0].kind != "line" or not modelled:
        return set()
    views = Sheet.of(blocks).folded
    rules = [str(ruled.get(block.index, ("",))[0]) for block in blocks]
    dropped = [
        rule in _OF_TEXTS if rule else block.index in modelled for block, rule in zip(blocks, rules, strict=True)
    ]
    kept = [block.index not in modelled and block.index not in ruled for block in blocks]
    begun, buttons = _begun(views, kept), _buttons(views)

    def is_printed(row: int) -> bool:
        verdict = modelled.get(blocks[row].index)
        return is_stamp(views[row]) or views[row] in buttons or (verdict is not None and is_of_software(verdict[1]))

    def scores(row: int, least: float) -> bool:
        return not rules[row] and score_of(modelled[blocks[row].index][1]) >= least

    def is_doubtful(row: int) -> bool:
        return scores(row, _DOUBT if HAN.search(views[row]) else _DOUBT_OF_OTHERS)

    def is_almost_text(row: int) -> bool:
        return dropped[row] and FULL_STOP in views[row][-2:] and scores(row, _ALMOST)

    texts = [block.text for block in blocks]
    text = set(programs(texts))
    text.update(row for row, block in enumerate(blocks) if block.index in sure)
    found = set[int]()
    for run in _below_kept(dropped, kept):
        if run.stop < len(kept) and kept[run.stop]:
            marked = sum(_MARKED.search(views[row]) is not None for row in run)
            if run.start > begun and marked >= _SHARE * len(run):
                found.update(row for row in run if not is_printed(row))
        elif run.start - 1 in text or _is_of_text(views[run.start - 1]):
            found.update(_followed(views, run, is_doubtful, texts))
    found.update(_above(views, kept, is_almost_text))
    found.update(_heads_of_columns(blocks, dropped, kept))
    found.update(_heads_of_items(views, dropped, kept))
    found.update(_announced(views, dropped, [stays or row in found for row, stays in enumerate(kept)]))
    found.update(_listed(views, dropped, kept, begun))
    found.update(_sections(views, dropped))
    found.update(_posted(views, rules))
    return {blocks[row].index for row in found if not rules[row]}


def _begun(views: Sequence[str], kept: Sequence[bool]) -> int:
    """The row of the first sentence that stays, or the number of lines."""
    stay = (row for row, stays in enumerate(kept) if stays)
    return next((row for row in stay if is_text(views[row]) or views[row].endswith(FULL_STOP)), len(kept))


def _is_of_text(view: str) -> bool:
    """Whether a line that stays is text whatever stands beside it: prose, the end of a sentence, an item, what announces one."""
    return is_prose(view) or view[-1:] == ":" or bool(_ENDED.search(view) or _ITEM.match(view))


def _below_kept(dropped: Sequence[bool], kept: Sequence[bool]) -> Iterator[range]:
    """The rows of lines that only the model drops, right below one that stays."""
    for row, stays in enumerate(kept):
        run = takewhile(dropped.__getitem__, range(row + 1, len(dropped))) if stays else ()
        count = sum(1 for _ in run)
        if count:
            yield range(row + 1, row + 1 + count)


def _above(views: Sequence[str], kept: Sequence[bool], is_almost_text: Callable[[int], bool]) -> Iterator[int]:
    """The sentences right above a paragraph that stays."""
    above_text = False
    for row in reversed(range(len(views))):
        if kept[row]:
            above_text = is_text(views[row])
        elif above_text := above_text and is_almost_text(row):
            yield row


def _buttons(views: Sequence[str]) -> frozenset[str]:
    """The words that stand on the page several times, as buttons below posts do."""
    count = Counter(view for view in views if len(view) <= _BUTTON)
    return frozenset(view for view, times in count.items() if times >= _OFTEN and not _MARKED.search(view))


def _heads_of_columns(blocks: Sequence[Block], dropped: Sequence[bool], kept: Sequence[bool]) -> Iterator[int]:
    """The line above the first of a table whose cells stand between tabs."""
    for row in range(len(blocks) - 1):
        cells = blocks[row].text.strip().count("\t")
        if cells and dropped[row] and kept[row + 1] and blocks[row + 1].text.strip().count("\t") == cells:
            yield row


def _heads_of_items(views: Sequence[str], dropped: Sequence[bool], kept: Sequence[bool]) -> Iterator[int]:
    """What announces the first item of a series that stays, whom a notice is for, and the answers below the questions of a test."""
    for row, view in enumerate(views[:-1]):
        if not dropped[row]:
            continue
        if view[-1:] == ":" and kept[row + 1] and (_FIRST_ITEM.match(views[row + 1]) or _SALUTES.match(view)):
            yield row
        elif _ANSWERS.fullmatch(view) and any(kept[:row]):
            below = takewhile(lambda at: dropped[at] and _ITEM.match(views[at]), range(row + 1, len(views)))
            yield from (row, *below)


def _announced(views: Sequence[str], dropped: Sequence[bool], stays: Sequence[bool]) -> Iterator[int]:
    """A list of items that begin alike, with the line above it that announces it below a sentence: who scored, and when."""
    for row in range(1, len(views) - _ALIKE):
        if dropped[row] and views[row][-1:] == ":" and stays[row - 1] and _ENDED.search(views[row - 1]):
            end, shape = row + 1, _shape(views[row + 1])
            while end < len(views) and dropped[end] and _shape(views[end]) == shape:
                end += 1
            yield from range(row, end) if end - row > _ALIKE else ()


def _shape(view: str) -> str:
    """How a line begins, whatever its numbers."""
    return _NUMBER.sub("0", view)[:_SHAPE]


def _followed(views: Sequence[str], run: range, is_doubtful: Callable[[int], bool], texts: Sequence[str]) -> range:
    """The beginning of a row of lines up to the last sentence that follows; the rows of a table, cells between tabs, and the items of a list that is
    announced are no steps."""
    last, steps = run.start - 1, 0
    most = _STEP if any(HAN.search(views[row]) for row in run[:_STEP]) else _STEP_OF_OTHERS
    items = 0
    for row in run:
        items = _ITEMS if last == row - 1 and _announces(views[row]) else items - 1
        steps += "\t" not in texts[row].strip() and items < 0
        if steps > most:
            break
        if _ENDED.search(views[row]) and is_doubtful(row):
            last, steps = row, 0
    return range(run.start, last + 1)


def _announces(view: str) -> bool:
    if view[-1:] != ":" or len(view) < _ANNOUNCEMENT:
        return False
    return len(view) >= _ANNOUNCEMENT_OF_OTHERS or " " not in view or HAN.search(view) is not None


def _listed(views: Sequence[str], dropped: Sequence[bool], kept: Sequence[bool], begun: int) -> Iterator[int]:
    """The few items below a line that stays and announces them."""
    for row in range(begun, len(views) - 1):
        if kept[row] and _announces(views[row]) and dropped[row + 1]:
            items = list(takewhile(dropped.__getitem__, range(row + 1, len(views))))
            if len(items) <= _ITEMS and not any(leads_elsewhere(views[at]) for at in items):
                yield from items


def _sections(views: Sequence[str], dropped: Sequence[bool]) -> Iterator[int]:
    """What a text that was made into Markdown has from its first heading on to the last section's end: where a rule knows a line, or the text is over."""
    heads = [row for row, view in enumerate(views) if view[:1] == "#" and _HEADING.match(view)]
    if len(heads) < _HEADINGS or not any(views[row].startswith("##") for row in heads):
        return
    yield from range(heads[0], heads[-1] + 1)
    yield from takewhile(dropped.__getitem__, range(heads[-1], len(dropped)))


def _posted(views: Sequence[str], rules: Sequence[str]) -> Iterator[int]:
    """What stands below each head that boards of the telnet age print, down to the line of dashes or the software's foot."""
    head, inside_post = 0, False
    for row, rule in enumerate(rules):
        if rule in BOARD_HEADS:
            head = head + 1 if views[row][0] not in _FOOT_OF_POST else 0
            inside_post = False
            continue
        inside_post = views[row] != "--" and (inside_post or head >= _HEAD_LINES)
        head = 0
        if inside_post:
            yield row
