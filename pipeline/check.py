"""``qingwen check``: what encoding and script a page is in, and what damage it has, without writing anything.

The stages decode, repair and split run as they do in ``clean``; what they would change is counted by rule and told, with the
first example of each. A page whose declaration names another encoding than it is in counts as damaged, too: other
programs will misread it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from . import files
from .decode import decode
from .decode.evidence import name_of
from .errors import InputError
from .flags import page_options, take_options
from .repair import repair
from .repair.blocks import repair_blocks
from .script import count_script
from .split import split
from .types import Edit, Evidence, Options, Source

SHOWN = 24
"""Characters of an example."""
NOT_READ = 3
"""Exit code for a file that cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of damage: the rule, how often, and where first."""

    rule: str
    count: int
    line: int
    """of the page's text, from 1; 0 where the first is in a single block of the page"""
    before: str
    after: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a page without cleaning it."""

    name: str
    encoding: str
    evidence: Evidence
    kind: str
    script: str
    simplified: int
    traditional: int
    damage: tuple[Finding, ...]


def check_page(data: bytes | str, name: str = "", options: Options | None = None) -> Checked:
    """Look at one page. Raises InputError if it cannot be read at all.

    >>> found = check_page("<meta charset=utf-8>人民醫(yī)院，鍙樺法".encode("gbk"))
    >>> found.encoding, found.script, [finding.rule for finding in found.damage]
    ('gb18030', 'mixed', ['decode/declaration', 'repair/gloss', 'repair/mojibake/utf-8-as-gb18030'])
    """
    options = options or Options()
    source, edits = decode(data, options)
    repaired, repairs = repair(source, options)
    page, mends = repair_blocks(split(repaired, options), options)
    script = count_script("\n".join(block.text for block in page.blocks))
    damage = (*_declared(source), *_counted((*edits, *repairs, *mends), source.text))
    return Checked(
        name, source.encoding, source.evidence, source.kind, script.name, script.simplified, script.traditional, damage
    )


def _declared(source: Source) -> Iterator[Finding]:
    """A declaration that names another encoding than the page is in."""
    for where, label in source.evidence:
        if where.startswith("declared-") and not agrees(str(label), source.encoding):
            yield Finding("decode/declaration", 1, 1, str(label), source.encoding, "flagged")


def agrees(label: str, encoding: str) -> bool:
    """Whether a declared label names the encoding.

    >>> agrees("gb2312", "gb18030"), agrees("utf-8", "gb18030")
    (True, False)
    """
    return name_of(label) == encoding


def _counted(edits: tuple[Edit, ...], text: str) -> Iterator[Finding]:
    """The edits by rule, in the order of their first."""
    firsts: dict[str, Edit] = {}
    counts: dict[str, int] = {}
    for edit in edits:
        rule = f"{edit.stage}/{edit.rule}"
        firsts.setdefault(rule, edit)
        counts[rule] = counts.get(rule, 0) + 1
    for rule, edit in firsts.items():
        line = text.count("\n", 0, edit.start) + 1 if edit.block is None else 0
        yield Finding(rule, counts[rule], line, edit.before[:SHOWN], edit.after[:SHOWN], edit.certainty)


def told(checked: Checked) -> Iterator[str]:
    """The lines that a person reads."""
    seen = ", ".join(f"{name} {value}" for name, value in checked.evidence)
    script = checked.script
    if script != "none":
        script += f" ({checked.simplified} simplified, {checked.traditional} traditional characters)"
    yield f"{checked.name}: {checked.encoding} ({seen}); {checked.kind}; script {script}"
    for finding in checked.damage:
        where = f"line {finding.line}" if finding.line else "in a block"
        change = f"{finding.before!r}"
        if finding.certainty != "flagged" or finding.rule == "decode/declaration":
            change += f" -> {finding.after!r}"
        yield f"  {finding.count:5} {finding.rule} ({finding.certainty}), first {where}: {change}"
    if not checked.damage:
        yield "  sound"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@page_options
def check(paths: tuple[Path, ...], as_json: bool, **page: Any) -> None:
    """Tell the encoding with its evidence, the script, and the damage of each FILE; write nothing.

    Exit code 0 if all are sound, 1 if anything was found, 3 if a file cannot be read. ``-`` reads standard input.
    """
    options = take_options(page)
    code = 0
    for path in paths:
        try:
            data = sys.stdin.buffer.read() if str(path) == "-" else files.read_page(path, options.max_bytes)
            checked = check_page(data, str(path), options)
        except InputError as error:
            click.echo(f"qingwen: {path}: {str(error).removeprefix(f'{path}: ')}", err=True)
            code = NOT_READ
            continue
        code = max(code, int(bool(checked.damage)))
        if as_json:
            click.echo(json.dumps(asdict(checked) | {"evidence": dict(checked.evidence)}, ensure_ascii=False))
        else:
            click.echo("\n".join(told(checked)))
    raise click.exceptions.Exit(code)
