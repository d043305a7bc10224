"""Short lines that belong to the text around them, although a rule or the model takes each, alone, for furniture.

Days over the entries of a chronicle, what an event's announcement says of time and place, and in a text without markup what stands
between two paragraphs or closes the last one, verses, the answers to choose from, and what a recipe needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..late import late
from ..types import Block, Evidence
from .closing import CONTACT, TIMES, closed
from .inrow import runs_of, together
from .postlines import is_of_software
from .prose import ENDED, HAN, is_text
from .records import leads_elsewhere
from .sheet import Sheet
from .spared import DAY

_ORGANISER = "footer/organiser"

_DAY = late(DAY + r"(?: ?\(?(?:星期|周).\)?)?")
_ENTRIES = 3
"""days with text below each, from which they are a chronicle; records of a blog have a title above each, threads an hour"""

_LABELLED = late(r"([^\W\d_](?:[^\W\d_]| (?=[^\W\d_] ?:)){0,6}) ?: ?\S")
_LABEL_CHARS = 9
"""characters of a line in which such a label and its colon stand"""
_WHEN = frozenset((
    "时间", "日期", "展期", "会期", "活动时间", "活动日期", "演出时间", "展览时间", "讲座时间", "开放时间", "培训时间", "报名时间",
))  # fmt: skip
_WHERE = frozenset((
    "地点", "地址", "会场", "展馆", "场馆", "活动地点", "演出地点", "展览地点", "讲座地点", "培训地点", "集合地点", "报名地点",
))  # fmt: skip
_OF_BYLINES = frozenset((
    "来源", "作者", "编辑", "责编", "责任编辑", "浏览", "点击", "阅读", "记者", "发布时间", "办公时间", "工作时间",
))  # fmt: skip
"""labels of lines that say when and by whom a text was published, or when an office is open"""
_SAY_WHERE_AND_WHEN = [
    {form for label in labels for form in (label[-2:], f"{label[-2]} {label[-1]}")} for labels in (_WHERE, _WHEN)
]
"""how such labels end, with a blank between the last two characters or without"""
_OF_FURNITURE = _OF_BYLINES | frozenset((
    "时间", "日期", "更新时间", "电话", "传真", "邮箱", "地址", "邮编", "手机", "热线", "联系人", "昵称", "粉丝", "关注", "积分", "帖子", "主题",
    "注册", "等级", "标签", "关键词", "分类", "栏目", "字号", "字体", "评论", "人气", "上一篇", "下一篇", "分享", "专题", "声明", "用户名",
    "密码", "验证码", "姓名", "站点",
))  # fmt: skip
"""and those of the site, of a user's card and of forms; of 7 other rows of labelled lines beside the text of 429 pages all were text"""
_HEADING_CHARS = 8
_EVENT, _EVENT_LINE = 3, 80
"""labelled lines in a row that tell an event, and folded characters of one at most"""

_BETWEEN, _SHORT_LIST = 3, 8
"""lines between two paragraphs that stay: of 21 such lines in 9 articles 20 were theirs, of longer rows with links 7 of 42; and lines of a row without
links and days: of 33 such rows 30 were the article's"""
_CLOSES = late(rf"{ENDED.pattern}|^[一二三四五六七八九十]{{1,3}}、")
"""how a sentence ends, or heads the last section of a notice: 五、联系方式. So the last lines of an article end, and hardly any line of
furniture that no rule knows: of 19 such lines 10 were the article's, 6 more held words of rules that came since"""
_OPTION = late(r"([A-H]) ?[.、):] ?\S")
_AMOUNT = late(
    r"[^\d:。]{1,12}[: ]{0,2}(?:\d+(?:[./]\d+)?|[半一两二三四五六七八九十几]) ?(?:多|来|小|大)?"
    r"(?:克|公克|千克|kg|g|ml|毫升|升|个|颗|粒|只|片|勺|匙|汤匙|茶匙|斤|两|根|瓣|条|杯|包|块|滴)(?:\(.{1,12}\))?|[^\d:。]{1,8} ?(?:适量|少许)"
)
_KIND_OF_FOOD = late(r"(?:主|辅|调|配|用|材|腌)料 ?:?")
_HEAD_OF_AMOUNTS = late(r".*:|(?:主|辅|调|配|用|材|腌)料|食材|(?:制作)?(?:步骤|方法|过程)|做法")
_ITEMS = 3
"""answers or ingredients in a row"""
_VERSE = late(r"^[^,;:。!?、]{2,12}[,;。!?、](?:[^,;:。!?、]{2,12}[,;。!?、])?$")
_LINES = 4
"""lines of a verse: no furniture seen has four that end with a comma or a stop"""


class _Lines(NamedTuple):
    """The blocks with their folded lines, and what takes each."""

    blocks: Sheet
    views: Sequence[str]
    modelled: Mapping[int, tuple[str, Evidence]]
    ruled: Mapping[int, str]

    def rule(self, row: int) -> str:
        return self.ruled.get(self.blocks[row].index, "")

    def rules(self) -> list[str]:
        return [self.ruled.get(block.index, "") for block in self.blocks]

    def stays(self, row: int) -> bool:
        index = self.blocks[row].index
        return index not in self.modelled and index not in self.ruled

    def is_prose(self, row: int) -> bool:
        """Running text that no rule drops."""
        block = self.blocks[row]
        return block.index not in self.ruled and block.kind != "h" and is_text(self.views[row])

    def only_modelled(self, row: int) -> bool:
        index = self.blocks[row].index
        return index in self.modelled and index not in self.ruled


def belonging(
    blocks: Sequence[Block], modelled: Mapping[int, tuple[str, Evidence]], ruled: Mapping[int, str]
) -> set[int]:
    """The indexes of such blocks.

    ``modelled``: by index what the model drops; ``ruled``: by index the id of the rule that drops.
    """
    sheet = Sheet.of(blocks)
    lines = _Lines(sheet, sheet.folded, modelled, ruled)
    hit, is_text = set(ruled.values()), blocks[0].kind == "line" and bool(modelled)
    found: set[int] = set()
    if TIMES in hit:
        found.update(_chronicle(lines))
    if (is_text or not hit.isdisjoint((TIMES, _ORGANISER, CONTACT))) and _may_tell_event(sheet.lowered.text):
        found.update(_event(lines))
    if modelled:
        found.update(_card(lines))
    for find in (_first, _between, _options, _amounts, _verse) if is_text else ():
        found.update(find(lines))
    if is_text:
        found.update(_last(lines, found))
    return {blocks[row].index for row in found}


def _chronicle(lines: _Lines) -> Iterable[int]:
    """Days, one after the other in time, with prose below each and above each but the first."""
    if sum(rule == TIMES for rule in lines.ruled.values()) < _ENTRIES:
        return ()
    found: list[tuple[int, tuple[int, ...]]] = []
    for row in range(len(lines.views) - 1):
        day = _DAY.fullmatch(lines.views[row]) if lines.rule(row) == TIMES else None
        if day and lines.is_prose(row + 1) and (not found or lines.is_prose(row - 1)):
            found.append((row, tuple(map(int, day.groups()))))
    days = [day for _, day in found]
    if len(set(days)) < max(_ENTRIES, len(days)) or days not in (sorted(days), sorted(days, reverse=True)):
        return ()
    return [at for row, _ in found for at in (row, row + 1)]


def _may_tell_event(text: str) -> bool:
    """Whether joined lines hold words that say when, and some that say where: few pages do.

    >>> _may_tell_event("活动时间:周六\\n地 点:图书馆"), _may_tell_event("发布时间:周六")
    (True, False)
    """
    return all(any(word in text for word in words) for words in _SAY_WHERE_AND_WHEN)


def _event(lines: _Lines) -> Iterator[int]:
    """Lines with a label each, among them when and where: no byline says where, no foot of a site when."""
    labelled = _labelled(lines, lambda row: lines.rule(row) in ("", TIMES, _ORGANISER, CONTACT))
    for run in together(labelled):
        labels = {labelled[row] for row in run}
        tells = len(run) >= _EVENT and labels & _WHEN and labels & _WHERE and not labels & _OF_BYLINES
        if tells and len({lines.blocks[row].path for row in run}) == 1:
            yield from run


def _card(lines: _Lines) -> Iterator[int]:
    """Lines with a label each, right above or below what stays, that only the model drops: what a job, a session, a product is."""
    labelled = _labelled(lines, lines.only_modelled)
    for run in together(labelled):
        labels = {labelled[row] for row in run}
        beside = [row for row in (run[0] - 1, run[-1] + 1) if 0 <= row < len(lines.views)]
        is_card = len(labels) >= _EVENT and not labels & _OF_FURNITURE and all(map(HAN.match, labels))
        heading = _heading_below(lines, run[-1] + 1) if is_card else []
        above = _heading_above(lines, run[0] - 1) if is_card and lines.blocks[0].kind == "line" else []
        if is_card and (heading or above or any(map(lines.stays, beside))):
            yield from (*above, *run, *heading)


def _labelled(lines: _Lines, belongs: Callable[[int], bool]) -> dict[int, str]:
    """The label of each line that has one, of those that belong."""
    rows = [row for row in lines.blocks.rows_with(":", 1, _LABEL_CHARS) if len(lines.views[row]) <= _EVENT_LINE]
    return {row: label for row in rows if belongs(row) and (label := _label(lines.views[row]))}


def _heading_below(lines: _Lines, row: int) -> list[int]:
    """The row of a heading, dropped by the model, right above what stays."""
    is_heading = row + 1 < len(lines.views) and lines.only_modelled(row) and len(lines.views[row]) <= _HEADING_CHARS
    return [row] if is_heading and lines.stays(row + 1) else []


def _heading_above(lines: _Lines, row: int) -> list[int]:
    """The row of a heading, dropped by the model, right below running text that stays."""
    is_heading = row > 0 and lines.only_modelled(row) and len(lines.views[row]) <= _HEADING_CHARS
    return [row] if is_heading and lines.stays(row - 1) and is_text(lines.views[row - 1]) else []


def _label(view: str) -> str:
    """The word before a colon, without blanks inside it: 时 间.

    >>> _label("时 间:2023年10月1日"), _label("他说:好")
    ('时间', '他说')
    """
    found = _LABELLED.match(view)
    return found[1].replace(" ", "") if found else ""


def _first(lines: _Lines) -> Iterable[int]:
    """A line right above the first paragraph, below nothing or what a rule knows: the headline, if it is short."""
    first = next((row for row in range(len(lines.views)) if lines.stays(row)), 0)
    if not first or not is_text(lines.views[first]) or not lines.only_modelled(first - 1):
        return ()
    return [first - 1] if first == 1 or lines.rule(first - 2) else ()


def _between(lines: _Lines) -> Iterator[int]:
    """Up to three lines between two paragraphs: a heading in two lines, a name, a verse."""
    for run in runs_of(len(lines.views), lines.only_modelled):
        before, after = run[0] - 1, run[-1] + 1
        if len(run) > _SHORT_LIST or before < 0 or after == len(lines.views):
            continue
        if len(run) > _BETWEEN and not _is_list(lines, run):
            continue
        if any(is_of_software(lines.modelled[lines.blocks[row].index][1]) for row in run):
            continue
        if all(lines.stays(row) and is_text(lines.views[row]) for row in (before, after)):
            yield from run


def _is_list(lines: _Lines, run: range) -> bool:
    """Whether a row of lines below a Chinese one holds no links and no days."""
    views = lines.views[run.start : run.stop]
    return HAN.search(lines.views[run.start - 1]) is not None and not any(map(leads_elsewhere, views))


def _last(lines: _Lines, found: Collection[int]) -> Iterable[int]:
    """Short sentences right below the last paragraph; ``found``: the rows that stay besides."""
    last = next((row for row in reversed(range(len(lines.views))) if lines.stays(row) or row in found), -1)
    if last < 0 or not (is_text(lines.views[last]) or _CLOSES.search(lines.views[last]) or last in found):
        return range(0)
    end = last + 1
    while (
        end < min(last + 1 + _BETWEEN, len(lines.views)) and lines.only_modelled(end) and ENDED.search(lines.views[end])
    ):
        end += 1
    return range(last + 1, closed(lines.views, lines.rules(), end))


def _options(lines: _Lines) -> Iterator[int]:
    """Answers to choose from, A to D, with the question above them."""
    letters = [found[1] if (found := _OPTION.match(view)) else "" for view in lines.views]
    for run in runs_of(len(letters), lambda row: bool(letters[row]) and not lines.rule(row)):
        named = "".join(letters[row] for row in run)
        if len(run) >= _ITEMS and named[:1] == "A" and named in "ABCDEFGH":
            yield from run
            if run[0] and lines.only_modelled(run[0] - 1):
                yield run[0] - 1


def _amounts(lines: _Lines) -> Iterator[int]:
    """What a recipe needs, with the words over it and those over what is to be done with it."""

    def is_amount(row: int) -> bool:
        return not lines.rule(row) and bool(_AMOUNT.fullmatch(lines.views[row]))

    for run in runs_of(len(lines.views), lambda row: is_amount(row) or bool(_KIND_OF_FOOD.fullmatch(lines.views[row]))):
        if sum(map(is_amount, run)) >= _ITEMS:
            yield from run
            ends = (run[0] - 1, run[-1] + 1)
            yield from (row for row in ends if 0 <= row < len(lines.views) and _is_head(lines, row))


def _verse(lines: _Lines) -> Iterator[int]:
    """Lines of a verse: short, one after the other, each with a mark at its end, some of them a comma."""
    for run in runs_of(len(lines.views), lambda row: not lines.rule(row) and bool(_VERSE.search(lines.views[row]))):
        if len(run) >= _LINES and any(lines.views[row].endswith(",") for row in run):
            yield from run


def _is_head(lines: _Lines, row: int) -> bool:
    return lines.only_modelled(row) and _HEAD_OF_AMOUNTS.fullmatch(lines.views[row]) is not None
