"""Rendering: Markdown that a parser reads back to the same tree, front matter that YAML reads back equal."""

import datetime
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.render import render
from pipeline.render.front import front_matter, quoted, scalar
from pipeline.render.markdown import to_markdown
from pipeline.render.text import to_text
from pipeline.types import Article, Fact, Options

CASES = Path(__file__).parent / "cases" / "render"
PARSER = MarkdownIt("commonmark").enable("table")
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption", "dt", "dd"}
UNWRAPPED = {"thead", "tbody", "figure", "dl", "figcaption", "caption", "dt", "dd"}


def body_of(html):
    """A body as assemble makes it: every element that holds text or an image directly is a leaf."""
    soup = BeautifulSoup(html, "html.parser")
    for number, node in enumerate(soup.find_all(True)):
        holds = node.name in ("li", "td", "th", "blockquote") and not node.find(list(BLOCKS))
        inside = any("data-block" in parent.attrs for parent in node.parents)
        if (node.name in BLOCKS or holds) and not inside:
            node.attrs["data-block"] = str(number)
    return soup


def shape(node):
    """A tree as nested tuples: what a reader of the Markdown cannot lose is in it, how it was wrapped is not."""
    out = []
    for child in node.children:
        if not isinstance(child, Tag):
            text = re.sub(r"[ \t\r\n]+", " ", str(child)) if child.find_parent("pre") is None else str(child)
            if out and isinstance(out[-1], str):
                out[-1] += text
            elif text:
                out.append(text)
            continue
        name = {"th": "td", "b": "strong", "i": "em"}.get(child.name, child.name)
        inner = shape(child)
        alone = len(child.parent.find_all("p", recursive=False)) == 1
        if name in UNWRAPPED or (name == "p" and child.parent.name in ("li", "blockquote") and alone):
            out += [("p", (), inner)] if name in ("figcaption", "caption", "dt", "dd") else inner
            continue
        if name == "pre":
            out.append(("pre", (), child.get_text().strip("\n")))
            continue
        if name in ("strong", "em", "a") and not inner:
            continue
        out.append((name, attrs_of(child, name), inner))
    return [part for part in (tidy(part, node) for part in merge(out)) if part]


def merge(parts):
    """Neighbouring elements of one kind of emphasis are one."""
    out = []
    for part in parts:
        if out and isinstance(part, tuple) and part[0] in ("strong", "em") and out[-1][0] == part[0]:
            out[-1] = (part[0], (), merge(out[-1][2] + part[2]))
        elif out and isinstance(part, str) and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return out


def tidy(part, node):
    container = node.name in ("ul", "ol", "table", "tr", "blockquote", "[document]", "li", "figure", "thead", "tbody")
    return part.strip(" ") if isinstance(part, str) and container else part


def attrs_of(node, name):
    if name == "a":
        return (unquote(node.attrs.get("href", "")), node.attrs.get("title", ""))
    if name == "img":
        return (unquote(node.attrs.get("src", "")), node.attrs.get("alt", ""), node.attrs.get("title", ""))
    if name == "ol":
        return (node.attrs.get("start", "1"),)
    return tuple(node.attrs.get(key, "1") for key in ("rowspan", "colspan")) if name == "td" else ()


def edges(parts):
    """Leaf text without white space at a block's edges, which Markdown does not keep."""
    out = []
    for part in parts:
        if isinstance(part, tuple) and part[0] not in ("pre",):
            inner = edges(part[2])
            if part[0] in BLOCKS | {"td", "li", "blockquote"}:
                inner = trimmed(inner)
                if not inner and part[0] in BLOCKS | {"blockquote"}:
                    continue
            part = (part[0], part[1], inner)
        out.append(part)
    return out


def trimmed(parts):
    parts = list(parts)
    while parts and (parts[0] == ("br", (), []) or (isinstance(parts[0], str) and not parts[0].strip(" "))):
        parts.pop(0)
    while parts and (parts[-1] == ("br", (), []) or (isinstance(parts[-1], str) and not parts[-1].strip(" "))):
        parts.pop()
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return parts


def read_back(markdown):
    html = PARSER.render(markdown)
    return BeautifulSoup(re.sub(r"(<br ?/?>)\n", r"\1", html), "html.parser")


def assert_round_trip(html):
    body = body_of(html)
    markdown = to_markdown(body)
    assert edges(shape(read_back(markdown))) == edges(shape(body)), markdown


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


def test_no_title_no_heading():
    rendered = render(Article("", body_of("<p>只有一段。</p>")), Options())
    assert rendered.markdown == rendered.text == "只有一段。\n"
    assert rendered.html == "<p>只有一段。</p>\n"
