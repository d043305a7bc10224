"""Typesetting: layout off, structure on, folded marks back; clean text stays as it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stages import html_page, rendered, run, text_page

from pipeline.types import Options
from pipeline.typeset.punctuation import full_width, is_folded

CASES = Path(__file__).parent / "cases" / "typeset"


def cases(name):
    return [
        pytest.param(case, id=case["label"]) for case in map(json.loads, (CASES / name).read_text("utf-8").splitlines())
    ]


@pytest.mark.parametrize("case", cases("in-the-wild.jsonl"))
def test_lines_become_what_they_mean(case):
    out = rendered(text_page(case["text"]))
    assert out.markdown == case.get("markdown", out.markdown)
    assert out.text == case.get("text_out", out.text)
    again = rendered(text_page(out.text))
    assert again.text == out.text


@pytest.mark.parametrize("case", cases("negative.jsonl"))
def test_what_is_right_stays(case):
    _, out, edits = run(text_page(case["text"]))
    assert out.text == case["text"] + "\n"
    assert not edits


def test_the_acceptance_case_of_a_missing_quote():
    """A heading that lost its closing quote is no reason to touch anything."""
    out = rendered(text_page("02、形状与用处：“在”不等于“用\n正文，正文。"))
    assert out.markdown == "## 02、形状与用处：“在”不等于“用\n\n正文，正文。\n"


def test_punctuation_is_an_option():
    page = text_page("他说:“好,走。”")
    assert rendered(page, Options(punctuation="keep")).text == "他说:“好,走。”\n"


def test_bold_lines_of_html_are_headings():
    html = "<p><strong>一、桥的由来</strong></p><p>建于民国。</p><p><b>修桥的人</b></p><p>多是本地人，手艺都是家传。</p><p><b>他说，不能再等了。</b></p><p>完。</p>"
    out = rendered(html_page(html))
    assert (
        out.markdown
        == "## 一、桥的由来\n\n建于民国。\n\n### 修桥的人\n\n多是本地人，手艺都是家传。\n\n**他说，不能再等了。**\n\n完。\n"
    )


def test_the_links_of_wikis_leave_their_headings():
    html = "<h2>历史 [<a>编辑</a>]</h2><p>建于民国 [编辑]</p><h3>人口［編輯 | 編輯原始碼］ </h3><p>不多。</p><h3>[编辑]</h3><p>完。</p>"
    _, out, edits = run(html_page(html))
    assert out.markdown == "## 历史\n\n建于民国 [编辑]\n\n### 人口\n\n不多。\n\n### [编辑]\n\n完。\n"
    assert [edit.rule for edit in edits if edit.stage == "typeset"].count("edit-link") >= 1


def test_ruby_keeps_its_base():
    out = rendered(
        html_page("<p><ruby>漯<rp>(</rp><rt>luò</rt><rp>)</rp></ruby>河的<ruby>桥<rt>qiáo</rt></ruby>。</p>")
    )
    assert (out.text, out.markdown, out.html) == ("漯河的桥。\n", "漯河的桥。\n", "<p>漯河的桥。</p>\n")


def test_code_is_left_alone():
    html = "<p>他说:“好,走。”</p><pre>  a, b = f(x)  # 甲,乙\n\n  c</pre>"
    out = rendered(html_page(html))
    assert out.text == "他说：“好，走。”\n  a, b = f(x)  # 甲,乙\n  c\n"


def test_code_in_plain_text_keeps_its_indent():
    text = "程序如下：\ndef f(x):\n    if x:\n        return x;\n    y = x + 1\n    print(y)\n}"
    assert rendered(text_page(text)).text == text + "\n"
    assert rendered(text_page("  A paragraph that is indented.")).text == "A paragraph that is indented.\n"


def test_lists_of_html_stay_lists():
    html = "<ol start=3><li>甲<ul><li>乙<li>丙</ul><li>丁</ol>"
    out = rendered(html_page(html))
    assert out.markdown == "3. 甲\n   - 乙\n   - 丙\n4. 丁\n"
    assert out.text == "3. 甲\n- 乙\n- 丙\n4. 丁\n"


TEXT = st.text("甲乙丙，。：“”（）,:;?!()1.、 　\n•-一二a.", max_size=60)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_setting_text_twice_changes_nothing_more(text):
    _, once, _ = run(text_page(text))
    _, twice, _ = run(text_page(once.text))
    assert twice.text == once.text


@given(TEXT)
def test_full_width_marks_are_final(text):
    once = full_width(text)
    assert full_width(once) == once
    if not is_folded([text]):
        assert rendered(text_page("题。\n" + text), Options(punctuation="keep")).text is not None


def test_headlines_of_one_length_are_no_wrapped_prose():
    text = "\n".join(f"石桥镇今年第{n}批古桥维修工程通过专家验收并交付使用" for n in "一二三四五六七八")
    assert rendered(text_page(text)).text == text + "\n"
    assert rendered(html_page("".join(f"<p>{line}</p>" for line in text.split("\n")))).text == text + "\n"


def test_lines_wrapped_with_breaks_in_html_are_joined():
    case = next(c.values[0] for c in cases("in-the-wild.jsonl") if c.id == "hard-wrapped")
    out = rendered(html_page("<div>" + case["text"].replace("\n", "<br>\n") + "</div>"))
    assert out.text == case["text_out"]
