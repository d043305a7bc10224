"""What one line cannot show: reasons to drop a block that lie in its neighbours.

Each function looks at the blocks of a page in order, with what is dropped so far, and yields those it drops.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from ..late import late
from ..types import Block, Evidence
from . import cards, outline
from .prose import is_prose
from .sheet import Sheet

Verdicts = Mapping[int, tuple[str, Evidence]]
_SENTENCE_END = late(r"[。!?;…:][\"'”’」』)]*$")
_RULE = itemgetter(0)
_DIGITS = late(r"\W*\d{1,3}\W*")


def pager_digits(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A run of lines that each hold one small number.

    Why: pagers and slide shows leave their numbers as text, one a line.
    Example: ``• 1``, ``• 2``, ``• 3``.
    When it is wrong: a column of numbers in a text; so it takes three in a row that count up by one.
    """
    sheet = Sheet.of(blocks)
    views, run = sheet.folded, list[int]()
    for row in sheet.rows_without_letters():
        if not _DIGITS.fullmatch(views[row]):
            continue
        if run and not (row == run[-1] + 1 and _number(views[row]) == _number(views[run[-1]]) + 1):
            yield from (blocks[one].index for one in run if len(run) >= _RUN)
            run = []
        run.append(row)
    yield from (blocks[one].index for one in run if len(run) >= _RUN)


_RUN = 3
"""numbers in a row that make a pager"""


def line_numbers(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A column of numbers beside code.

    Why: highlighters set the numbers of the lines as a text of its own.
    Example: ``<pre>1 2 3</pre>`` in the cell before the one with the code.
    When it is wrong: the output of a program that counts; so more code must follow right behind it.
    """
    for block, behind in pairwise(blocks) if "pre" in Sheet.of(blocks).all_kinds else ():
        if block.kind == "pre" == behind.kind and block.text[:1].isdecimal() and _is_count(block.text.split()):
            yield block.index


def _is_count(words: Sequence[str]) -> bool:
    return list(words) == [str(number) for number in range(1, len(words) + 1)]


def list_after_head(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """Short lines without a sentence right after a dropped head of a list (related news, ranking).

    Why: the head names what follows; the lines are headlines of other pages.
    Example: ``相关新闻`` and five headlines.
    When it is wrong: a text that goes on with a short heading after such a line; so it stops at the first sentence.
    """
    inside = False
    if _HEADS.isdisjoint(map(_RULE, dropped.values())):
        return
    for block in blocks:
        if block.index in dropped:
            inside = inside or dropped[block.index][0] in _HEADS
        elif inside:
            inside = not _SENTENCE_END.search(block.folded) and len(block.folded) <= _HEADLINE
            if inside:
                yield block.index


_HEADS = frozenset(("navigation/list-head",))
_HEADLINE = 60
"""folded characters that a headline in a list has at most"""


def list_after_editors(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """Bullets that are no sentences, after the line that names the editors.

    Why: that line ends an article; what follows are the headlines of others.
    Example: ``责编：…`` and five lines that begin with ``•``.
    When it is wrong: an article whose editors stand above it; so it takes lines after a long kept text only.
    """
    text = 0
    after = False
    if "bylines/editors" not in map(_RULE, dropped.values()):
        return
    for block in blocks:
        if block.index in dropped:
            after = after or (dropped[block.index][0] == "bylines/editors" and text >= _ARTICLE)
        elif not after:
            text += len(block.folded)
        elif block.folded[:1] in _BULLETS and not _SENTENCE_END.search(block.folded):
            yield block.index


_BULLETS = "•·●■◆▪○"
_ARTICLE = 200
"""folded characters kept above the editors' line, from which it stands below an article"""


def repeated_text(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A long line that says word for word what an earlier kept one says.

    Why: pages hold their article twice or thrice, for printing, for sharing, for small screens.
    Example: the whole article again in a hidden form.
    When it is wrong: refrains, and lines of code; so it takes lines longer than those of songs, and none that ends like a statement.
    """
    seen: set[str] = set()
    for row in Sheet.of(blocks).long_rows(_REPEATED):
        block = blocks[row]
        if block.index in dropped:
            continue
        if block.folded in seen and not (block.kind == "pre" or _is_statement(block.folded)):
            yield block.index
        seen.add(block.folded)


def _is_statement(line: str) -> bool:
    """Whether a line is of ASCII and ends as only the lines of programs do."""
    return line.isascii() and line[-1:] in _STATEMENT_ENDS


_STATEMENT_ENDS = ":;{}()[],="


_REPEATED = 40
"""folded characters from which a repeated line is a copy, not a refrain"""


def recommended(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """What stands in a box that the page names for other articles, below its own.

    Why: portals go on with the text of a second article, which no model can tell from the first.
    Example: prose in ``<div class="content--recommend">`` below the article.
    When it is wrong: a page whose template names its only text so; so it takes only what follows an article
    outside such boxes.
    """
    text = 0
    named = Sheet.of(blocks).all_cues
    for block in blocks if any(word in named for word in _OTHER_WORDS) else ():
        if block.index in dropped:
            continue
        if not _names_others(block.cues):
            text += len(block.text)
        elif text >= _OWN_TEXT:
            yield block.index


@lru_cache(maxsize=4096)
def _names_others(cues: str) -> bool:
    return any(map(_OTHERS.search, cues.split()[-_NEAREST:]))


_OTHERS = late(r"recommend|related[-_]?(?:news|article|post|read)|tuijian|xiangguan", re.IGNORECASE)
_OTHER_WORDS = ("recommend", "related", "tuijian", "xiangguan")
"""of which such a name holds one"""
_NEAREST = 2
"""class and id words of a block that are looked at; on the 429 pages what is so named and kept otherwise stands below three
articles, and is no text of theirs"""
_OWN_TEXT = 100
"""characters kept above such a box from which they are the article"""


def code_buttons(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A button that belongs to code: to copy it, to run it, to fold it.

    Why: templates put them over, under or into the code; the markup of most does not say that they are buttons.
    Example: ``Copy`` as the last line inside ``<pre>``.
    When it is wrong: a line of code that is such a word; so it takes none between two lines of one piece of code.
    """
    if "pre" not in Sheet.of(blocks).all_kinds:
        return
    for at, block in enumerate(blocks):
        if len(block.folded) <= _BUTTON_CHARS and block.index not in dropped and _BUTTON.fullmatch(block.folded):
            before, after = blocks[max(0, at - 1)], blocks[min(len(blocks) - 1, at + 1)]
            is_inside = before.kind == after.kind == "pre" and before.within[-1:] == after.within[-1:]
            if "pre" in (before.kind, after.kind) and not is_inside:
                yield block.index


_BUTTON = late(
    r"(?:copy|copied|run|expand|collapse|plain ?text|复制|拷贝|已复制|复制成功|运行|展开|收起|折叠|全屏)(?: ?(?:code|代码|全部))?!?",
    re.IGNORECASE,
)
_BUTTON_CHARS = 12


def empty_section(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A heading at the end of which nothing is kept.

    Why: the section that it names was furniture: links, comments, votes.
    Example: ``外部链接`` above three links that were dropped.
    When it is wrong: a section of the article that was dropped by mistake; it is then gone with its heading. On the 429 pages
    four of five such headings are furniture.
    """
    ends: list[int] = []
    for block in reversed(blocks):
        if block.index in dropped:
            continue
        if block.kind != "h":
            yield from ends if block is not blocks[-1] else ()
            return
        if block is not blocks[-1]:
            ends.append(block.index)


def above_breadcrumb(blocks: Sequence[Block], dropped: Verdicts) -> Iterable[int]:
    """A line of a text without markup above the one that says where on the site one is.

    Why: a page begins with its header, and the breadcrumb is the last of it.
    Example: ``某某网-某某之家`` above ``当前位置：首页 > 新闻``.
    When it is wrong: a headline above the breadcrumb; so none goes where running text stands above, or where it comes late.
    """
    if blocks[0].kind != "line":
        return
    crumb = next((at for at, block in enumerate(blocks) if dropped.get(block.index, _NONE)[0] == _BREADCRUMB), 0)
    if crumb <= _HEADER_SHARE * len(blocks) and not any(is_prose(block.folded) for block in blocks[:crumb]):
        yield from (block.index for block in blocks[:crumb])


_BREADCRUMB, _NONE = "navigation/breadcrumb", ("", ())
_HEADER_SHARE = 0.4
"""share of a text's lines that stand in its header at most"""


CONTEXT: tuple[tuple[str, Callable[[Sequence[Block], Verdicts], Iterable[int]]], ...] = (
    ("context/pager-digits", pager_digits),
    ("context/line-numbers", line_numbers),
    ("context/list-after-head", list_after_head),
    ("context/list-after-editors", list_after_editors),
    ("context/record-card", cards.record_card),
    ("context/contents", outline.contents),
    ("context/repeated-text", repeated_text),
    ("context/recommended", recommended),
    ("context/code-buttons", code_buttons),
    ("context/edit-buttons", outline.edit_buttons),
    ("context/empty-section", empty_section),
    ("context/above-breadcrumb", above_breadcrumb),
)
"""in this order; the id is what ``explain`` names"""


def judge_context(blocks: Sequence[Block], dropped: Verdicts) -> dict[int, tuple[str, Evidence]]:
    """What the functions drop beyond what is dropped already, with their first line as the reason."""
    verdicts: dict[int, tuple[str, Evidence]] = {}
    for name, function in CONTEXT:
        for index in function(blocks, {**dropped, **verdicts} if verdicts else dropped):
            if index not in dropped:
                verdicts[index] = (name, (("why", (function.__doc__ or "").split("\n")[0]),))
    return verdicts


def captions(blocks: Sequence[Block]) -> dict[int, tuple[str, Evidence]]:
    """The lines that belong to pictures, for ``Options(captions="drop")``: named by the markup or by their own words."""
    found: dict[int, tuple[str, Evidence]] = {}
    for block in blocks:
        named = block.kind == "caption" or any(part.tag == "figure" for part in block.within)
        if named or (_CAPTION.search(block.folded) and len(block.folded) <= _CAPTION_CHARS):
            found[block.index] = (
                "context/caption",
                (("because", "the markup says so" if named else "it speaks of a picture"),),
            )
    return found


_CAPTION = late(
    r"^(?:▲|△|图(?:为|片来源|说|\d{0,2} ?[:：/])|资料图|示意图|上图|下图)|[(（](?:资料图|图片来源|\S{2,8}摄)[^)）]{0,12}[)）]$|\S{2,6} ?摄$"
)
_CAPTION_CHARS = 100
"""folded characters a line has at most to be a picture's"""


def _number(folded: str) -> int:
    return int(re.sub(r"\D", "", folded))
