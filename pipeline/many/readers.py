"""Read the pages of one piece of input, one at a time, each as a ``Record``.

A page that cannot be read (too large, damaged, truncated) is a Record with a ``problem``, not an exception, and
the reader goes on behind it where the format allows. Memory: one page, or one batch of Parquet rows; nothing is
inflated beyond ``max_bytes``, however small it is packed.

Heavy readers are extras: ``[warc]`` (fastwarc), ``[parquet]`` (pyarrow), ``[zstd]`` (zstandard).
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import InputError
from .settings import Fields

TEXT_FIELDS = ("html", "content", "raw_content", "text", "body")
ID_FIELDS = ("id", "warc_record_id", "uuid", "_id")
URL_FIELDS = ("url", "warc_target_uri", "target_uri", "link", "uri")
DATE_FIELDS = ("date", "warc_date", "crawl_date", "timestamp", "fetched_at")
"""Names seen in Common Crawl derivatives, FineWeb, Scrapy feeds and WebMainBench, the most telling first."""

PARQUET_ROWS = 16
"""Rows decoded at once: at 8 MB a page a batch stays near 128 MB; larger batches did not read faster."""
PARQUET_BUFFER = 1 << 20
"""Bytes of a column that are read ahead; without it pyarrow holds a whole row group."""


@dataclass(frozen=True, slots=True)
class Record:
    """One page as it was read."""

    id: str
    data: bytes | str = b""
    url: str | None = None
    content_type: str | None = None
    date: str | None = None
    name: str = ""
    """its place in an output tree, without suffix"""
    problem: str = ""
    """why it could not be read; empty if it was"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an input file that is read in one go: a whole page, or records from ``start`` up to ``stop``.

    Positions are bytes in JSONL and WARC (``stop`` None: to the end) and row groups in Parquet.
    """

    path: str
    id: str
    kind: str
    size: int
    """bytes of the whole file"""
    stamp: int
    """time of the file's last change, nanoseconds"""
    start: int = 0
    stop: int | None = None
    name: str = ""
    weight: int = 0
    """bytes of this part, for progress"""


def read_piece(piece: Piece, fields: Fields, max_bytes: int, skip: Container[int] = ()) -> Iterator[Record]:
    """The pages of a piece in order. Pages whose number is in ``skip`` are not decoded, where the format allows it."""
    if piece.kind == "page":
        yield Record(piece.id, name=piece.name) if 0 in skip else read_page(piece, max_bytes)
        return
    readers: dict[str, Callable[[Piece, Fields, int], Iterator[Record]]] = {
        "warc": _read_warc,
        "jsonl": read_jsonl,
        "parquet": read_parquet,
    }
    try:
        yield from readers[piece.kind](piece, fields, max_bytes)
    except (OSError, EOFError, ValueError, zlib.error, InputError) as error:  # pyarrow's errors are ValueErrors
        yield Record(f"{piece.id}@{piece.start}", problem=f"unreadable: {error}")


def _read_warc(piece: Piece, fields: Fields, max_bytes: int) -> Iterator[Record]:
    from .warc import read_warc

    return read_warc(piece, max_bytes)


def too_large(size: int, max_bytes: int) -> str:
    """The problem of a page over the limit.

    >>> too_large(30_000_000, 20_000_000)
    'too large: 30000000 bytes or more, --max-bytes is 20000000'
    """
    return f"too large: {size} bytes or more, --max-bytes is {max_bytes}"


def read_page(piece: Piece, max_bytes: int) -> Record:
    """A file that is one page; ``.gz`` is unpacked."""
    try:
        with open_stream(piece.path) as file:
            data = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Record(piece.id, name=piece.name, problem=f"unreadable: {error}")
    if len(data) > max_bytes:
        return Record(piece.id, name=piece.name, problem=too_large(len(data), max_bytes))
    return Record(piece.id, data, name=piece.name)


def read_jsonl(piece: Piece, fields: Fields, max_bytes: int) -> Iterator[Record]:
    """The lines that start within the piece; a broken line is a problem of its own."""
    at = piece.start
    with open_stream(piece.path) as file:
        if at:
            file.seek(at)
        while piece.stop is None or at < piece.stop:
            name = f"{piece.id}@{at}"
            line = file.readline(max_bytes * 2)
            if not line:
                return
            length = len(line)
            if not line.endswith(b"\n") and length >= max_bytes * 2:
                length += _skip_line(file)
                yield Record(name, problem=too_large(length, max_bytes))
            elif line.strip():
                yield _line_record(line, name, fields, max_bytes)
            at += length


def _skip_line(file: IO[bytes]) -> int:
    skipped = 0
    while chunk := file.readline(1 << 20):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped


def _line_record(line: bytes, name: str, fields: Fields, max_bytes: int) -> Record:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Record(name, problem=f"no JSON: {error}")
    if not isinstance(row, dict):
        return Record(name, problem="no JSON object")
    return row_record(row, name, fields, max_bytes)


def row_record(
    row: dict[str, Any], name: str, fields: Fields, max_bytes: int, known: Iterable[str] | None = None
) -> Record:
    """A row with named fields as a Record; ``name`` serves where there is no id field. ``known``: all fields that it has."""
    text = _pick(row, fields.text, TEXT_FIELDS)
    key = _pick(row, fields.id, ID_FIELDS)
    url = _pick(row, fields.url, URL_FIELDS)
    date = _pick(row, fields.date, DATE_FIELDS)
    record = {"id": name if key is None else str(key), "url": _string(url), "date": _string(date)}
    if not isinstance(text, bytes | str):
        wanted = fields.text or " or ".join(TEXT_FIELDS)
        there = ", ".join(known or row)[:200] or "none"
        said = f"no text: there is no string or bytes in field {wanted}; fields that are there: {there}"
        return Record(**record, problem=said)  # type: ignore[arg-type]
    if len(text) > max_bytes:
        return Record(**record, problem=too_large(len(text), max_bytes))  # type: ignore[arg-type]
    return Record(**record, data=text)  # type: ignore[arg-type]


def _pick(row: dict[str, Any], chosen: str, known: tuple[str, ...]) -> Any:
    if chosen:
        return row.get(chosen)
    return next((row[name] for name in known if row.get(name) is not None), None)


def _string(value: object) -> str | None:
    return None if value is None else str(value)


def open_stream(path: str) -> IO[bytes]:
    """A file for reading, unpacked by its suffix (``.gz``; ``.zst``, also of several frames)."""
    if path.lower().endswith(".gz"):
        return gzip.open(path)  # type: ignore[return-value]
    if path.lower().endswith(".zst"):
        raw = Path(path).open("rb")  # noqa: SIM115 closed with the reader
        return io.BufferedReader(_zstandard().ZstdDecompressor().stream_reader(raw, read_across_frames=True))
    return Path(path).open("rb")


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise InputError("reading .zst needs zstandard: pip install 'qingwen[zstd]'") from error
    return zstandard


def pyarrow_parquet() -> Any:
    """The module ``pyarrow.parquet``; raises InputError where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("Parquet needs pyarrow: pip install 'qingwen[parquet]'") from error
    return pyarrow.parquet


def read_parquet(piece: Piece, fields: Fields, max_bytes: int) -> Iterator[Record]:
    """The rows of the piece's row groups, only the columns that are needed."""
    with pyarrow_parquet().ParquetFile(piece.path, pre_buffer=False, buffer_size=PARQUET_BUFFER) as file:
        names = set(file.schema_arrow.names)
        columns = [
            column for chosen, known in _wanted(fields) for column in ([chosen] if chosen else known) if column in names
        ]
        groups = range(piece.start, file.num_row_groups if piece.stop is None else piece.stop)
        number = sum(file.metadata.row_group(group).num_rows for group in range(piece.start))
        for batch in file.iter_batches(PARQUET_ROWS, row_groups=groups, columns=sorted(set(columns))):
            named = dict(zip(batch.schema.names, batch.columns, strict=True))
            for offset in range(batch.num_rows):
                row = {column: values[offset].as_py() for column, values in named.items()}
                yield row_record(row, f"{piece.id}@{number}", fields, max_bytes, file.schema_arrow.names)
                number += 1


def _wanted(fields: Fields) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = (TEXT_FIELDS, ID_FIELDS, URL_FIELDS, DATE_FIELDS)
    return tuple(zip((fields.text, fields.id, fields.url, fields.date), known, strict=True))
