"""``qingwen clean``: one page to standard output or a file, a folder into a folder."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

import click

from .. import audit, files
from ..clean import clean_page
from ..errors import InputError, OutputError
from ..flags import page_options, take_options
from ..types import Document, Options

FORMATS = ("txt", "md", "html", "json")
TREE = (".txt", ".md", ".audit.jsonl")
"""what a page becomes in an output folder"""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder for .txt, .md and .audit.jsonl."
)
@click.option(
    "-t", "--to", type=click.Choice(FORMATS), help="Format of one page (default: txt, or by the ending of -o)."
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
    if _is_single(paths, output):
        raise SystemExit(_clean_one(paths[0], output, to, options))
    if output is None:
        raise click.UsageError("several pages or a folder need -o DIR")
    if to is not None:
        raise click.UsageError("-t is for one page; a folder gets .txt, .md and .audit.jsonl")
    raise SystemExit(_clean_many(paths, output, options))


def _is_single(paths: Sequence[str], output: Path | None) -> bool:
    """Whether one page goes to standard output or to one file."""
    if len(paths) != 1 or (paths[0] != "-" and Path(paths[0]).is_dir()):
        return False
    return output is None or not (output.is_dir() or str(output).endswith("/") or not output.suffix)


def _clean_one(path: str, output: Path | None, to: str | None, options: Options) -> int:
    doc = clean_page(_bytes(path, options), options)
    if doc.status == "failed":
        raise InputError(f"{_name(path)}: {doc.metadata['error']}")
    text = _written(doc, to or _format_of(output), _name(path), options)
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        files.write_whole(output, text)
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


def _clean_many(paths: Sequence[str], output: Path, options: Options) -> int:
    """Clean every page into the folder; 1 if a page failed, with a line for each on standard error."""
    pages = list(_pages(paths))
    _check_folder(output)
    names = files.output_names([relative for _, relative in pages])
    failed = 0
    for (path, _), name in zip(_shown(pages), names, strict=True):
        try:
            doc = clean_page(_bytes(path, options), options)
            if doc.status == "failed":
                raise InputError(f"{path}: {doc.metadata['error']}")
        except InputError as error:
            failed += 1
            click.echo(f"qingwen: {error}", err=True)
            continue
        record = audit.dumps(audit.records(doc, str(name), options))
        files.write_outputs(output, name, zip(TREE, (doc.text, doc.markdown, record), strict=True))
    click.echo(f"{len(pages)} pages: {len(pages) - failed} cleaned, {failed} failed -> {output}", err=True)
    return 1 if failed else 0


def _pages(paths: Sequence[str]) -> Iterator[tuple[str, PurePath]]:
    """Every page as (path, path below its folder)."""
    for path in paths:
        folder = Path(path)
        if path != "-" and folder.is_dir():
            yield from ((str(page), page.relative_to(folder)) for page in files.find_pages(folder))
        else:
            yield path, PurePath("stdin" if path == "-" else folder.name)


def _check_folder(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: a file stands where a folder is needed; choose another -o")


def _shown(pages: list[tuple[str, PurePath]]) -> Iterator[tuple[str, PurePath]]:
    """The pages, with a progress bar where a person watches."""
    if not sys.stderr.isatty():
        return iter(pages)
    from rich.console import Console
    from rich.progress import track

    return iter(track(pages, description="cleaning", console=Console(stderr=True), transient=True))


def _bytes(path: str, options: Options) -> bytes:
    if path == "-":
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise InputError(f"stdin: over the limit of {options.max_bytes:,} bytes; raise it with --max-bytes")
        return data
    return files.read_page(Path(path), options.max_bytes)


def _name(path: str) -> str:
    return "stdin" if path == "-" else path
