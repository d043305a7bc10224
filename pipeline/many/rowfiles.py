"""Files of rows: JSON lines (plain, gzip, zstd) and Parquet, under a temporary name until they are complete."""

from __future__ import annotations

import gzip
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from .. import audit
from ..errors import InputError
from ..types import Document
from .marks import temporary
from .readers import pyarrow_parquet
from .settings import Compression

FLUSH_BYTES = 8_000_000
"""Text held before it is handed to the file. 8 MB made Parquet row groups that compress as well as 64 MB ones on
news pages (within 2 %), and keeps two workers far under their memory."""

FACTS = ("title", "source", "published", "updated", "author", "site", "language", "encoding", "script")
"""metadata keys that are plain strings"""


class RowFile(ABC):
    """A file of rows under a temporary name until it is closed; ``waiting`` rows are handed to it by size."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.place = temporary(path)
        self.waiting: list[Any] = []
        self.size = 0

    @abstractmethod
    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row."""

    @abstractmethod
    def _hand_over(self) -> None:
        """Write the rows that wait."""

    @abstractmethod
    def _shut(self) -> None:
        """Close the file behind the temporary name."""

    def _take(self, row: object, size: int) -> None:
        self.waiting.append(row)
        self.size += size
        if self.size >= FLUSH_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self.waiting:
            self._hand_over()
        self.waiting = []
        self.size = 0

    def close(self) -> Path:
        """Rename the file into place and name it."""
        self._flush()
        self._shut()
        return self.place.replace(self.path)

    def discard(self) -> None:
        """Remove the file."""
        self._shut()
        self.place.unlink(missing_ok=True)


class LineFile(RowFile):
    """JSON lines, packed or not."""

    def __init__(self, path: Path, compression: Compression) -> None:
        super().__init__(path)
        self.file = _open_packed(self.place, compression)

    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row."""
        self.write_line(audit.json_line(row))

    def write_line(self, line: bytes) -> None:
        """Take one row that is a line already."""
        self._take(line, len(line))

    def _hand_over(self) -> None:
        self.file.write(b"".join(self.waiting))

    def _shut(self) -> None:
        self.file.close()


def _open_packed(path: Path, compression: Compression) -> IO[bytes]:
    if compression == "gz":
        raw = path.open("wb")
        packed = gzip.GzipFile("", "wb", 6, raw, mtime=0)  # no name and time inside: the same rows, the same bytes
        packed.myfileobj = raw  # type: ignore[assignment]  # so that closing one closes both
        return packed  # type: ignore[return-value]
    if compression == "zst":
        try:
            import zstandard
        except ImportError as error:
            raise InputError("writing .zst needs zstandard: pip install 'qingwen[zstd]'") from error
        writer: IO[bytes] = zstandard.ZstdCompressor(level=3).stream_writer(path.open("wb"))
        return writer
    return path.open("wb")


class ParquetFile(RowFile):
    """Rows with one schema in every shard, whatever the first of them hold."""

    def __init__(self, path: Path) -> None:
        pyarrow_parquet()
        import pyarrow

        super().__init__(path)
        self.schema = _schema(pyarrow)
        self.file = pyarrow.parquet.ParquetWriter(self.place, self.schema, compression="zstd")

    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row."""
        self._take(flat_row(row), len(row["text"]))

    def write_table(self, table: Any, originals: Sequence[str | None]) -> None:
        """Take rows that another such file held, with ``duplicate_of`` as given for each."""
        import pyarrow

        metadata = table.column("metadata").combine_chunks()
        names = [field.name for field in metadata.type]
        columns = [metadata.field(name) for name in names]
        columns[names.index("duplicate_of")] = pyarrow.array(originals, pyarrow.string())
        marked = pyarrow.StructArray.from_arrays(columns, names)
        self.file.write_table(
            table.set_column(table.column_names.index("metadata"), "metadata", marked).cast(self.schema)
        )

    def _hand_over(self) -> None:
        import pyarrow

        self.file.write_table(pyarrow.Table.from_pylist(self.waiting, self.schema))

    def _shut(self) -> None:
        self.file.close()


def _schema(pyarrow: Any) -> Any:
    text = pyarrow.string()
    metadata = [(name, text) for name in FACTS]
    metadata += [("credits", text), ("status", text), ("digest", text), ("duplicate_of", text), ("other", text)]
    columns = [("text", text), ("id", text), ("url", text), ("date", text), ("metadata", pyarrow.struct(metadata))]
    return pyarrow.schema(columns)


def flat_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for the Parquet schema: plain facts as strings, credits and whatever else is known as JSON."""
    metadata = dict(row["metadata"])
    flat: dict[str, Any] = {name: _plain(metadata.pop(name, None)) for name in (*FACTS, "status", "digest")}
    credits = metadata.pop("credits", None)
    flat["credits"] = json.dumps(credits, ensure_ascii=False, default=str) if credits else None
    flat["duplicate_of"] = None  # known when all shards are done
    flat["other"] = json.dumps(metadata, ensure_ascii=False, default=str) if metadata else None
    strings = {name: _plain(row[name]) for name in ("text", "id", "url", "date")}
    return {**strings, "metadata": {name: None if value is None else valid_text(value) for name, value in flat.items()}}


def _plain(value: object) -> str | None:
    return None if value is None else valid_text(str(value))


def valid_text(text: str) -> str:
    """Text that UTF-8 can hold, as Arrow's strings are: a lone surrogate becomes U+FFFD.

    >>> valid_text("\\ud800文")
    '\ufffd文'
    """
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def plain_metadata(document: Document) -> dict[str, Any]:
    """What is known of a page but for its URL, which has a field of its own, and its status."""
    return {name: value for name, value in document.metadata.items() if name != "url"} | {"status": document.status}
