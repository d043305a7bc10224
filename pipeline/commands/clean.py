"""``qingwen clean``: one page to standard output or a file, a folder into a folder."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import audit, files
from ..clock import clean_in_time
from ..errors import InputError
from ..flags import page_options, take_options
from ..render.parallel import FORMS, write_pairs
from ..types import Document, Options

if TYPE_CHECKING:
    from ..many.driver import Run

FORMATS = ("txt", "md", "html", "json", "parallel", "diff")
TREE = (".txt", ".md", ".audit.jsonl")
"""what a page becomes in an output folder"""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder for .txt, .md and .audit.jsonl."
)
@click.option(
    "-t",
    "--to",
    type=click.Choice(FORMATS),
    help="Format of one page (default: txt, or by the ending of -o); parallel: both scripts, JSON lines or a table.",
)
@click.option(
    "--diff", "to", flag_value="diff", help="Show what changes: dropped lines with their rule, lines before and after."
)
@page_options
def clean(paths: tuple[str, ...], output: Path | None, to: str | None, **page: Any) -> None:
    """Clean pages: HTML or text, a file, a folder, or - for standard input.

    One page without -o goes to standard output as text. A folder, or several pages, go into the folder -o
    as .txt, .md and .audit.jsonl, with the folder's own subfolders.
    """
    options = take_options(page)
    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a page, a folder, or - for standard input")
        paths = ("-",)
    one = len(paths) == 1 and (paths[0] == "-" or not Path(paths[0]).is_dir())
    if one and not _is_folder(output):
        raise SystemExit(_clean_one(paths[0], output, to, options))
    if output is None:
        raise click.UsageError("several pages or a folder need -o DIR")
    if to is not None:
        raise click.UsageError("-t and --diff are for one page; a folder gets .txt, .md and .audit.jsonl")
    raise SystemExit(_clean_into(paths[0], output, options) if one else _clean_many(paths, output, options))


def _is_folder(output: Path | None) -> bool:
    """Whether -o names a folder: it is one, ends in a slash, or has no ending."""
    return output is not None and (output.is_dir() or str(output).endswith("/") or not output.suffix)


def _cleaned(path: str, options: Options) -> Document:
    doc = clean_in_time(_bytes(path, options), options)
    if doc.status == "failed":
        raise InputError(f"{_name(path)}: {doc.metadata['error']}")
    return doc


def _clean_one(path: str, output: Path | None, to: str | None, options: Options) -> int:
    to = to or _format_of(output)
    if to == "diff":
        return _show_diff(path, output, options)
    doc = _cleaned(path, options)
    if to == "parallel":
        text = write_pairs(doc.parallel, output.suffix[1:] if output and output.suffix[1:] in FORMS else "jsonl")
    else:
        text = _written(doc, to, _name(path), options)
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        files.write_whole(output, text)
    return 0


def _show_diff(path: str, output: Path | None, options: Options) -> int:
    """The diff on standard output, in colour where a person watches, or without colour in a file."""
    from ..decode import decode
    from ..report.page import view
    from .diff import diff_lines

    data = _bytes(path, options)
    doc = clean_in_time(data, options)
    if doc.status == "failed":
        raise InputError(f"{_name(path)}: {doc.metadata['error']}")
    lines = diff_lines(view(doc, decode(data, options)[0].text, _name(path), options))
    if output is not None:
        files.write_whole(output, click.unstyle("\n".join(lines)) + "\n")
        return 0
    for line in lines:
        click.echo(line)
    return 0


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lower().lstrip(".") if output else "txt"
    return {"markdown": "md", "htm": "html"}.get(ending, ending if ending in FORMATS else "txt")


def _written(doc: Document, to: str, name: str, options: Options) -> str:
    if to == "json":
        return json.dumps(_as_json(doc, name, options), ensure_ascii=False, default=str, indent=1) + "\n"
    return {"txt": doc.text, "md": doc.markdown, "html": doc.html}[to]


def _as_json(doc: Document, name: str, options: Options) -> dict[str, Any]:
    """A Document as one JSON object: the page line of its audit, its texts, its record."""
    return {
        "name": name,
        "status": doc.status,
        "title": doc.title,
        "text": doc.text,
        "markdown": doc.markdown,
        "html": doc.html,
        "metadata": dict(doc.metadata),
        "evidence": dict(doc.evidence),
        "options": audit.chosen(options),
        "edits": [dataclasses.asdict(edit) for edit in doc.edits],
        "removed": [audit.removed_record(block) for block in doc.removed],
    }


def _clean_into(path: str, folder: Path, options: Options) -> int:
    """One page into a folder, under its own name."""
    doc = _cleaned(path, options)
    name = "stdin" if path == "-" else Path(path).stem
    record = audit.dumps(audit.records(doc, name, options))
    for ending, text in zip(TREE, (doc.text, doc.markdown, record), strict=True):
        files.write_whole(folder / f"{name}{ending}", text)
    return 0


def _clean_many(paths: Sequence[str], output: Path, options: Options) -> int:
    """Every page into the folder; 1 if a page failed, with a line for each on standard error."""
    from ..many.run import How, clean_folder

    if "-" in paths:
        raise click.UsageError("- stands alone: standard input is one page")
    with _progress() as watch:
        summary, problems = clean_folder(paths, output, options, how=How(watch=watch))
    for problem in problems:
        if problem.status != "rejected":
            click.echo(f"qingwen: {problem.id}: {problem.cause}", err=True)
    click.echo(
        f"{summary.pages} pages: {summary.cleaned} cleaned, {summary.rejected} empty, {summary.bad} failed -> {output}",
        err=True,
    )
    return 1 if summary.bad else 0


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[Run], None]]:
    """Something that shows how far a run is, where a person watches; else something that does nothing."""
    if not sys.stderr.isatty():
        yield lambda run: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cleaning", total=None)
        yield lambda run: bar.update(task, completed=run.summary.done_weight, total=run.summary.weight)


def _bytes(path: str, options: Options) -> bytes:
    if path == "-":
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise InputError(f"stdin: over the limit of {options.max_bytes:,} bytes; raise it with --max-bytes")
        return data
    return files.read_page(Path(path), options.max_bytes)


def _name(path: str) -> str:
    return "stdin" if path == "-" else path
