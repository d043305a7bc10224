"""``qingwen report``: look at what was done to a page, or in a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .. import files
from ..clock import clean_in_time
from ..decode import decode
from ..errors import InputError
from ..flags import page_options, take_options
from ..report import page_report, run_report
from ..types import Options


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE|RUN_DIR")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The HTML file to write.",
)
@click.option(
    "--samples", type=click.IntRange(min=1), default=200, show_default=True, help="Pages of a run that are shown."
)
@page_options
def report(path: Path, output: Path, samples: int, **page: Any) -> None:
    """Write one self-contained HTML page: FILE beside its clean text, or the overview of RUN_DIR.

    FILE is cleaned with the options given; RUN_DIR is a folder that `clean` or `run` wrote.
    """
    text = run_report(path, samples) if path.is_dir() else _page(path, take_options(page))
    files.write_whole(output, text)
    click.echo(f"report -> {output}", err=True)


def _page(path: Path, options: Options) -> str:
    data = files.read_page(path, options.max_bytes)
    doc = clean_in_time(data, options)
    if doc.status == "failed":
        raise InputError(f"{path}: {doc.metadata['error']}")
    return page_report(doc, decode(data, options)[0].text, path.name, options)
