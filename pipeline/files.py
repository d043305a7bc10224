"""Files in and out for the commands: which files are pages, how their outputs are called, writes that are whole or not there."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from .errors import InputError, OutputError

PAGE_SUFFIXES = frozenset(
    [".html", ".htm", ".xhtml", ".shtml", ".mht", ".asp", ".aspx", ".php", ".jsp", ".txt", ".text", ".md"]
)
"""endings of files that hold one page each"""


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


def find_pages(folder: Path) -> list[Path]:
    """The pages below a folder in path order; hidden files and audits are none.

    Raises InputError if there is no page.
    """
    pages = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in PAGE_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]
    if not pages:
        kinds = " ".join(sorted(PAGE_SUFFIXES))
        raise InputError(f"{folder}: no page in this folder; pages are files that end in {kinds}")
    return pages


def output_names(pages: Sequence[PurePath]) -> list[PurePath]:
    """Where each page's output goes, without ending: its own path, the full name kept where two would meet.

    >>> [str(p) for p in output_names([PurePath("a.html"), PurePath("a.txt"), PurePath("b/c.htm")])]
    ['a.html', 'a.txt', 'b/c']
    """
    stems = Counter(str(page.with_suffix("")).lower() for page in pages)
    return [page if stems[str(page.with_suffix("")).lower()] > 1 else page.with_suffix("") for page in pages]


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file so that it is there whole or not at all: to a temporary file beside it, then rename.

    Raises OutputError, one sentence.
    """
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode("utf-8", "replace"))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); choose another -o") from error


def write_outputs(folder: Path, name: PurePath, parts: Iterable[tuple[str, str]]) -> None:
    """Write one page's outputs, each an (ending, text), in this order."""
    for ending, text in parts:
        write_whole(folder / f"{name}{ending}", text)
