"""Files in and out for the commands: a page read with one clear sentence if it can't be, writes that are whole or not there."""

from __future__ import annotations

from pathlib import Path

from .errors import InputError, OutputError


def read_page(path: Path, max_bytes: int) -> bytes:
    """The bytes of a page. Raises InputError, one sentence: the file, why, what to do."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: a folder, not a page; name a file in it, or give -o DIR to clean it whole")
        size = path.stat().st_size
        if size > max_bytes:
            raise InputError(f"{path}: {size:,} bytes are over the limit of {max_bytes:,}; raise it with --max-bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file so that it is there whole or not at all: to a temporary file beside it, then rename.

    Raises OutputError, one sentence.
    """
    from .many.marks import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); choose another -o") from error
