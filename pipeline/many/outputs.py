"""Write what was cleaned: a mirrored tree of files, or one JSONL or Parquet file a shard.

A row of JSONL and Parquet has ``text, id, url, date, metadata``, the names that datatrove, HF datasets and NeMo
Curator read without a mapping. Files are written under a temporary name and renamed when complete; the worker's
memory holds one flush (``FLUSH_BYTES``) at most, however many pages a shard has.

The audit stands beside the data, one line a page. Pages that gave no text (rejected, failed, quarantined) stand in
``errors/``, one line each with the cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from .. import audit
from ..types import Document, Options
from .marks import write_atomic
from .readers import Record
from .rowfiles import LineFile, ParquetFile, RowFile, plain_metadata
from .settings import Settings
from .shards import Shard


class Sink(Protocol):
    """Where the pages of a shard go."""

    def write(self, record: Record, document: Document) -> None:
        """Take one cleaned page."""

    def reject(self, record: Record, document: Document) -> None:
        """Take a page without an article: its audit says what was dropped, and why."""

    def close(self) -> dict[str, int]:
        """Put the files in place; their names, relative to the output, and sizes in bytes."""

    def discard(self) -> None:
        """Remove what was begun."""


def open_sink(output: Path, shard: Shard, settings: Settings, options: Options) -> Sink:
    """The sink of the chosen format."""
    if settings.to == "sites":
        return SiteSink(output, shard)
    if settings.to == "tree":
        return TreeSink(output, settings.tree_files, options)
    return RowSink(output, shard, settings, options)


def clean_row(record: Record, document: Document) -> dict[str, Any]:
    """A page as a row of a corpus; ``metadata`` holds what is known of it and nothing else."""
    return {
        "text": document.text,
        "id": record.id,
        "url": record.url or document.metadata.get("url"),
        "date": record.date or document.metadata.get("published"),
        "metadata": plain_metadata(document),
    }


def audit_row(record: Record, document: Document, options: Options) -> dict[str, Any]:
    """A page's audit as one line: the fields of the page line, then all edits and removed blocks."""
    page = audit.page_record(document, record.id, options)
    page["edits"] = [audit.edit_record(edit) for edit in document.edits]
    page["removed"] = [audit.removed_record(block) for block in document.removed]
    return page


class TreeSink:
    """Each page as files of its own: ``<name>.txt``, ``<name>.md``, ``<name>.audit.jsonl``."""

    def __init__(self, output: Path, files: Iterable[str], options: Options) -> None:
        self.output = output
        self.files = tuple(files)
        self.options = options
        self.written: dict[str, int] = {}

    def write(self, record: Record, document: Document) -> None:
        """Write the files of one page, each complete or not at all."""
        stem = self.output / record.name
        stem.parent.mkdir(parents=True, exist_ok=True)
        for kind in self.files:
            suffix = "audit.jsonl" if kind == "audit" else kind
            data = self._content(kind, record, document).encode("utf-8", "replace")
            path = stem.with_name(f"{stem.name}.{suffix}")
            write_atomic(path, data)
            self.written[path.relative_to(self.output).as_posix()] = len(data)

    def reject(self, record: Record, document: Document) -> None:
        """The same files, the text empty."""
        self.write(record, document)

    def _content(self, kind: str, record: Record, document: Document) -> str:
        if kind == "audit":
            return audit.dumps(audit.records(document, record.name, self.options))
        return str({"txt": document.text, "md": document.markdown, "html": document.html}[kind])

    def close(self) -> dict[str, int]:
        """The files; each was put in place when its page was written."""
        return self.written

    def discard(self) -> None:
        """Nothing: a page's files are complete and will be written again the same."""


class SiteSink:
    """Not texts: how many pages of each site hold each block."""

    def __init__(self, output: Path, shard: Shard) -> None:
        self.path = output / "counts" / f"{shard.name}.counts"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        from .templates import SiteCounter  # the judge with its rules behind it: a driver has no need of them

        self.counter = SiteCounter()

    def write(self, record: Record, document: Document) -> None:
        """Count a surveyed page."""
        self.counter.add(document)

    def reject(self, record: Record, document: Document) -> None:
        """A page without blocks tells nothing."""

    def close(self) -> dict[str, int]:
        """Write the counts."""
        self.counter.write(self.path)
        return {f"counts/{self.path.name}": self.path.stat().st_size}

    def discard(self) -> None:
        """Nothing was begun."""


class RowSink:
    """One JSONL or Parquet file a shard, and its audit."""

    def __init__(self, output: Path, shard: Shard, settings: Settings, options: Options) -> None:
        self.options = options
        data = output / "data" / f"{shard.name}.{suffix(settings)}"
        self.rows: RowFile = ParquetFile(data) if settings.to == "parquet" else LineFile(data, settings.compression)
        self.trail: LineFile | None = None
        if settings.audit:
            packed = f".{settings.compression}" if settings.compression != "none" else ""
            self.trail = LineFile(output / "audit" / f"{shard.name}.audit.jsonl{packed}", settings.compression)
        self.output = output

    def write(self, record: Record, document: Document) -> None:
        """Take one page."""
        self.rows.write(clean_row(record, document))
        self.reject(record, document)

    def reject(self, record: Record, document: Document) -> None:
        """Only its audit."""
        if self.trail:
            self.trail.write(audit_row(record, document, self.options))

    def close(self) -> dict[str, int]:
        """Rename the files into place, the data last."""
        paths = [file.close() for file in (self.trail, self.rows) if file]
        return {path.relative_to(self.output).as_posix(): path.stat().st_size for path in paths}

    def discard(self) -> None:
        """Remove the unfinished files."""
        for file in (self.trail, self.rows):
            if file:
                file.discard()


def suffix(settings: Settings) -> str:
    """Suffix of the data files.

    >>> suffix(Settings(to="jsonl", compression="zst")), suffix(Settings(to="parquet"))
    ('jsonl.zst', 'parquet')
    """
    if settings.to == "parquet":
        return "parquet"
    return "jsonl" if settings.compression == "none" else f"jsonl.{settings.compression}"
