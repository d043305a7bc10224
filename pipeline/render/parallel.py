"""Original and conversion side by side, a paragraph a row: the alignment comes with the tree, each leaf keeps its own original.

``simplify`` notes on a leaf what stood there before it, ``typeset`` carries its own changes over to the note, so both
sides differ in script alone. Characters whose conversion no context decided are marked.
Limits: where conversion changed a length (Taiwan wording rewritten), the original keeps its own punctuation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from ..types import Pair

FORMS = ("jsonl", "md", "html")


def write_pairs(rows: Sequence[Pair], form: str) -> str:
    r"""The rows as JSON lines, or as a table of two columns in Markdown or HTML.

    >>> print(write_pairs([Pair("著", "着", ((0, "著"),))], "jsonl"), end="")
    {"source": "著", "text": "着", "ambiguous": [[0, "著"]]}
    >>> print(write_pairs([Pair("甲|乙", "甲|乙")], "md").splitlines()[-1])
    | 甲\|乙 | 甲\|乙 |
    """
    if form == "jsonl":
        return "".join(json.dumps(_record(row), ensure_ascii=False) + "\n" for row in rows)
    cells = [(escape(row.source, quote=False), _marked(row)) for row in rows]
    if form == "html":
        lines = [f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in cells]
        return "<table>\n" + "\n".join(line.replace("\n", "<br>") for line in lines) + "\n</table>\n"
    lines = [f"| {_cell(one)} | {_cell(other)} |" for one, other in cells]
    return "\n".join(["| 原文 | 转换 |", "| --- | --- |", *lines]) + "\n"


def _record(row: Pair) -> dict[str, object]:
    return {"source": row.source, "text": row.text, "ambiguous": [list(doubt) for doubt in row.doubts]}


def _marked(row: Pair) -> str:
    """The converted text as HTML, what is ambiguous in ``mark`` with the other reading as its title."""
    parts, at = [], 0
    for place, other in row.doubts:
        if at <= place < len(row.text):
            shown = escape(row.text[place], quote=False)
            parts += [escape(row.text[at:place], quote=False), f'<mark title="{escape(other)}">{shown}</mark>']
            at = place + 1
    return "".join(parts) + escape(row.text[at:], quote=False)


def _cell(text: str) -> str:
    for mark in "\\`*_[]":
        text = text.replace(mark, "\\" + mark)
    return text.replace("|", "\\|").replace("\n", "<br>")
