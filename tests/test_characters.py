"""Entities, escapes and characters that are not what they look like; whole texts and single blocks."""

from __future__ import annotations

import pytest

from pipeline.edits import replay, undo
from pipeline.repair.blocks import repair_blocks
from pipeline.repair.characters import undo_characters
from pipeline.repair.entities import undo_entities, unpercent
from pipeline.types import Block, Head, Mark, Options, Page


def entities(text: str, kind: str = "text", *skip: str) -> str:
    out, edits = undo_entities(text, kind, Options(skip=skip))
    assert replay(text, edits) == out
    assert undo(out, edits) == text
    return out


def characters(text: str, kind: str = "text", *skip: str) -> str:
    out, edits = undo_characters(text, kind, Options(skip=skip))
    assert replay(text, edits) == out
    assert undo(out, edits) == text
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&ldquo;河边&rdquo;&hellip;", "“河边”…"),
        ("&amp;amp;ldquo;河边", "“河边"),
        ("&#27827;&#x8FB9;", "河边"),
        ("河&nbsp;边&nbsp", "河\xa0边\xa0"),
        ("猫&amp;狗", "猫&狗"),
        (r"\u6cb3\u8fb9\uff0c\ud83d\ude00", "河边，😀"),
        ("%u6CB3%u8FB9", "河边"),
        # not ours to touch
        ("用 &nbsp; 这个 HTML 实体表示空格", "用 &nbsp; 这个 HTML 实体表示空格"),
        ("http://a.cn/?x=1&copy=2&lang=zh", "http://a.cn/?x=1&copy=2&lang=zh"),
        ("AT&T;、&没有这个;", "AT&T;、&没有这个;"),
        (r"路径 C:\users\u0041bc", r"路径 C:\users\u0041bc"),
        ("&#0;&#xD800;&#xFFFFFF;", "&#0;&#xD800;&#xFFFFFF;"),
    ],
)
def test_entities_of_text(text: str, expected: str) -> None:
    assert entities(text) == expected


def test_source_keeps_its_entities() -> None:
    source = "<p>&amp;lt;b&amp;gt; &ldquo;</p><script>var a='\\u6cb3\\u8fb9'</script>"
    assert entities(source, "html") == source
    assert entities("<p>&#55357;&#xDE00;</p>", "html") == "<p>😀</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河\u200b边\ufeff的树", "河边的树"),
        ("河\x00边\x07\x93树\x94", "河边“树”"),
        ("⻓河⽔边", "长河水边"),
        ("金\uf90a银", "金金银"),
        ("２００８年８月，ＮＢＡ得３．５分，Ａ组１号", "2008年８月，NBA得3.5分，Ａ组１号"),
        ("\ue7c7\ue81e", "ḿ龴"),
        # not ours to touch
        ("“河边”，他说：——“树”！", "“河边”，他说：——“树”！"),
        ("１０月２５日のできごとです", "１０月２５日のできごとです"),
        ("⼀ ⼁ ⼂ ⼃", "⼀ ⼁ ⼂ ⼃"),
        ("好👨\u200d👩\u200d👧的", "好👨\u200d👩\u200d👧的"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ไทย\u200bไทย", "ไทย\u200bไทย"),
        ("Straßen\u00adbahn", "Straßen\u00adbahn"),
        ("河\tbank\n\u3000\u3000边", "河\tbank\n\u3000\u3000边"),
        ("图标\uf0e0", "图标\uf0e0"),
    ],
)
def test_characters_of_text(text: str, expected: str) -> None:
    assert characters(text) == expected


def test_each_rule_can_be_switched_off() -> None:
    assert characters("河\u200b边２００８", "text", "repair/invisible", "full-width") == "河\u200b边２００８"
    assert entities("&ldquo;", "text", "entity") == "&ldquo;"


def test_source_loses_only_controls() -> None:
    assert characters("<a href='/２００８\u200b河'>\x00</a>", "html") == "<a href='/２００８\u200b河'></a>"


def test_blocks_are_mended_one_by_one() -> None:
    blocks = (
        Block("正文没有坏。", index=0, folded="正文没有坏。"),
        Block("ÖÐÎÄÍøÒ³ Ö÷Ò³", index=1, folded="ÖÐÎÄÍøÒ³ Ö÷Ò³", marks=(Mark("strong", 0, 8),)),
        Block("&ldquo;树&rdquo;用 &amp;amp; 写", index=2, folded="x", marks=(Mark("code", 17, 26), Mark("em", 7, 8))),
        Block("&amp;", index=3, kind="pre"),
    )
    page = Page(blocks, Head(title="%E6%B2%B3%E8%BE%B9"), "html")
    repaired, edits = repair_blocks(page, Options())
    assert [block.text for block in repaired.blocks] == [
        "正文没有坏。",
        "中文网页 主页",
        "“树”用 &amp;amp; 写",
        "&amp;",
    ]
    assert repaired.head.title == "河边"
    assert repaired.blocks[1].marks == (Mark("strong", 0, 4),)
    assert repaired.blocks[1].folded == "中文网页 主页"
    assert [repaired.blocks[2].text[m.start : m.end] for m in repaired.blocks[2].marks] == ["&amp;amp;", "树"]
    for block in blocks:
        own = [edit for edit in edits if edit.block == block.index]
        assert replay(block.text, own) == repaired.blocks[block.index].text
    assert [edit.rule for edit in edits if edit.block == -1] == ["percent"]
    assert repair_blocks(Page(blocks, kind="text"), Options()) == (Page(blocks, kind="text"), ())


@pytest.mark.parametrize("title", ["100%", "五折%20", "%41%42", "%%%", "%ff%ff", "a%20b"])
def test_titles_that_are_no_addresses(title: str) -> None:
    assert unpercent(title) is None


def test_hostile_text_takes_no_time() -> None:
    for text in (
        "&amp;" * 50_000,
        "\\u6cb3" * 50_000,
        "\u200b" * 100_000,
        "Ａ．" * 50_000,
        "河" + " " * 50_000 + "\u200b",
    ):
        entities(text)
        characters(text)
