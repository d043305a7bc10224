"""The judge: what goes, what stays, why, and that no page with text comes out empty."""

from pathlib import Path

import pytest

from pipeline.clean import clean_page
from pipeline.judge import boilerplate, catalogue, judge, model, modes, sequence
from pipeline.judge.context import CONTEXT
from pipeline.split import split
from pipeline.types import Options, Source

PROSE = [
    "昨天上午，河边的旧仓库重新开门，来看展览的人从门口一直排到桥上。",
    "“我在这里上过班，”六十岁的何师傅说，“那时候机器一响，说话都听不见。”",
    "展览持续到月底，每天上午九点开门，学生凭证件免费入场。",
    "据主办方介绍，第一天就来了两千多人，预计周末人数还会增加。",
]
NAVIGATION = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li><li><a href="/t">体育</a></li></ul></div>'
FOOTER = '<div class="footer"><p>关于我们 | 联系我们</p><p>某网 版权所有 京ICP备00000000号</p></div>'


def page(body, kind="html", title=""):
    return split(Source(f"<title>{title}</title><body>{body}" if kind == "html" else body, "utf-8", (), kind))


def kept(body, kind="html", **options):
    return [block.text for block in judge(page(body, kind), Options(**options)).blocks if block.kept and block.text]


def article(*paragraphs):
    return '<div class="article"><h1>旧仓库里的展览</h1>' + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>"


def test_the_article_stays_and_the_furniture_goes():
    related = '<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">桥下新开一家面馆</a></li><li><a href="/2">老街明天停电</a></li></ul></div>'
    assert kept(NAVIGATION + article(*PROSE) + related + FOOTER) == ["旧仓库里的展览", *PROSE]


def test_the_same_page_without_markup():
    lines = [
        "首页",
        "新闻",
        "体育",
        "旧仓库里的展览",
        *PROSE,
        "责任编辑：小明",
        "相关新闻",
        "• 桥下新开一家面馆",
        "• 老街明天停电",
    ]
    lines += ["关于我们 | 联系我们", "某网 版权所有 京ICP备00000000号"]
    found = kept("\n".join(lines), "text")
    assert [line for line in PROSE if line not in found] == []
    assert [line for line in found if line not in ("旧仓库里的展览", *PROSE)] == []


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["旧仓库里的展览", *PROSE]),
        "\n".join(["通讯录", "赵亮", "李菁", "王辉"]),
        "\n".join(["一、准备", "1. 剪刀", "2. 纸", "二、做法", "先把纸对折。"]),
        "静夜思\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "短。",
        "hello world",
    ],
    ids=["article", "names", "lists", "poem", "short", "english"],
)
def test_a_text_without_furniture_is_never_trimmed(text):
    assert kept(text, "text") == text.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        "<p>文",
        NAVIGATION,
        FOOTER,
        "<p>京ICP备00000000号</p>",
        "<div><a href='/1'>一</a> <a href='/2'>二</a></div>",
        "<div class='comment'><p>好</p><p>不错</p></div>",
        "<table><tr><td>1<td>2</table>",
        "<h1>只有标题</h1>",
    ],
)
def test_a_page_with_text_never_comes_out_empty(body):
    assert kept(body)


def test_extract_false_keeps_every_block():
    judged = judge(page(NAVIGATION + article(*PROSE) + FOOTER), Options(extract=False))
    assert all(block.kept for block in judged.blocks)


def test_bylines_can_be_kept():
    body = article("来源：某报 时间：2024-01-02 作者：张三", *PROSE) + FOOTER
    assert "来源：某报 时间：2024-01-02 作者：张三" not in kept(body)
    assert "来源：某报 时间：2024-01-02 作者：张三" in kept(body, bylines="keep")


def test_captions_can_be_dropped():
    figure = "<figure><img src='a.jpg'><figcaption>仓库的大门。</figcaption></figure>"
    body = article(PROSE[0], *PROSE[1:]).replace(
        "</div>", f"{figure}<p>图为旧仓库的机器。（张三 摄）</p><p>{PROSE[0]}</p></div>"
    )
    shown = {"仓库的大门。", "图为旧仓库的机器。（张三 摄）"}
    assert shown & set(kept(body, captions="drop")) == set()
    assert "图为旧仓库的机器。（张三 摄）" in kept(body)


def test_what_is_dropped_says_why():
    judged = judge(page(NAVIGATION + article(*PROSE) + FOOTER))
    dropped = [block for block in judged.blocks if not block.kept]
    assert dropped
    assert all(block.evidence for block in dropped)
    by_model = [dict(block.evidence) for block in dropped if block.dropped_by == "model/boilerplate"]
    assert by_model
    assert all("score" in evidence and len(evidence) > 1 for evidence in by_model)


def test_a_second_copy_of_the_article_goes():
    long = [text + "这句话让这一段更长一些，长到不会是歌词。" for text in PROSE]
    body = article(*long) + "<form>" + "".join(f"<p>{text}</p>" for text in long) + "</form>"
    assert kept(body) == ["旧仓库里的展览", *long]


def test_a_list_of_chapters_is_a_catalogue():
    items = "".join(f'<li><a href="/{number}">第{number}章 河灯记之{number}</a></li>' for number in range(1, 40))
    judged = judge(page(f'<h1>河灯记</h1><ul class="mulu">{items}</ul><p>京ICP备00000000号</p>'))
    assert sum(block.kept for block in judged.blocks) >= 39
    assert ("mode", "list") in judged.evidence


def test_an_article_is_no_catalogue():
    assert catalogue.find(page(NAVIGATION + article(*(PROSE * 4))).blocks) is None


def test_short_news_above_boxes_of_teasers_is_no_catalogue():
    teasers = "".join(f'<td><a href="/{n}">　河边的旧仓库第{n}次开门 市民排起长队</a></td>' for n in range(30))
    found = kept(article(*PROSE[:3]) + f"<table><tr>{teasers}</tr></table>")
    assert found == ["旧仓库里的展览", *PROSE[:3]]


def test_rows_of_text_are_no_catalogue():
    rows = "".join(f"<li>The warehouse by the river opened its doors for the {n}th time</li>" for n in range(30))
    assert catalogue.find(page(f"<h1>Warehouse</h1><ul>{rows}</ul>").blocks) is None


def test_a_second_article_in_a_box_of_recommendations_goes():
    others = [f"第{n}个市场也在这个月开门，摊主们说来的人比去年多，生意好做了不少。" for n in "二三四五"]
    box = (
        '<h1>另一个市场</h1><div class="content--recommend">' + "".join(f"<p>{text}</p>" for text in others) + "</div>"
    )
    assert set(others) & set(kept(article(*PROSE) + box)) == set()
    assert [text for text in others if text not in kept(box)] == []


ROWS = [("日期", "地点", "来源"), ("2004年8月2日", "北街", "镇政府"), ("2004-9-12 10:20", "南街", "来源：镇政府")]
ROWS += [("2005年1月2日", "上一页", "作者：张三"), ("2005年2月2日", "河滩", "镇志")]


def table(rows):
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


def test_rules_take_no_cell_out_of_a_data_table():
    cells = [cell for row in ROWS for cell in row]
    assert (
        kept(
            NAVIGATION
            + article(*PROSE[:2], *PROSE).replace("</div>", table(ROWS) + f"<p>{PROSE[3]}</p></div>", 1)
            + FOOTER
        )[7:-1]
        == cells
    )


NOTICE = [
    "各村委会、镇属各单位：",
    "经镇政府研究，决定从下月起整修河边的旧仓库，工期三个月，现将有关事项通知如下。",
    "整修期间仓库停止使用，存放的物品请在月底以前搬走。",
    "特此通知。",
    "青石镇人民政府",
    "2022年1月27日",
]


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_date_below_a_signature_stays(kind):
    head = ["关于整修旧仓库的通知", "2022-01-28"]
    if kind == "html":
        body = f"<h1>{head[0]}</h1><p>{head[1]}</p>" + "".join(f"<p>{text}</p>" for text in NOTICE) + FOOTER
    else:
        body = "\n".join([*head, *NOTICE, "关于我们 | 联系我们", "某网 版权所有 京ICP备00000000号"])
    assert kept(body, kind) == [head[0], *NOTICE]


def test_addresses_inside_a_notice_stay_and_those_of_the_site_go():
    ask = ["联系人：王小明", "联系电话：0571-00000000", "地址：青石镇北街1号 邮编：310000"]
    lines = [*NOTICE[:-2], *ask, *NOTICE[-2:]]
    foot = '<div class="footer"><p>地址：某市某路1号 邮编：310000</p><p>新闻热线：0571-11111111 投稿邮箱：a@example.com</p></div>'
    assert kept("<h1>关于整修旧仓库的通知</h1>" + "".join(f"<p>{text}</p>" for text in lines) + foot)[1:] == lines


def test_the_short_sections_of_a_notice_stay_in_a_text_without_markup():
    head = ["青石县教育局", "首页", "机构概况", "信息公开", "教育动态", "当前位置：首页>>教育动态>>正文"]
    notice = [
        "青石县2023年中小学教师招聘公告",
        "为进一步优化教师队伍结构，根据工作需要，经县人民政府同意，面向社会公开招聘中小学教师60名。",
        "一、招聘岗位",
        "高中教师20名，初中教师20名，小学教师20名。",
        "二、报名时间",
        "2023年6月20日至6月25日。",
        "三、报名方式",
        "采取网上报名的方式进行。报名网址：http://www.example.gov.cn",
        "咨询电话：0395-6666666 监督电话：0395-7777777",
        "附件：",
        "1.岗位表.xls",
        "2.报名表.doc",
        "青石县教育局",
        "2023年6月12日",
    ]
    foot = [
        "【打印此页】 【关闭】",
        "上一条：关于做好中考工作的通知",
        "下一条：我县召开安全工作会议",
        "版权所有：青石县教育局",
    ]
    stamp = "日期：2023-06-12 10:20 来源：人事股 作者：admin 点击：3325 【字号：大 中 小】"
    assert kept("\n".join([*head, notice[0], stamp, *notice[1:], *foot]), "text") == notice


def test_a_heading_goes_with_the_links_below_it():
    links = '<h2>外部链接</h2><ul><li><a href="/1">青石镇政府网站</a></li><li><a href="/2">县志办公室</a></li></ul>'
    body = article(*PROSE).replace("</div>", f"<h2>交通</h2><p>{PROSE[3]}{PROSE[0]}</p>{links}</div>")
    assert kept(NAVIGATION + body + FOOTER) == ["旧仓库里的展览", *PROSE, "交通", PROSE[3] + PROSE[0]]


def test_who_asked_and_answered_goes():
    thread = [
        f"<p>{PROSE[0]}</p><span>提问者：小草 2020-07-01</span>",
        f"<p>{PROSE[1]}</p><p>回答者：李医生 2020-07-02 10:20</p>",
    ]
    assert kept("<h1>旧仓库里的展览</h1>" + "".join(f"<div>{post}</div>" for post in thread) + FOOTER)[1:] == PROSE[:2]


def test_a_picture_stays_with_its_caption():
    body = "<h1>旧仓库里的展览</h1><div>作者：张三</div><figure><img src=a.jpg><figcaption>仓库的大门。</figcaption></figure>"
    judged = judge(page(body + "".join(f"<p>{text}</p>" for text in PROSE) + "<div><img src=ad.gif></div>" + FOOTER))
    images = [block for block in judged.blocks if block.kind == "image"]
    assert [block.kept for block in images] == [True, False]


@pytest.mark.parametrize(
    ("image", "stays"),
    [
        ("/upload/2021/0812.jpg", True),
        ("/images/icon_print.gif", False),
        ("/images/btn_weibo.jpg", False),
        ('/upload/1.jpg" width="16', False),
    ],
)
def test_the_lead_photograph_stays_below_a_byline(image, stays):
    byline = "<p>来源：东街日报 时间：2021-08-12 10:20:00</p>"
    body = f'<h1>旧仓库里的展览</h1><div class="text">{byline}<p><img src="{image}"></p>' + "".join(
        f"<p>{p}</p>" for p in PROSE
    )
    judged = judge(page(NAVIGATION + body + "</div>" + FOOTER))
    assert [block.kept for block in judged.blocks if block.kind == "image"] == [stays]


def test_a_photograph_below_the_last_sentence_stays_but_no_code_to_scan():
    image, below = '<p><img src="/upload/0812.jpg"></p>', "<p>扫描二维码关注我们</p>"
    for call, stays in (("", True), (below, False)):
        body = '<div class="text">' + "".join(f"<p>{p}</p>" for p in PROSE) + image + call + "</div>"
        judged = judge(page("<h1>旧仓库里的展览</h1>" + body + FOOTER))
        assert [block.kept for block in judged.blocks if block.kind == "image"] == [stays]


def test_a_byline_set_as_a_table_goes():
    byline = table([("来源：某某日报", "2012-03-04 10:20"), ("作者：张三", "编辑：李四")])
    found = kept("<h1>旧仓库里的展览</h1>" + byline + "".join(f"<p>{text}</p>" for text in PROSE))
    assert found == ["旧仓库里的展览", *PROSE]


def test_the_next_part_is_named():
    body = article(*PROSE) + '<div class="page"><a href="/a_1.html">1</a> <a href="/a_2.html">下一页</a></div>'
    blocks = page(body).blocks
    assert ("next part", "/a_2.html") in modes.notice(blocks) or blocks[-1].text == "1 下一页"


def test_every_context_function_says_when_it_is_wrong():
    for name, function in CONTEXT:
        assert name.startswith("context/")
        assert "Why:" in function.__doc__
        assert "Example:" in function.__doc__
        assert "When it is wrong:" in function.__doc__


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_model_fits_the_features(kind):
    given = page(article(*PROSE)) if kind == "html" else page("\n".join(PROSE), "text")
    table = boilerplate.describe(given.blocks, given, [""] * len(given.blocks))
    known = model.load(kind)
    assert known.names == table.names
    assert table.values.shape == (len(given.blocks), len(table.names))
    assert len(known.score(table)) == len(given.blocks)


def test_a_sequence_is_not_torn_by_one_doubtful_block():
    import numpy as np

    scores = np.array([-4.0, 4, 4, -0.2, 4, 4, -4])
    assert sequence.decide(scores, [20, 100, 100, 10, 100, 100, 20]) == [False, True, True, True, True, True, False]


def test_a_page_does_not_come_out_as_its_headline_alone():
    menu = '<ul class="nav">' + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(30)) + "</ul>"
    body = f'{menu}<div class="title">旧仓库里的展览</div><div class="text">明天开门</div>{FOOTER}'
    found = judge(page(body, title="旧仓库里的展览")).blocks
    assert any(block.kept and block.text and block.text != "旧仓库里的展览" for block in found)


def test_dates_in_a_row_of_a_table_are_no_byline():
    text = "橋的歷史\n這座橋建於一九三二年，是城裡最老的橋，每年都有人來看。\n2008年\t11月14日\n2009年\t2月3日"
    assert all(block.kept for block in judge(split(Source(text, "utf-8"))).blocks)


@pytest.mark.parametrize("page", ["code-tutorial", "hk-blog", "plain-with-furniture"])
def test_a_rule_of_any_kind_is_switched_off_by_its_id(page):
    source = next((Path(__file__).parent / "pages" / page).glob("source.*")).read_bytes()
    dropped = {block.dropped_by for block in clean_page(source).removed}
    assert dropped
    for rule in dropped:
        assert rule not in {block.dropped_by for block in clean_page(source, Options(skip=(rule,))).removed}


def test_short_lines_inside_a_text_without_markup_stay_and_what_follows_its_last_line():
    head, foot = (
        ["首页", "新闻", "体育", "旧仓库里的展览"],
        ["责任编辑：小明", "相关新闻", "• 桥下新开一家面馆", "某网 版权所有 京ICP备00000000号"],
    )
    middle = ["门票", "成人十元。", "学生免费。", "老人", "免费。"]
    end = ["“来了就好。”", "他说。", "——", "灯亮了。"]
    found = kept("\n".join([*head, *PROSE[:2], *middle, *PROSE[2:], *end, *foot]), "text")
    assert [line for line in (*middle, *end) if line not in found] == []
    assert not {"首页", "• 桥下新开一家面馆"}.intersection(found)


def test_sections_of_markdown_stay():
    lines = [
        "[首页](/) * [归档](/a)",
        "# 旧仓库里的展览",
        PROSE[0],
        "## 门票",
        "  * 成人",
        "  * 学生",
        "## 交通",
        "三路车到老桥。",
    ]
    found = kept("\n".join([*lines, "上一篇：桥下的面馆", "© 2020 某网 版权所有 京ICP备00000000号"]), "text")
    assert [line for line in lines[1:] if line not in found] == []


def test_a_table_right_below_the_text_stays_with_the_words_below_it():
    table = "<table border=1><tr><td>甲</td><td>有</td></tr><tr><td>乙</td><td>无</td></tr></table>"
    body = NAVIGATION + article(*PROSE).replace("</div>", f"{table}<p>就这些。</p></div>") + FOOTER
    assert kept(body)[-5:] == ["甲", "有", "乙", "无", "就这些。"]


def test_a_page_that_says_nothing_but_that_it_needs_scripts_is_empty():
    page = "<title>商城</title><noscript>We're sorry but shop doesn't work properly without JavaScript enabled.</noscript><div id=app></div>"
    assert clean_page(page.encode()).status == "empty"
