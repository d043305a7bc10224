"""The record of every change: written, read back, replayed, undone.

``output/<name>.audit.jsonl`` holds one line of page metadata, then one line an Edit or a removed block.
The fields are those of ``types.Edit`` and ``types.Block``. Replaying the Edits on the page gives the
output, undoing them gives the page.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from . import __version__
from .edits import replay, undo
from .errors import AuditError
from .types import Block, Document, Edit, Fact, Options


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as read back."""

    page: Mapping[str, Any]
    edits: tuple[Edit, ...]
    removed: tuple[Block, ...]


def page_record(doc: Document, name: str, options: Options | None = None) -> dict[str, Any]:
    """The first line: what the page is, how it was read, how it was cleaned."""
    metadata = dict(doc.metadata)
    return {
        "type": "page",
        "name": name,
        "status": doc.status,
        "encoding": metadata.pop("encoding", None),
        "script": metadata.pop("script", None),
        "evidence": dict(doc.evidence),
        "metadata": metadata,
        "facts": [fact_record(fact) for fact in doc.facts],
        "kept": [[block.index, block.line, block.start] for block in doc.kept],
        "options": chosen(options) if options else {},
        "version": __version__,
    }


def chosen(options: Options) -> dict[str, Any]:
    """The options that differ from their defaults."""
    default = Options()
    fields = (field.name for field in dataclasses.fields(options))
    return {name: getattr(options, name) for name in fields if getattr(options, name) != getattr(default, name)}


def records(doc: Document, name: str, options: Options | None = None) -> Iterator[dict[str, Any]]:
    """The lines of a page's audit, as dictionaries."""
    return chain([page_record(doc, name, options)], map(edit_record, doc.edits), map(removed_record, doc.removed))


def fact_record(fact: Fact) -> dict[str, Any]:
    """One thing that the page states of itself: the fields of ``Fact``."""
    return {"name": fact.name, "value": fact.value, "label": fact.label, "evidence": fact.evidence}


def edit_record(edit: Edit) -> dict[str, Any]:
    """One change: the fields of ``Edit``. Written out, since ``dataclasses.asdict`` takes ten times as long."""
    return {
        "type": "edit",
        "stage": edit.stage,
        "rule": edit.rule,
        "block": edit.block,
        "start": edit.start,
        "before": edit.before,
        "after": edit.after,
        "certainty": edit.certainty,
        "alternatives": edit.alternatives,
        "why": edit.why,
    }


def removed_record(block: Block) -> dict[str, Any]:
    """One dropped block: where it stood, what it said, which rule dropped it and why."""
    return {
        "type": "removed",
        "block": block.index,
        "line": block.line,
        "start": block.start,
        "kind": block.kind,
        "text": block.text,
        "rule": block.dropped_by,
        "evidence": dict(block.evidence),
    }


def dumps(lines: Iterable[Mapping[str, Any]]) -> str:
    """JSON lines, UTF-8 as it is."""
    return b"".join(map(json_line, lines)).decode()


_JSON_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME


def json_line(value: Mapping[str, Any]) -> bytes:
    """One line of JSON. Lone surrogates, which UTF-8 cannot hold, are escaped, so that it can always be written.

    A page of news has some hundred dropped blocks, so orjson, six times as fast as json, is worth a dependency.

    >>> json_line({"text": "文"}).decode(), json_line({"text": chr(0xD800) + "文"})
    ('{"text":"文"}\\n', b'{"text":"\\\\ud800\\\\u6587"}\\n')
    """
    try:
        return orjson.dumps(value, str, _JSON_OPTIONS)
    except TypeError:  # a lone surrogate, a whole number of more than 64 bits
        return json.dumps(value, separators=(",", ":"), default=str).encode() + b"\n"


def loads(text: str) -> Audit:
    """Read an audit back. Raises AuditError if it is none, naming the line."""
    page: Mapping[str, Any] | None = None
    edits: list[Edit] = []
    removed: list[Block] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            kind = value.pop("type")
            if kind == "edit":
                value["alternatives"] = tuple((text, margin) for text, margin in value.get("alternatives", ()))
                edits.append(Edit(**value))
            elif kind == "removed":
                removed.append(_removed(value))
            else:
                page = value
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise AuditError(f"line {number} is no line of an audit: {error}") from error
    if page is None:
        raise AuditError("there is no page line; an audit starts with one")
    return Audit(page, tuple(edits), tuple(removed))


def read(path: Path) -> Audit:
    """Read an audit file. Raises AuditError, naming the file."""
    try:
        return loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, AuditError) as error:
        raise AuditError(f"{path}: not an audit: {error}") from error


def _removed(value: dict[str, Any]) -> Block:
    return Block(
        text=value["text"],
        index=value["block"],
        kind=value.get("kind", "p"),
        line=value["line"],
        start=value["start"],
        dropped_by=value["rule"],
        evidence=tuple(value["evidence"].items()),
    )


BLOCK_STAGES = ("repair", "simplify", "typeset")
"""stages whose Edits count in a block's text, in their order"""


def replay_page(text: str, edits: Iterable[Edit]) -> str:
    """The page's text as decode read it -> as repair left it."""
    return replay(text, _of(edits, "repair", None))


def undo_page(text: str, edits: Iterable[Edit]) -> str:
    """The page's text as repair left it -> as decode read it."""
    return undo(text, _of(edits, "repair", None))


def replay_block(text: str, index: int, edits: Iterable[Edit]) -> str:
    """A block's text as split gave it -> its line in the output (a list item without its number)."""
    edits = [edit for edit in edits if edit.block == index]
    for stage in BLOCK_STAGES:
        text = replay(text, _of(edits, stage, index))
    return text


def undo_block(text: str, index: int, edits: Iterable[Edit]) -> str:
    """A block's line in the output -> its text as split gave it."""
    edits = [edit for edit in edits if edit.block == index]
    for stage in reversed(BLOCK_STAGES):
        text = undo(text, _of(edits, stage, index))
    return text


def _of(edits: Iterable[Edit], stage: str, block: int | None) -> list[Edit]:
    return [edit for edit in edits if edit.stage == stage and edit.block == block]
