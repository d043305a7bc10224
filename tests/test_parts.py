"""Parts of patterns: what a name stands for, how patterns of several lines are read, and what is said of a broken file of parts."""

import re
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest

from pipeline import tables
from pipeline.errors import RuleError
from pipeline.fold import fold
from pipeline.judge import parts, rules
from pipeline.judge.parts import joined, named, spelled_out
from pipeline.judge.spared import DAY
from pipeline.types import Options

PACKAGE = parts.parts_of(tables.RULES)
KNOWN = {"day": r"\d日", "either": "a|b"}

PART = r"""
[price]
what    = "What it costs."
pattern = '{sum} ?元'
fits    = ["12 元", "1,200元"]

[sum]
what    = "A sum."
pattern = '[\d,]{1,8}'
fits    = ["12"]
"""
RULE = """
[sale]
why   = "A sale."
seen  = "example.com, 2026"
line  = '^特价:{price}$'
drops = ["特价：12 元"]
keeps = ["特价品12元"]
"""


@pytest.mark.parametrize(
    ("pattern", "meaning"),
    [
        ("^{day}$", r"^(?:\d日)$"),
        ("{day}?{day}{2}", r"(?:\d日)?(?:\d日){2}"),
        ("{either}c", "(?:a|b)c"),
        ("^a{2}b{1,3}c{,4}$", "^a{2}b{1,3}c{,4}$"),
        (r"\{day}", r"\{day}"),
        (r"\\{day}", r"\\(?:\d日)"),
        ("[{day}]", "[{day}]"),
        ("[]{day}]{day}", r"[]{day}](?:\d日)"),
        (r"[^\]{day}]", r"[^\]{day}]"),
        (r"\N{day}", r"\N{day}"),
        ("{Day}{2a}{}", "{Day}{2a}{}"),
    ],
)
def test_what_a_name_stands_for(pattern, meaning):
    assert spelled_out(pattern, KNOWN, "here") == meaning


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("^a b$", "^a b$"),
        (" a ", " a "),
        ("  ^(?:\n    a\n    |b c\n  )$\n", "^(?:a|b c)$"),
        ("\n\ta [ ]\n\t\n\t[ ]b\n", "a [ ][ ]b"),
    ],
)
def test_a_pattern_of_several_lines_is_one(pattern, line):
    assert joined(pattern) == line


def test_names_are_told_in_their_order():
    assert named(r"{b}[{c}]\{d}{a}{b}{2}") == ["b", "a"]


@pytest.mark.parametrize("part", PACKAGE.all, ids=lambda part: part.name)
def test_part_fits_its_examples_and_says_where_it_stands(part):
    parts.check(part, PACKAGE.spell_out(part.written, part.name))
    assert part.file.read_text("utf-8").split("\n")[part.line - 1] == f"[{part.name}]"


def test_code_looks_for_a_day_as_rules_do():
    without_groups = re.sub(r"\((?!\?)", "(?:", DAY)
    assert str(_parser.parse(without_groups)) == str(_parser.parse(PACKAGE.spell_out("{day}", "here")))


def test_every_part_is_used():
    used = {name for rule in rules.read_folder(tables.RULES) for name in named(rule.written)}
    used.update(name for part in PACKAGE.all for name in named(part.written))
    assert {part.name for part in PACKAGE.all} == used


def folder(tmp_path: Path, rule: str = RULE, own: str | None = PART) -> str:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "shop.toml").write_text(rule, "utf-8")
    if own is not None:
        (tmp_path / "rules" / "parts.toml").write_text(own, "utf-8")
    return str(tmp_path / "rules")


def test_own_rules_name_own_parts(tmp_path):
    own = rules.load(Options(rules=folder(tmp_path)))
    assert own.match("特价:1,200 元").id == "shop/sale"
    assert own.match("特价:便宜 元") is None
    assert not [rule for rule in own.rules if rule.id.startswith("parts/")]


def test_own_rules_name_parts_of_the_package(tmp_path):
    rule = RULE.replace("{price}", "{day}").replace("12 元", "2024年5月1日")
    assert rules.load(Options(rules=folder(tmp_path, rule, None))).match("特价:2024-5-1").id == "shop/sale"


def test_own_parts_go_before_those_of_the_package_in_own_rules_only(tmp_path):
    own = PART.replace("price", "day")
    found = rules.load(Options(rules=folder(tmp_path, RULE.replace("price", "day"), own)))
    assert found.match("特价:12 元").id == "shop/sale"
    assert [rule.regex for rule in found.rules[1:]] == [rule.regex for rule in rules.load(Options()).rules]


def test_own_parts_name_those_of_the_package(tmp_path):
    own = PART.replace("{sum} ?元", "{sum} ?元 ?{clock}").replace('["12 元", "1,200元"]', '["12元 8:30"]')
    rule = RULE.replace('"特价：12 元"', '"特价：12元 8:30"')
    assert rules.load(Options(rules=folder(tmp_path, rule, own))).match("特价:5元 08:30:00").id == "shop/sale"


def test_a_changed_part_is_used_at_once(tmp_path):
    import os

    own = folder(tmp_path)
    assert rules.load(Options(rules=own)).match(fold("特价：12 圆")) is None
    file = Path(own) / "parts.toml"
    file.write_text(PART.replace("元'", "[元圆]'"), "utf-8")
    os.utime(file, (2e9, 2e9))
    assert rules.load(Options(rules=own)).match(fold("特价：12 圆")).id == "shop/sale"


def test_a_rule_tells_its_pattern_as_it_is_written_its_parts_and_its_line(tmp_path):
    written = "\n  ^特价:\n  [上下]?\n[sale]?\n  {price}$"
    rule = rules.load(
        Options(rules=folder(tmp_path, "[x]" + RULE[7:] + RULE.replace("'^特价:{price}$'", f"'''{written}'''")))
    )
    found = rule.get("shop/sale")
    assert found.regex == r"^特价:[上下]?[sale]?(?:(?:[\d,]{1,8}) ?元)$"
    assert (found.written, found.line) == (written[1:], 8)
    assert [(part.name, part.line) for part in found.parts] == [("price", 2)]


@pytest.mark.parametrize(
    ("rule", "own", "message"),
    [
        (
            ("{price}", "{pirce}"),
            ("", ""),
            r"shop.toml: \[sale\] names a part {pirce} that is not there; write {price}",
        ),
        (("{price}", "{}{day} {week}"), ("", ""), r"\[sale\] names a part {week} that is not there; write"),
        (("", ""), ("{sum}", "{some}"), r"parts.toml: \[price\] names a part {some} that is not there"),
        (("", ""), (r"[\d,]{1,8}", "{price}"), r"\[price\] is a part of itself: price -> sum -> price"),
        (("", ""), ("{sum}", "({sum}"), r"\[price\]: pattern is not a regular expression"),
        (("", ""), ("元'", "圓'"), r"\[price\]: write pattern folded"),
        (("", ""), ('["12 元", ', '["便宜", '), r"\[price\] does not fit its example '便宜'"),
        (("", ""), ("[price]", "[Price]"), r"\[Price\]: a part's name is small letters"),
        (("", ""), ("[sum]", "[2]"), r"\[2\]: a part's name is small letters"),
        (("", ""), ('what    = "A sum."', ""), r"\[sum\] lacks what"),
        (("", ""), ("pattern = '{sum} ?元'", ""), r"\[price\] lacks pattern"),
        (("", ""), ('fits    = ["12"]', ""), r"\[sum\] needs fits = \[...\]"),
        (
            ("", ""),
            ("what    = ", "why = 1\nwhat = "),
            r"\[price\] has an unknown field 'why'; the fields are what, pattern, fits; rules stand in",
        ),
        (("", ""), ("[price]", "[price"), "parts.toml: not a readable TOML file"),
        (("", ""), ("[price]", "price = 1\n[other]"), r"\[price\] must be a table"),
    ],
)
def test_a_broken_part_says_file_table_and_what_to_write(tmp_path, rule, own, message):
    with pytest.raises(RuleError, match=message):
        rules.load(Options(rules=folder(tmp_path, RULE.replace(*rule), PART.replace(*own))))


def test_without_what_the_installation_spelled_out_all_is_spelled_out_as_ever(monkeypatch):
    plain = parts.Parts(tables.part_file())
    monkeypatch.setattr(parts, "spelled", lambda _: {})
    for rule in rules.read_folder(tables.RULES):
        assert plain.spell_out(rule.written, rule.id) == rule.regex
        assert re.compile(rule.regex)


def test_what_the_guide_shows_is_a_rule_with_parts(tmp_path):
    guide = (Path(__file__).parent.parent / "docs" / "adding-a-rule.md").read_text("utf-8")
    rule, line, own = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    found = rules.load(Options(rules=folder(tmp_path, rule.replace("line  = '^本店新品:'\n", line), own)))
    for text in ("本店夏季特价：茶具", "2024年5月1日 8:30 秒杀", "掌柜林小满推荐"):
        assert found.match(fold(text)).id == "shop/new-goods"
    assert found.match(fold("本店冬天特价：茶具")) is None
