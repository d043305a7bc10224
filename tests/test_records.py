"""Threads: posts stay whatever their length, the lines of the software go; comments below news are not posts."""

from __future__ import annotations

from pipeline.judge import judge, postlines, records, threads
from pipeline.split import split
from pipeline.types import Block, Head, Page, Source

QUESTION = "去年冬天家里的老相机坏了，快门按下去没有声音，取景框里也是黑的，请问各位有没有遇到过这种情况？"
LONG = "我的那台也是这样，送到店里换了一个小齿轮就好了，花了不到一百块钱，等了三天。你先看看电池仓有没有漏液，再决定要不要修。"
REPLIES = ("电池呢", "谢谢，我去看看", "不修了，买新的吧！", LONG, "同问", "修好了记得说一声", "后来怎么样了？")


def page_of(body: str, title: str = "老相机坏了 - 小镇论坛") -> Page:
    head = f"<head><title>{title}</title></head>"
    menu = "<ul class=menu><li><a href=/>首页</a></li><li><a href=/n>新帖</a></li></ul>"
    foot = "<div class=foot><a href=/about>关于我们</a> <p>© 2019 小镇论坛 版权所有</p></div>"
    return split(Source(f"<html>{head}<body>{menu}{body}{foot}</body></html>", "utf-8", (), "html"))


def kept(page: Page) -> list[str]:
    return [block.text for block in judge(page).blocks if block.kept]


def tables() -> str:
    """As Discuz! prints a thread: a table a post, the writer's card on the left."""
    posts = []
    for floor, text in enumerate((QUESTION, *REPLIES), 1):
        card = f"<td class=pls><b>用户{floor}</b><p>中级会员</p><p>积分 {floor * 37}</p></td>"
        line = f"<div class=authi>发表于 2019-3-{floor} 10:2{floor} | 只看该作者 <em>{floor}#</em></div>"
        posts.append(
            f"<table id=pid{floor}><tr>{card}<td class=plc>{line}<div class=t_f>{text}</div><a>回复</a> <a>举报</a></td></tr></table>"
        )
    return "<h1>老相机坏了</h1>" + "".join(posts)


def items() -> str:
    """As newer software does: list items, the stamp below the text, replies inside a reply."""
    posts = []
    for floor, text in enumerate(REPLIES, 1):
        inner = f"<ul><li class=sub><span class=sub-name>楼主</span><div class=sub-text>回复：{text[:6]}，好的。</div><i class=sub-time>{floor} 天前</i></li></ul>"
        posts.append(
            f"<li class=reply><a class=name>用户{floor}</a><div class=reply-text>{text}</div>"
            f"<div class=tail>#{floor}</div><div class=ops><a>点赞</a> <a>举报</a></div>{inner}</li>"
        )
    return f"<div class=topic><h1>老相机坏了</h1><div class=topic-text><p>{QUESTION}</p></div><ul class=topic-replies>{''.join(posts)}</ul></div>"


def test_short_posts_of_a_table_thread_stay() -> None:
    lines = kept(page_of(tables()))
    assert [line for line in lines if line in (QUESTION, *REPLIES)] == [QUESTION, *REPLIES]
    assert not any("发表于" in line or "积分" in line or "会员" in line for line in lines)


def test_short_posts_and_their_replies_stay_in_a_list() -> None:
    lines = kept(page_of(items()))
    assert [line for line in lines if line in (QUESTION, *REPLIES)] == [QUESTION, *REPLIES]
    assert sum(line.startswith("回复：") for line in lines) == len(REPLIES)
    assert not any("点赞" in line or "天前" in line for line in lines)


def test_comments_below_news_are_no_posts() -> None:
    rows = "".join(
        f"<li class=comment><b>网友{n}</b><i>{n} 小时前</i><p class=comment-text>{text}</p></li>"
        for n, text in enumerate(REPLIES, 1)
    )
    page = page_of(
        f"<h1>老相机展开幕</h1><div class=article><p>{LONG}</p></div><ul>{rows}</ul>", "老相机展开幕_江城晚报"
    )
    assert not threads.is_thread([block for block in page.blocks if block.text], page.head)


def test_a_page_without_stamps_has_no_posts() -> None:
    page = page_of(f"<div class=topic><p>{QUESTION}</p><p>{LONG}</p></div>")
    assert records.posts([block for block in page.blocks if block.text])[0] == set()
    assert not threads.is_thread([], Head(title="论坛"))


def test_posts_of_a_text_are_what_does_not_repeat_between_stamps() -> None:
    lines = ["首页", "社区", "老相机坏了"]
    for floor, text in enumerate((QUESTION, *REPLIES), 1):
        lines += [
            f"用户{floor}",
            "中级会员",
            f"发表于 2019-3-{floor} 10:2{floor} | 只看该作者 {floor}#",
            text,
            "回复 举报",
        ]
    page = split(Source("\n".join(lines), "utf-8", (), "text"))
    stamps = [row for row, block in enumerate(page.blocks) if records.is_stamp(block.folded)]
    writers = postlines.writers(page.blocks, [""] * len(page.blocks), stamps)
    likely = postlines.likely_posts(page.blocks, [""] * len(page.blocks), stamps, writers)
    found = [page.blocks[row].text for row in likely]
    assert [line for line in found if line in (QUESTION, *REPLIES)] == [QUESTION, *REPLIES]
    assert not any("用户" in line or "会员" in line or "发表于" in line or "举报" in line for line in found)


def test_a_headline_that_speaks_of_a_forum_names_none() -> None:
    lines = [Block(text, folded=text) for text in ("发表于 2012-3-4", "回帖", "沙发")]
    assert threads.is_thread(lines, Head(title="老相机坏了 - 小镇论坛"))
    assert not threads.is_thread(lines, Head(title="世界经济论坛今天开幕 - 江城晚报"))
