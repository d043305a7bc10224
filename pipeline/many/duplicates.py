"""Mark pages of a run whose text is the same: an exact hash of the folded text, nothing nearer.

The digests of all shards go through one sqlite3 table on disk, so memory stays flat; the first page in the order of the
inputs is the original. ``duplicates.jsonl`` names each other page and its original; the rows carry the same
digest in ``metadata.digest``. Near-duplicates (MinHash, suffix arrays) are the business of the tools that do
them well, datatrove's among them; this finds what mirrors and session ids multiply.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from .. import audit
from .shards import STATE, temporary

CACHE_KIBIBYTES = 65_536
"""sqlite3's page cache; what a run of any size uses for this"""


def mark_duplicates(output: Path) -> int:
    """Write ``duplicates.jsonl``; the number of pages in it. The file is not there if there are none."""
    target = output / "duplicates.jsonl"
    place = temporary(target)
    index = temporary(output / STATE / "digests.sqlite")
    count = 0
    try:
        with place.open("w", encoding="utf-8") as file, contextlib.closing(sqlite3.connect(index)) as table:
            for name, original in _duplicates(output, table):
                file.write(audit.dumps([{"id": name, "duplicate_of": original}]))
                count += 1
        if count:
            place.replace(target)
        else:
            target.unlink(missing_ok=True)
    finally:
        place.unlink(missing_ok=True)
        index.unlink(missing_ok=True)
    return count


def _duplicates(output: Path, table: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    table.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    table.execute("PRAGMA journal_mode = OFF")
    table.execute("PRAGMA synchronous = OFF")
    table.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID")
    for path in sorted((output / STATE / "digests").glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                digest, name = bytes.fromhex(row["digest"]), row["id"].encode("utf-16", "surrogatepass")
                fresh = table.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, name)).rowcount
                if not fresh:
                    (original,) = table.execute("SELECT id FROM seen WHERE digest = ?", (digest,)).fetchone()
                    yield row["id"], original.decode("utf-16", "surrogatepass")
