"""Make pipeline/prepared.bin: the package's regular expressions as this Python's ``re`` hands them to its matcher, and its rule
files as ``tomllib`` reads them.

    python scripts/prepare.py

Run by ``hatch_build.py`` when the package is installed. Each pattern that was written down is compared with what ``re`` compiles.
"""

from __future__ import annotations

import re
import sys
import tomllib
from array import array
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import late, prepared, tables  # noqa: E402

STAGES = ("decode", "repair", "split", "judge", "assemble", "simplify", "typeset", "render")


def patterns() -> tuple[dict[tuple[str, int], re.Pattern[str]], dict[str, str]]:
    """The patterns of all stages that are compiled when they are first used, and those of the rules; these by how they are written,
    without the names of parts."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}

    def recorded(pattern: str, flags: int = 0) -> re.Pattern[str]:
        return found.setdefault((pattern, int(flags)), re.compile(pattern, flags))

    late.late = prepared.compiled = recorded
    for name in modules():
        import_module(name)
    rules, of_lines = import_module("pipeline.judge.rules"), import_module("pipeline.judge.patterns")
    spelled = {rule.written: rule.regex for rule in rules.read_folder(tables.RULES)}
    for regex in spelled.values():
        of_lines.pattern_of(regex)
    return found, spelled


def modules() -> Iterator[str]:
    """What a page passes. Other modules may need packages that are not there yet while this one is installed."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        stage, *inner = path.relative_to(ROOT / "pipeline").with_suffix("").parts
        if stage in STAGES:
            yield ".".join(["pipeline", stage, *(name for name in inner if name != "__init__")])


def code_of(pattern: str, flags: int) -> prepared.Code:
    """What ``re`` makes of a pattern before it is one."""
    parsed = _parser.parse(pattern, flags)
    words = array("I", _compiler._code(parsed, flags))
    return flags | parsed.state.flags, words.tobytes(), parsed.state.groups - 1, dict(parsed.state.groupdict)


def main() -> None:
    """Write the file, if each pattern comes out of it as ``re`` makes it."""
    texts = [tables.read_rules(file) for file in (tables.part_file(), *tables.rule_files(), *tables.site_files())]
    toml = {text: tomllib.loads(text) for text in texts}
    # not what the file that is there says, which may be older; texts that stand in it twice are written once
    prepared.section = {"patterns": {}, "toml": toml, "spelled": {}}.__getitem__
    found, spelled = patterns()
    known = {}
    for (pattern, flags), made in found.items():
        known[pattern, flags] = code_of(pattern, flags)
        again = prepared.made(pattern, known[pattern, flags])
        if again != made or again.groupindex != made.groupindex or again.groups != made.groups:
            raise SystemExit(f"prepare: this Python's re makes something else of {pattern!r}")
    tables.PREPARED.write_bytes(prepared.written(prepared.Prepared(known, toml, {texts[0]: spelled})))
    print(f"{tables.PREPARED}: {len(known)} patterns, {len(texts)} rule files")


if __name__ == "__main__":
    main()
