"""Many pages, start to end: find the inputs, plan the shards, drive them, mark duplicates, sum up.

``run_many`` keeps its notes in the output folder and goes on where it stopped; ``clean_folder`` writes a tree,
keeps nothing and does everything anew. Both isolate each page the same way.
"""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..errors import OutputError
from ..types import Options
from .claim import claim, lock
from .driver import Run, Summary
from .duplicates import mark_duplicates
from .inputs import Inputs, find_inputs
from .local import Executor, InlineExecutor, LocalExecutor
from .settings import Settings
from .shards import SHARD_PAGES, Shard, plan_shards
from .work import Clean, Job, clean_one

PAGES_WORTH_WORKERS = 2
"""Inputs below which one worker is started: a second one takes longer to start than a page to clean."""


@dataclass(frozen=True, slots=True)
class How:
    """How the work is done; nothing here changes the output."""

    workers: int = 0
    """processes; 0: one for each processor that this process may use; -1: none, in this process"""
    ray: str = ""
    """address of a Ray cluster (``auto``: the one that runs here); empty: local processes"""
    overwrite: bool = False
    watch: Callable[[Run], None] = lambda run: None
    """called twice a second"""
    stop: Callable[[], bool] = lambda: False
    """asked twice a second; True: let running shards end and hand out no more"""
    clean: Clean = clean_one
    """what cleans a page; must be importable by a worker"""


DEFAULT_HOW = How()


def run_many(
    inputs: Sequence[str | Path],
    output: str | Path,
    options: Options | None = None,
    settings: Settings | None = None,
    how: How = DEFAULT_HOW,
) -> Summary:
    """Clean all pages of the inputs into a folder; go on where an earlier call with the same arguments stopped.

    Raises InputError if there is nothing to read, OutputError if the folder holds something else or is in use.
    """
    output, options, settings = Path(output), options or Options(), settings or Settings()
    found = find_inputs(inputs, exclude=output)
    shards = plan_shards(found, settings)
    names = tuple(sorted(str(Path(name).absolute()) for name in inputs))
    job = Job(str(output), str(output), settings, options, settings.key(options, names), how.clean)
    with lock(output):
        about = describe(job, names) | {"shards": len(shards), "weight": sum(shard.weight for shard in shards)}
        claim(output, job, about, overwrite=how.overwrite)
        summary = _drive(job, shards, found, how)
        if summary.done == summary.shards:
            summary.duplicates = mark_duplicates(output, settings)
    return summary


def describe(job: Job, inputs: Sequence[str]) -> dict[str, object]:
    """What a run notes of itself, to say later what differs."""
    settings = dataclasses.asdict(job.settings)
    kept = ("to", "compression", "tree_files", "audit", "fields", "shard_pages", "shard_bytes")
    about = {
        "version": __version__,
        "options": dataclasses.asdict(job.options),
        "settings": {name: settings[name] for name in kept},
        "inputs": list(inputs),
    }
    plain: dict[str, object] = json.loads(json.dumps(about, default=str))
    return plain


@dataclass(frozen=True, slots=True)
class Problem:
    """A page that gave no text."""

    id: str
    status: str
    """rejected, failed or quarantined"""
    cause: str


def clean_folder(
    inputs: Sequence[str | Path],
    output: str | Path,
    options: Options | None = None,
    settings: Settings | None = None,
    how: How = DEFAULT_HOW,
) -> tuple[Summary, list[Problem]]:
    """Clean all pages of the inputs into a mirrored tree; keep no notes in it.

    Raises InputError if there is nothing to read, OutputError if the output cannot be written.
    """
    output, options = Path(output), options or Options()
    settings = dataclasses.replace(settings or Settings(), to="tree")
    found = find_inputs(inputs, exclude=output)
    with tempfile.TemporaryDirectory(prefix="qingwen-") as notes:
        job = Job(str(output), notes, settings, options, "", how.clean)
        try:
            output.mkdir(parents=True, exist_ok=True)
            summary = _drive(job, plan_shards(found, _small_shards(settings, found)), found, how)
        except OSError as error:
            raise OutputError(f"{output}: cannot be written: {error.strerror}") from error
        return summary, list(read_problems(Path(notes)))


@dataclass(frozen=True, slots=True)
class Learned:
    """What ``learn_sites`` found."""

    summary: Summary
    sites: int
    """with enough pages to tell"""
    blocks: int


def learn_sites(
    inputs: Sequence[str | Path],
    table: str | Path,
    options: Options | None = None,
    settings: Settings | None = None,
    how: How = DEFAULT_HOW,
) -> Learned:
    """Count what sites repeat over the pages of the inputs, and write the table for ``Options.sites``.

    Raises InputError if there is nothing to read, OutputError if the table cannot be written.
    """
    from .templates import merge_counts, survey_page, write_table

    table = Path(table)
    settings = dataclasses.replace(settings or Settings(), to="sites")
    found = find_inputs(inputs)
    with tempfile.TemporaryDirectory(prefix="qingwen-") as notes:
        job = Job(notes, notes, settings, options or Options(), "", survey_page)
        summary = _drive(job, plan_shards(found, settings), found, how)
        files = sorted((Path(notes) / "counts").glob("*.counts"))
        sites, blocks = write_table(merge_counts(files, Path(notes)), table)
    return Learned(summary, sites, blocks)


def _small_shards(settings: Settings, found: Inputs) -> Settings:
    """A few pages are spread over the workers too."""
    share = -(-len(found.files) // (4 * processors()))
    return dataclasses.replace(settings, shard_pages=max(1, min(settings.shard_pages or SHARD_PAGES, share)))


def _drive(job: Job, shards: Sequence[Shard], found: Inputs, how: How) -> Summary:
    run = Run(job, shards, lambda: open_executor(job, how, len(found.files)))
    summary = run.go(how.watch, how.stop)
    summary.skipped = dict(found.skipped)
    return summary


def open_executor(job: Job, how: How, files: int) -> Executor:
    """The executor that was asked for."""
    if how.ray:
        from .cluster import RayExecutor

        return RayExecutor(job, how.ray)
    if how.workers < 0:
        return InlineExecutor(job)
    workers = how.workers or (1 if files < PAGES_WORTH_WORKERS else processors())
    return LocalExecutor(job, workers)


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_problems(output: Path) -> Iterator[Problem]:
    """The pages of a run that gave no text, in the order of the inputs."""
    for path in sorted((output / "errors").glob("part-*.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Problem(row["id"], row["status"], row["cause"])
