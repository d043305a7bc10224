"""Threads: whether a page is a forum's, where every post is text, however short.

A page is a thread if several kinds of evidence meet: its head names a forum, its class names do, its lines speak the language
of forum software. Comments below news look the same and are not text; there the rest of the page says nothing of a forum.

Limits: a thread whose page says little of a forum, in its own words or not at all, is an article with comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..late import late
from ..types import Block, Head
from .needles import Joined, Needles
from .patterns import needs
from .sheet import Sheet

_WORDS = late(
    r"楼主|只看|仅看|倒序|写回答|采纳|回帖|发帖|跟帖|版主|帖子|主题帖|声望|积分|沙发|精华|个回[答复]|条回[答复]|关注问题|邀请回答|讨论数量|最后由"
    r"|最后回复|发表?[复答]?于|回表?[复答]?于|1(?<!\w1) ?楼|#(?<!\w#)\d{1,3}\b|r(?<!\wr)e:|posts?:|joined:|replies\b|thread|t(?<!\wt)opic"
    r"|answers?\b|asked|forum|举报|点赞|引用|置顶|话题|阅读权限|等级"
    r"|powered by (?:discuz|phpwind|phpbb|vbulletin|xenforo|mybb|nodebb|flarum)|页首|在线用户|倒序浏览|贴子|发贴|回贴|回复贴"
    r"|次点击|人在线|问与答|忽略主题|你的回应|回应请先|最新讨论|提问者|我要提问|赞同(?= ?\d)|检举|恕删|个人积分|文章编号",
)
"""Each way begins with a letter, what must not stand before it comes after: so the engine knows where one may begin."""
_SPEAKS_CHARS = 60
"""folded characters of a line that forum software wrote, at most"""
_CLASSES = (
    "bbs",
    "forum",
    "thread",
    "topic",
    "tieba",
    "question",
    "answer",
    "discuss",
    "postbody",
    "postmessage",
    "reply-content",
    "reply_content",
    "topic-reply",
)
_CLASS_SHARE = 0.2
"""share of blocks inside such class names that counts as evidence"""
_MOST_CLASSES = 0.6
"""the same from which it counts one more: of articles none has more than .51"""
_HEAD = late(
    r"\bbbs\b|bbs\.|forum|thread|topic|tieba|discuz|phpwind|phpbb|vbulletin|xenforo|nodebb|flarum|question|\bask\b|\bwenda\b|community|discuss",
    re.IGNORECASE,
)
_TITLE = late(
    r"论坛|論壇|社区|社區|问答|問答|贴吧|討論區|讨论区|bbs|forum|知乎|百度知道|搜狗问问|爱问|有问必答|快速问医生|帖子|哈啦板"
)
"""in lower case: where case is ignored, the engine does not look for the first characters alone"""
_PARTS = late(r"[-_|·–—]+")
_AT_END = late(r"\s\S{1,12}(?:论坛|論壇|社区|社區|贴吧|討論區|讨论区)(?: ?P?\d{1,4})?$", re.IGNORECASE)
"""a site's name and a page's number behind the headline, with nothing between them but a blank"""
_SITE_NAME = 12
"""characters of a title that may be the site's name alone"""
_TOLD = ("og:url", "generator", "og:site_name", "application-name")
_HEAD_WEIGHT, _CLASS_WEIGHT, _MOST_WORDS, _ENOUGH = 2, 2, 6, 5
"""Points: head or title 2, class names 2, a point for each kind of word up to 6. Of 429 pages 23 of 28 threads have 5 or
more and no article has; one article in a hundred has 4. Of 37 other news pages one has 5, and no posts were found in it."""


def is_thread(blocks: Sequence[Block], head: Head) -> bool:
    """Whether the page is a forum's, by its head, class names and words together.

    >>> lines = ["楼主", "只看该作者", "发表于 2012-3-4", "回帖", "积分 12"]
    >>> is_thread([Block(line, folded=line) for line in lines], Head(title="老照片 - 小镇论坛"))
    True
    """
    sheet = Sheet.of(blocks)
    # what most pages lack comes first, and what takes longest last
    missing = _ENOUGH - min(kinds_of_words(sheet), _MOST_WORDS)
    if missing <= _HEAD_WEIGHT + _CLASS_WEIGHT + 1 and _is_named(head):
        missing -= _HEAD_WEIGHT
    if 0 < missing <= _CLASS_WEIGHT + 1 and len(sheet):
        inside = _inside_classes(sheet)
        missing -= _CLASS_WEIGHT if inside >= _CLASS_SHARE * len(sheet) else 0
        missing -= 1 if inside >= _MOST_CLASSES * len(sheet) else 0
    return missing <= 0


def _is_named(head: Head) -> bool:
    """Whether the page's head names a forum."""
    told = [value[:200] for name, value in head.metas if name in _TOLD]
    return _names_forum(head.title) or any(_HEAD.search(value) for value in (head.canonical, *told))


def _inside_classes(sheet: Sheet) -> int:
    """Blocks inside class names of forum software."""
    inside = {seat for _, seat, _ in _class_needles().places(Joined(sheet.all_cues))}
    return sum([seat in inside for seat in sheet.seat]) if inside else 0


@lru_cache(maxsize=1)
def _class_needles() -> Needles:
    return Needles(_CLASSES)


def kinds_of_words(sheet: Sheet) -> int:
    """Different words of forum software in short lines; only lines that may hold one are searched."""
    rows = {row for _, row, _ in _needles().places(sheet.lowered)}
    lines = "\n".join([sheet.folded[row] for row in sorted(rows) if len(sheet.folded[row]) <= _SPEAKS_CHARS])
    return len(set(_WORDS.findall(lines.lower())))


@lru_cache(maxsize=1)
def _needles() -> Needles:
    return Needles(needs(words_alone()).words)


def words_alone() -> str:
    """The words of forum software without what must not stand before them, which is left to the search."""
    return re.sub(r"\(\?<!.*?\)", "", _WORDS.pattern)


def _names_forum(title: str) -> bool:
    """Whether the site's part of a title names a forum; the headline before it may speak of one."""
    headline, *site = _PARTS.split(title)
    if not site and _AT_END.search(title):
        return True
    return any(_TITLE.search(part.lower()) for part in (site or [headline] if len(title) <= _SITE_NAME else site))
