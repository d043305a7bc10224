"""Blocks from HTML and from plain text: what is one block, what it carries, and what hostile pages do."""

import json
import time

import pytest

from pipeline.split import split
from pipeline.split.layout import Tables
from pipeline.split.positions import locate
from pipeline.types import Container, Options, Source


def html(text, **options):
    return split(Source(text, "utf-8", (), "html"), Options(**options))


def texts(page):
    return [block.text for block in page.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<div>甲<br>乙<br><br>丙</div>", ["甲", "乙", "丙"]),
        ("<center><font size=2>甲<br><br>　　乙</font></center>", ["甲", "　　乙"]),
        ("<h1>甲<br>乙</h1>", ["甲\n乙"]),
        ("<p>a  b\n c</p>", ["a b c"]),
        ("<p>甲 <b> 乙</b></p>", ["甲 乙"]),
        ("<p> a\tb <i>c</i>\x0bd\f</p>", ["a b c\x0bd"]),
        ("<p>甲\n\n乙 \n<b> </b> 丙", ["甲乙 丙"]),
        ("<p>1 &lt; 2 &amp;&amp; 3 &gt; 2&nbsp;</p>", ["1 < 2 && 3 > 2\xa0"]),
        ("<p>甲</p></body></html><p>乙</html>", ["甲", "乙"]),
        ("<script>if (a<b) '<p>x</p>'</script><style>p{}</style><!-- <p>y</p> --><p>甲", ["甲"]),
        ('<p title="a>b" data-x="<p>">甲</p>', ["甲"]),
        ('<p a"">甲</p>', ["甲"]),
        ("<select><option>河南<option>河北</select><p>甲", ["甲"]),
        ("<pre>\n a\n  b</pre>", [" a\n  b"]),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>", ["甲", "乙", "丙"]),
        ("<xmp>甲<乙 丙 <!-- x</xmp>丁", ["甲<乙 丙 <!-- x", "丁"]),
        ('<p>甲<xmp id="x1"><span id="x2"></span></xmp>乙', ["甲", "乙"]),
        ("<p>甲<template>乙<script>1<2</script>丙</template>丁", ["甲", "乙丙", "丁"]),
        ("<svg><style>x</style><text>甲</text></svg><!---->乙", ["乙"]),
        ("<my-app><p>甲</p>乙</my-app>", ["甲", "乙"]),
        ("<pre><x-word>import</x-word> os</pre>", ["import os"]),
        ("<pre><b>a</b><br><br>  b<br></pre>", ["a\n\n  b"]),
        ("<pre><code>a</code><code>  b</code><code><br></code><code>c</code></pre>", ["a\n  b\n\nc"]),
        ("<pre>a <code>b</code> <code>c</code></pre>", ["a b c"]),
        ("<pre><ol><li>a</li>\n<li>  b</li></ol></pre>", ["a\n  b"]),
        ("<p>\xa0\u3000</p><p> </p>", []),
        ("a\ud800b", ["a?b"]),
        ("", []),
    ],
)
def test_what_is_a_block(source, expected):
    assert texts(html(source)) == expected


def test_marks_name_inline_markup_where_it_stands():
    (block,) = html('<p>第一<b>段 </b>的<a href="/x?a=1&amp;b=2">链接</a>和<sup>2</sup></p>').blocks
    marked = [(mark.tag, block.text[mark.start : mark.end]) for mark in block.marks]
    assert marked == [("strong", "段 "), ("a", "链接"), ("sup", "2")]
    assert dict(block.marks[1].attrs) == {"href": "/x?a=1&b=2"}
    assert block.link_chars == 2


def test_a_link_over_two_blocks_marks_both():
    page = html('<a href="/x"><p>甲</p><p>乙</p></a>')
    assert [(block.link_chars, [mark.tag for mark in block.marks]) for block in page.blocks] == [(1, ["a"]), (1, ["a"])]


def test_a_link_around_a_whole_article_is_no_link():
    long = "這一段文字寫得很長，是文章的正文。" * 12
    page = html(f'<dl><a href="/x"><p>{long}</p><p>{long}</p></a></dl>')
    assert [block.link_chars for block in page.blocks] == [0, 0]


@pytest.mark.parametrize(
    ("attrs", "kept"),
    [
        ('title="甲" onclick="go()" href="/x"', {"title": "甲", "href": "/x"}),
        ('="x href="/1" data-href="/2"', {"href": "/1"}),
        ('=a="href" href=', {"href": ""}),
        ('a"b="c" src="/&quot;"', {"src": '/"'}),
    ],
)
def test_a_mark_keeps_the_attributes_that_say_something(attrs, kept):
    (block,) = html(f"<p><a {attrs}>文</a>").blocks
    assert dict(block.marks[0].attrs) == kept


def test_images_of_amp_and_mip_pages_and_times():
    page = html(
        '<amp-img src="a.jpg" alt="桥"></amp-img><p>桥</p><p><mip-img src="b.jpg"></mip-img></p><time datetime="2021-07-08T20:15">8</time>'
    )
    assert [dict(block.marks[0].attrs)["src"] for block in page.blocks if block.kind == "image"] == ["a.jpg", "b.jpg"]
    assert page.head.times == ("2021-07-08T20:15",)


def test_an_image_alone_is_a_block_without_text():
    (image, caption) = html('<p><img src="a.jpg" alt="桥"></p><p>图：桥</p>').blocks
    assert (image.kind, image.text, dict(image.marks[0].attrs)) == ("image", "", {"src": "a.jpg", "alt": "桥"})
    assert caption.kind == "p"


def test_structure_is_named():
    page = html(
        "<ol start=3><li>三<li>四</ol><table><tr><th>名<th>数<tr><td>甲<td>1</table><blockquote>引</blockquote>"
    )
    assert [block.kind for block in page.blocks] == ["li", "li", "cell", "cell", "cell", "cell", "quote"]
    assert page.blocks[0].within[0].tag == "ol"
    assert page.blocks[0].within[0].attrs == (("start", "3"),)
    assert page.blocks[0].within[0] == page.blocks[1].within[0]
    assert page.blocks[2].within[1] == page.blocks[3].within[1] != page.blocks[4].within[1]


def test_a_table_for_the_layout_leaves_no_cells():
    body = "<p>正文的一段，有标点。</p>" * 10
    page = html(f"<table><tr><td>左栏<td>{body}</table>")
    assert {block.kind for block in page.blocks} == {"p"}
    assert not any(part.tag in ("table", "td") for block in page.blocks for part in block.within)


def test_a_table_in_a_table_makes_the_outer_one_layout():
    outer, row, cell, inner = (Container(tag, number) for number, tag in enumerate(["table", "tr", "td", "table"], 1))
    tables = Tables(5)
    tables.add((outer, row, cell, inner), 3, False)
    assert tables.layout() == {1, 4}


@pytest.mark.parametrize(
    ("attrs", "hidden"),
    [
        ('style="display:none"', True),
        ('style="DISPLAY : NONE"', True),
        ("hidden", True),
        ('style="position:absolute; left:-9999px"', True),
        ('style="font-size:0"', True),
        ('style="font-size:0.9em"', False),
        ('class="hidden-print"', False),
        ('style="display:block"', False),
        ('style="width:1px;margin-top: -400px"', True),
        ('style="margin-top:-40px"', False),
        ('style="text-indent:-999em"', True),
        ('style="height:0; overflow:hidden"', True),
        ('style="height:10px; overflow:hidden"', False),
        ('style="Visibility:Hidden"', True),
        ('aria-hidden="true"', False),
    ],
)
def test_what_a_reader_cannot_see_is_marked(attrs, hidden):
    (block,) = html(f"<div {attrs}><span>文</span></div>").blocks
    assert block.hidden is hidden


def test_an_unclosed_heading_does_not_make_headings_of_paragraphs():
    page = html("<h1>标题<div><p>第一段。</p><p>第二段。</p></div>")
    assert [block.kind for block in page.blocks] == ["h", "p", "p"]


def test_the_head_is_read_wherever_it_stands():
    page = html(
        '<html lang="zh-TW"><title>甲 - 乙網</title><meta property="og:title" content="甲"><body><meta name="author" content="丙">'
        '<link rel="canonical" href="https://example.com/1"><script type="application/ld+json">{"a": 1}</script><svg><title>x</title></svg>'
    )
    assert (page.head.title, page.head.lang, page.head.canonical) == ("甲 - 乙網", "zh-TW", "https://example.com/1")
    assert page.head.metas == (("og:title", "甲"), ("author", "丙"))
    assert page.head.jsonld == ('{"a": 1}',)


def test_positions_name_where_a_block_stands():
    source = '<html>\n<p title="乙">甲</p>\n<!-- 丙 -->\n<p>乙</p><script>"丙"</script>\n<p>丙'
    page = html(source)
    assert [source[block.start] for block in page.blocks] == ["甲", "乙", "丙"]
    assert [block.line for block in page.blocks] == [2, 4, 5]


@pytest.mark.parametrize(
    ("source", "pieces", "starts"),
    [
        ("<p>甲<!-- --> 文", ["甲", "  文"], [3, 4]),  # a comment counts as one space
        ("<p>文<!-- 文 --> 乙 文", ["文", " 乙 文", "文"], [3, 14, 17]),
        ('<p title="文" id=文>文<b', ["文"], [18]),
        ("<p>" + '<i title="文">' * 7 + "文", ["文"], [94]),
        ("<p>" + '<i title="文">' * 8 + "文甲", ["文", "甲"], [-1, 108]),
        ("甲" + "<br>" * 16_000 + "乙丙", ["甲", "乙", "丙"], [0, -1, -1]),
        ("甲" + f"<style>{'x' * 100_000}</STYLE\n>乙", ["甲", "乙"], [0, 100_017]),
        ("甲<script>乙<!--", ["甲", "乙"], [0, -1]),
        ("甲&lt;乙", ["甲<乙", "<乙"], [0, 5]),
        ("甲", ["", "  ", "甲"], [-1, -1, 0]),
    ],
)
def test_a_piece_is_found_by_its_first_word(source, pieces, starts):
    assert locate(source, pieces) == starts


def test_lines_of_plain_text_stay_verbatim():
    page = split(Source("标题\r\n\n\u3000\u3000第一段。 \n\xa0\n  • 项\n", "utf-8"))
    assert [(block.text, block.line, block.start) for block in page.blocks] == [
        ("标题", 1, 0),
        ("\u3000\u3000第一段。 ", 3, 5),
        ("  • 项", 5, 15),
    ]
    assert page.blocks[1].folded == "第一段。"


@pytest.mark.parametrize("source", ["文<br>" * 50, "<p>文</p>" * 50])
def test_beyond_the_limit_of_blocks_no_text_is_lost(source):
    page = html(source, max_blocks=20)
    assert len(page.blocks) == 20
    assert "".join(texts(page)).count("文") == 50
    assert ("limit", "max_blocks") in page.evidence


def test_beyond_the_limit_of_lines_no_text_is_lost():
    page = split(Source("文\n" * 50, "utf-8"), Options(max_blocks=20))
    assert len(page.blocks) == 20
    assert "".join(texts(page)).count("文") == 50


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "文",
        "<ul><li>" * 30_000 + "文",
        "<b>" * 20_000 + "文<p>" * 500,
        "<table><tr><td>" * 3_000 + "文",
        "<p>文</p>" * 100_000,
        "<!--" * 50_000 + "文",
        "<a " + 'x="' * 20_000 + ">文",
        "<" * 100_000 + "文",
    ],
    ids=["divs", "lists", "inline", "tables", "wide", "comments", "quotes", "signs"],
)
def test_hostile_pages_take_time_in_proportion(source):
    start = time.process_time()
    page = html(source)
    assert time.process_time() - start < 20
    assert len(page.blocks) <= 200_000


def test_padded_words_of_a_text_are_seen_as_typeset_leaves_them():
    blocks = split(Source("登 录\na b\n登  录", "utf-8", (), "text")).blocks
    assert [block.folded for block in blocks] == ["登录", "a b", "登录"]
    assert blocks[0].text == "登 录"


@pytest.mark.parametrize(
    "script",
    [
        '={"a":' * 100_000,
        "=" + "[" * 500_000,
        "=[" + '"x, y. ",' * 200_000,
        "%7B%22" * 100_000,
        json.dumps({"a": json.dumps({"b": json.dumps({"c": "{[" * 50_000})})}),
    ],
    ids=["values without end", "nested without end", "a list without end", "escapes", "JSON in JSON"],
)
def test_hostile_data_in_scripts_is_no_body(script):
    page = split(Source(f"<body><script>window.x{script}</script><script>{script}</script>", "utf-8", kind="html"))
    assert page.blocks == ()


def test_a_page_with_a_text_of_its_own_keeps_that_alone():
    data = json.dumps({"body": "<p>" + "桥修好了，路也通了。" * 200 + "</p>"}, ensure_ascii=False)
    for shown, count in (("镇上的豆腐坊天不亮就开门。" * 50, 1), ("首页", 2)):
        page = split(Source(f"<p>{shown}</p><script>window.a = {data};</script>", "utf-8", kind="html"))
        assert len(page.blocks) == count
