"""Facts that the lines around the text state: 来源, 时间, 作者, 责编, and the name in the bracket that ends it.

Labels are matched on a view of the same length as the line (full-width ASCII folded, the labels'
Traditional characters made Simplified), so that a value is cut out of the line itself.
Limits: only short lines are read for labels; a label inside a sentence is no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Block, Fact, Page
from .dates import find_date

LONGEST_LINE = 160
"""Characters of a line that may hold labels; bylines with five fields seen had up to 120."""

NEAR = 12
"""Blocks before the first paragraph that may hold a date without a label."""

PARAGRAPH = 80
"""Characters from which a block is running text, not a byline."""

_NAMES = {
    "source": "来源 稿源 文章来源 信息来源 新闻来源 稿件来源 消息来源 本文来源 转载自 来源于",
    "published": "时间 发布时间 发表时间 发布日期 发表日期 日期 发稿时间 发布于 发表于 时间日期",
    "updated": "更新时间 更新日期 修改时间 最后更新 更新于",
    "author": "作者 记者 文 文/图 图/文 图文 撰文 撰稿 通讯员 本报记者 本网记者 见习记者 实习记者 特约记者 文字 采写",
    "credits": "责编 责任编辑 编辑 编审 终审 初审 复审 审核 审校 校对 监制 主编 值班主编 值班编辑 网络编辑 实习编辑 "
    "执行主编 责任校对 签发 审签 总监制 统筹 策划 美编 版式 制作 二审 三审 一审 图片编辑 视觉 编校",
    "": "点击 浏览 阅读 评论 今日评论 浏览次数 点击数 点击量 阅读量 人气 字号 字体 分享到 阅读次数 点击次数 浏览量 分类 标签 关键词",
}
_LABELS = {label: name for name, labels in _NAMES.items() for label in labels.split()}
_TRADITIONAL = "來稿編審終責輯時間發佈發表記圖撰訊員對監製簽總點擊瀏覽閱讀評論數類標籤關鍵詞於復實習視覺轉載網報後體劃"
_SIMPLIFIED = "来稿编审终责辑时间发布发表记图撰讯员对监制签总点击浏览阅读评论数类标签关键词于复实习视觉转载网报后体划"
_FLAT = str.maketrans(
    {**{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}, **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))}
)
_FIELD = re.compile(
    r"(?:^|(?<=[\s|,;/(\[【丨]))("
    + "|".join(sorted((re.escape(label) for label in _LABELS), key=len, reverse=True))
    + r")[\s　]*[::|丨][\s　]*"
)
_END = re.compile(r"[\s　]{2,}|[|丨\t\n\]】]|[\s　]+$|[)][\s　]*$")
_NAME_BRACKET = re.compile(r"[((]([^()()]{2,40})[))][\s　]*$")
_BRACKET_LABEL = re.compile(
    r"^(?:本报|本网|本刊|特约|见习|实习|全媒体)*(?:首席)?(记者|通讯员|作者|撰文|文/图|图/文|文)[\s　::/]*"
)
_PERSON = re.compile(r"^[一-鿿](?:[\s　]*[一-鿿·]){1,3}$")
_SENTENCE_END = "。！？!?…”"
_PLACES = (
    "完",
    "图",
    "注",
    "略",
    "下",
    "上",
    "转",
    "续",
    "未完",
    "待续",
    "全文",
    "编译",
    "见图",
    "资料",
    "节选",
    "来源",
    "据",
)


def flat(text: str) -> str:
    """The view in which labels are matched; as long as the text itself.

    >>> flat("責編：瘦馬")
    '责编:瘦馬'
    """
    return text.translate(_FLAT)


def line_facts(page: Page) -> tuple[Fact, ...]:
    """The facts that the page's lines state, in page order."""
    facts: list[Fact] = []
    for block in page.blocks:
        if block.kind != "title" and len(block.text) <= LONGEST_LINE:
            facts += _fields(block)
    if not any(f.name == "published" for f in facts):
        facts += _bare_date(page)
    facts += _bracket(page)
    return tuple(facts)


def _fields(block: Block) -> Iterator[Fact]:
    """``label: value`` pairs of one line.

    A line is a byline if it was dropped, or consists of fields from its first character.
    """
    text = block.text.strip()
    matches = list(_FIELD.finditer(flat(text)))
    if not matches or (block.kept and matches[0].start() > 1):
        return
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = following.start() if following else len(text)
        fact = _fact(match[1], text[match.end() : end], block.index)
        if fact:
            yield fact


def _fact(label: str, value: str, index: int) -> Fact | None:
    name = _LABELS[label]
    where = f"block {index}"
    if name in ("published", "updated"):
        found = find_date(flat(value))
        return Fact(name, found[0], label, where) if found else None
    cut = _END.search(value)
    value = tidy_name(value[: cut.start()] if cut else value)
    if not name or not value:
        return None
    return Fact(name, value, label, where)


def tidy_name(value: str) -> str:
    """A name without the padding that fills it to three characters, and without stray brackets.

    >>> tidy_name("李   菁 "), tidy_name("Zhang San")
    ('李菁', 'Zhang San')
    """
    value = value.strip(" \t　,，;；()（）[]【】|:：")
    if _PERSON.match(value):
        return re.sub(r"[\s　]+", "", value)
    return value


def _bare_date(page: Page) -> list[Fact]:
    """A date on a line of its own near the head, where no label names one."""
    for block in page.blocks[: NEAR + _first_paragraph(page)]:
        if len(block.text) < PARAGRAPH and block.kind != "title":
            found = find_date(flat(block.text))
            if found and (not block.kept or found[2] - found[1] >= len(block.text.strip()) // 2):
                return [Fact("published", found[0], "", f"block {block.index}")]
    return []


def _first_paragraph(page: Page) -> int:
    return next((i for i, b in enumerate(page.blocks) if b.kept and len(b.text) >= PARAGRAPH), 0)


def _bracket(page: Page) -> list[Fact]:
    """The name in the bracket that ends the last paragraph: （李菁）, （记者 王辉 通讯员 赵亮）."""
    kept = [b for b in page.blocks if b.kept and b.kind != "title"]
    for block in reversed(kept[-3:]):
        text = flat(block.text.rstrip())
        match = _NAME_BRACKET.search(text)
        if match and (match.start() == 0 or text[: match.start()].rstrip()[-1:] in _SENTENCE_END):
            inner = block.text.rstrip()[match.start(1) : match.end(1)]
            return [Fact("author", n, label, f"block {block.index}") for label, n in _people(inner)]
    return []


def _people(inner: str) -> Iterator[tuple[str, str]]:
    label = ""
    for part in re.split(r"[\s　]*[;;、,,][\s　]*|[\s　]+(?=通讯员|通訊員|记者|記者|文|图)", inner.strip()):
        match = _BRACKET_LABEL.match(flat(part))
        if match:
            label = match[1]
            part = part[match.end() :]
        name = tidy_name(part)
        if label and name:
            for single in re.split(r"[\s　]+", name):
                yield label, single
        elif _PERSON.match(name) and not flat(name).startswith(_PLACES):
            yield "", name
