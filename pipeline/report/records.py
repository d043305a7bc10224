"""A run's folder read page by page: each page's audit, with its clean text where that lies beside it.

Two layouts: a tree of ``<name>.audit.jsonl`` beside ``<name>.txt``; or ``audit/part-*.audit.jsonl`` (packed or not),
one page a line, beside ``data/part-*`` with the same pages in the same order.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import InputError

SUFFIX = ".audit.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a run."""

    page: dict[str, Any]
    edits: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    text: str


def entries(folder: Path) -> Iterator[Entry]:
    """Every page of a run in the order of its files."""
    if (folder / "audit").is_dir():
        for trail in sorted((folder / "audit").glob(f"part-*{SUFFIX}*")):
            yield from _of_shard(trail, folder / "data")
    for trail in sorted(folder.rglob(f"*{SUFFIX}")):
        if not trail.name.startswith("part-"):
            yield _of_page(trail)


def causes(folder: Path) -> Iterator[dict[str, str]]:
    """The pages that gave no text: ``id``, ``status`` and ``cause``."""
    for path in sorted((folder / "errors").glob("part-*.jsonl")):
        for line in _lines(path):
            yield {key: str(line.get(key) or "") for key in ("id", "url", "status", "cause")}


def _of_page(trail: Path) -> Entry:
    lines = list(_lines(trail))
    if not lines or lines[0].get("type") != "page":
        raise InputError(f"{trail}: not an audit: it does not start with a page")
    edits = [line for line in lines if line.get("type") == "edit"]
    removed = [line for line in lines if line.get("type") == "removed"]
    beside = trail.with_name(trail.name.removesuffix(SUFFIX) + ".txt")
    text = beside.read_text("utf-8", "replace") if beside.is_file() else ""
    return Entry(lines[0], edits, removed, text)


def _of_shard(trail: Path, data: Path) -> Iterator[Entry]:
    stem = trail.name.split(".")[0]
    rows = itertools.chain.from_iterable(_rows(path) for path in sorted(data.glob(f"{stem}.*")))
    for line in _lines(trail):
        row = next(rows, {})
        text = row.get("text") if row.get("id") == line.get("name") else ""
        yield Entry(line, line.pop("edits", []), line.pop("removed", []), text or "")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix != ".parquet":
        yield from _lines(path)
        return
    from ..many.readers import pyarrow_parquet

    with pyarrow_parquet().ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=100, columns=["id", "text"]):
            yield from batch.to_pylist()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file. Raises InputError, naming file and line."""
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            try:
                value = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}: line {number} is not JSON ({error}); was the run cut off?") from error
            if not isinstance(value, dict):
                raise InputError(f"{path}: line {number} is no object, so this is no audit")
            yield value


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".jsonl":
        return path.open("rb")
    from ..many.readers import open_stream

    return open_stream(str(path))
