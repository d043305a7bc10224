"""A misspelt rule or value is an error that names what is near; every id that can be switched off is known."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline
from pipeline import choices
from pipeline.choices import check_options
from pipeline.clean import clean_page
from pipeline.cli import main
from pipeline.errors import OptionError
from pipeline.judge import rules
from pipeline.types import Options

SOURCES = Path(pipeline.__file__).parent
TEXT = "昨天的句子，有标点，也说了一件事情。"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"skip": ("footer/icpp",)}, "skip: there is no rule 'footer/icpp'; did you mean footer/icp?"),
        ({"skip": ("icp",)}, "skip: there is no rule 'icp'; did you mean footer/icp?"),
        ({"skip": ("repair/invisibel",)}, "did you mean repair/invisible?"),
        ({"skip": ("model/boilerplate", "spam/link-frm")}, "did you mean spam/link-farm?"),
        ({"skip": ("something/else",)}, "qingwen explain names the rule"),
        ({"script": "simplifed"}, "script: there is no 'simplifed'; did you mean simplified?"),
        ({"spam": "keep"}, "spam: there is no 'keep'; it can be drop, flag"),
    ],
)
def test_a_misspelt_name_says_what_is_near(given, told):
    with pytest.raises(OptionError, match=re.escape(told)):
        clean_page(TEXT, Options(**given))


def test_the_commands_say_so_before_they_read_a_page(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    for command in ("clean", "explain"):
        done = CliRunner().invoke(main, [command, str(tmp_path / "page.txt"), "--skip", "footer/icpp"])
        assert done.exit_code == 2
        assert "did you mean footer/icp?" in done.output
    done = CliRunner().invoke(main, ["run", str(tmp_path), "-o", str(tmp_path / "out"), "--skip", "footer/icpp"])
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_rules_of_the_user_and_of_any_site_can_be_switched_off(tmp_path):
    rule = "why = 'an advert'\nseen = 'here'\nline = '^扫码'\ndrops = ['扫码领券']\nkeeps = ['他扫码付了钱']\n"
    (tmp_path / "sites").mkdir()
    (tmp_path / "own.toml").write_text(f"[advert]\n{rule}", "utf-8")
    (tmp_path / "sites" / "example.com.toml").write_text(f"[box]\n{rule}", "utf-8")
    check_options(Options(rules=str(tmp_path), skip=("own/advert", "sites/example.com/box", "footer/icp")))
    with pytest.raises(OptionError, match="did you mean own/advert"):
        check_options(Options(rules=str(tmp_path), skip=("own/adverts",)))


def test_every_id_that_the_sources_name_can_be_switched_off():
    judges = {*choices.JUDGES, *rules.ids(Options())}
    topics = {name.split("/")[0] for name in judges}
    for file in (SOURCES / "judge").glob("*.py"):
        for topic, name in re.findall(r'"([a-z]+)/([a-z-]+)"', file.read_text("utf-8")):
            assert topic not in topics or f"{topic}/{name}" in judges, file
    named = {name for file in (SOURCES / "repair").glob("*.py") for name in _passes(file.read_text("utf-8"))}
    assert named == set(choices.REPAIRS)


def _passes(source: str) -> set[str]:
    """The passes of repair that look whether they are switched off."""
    if "is_off(" not in source or "def is_off" in source:
        return set()
    constants = re.findall(r"^RULE\b.*= (.*)$", source, re.MULTILINE)
    own = [name for line in constants for name in re.findall(r'"([a-z-]+)"', line)]
    own += re.findall(r'is_off\("([a-z-]+)"', source) + re.findall(r'[( ]\("([a-z-]+)", _[A-Z]', source)
    return set(own)
