"""``qingwen run``, ``qingwen status``: many pages from the command line."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from ..errors import InputError, OutputError
from ..flags import page_options, take_options
from ..types import Options
from .claim import lock, read_note
from .driver import Summary
from .inputs import find_inputs
from .marks import Marks
from .progress import as_json, open_progress, sum_up
from .run import How, read_problems, run_many
from .run import learn_sites as find_templates
from .settings import Fields, Settings
from .shards import plan_shards

MEGABYTE = 1_000_000
SHOWN_PROBLEMS = 10
"""Lines of the summary that name bad pages; all of them stand in errors/."""
INTERRUPTED = 130


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder.")
@click.option("-t", "--to", type=click.Choice(("jsonl", "parquet", "tree")), default="jsonl", show_default=True)
@click.option("--compression", type=click.Choice(("none", "gz", "zst")), default="none", show_default=True)
@click.option("--audit/--no-audit", default=True, show_default=True, help="Write every change beside the data.")
@click.option("--text-field", default="", help="Field of the page in JSONL and Parquet (default: the first known).")
@click.option("--id-field", default="", help="Field of its id.")
@click.option("--url-field", default="", help="Field of its URL.")
@click.option("--date-field", default="", help="Field of its date.")
@click.option("-j", "--workers", type=click.IntRange(0), default=0, help="Processes; 0: one for each processor.")
@click.option("--ray", metavar="ADDRESS", default="", help="Run on this Ray cluster (auto: the one that runs here).")
@click.option("--shard-pages", type=click.IntRange(0), default=0, help="Small files in a shard (default: 31 to 500).")
@click.option("--shard-mb", type=click.FloatRange(0), default=0, help="Split inputs near this (default: 4 to 64).")
@click.option("--page-timeout", type=click.FloatRange(0), help="CPU seconds (default: twice --max-seconds); 0: none.")
@click.option("--memory-mb", type=click.IntRange(0), default=0, help="Address space of a worker; 0: no limit.")
@click.option("--max-errors", default="0", show_default=True, metavar="N|P%", help="More bad pages: exit code 1.")
@click.option("--overwrite", is_flag=True, help="Remove the run that the folder holds and start anew.")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and stop.")
@click.option("--json", "as_object", is_flag=True, help="The summary as one JSON object on standard output.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@page_options
def run(inputs: tuple[str, ...], output: Path, **given: Any) -> None:
    """Clean many pages: folders, globs, WARC, JSONL, Parquet into a corpus.

    Killed or stopped, the same command goes on where it was. A page that crashes, hangs or eats all memory
    becomes a line in errors/ and the rest goes on. Exit code 1: more bad pages than --max-errors.
    """
    options = take_options(given)
    settings = _settings(given, options)
    allowed_errors(given["max_errors"], 0)  # a wrong one is said before the work, not after
    if given["dry_run"]:
        _show_plan(inputs, output, settings)
        return
    progress = open_progress(quiet=given["quiet"])
    begun = time.monotonic()
    try:
        with stop_on_interrupt() as stop:
            how = How(given["workers"], given["ray"], given["overwrite"], watch=progress, stop=stop)
            summary = run_many(inputs, output, options, settings, how)
    except KeyboardInterrupt:
        progress.close()
        click.echo("qingwen: stopped at once; the same command goes on", err=True)
        raise SystemExit(INTERRUPTED) from None
    finally:
        progress.close()
    _report(summary, output, time.monotonic() - begun, as_object=given["as_object"])
    raise SystemExit(_exit_code(summary, given["max_errors"]))


def _settings(given: dict[str, Any], options: Options) -> Settings:
    timeout = given["page_timeout"]
    return Settings(
        to=given["to"],
        compression=given["compression"],
        audit=given["audit"],
        fields=Fields(given["text_field"], given["id_field"], given["url_field"], given["date_field"]),
        shard_pages=given["shard_pages"],
        shard_bytes=int(given["shard_mb"] * MEGABYTE),
        page_timeout=2 * options.max_seconds if timeout is None else timeout,
        memory=given["memory_mb"] * MEGABYTE,
    )


def _show_plan(inputs: tuple[str, ...], output: Path, settings: Settings) -> None:
    found = find_inputs(inputs, exclude=output)
    shards = plan_shards(found, settings)
    click.echo(f"{len(found.files)} files, {found.size / MEGABYTE:.1f} MB, in {len(shards)} shards -> {output}")
    for name, number in sorted(found.skipped.items()):
        click.echo(f"not read: {number} {name}")


@contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C makes the yielded function True; the second is a KeyboardInterrupt."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        click.echo("qingwen: running shards end first; Ctrl-C again stops at once", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _report(summary: Summary, output: Path, seconds: float, *, as_object: bool) -> None:
    if as_object:
        click.echo(json.dumps(as_json(summary, seconds), ensure_ascii=False))
    for line in sum_up(summary, seconds):
        click.echo(f"qingwen: {line}", err=True)
    shown = 0
    for problem in read_problems(output):
        if problem.status != "rejected" and shown < SHOWN_PROBLEMS:
            click.echo(f"qingwen: {problem.status}: {problem.id}: {problem.cause}", err=True)
            shown += 1
    if summary.bad > shown:
        click.echo(f"qingwen: and {summary.bad - shown} more in {output / 'errors'}", err=True)
    if summary.cleaned:
        click.echo(f"qingwen: -> {output / 'data' if (output / 'data').is_dir() else output}", err=True)


def _exit_code(summary: Summary, limit: str) -> int:
    if summary.interrupted:
        return INTERRUPTED
    return 1 if summary.bad > allowed_errors(limit, summary.pages) else 0


def allowed_errors(limit: str, pages: int) -> float:
    """How many bad pages ``--max-errors`` allows. Raises BadParameter for what is neither number nor share.

    >>> allowed_errors("3", 1000), allowed_errors("0.5%", 1000)
    (3.0, 5.0)
    """
    try:
        number = float(limit.removesuffix("%"))
    except ValueError:
        raise click.BadParameter(f"{limit}: give a number (10) or a share (0.5%)", param_hint="--max-errors") from None
    return number * pages / 100 if limit.endswith("%") else number


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The table.")
@click.option("--text-field", default="", help="Field of the page in JSONL and Parquet (default: the first known).")
@click.option("--url-field", default="", help="Field of its URL, which tells the site.")
@click.option("-j", "--workers", type=click.IntRange(0), default=0, help="Processes; 0: one for each processor.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@page_options
def learn_sites(inputs: tuple[str, ...], output: Path, **given: Any) -> None:
    """Learn what each site repeats from page to page; ``run --sites TABLE`` drops it.

    Counts blocks over all pages of a host. Needs three pages of it or more, and URLs: from WARC, a field, the page's own
    canonical link, or --site for a folder of one site.
    """
    options = take_options(given)
    settings = Settings(fields=Fields(text=given["text_field"], url=given["url_field"]))
    progress = open_progress(quiet=given["quiet"])
    begun = time.monotonic()
    try:
        learned = find_templates(inputs, output, options, settings, How(given["workers"], watch=progress))
    finally:
        progress.close()
    click.echo(f"qingwen: {sum_up(learned.summary, time.monotonic() - begun)[0]}", err=True)
    click.echo(f"qingwen: {learned.blocks} repeated blocks of {learned.sites} sites -> {output}", err=True)
    raise SystemExit(1 if learned.summary.bad else 0)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_object", is_flag=True, help="As one JSON object.")
def status(folder: Path, as_object: bool) -> None:
    """Say how far the run in a folder is, also while it works."""
    note = read_note(folder)
    if note is None:
        raise InputError(f"{folder}: holds no run; name the folder that was given to run -o")
    summary = Summary(shards=note["shards"], weight=note["weight"])
    marks = Marks(folder)
    for tally in marks.tallies():
        summary.add(tally)
    running = sum(max(0, marks.place(int(path.name))) for path in marks.places.glob("*") if path.name.isdigit())
    if as_object:
        click.echo(json.dumps({**as_json(summary, 0.0), "at_work": is_locked(folder)}, ensure_ascii=False))
        return
    click.echo(
        f"{summary.done} of {summary.shards} shards are done, {'at work' if is_locked(folder) else 'not at work'}"
    )
    click.echo(sum_up(summary, 0.0)[0])
    if running and is_locked(folder):
        click.echo(f"about {running} more in shards that are being worked on")
    click.echo(f"{summary.cpu:.0f} CPU seconds so far, {summary.cleaning:.0f} of them in cleaning itself")


def is_locked(folder: Path) -> bool:
    """Whether a driver is at work in a folder."""
    try:
        with lock(folder):
            return False
    except OutputError:
        return True
