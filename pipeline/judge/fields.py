"""Reads the tables of rule files and of files of parts, field by field; what is missing or unknown is told with its place.

Limits: only what a field is made of is looked at here; what it means is for ``rulefile.py`` and ``parts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import tables
from ..errors import RuleError
from ..fold import fold
from ..prepared import parsed

Table = dict[str, Any]


def place(file: Path, name: str) -> str:
    """How an error says where it is."""
    return f"{file}: [{name}]"


def read(file: Path, fields: Sequence[str], hint: str = "") -> Iterator[tuple[str, Table]]:
    """The tables of a file by name. Raises RuleError if it is no TOML, or holds something else.

    ``hint``: what else to say to whom a field is unknown.
    """
    try:
        data = parsed(tables.read_rules(file))
    except (OSError, ValueError) as error:
        raise RuleError(f"{file}: not a readable TOML file: {error}") from error
    for name, table in data.items():
        where = place(file, name)
        if not isinstance(table, dict):
            raise RuleError(f"{where} must be a table; write [{name}] and its fields below")
        unknown = set(table) - set(fields)
        if unknown:
            known = ", ".join(fields) + hint
            raise RuleError(f"{where} has an unknown field {min(unknown)!r}; the fields are {known}")
        yield name, table


def text(where: str, table: Table, field: str) -> str:
    """A field that holds text."""
    value = table.get(field)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{where} lacks {field} = '...'")
    return value


def lines(where: str, table: Table, field: str) -> tuple[str, ...]:
    """A field that holds examples."""
    value = table.get(field)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise RuleError(f"{where} needs {field} = [...], a list of at least one line that it {field}")
    return tuple(value)


def check_folded(where: str, field: str, pattern: str) -> None:
    """Raises RuleError if a pattern could not match a folded line as it is written."""
    folded = fold(pattern)
    if folded != " ".join(pattern.split()):
        raise RuleError(f"{where}: write {field} folded (half-width, Simplified): {folded!r} instead of {pattern!r}")


def heads(file: Path) -> dict[str, int]:
    """The lines at which the tables of a file begin.

    A line of a pattern of several lines may look like a head (``[上下]``); it is none.
    """
    return _heads(file, file.stat().st_mtime)


@lru_cache(maxsize=64)
def _heads(file: Path, _changed: float) -> dict[str, int]:
    found: dict[str, int] = {}
    quotes = ""
    for number, line in enumerate(tables.read_rules(file).split("\n"), 1):
        head = line.split("#")[0].strip()
        if not quotes and head[:1] == "[" and head[-1:] == "]":
            found.setdefault(head.strip("[] \t").strip("\"'"), number)
        for mark in (_LITERAL, _BASIC):
            if quotes in ("", mark) and line.count(mark) % 2:
                quotes = "" if quotes else mark
                break
    return found


_LITERAL, _BASIC = "'" * 3, '"' * 3
"""what stands around text of several lines"""
