"""Cut the inputs into shards: what one worker does in one go, and what is repeated if the worker dies.

Small pages are grouped, big files split where a record starts. The plan depends on the inputs alone, so a second run
makes the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from .inputs import Found, Inputs, output_names
from .readers import Piece, pyarrow_parquet
from .settings import Settings
from .warc import warc_positions

SHARD_PAGES = 500
"""Small files in a shard, at most: some seconds of work, which a killed worker repeats."""
SHARD_BYTES = 64_000_000
SHARDS_WANTED = 64
"""Shards that a small job is cut into where it can: with so many, eight workers idle for a tenth of it at most."""
HALVINGS = 4
"""Smallest shard: 31 files or 4 MB. To begin and end one takes some milliseconds, most of it to make its six files."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces of input that one worker does in one go."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def fingerprint(self) -> str:
        """Hex digest of what is read: names, sizes, times of change and ranges."""
        parts = [(p.id, p.kind, p.size, p.stamp, p.start, p.stop, p.name) for p in self.pieces]
        return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def weight(self) -> int:
        """Bytes of input."""
        return sum(piece.weight for piece in self.pieces)

    @property
    def name(self) -> str:
        """Stem of its files."""
        return f"part-{self.number:05d}"


def plan_shards(inputs: Inputs, settings: Settings) -> list[Shard]:
    """All shards of a run, numbered in the order of the inputs."""
    names = output_names(inputs.files)
    most_pages = settings.shard_pages or shard_size(SHARD_PAGES, len(inputs.files))
    most_bytes = settings.shard_bytes or shard_size(SHARD_BYTES, inputs.size)
    groups: list[tuple[Piece, ...]] = []
    waiting: list[Piece] = []
    size = 0
    for file, name in zip(inputs.files, names, strict=True):
        if file.kind != "page":
            groups.extend((replace(piece, name=name),) for piece in split_file(file, most_bytes))
            continue
        waiting.append(_piece(file, name=name))
        size += file.size
        if len(waiting) >= most_pages or size >= most_bytes:
            groups.append(tuple(waiting))
            waiting, size = [], 0
    if waiting:
        groups.append(tuple(waiting))
    return [Shard(number, pieces) for number, pieces in enumerate(groups)]


def shard_size(most: int, job: int) -> int:
    """Pages or bytes of a shard: halved until the job has enough shards. By the job alone, so that a plan repeats.

    >>> shard_size(500, 100_000), shard_size(500, 5_000), shard_size(500, 10)
    (500, 62, 31)
    """
    halvings = next((n for n in range(HALVINGS) if job // (most >> n) >= SHARDS_WANTED), HALVINGS)
    return most >> halvings


def split_file(file: Found, target: int) -> list[Piece]:
    """A file of many records as pieces of about ``target`` bytes; one piece where it cannot be entered in the middle."""
    if file.size <= target:
        return [_piece(file)]
    if file.kind == "parquet":
        return _split_parquet(file, target)
    if file.kind == "warc":
        cuts = _spaced(warc_positions(file.path) or [], target)
    elif file.path.lower().endswith((".gz", ".zst")):
        cuts = []
    else:
        cuts = _line_starts(file, target)
    starts = [0, *cuts]
    stops = [*cuts, None]
    return [
        _piece(file, start=start, stop=stop, weight=(file.size if stop is None else stop) - start)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _piece(file: Found, **more: Any) -> Piece:
    more.setdefault("weight", file.size)
    return Piece(file.path, file.id, file.kind, file.size, file.stamp, **more)


def _spaced(positions: Sequence[int], target: int) -> list[int]:
    """Those of the positions that stand at least ``target`` apart, the first left out.

    >>> _spaced([0, 40, 90, 130, 260], 100)
    [130, 260]
    """
    chosen: list[int] = []
    last = 0
    for position in positions:
        if position - last >= target:
            chosen.append(position)
            last = position
    return chosen


def _line_starts(file: Found, target: int) -> list[int]:
    """The first start of a line behind each multiple of ``target``."""
    cuts: list[int] = []
    with Path(file.path).open("rb") as stream:
        at = target
        while at < file.size:
            stream.seek(at)
            stream.readline()
            at = stream.tell()
            if at < file.size:
                cuts.append(at)
            at += target
    return cuts


def _split_parquet(file: Found, target: int) -> list[Piece]:
    try:
        metadata = pyarrow_parquet().read_metadata(file.path)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        return [_piece(file)]
    pieces: list[Piece] = []
    start = weight = 0
    for group in range(metadata.num_row_groups):
        weight += sum(metadata.row_group(group).column(i).total_compressed_size for i in range(metadata.num_columns))
        if weight >= target or group == metadata.num_row_groups - 1:
            pieces.append(_piece(file, start=start, stop=group + 1, weight=weight))
            start, weight = group + 1, 0
    return pieces
