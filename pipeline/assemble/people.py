"""Names of people as bylines write them: padded, several, behind a role, with a place or an office after them.

Limits: a name is what stands where names stand; no list of given names is consulted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .. import tables
from ..late import late

_EDGES = " \t\n　\xa0,，;；、()（）[]【】|:：/·-—_"
_HAN_NAME = late(r"一(?:\s*[一·]){1,3}")
_FOREIGN_NAME = late(r"一{1,6}(?:[·•．][一A-Za-z]{1,8})+")
_PADDED_NAME = late(r"一\s+一(?!一)")
"""These are matched on the ``shape`` of a text."""
_ROLE = late(
    r"^(?:本[报報]|本[网網]|本刊|本[台臺]|新华社|中新社|中央社|央视|全媒体|融媒体|特[约約]|特派|[见見][习習]|[实實][习習]|首席|高级|[驻駐].{1,4}){0,4}"
    r"(?:[一-鿿]{2,6}(?=(?:[记記]者|通[讯訊][员員])[\s:：]))?"
    r"([记記]者|通[讯訊][员員]|作者|撰文|撰稿|文[/／][图圖]|[图圖][/／]文|文[/／][摄攝]|文[图圖]|[图圖]文|文字|文|[采採][写寫]|[报報]道[员員])[\s:：/／╱|]*"
)
_FOLDED = str.maketrans("記訊員圖攝採寫報／", "记讯员图摄采写报/")
_OF_ROLES = ("记者", "記者", "文", "作者", "通讯员", "通訊員", "撰稿", "采写", "採寫", "报道员", "報道員")
"""What has none of these names no role."""
_NEXT = late(r"\s*[;；、,，/|&]\s*|\s+")
_NO_NAME = late(
    r"阅读|评论|点击|浏览|人气|编辑|来源|时间|发布|分享|字号|收藏|状态|更新|出处|参与|互动|关注|分类|回复|原创|转载|投稿|整合|整理|未知|佚名|匿名|实习生|實習生|网络|综合|本站|管理员|小编|责编|校对|报道|摄影|供图|^(?i:admin|administrator|webmaster|root|test)\d*$"
)
_LATIN = late(r"[A-Za-zÀ-ɏ][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")
_DOUBLE = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "令狐",
        "宇文",
        "长孙",
        "長孫",
        "慕容",
        "司徒",
        "端木",
    ]
)
_TRADITIONAL = (
    "張劉陳楊黃趙吳孫馬羅鄭樑謝許韓馮鄧蕭葉蘇呂盧鐘鍾譚陸賈韋鄒薛閻雷龍陶賀顧龔邵萬錢嚴莊聶魯蔣溫齊喬龐顏闕倪塗祝翁駱藍游蘭簡車項連蘆麥褚婁竇蔔繆饒習衛鄔單應樂遲鄺談閔匡歐"
    "來儲勞區厲叢國宮寧嶽師強戰時晉榮樓樸權欒況湯滿烏畢盤範紀練聞荊華藺計諶諾豐費賓農遊邊銀門閆關闞陽雲鞏餘鬱鮑鮮黨"
)

LONGEST_BYLINE = 60
"""Characters of a stretch that is read as names."""

_SHORTEST_WITH_DEED = 2
"""characters of a name to which nothing was added"""


def shape(text: str) -> str:
    """A text with one Han character for all of them: a class of them all takes milliseconds to prepare.

    >>> shape("李 菁, Amy")
    '一 一, Amy'
    """
    return "".join(["一" if "一" <= char <= "鿿" else char for char in text])


def tidy_name(value: str) -> str:
    """A name without the padding that fills it to three characters, and without stray brackets.

    >>> tidy_name("李   菁 "), tidy_name("Zhang San")
    ('李菁', 'Zhang San')
    """
    value = value.strip(_EDGES)
    if _HAN_NAME.fullmatch(shape(value)) and not _NEXT.split(value, maxsplit=1)[0][2:]:
        parts = value.split()
        # 李 菁 and 李  菁 are one padded name; 王辉 李菁 are two
        return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)
    return value


def people(stretch: str) -> Iterator[tuple[str, str]]:
    """``(role, name)`` of each person in a stretch behind a label or inside a bracket; the role as it is folded.

    >>> list(people("记者 王辉 通讯员 赵　亮、李小菁"))
    [('记者', '王辉'), ('通讯员', '赵亮'), ('通讯员', '李小菁')]
    >>> list(people("王辉 阅读(120) 评论(3)"))
    [('', '王辉')]
    """
    role, rest = "", stretch[:LONGEST_BYLINE].strip(_EDGES)
    while rest:
        match = _ROLE.match(rest) if any(word in rest for word in _OF_ROLES) else None
        if match:
            role, rest = match[1].translate(_FOLDED), rest[match.end() :]
        name = _first_name(rest)
        if not name or _NO_NAME.search(name):
            return
        written = len(name)
        name = tidy_name(name)
        if len(name) <= _SHORTEST_WITH_DEED or name[-1] not in "摄攝":  # 鄭名娟攝 took the picture
            yield role, name
        rest = rest[written:].lstrip(_EDGES)


def names_nobody(value: str) -> bool:
    """Whether a value says that no person is named, 佚名, or begins another field.

    >>> names_nobody("佚名"), names_nobody("何静")
    (True, False)
    """
    first = _NEXT.split(value.strip(_EDGES), maxsplit=1)[0]
    return _NO_NAME.search(first[:LONGEST_BYLINE]) is not None


def is_name(value: str) -> bool:
    """Whether a value is one name, with a common surname if it is Chinese, and nothing else.

    >>> is_name("李菁"), is_name("阿卜杜拉·买买提"), is_name("提供股票行情")
    (True, True, False)
    """
    value = tidy_name(value)
    if _NO_NAME.search(value):
        return False
    form = shape(value)
    chinese = _HAN_NAME.fullmatch(form) and (value[0] in _surnames() or value[:2] in _DOUBLE)
    return bool(chinese or _FOREIGN_NAME.fullmatch(form))


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    # Traditional pages write them in Traditional; the few that differ are enough
    return frozenset("".join(tables.read_lines("surnames.txt"))) | set(_TRADITIONAL)


def _first_name(text: str) -> str:
    """The name that a stretch begins with, empty if it begins with something else."""
    form = shape(text)
    found = _FOREIGN_NAME.match(form) or _PADDED_NAME.match(form)
    if found:
        return text[: found.end()]
    word = _NEXT.split(text, maxsplit=1)[0]
    if 2 <= len(word) <= 4 and shape(word) == "一" * len(word):
        return word
    latin = _LATIN.match(text)
    return latin[0] if latin else ""
