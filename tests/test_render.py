"""Rendering: Markdown that a parser reads back to the same tree, front matter that YAML reads back equal."""

import datetime
import json
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from readback import BLOCKS, trees
from stages import run, text_page

from pipeline.body import carry_source, note_source, pairs
from pipeline.render import render
from pipeline.render.front import front_matter, quoted, scalar
from pipeline.render.markdown import to_markdown
from pipeline.render.parallel import write_pairs
from pipeline.render.text import to_text
from pipeline.types import Article, Edit, Fact, Options

CASES = Path(__file__).parent / "cases" / "render"


def body_of(html):
    """A body as assemble makes it: every element that holds text or an image directly is a leaf."""
    soup = BeautifulSoup(html, "html.parser")
    for number, node in enumerate(soup.find_all(True)):
        holds = node.name in ("li", "td", "th", "blockquote") and not node.find(list(BLOCKS))
        inside = any("data-block" in parent.attrs for parent in node.parents)
        if (node.name in BLOCKS or holds) and not inside:
            node.attrs["data-block"] = str(number)
    return soup


def assert_round_trip(html):
    body = body_of(html)
    markdown = to_markdown(body)
    back, written = trees(body, markdown)
    assert back == written, markdown


def cases():
    for line in (CASES / "round-trip.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        yield pytest.param(case["html"], case.get("markdown"), id=case["label"])


@pytest.mark.parametrize(("html", "markdown"), list(cases()))
def test_markdown_reads_back(html, markdown):
    assert_round_trip(html)
    if markdown is not None:
        assert to_markdown(body_of(html)) == markdown


WORDS = st.text("得才，。“”！（）ab1 *_`[]()<>&#|~\\-+.:!=\n$^", min_size=1, max_size=8)
INLINE = st.recursive(
    WORDS.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    lambda inner: st.tuples(
        st.sampled_from(["strong", "em", "sub", "u", "a href='http://a.cn/x_y?b=1&amp;c=(2)'"]),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map("".join)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "blockquote", "li", "td"]), LINE), min_size=1, max_size=4))
def test_any_inline_markup_reads_back(blocks):
    wrap = {"li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>甲</td><td>{}</td></tr></table>"}
    html = "".join(wrap.get(name, f"<{name}>{{}}</{name}>").format(inner) for name, inner in blocks)
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        for inner in link.find_all("a"):
            inner.unwrap()
    for name in ("strong", "em"):
        for node in soup.find_all(name):
            if node.find_parent(name):
                node.unwrap()
    soup.smooth()
    assert_round_trip(str(soup))


@given(st.text())
def test_any_string_is_yaml(value):
    value = value.encode("utf-8", "replace").decode("utf-8")
    assert yaml.safe_load(f"key: {scalar(value)}") == {"key": value}
    assert yaml.safe_load(f"{scalar(value)}: 1") == {value: 1}


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "2025-11-04",
        "1.10",
        "a: b",
        "# c",
        "漯河网",
        "null",
        "~",
        "- x",
        "'",
        '"',
        "@a",
        "%",
        "10:20",
        "=",
        "<<",
        "0x1F",
        "1e3",
        ".5",
        "甲: 乙",
        "甲 #乙",
    ],
)
def test_strings_stay_strings(value):
    assert yaml.safe_load(f"key: {scalar(value)}") == {"key": value}


def test_front_matter_reads_back():
    article = Article(
        "标题：一 #二",
        BeautifulSoup("", "html.parser"),
        (Fact("url", "https://a.cn/?a=1#b"),),
        source="云溪日报",
        published="2025-11-04T10:01:00+08:00",
        updated="2025-11-04T10:01",
        author="何静",
        credits=(("责编", "罗敏"), ("责编", "宋雨"), ("no", "yes")),
    )
    text = front_matter(article)
    loaded = yaml.safe_load(text.strip().strip("-"))
    zone = datetime.timezone(datetime.timedelta(hours=8))
    assert loaded == {
        "title": "标题：一 #二",
        "source": "云溪日报",
        "published": datetime.datetime(2025, 11, 4, 10, 1, tzinfo=zone),
        "updated": "2025-11-04T10:01",
        "author": "何静",
        "credits": {"责编": "罗敏、宋雨", "no": "yes"},
        "url": "https://a.cn/?a=1#b",
    }
    assert front_matter(Article("", BeautifulSoup("", "html.parser"))) == ""
    assert json.loads(quoted("\x7f\u2028")) == "\x7f\u2028"


def test_text_has_a_block_a_line():
    html = "<h1>题</h1><ol start='3'><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></li></ol><table><tr><td>一</td><td>二</td></tr></table>"
    assert to_text(body_of(html)) == "题\n3. 甲\n4. 乙\n- 丙\n一\t二\n"


def test_text_holds_no_empty_item_and_no_space_at_its_ends():
    html = "<ul><li data-block='0'></li><li data-block='1'>甲 </li></ul><pre data-block='2'> x = 1 </pre>"
    assert to_text(body_of(html)) == "- 甲\nx = 1\n"


def test_no_title_no_heading():
    rendered = render(Article("", body_of("<p>只有一段。</p>")), Options())
    assert rendered.markdown == rendered.text == "只有一段。\n"
    assert rendered.html == "<p>只有一段。</p>\n"


def test_both_scripts_side_by_side():
    page = text_page("橋樑 復 原\n他 們  \n1.拿著書,看《小說》。\n2.簡体", 0)
    _, out, _ = run(page)
    assert [(pair.source, pair.text) for pair in out.parallel] == [
        ("橋樑 復 原", "桥梁 复 原"),
        ("他們", "他们"),
        ("拿著書，看《小說》。", "拿着书，看《小说》。"),
        ("簡体", "简体"),
    ]


def test_doubt_is_marked_where_it_ends_up():
    leaf = body_of("<p>　　一著棋</p>").p
    note_source(
        leaf, "　　一著棋", [Edit("simplify", "sense", 0, 3, "著", "着", "likely", (("著", 0.4),), "ambiguous")]
    )
    carry_source(leaf, [Edit("typeset", "indent", 0, 0, "　　", "", "exact")], 5)
    leaf.string = "一着棋"
    rows = pairs(BeautifulSoup(str(leaf), "html.parser"))
    assert write_pairs(rows, "jsonl") == '{"source": "一著棋", "text": "一着棋", "ambiguous": [[1, "著"]]}\n'
    assert '一<mark title="著">着</mark>棋' in write_pairs(rows, "html")
    assert '| 一著棋 | 一<mark title="著">着</mark>棋 |' in write_pairs(rows, "md")
