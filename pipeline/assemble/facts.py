"""Facts that the lines around the text state: 来源, 时间, 作者, 责编, and the name in the bracket that ends it.

Labels are matched on a view of the same length as the line (full-width ASCII folded, the labels'
Traditional characters made Simplified), so that a value is cut out of the line itself.
Limits: only short lines near the text are read for labels; a label inside a sentence is no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..late import late
from ..types import Block, Fact
from .dates import find_date
from .people import is_name, names_nobody, people, tidy_name

LONGEST_LINE = 160
"""Characters of a line that may hold labels; bylines with five fields seen had up to 120."""

BEFORE, AFTER = 30, 15
"""Blocks before the first and after the last kept one where the page speaks of this article: further off, lists of
others have their own authors and dates."""

PARAGRAPH = 80
"""Characters from which a block is running text, not a byline."""

_NAMES = {
    "source": "来源 稿源 文章来源 信息来源 新闻来源 稿件来源 消息来源 本文来源 转载自 转自 摘自 来源于 出处 供稿单位 信息提供 发布单位",
    "published": "时间 发布时间 发表时间 发布日期 发表日期 日期 发稿时间 发布于 发表于 时间日期 成文日期 发文日期 刊发时间 出版 出版时间 出版日期",
    "updated": "更新时间 更新日期 修改时间 最后更新 更新于 更新",
    "author": "作者 本文作者 文章作者 记者 文 文/图 图/文 图文 撰文 撰稿 通讯员 本报记者 本网记者 见习记者 实习记者 特约记者 文字 采写 文/摄",
    "credits": "责编 责任编辑 编辑 编审 终审 初审 复审 审核 审校 校对 监制 主编 值班主编 值班编辑 网络编辑 实习编辑 "
    "执行主编 责任校对 签发 审签 总监制 统筹 策划 美编 版式 制作 二审 三审 一审 图片编辑 视觉 编校 本文编辑",
    "": "点击 浏览 阅读 评论 今日评论 浏览次数 点击数 点击量 阅读量 人气 字号 字体 分享到 阅读次数 点击次数 浏览量 分类 标签 "
    "关键词 关键字 责任 电话 邮箱 地址",
}
_LABELS = {label: name for name, labels in _NAMES.items() for label in labels.split()}
_TRADITIONAL = (
    "來稿編審終責輯時間發佈發表記圖撰訊員對監製簽總點擊瀏覽閱讀評論數類標籤關鍵詞於復實習視覺轉載網報後體劃處單執"
)
_SIMPLIFIED = (
    "来稿编审终责辑时间发布发表记图撰讯员对监制签总点击浏览阅读评论数类标签关键词于复实习视觉转载网报后体划处单执"
)
_FLAT = {
    **{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
}
_UNFLAT = late(f"[{_TRADITIONAL}\uff01-\uff5e]")
"""What the view has another character for; a line has few of them, so that finding them beats looking up each character."""
_SEPARATOR = late(r"[:|丨]\s*")
"""what stands behind a label"""
_LABEL_SIZES = sorted({len(label) for label in _LABELS}, reverse=True)
_LABEL_ENDS = frozenset(label[-1] for label in _LABELS)
_BORDERS = frozenset("|,;/([【丨")
"""What separates fields, beside white space: one of these stands before a label that does not begin its line."""
_LONGEST_FIRST = sorted([re.escape(label) for label in _LABELS if len(label) > 1], key=len, reverse=True)
_GLUED = late(rf"({'|'.join(_LONGEST_FIRST)})\s*:\s*")
"""the same where elements stand without a space between them: 撰文：陳大文出版：2021-05-06"""


def _begins(characters: Iterable[str]) -> frozenset[str]:
    """The characters of which the view has one of these: they themselves, Traditional, full-width."""
    wanted = set(characters)
    return frozenset(wanted.union([one for one, other in _FLAT.items() if other in wanted]))


_LABEL_BEGINS = _begins(label[0] for label in _LABELS)
_HINT = late("[:：|丨｜]")
_END = late(
    r"[\s　]{2,}|[|丨\t\n\]】]|[\s　]+(?=\S{2,5} ?[:|丨])|[)][\s　]*$|\d{4}[-/.年]\d|[\s　]*[([]?(?:参与|评论|阅读|点击|我要)"
)
_BRACKET = late(r"[((]([^()()]{2,60})[))][\s　]*$")
_BRACKET_ENDS = frozenset(")）")
_ASKS = late("(?:记者|作者|编辑)[\\s　]*:")
_ASKS_BEGINS = _begins("记作编")
_SAID = late(r"[。！？!?，]")
_SENTENCE_END = "。！？!?…”』」"
_NO_AUTHOR = late(
    r"^(?:完|见|图|注|略|下|上|转|续|未完|待续|全文|编译|见图|资料|节选|来源|据|责任?编辑?|编辑|本文|更多|实习编辑)"
)
_BROKEN = late(r"[<>=\"{}\\]|^(?:https?://|www\.)|^(?:未知|不详|不明|无)$")


def flat(text: str) -> str:
    """The view in which labels are matched; as long as the text itself.

    >>> flat("責編：瘦馬")
    '责编:瘦馬'
    """
    return _UNFLAT.sub(_flat_character, text)


def _flat_character(match: re.Match[str]) -> str:
    return _FLAT[match[0]]


def line_facts(near: Sequence[Block], kept: Sequence[Block]) -> tuple[Fact, ...]:
    """The facts that the page's lines state, the surest first; ``near``: see ``near_text``, ``kept``: the lines of the text."""
    lines = [
        block
        for block in near
        if len(block.text) <= LONGEST_LINE
        # what was kept is no line of fields unless it begins with a label
        and (block.dropped_by is not None or not _LABEL_BEGINS.isdisjoint(block.text.lstrip()[:2]))
        and block.dropped_by != _OF_A_POST
        and _HINT.search(block.text)
    ]
    facts = [fact for block in _without_talk(lines) for fact in _fields(block)]
    return (*_board_writer(near), *_of_article(facts, near, kept), *_bracket(kept))


def _of_article(facts: Sequence[Fact], near: Sequence[Block], kept: Sequence[Block]) -> Iterable[Fact]:
    """The facts but for the time of an event (时间：2024年3月15日 in the text), where a byline has a date."""
    if not any(fact.label in _OF_EVENTS for fact in facts):
        return facts
    if not any((block.dropped_by or "").startswith("bylines/") and find_date(flat(block.text)) for block in near):
        return facts
    of_text = {f"block {block.index}" for block in kept}
    return [fact for fact in facts if fact.label not in _OF_EVENTS or fact.evidence not in of_text]


_OF_EVENTS = ("时间", "日期")
"""labels that say when a text was published, or when an event is that it announces"""


def _board_writer(near: Sequence[Block]) -> Iterator[Fact]:
    """Who wrote an article of PTT, whose name stands glued to its label: 作者smallfish (小魚)."""
    for block in near:
        if block.dropped_by == "bylines/board-meta" and block.text.strip().startswith("作者"):
            yield Fact("author", block.text.strip().removeprefix("作者").strip(), "作者", f"block {block.index}")


_OF_A_POST = "forum/bbs-head"
"""the rule for lines that name the machine of a board as the source of each post"""


def near_text(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks that may state facts of the article: its own, and some before and after it."""
    kept = [at for at, block in enumerate(blocks) if block.dropped_by is None]
    if not kept:
        return blocks[: BEFORE + AFTER]
    # on both sides only so far as an article's own lines go; between, everything is its own
    return _without_cells(blocks[max(0, kept[0] - BEFORE) : kept[-1] + AFTER + 1])


def _without_cells(near: Sequence[Block]) -> Sequence[Block]:
    """The blocks but for the kept cells of tables below the first sentence: these speak of what the table is about."""
    if "cell" not in [block.kind for block in near]:
        return near
    ends = tuple(_SENTENCE_END)
    first = next((at for at, b in enumerate(near) if b.kept and b.kind != "cell" and b.text.rstrip().endswith(ends)), 0)
    return [b for at, b in enumerate(near) if not (at > first and b.kind == "cell" and b.kept)]


def _without_talk(lines: Sequence[Block]) -> list[Block]:
    """The lines but for those of an interview, which begin 记者： again and again."""
    asked = {block.index for block in lines if block.dropped_by is None and _asks(block.text.lstrip())}
    return [block for block in lines if block.index not in asked] if len(asked) > 1 else list(lines)


def _asks(line: str) -> bool:
    return line[:1] in _ASKS_BEGINS and _ASKS.match(flat(line)) is not None


def _fields(block: Block) -> Iterator[Fact]:
    """``label: value`` pairs of one line: of one that was dropped, or consists of fields from its first character."""
    if block.kind == "title":
        return
    text = block.text.strip()
    glued = block.dropped_by is not None and block.dropped_by.startswith("bylines/")
    view = flat(text)
    labels = (list(_glued(view)) if glued else []) or list(_labels(view))
    if not labels or (block.kept and labels[0].start > 1):
        return
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = text[label.end : following.start if following else len(text)]
        if glued and following and not value[-1:].isspace():
            # the last word belongs to the next label: 作者：李菁 云溪网编辑：罗敏
            value = value.rsplit(maxsplit=1)[0] if len(value.split()) > 1 else value
        yield from _facts(label.name, value, view[label.end : label.end + len(value)], f"block {block.index}")


class _Label(NamedTuple):
    """A label in a flat line, with the separator behind it."""

    name: str
    start: int
    end: int


def _glued(line: str) -> Iterator[_Label]:
    return (_Label(match[1], match.start(), match.end()) for match in _GLUED.finditer(line))


def _labels(line: str) -> Iterator[_Label]:
    """The labels of a flat line that begin it or stand behind a border.

    >>> [label.name for label in _labels("来源:漯河网 时间:2025-11-04 的时间:")]
    ['来源', '时间']
    """
    behind = last = 0
    for separator in _SEPARATOR.finditer(line):
        end = last + len(line[last : separator.start()].rstrip())
        last = separator.end()
        for size in _LABEL_SIZES if line[end - 1 : end] in _LABEL_ENDS else ():
            start = end - size
            if (
                start >= behind
                and line[start:end] in _LABELS
                and (not start or line[start - 1] in _BORDERS or line[start - 1].isspace())
            ):
                behind = separator.end()
                yield _Label(line[start:end], start, behind)
                break


def _facts(label: str, value: str, view: str, where: str) -> Iterator[Fact]:
    """What a label says of a value; ``view``: the value, flat."""
    name = _LABELS[label]
    if name in ("published", "updated"):
        found = find_date(view, labelled=True)
        if found:
            yield Fact(name, found[0], label, where)
        return
    if name == "author":
        found_names = [n for _, n in people(value)]
        yield from (Fact(name, n, label, where) for n in found_names)
        if found_names or names_nobody(value) or _SAID.search(value):
            return
    cut = _END.search(view)
    value = tidy_name(value[: cut.start()] if cut else value)
    if name == "source":
        value = re.split(r"[\s　]", value)[0] if not value.isascii() else value
    if name and value and not _BROKEN.search(value):
        yield Fact(name, value, label, where)


def _bracket(kept: Sequence[Block]) -> Iterator[Fact]:
    """The names in the bracket that ends the text: （李菁）, （记者 王辉 通讯员 赵亮）."""
    for block in reversed(kept[-3:]):
        text = block.text.rstrip()
        match = _BRACKET.search(flat(text)) if text[-1:] in _BRACKET_ENDS else None
        if not match or (match.start() and text[: match.start()].rstrip()[-1:] not in _SENTENCE_END):
            continue
        inner = text[match.start(1) : match.end(1)]
        if _NO_AUTHOR.match(flat(inner).strip()):
            continue
        found = list(people(inner))
        bare = all(not role and is_name(name) for role, name in found) and len("".join(n for _, n in found)) >= len(
            re.sub(r"[\s　、,，]", "", inner)
        )
        if found and (found[0][0] or bare):
            yield from (Fact("author", name, role, f"block {block.index}") for role, name in found)
            return
