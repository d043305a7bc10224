"""The algebra of edits: replay, undo, and the joining of two passes into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits import compose, on_original_lines, replay, undo
from pipeline.errors import AuditError
from pipeline.types import Block, Edit, Page


def edits_for(draw, text):
    out, at = [], 0
    while at <= len(text):
        at += draw(st.integers(0, 3))
        if at > len(text):
            break
        length = draw(st.integers(0, min(3, len(text) - at)))
        after = draw(st.text("xyz", max_size=3))
        if length or after:
            rule = draw(st.sampled_from("AB"))
            out.append(Edit("s", rule, None, at, text[at : at + length], after, "exact"))
        at += max(length, 1)
    return out


@st.composite
def two_passes(draw):
    text = draw(st.text("abc", max_size=12))
    first = edits_for(draw, text)
    middle = replay(text, first)
    return text, first, middle, edits_for(draw, middle)


@given(two_passes())
def test_two_passes_join_into_one(case):
    text, first, middle, second = case
    assert undo(middle, first) == text
    out = replay(middle, second)
    joined = compose(first, second)
    assert replay(text, joined) == out
    assert undo(out, joined) == text


def test_edit_that_does_not_fit_is_an_error():
    with pytest.raises(AuditError, match="does not fit"):
        replay("abc", [Edit("s", "r", None, 1, "x", "", "exact")])


def test_lines_count_in_the_file_though_repair_gave_a_line_break_back():
    edits = [Edit("repair", "bytes", None, 2, "?", "x\n", "likely")]
    assert replay("ab?cd\nef", edits) == "abx\ncd\nef"
    page = Page((Block("abx", line=1, start=0), Block("cd", line=2, start=4), Block("ef", line=3, start=7)))
    assert [block.line for block in on_original_lines(page, edits).blocks] == [1, 1, 2]
