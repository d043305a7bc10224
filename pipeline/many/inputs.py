"""What there is to read: the files that folders, globs and names stand for, in a fixed order.

A folder is walked in name order, hidden files left out, links to folders not followed. The suffix says what a file
is; a file without a telling one (``news.php?id=3``) is a page unless its first bytes are binary. What is
left out is counted by suffix and reported, never dropped in silence.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..errors import InputError

FileKind = Literal["page", "warc", "jsonl", "parquet"]

_CONTAINERS: tuple[tuple[str, FileKind], ...] = (
    (".warc", "warc"),
    (".warc.gz", "warc"),
    (".jsonl", "jsonl"),
    (".ndjson", "jsonl"),
    (".jsonl.gz", "jsonl"),
    (".ndjson.gz", "jsonl"),
    (".jsonl.zst", "jsonl"),
    (".ndjson.zst", "jsonl"),
    (".parquet", "parquet"),
)
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".md", ".mht", ".xml")
_ASSETS = tuple(
    f".{name}"
    for names in (
        "css js mjs map json py pyc toml yaml yml ini cfg csv tsv db sqlite log",
        "png jpg jpeg gif webp avif svg ico bmp tif tiff woff woff2 ttf otf eot",
        "mp3 mp4 m4a webm ogg wav flv swf avi mov pdf doc docx xls xlsx ppt pptx",
        "zip rar 7z tar tgz bz2 xz exe apk dmg iso",
    )
    for name in names.split()
)
"""What a saved site holds beside its pages."""

_UNSAFE = '<>:"|?*'
"""characters that some file system does not allow in a name"""
NAME_BYTES = 200
"""Longest name in an output tree: with a suffix it still fits the 255 bytes of a file system."""

_SNIFFED = 1024
"""Bytes that are looked at in a file without a telling suffix: every binary format of ``_ASSETS`` has a NUL there."""


@dataclass(frozen=True, slots=True)
class Found:
    """One input file. ``id`` is its name relative to the input it was found under, with ``/``."""

    path: str
    id: str
    kind: FileKind
    size: int
    """bytes"""
    stamp: int
    """time of the last change, nanoseconds"""
    root: str = ""
    """name of the folder it was found under"""


@dataclass(slots=True)
class Inputs:
    """The files to read and what was left out, counted by suffix."""

    files: list[Found] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def find_inputs(names: Iterable[str | Path], exclude: Path | None = None) -> Inputs:
    """The files that ``names`` (files, folders, globs) stand for; ``exclude`` is a folder never entered (the output).

    Raises InputError for a name that is not there, and if there is no page at all.
    """
    found = Inputs()
    seen: set[str] = set()
    barred = exclude.resolve() if exclude else None
    for name in names:
        for path in _expand(str(name)):
            for file in _walk(path, barred, found.skipped):
                if file.path not in seen:
                    seen.add(file.path)
                    found.files.append(file)
    if not found.files:
        raise InputError("there is no page to read; name files, folders or globs of HTML, text, WARC, JSONL or Parquet")
    return found


def _expand(name: str) -> list[Path]:
    if Path(name).exists():
        return [Path(name)]
    # Path.glob knows no absolute patterns
    matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207
    if not matches:
        raise InputError(f"{name}: no such file or folder")
    return [Path(match) for match in matches]


def _walk(path: Path, barred: Path | None, skipped: Counter[str]) -> Iterator[Found]:
    if not path.is_dir():
        yield _found(path, path.name, file_kind(path) or "page", "")
        return
    root = path.resolve().name
    for folder, folders, files in os.walk(path):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (here / f).resolve() != barred)
        for name in sorted(files):
            file = here / name
            if name.startswith(".") or not file.is_file():
                continue
            kind = file_kind(file)
            if kind is None:
                skipped[file.suffix.lower() or "(no suffix)"] += 1
            else:
                yield _found(file, file.relative_to(path).as_posix(), kind, root)


def _found(path: Path, name: str, kind: FileKind, root: str) -> Found:
    try:
        stat = path.stat()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return Found(str(path), name, kind, stat.st_size, stat.st_mtime_ns, root)


def file_kind(path: Path) -> FileKind | None:
    """What a file is by its name, by its first bytes where the name does not say; None: no page.

    >>> file_kind(Path("CC-MAIN-2024.warc.gz")), file_kind(Path("a/news.html.gz")), file_kind(Path("logo.png"))
    ('warc', 'page', None)
    """
    name = path.name.lower()
    for suffix, kind in _CONTAINERS:
        if name.endswith(suffix):
            return kind
    suffix = Path(name.removesuffix(".gz")).suffix
    if suffix in _PAGES:
        return "page"
    if suffix in _ASSETS:
        return None
    return "page" if _is_text(path) else None


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_SNIFFED)
    except OSError:
        return False
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def output_names(files: Sequence[Found]) -> list[str]:
    """The place in an output tree for each input: a page's own name without the suffix; the full one where two share it.

    Names that differ only in case count as one, since some file systems hold them so.

    >>> pages = [Found("", name, "page", 0, 0) for name in ("a/x.html", "a/y.html", "a/y.txt")]
    >>> output_names(pages)
    ['a/x', 'a/y.html', 'a/y.txt']
    """
    names = [safe_name(_stem(file.id) if file.kind == "page" else file.id) for file in files]
    names = _apart(names, [safe_name(file.id) for file in files])
    names = _apart(names, [safe_name(f"{file.root}/{file.id}" if file.root else file.id) for file in files])
    return _apart(names, [f"{name}~{number}" for number, name in enumerate(names, 1)])


def _apart(names: list[str], longer: list[str]) -> list[str]:
    """The longer name wherever the short one is another's too."""
    counts = Counter(name.lower() for name in names)
    return [long if counts[name.lower()] > 1 else name for name, long in zip(names, longer, strict=True)]


def _stem(name: str) -> str:
    folder, slash, file = name.rpartition("/")
    file = file.removesuffix(".gz")
    return folder + slash + (Path(file).stem or file)


def safe_name(name: str) -> str:
    """A relative path that stays inside the output, whatever an input calls its pages.

    >>> safe_name("news/2024/a"), safe_name("../../etc/passwd"), safe_name("http://a.cn/x?y=1")
    ('news/2024/a', '_/_/etc/passwd', 'http_/a.cn/x_y=1')
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    return "/".join(_safe_part(part) for part in parts) or "_"


def _safe_part(part: str) -> str:
    if part.strip(".") == "":
        return "_"
    part = "".join("_" if char in _UNSAFE or not char.isprintable() else char for char in part)
    return part.encode()[:NAME_BYTES].decode("utf-8", "ignore")
