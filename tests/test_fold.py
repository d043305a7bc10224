"""The folded view: what rules see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import fold, fold_lines


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
