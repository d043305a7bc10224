"""The book of a shard: how many pages had which fate, and a line for each that gave no text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..fold import fold_characters
from ..types import Document
from .marks import STATE, Tally
from .readers import Record
from .rowfiles import LineFile
from .shards import Shard


class Ledger:
    """Counts pages and writes a line for each that gave no text, and a digest for each that did."""

    def __init__(self, notes: Path, shard: Shard, tally: Tally) -> None:
        self.notes = notes
        self.tally = tally
        self.errors_path = notes / "errors" / f"{shard.name}.jsonl"
        self.errors: LineFile | None = None
        self.digests: list[tuple[str, str]] = []
        self.digests_path = notes / STATE / "digests" / f"{shard.number:05d}.jsonl"

    def accept(self, record: Record, document: Document) -> str:
        """Count a cleaned page; its digest."""
        self.tally.cleaned += 1
        self.tally.flagged += document.status == "flagged"
        self.tally.characters += len(document.text)
        digest = text_digest(document.text)
        self.digests.append((digest, record.id))
        return digest

    def reject(self, record: Record, document: Document) -> None:
        """Count a page without an article."""
        self.tally.rejected += 1
        self._line(record, "rejected", "no article: every block was dropped")

    def fail(self, record: Record, document: Document) -> None:
        """Count a page that ``clean_page`` gave up."""
        self.tally.failed += 1
        cause = dict(document.metadata).get("error", "clean_page gave up")
        self._line(record, "failed", str(cause))

    def quarantine(self, record: Record, cause: str) -> None:
        """Count a page that could not be read or that does harm."""
        self.tally.quarantined += 1
        self._line(record, "quarantined", cause)

    def _line(self, record: Record, status: str, cause: str) -> None:
        if self.errors is None:
            self.errors = LineFile(self.errors_path, "none")
        self.errors.write({"id": record.id, "url": record.url, "status": status, "cause": cause[:1000]})

    def close(self) -> dict[str, int]:
        """Put the files in place; their names and sizes."""
        digests = LineFile(self.digests_path, "none")
        for digest, name in self.digests:
            digests.write({"digest": digest, "id": name})
        paths = [digests.close()]
        if self.errors is None:
            self.errors_path.unlink(missing_ok=True)  # of an earlier attempt
        else:
            paths.append(self.errors.close())
        return {path.relative_to(self.notes).as_posix(): path.stat().st_size for path in paths}

    def discard(self) -> None:
        """Remove what was begun."""
        if self.errors is not None:
            self.errors.discard()


def text_digest(text: str) -> str:
    """Digest of a text as a reader sees it: width, script and white space do not count.

    >>> text_digest("清文\\n，好") == text_digest("清文, 好")
    True
    """
    folded = "".join(fold_characters(text).split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
