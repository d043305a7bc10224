"""Structure that lines show by their form: numbered and bulleted runs, headings, paragraphs cut into lines.

Limits: only blocks that stand by themselves are looked at; lists, cells and quotations of HTML are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from .. import tables
from ..body import Element
from ..late import late
from .line import Line
from .wrap import find_wrapped, joint

_ITEM = late(r"(\d{1,3})([.．、]|[)）])[ 　\xa0]*(?=[^\s\d.．、)）])")
_BULLET = late(r"([•●◆■▪◦○★·*-])[ 　\xa0]+(?=\S)")
_MARKED = late(r"[\d•●◆■▪◦○★·*-]")
"""what either begins with"""
_HEADING = late(
    r"(?P<chapter>第[一二三四五六七八九十百零〇\d]{1,4}[编篇章])"
    r"|(?P<section>第[一二三四五六七八九十百零〇\d]{1,4}节)"
    r"|(?P<padded>0\d[、.．\s])"
    r"|(?P<han>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<bracket>[(（][一二三四五六七八九十]{1,3}[)）])"
)
_LEVELS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_ORDER = ("chapter", "section", "padded", "han", "bracket", "bold")
LONGEST_HEADING = 50
"""Characters; of the numbered headings seen in news and guides the longest had 42."""

LONGEST_BOLD = 30
"""Characters of a bold line without a number; longer ones are stressed sentences."""

_SENTENCE_END = tuple("。；;，,、：:…")
_STRESSED = tuple("。；;，,、：:…！!？?）)》”")


@dataclass(slots=True)
class Plan:
    """What is to become of leaves: runs that become lists or one paragraph, and new names of single ones."""

    lists: list[tuple[list[Line], str, str]] = field(default_factory=list)
    """lines, ``ol`` or ``ul``, first number"""
    names: list[tuple[Line, str]] = field(default_factory=list)
    paragraphs: list[list[Line]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lists or self.names or self.paragraphs)


def find(lines: Sequence[Line]) -> Plan:
    """Lists, headings and cut paragraphs; the markers of lists and the joints of paragraphs are edits of the lines."""
    plan = Plan()
    free = [line for line in lines if line.leaf.name == "p" and line.place >= 0]
    taken: set[int] = set()
    for run in find_wrapped(free):
        plan.paragraphs.append(run)
        taken.update(map(id, run))
        for one, other in pairwise(run):
            between = joint(one.text, other.text)
            one.change("wrap", [(len(one.text), len(one.text), between)] if between else [])
    if taken:
        free = [line for line in free if id(line) not in taken]
    taken = set()
    for form, goes_on, name in _LISTS if sum([_MARKED.match(line.text) is not None for line in free]) > 1 else ():
        for run in _runs([line for line in free if id(line) not in taken], form, goes_on):
            first = form.match(run[0].text)
            plan.lists.append((run, name, first[1] if first and name == "ol" else "1"))
            taken.update(map(id, run))
            for line in run:
                match = form.match(line.text)
                line.change("marker", [(0, match.end() if match else 0, "")])
    plan.names = _headings([line for line in free if id(line) not in taken] if taken else free, lines)
    return plan


def apply(plan: Plan, body: Element, copies: Mapping[int, Element]) -> None:
    """Carry a plan out on a copy of the body, whose leaves are given by the ``id`` of the planned ones."""
    boxes: dict[int, Element] = {}
    for run, name, start in plan.lists:
        attrs = {"start": str(int(start))} if name == "ol" and int(start) != 1 else {}
        _box(boxes, Element(name, attrs), [copies[id(line.leaf)] for line in run], "li")
    for run in plan.paragraphs:
        _box(boxes, Element("p"), [copies[id(line.leaf)] for line in run], "span")
    if boxes:  # each stands where its first leaf stood
        placed = (boxes.get(id(child), child) for child in body.contents)
        body.contents = list({id(node): node for node in placed}.values())
    for line, name in plan.names:
        leaf = copies[id(line.leaf)]
        leaf.name = name
        leaf.contents = _unwrapped(leaf)


def _box(boxes: dict[int, Element], box: Element, leaves: Sequence[Element], name: str) -> None:
    for leaf in leaves:
        leaf.name = name
        box.contents.append(leaf)
        boxes[id(leaf)] = box


def _unwrapped(node: Element) -> list[Element | str]:
    """What an element holds, without ``strong`` around any of it."""
    out: list[Element | str] = []
    for child in node.contents:
        if isinstance(child, str):
            out.append(child)
        elif child.name == "strong":
            out += _unwrapped(child)
        else:
            child.contents = _unwrapped(child)
            out.append(child)
    return out


def _follows(before: re.Match[str], after: re.Match[str]) -> bool:
    return int(after[1]) == int(before[1]) + 1


def _same(before: re.Match[str], after: re.Match[str]) -> bool:
    return before[1] == after[1]


_LISTS = ((_ITEM, _follows, "ol"), (_BULLET, _same, "ul"))


def _runs(
    lines: Sequence[Line], form: re.Pattern[str], goes_on: Callable[[re.Match[str], re.Match[str]], bool]
) -> list[list[Line]]:
    """Two and more neighbouring lines whose markers go on from one to the next."""
    runs: list[list[Line]] = []
    last = None
    for line in lines:
        match = form.match(line.text)
        if match and last and goes_on(last, match) and runs[-1][-1].following is line.leaf:
            runs[-1].append(line)
        elif match:
            runs.append([line])
        last = match
    return [run for run in runs if len(run) > 1]


def _headings(free: Sequence[Line], lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Levels follow the forms that the page uses, from the widest (章) to the narrowest (bold); they begin under those
    headings that HTML itself has."""
    heads = [(line, form) for line in free if len(line.text) <= LONGEST_HEADING and (form := _form(line))]
    sections = [line for line in free if line.is_plain and line.text in _section_names()]
    if not heads and not sections:
        return []
    own = [int(line.leaf.name[1]) for line in lines if line.leaf.name in _LEVELS]
    top = max(own) + 1 if own else 2
    forms = {form for _, form in heads}
    used = [form for form in _ORDER if form in forms]
    names = [(line, f"h{min(top + used.index(form), 6)}") for line, form in heads]
    return names + [(line, f"h{min(top, 6)}") for line in sections]


def _form(line: Line) -> str:
    """The form of heading that a short line has, empty if none."""
    text = line.text
    bold = _is_bold(line)
    if bold or not text.endswith(_SENTENCE_END):
        match = _HEADING.match(text)
        if match and len(text) > match.end():
            return str(match.lastgroup)
    if bold and 1 < len(text) <= LONGEST_BOLD and not text.endswith(_STRESSED) and text[0] not in "（(【《“":
        after = line.following
        return "bold" if after is not None and after.name == "p" and not _all_bold(after) else ""
    return ""


def _is_bold(line: Line) -> bool:
    return not line.is_plain and _all_bold(line.leaf)


def _all_bold(leaf: Element) -> bool:
    contents = [child for child in leaf.contents if not isinstance(child, str) or child.strip()]
    return len(contents) == 1 and not isinstance(contents[0], str) and contents[0].name == "strong"


@lru_cache(maxsize=1)
def _section_names() -> frozenset[str]:
    return frozenset(tables.read_lines("section_heads.txt"))
