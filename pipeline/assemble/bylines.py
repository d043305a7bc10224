"""Who signs an article without a label, and for which paper: 记者 王辉, 記者王小明／台北報導, by 木匠, 2012-03-04 08:30 东街日报.

Such lines are told by their form and their place. Limits: a pen name stands only where ``by`` or a date stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..late import late
from ..types import Block, Fact
from .baredate import says_changed
from .dates import CLOCK, DAY, find_date
from .facts import LONGEST_LINE, PARAGRAPH, flat
from .people import is_name, names_nobody, people

_LEAD = late(r"^.{0,40}?[((【〔[]?((?:中央社|本报|本网|见习|实习|特约|全媒体)*记者[^)）】〕\]。，]{2,40})[)）】〕\]]")
_BYLINE = late(
    r"^(?:[^\W\d_]{2,8}(?:报|网|社|新闻|新闻网|在线|电视台))?(?:本报|本网|本刊|本台|见习|实习|特约|全媒体|首席)*(?:记者|通讯员)[\s　]+\S"
)
_SIGNED = late(
    r"^【(?:([^】/╱]{2,10})[/╱])?[\s　]*(?:特派|实习|特约)?(?:记者)?[\s　]*([^】/╱]{2,24})[/╱][^】]{0,12}报[导導道]】$"
    r"|^【([^】/╱、]{1,8}报)[/╱]([^】/╱]{2,14})】$"
)
_REPORTS = late(
    r"^[([〔]?(?:([^/╱\s　]{2,10})[/╱])?(?:特派|实习|特约)?记者[\s　]*([^/╱\s　]{2,12})[/╱]"
    r"[^/╱。,]{0,12}报[导導道][)\]〕]?(?:[\s　]*\d{4}.{0,24})?$"
)
"""the same without brackets: 記者王小明／台北報導, 東街日報╱記者王小明／台北報導 2012-01-16"""
_WHERE_FROM = late(r"^(?:中央社|本報|本报)?(?=[记記]者)|(?:[／/╱].{0,12}|[一-鿿]{2,6}\d{1,2}日(?:[专專]?[电電]))$")
"""what stands around the names: ／台北報導, 台北5日電"""
_BY = late(
    r"(?:^|[\s|·])[Bb]y:? +([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}|[\w.-]{2,16})"
    r"(?= *(?:$|[|·,，/]| on | at |\d{4}))"
)
_AGENCIES = frozenset((
    "reuters", "afp", "ap", "bloomberg", "staff", "admin", "editor", "the", "guest", "associated press", "taboola", "outbrain",
))  # fmt: skip
"""what stands behind ``by`` and is nobody"""
_MADE = late(
    r"\b(?:powered|designed|provided|hosted|sponsored|recommended|created|theme|built|supported|copyright)\b",
    re.IGNORECASE,
)
"""what stands before a ``by`` that names no writer"""
_DAY_BEGINS = late(r"\d\d{3}[-/.年－／．]")
"""what the view of such a line has of a day, in the line itself; written so that the search looks for a digit first"""
_STAMPED = late(
    r"^\D{0,30}?" + DAY + r"(?:[\s　]*(?:星期|周).)?(?:[\s　]*" + CLOCK + r")?[\s　]+"
    r"([^\s　|,:()\d]{1,10}(?:日报|晚报|晨报|早报|时报|商报|导报|快报|都市报|青年报|电视台|通讯社|杂志|周刊|新闻|新闻网|在线|网|社))"
    r"(?:[\s　]*记者[\s　]*([一-鿿]{2,4}))?(?=[\s　|(]|$)"
)
"""a date, the paper, maybe the reporter"""
_OF_DATES = "0123456789-: "
"""what a day and an hour before a name are written with"""
_ACCOUNT = "profile_nickname"
"""the class of the name of a WeChat account, in the card behind it"""
_AGENCY = 4
"""characters of what looks like a name with a double surname, and is none more often"""


def byline_facts(near: Sequence[Block], kept: Sequence[Block]) -> Iterator[Fact]:
    """本报记者 王辉 on a line of its own, or in the bracket after the place: 本报讯（记者 王辉）."""
    for block in near:
        text = block.text
        if len(text) > PARAGRAPH:
            continue
        if "记者" in text or "記者" in text or "通讯员" in text or "通訊員" in text:
            yield from _reporter(block)
        if block.dropped_by is not None:
            yield from _dropped(block)
    for block in islice((b for b in kept if len(b.text) >= PARAGRAPH // 2), 2):
        text = block.text.lstrip()
        match = _LEAD.match(flat(text[:LONGEST_LINE])) if "记者" in text or "記者" in text else None
        if match:
            yield from _authors(_WHERE_FROM.sub("", text[match.start(1) : match.end(1)]), block)


def _reporter(block: Block) -> Iterator[Fact]:
    text = block.text.strip()
    if block.dropped_by:
        text = text.strip("()（）[]【】〔〕■□◎●◆▲ ")
    if _BYLINE.match(flat(text)):
        yield from _authors(text, block)
    if "報" in text or "报" in text:
        yield from _reports(text, block)


def _dropped(block: Block) -> Iterator[Fact]:
    text = block.text.strip()
    if text[:1] == "【":
        yield from _signature(text, block)
    elif "y " in text:
        yield from _by(text, block)
    if block.dropped_by == "bylines/date-name" and is_name(name := text.lstrip(_OF_DATES)):
        # several names without a mark between them are not told apart
        yield Fact("author", name, "", f"block {block.index}")
    if block.dropped_by == "bylines/account-meta" and _ACCOUNT in block.cues:
        yield Fact("source", text, "", f"block {block.index}")
    if block.dropped_by == "bylines/editors-row":
        yield from _row(text, block)
    if (text[-1:].isalpha() or "记者" in text) and _DAY_BEGINS.search(text):
        yield from _stamped(text, block)
    if (block.dropped_by or "").startswith("bylines/"):
        view = flat(text)
        yield from _glued_names(text, view, block)
        yield from _counted(text, view, block)


def _counted(text: str, view: str, block: Block) -> Iterator[Fact]:
    """Who stands between the time and a counter: 2024年03月12日 15:20 李大河 点击：[235]; and when a post was changed."""
    changed = find_date(view) if says_changed(block) else None
    if changed:
        yield Fact("updated", changed[0], "", f"block {block.index}")
    match = _COUNTED.match(view)
    if match:
        name = text[match.start(2) : match.end(2)]
        if is_name(name) or (match[1] and not names_nobody(name)):
            yield Fact("author", name, "", f"block {block.index}")


_COUNTED = late(
    r"^(posted\s?@\s?)?" + DAY + r"(?:\s{0,3}" + CLOCK + r")?"
    r"\s{1,8}([^\s:()\[\]]{2,12})\s{1,8}(?:阅读|点击|浏览|访问|人气)(?:数|量|次数)?\s?[:(\[]"
)


def _glued_names(text: str, view: str, block: Block) -> Iterator[Fact]:
    """A reporter and maybe the paper, without a blank between: 记者王辉 云溪报道, 中央社記者王小明台北5日電, 王辉/文, 作者/王辉."""
    for pattern in (_REPORTER, _WROTE, _SIGNS):
        for match in pattern.finditer(view):
            name = text[match.start("name") : match.end("name")]
            if is_name(name):
                yield Fact("author", name, "", f"block {block.index}")
                if pattern is _REPORTER and match["paper"]:
                    yield Fact("source", text[match.start("paper") : match.end("paper")], "", f"block {block.index}")


_REPORTER = late(
    r"(?P<paper>(?!本)[^\W\d_]{1,7}[报网社])?[/╱]?(?:特派|实习|特约|全媒体)?(?:记者|通讯员)[\s　]?"
    r"(?P<name>[^\W\d_]{3}|[^\W\d_]{2})(?=[\s　/╱|)】〕]|[^\W\d_]{2,6}\d{1,2}日|报[导道]|$)"
)
_WROTE = late(r"(?:^|\d[\s　|丨·]{1,3})(?:作者|撰文|文)[/╱]\s*(?P<name>[^\W\d_]{2,4})(?=[\s　/╱|)]|$)")
_SIGNS = late(r"^(?P<name>[^\W\d_]{2,4})\s?[/╱]\s?(?:文|撰文|图文|文图)$")


def _reports(text: str, block: Block) -> Iterator[Fact]:
    """Reporter and place as papers of Taiwan sign their news, without brackets."""
    match = _REPORTS.match(flat(text))
    if match:
        yield from _authors("记者" + text[match.start(2) : match.end(2)], block)
        if match[1]:
            yield Fact("source", text[match.start(1) : match.end(1)], "", f"block {block.index}")


def _by(text: str, block: Block) -> Iterator[Fact]:
    """The name behind ``by`` in a line that begins with it or has a date: Posted on 2022年3月4日 by 木匠."""
    match = _BY.search(text)
    if match and not names_nobody(match[1]) and (not match.start() or (find_date(text) and not _MADE.search(text))):
        words = match[1].split()
        half = len(words) // 2  # a name that is there for two sizes of the screen
        name = " ".join(words[:half]) if half and words[:half] == words[half:] else match[1]
        if _AGENCIES.isdisjoint((name.lower(), words[-1].lower())):
            yield Fact("author", name, "", f"block {block.index}")


def _stamped(text: str, block: Block) -> Iterator[Fact]:
    match = _STAMPED.match(flat(text))
    if match:
        yield Fact("source", text[match.start(1) : match.end(1)], "", f"block {block.index}")
        if match[2]:
            yield from _authors("记者" + text[match.start(2) : match.end(2)], block)


def _row(text: str, block: Block) -> Iterator[Fact]:
    """Who did what, without a colon: 编辑 刘晓溪 校对 李明, 摄影/张山 编辑/苏芳."""
    for match in _ROLE.finditer(text):
        yield Fact("credits", match[2], match[1], f"block {block.index}")


_ROLE = late(r"([^\W\d_]{2,4})[\s　]*[\s　/丨|][\s　]*([^\W\d_]{2,4})(?=[\s　]|$)")


def _signature(text: str, block: Block) -> Iterator[Fact]:
    """Paper and reporter as papers of Taiwan sign their news: 【東街日報╱記者王小明／即時報導】."""
    match = _SIGNED.match(flat(text))
    if match:
        paper, names = (1, 2) if match[2] else (3, 4)
        signed = list(_authors(text[match.start(names) : match.end(names)], block))
        # a paper or an agency may stand there, too: 華視新聞
        yield from (fact for fact in signed if is_name(fact.value) and len(fact.value) != _AGENCY)
        if match[paper]:
            yield Fact("source", text[match.start(paper) : match.end(paper)], "", f"block {block.index}")


def _authors(stretch: str, block: Block) -> Iterator[Fact]:
    for role, name in people(stretch):
        yield Fact("author", name, role, f"block {block.index}")
