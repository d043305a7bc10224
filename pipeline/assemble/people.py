"""Names of people as bylines write them: padded, several, behind a role, with a place or an office after them.

Limits: a name is what stands where names stand; no list of given names is consulted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .. import tables

_EDGES = " \t\n　\xa0,，;；、()（）[]【】|:：/·-—_"
# strings, compiled by re when first needed: their classes are large, and many pages name nobody
_HAN_NAME = r"[一-鿿](?:[\s　]*[一-鿿·]){1,3}"
_FOREIGN_NAME = r"[一-鿿]{1,6}(?:[·•．][一-鿿A-Za-z]{1,8})+"
_ROLE = (
    r"^(?:本报|本网|本刊|本台|新华社|中新社|央视|全媒体|融媒体|特约|特派|见习|实习|首席|高级|驻.{1,4})*"
    r"(?:[一-鿿]{2,6}(?=(?:记者|通讯员)[\s　:：]))?"
    r"(记者|通讯员|作者|撰文|撰稿|文/图|图/文|文/摄|文图|图文|文字|文|采写|报道员)[\s　:：/|]*"
)
_NEXT = re.compile(r"[\s　]*[;；、,，/|&][\s　]*|[\s　]+")
_NO_NAME = r"阅读|评论|点击|浏览|人气|编辑|来源|时间|发布|分享|字号|收藏|状态|更新|出处|参与|互动|关注|分类|回复|原创|转载|投稿|整合|整理|未知|佚名|匿名|网络|综合|本站|管理员|小编|责编|校对|报道|摄影|供图"
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


def tidy_name(value: str) -> str:
    """A name without the padding that fills it to three characters, and without stray brackets.

    >>> tidy_name("李   菁 "), tidy_name("Zhang San")
    ('李菁', 'Zhang San')
    """
    value = value.strip(_EDGES)
    if re.fullmatch(_HAN_NAME, value) and not _NEXT.split(value, maxsplit=1)[0][2:]:
        parts = re.split(r"[\s　]+", value)
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
        match = re.match(_ROLE, rest)
        if match:
            role, rest = match[1], rest[match.end() :]
        name = _first_name(rest)
        if not name or re.search(_NO_NAME, name):
            return
        yield role, tidy_name(name)
        rest = rest[len(name) :].lstrip(_EDGES)


def names_nobody(value: str) -> bool:
    """Whether a value says that no person is named, 佚名, or begins another field.

    >>> names_nobody("佚名"), names_nobody("何静")
    (True, False)
    """
    first = _NEXT.split(value.strip(_EDGES), maxsplit=1)[0]
    return re.search(_NO_NAME, first[:LONGEST_BYLINE]) is not None


def is_name(value: str) -> bool:
    """Whether a value is one name, with a common surname if it is Chinese, and nothing else.

    >>> is_name("李菁"), is_name("阿卜杜拉·买买提"), is_name("提供股票行情")
    (True, True, False)
    """
    value = tidy_name(value)
    if re.search(_NO_NAME, value):
        return False
    chinese = re.fullmatch(_HAN_NAME, value) and (value[0] in _surnames() or value[:2] in _DOUBLE)
    return bool(chinese or re.fullmatch(_FOREIGN_NAME, value))


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    # Traditional pages write them in Traditional; the few that differ are enough
    return frozenset("".join(tables.read_lines("surnames.txt"))) | set(_TRADITIONAL)


def _first_name(text: str) -> str:
    """The name that a stretch begins with, empty if it begins with something else."""
    foreign = re.match(_FOREIGN_NAME, text)
    if foreign:
        return foreign[0]
    padded = re.match(r"[一-鿿][\s　]+[一-鿿](?![一-鿿])", text)
    if padded:
        return padded[0]
    word = _NEXT.split(text, maxsplit=1)[0]
    if re.fullmatch(r"[一-鿿]{2,4}", word):
        return word
    latin = re.match(r"[A-Za-zÀ-ɏ][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}", text)
    return latin[0] if latin else ""
