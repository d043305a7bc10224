"""Read the pages of a WARC file, plain or gzipped by record, with fastwarc.

fastwarc finds the records; the HTTP message inside is taken apart here. That keeps three things exact: a block shorter
than its Content-Length is a truncated page (fastwarc hands out what there is), a packed body is inflated to the
limit only, and a body that is half read does not derail the search for the next record.

A damaged stretch is one problem; reading goes on at the next record that can be found behind it.

Sources: ISO 28500 (WARC), RFC 9112 (HTTP/1.1 messages, chunked bodies).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ..errors import InputError
from .readers import Piece, Record, too_large

_PAGE_TYPES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")
_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/1."
_HEADER = re.compile(rb"WARC/1\.\d\r?\nWARC-", re.IGNORECASE)
_WINDOW = 1 << 20
"""Bytes read at a time in the search behind a damaged stretch."""
_INFLATE_SLACK = 65_536
"""What HTTP headers may add to a body at the limit."""


def read_warc(piece: Piece, max_bytes: int) -> Iterator[Record]:
    """The HTML and text responses (and resource and conversion records) of a piece."""
    with Path(piece.path).open("rb") as file:
        yield from read_stream(file, piece.id, piece.start, piece.stop, max_bytes=max_bytes)


def read_stream(
    file: IO[bytes], name: str, start: int = 0, stop: int | None = None, *, max_bytes: int
) -> Iterator[Record]:
    """The same out of a file that is open, from the record at byte ``start`` up to the one at ``stop``."""
    at: int | None = start
    while at is not None and (stop is None or at < stop):
        file.seek(at)
        position = at
        try:
            for record in _records(file):
                position = record.stream_pos
                if stop is not None and position >= stop:
                    return
                page = _page(record, f"{name}@{position}", max_bytes)
                if page is not None:
                    yield page
            return
        except OSError as error:
            yield Record(f"{name}@{position}", problem=f"damaged WARC behind byte {position}: {error}")
            at = _next_record(file, position + 1)


def warc_positions(path: str) -> list[int] | None:
    """Where each record starts, in bytes; None if the file cannot be entered in the middle (gzipped as a whole)."""
    positions: list[int] = []
    with Path(path).open("rb") as file:
        try:
            for record in _records(file, pages=False):
                if positions and record.stream_pos <= positions[-1]:
                    return None
                positions.append(record.stream_pos)
        except OSError:
            return None
    return positions


def _records(file: IO[bytes], *, pages: bool = True) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise InputError("WARC needs fastwarc: pip install 'qingwen[warc]'") from error
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    wanted = kinds if pages else WarcRecordType.any_type
    return iter(ArchiveIterator(file, record_types=wanted, parse_http=False))


def _next_record(file: IO[bytes], start: int) -> int | None:
    """The next byte from ``start`` where a record seems to begin: a gzip member that holds one, or a plain header."""
    file.seek(start)
    tail = b""
    at = start
    while chunk := file.read(_WINDOW):
        window = tail + chunk
        base = at - len(tail)
        for offset in _candidates(window):
            if _HEADER.match(window, offset) or _holds_record(window[offset : offset + 4096]):
                return base + offset
        at += len(chunk)
        tail = window[-4096:]
    return None


def _candidates(window: bytes) -> Iterator[int]:
    offset = -1
    while True:
        found = [at for mark in (_GZIP, _WARC) if (at := window.find(mark, offset + 1)) >= 0]
        if not found:
            return
        offset = min(found)
        yield offset


def _holds_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, len(_WARC)) == _WARC
    except zlib.error:
        return False


def _page(record: Any, place: str, max_bytes: int) -> Record | None:
    """The record as a page; None if it holds none (an image, a redirect)."""
    headers = {name.lower(): value for name, value in record.headers.items()}
    known = {
        "id": headers.get("warc-record-id", place).strip("<>").removeprefix("urn:uuid:"),
        "url": headers.get("warc-target-uri", "").strip("<>") or None,
        "date": headers.get("warc-date"),
    }
    stated = int(headers.get("content-length") or 0)
    block = record.reader.read(max_bytes + _INFLATE_SLACK)
    http = _is_http(headers)
    status, fields, body = split_http(block) if http else (200, headers, block)
    kind = fields.get("content-type")
    if not 200 <= status < 300 or (kind and not kind.lower().strip().startswith(_PAGE_TYPES)):
        return None
    if stated > max_bytes + _INFLATE_SLACK:
        return Record(**known, problem=too_large(stated, max_bytes))
    if len(block) < stated:
        return Record(**known, problem=f"truncated: {len(block)} of {stated} bytes")
    try:
        body = _unpack(body, fields, max_bytes) if http else body
    except ValueError as error:
        return Record(**known, problem=f"unreadable: {error}")
    if len(body) > max_bytes:
        return Record(**known, problem=too_large(len(body), max_bytes))
    return Record(**known, data=body, content_type=kind)


def _is_http(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").lower().startswith("application/http")


def split_http(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """An HTTP response as status, headers (names in lower case), body. A message without a status line counts as 200.

    >>> split_http(b"HTTP/1.1 404 Not Found\\r\\nContent-Type: text/html\\r\\n\\r\\nno")
    (404, {'content-type': 'text/html'}, b'no')
    """
    head, blank, body = block.partition(b"\r\n\r\n")
    if not blank:
        head, _, body = block.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    words = first.split()
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 200
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon:
            fields[name.strip().lower().decode("latin-1")] = value.strip().decode("latin-1")
    return status, fields, body


def _unpack(body: bytes, fields: dict[str, str], max_bytes: int) -> bytes:
    """Undo the codings that the headers name and the body still has: archives often keep the header only."""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    for coding in reversed(fields.get("content-encoding", "").lower().split(",")):
        coding = coding.strip()
        if coding in ("gzip", "x-gzip") and body.startswith(_GZIP):
            body = _inflate(body, 31, max_bytes)
        elif coding == "deflate":
            body = _inflate_either(body, max_bytes)
        elif coding == "br":
            body = _unbrotli(body, max_bytes)
    return body


def join_chunks(body: bytes) -> bytes:
    """A chunked body joined; what is not chunked (the archive had joined it) stays as it is.

    >>> join_chunks(b"5\\r\\nhello\\r\\n1\\r\\n!\\r\\n0\\r\\n\\r\\n"), join_chunks(b"<html>")
    (b'hello!', b'<html>')
    """
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 64)
        try:
            size = int(body[at : max(end, at)].split(b";")[0], 16)
        except ValueError:
            return body if not parts else b"".join(parts) + body[at:]
        if not size:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)


def _inflate(body: bytes, bits: int, max_bytes: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise ValueError(f"body is no valid gzip: {error}") from error


def _inflate_either(body: bytes, max_bytes: int) -> bytes:
    """ "deflate" means zlib by the standard and raw deflate by old servers; an already unpacked body fits neither."""
    for bits in (15, -15):
        try:
            return _inflate(body, bits, max_bytes)
        except ValueError:
            continue
    return body


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    if body.lstrip()[:1] == b"<":
        return body
    try:
        import brotli
    except ImportError as error:
        raise ValueError("body is packed with brotli: pip install brotli") from error
    try:
        unpacked: bytes = brotli.Decompressor().process(body, output_buffer_limit=max_bytes + 1)
    except (brotli.error, TypeError) as error:
        raise ValueError(f"body is no valid brotli: {error}") from error
    return unpacked
