"""The true headline is found where the page names itself, and none is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.clean import clean_page
from pipeline.judge.headline import choose_headline
from pipeline.judge.names import MOST_CHARS, Name
from pipeline.judge.spam import judge_spam
from pipeline.types import Block, Head, Options, Page

RAW = Path(__file__).parent.parent / "raw" / "luohe-radiotherapy.txt"
PROSE = (
    "本报讯,老社区的图书馆已经使用了三十多年,屋顶漏水、书架变形,读者多次反映阅览室光线不足。",
    "街道办事处说,图书馆修缮不仅更换屋顶和门窗,还将增设儿童阅读角,工程预计四个月,下个月开工。",
)
TITLE = "社区图书馆修缮工程下个月开工"


def page(*lines: str, head: Head | None = None, kind: str = "line") -> Page:
    return Page(tuple(Block(text=line, index=i, kind=kind, line=i + 1) for i, line in enumerate(lines)), head or Head())


def titles(judged: Page) -> list[str]:
    return [block.text for block in judged.blocks if block.kind == "title"]


def test_the_first_page_has_its_second_line_as_headline() -> None:
    lines = [line for line in RAW.read_text("utf-8").split("\n") if line.strip()]
    judged = choose_headline(judge_spam(page(*lines), Options()))
    assert [block.index for block in judged.blocks if block.kind == "title"] == [1]


def test_a_text_that_starts_with_its_title_keeps_it() -> None:
    assert titles(choose_headline(page(TITLE, *PROSE))) == [TITLE]


def test_a_text_that_starts_with_a_paragraph_has_none() -> None:
    judged = choose_headline(page(*PROSE))
    assert titles(judged) == []
    assert judged.evidence == ()


def test_verses_and_lists_have_none() -> None:
    assert titles(choose_headline(page("床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"))) == []
    assert titles(choose_headline(page("1. 图书馆", "2. 修缮", *PROSE))) == []


HEADER = ("首页", "新闻", "社区", "论坛")
MENU = "navigation/menu"


def dump(*lines: str) -> Page:
    """A text with the header of its page, which was dropped."""
    judged = page(*HEADER, *lines)
    blocks = [replace(block, dropped_by=MENU) if block.index < len(HEADER) else block for block in judged.blocks]
    return replace(judged, blocks=tuple(blocks))


def test_labels_above_the_headline_of_a_text_go_with_the_header_of_its_page() -> None:
    judged = choose_headline(dump("本地", "社区频道 > 图书馆", TITLE, "发布时间:2024-01-02", *PROSE))
    assert titles(judged) == [TITLE]
    assert [block.text for block in judged.blocks if block.dropped_by == "headline/label-above"] == [
        "本地",
        "社区频道 > 图书馆",
    ]
    assert titles(choose_headline(page("本地", TITLE, "发布时间:2024-01-02", *PROSE))) != [TITLE]


def test_the_first_line_is_the_headline_though_a_better_one_stays_below_it() -> None:
    assert titles(choose_headline(dump(TITLE, "图书馆阅览室光线不足的问题将在下个月解决", *PROSE))) == [TITLE]
    assert titles(choose_headline(dump("图书馆修缮", "——街道办事处说的四个月", *PROSE))) == ["图书馆修缮"]


def test_the_name_of_a_paper_may_stand_between_headline_and_date() -> None:
    assert titles(choose_headline(page(TITLE, "社区报", "2024-01-02 10:00", *PROSE))) == [TITLE]


def test_the_number_and_name_of_a_chapter_are_its_headline() -> None:
    text = "第十二章 夜雨 (第1/3页)\n天黑下来的时候，雨也来了。\n老张把灯点上，坐在门口等他的儿子回来。\n没有人回答他，只有雨打在瓦上的声音。\nLoading..."
    assert clean_page(text).title == "第十二章 夜雨 (第1/3页)"


def test_a_byline_is_no_headline() -> None:
    assert titles(choose_headline(page("来源:社区图书馆报 时间:2024-01-02", *PROSE))) == []


def test_the_heading_that_says_what_the_title_says_wins() -> None:
    head = Head(title=f"{TITLE}_本地新闻_某某网")
    judged = page("某某网", "本地新闻", TITLE, *PROSE, head=head)
    blocks = (replace(judged.blocks[0], kind="h", level=1), *judged.blocks[1:])
    assert titles(choose_headline(replace(judged, blocks=blocks))) == [TITLE]


def test_without_a_block_the_title_loses_its_site_name() -> None:
    judged = choose_headline(page(*PROSE, head=Head(title=f"{TITLE} - 本地新闻 - 某某新闻网")))
    assert dict(judged.evidence)["title"] == TITLE


def test_a_title_that_only_names_the_site_gives_way_to_the_line_above_the_byline() -> None:
    head = Head(title="社区图书馆官网")
    judged = choose_headline(page(TITLE, "发布时间:2024-01-02 来源:社区图书馆", *PROSE, head=head))
    assert titles(judged) == [TITLE]


def test_an_injected_title_is_not_the_headline() -> None:
    spam = "久久精品国产_亚洲无码一区二区三区_欧美日韩在线观看_中文字幕免费视频"
    judged = judge_spam(page(spam, TITLE, *PROSE, head=Head(title=spam)), Options())
    judged = choose_headline(judged)
    assert titles(judged) == [TITLE]
    assert "title" not in dict(judged.evidence)


@pytest.mark.parametrize(
    ("title", "above", "kept"),
    [
        (f"{TITLE} @ 老街的日子 :: 某某客 ::", "<h1><a href=/>老街的日子</a></h1>", False),
        (f"{TITLE} - 老街周刊", "<p><a href=/>老街周刊</a></p>", False),
        (f"{TITLE} @ 老街的日子 :: 某某客 ::", "<h3>老街的日子</h3>", True),
        (TITLE, "<h1><a href=/zj>老街的日子</a></h1>", True),
    ],
    ids=["blog", "site", "no link", "no part of the title"],
)
def test_a_link_above_the_headline_that_names_the_site_goes(title: str, above: str, kept: bool) -> None:
    prose = "".join(f"<p>{line}" for line in PROSE)
    html = f"<title>{title}</title><div>{above}<h2>{TITLE}</h2>{prose}</div>"
    found = clean_page(html.encode(), Options(extract=True))
    assert found.title == TITLE
    rules = {block.text: block.dropped_by for block in (*found.kept, *found.removed)}
    assert (rules.get("老街的日子", rules.get("老街周刊")) != "headline/site-above") is kept


def test_a_line_that_repeats_the_headline_with_the_site_is_dropped() -> None:
    judged = choose_headline(page(f"{TITLE}_某某新闻网", TITLE, *PROSE))
    assert titles(judged) == [TITLE]
    assert judged.blocks[0].dropped_by == "headline/repeated"


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        (
            "<a href=?typeid=3>[求助]</a> <span>老相机快门坏了怎么办</span>",
            "老相机快门坏了怎么办 - 闲聊",
            "老相机快门坏了怎么办",
        ),
        (
            "<a href=?typeid=3>[求助]</a> <span>老相機快門壞了怎麼辦</span>",
            "老相機快門壞了怎麼辦 - 閒聊",
            "老相机快门坏了怎么办",
        ),
        (
            "<a href=?id=3>【公告】老相机快门坏了怎么办</a>",
            "老相机快门坏了怎么办 - 闲聊",
            "【公告】老相机快门坏了怎么办",
        ),
        ("[美]海明威的老相机", "海明威的老相机 - 书站", "[美]海明威的老相机"),
        (
            "<a href=?typeid=3>[求助]</a> 老相机快门坏了怎么办",
            "[求助] 老相机快门坏了怎么办 - 闲聊",
            "[求助] 老相机快门坏了怎么办",
        ),
    ],
    ids=["label", "traditional", "one-link", "no-link", "title-has-it"],
)
def test_a_label_that_leads_to_threads_of_its_kind_is_no_title(heading, head, title):
    text = "快门按下去没有声音，取景框里也是黑的，请问各位有没有遇到过这种情况？送到店里换了一个小齿轮就好了。"
    doc = clean_page(f"<title>{head}</title><body><h1>{heading}</h1><p>{text}</p><p>{text[5:]}</p>")
    assert doc.title == title
    assert doc.text.count("怎么办") == ("怎么办" in title)


def test_a_name_of_very_many_parts_is_put_together_no_further_than_a_line_is_long():
    name = Name(("放疗", "医院") * 50_000)
    assert max(map(len, name.runs)) == MOST_CHARS
    assert {"放疗", "医院", "放疗医院放疗"} <= name.runs
