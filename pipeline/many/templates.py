"""Learn what sites repeat: count in how many pages of a site each block stands.

Each shard becomes a sorted file of ``site <tab> digest <tab> pages``; the driver merges them, a few hundred open at a
time, and keeps what stands on enough pages. So memory is that of one shard in a worker and of one line a file in
the driver, whatever the size of the crawl. The result is a sqlite3 table, which a worker asks for one site at a time.

The line with an empty digest holds the site's number of pages; it sorts first, so that the merge knows it in time.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import OutputError
from ..judge.site import MIN_PAGES, MIN_SHARE, block_digest, site_of, title_digest
from ..types import Document, Options
from .marks import temporary

OPEN_FILES = 200
"""Sorted files merged at once: well under the 1,024 that systems allow a process"""
Row = tuple[str, str, int]


def survey_page(data: bytes | str, options: Options) -> Document:
    """A page's site and the digests of its blocks, in a Document's ``metadata``: what learning needs of it."""
    from ..decode import decode
    from ..repair import repair
    from ..repair.blocks import repair_blocks
    from ..split import split

    source, _ = decode(data, options)
    source, _ = repair(source, options)
    page, _ = repair_blocks(split(source, options), options)
    digests = sorted({block_digest(block).hex() for block in page.blocks if block.text})
    if page.head.title:
        digests.append(title_digest(page.head.title).hex())
    metadata = {"site": site_of(page, options), "digests": digests}
    return Document("", "", "", metadata, (), (), "clean" if digests else "empty")


class SiteCounter:
    """Counts the blocks of a shard's pages; identical pages of a site count once."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.seen: set[tuple[str, int]] = set()

    def add(self, document: Document) -> None:
        """Count a surveyed page. A page whose site nobody knows is left out."""
        site, digests = document.metadata["site"], document.metadata["digests"]
        assert isinstance(site, str) and isinstance(digests, list)
        page = (site, hash(tuple(digests)))
        if not site or page in self.seen:
            return
        self.seen.add(page)
        self.counts[site, ""] += 1
        self.counts.update((site, digest) for digest in digests)

    def write(self, path: Path) -> None:
        """The counts as a sorted file."""
        _write_rows(path, ((site, digest, pages) for (site, digest), pages in sorted(self.counts.items())))


def _write_rows(path: Path, rows: Iterable[Row]) -> None:
    place = temporary(path)
    with place.open("w", encoding="utf-8") as file:
        file.writelines(f"{site}\t{digest}\t{pages}\n" for site, digest, pages in rows)
    place.replace(path)


def _read_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            site, digest, pages = line.rstrip("\n").split("\t")
            yield site, digest, int(pages)


def merge_counts(files: Sequence[Path], folder: Path) -> Iterator[Row]:
    """The sorted files as one, equal keys added up; ``folder`` takes what many files are first merged into."""
    files = list(files)
    while len(files) > OPEN_FILES:
        head, files = files[:OPEN_FILES], files[OPEN_FILES:]
        merged = Path(tempfile.mkstemp(dir=folder, suffix=".counts")[1])
        _write_rows(merged, _added(heapq.merge(*map(_read_rows, head))))
        files.append(merged)
    yield from _added(heapq.merge(*map(_read_rows, files)))


def _added(rows: Iterable[Row]) -> Iterator[Row]:
    for (site, digest), group in itertools.groupby(rows, key=lambda row: row[:2]):
        yield site, digest, sum(row[2] for row in group)


def write_table(rows: Iterable[Row], path: Path) -> tuple[int, int]:
    """The table of sites out of merged counts; the numbers of sites and blocks in it.

    Raises OutputError if it cannot be written.
    """
    place = temporary(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(place)) as table:
            found = _fill(table, rows)
        place.replace(path)
    except (OSError, sqlite3.Error) as error:
        place.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error}") from error
    return found


def _fill(table: sqlite3.Connection, rows: Iterable[Row]) -> tuple[int, int]:
    table.execute("PRAGMA journal_mode = OFF")
    table.execute("CREATE TABLE sites (site TEXT PRIMARY KEY, pages INTEGER) WITHOUT ROWID")
    table.execute(
        "CREATE TABLE blocks (site TEXT, digest BLOB, pages INTEGER, PRIMARY KEY (site, digest)) WITHOUT ROWID"
    )
    total = sites = blocks = 0
    for site, digest, pages in rows:
        if not digest:
            total = pages
            if pages >= MIN_PAGES:
                table.execute("INSERT INTO sites VALUES (?, ?)", (site, pages))
                sites += 1
        elif pages >= MIN_PAGES and pages >= MIN_SHARE * total:
            table.execute("INSERT INTO blocks VALUES (?, ?, ?)", (site, bytes.fromhex(digest), pages))
            blocks += 1
    table.commit()
    return sites, blocks
