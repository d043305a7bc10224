"""Every rule is tested by its own examples; a broken rule file says what to write instead."""

from pathlib import Path
from unicodedata import east_asian_width

import pytest

from pipeline import tables
from pipeline.errors import RuleError
from pipeline.fold import fold
from pipeline.judge import rules
from pipeline.judge.parts import parts_of
from pipeline.types import Options

ALL = rules.read_folder(tables.RULES)
WIDEST = 120
"""columns of a line of a pattern, as of a line of code; a Han character takes two"""
GOOD = """
[ad]
why = "An advertisement."
seen = "example.com, 2024"
line = '^广告:'
drops = ["廣告：買一送一"]
keeps = ["广告学是一门学科。"]
"""


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_rule_drops_its_examples_and_keeps_all_that_rules_keep(rule):
    for text in rule.drops:
        assert rule.matches(fold(text), text)
    for other in ALL:
        if other.on == rule.on:
            for text in other.keeps:
                assert not rule.matches(fold(text), text), f"drops what {other.id} keeps"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_rule_is_found_at_the_line_it_names(rule):
    line = rule.file.read_text("utf-8").split("\n")[rule.line - 1]
    assert line.strip().strip("[]\"'") == rule.id.split("/")[-1]


@pytest.mark.parametrize("rule", [*ALL, *parts_of(tables.RULES).all], ids=lambda rule: f"{rule.file.stem}/{rule.name}")
def test_no_pattern_is_written_in_a_line_too_wide_to_read(rule):
    for line in rule.written.split("\n"):
        columns = sum(2 if east_asian_width(char) in "WF" else 1 for char in line)
        assert columns <= WIDEST, f"write it on several lines, with parts (docs/adding-a-rule.md): {line}"


@pytest.mark.parametrize("rule", [rule for rule in ALL if rule.on == "line"], ids=lambda rule: rule.id)
def test_no_rule_is_tried_on_every_line(rule):
    needed = rules._needs(rule)
    assert needed.words or needed.begins, "let each of its ways hold a word, or begin with known characters"


def folder(tmp_path: Path, text: str, name: str = "own.toml") -> str:
    file = tmp_path / "rules" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return str(tmp_path / "rules")


def test_own_rules_come_first(tmp_path):
    own = rules.load(Options(rules=folder(tmp_path, GOOD)))
    assert own.match(fold("廣告：新品上市")).id == "own/ad"
    assert rules.load(Options()).match(fold("廣告：新品上市")) is None


def test_site_rules_hold_on_their_site_and_below_it_only(tmp_path):
    own = folder(tmp_path, GOOD, "sites/example.com.toml")
    for options in (Options(rules=own, site="example.com"), Options(rules=own, url="https://news.example.com/1.html")):
        assert rules.load(options).match("广告:新").id == "sites/example.com/ad"
    for options in (Options(rules=own), Options(rules=own, url="https://notexample.com/1.html")):
        assert rules.load(options).match("广告:新") is None


def test_hosts_without_rules_of_their_own_share_one_set(tmp_path):
    own = folder(tmp_path, GOOD, "sites/example.com.toml")
    urls = ("https://a.example/", "https://b.example/", "https://example.com/", "https://m.example.com/")
    first, second, site, below = (rules.load(Options(rules=own, url=url)) for url in urls)
    assert first is second
    assert site is below is not first


def test_a_rule_can_look_at_class_and_id_words(tmp_path):
    text = GOOD.replace("line = '^广告:'", r"cues = '\bad-box\b'").replace("廣告：買一送一", "content ad-box")
    own = rules.load(Options(rules=folder(tmp_path, text)))
    assert own.match("任何文字", "main ad-box").id == "own/ad"
    assert own.match("任何文字", "main") is None


def test_a_rule_can_be_switched_off():
    assert rules.load(Options()).match("豫ICP备05017908").id == "footer/icp"
    assert rules.load(Options(skip=("footer/icp",))).match("豫ICP备05017908") is None


def test_a_changed_rule_is_used_at_once(tmp_path):
    import os

    own = folder(tmp_path, GOOD)
    assert rules.load(Options(rules=own)).match("通告:x") is None
    file = Path(own) / "own.toml"
    file.write_text(GOOD.replace("^广告:", "^[广通]告:"), "utf-8")
    os.utime(file, (2e9, 2e9))
    assert rules.load(Options(rules=own)).match("通告:x").id == "own/ad"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("^广告:", "^廣告："), "write line folded"),
        (("^广告:", "^(广告"), "not a regular expression"),
        (('why = "An advertisement."\n', ""), "lacks why"),
        (('seen = "example.com, 2024"', 'seen = ""'), "lacks seen"),
        (('drops = ["廣告：買一送一"]', "drops = []"), "needs drops"),
        (("line = '^广告:'", ""), "needs one pattern"),
        (("買一送一", "x"), None),
        (("廣告：買一送一", "本店新品"), "does not drop its example"),
        (("广告学是一门学科。", "广告:一门学科"), "drops what it keeps"),
        (("[ad]", "[ad"), "not a readable TOML file"),
        (("[ad]", "colour = 1\n[ad]"), "must be a table"),
        (("why = ", "colour = 'red'\nwhy = "), "unknown field 'colour'"),
    ],
)
def test_a_broken_rule_file_says_file_table_and_what_to_write(tmp_path, change, message):
    own = folder(tmp_path, GOOD.replace(*change))
    if message is None:
        assert rules.load(Options(rules=own)).match("广告:x")
        return
    with pytest.raises(RuleError, match=message) as error:
        rules.load(Options(rules=own))
    assert "own.toml" in str(error.value)


def test_a_rules_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="not there"):
        rules.load(Options(rules=str(tmp_path / "none")))
