"""Structure that lines of plain text show by their form: numbered and bulleted runs, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .line import Line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_ITEM = re.compile(r"(\d{1,3})([.．])[ 　\xa0]*(?=[^\s\d.．])")
_BULLET = re.compile(r"([•●◆■▪◦○★·\-*])[ 　\xa0]+(?=\S)")
_HEADING = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十百零〇\d]{1,4}[编篇章])"
    r"|(?P<section>第[一二三四五六七八九十百零〇\d]{1,4}节)"
    r"|(?P<han>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<padded>0\d{1,2}[、.．\s])"
    r"|(?P<bracket>[(（][一二三四五六七八九十]{1,3}[)）])"
)
_ORDER = ("chapter", "section", "padded", "han", "bracket")
LONGEST_HEADING = 50
"""Characters; of the numbered headings seen in news and guides the longest had 42."""

_SENTENCE_END = tuple("。；;，,、：:…")
_HEADS = re.compile(
    r"^(?:专家|作者|医生|人物|嘉宾|名医|企业|公司|产品|项目|主讲人|记者|科室|团队|个人|本期专家)(?:介绍|简介|名片)$"
    r"|^(?:名词解释|参考文献|新闻背景|背景资料|相关链接|延伸阅读|温馨提示|结语|结束语|前言|引言|后记|摘要|附录|小贴士|编者按|写在最后)$"
)


@dataclass(slots=True)
class Plan:
    """What is to become of leaves: runs that become lists, and new names of single ones."""

    lists: list[tuple[list[Line], str, str]] = field(default_factory=list)
    """lines, ``ol`` or ``ul``, first number"""
    names: list[tuple[Line, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lists or self.names)


def find(lines: Sequence[Line]) -> Plan:
    """Runs of numbered lines, whose markers are taken out of their text, and lines in the form of a heading."""
    plan = Plan()
    plain = [line for line in lines if line.is_plain and line.leaf.name == "p"]
    taken: set[int] = set()
    for form, goes_on, name in ((_ITEM, _follows, "ol"), (_BULLET, _same, "ul")):
        for run in _runs(plain, form, goes_on):
            first = form.match(run[0].text)
            plan.lists.append((run, name, first[1] if first and name == "ol" else "1"))
            taken.update(map(id, run))
            for line in run:
                match = form.match(line.text)
                line.change("marker", [(0, match.end() if match else 0, "")])
    plan.names = _headings([line for line in plain if id(line) not in taken])
    return plan


def apply(plan: Plan, body: BeautifulSoup, copies: Mapping[int, Tag]) -> None:
    """Carry a plan out on a copy of the body, whose leaves are given by the ``id`` of the planned ones."""
    for run, name, start in plan.lists:
        first = copies[id(run[0].leaf)]
        box = body.new_tag(name, attrs={"start": str(int(start))} if int(start) != 1 else {})
        first.insert_before(box)
        for line in run:
            leaf = copies[id(line.leaf)]
            leaf.name = "li"
            box.append(leaf.extract())
    for line, name in plan.names:
        copies[id(line.leaf)].name = name


def _follows(before: str, after: str) -> bool:
    return int(after) == int(before) + 1


def _same(before: str, after: str) -> bool:
    return before == after


def _runs(lines: Sequence[Line], form: re.Pattern[str], goes_on: Callable[[str, str], bool]) -> list[list[Line]]:
    """Two and more neighbouring lines whose markers go on from one to the next."""
    marked = [(line, form.match(line.text)) for line in lines]
    runs: list[list[Line]] = []
    last = None
    for line, match in marked:
        if match and last and runs and goes_on(last[1], match[1]):
            runs[-1].append(line)
        elif match:
            runs.append([line])
        last = match
    return [run for run in runs if len(run) > 1 and all(_adjacent(a, b) for a, b in pairwise(run))]


def _adjacent(one: Line, other: Line) -> bool:
    return one.leaf.next_sibling is other.leaf


def _headings(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Levels follow the forms that the page uses, from the widest (章) to the narrowest (（一）)."""
    found = [(line, _HEADING.match(line.text)) for line in lines]
    heads = [(line, str(m.lastgroup)) for line, m in found if m and _is_short(line.text)]
    used = [form for form in _ORDER if any(form == f for _, f in heads)]
    names = [(line, f"h{min(2 + used.index(form), 6)}") for line, form in heads]
    return names + [(line, "h2") for line in lines if _HEADS.match(line.text)]


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not text.endswith(_SENTENCE_END)
