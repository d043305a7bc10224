"""Assembling: the tree of the kept blocks, and the facts that lines, meta tags and JSON-LD state."""

import json
from pathlib import Path

import pytest
from stages import html_page, rendered, text_page

from pipeline.assemble import assemble
from pipeline.assemble.dates import find_date
from pipeline.types import Block, Container, Head, Mark, Options, Page

CASES = Path(__file__).parent / "cases" / "facts"
BODY = "这座桥已经修好，昨天有许多人从桥上走过，两岸的店铺也重新开了门，晚上还点起了灯笼，一直亮到后半夜，孩子们在桥上跑来跑去。"


def facts_of(*lines, body=BODY, head=Head(), rule="bylines/test"):  # noqa: B008 (frozen)
    texts = ["石桥修复完工", *lines, body]
    blocks = [Block(text, index, "line", line=index + 1) for index, text in enumerate(texts)]
    blocks = [
        Block(
            b.text,
            b.index,
            "title" if not b.index else "line",
            line=b.line,
            dropped_by=rule if 0 < b.index < len(texts) - 1 else None,
        )
        for b in blocks
    ]
    return assemble(Page(tuple(blocks), head), Options())


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c["label"]) for c in map(json.loads, (CASES / "lines.jsonl").read_text("utf-8").splitlines())],
)
def test_facts_of_lines(case):
    article = facts_of(*case["lines"], rule=case.get("rule", "bylines/test"))
    for name, value in case["want"].items():
        got = getattr(article, name)
        assert ([list(pair) for pair in got] if name == "credits" else got) == value


def test_an_interview_names_nobody():
    talk = ["记者：您好。", "老周：你好。", "记者：谢谢", "老周：不客气。"]
    blocks = [Block(text, index, "p") for index, text in enumerate(["老周修桥", BODY, *talk])]
    assert assemble(Page(tuple(blocks)), Options()).author == ""
    assert assemble(Page((*blocks[:2], Block("记者：赵亮", 2, "p"))), Options()).author == "赵亮"


@pytest.mark.parametrize(
    ("ending", "author"),
    [
        ("（何静）", "何静"),
        ("(何   静)", "何静"),
        ("（记者 何静 通讯员 罗小敏）", "何静、罗小敏"),
        ("（文/何静 图/罗敏）", "何静"),
        ("（本报记者何静）", "何静"),
        ("（完）", ""),
        ("（责编：何静）", ""),
        ("（图片由作者提供）", ""),
        ("（见下页）", ""),
    ],
)
def test_the_bracket_that_ends_the_text(ending, author):
    article = facts_of(body=BODY + ending)
    assert article.author == author
    assert ending in article.body.get_text()


def test_reporter_in_the_lead():
    assert facts_of(body="本报讯（记者 何静）" + BODY).author == "何静"


def test_facts_of_the_head():
    head = Head(
        metas=(
            ("author", "云溪网"),
            ("article:published_time", "2023-11-02T08:00:00+08:00"),
            ("og:site_name", "云溪网"),
        ),
        jsonld=(
            '{"@graph":[{"@type":"NewsArticle","author":[{"name":"何静"}],"dateModified":"2023-11-03"}]}',
            "{broken",
            "[[[",
        ),
        lang="zh-CN",
        canonical="https://a.cn/1",
    )
    article = facts_of("2023-11-02 08:00", head=head)
    facts = {fact.name: fact for fact in reversed(article.facts)}
    assert (article.author, article.published, article.updated) == ("何静", "2023-11-02T08:00:00+08:00", "2023-11-03")
    assert (facts["site"].value, facts["language"].value, facts["url"].value) == ("云溪网", "zh-CN", "https://a.cn/1")
    assert facts["author"].evidence == "json-ld author"


def test_pen_names_of_the_head():
    head = Head(title="石桥修复完工 | 木匠手记", metas=(("author", "木匠"),))
    assert facts_of("木匠", head=head).author == "木匠"
    assert facts_of("2023-11-02", head=head).author == ""
    assert facts_of("云溪网", head=Head(metas=(("author", "云溪网"),))).author == ""
    person = '{"@type":"Recipe","author":{"@type":"Person","name":"小厨娘"},"publisher":{"name":"云溪网"}}'
    assert facts_of(head=Head(jsonld=(person,))).author == "小厨娘"
    assert facts_of(head=Head(jsonld=(person.replace("小厨娘", "云溪网"),))).author == ""


def test_what_baidu_and_toutiao_ask_of_pages_states_the_day():
    cambrian = '{"@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld", "title": "老桥", "pubDate": "2021-11-03T20:11:09"}'
    assert facts_of(head=Head(jsonld=(cambrian,))).published == "2021-11-03T20:11:09"
    assert facts_of(head=Head(metas=(("bytedance:published_time", "2021-11-03T20:11:09+08:00"),))).published


def test_time_elements_make_a_date_exact_or_give_the_only_one():
    times = ("2023-11-02T08:00:00+08:00", "2023-12-24T10:00")
    assert facts_of("2023-11-02", head=Head(times=times)).published == times[0]
    assert facts_of(head=Head(times=times)).published == ""
    assert facts_of(head=Head(times=times[:1])).published == times[0]


def test_the_time_of_an_event_is_no_date_of_the_article_that_has_one():
    event = "时间：2024年3月15日（周五）下午2:30"
    assert facts_of("2024年03月12日 15:20  李大河  点击：[235]", body=event).published == "2024-03-12T15:20"
    assert facts_of(body=event).published.startswith("2024-03-15")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("2024年03月12日 15:20  李大河  点击：[235]", "李大河"),
        ("posted @ 2020-08-09 21:15 老林 阅读(3521) 评论(12) 编辑 收藏 举报", "老林"),
        ("2024年03月12日 15:20 教务处 点击：[235]", ""),
        ("posted @ 2020-08-09 21:15 管理员 阅读(3521)", ""),
    ],
)
def test_who_stands_between_the_time_and_a_counter(line, author):
    assert facts_of(line).author == author


@pytest.mark.parametrize("account", ["admin", "Administrator", "webmaster", "admin1"])
def test_an_account_of_the_software_is_no_author(account):
    line = f"日期：2023-06-12 10:20 来源：人事股 作者：{account} 点击：3325"
    assert (facts_of(line).author, facts_of(line).source) == ("", "人事股")


def test_when_a_post_was_changed_is_not_when_it_appeared():
    lines = ("原创 已于 2022-07-08 11:20:33 修改 · 1.5w 阅读", "于 2022-07-07 11:02:11 首次发布")
    article = facts_of(*lines, rule="bylines/posted")
    assert (article.published, article.updated) == ("2022-07-07T11:02:11", "2022-07-08T11:20:33")


def test_who_took_the_picture_is_no_author():
    assert facts_of(body="图说：" + BODY + "（記者何靜攝）").author == ""


@pytest.mark.parametrize("attribute", ["original", "data-actualsrc", "zoomfile", "file", "_src", "data-echo"])
def test_lazy_images(attribute):
    html = f'<p>桥上的灯笼亮了。</p><p><img src="/loading.gif" {attribute}="/p/1.jpg"></p><p>孩子们跑来跑去。</p>'
    assert "![](/p/1.jpg)" in rendered(html_page(html)).markdown


def test_editor_in_a_meta_tag_is_no_author():
    assert facts_of("责任编辑：宋雨", head=Head(metas=(("author", "宋雨"),))).author == ""


def test_facts_far_from_the_text_belong_to_others():
    blocks = [Block("石桥修复完工", 0, "title"), Block(BODY, 1)]
    blocks += [Block(f"别的文章{n}", n + 2, dropped_by="t/r") for n in range(40)]
    blocks.append(Block("作者：罗敏", 50, dropped_by="t/r"))
    assert assemble(Page(tuple(blocks)), Options()).author == ""


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-11-04T10:01:00Z", "2025-11-04T10:01:00+00:00"),
        ("2025-11-04 10:01:00.123 +0800", "2025-11-04T10:01:00+08:00"),
        ("2025年11月04日10时05分", "2025-11-04T10:05"),
        ("2025.11.4", "2025-11-04"),
        ("2025-02-30", None),
        ("12025-11-04", None),
        ("25-11-04", None),
        ("1.2.3", None),
    ],
)
def test_dates(text, iso):
    found = find_date(text)
    assert (found[0] if found else None) == iso


def test_headline_from_the_title_is_a_leaf_of_its_own():
    page = Page((Block(BODY, 0),), evidence=(("title", "石桥修复完工"),))
    article = assemble(page, Options())
    assert str(article.body).startswith('<h1 data-block="-1">石桥修复完工</h1><p data-block="0">')


def test_links_are_absolute_and_safe():
    html = '<p>见<a href="../b?c=1">这里</a>、<a href="javascript:x()">那里</a>和<img src="/loading.gif" data-src="i.jpg"></p>'
    out = rendered(html_page(html), Options(url="https://a.cn/d/e.html"))
    assert out.markdown.endswith("见[这里](https://a.cn/b?c=1)、那里和![](https://a.cn/d/i.jpg)\n")


def test_empty_cells_keep_their_columns():
    html = "<table><tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td></td><td>丁</td><td></td></tr></table>"
    assert rendered(html_page(html)).markdown == "| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n|  | 丁 |  |\n"


def test_hostile_depth_is_bounded():
    within = tuple(Container("blockquote", n) for n in range(1, 5000))
    marks = tuple(Mark("strong", 0, 4) for _ in range(5000))
    out = rendered(Page((Block("很深的字", 0, within=within, marks=marks),)))
    assert out.text == "很深的字\n"
    assert "很深的字" in out.markdown


def test_crossing_marks_are_cut():
    block = Block("一二三四五", 0, marks=(Mark("strong", 0, 3), Mark("em", 2, 5)))
    assert rendered(Page((block,))).html == "<p><strong>一二<em>三</em></strong>四五</p>\n"


def test_lines_keep_their_order_around_the_headline():
    out = rendered(text_page("桥\n题\n正文。", 1))
    assert out.markdown == "---\ntitle: 题\n---\n\n# 题\n\n桥\n\n正文。\n"


def test_a_line_of_code_in_a_block_of_its_own_is_a_line():
    html = '<div class="highlight js"><pre><div>a = 1</div><div>b = 2</div></pre></div>'
    assert rendered(html_page(html)).markdown == "```js\na = 1\nb = 2\n```\n"
