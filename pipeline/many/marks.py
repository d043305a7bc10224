"""Remember on disk which shards are done.

A shard is done when ``.qingwen/shards/NNNNN.json`` stands: its data files were renamed into place before, so that
mark is the last of atomic renames. It carries the shard's fingerprint, the run's key and the sizes of what it wrote;
a mark that fits none of these counts as not done. Repeating a shard writes the same names again: killed at any
point, nothing is lost and nothing doubled.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .shards import Shard

STATE = ".qingwen"
"""folder of a run's own notes within its output"""
UNFINISHED = ".qingwen-part"
"""suffix of files that are being written"""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What became of pages: every page has one fate."""

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

    @property
    def pages(self) -> int:
        """Pages read."""
        return self.cleaned + self.rejected + self.failed + self.quarantined

    def count(self, other: Counts) -> None:
        """Add what became of other pages."""
        for name in (known.name for known in fields(Counts)):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Tally(Counts):
    """What became of a shard's pages, and what it left on disk."""

    number: int
    fingerprint: str = ""
    key: str = ""
    weight: int = 0
    repeats: str = ""
    """which of its rows are marked as duplicates (``duplicates.digest_of``)"""
    files: dict[str, int] = field(default_factory=dict)
    """bytes of each file written, by name relative to the output"""


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
