"""Batches: one function for Spark, Ray Data, Polars, Daft, DuckDB and whatever maps over tables or columns.

    spark_df.mapInArrow(lambda batches: map(clean_batch, batches), SPARK_SCHEMA)      # PySpark
    ray_dataset.map_batches(clean_batch, batch_format="pyarrow")                      # Ray Data
    polars.from_arrow(clean_batch(frame.to_arrow()))                                  # Polars
    frame.with_column("clean", daft.func.batch(clean_column, ...)(frame["html"]))     # Daft

A bad page is a row with ``status`` failed and the cause in ``metadata``, never an exception. What these engines do not
give is isolation of a page that kills its process; ``qingwen run`` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ...clean import clean_page
from ...types import Document, Options
from ..readers import TEXT_FIELDS, URL_FIELDS
from ..rowfiles import plain_metadata, valid_text
from ..work import page_options

COLUMNS = ("text", "title", "markdown", "status", "metadata")
"""what ``clean_batch`` adds, all strings; ``metadata`` is JSON"""
SPARK_SCHEMA = ", ".join(f"{name} string" for name in ("id", "url", *COLUMNS))
"""Schema for ``mapInArrow`` of rows that carry id and url."""
KEPT = ("id", "url", "date")
DEFAULT = Options()


def clean_column(pages: Iterable[bytes | str | None], options: Options = DEFAULT) -> list[str]:
    """The clean text of each page, empty where there is none.

    >>> clean_column(["<p>病人來到醫(yī)院，拿著報告。</p>", None])
    ['病人来到医院，拿着报告。\\n', '']
    """
    return [valid_text(clean_page(page, options).text) if page else "" for page in pages]


def clean_rows(rows: Iterable[dict[str, Any]], options: Options = DEFAULT, text: str = "") -> list[dict[str, Any]]:
    """Rows with a page in field ``text`` (by default the first known name) -> rows with id, url, date and ``COLUMNS``."""
    return [_row(row, options, text) for row in rows]


def clean_batch(batch: Any, options: Options = DEFAULT, text: str = "") -> Any:
    """A batch of the same kind: pyarrow Table or RecordBatch, pandas DataFrame, dict of columns, list of rows."""
    if isinstance(batch, list):
        return clean_rows(batch, options, text)
    if isinstance(batch, dict):
        return _as_columns(clean_rows(_as_rows(batch), options, text))
    if hasattr(batch, "to_pylist"):
        return _as_arrow(clean_rows(batch.to_pylist(), options, text), type(batch))
    return type(batch)(clean_rows(batch.to_dict("records"), options, text))


def cleaner(options: Options, text: str = "") -> Any:
    """``clean_batch`` with its options, picklable, for engines that pass a batch and nothing else."""
    return partial(clean_batch, options=options, text=text)


def _row(row: dict[str, Any], options: Options, text: str) -> dict[str, Any]:
    page = row.get(text) if text else next((row[name] for name in TEXT_FIELDS if row.get(name) is not None), None)
    url = next((str(row[name]) for name in URL_FIELDS if row.get(name)), None)
    kept = {name: _string(row.get(name)) for name in KEPT if name in row}
    if not isinstance(page, bytes | str):
        return {**kept, "text": "", "title": "", "markdown": "", "status": "empty", "metadata": "{}"}
    return {**kept, **_columns(clean_page(page, page_options(options, url, None)))}


def _columns(document: Document) -> dict[str, str]:
    metadata = json.dumps(plain_metadata(document), ensure_ascii=False, default=str)
    values = (document.text, document.title, document.markdown, document.status, metadata)
    return {name: valid_text(value) for name, value in zip(COLUMNS, values, strict=True)}


def _string(value: object) -> str | None:
    return None if value is None else valid_text(str(value))


def _as_rows(columns: dict[str, Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _as_columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = rows[0] if rows else dict.fromkeys(COLUMNS)
    return {name: [row[name] for row in rows] for name in names}


def _as_arrow(rows: list[dict[str, Any]], kind: Any) -> Any:
    import pyarrow

    names = [*(name for name in KEPT if rows and name in rows[0]), *COLUMNS]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    return kind.from_pylist(rows, schema=schema)
