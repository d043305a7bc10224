"""One folder, one run, one driver: the lock, the note that says whose the folder is, and starting anew."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .. import __version__
from ..errors import OutputError
from .marks import STATE, Marks, write_atomic
from .work import Job

LOCK_TRIES = 3
LOCK_SECONDS = 0.1
"""Between two tries: ``qingwen status`` holds the lock for a moment, to see whether somebody does."""


@contextlib.contextmanager
def lock(output: Path) -> Iterator[None]:
    """Keep other drivers out of a folder, until the block ends or this process does.

    Raises OutputError if another one is at work in it.
    """
    state = output / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
        file = (state / "lock").open("a")
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror}") from error
    with file:
        _lock_file(file, output)
        yield


def _lock_file(file: IO[str], output: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on this system; the marks still keep the output whole
        return
    for left in range(LOCK_TRIES, 0, -1):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if left == 1:
                said = "another run is at work in this folder; wait for it or choose another"
                raise OutputError(f"{output}: {said}") from error
            time.sleep(LOCK_SECONDS)


def claim(output: Path, job: Job, about: dict[str, Any], *, overwrite: bool = False) -> None:
    """Make the folder this run's own, or go on with the same run. The caller holds the lock.

    Raises OutputError if the folder holds something else: another run (other options, version or inputs), or files.
    """
    note = output / STATE / "run.json"
    known = read_note(output)
    if known is None:
        _refuse_strangers(output)
    elif overwrite or (known.get("key") != job.key and not Marks(output).numbers()):  # of that run nothing is done
        clear(output)
    elif known.get("key") != job.key:
        raise OutputError(
            f"{output}: holds a run with {differences(known, about)}; choose another folder, or --overwrite this one"
        )
    write_atomic(note, json.dumps({**about, "key": job.key}, ensure_ascii=False, indent=1, default=str).encode())


def _refuse_strangers(output: Path) -> None:
    strangers = [path.name for path in output.iterdir() if path.name != STATE]
    if strangers:
        raise OutputError(f"{output}: is not empty ({strangers[0]} ...) and holds no run; choose a new folder")


def read_note(output: Path) -> dict[str, Any] | None:
    """What a run wrote of itself; None if the folder holds none."""
    try:
        note = json.loads((output / STATE / "run.json").read_bytes())
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def differences(known: dict[str, Any], about: dict[str, Any]) -> str:
    """In words, what another run was told otherwise.

    >>> differences({"options": {"script": "keep"}, "inputs": "a"}, {"options": {}, "inputs": "a"})
    'other options (script)'
    """
    words = []
    for name in ("version", "settings", "options", "inputs"):
        old, new = known.get(name), about.get(name)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            fields = sorted(field for field in {*old, *new} if old.get(field) != new.get(field))
            words.append(f"other {name} ({', '.join(fields)})")
        else:
            words.append(f"other {name}" if name != "version" else f"version {old} (this is {__version__})")
    return " and ".join(words) or "another key"


def clear(output: Path) -> None:
    """Remove an earlier run: the files its marks name, folders that this empties, its notes. Other files stay."""
    marks = Marks(output)
    marks.sweep()
    for number in marks.numbers():
        for name in marks.forget(number):
            _remove_empty(output / name, output)
    for name in ("shards", "places", "digests"):
        shutil.rmtree(output / STATE / name, ignore_errors=True)
    for path in (output / STATE / "run.json", output / "duplicates.jsonl"):
        path.unlink(missing_ok=True)


def _remove_empty(file: Path, top: Path) -> None:
    for folder in file.parents:
        if folder == top:
            return
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone already
            continue
