"""Skeletons, anti-copy tokens, link farms, hidden blocks and spam inside a sentence."""

from __future__ import annotations

from pipeline.judge.spam import judge_spam
from pipeline.split import split
from pipeline.types import Block, Options, Page, Source

PROSE = [
    "本报讯,老社区的图书馆已经使用了三十多年,屋顶漏水、书架变形,读者多次反映阅览室光线不足。",
    "街道办事处说,图书馆修缮不仅更换屋顶和门窗,还将增设儿童阅读角,工程预计四个月,下个月开工。",
    "居民李先生说,他从小在这里看书,希望新馆能保留那排旧木桌,桌面上还留着几代学生刻下的字。",
]


def text_page(*lines: str) -> Page:
    return Page(tuple(Block(text=line, index=i, kind="line", line=i + 1) for i, line in enumerate(lines)))


def html_page(body: str, head: str = "") -> Page:
    return split(Source(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8", (), "html"))


def dropped(page: Page) -> dict[str, str]:
    return {block.text: block.dropped_by for block in judge_spam(page, Options()).blocks if block.dropped_by}


def test_leaked_skeleton_tags_go() -> None:
    nest = '<tr id="k7x2p"></tr><sup id="k7x2p"></sup><noscript id="k7x2p"></noscript>'
    assert dropped(text_page(PROSE[0], nest, PROSE[1], "</tr></sup>")) == {
        nest: "spam/skeleton",
        "</tr></sup>": "spam/skeleton",
    }


def test_text_beside_skeleton_tags_stays_flagged() -> None:
    mixed = '<tr id="k7x2p"></tr><sup id="k7x2p"></sup><ul id="k7x2p"></ul>' + PROSE[1]
    judged = judge_spam(text_page(PROSE[0], mixed), Options())
    assert judged.blocks[1].kept
    assert judged.blocks[1].flags == ("spam/skeleton",)


def test_markup_as_an_example_stays() -> None:
    assert dropped(text_page(*PROSE, '<table id="sales"><tr id="first"></tr></table>', '<p id="intro"></p>')) == {}


def test_one_text_behind_random_letters_goes() -> None:
    lines = ["GMuk社区资讯网——每日最新资讯", "JSpq社区资讯网——每日最新资讯", "xWeR社区资讯网——每日最新资讯"]
    page = text_page(PROSE[0], lines[0], PROSE[1], lines[1], PROSE[2], lines[2])
    assert dropped(page) == dict.fromkeys(lines, "spam/anti-copy")


def test_names_in_latin_letters_stay() -> None:
    assert dropped(text_page(*PROSE, "iPhone", "MySQL", "NBA总决赛", "CBA总决赛")) == {}


def test_random_letters_alone_go_from_three_lines_on() -> None:
    page = text_page(PROSE[0], "sOVesmc", PROSE[1], "qTxWab", PROSE[2], "zzKpLm")
    assert set(dropped(page)) == {"sOVesmc", "qTxWab", "zzKpLm"}


def test_a_link_farm_goes_as_a_whole_and_the_menu_stays() -> None:
    spam = ["澳门新葡京娱乐城官网", "百家乐平台注册开户", "亚博体育官方网站登录", "老牌网投信誉平台"]
    farm = "".join(f'<li><a href="http://k{i}x.vip/">{text}</a></li>' for i, text in enumerate([*spam, "王家花园"]))
    menu = "".join(
        f'<li><a href="/{i}">{text}</a></li>' for i, text in enumerate(["首页", "新闻", "体育", "彩票", "财经"])
    )
    body = f"<ul>{menu}</ul>" + "".join(f"<p>{line}</p>" for line in PROSE) + f"<div><ul>{farm}</ul></div>"
    assert set(dropped(html_page(body))) == {*spam, "王家花园"}


def test_a_hidden_block_of_spam_links_goes_but_not_a_hidden_menu() -> None:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    spam = "<a href='http://a.vip/'>时时彩平台注册</a> <a href='http://b.vip/'>真人百家乐官网</a>"
    menu = "<a href='http://sports.example.com/'>体育频道</a> <a href='http://news.example.com/'>新闻频道</a>"
    found = dropped(html_page(f'{body}<div style="display:none">{spam}</div><div style="display:none">{menu}</div>'))
    assert list(found.values()) == ["spam/hidden-links"]
    assert "时时彩平台注册" in next(iter(found))


def test_bare_links_to_random_hosts_go_and_references_stay() -> None:
    farm = [
        f"https://{name}.vip/viewspace-{i}.html"
        for i, name in enumerate(["k7x2p", "w3q9z", "b8v4t", "h5n2m", "z4r7q", "t9c3x", "p2d8w", "m6j1k"])
    ]
    references = [
        f"https://{name}/page/{i}"
        for i, name in enumerate(
            [
                "en.wikipedia.org",
                "nature.com",
                "science.org",
                "who.int",
                "unesco.org",
                "museum.example.org",
                "library.example.org",
                "archive.org",
            ]
        )
    ]
    assert set(dropped(text_page(*PROSE, *farm))) == set(farm)
    assert dropped(text_page(*PROSE, *references)) == {}


def test_a_name_overwritten_inside_a_sentence_is_flagged() -> None:
    line = "公司成立于一九九八年,国产精品久久综合无码视频有限公司是专业从事阀门研发和生产的企业,产品销往多个地区。"
    judged = judge_spam(text_page(*PROSE, line), Options())
    assert judged.blocks[-1].kept
    assert judged.blocks[-1].flags == ("spam/inline",)


def test_a_wall_of_keywords_goes_and_a_list_of_names_stays() -> None:
    names = " ".join(["王小明", "李大山", "张海燕", "码头", "茶园", "图书馆"] * 30)
    wall = f"{names} 某某影院灰姑娘 傲世狂妃全文免费阅读 小说txt下载 在线观看高清 {names}"
    assert dropped(text_page(*PROSE, names, wall)) == {wall: "spam/keyword-wall"}


def test_injected_metas_are_named() -> None:
    spam = "久久精品国产_亚洲无码一区二区三区_欧美日韩在线观看"
    head = (
        f'<title>{spam}</title><meta name="keywords" content="{spam}"><meta property="og:title" content="图书馆修缮">'
    )
    judged = judge_spam(html_page("".join(f"<p>{line}</p>" for line in PROSE), head), Options())
    assert dict(judged.evidence) == {"spam-title": spam, "spam-meta": "keywords"}


def test_a_long_keyword_list_is_judged_by_its_start() -> None:
    line = "_".join(["国产精品在线观看", "亚洲无码一区二区", "欧美日韩免费视频"] * 30)
    assert dropped(text_page(line, *PROSE)) == {line: "spam/headline"}


def test_two_spam_lines_do_not_speak_for_each_other() -> None:
    line = "国产精品在线观看,亚洲无码一区二区,欧美日韩免费视频,人妻久久综合,成人午夜福利"
    assert set(dropped(text_page(line, *PROSE, line, line + ",国产毛片"))) == {line, line + ",国产毛片"}
