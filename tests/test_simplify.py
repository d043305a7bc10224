"""Conversion of script: by sense, by block, reversible, and not where it must not be."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stages import html_page, rendered, run, text_page

from pipeline import simplify_text
from pipeline.simplify import sense
from pipeline.types import Options

CASES = Path(__file__).parent / "cases" / "simplify"


def cases(name):
    return [
        pytest.param(case, id=case["label"]) for case in map(json.loads, (CASES / name).read_text("utf-8").splitlines())
    ]


@pytest.mark.parametrize("case", cases("in-the-wild.jsonl"))
def test_to_simplified(case):
    assert simplify_text(case["text"]) == case["want"]
    assert simplify_text(case["want"]) == case["want"]
    assert rendered(text_page(case["text"])).text == case["want"] + "\n"


@pytest.mark.parametrize("case", cases("negative.jsonl"))
def test_simplified_stays(case):
    assert simplify_text(case["text"]) == case["text"]


def test_blocks_of_a_mixed_page_are_judged_one_by_one():
    page = text_page("这里的动物们都过着无忧无虑的生活，孙綝除外。\n這裡的動物們都過著無憂無慮的生活。")
    assert rendered(page).text == "这里的动物们都过着无忧无虑的生活，孙綝除外。\n这里的动物们都过着无忧无虑的生活。\n"


def test_code_links_and_words_of_the_user_stay():
    html = "<p>執行<code>變數</code>與<a href='/後臺'>後臺</a>，請見臺灣大學。</p><pre>變數 = 1</pre>"
    out = rendered(html_page(html), Options(protect=("臺灣大學",)))
    assert out.html == ('<p>执行<code>變數</code>与<a href="/後臺">后台</a>，请见臺灣大學。</p>\n<pre>變數 = 1</pre>\n')


def test_keep_changes_nothing():
    assert rendered(text_page("這裡的動物們"), Options(script="keep")).text == "這裡的動物們\n"


@pytest.mark.parametrize(
    ("script", "want"),
    [("traditional", "軟件裏的頭髮和發展"), ("taiwan", "軟件裡的頭髮和發展"), ("hongkong", "軟件裏的頭髮和發展")],
)
def test_other_directions(script, want):
    assert rendered(text_page("软件里的头发和发展"), Options(script=script)).text == want + "\n"
    assert rendered(text_page(want), Options(script=script)).text == want + "\n"


def test_vocabulary_is_an_option():
    page = text_page("這個軟體的滑鼠設定很簡單。")
    assert rendered(page).text == "这个软体的滑鼠设定很简单。\n"
    assert rendered(page, Options(vocabulary="mainland")).text == "这个软件的鼠标设置很简单。\n"


def test_quotes_are_an_option():
    page = text_page("他说：「她喊了一声『走』，it’s late。」")
    assert rendered(page, Options(quotes="mainland")).text == "他说：“她喊了一声‘走’，it’s late。”\n"
    page = text_page("他说：“她喊了一声‘走’，it’s late。”")
    assert rendered(page, Options(quotes="taiwan")).text == "他说：「她喊了一声『走』，it’s late。」\n"


def test_doubt_is_written_down():
    _, _, edits = run(text_page("這份瞭望週刊把他們拿著名單的樣子拍了下來。"))
    senses = [edit for edit in edits if edit.rule == "sense"]
    assert all(edit.alternatives for edit in senses)


def test_facts_are_in_the_script_of_the_text():
    page = text_page("橋樑修復完工\n來源：雲溪網　作者：羅敏　責任編輯：宋雨\n這座橋已經修復，明天開放。", 0, {1})
    article, _, _ = run(page)
    assert (article.source, article.author, article.credits) == ("云溪网", "罗敏", (("责任编辑", "宋雨"),))


MIXED = st.text("這这個个著着乾干覆复後后於于瞭了藉借a1 ，。\n綝甯隆名作", max_size=40)


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_converting_twice_changes_nothing_more(text):
    once = simplify_text(text)
    assert len(once) == len(text)
    assert simplify_text(once) == once


def test_every_word_that_is_mended_is_in_the_table_of_broken_ones():
    """The table is made from the others: a text without its words is passed over."""
    for wrong, right in sense.OVERSIMPLIFIED:
        for word in sense.words_of(right, common=True):
            assert word.replace(right, wrong) in sense._broken_words()[wrong], word
