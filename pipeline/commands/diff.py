"""``qingwen clean --diff``: dropped lines with their rule, changed lines before and after, as a diff shows them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ..report.page import Group, PageView, Row


def diff_lines(shown: PageView) -> Iterator[str]:
    """The lines of the diff: ``-`` came in, ``+`` goes out; colour is taken away where nobody sees it."""
    yield click.style(f"--- {shown.name}", bold=True)
    yield click.style(f"+++ {shown.name}, clean ({shown.doc.status})", bold=True)
    for part in shown.parts:
        yield from _dropped(part) if isinstance(part, Group) else _row(part)
    if shown.not_shown:
        yield f"# {shown.not_shown} more blocks are not shown"


def _dropped(group: Group) -> Iterator[str]:
    for block in group.blocks:
        yield click.style(f"@@ line {block.line}: dropped by {block.rule}", fg="cyan")
        yield from (click.style(f"-{_visible(line)}", fg="red") for line in block.text.split("\n"))


def _row(row: Row) -> Iterator[str]:
    before = "".join(mark.before for mark in row.marks)
    after = "".join(mark.after for mark in row.marks)
    if before == after:
        yield f" {_visible(after)}"
        return
    rules = dict.fromkeys(f"{kind.stage}/{kind.rule}" for mark in row.marks for kind in mark.kinds)
    yield click.style(f"@@ line {row.line}: {', '.join(rules)}" if row.line else "@@ the page's title", fg="cyan")
    yield click.style(f"-{_visible(before)}", fg="red")
    yield click.style(f"+{_visible(after)}", fg="green")


def _visible(text: str) -> str:
    """Page text that cannot steer a terminal: controls, marks of direction and lone surrogates as code points.

    >>> _visible("a\\x1b[2Jb")
    'a<1B>[2Jb'
    """
    return "".join(char if char.isprintable() or char in "\t\u3000\xa0" else f"<{ord(char):02X}>" for char in text)
