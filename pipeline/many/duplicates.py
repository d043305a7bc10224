"""Mark pages of a run whose text is the same: an exact hash of the folded text, nothing nearer.

The digests of all shards go through one sqlite3 table on disk, so memory stays flat; the first page in the order of the
inputs is the original. ``duplicates.jsonl`` names each other page and its original, and its row gets
``metadata.duplicate_of``. That is a last pass over the shards that hold such pages, once all are done: a shard's rows
are written anew beside the old ones and renamed, then its mark. The mark remembers which duplicates it knows of, so a later run
touches only shards where they are others; a kill between the two renames makes the shard one to be done again.

Near-duplicates (MinHash, suffix arrays) are the business of the tools that do them well, datatrove's among them; this
finds what mirrors and session ids multiply.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from .. import audit
from .marks import STATE, Marks, Tally, temporary
from .remark import remark_file
from .settings import Settings

CACHE_KIBIBYTES = 65_536
"""sqlite3's page cache; what a run of any size uses for this"""


def mark_duplicates(output: Path, settings: Settings) -> int:
    """Write ``duplicates.jsonl`` and the rows' ``duplicate_of``; the number of such pages. The file is not there if there are none."""
    target = output / "duplicates.jsonl"
    place = temporary(target)
    index = temporary(output / STATE / "digests.sqlite")
    count = 0
    try:
        with place.open("w", encoding="utf-8") as file, contextlib.closing(sqlite3.connect(index)) as table:
            _prepare(table)
            for tally in Marks(output).tallies():
                originals, names = _repeats(output, tally, table)
                file.write(audit.dumps({"id": names[row], "duplicate_of": originals[row]} for row in originals))
                _remark_shard(output, tally, originals, settings)
                count += len(originals)
        if count:
            place.replace(target)
        else:
            target.unlink(missing_ok=True)
    finally:
        place.unlink(missing_ok=True)
        index.unlink(missing_ok=True)
    return count


def _prepare(table: sqlite3.Connection) -> None:
    table.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    table.execute("PRAGMA journal_mode = OFF")
    table.execute("PRAGMA synchronous = OFF")
    table.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID")


def _repeats(output: Path, tally: Tally, table: sqlite3.Connection) -> tuple[dict[int, str], dict[int, str]]:
    """Of a shard's rows that repeat an earlier page, by their number: the original's id, and their own."""
    originals: dict[int, str] = {}
    names: dict[int, str] = {}
    for number, (digest, name) in enumerate(_digests(output, tally)):
        fresh = table.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, _stored(name))).rowcount
        if not fresh:
            (original,) = table.execute("SELECT id FROM seen WHERE digest = ?", (digest,)).fetchone()
            originals[number] = original.decode("utf-16", "surrogatepass")
            names[number] = name
    return originals, names


def _digests(output: Path, tally: Tally) -> Iterator[tuple[bytes, str]]:
    """Digest and id of each row of a shard, in the order of its rows."""
    path = output / STATE / "digests" / f"{tally.number:05d}.jsonl"
    if not path.exists():  # a shard that was given up
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield bytes.fromhex(row["digest"]), row["id"]


def _stored(name: str) -> bytes:
    return name.encode("utf-16", "surrogatepass")  # sqlite3 takes no lone surrogate


def _remark_shard(output: Path, tally: Tally, originals: Mapping[int, str], settings: Settings) -> None:
    """Give the shard's rows their ``duplicate_of``, if they have not the very same already."""
    known = digest_of(originals)
    data = [name for name in tally.files if name.startswith("data/")]
    if known == tally.repeats or settings.to == "tree" or not data:
        return
    (name,) = data
    size = remark_file(output / name, originals, settings.compression)
    Marks(output).finish(dataclasses.replace(tally, repeats=known, files={**tally.files, name: size}))


def digest_of(originals: Mapping[int, str]) -> str:
    """Which rows are duplicates of what, in a word; empty if there are none.

    >>> digest_of({}), len(digest_of({3: "a"}))
    ('', 16)
    """
    if not originals:
        return ""
    return hashlib.sha256(json.dumps(sorted(originals.items())).encode()).hexdigest()[:16]
