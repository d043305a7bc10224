"""Write a shard's rows anew with ``metadata.duplicate_of`` set on some of them and on no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from .readers import open_stream, pyarrow_parquet
from .rowfiles import LineFile, ParquetFile
from .settings import Compression

FIELD = "duplicate_of"


def remark_file(path: Path, originals: Mapping[int, str], compression: Compression) -> int:
    """Set the field on the rows that ``originals`` numbers; the size of the new file. It replaces the old one in one step."""
    if path.suffix == ".parquet":
        _remark_parquet(path, originals)
    else:
        _remark_lines(path, originals, compression)
    return path.stat().st_size


def _remark_lines(path: Path, originals: Mapping[int, str], compression: Compression) -> None:
    file = LineFile(path, compression)
    try:
        with open_stream(str(path)) as lines:
            for number, line in enumerate(lines):
                original = originals.get(number)
                if original is not None or b'"duplicate_of":' in line:
                    file.write(remark_row(orjson.loads(line), original))
                else:
                    file.write_line(line)
    except BaseException:
        file.discard()
        raise
    file.close()


def remark_row(row: dict[str, Any], original: str | None) -> dict[str, Any]:
    """The row of a duplicate of ``original``, or of none.

    >>> remark_row({"id": "b", "metadata": {"status": "clean"}}, "a")
    {'id': 'b', 'metadata': {'status': 'clean', 'duplicate_of': 'a'}}
    """
    metadata = {name: value for name, value in row["metadata"].items() if name != FIELD}
    if original is not None:
        metadata[FIELD] = original
    return {**row, "metadata": metadata}


def _remark_parquet(path: Path, originals: Mapping[int, str]) -> None:
    file = ParquetFile(path)
    number = 0
    try:
        with pyarrow_parquet().ParquetFile(path) as old:
            for group in range(old.num_row_groups):  # each is one flush of the writer
                table = old.read_row_group(group)
                marks = [originals.get(number + row) for row in range(table.num_rows)]
                file.write_table(table, marks)
                number += table.num_rows
    except BaseException:
        file.discard()
        raise
    file.close()
