"""The script of a text, told by the characters that only one script has."""

import pytest

from pipeline.script import chars_of, convertible, count_script


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("醫院放療後為什麼腫瘤還在", "traditional"),
        ("医院放疗后为什么肿瘤还在", "simplified"),
        ("后面里干面著", "none"),
        ("", "none"),
        ("plain English, 123", "none"),
        ("医院放疗后为什么肿瘤还在 醫院放療後為什麼腫瘤還在", "mixed"),
        ("医院放疗后为什么肿瘤还在，这是我们从长期工作中发现的问题，应该让读者们了解；他姓陳", "simplified"),
        ("\ud800医院", "simplified"),
    ],
)
def test_script_of(text, name):
    assert count_script(text).name == name


def test_the_table_is_what_its_script_makes():
    """Each character of the table against OpenCC and the national sets, on every 7th code point."""
    from opencc import OpenCC

    to_simplified, to_traditional = OpenCC("t2s").convert, OpenCC("s2t").convert
    for code in range(0x3400, 0xA000, 7):
        char = chr(code)
        simple = to_simplified(char)
        is_traditional = simple not in (char, "") and simple < "\U00020000" and not char.encode("gb2312", "ignore")
        is_simplified = not is_traditional and to_traditional(char) != char and not char.encode("big5", "ignore")
        assert (char in chars_of("traditional"), char in chars_of("simplified")) == (is_traditional, is_simplified)
        assert char in convertible() or simple == char


def test_long_texts_count_as_short_ones_do():
    text = "醫院放療後為什麼腫瘤還在医院放疗后为什么\ud800𠀀abc"
    short = count_script(text)
    long = count_script(text * 100)
    assert (long.simplified, long.traditional) == (short.simplified * 100, short.traditional * 100)
