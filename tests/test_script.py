"""The script of a text, told by the characters that only one script has."""

import pytest

from pipeline.script import count_script


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
