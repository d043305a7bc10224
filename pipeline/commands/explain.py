"""``qingwen explain``: which rule removed this line, and what was changed in it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from .. import audit, files
from ..clock import clean_in_time
from ..decode import decode
from ..edits import origin
from ..errors import InputError
from ..flags import page_options, take_options
from ..judge import rules
from ..types import Block, Document, Edit, Options

SHOWN = 60
"""characters of a line that a list shows"""


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--line", type=click.IntRange(min=1), help="Line of the file to explain.")
@click.option("--find", metavar="TEXT", help="Explain the lines that hold this text.")
@page_options
def explain(path: Path, line: int | None, find: str | None, **page: Any) -> None:
    """Say what was done to FILE and why: which rule dropped a line, what was changed in it.

    Without --line or --find it lists every dropped line with its rule, and counts the edits.
    """
    options = take_options(page)
    data = files.read_page(path, options.max_bytes)
    doc = clean_in_time(data, options)
    if doc.status == "failed":
        raise InputError(f"{path}: {doc.metadata['error']}")
    told = _Told(path, doc, decode(data, options)[0].text, options)
    if line is not None:
        click.echo("\n".join(told.line(line)))
    elif find is not None:
        click.echo("\n".join(told.found(find)))
    else:
        click.echo("\n".join(told.overview()))


class _Told:
    """A cleaned page and the text that its line numbers count in."""

    def __init__(self, path: Path, doc: Document, raw: str, options: Options) -> None:
        self.path = path
        self.doc = doc
        self.raw = raw
        self.options = options
        repairs = [edit for edit in doc.edits if edit.stage == "repair" and edit.block is None]
        repaired = audit.replay_page(raw, doc.edits)
        self.page_edits = [edit for edit in doc.edits if edit.block is None]
        self.blocks = sorted((*doc.kept, *doc.removed), key=lambda block: block.index)
        self.lines = {block.index: self._raw_lines(block, repaired, repairs) for block in self.blocks}

    def _raw_lines(self, block: Block, repaired: str, repairs: list[Edit]) -> range:
        """The lines of the file that a block stands on: repair may have taken or given back line breaks."""
        if block.start < 0:
            return range(block.line, block.line + 1)
        start = origin(block.start, repairs)
        end = origin(min(block.start + len(block.text), len(repaired)), repairs)
        first = self.raw.count("\n", 0, start) + 1
        return range(first, first + self.raw.count("\n", start, end) + 1)

    def line(self, number: int) -> Iterator[str]:
        """What became of one line of the file."""
        lines = self.raw.split("\n")
        if number > len(lines):
            raise InputError(f"{self.path}: it has {len(lines)} lines, there is no line {number}")
        here = [block for block in self.blocks if number in self.lines[block.index]]
        yield f"line {number}: {_short(lines[number - 1].strip()) or '(blank)'}"
        if not here:
            yield "no text block stands on this line (markup, a comment, or a blank line)"
        for block in here:
            yield from self.block(block)
        yield from self._page_edits_of(number)

    def found(self, text: str) -> Iterator[str]:
        """What became of the blocks that hold a text."""
        here = [block for block in self.blocks if text in block.text or text in block.folded]
        if not here:
            raise InputError(f"{self.path}: no line of the page holds {text!r}")
        for block in here:
            yield f"line {self.lines[block.index].start}: {_short(block.text.strip())}"
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """The verdict on a block and its edits."""
        if block.dropped_by:
            yield f"  dropped by {block.dropped_by}"
            yield from _rule_lines(block.dropped_by, self.options)
        else:
            yield "  kept" + (" as the headline" if block.kind == "title" else "")
        yield from (f"  noticed: {flag}" for flag in block.flags)
        yield from (f"  evidence: {name} = {_value(value)}" for name, value in block.evidence)
        yield from _edit_lines(edit for edit in self.doc.edits if edit.block == block.index)

    def _page_edits_of(self, number: int) -> Iterator[str]:
        starts = self.raw.split("\n")
        low = sum(len(line) + 1 for line in starts[: number - 1])
        high = low + len(starts[number - 1])
        yield from _edit_lines(edit for edit in self.page_edits if low <= edit.start <= high)

    def overview(self) -> Iterator[str]:
        """Every dropped line with its rule; the edits counted."""
        doc = self.doc
        yield f"{self.path}: {doc.status}, {len(doc.kept)} blocks kept, {len(doc.removed)} dropped, {len(doc.edits)} edits"
        yield from (f"  {name}: {_value(value)}" for name, value in doc.evidence)
        if doc.removed:
            yield "dropped:"
        for block in doc.removed:
            yield f"  {self.lines[block.index].start:>5}  {block.dropped_by:<28}  {_short(block.text.strip())}"
        counts = Counter((edit.stage, edit.rule, edit.certainty) for edit in doc.edits)
        if counts:
            yield "edits:"
        for (stage, rule, certainty), number in sorted(counts.items()):
            yield f"  {number:>5}  {stage}/{rule} ({certainty})"


def _rule_lines(rule_id: str, options: Options) -> Iterator[str]:
    """What a rule says of itself, and where it stands."""
    rule = rules.load(options).get(rule_id)
    if rule is None:
        return
    yield f"  rule: {rule.file}:{rule.line}"
    yield f"  why: {rule.why} (seen: {rule.seen})"
    pattern = rule.written.rstrip()
    yield f"  {rule.on}:" + ("\n" + indent(pattern, "  ") if "\n" in pattern else f" {pattern}")
    yield from (f"  {{{part.name}}}: {part.what} ({part.file}:{part.line})" for part in rule.parts)
    yield from (f"  drops, for example: {text}" for text in rule.drops)
    yield from (f"  keeps, for example: {text}" for text in rule.keeps)


def _edit_lines(edits: Iterable[Edit]) -> Iterator[str]:
    for edit in edits:
        others = ", ".join(f"{text!r} ({margin:+.1f})" for text, margin in edit.alternatives)
        change = f"{edit.before!r} stays" if edit.certainty == "flagged" else f"{edit.before!r} -> {edit.after!r}"
        yield f"  {edit.stage}/{edit.rule} ({edit.certainty}): {change}" + (f"; or {others}" if others else "")
        if edit.why:
            yield f"    {edit.why}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _value(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
