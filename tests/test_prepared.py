"""What the installation wrote down of patterns and rules: the same as Python makes of them, and nothing that must be there."""

import marshal
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline import prepared, tables
from pipeline.judge import rules
from pipeline.late import late

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = [
    ("", 0),
    ("^来源 ?:", re.IGNORECASE),
    ("(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月|(无名)", 0),
    ("(?i:新闻)[一-鿿\\d]{2,8}+(?<!社)", re.DOTALL),
    ("\ud800|[\U00020000-\U0003ffff]", 0),
    ("(?m)^(a)(?:b(c)?)*$", re.ASCII),
]
SECTIONS = prepared.Prepared({("a+", 0): (0, b"", 0, {})}, {"a = 1": {"x": 1}}, {"": {"a": "b"}})


@pytest.fixture
def made():
    """The script that writes the file; it is not part of the package."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import prepare
    finally:
        sys.path.pop(0)
    return prepare


@pytest.fixture
def a_file(tmp_path, monkeypatch):
    """Another file in the place of the installed one."""
    monkeypatch.setattr(tables, "PREPARED", tmp_path / "prepared.bin")
    prepared.section.cache_clear()
    yield tmp_path / "prepared.bin"
    prepared.section.cache_clear()


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_from_its_code_is_the_one_that_re_compiles(made, pattern, flags):
    again, compiled = prepared.made(pattern, made.code_of(pattern, flags)), re.compile(pattern, flags)
    assert again == compiled  # which compares the codes
    assert (again.flags, again.groups, dict(again.groupindex)) == (
        compiled.flags,
        compiled.groups,
        dict(compiled.groupindex),
    )


def test_names_of_groups_are_told(made):
    found = prepared.made(PATTERNS[2][0], made.code_of(*PATTERNS[2])).search("1998年7月")
    assert (found.groupdict(), found.lastgroup) == ({"year": "1998", "month": "7"}, "month")


def test_the_file_is_installed_for_this_python_and_made_anew_holds_patterns_and_rules(tmp_path):
    """The installed one may be older than the sources, so only the new one is held to them."""
    assert tables.PREPARED.exists(), "python hatch_build.py makes it"
    before = tables.PREPARED.read_bytes()
    code = f"import prepare; prepare.tables.PREPARED = prepare.Path({str(tmp_path / 'again.bin')!r}); prepare.main()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "scripts", check=True, capture_output=True)
    version, *sections = marshal.loads((tmp_path / "again.bin").read_bytes())
    patterns, toml, spelled = map(marshal.loads, sections)
    assert version == prepared.python() == marshal.loads(before)[0]
    assert len(patterns) > 250
    texts = [tables.read_rules(file) for file in (tables.part_file(), *tables.rule_files(), *tables.site_files())]
    assert toml == {text: tomllib.loads(text) for text in texts}
    assert spelled == {texts[0]: {rule.written: rule.regex for rule in rules.read_folder(tables.RULES)}}


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"\x00garbage",
        marshal.dumps(("another", "shape")),
        marshal.dumps((prepared.python(), b"", b"\x00garbage")),
        marshal.dumps((("cpython-27", "big", 1, 2, 3), *map(marshal.dumps, SECTIONS))),
    ],
    ids=["missing", "empty", "broken", "another shape", "broken within", "another Python"],
)
def test_without_a_usable_file_all_is_compiled_as_ever(a_file, content):
    if content is not None:
        a_file.write_bytes(content)
    assert [prepared.section(name) for name in prepared.Prepared._fields] == [{}, {}, {}]
    assert late("a+").findall("aab") == ["aa"]
    assert prepared.parsed("a = 1") == {"a": 1}


def test_what_was_written_is_read_section_by_section(a_file):
    a_file.write_bytes(prepared.written(SECTIONS))
    assert prepared.parsed("a = 1") == {"x": 1}
    assert prepared.section.cache_info().currsize == 1
    assert [prepared.section(name) for name in prepared.Prepared._fields] == list(SECTIONS)


def test_what_the_file_does_not_know_is_compiled_and_read():
    with pytest.raises(re.error):
        prepared.compiled("(never closed")
    with pytest.raises(ValueError):
        prepared.parsed("no toml")


def test_unsound_code_is_refused():
    with pytest.raises(RuntimeError):
        prepared.made("a", (0, b"\xff" * 64, 0, {}))
