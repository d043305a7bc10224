"""The card of facts that offices put above a document: its number, kind, date and who issued it, label by label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from ..late import late
from ..types import Block
from .prose import is_prose
from .sheet import Sheet

_STRONG = frozenset((
    "索引号", "信息索引号", "发文字号", "信息分类", "主题分类", "组配分类", "体裁分类", "服务对象分类", "成文日期", "生成日期", "公开方式", "公开时限",
    "公开范围", "公开形式", "公开程序", "公开责任部门", "有效性", "效力状态", "是否有效", "内容分类", "信息类别", "信息名称", "发文机关", "废止日期",
))  # fmt: skip
"""labels of such cards alone"""
_LABELS = _STRONG | frozenset((
    "名称", "标题", "文号", "发布机构", "发布机关", "发布单位", "发文单位", "发文机构", "公开机构", "责任部门", "来源", "发文日期", "发布日期", "公开日期",
    "发布时间", "生效日期", "生效时间", "实施日期", "主题词", "关键词", "内容概述", "摘要", "有效期", "语种", "状态",
))  # fmt: skip
_WORDS = ("索引号", "索 引 号", "发文字号", "信息分类", "主题分类", "组配分类", "体裁分类")
"""of which a page with such a card says one"""
_LABEL = late(r"^([^\W\d_](?:[^:]{0,8}[^\W\d_])?) ?(?::|$)")
_LEAST, _LEAST_STRONG = 3, 2
"""labels of a card, and those of them that only cards have"""
_APART = 3
"""blocks for each label at most"""


def record_card(blocks: Sequence[Block], dropped: Mapping[int, object]) -> Iterable[int]:
    """The card of facts above a document of an office.

    Why: it is printed by the site's register, is no text of the document, and its facts are read all the same.
    Example: ``索引号：`` ``发布机构：`` ``发文日期：`` with their values, cell by cell, above the headline.
    When it is wrong: a document about such a register that begins with a sample; so it takes none below the first sentence.
    """
    sheet = Sheet.of(blocks)
    if not any(word in sheet.lowered.text for word in _WORDS):
        return
    above = takewhile(
        lambda row: sheet.kinds[row] in ("cell", "h") or not is_prose(sheet.folded[row]), range(len(sheet))
    )
    labels = {row: label for row in above if (label := _label(sheet.folded[row]))}
    if len(labels) < _LEAST or sum(label in _STRONG for label in labels.values()) < _LEAST_STRONG:
        return
    first, last = min(labels), max(labels)
    if last - first >= _APART * len(labels):
        return
    last += sheet.folded[last].replace(" ", "").rstrip(":") == labels[last]
    yield from (block.index for block in blocks[first : last + 1] if block.kind not in ("h", "title"))


def _label(view: str) -> str:
    """The label that a line begins with, without blanks inside it.

    >>> _label("索 引 号:"), _label("有效性"), _label("文号:青自〔2023〕1号"), _label("他说:好")
    ('索引号', '有效性', '文号', '')
    """
    found = _LABEL.match(view)
    label = found[1].replace(" ", "") if found else ""
    return label if label in _LABELS else ""
