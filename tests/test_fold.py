"""The folded view: what rules see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import _in_context, fold, fold_lines


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("來源：漯河網　時間", "来源:漯河网 时间"),
        ("ＡＢＣ １２３", "ABC 123"),
        ("  两　端  ", "两 端"),
        ("一行\n两行", "一行 两行"),
        ("plain ASCII", "plain ASCII"),
        ("", ""),
        ("a\u00a0b", "a b"),
        ("\ud800", "?"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.lists(st.text(max_size=20), max_size=8))
def test_lines_stay_lines(lines):
    assert len(fold_lines(lines)) == len(lines)


@given(st.text(max_size=40))
def test_the_view_of_one_line_does_not_depend_on_the_others(text):
    assert fold_lines(["前面的行", text, "後面的行"])[1] == fold(text)


@pytest.mark.parametrize("around", ["%s", "a%sb", "中%s中", " %s", "%s "])
def test_a_character_alone_is_folded_as_in_a_text(around):
    lines = [around % chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert fold_lines(lines) == _in_context(lines)


_WORDS = [
    "乾隆",
    "乾淨",
    "於是",
    "樊於期",
    "么麼",
    "什麼",
    "顯著",
    "著作",
    "深沈",
    "土坏",
    "不可貲計",
    "畫像",
    "計畫",
    "e\u0301",
    "か\u3099",
]


@given(
    st.lists(
        st.sampled_from([*_WORDS, "來", "　", " ", "\n", "，", "……", "Ａ", "a", "㎡", "①", "\U0001f600"]), max_size=12
    ).map("".join)
)
def test_a_line_is_folded_as_a_text_is(line):
    assert fold_lines([line, line]) == _in_context([line, line])
