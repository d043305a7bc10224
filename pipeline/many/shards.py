"""Cut the inputs into shards, and remember on disk which are done.

A shard is what one worker does in one go and what is repeated if the worker dies. Small pages are grouped, big files
split where a record starts. The plan depends on the inputs alone, so a second run makes the same one.

A shard is done when ``.qingwen/shards/NNNNN.json`` stands: its data files were renamed into place before, so that
mark is the last of atomic renames. It carries the shard's fingerprint, the run's key and the sizes of what it wrote;
a mark that fits none of these counts as not done. Repeating a shard writes the same names again: killed at any
point, nothing is lost and nothing doubled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from .inputs import Found, Inputs, output_names
from .readers import Piece, pyarrow_parquet
from .settings import Settings
from .warc import warc_positions

STATE = ".qingwen"
"""folder of a run's own notes within its output"""
UNFINISHED = ".qingwen-part"
"""suffix of files that are being written"""


SHARD_PAGES = 500
"""Small files in a shard, at most: some seconds of work, which a killed worker repeats."""
SHARD_BYTES = 64_000_000
SHARDS_WANTED = 64
"""Shards that a small job is cut into where it can: with so many, eight workers idle for a tenth of it at most."""
HALVINGS = 5
"""Smallest shard: 15 files or 2 MB. To begin and end one takes some milliseconds, as long as a small page."""


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
    (500, 62, 15)
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


@dataclass(slots=True)
class Tally:
    """What became of a shard's pages, and what it left on disk."""

    number: int
    fingerprint: str = ""
    key: str = ""
    cleaned: int = 0
    flagged: int = 0
    """of the cleaned, those with something reported and left"""
    rejected: int = 0
    """pages without an article"""
    failed: int = 0
    quarantined: int = 0
    characters: int = 0
    cpu: float = 0.0
    """seconds in the worker, all of it"""
    cleaning: float = 0.0
    """of those, seconds in ``clean_page``"""
    weight: int = 0
    files: dict[str, int] = field(default_factory=dict)
    """bytes of each file written, by name relative to the output"""

    @property
    def pages(self) -> int:
        """Pages read."""
        return self.cleaned + self.rejected + self.failed + self.quarantined


class Marks:
    """The notes of a run (in its output folder, as a rule): which shards are done, which page a worker is at."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.shards = output / STATE / "shards"
        self.places = output / STATE / "places"

    def prepare(self) -> None:
        """Make the folders."""
        self.shards.mkdir(parents=True, exist_ok=True)
        self.places.mkdir(parents=True, exist_ok=True)

    def sweep(self) -> None:
        """Remove what killed workers left half written. The caller holds the lock."""
        for path in (*self.output.rglob(f".*{UNFINISHED}"), *self.places.glob("*.tried")):
            path.unlink(missing_ok=True)

    def numbers(self) -> list[int]:
        """The shards that have a mark, whatever it says."""
        return sorted(int(path.stem) for path in self.shards.glob("*.json") if path.stem.isdigit())

    def finish(self, tally: Tally) -> None:
        """Declare a shard done; the last of its renames."""
        write_atomic(self.shards / f"{tally.number:05d}.json", json.dumps(asdict(tally)).encode())

    def done(self, shard: Shard, key: str) -> Tally | None:
        """The tally of a shard that is done with this input and key, and whose files are as they were written."""
        tally = read_tally(self.shards / f"{shard.number:05d}.json")
        if tally is None or tally.fingerprint != shard.fingerprint or tally.key != key:
            return None
        return tally if self._intact(tally.files) else None

    def _intact(self, files: Mapping[str, int]) -> bool:
        try:
            return all((self.output / name).stat().st_size == size for name, size in files.items())
        except OSError:
            return False

    def tallies(self) -> Iterator[Tally]:
        """The tallies of all shards that are done."""
        for path in sorted(self.shards.glob("*.json")):
            tally = read_tally(path)
            if tally is not None:
                yield tally

    def forget(self, number: int) -> list[str]:
        """Remove a shard's mark, then the files it names; those names."""
        path = self.shards / f"{number:05d}.json"
        tally = read_tally(path)
        path.unlink(missing_ok=True)
        names = list(tally.files) if tally else []
        for name in names:
            (self.output / name).unlink(missing_ok=True)
        return names

    def place(self, number: int) -> int:
        """The page that the worker of a shard is at or died at; -1 if it is not known."""
        try:
            data = (self.places / f"{number:05d}").read_bytes()
        except OSError:
            return -1
        return int.from_bytes(data[:8], "little", signed=True) if len(data) >= 8 else -1

    def leave(self, number: int) -> None:
        """Remove the note of a shard's place."""
        (self.places / f"{number:05d}").unlink(missing_ok=True)

    def keep(self, number: int, page: int, attempt: object) -> None:
        """Keep what came out of a page that was tried alone."""
        write_atomic(self.places / f"{number:05d}.{page}.tried", pickle.dumps(attempt))

    def tried(self, number: int, page: int) -> Any:
        """What came out of a page that was tried alone; None if that is not known."""
        try:
            return pickle.loads((self.places / f"{number:05d}.{page}.tried").read_bytes())
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return None


def read_tally(path: Path) -> Tally | None:
    """A tally as ``Marks.finish`` wrote it; None if there is none or it is damaged."""
    try:
        return Tally(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def temporary(path: Path) -> Path:
    """A name beside ``path`` that no other process uses; a leading dot keeps it out of listings and globs."""
    return path.with_name(f".{path.name[:64]}.{os.getpid()}{UNFINISHED}")


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that it is there complete or not at all."""
    place = temporary(path)
    try:
        place.write_bytes(data)
        place.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            place.unlink()
        raise
