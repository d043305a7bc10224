"""Structure that lines of plain text show by their form: numbered and bulleted runs, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .line import Line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

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


def find(body: BeautifulSoup, lines: Sequence[Line]) -> None:
    """Make lists of runs of numbered lines, and headings of the lines that have a heading's form."""
    plain = [line for line in lines if line.is_plain and line.leaf.name == "p"]
    if not plain:
        return
    for run in _runs(plain, _ITEM, _follows):
        _make_list(body, run, "ol", _ITEM)
    for run in _runs(plain, _BULLET, _same):
        _make_list(body, run, "ul", _BULLET)
    _headings([line for line in plain if line.leaf.name == "p"])


def _follows(before: str, after: str) -> bool:
    return int(after) == int(before) + 1


def _same(before: str, after: str) -> bool:
    return before == after


def _runs(lines: Sequence[Line], form: re.Pattern[str], goes_on: object) -> list[list[Line]]:
    """Two and more neighbouring lines whose markers go on from one to the next."""
    marked = [(line, form.match(line.text)) for line in lines]
    runs: list[list[Line]] = []
    last = None
    for line, match in marked:
        if match and last and runs and goes_on(last[1], match[1]):  # type: ignore[operator]
            runs[-1].append(line)
        elif match:
            runs.append([line])
        last = match
    return [run for run in runs if len(run) > 1 and all(_adjacent(a, b) for a, b in pairwise(run))]


def _adjacent(one: Line, other: Line) -> bool:
    return one.leaf.next_sibling is other.leaf


def _make_list(body: BeautifulSoup, run: Sequence[Line], name: str, form: re.Pattern[str]) -> None:
    first = form.match(run[0].text)
    start = first[1] if first else "1"
    box = body.new_tag(name, attrs={"start": start} if name == "ol" and start != "1" else {})
    run[0].leaf.insert_before(box)
    for line in run:
        match = form.match(line.text)
        line.change("marker", [(0, match.end() if match else 0, "")])
        line.leaf.name = "li"
        box.append(line.leaf.extract())


def _headings(lines: Sequence[Line]) -> None:
    """Levels follow the forms that the page uses, from the widest (章) to the narrowest (（一）)."""
    found = [(line, _HEADING.match(line.text)) for line in lines]
    heads = [(line, str(m.lastgroup)) for line, m in found if m and _is_short(line.text)]
    used = [form for form in _ORDER if any(form == f for _, f in heads)]
    for line, form in heads:
        line.leaf.name = f"h{min(2 + used.index(form), 6)}"
    for line in lines:
        if _HEADS.match(line.text):
            line.leaf.name = "h2"


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not text.endswith(_SENTENCE_END)
