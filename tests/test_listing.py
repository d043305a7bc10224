"""Pages that list others: their rows stay, and no article with lists beside it is taken for one."""

import pytest

from pipeline.clean import clean_page
from pipeline.judge import listing, titles
from pipeline.judge.sheet import Sheet
from pipeline.split import split
from pipeline.types import Options, Source

HEADLINES = [
    "老粮仓改成社区书屋 下月开门",
    "渔港休渔期结束 首批渔船返航",
    "古桥修好了 石栏杆按旧照片做",
    "夜间门诊延长到晚上九点",
    "小麦抽穗 农技员下田指导",
    "雨水花园让小区不再积水",
    "登山步道新增三处急救点",
    "老街理发店五元理发二十年",
    "轮渡下午停航 明早恢复",
    "旧电梯更新补贴办法征求意见",
]
MENU = (
    "<ul class=nav>"
    + "".join(
        f"<li><a href=/{n}>{word}</a></li>"
        for n, word in enumerate(["首页", "新闻", "财经", "体育", "教育", "健康", "房产", "汽车"])
    )
    + "</ul>"
)
FOOT = "<div class=foot><a href=/a>关于我们</a> <a href=/b>网站地图</a> <p>某网 版权所有 京ICP备00000000号</p></div>"
NEWS = "昨天上午，河边的旧仓库重新开门，来看展览的人从门口一直排到桥上。展览持续到月底，学生凭证件免费入场。"


def rows(titles=HEADLINES, dates=True):
    day = "<span>2021-03-{:02d}</span>" if dates else ""
    return (
        "<ul class=list>"
        + "".join(f"<li><a href=/t/{n}>{t}</a>{day.format(n + 1)}</li>" for n, t in enumerate(titles))
        + "</ul>"
    )


def clean(body, title="本地新闻_某网", **options):
    return clean_page(
        f"<html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>",
        Options(kind="html", **options),
    )


def test_the_rows_of_a_list_stay_and_the_menus_go():
    doc = clean(f"<h1>本地新闻</h1>{rows()}")
    assert doc.text == "本地新闻\n" + "".join(f"- {title}2021-03-{n + 1:02d}\n" for n, title in enumerate(HEADLINES))
    assert ("mode", "list") in doc.evidence
    assert "- [登山步道新增三处急救点](/t/6)2021-03-07" in doc.markdown


def test_a_list_states_no_facts_of_an_article():
    posts = "".join(
        f"<div class=post><h2><a href=/p/{n}>{t}</a></h2><p>作者：某某 时间：2021-03-0{n + 1}</p></div>"
        for n, t in enumerate(HEADLINES[:9])
    )
    doc = clean(f"<h1>本地新闻</h1>{posts}")
    assert "author" not in doc.metadata and "published" not in doc.metadata
    assert all(title in doc.text for title in HEADLINES[:9])


@pytest.mark.parametrize(
    "article",
    [
        f"<h1>旧仓库里的展览开门了</h1><p>来源：某报 2021-03-04</p><p>{NEWS}</p>",
        f"<h1>旧仓库里办展览 来的人排到桥上</h1><video src=a.mp4></video><p>{NEWS[:20]}</p>",
        f"<p>{NEWS}</p><p>{NEWS[10:]}</p>",
    ],
    ids=["short-news", "video", "no-headline"],
)
def test_an_article_with_longer_lists_below_it_is_none(article):
    doc = clean(
        f"<div class=main>{article}</div><h3>相关新闻</h3>{rows(dates=False)}", "旧仓库里办展览 来的人排到桥上_某网"
    )
    assert NEWS[:20] in doc.text
    assert not any(title in doc.text for title in HEADLINES)


POEM = ["一片两片三四片，五片六片七八片。", "九片十片无数片，飞入水中都不见。"]


@pytest.mark.parametrize("poem", [f"<p>{'<br>'.join(POEM)}</p>", f"<p>{POEM[0]}</p><p>{POEM[1]}</p>"], ids=["br", "p"])
def test_a_short_poem_above_a_list_is_no_list(poem):
    doc = clean(
        f"<div class=main><h1>咏雪</h1><p>某某</p>{poem}</div><h3>相关推荐</h3>{rows(dates=False)}", "咏雪_某网"
    )
    assert all(line in doc.text for line in POEM)
    assert not any(title in doc.text for title in HEADLINES)


@pytest.mark.parametrize(("before", "between"), [("<p>", "</p><p>"), ("<div>", "<br>")], ids=["p", "br"])
def test_a_song_above_a_longer_list_is_no_list(before, between):
    song = "雨下在河上 灯亮在窗前|走了很远的人 还没有回来|桥下的船 一只又一只|没有一只 是他的船|雨下在河上 灯亮在窗前|天亮的时候 雨就停了|门口的伞 还是湿的"
    body = f"<div class=main><h1>雨夜</h1>{before}{song.replace('|', between)}</div>{rows(HEADLINES + [t[::-1] for t in HEADLINES[1:]], dates=False)}"
    assert all(line in clean(body, "雨夜_某网").text for line in song.split("|"))


def test_first_words_and_dates_stay_and_buttons_go():
    posts = "".join(
        f"<div class=post><h2><a href=/p/{n}>{t}</a></h2><p class=when>2021-03-0{n + 1} 10:20</p><p class=text>{NEWS[n:]}</p>"
        f"<p class=more><a href=/p/{n}#more>阅读全文</a></p><p class=count>{n * 7}</p></div>"
        for n, t in enumerate(HEADLINES[:6])
    )
    doc = clean(f"<h1>随笔</h1>{posts}", "随笔 - 某人的小站")
    lines = doc.text.split("\n")
    assert lines[1:4] == [HEADLINES[0], "2021-03-01 10:20", NEWS]
    assert "阅读全文" not in doc.text and "7" not in lines
    assert clean_page(doc.text).text == doc.text


def test_a_line_of_a_table_stays_whole():
    lines = "".join(
        f"<tr><td><img src=new.gif></td><td><a href=/t/{n}>{t}</a></td><td><a href=/u>某某</a></td><td>{n}</td></tr>"
        for n, t in enumerate(HEADLINES)
    )
    head = "<tr><td></td><td><a href=?o=1>标题</a></td><td>作者</td><td>回复</td></tr>"
    split = "<tr><td></td><td><a href=?s>版块主题</a></td><td></td><td></td></tr>"
    doc = clean(f"<h1>闲聊</h1><table>{head}{split}{lines}</table>", "闲聊 - 某论坛")
    assert doc.text == "闲聊\n" + "".join(f"{t}\t某某\t{n}\n" for n, t in enumerate(HEADLINES))
    assert "new.gif" not in doc.markdown


def test_the_numbers_of_a_board_are_no_part_of_its_name():
    doc = clean(f"<h1><a href=/f>闲聊</a> 今日: 3|主题: 841|排名: 2</h1>{rows()}", "闲聊 - 某论坛")
    assert doc.title == "闲聊"


def test_nothing_is_listed_where_nothing_is():
    assert "rows from" not in dict(clean("", "空").evidence)  # the menu alone
    assert listing.find(Sheet([]), [], "空") == listing.NONE


def test_lists_that_go_through_each_other_are_looked_at_a_hundred_at_most():
    names = ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(3 * titles.LISTS)]
    row = "<tr class={0}><td class={0}><a href=/{1}>港口的新码头开放以后的第{1}个题目</a>"
    html = "<table>" + "".join(row.format(names[n % len(names)], n) for n in range(5 * len(names))) + "</table>"
    sheet = Sheet([block for block in split(Source(html, "utf-8", kind="html"), Options()).blocks if block.text])
    found = titles.groups_of(sheet, [titles.place_of(*seat) for seat in sheet.seats])
    assert [len(group) for group in found] == [5] * titles.LISTS
