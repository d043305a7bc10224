#!/usr/bin/env python3
"""Write docs/reference.md from the code: commands and their flags, options, the public names, rules, errors, records.

    python scripts/make_reference.py [--check]

``--check`` writes nothing and exits with 1 if the file is not what the code says.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import itertools
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import click  # noqa: E402

import pipeline  # noqa: E402
from pipeline import cli, errors, tables, testing, types  # noqa: E402
from pipeline.flags import HELP  # noqa: E402
from pipeline.judge import parts, rules  # noqa: E402

FILE = ROOT / "docs" / "reference.md"
PLACED = ("index", "line", "start")


def reference() -> str:
    """The whole page."""
    sections = [
        "# Reference\n\nMade from the code by `scripts/make_reference.py`; a test holds that nothing is missing.\n",
        *commands(),
        *options(),
        *names(),
        *values(),
        *rule_tables(),
        *part_table(),
        *error_tree(),
    ]
    return "\n".join(sections).rstrip() + "\n"


def commands() -> Iterator[str]:
    yield "## Commands\n\nExit codes: 0 done; 1 pages failed, or `check` found something; 2 wrong usage; 3 input unreadable; 130 interrupted.\n"
    page_flags = {"--" + field.name.replace("_", "-") for field in dataclasses.fields(types.Options)}
    for name in cli.COMMANDS:
        module, attribute = cli.COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        context = click.Context(command, info_name=f"qingwen {name}")
        yield f"### `{' '.join(command.get_usage(context).removeprefix('Usage: ').split())}`\n"
        yield inspect.cleandoc(command.help or "").replace("\b\n", "") + "\n"
        own = [p for p in command.params if isinstance(p, click.Option) and not page_flags & set(p.opts)]
        if own:
            rows = [[f"`{', '.join((*p.opts, *p.secondary_opts))}`", cell(p.help or ""), default(p)] for p in own]
            yield table(["flag", "what it does", "default"], rows)
        if len(own) < len(command.params) and page_flags & {flag for p in command.params for flag in p.opts}:
            yield "And a flag for every option below.\n"


def options() -> Iterator[str]:
    yield "## Options\n\nFields of `pipeline.Options`; each is a flag of its name.\n"
    hints = typing.get_type_hints(types.Options)
    rows = []
    for field in dataclasses.fields(types.Options):
        rows.append(
            [f"`{field.name}`", kind(hints[field.name]), f"`{field.default!r}`", cell(HELP.get(field.name, ""))]
        )
    yield table(["field", "values", "default", "what it decides"], rows)


def kind(hint: object) -> str:
    if typing.get_origin(hint) is typing.Literal:
        return ", ".join(f"`{value}`" for value in typing.get_args(hint))
    return f"`{getattr(hint, '__name__', None) if typing.get_origin(hint) is None and isinstance(hint, type) else hint}`".replace(
        "typing.", ""
    ).replace("|", "\\|")


def names() -> Iterator[str]:
    yield "## Functions\n"
    for module, name in (
        ("pipeline", "clean_page"),
        ("pipeline", "repair_text"),
        ("pipeline", "simplify_text"),
        ("pipeline", "spam_evidence"),
    ):
        yield function(module, getattr(pipeline, name))
    for name in ("assert_clean", "assert_clean_text"):
        yield function("pipeline.testing", getattr(testing, name))


def function(module: str, found: typing.Any) -> str:
    parameters = [
        str(p).replace(repr(types.Options()), "Options()") for p in inspect.signature(found).parameters.values()
    ]
    signature = f"{found.__name__}({', '.join(parameters)})".replace("'", "")
    return f"### `{module}.{found.__name__}`\n\n```text\n{signature}\n```\n\n{prose(inspect.getdoc(found) or '')}\n"


def prose(doc: str) -> str:
    """The text of a docstring before its examples, and what it raises."""
    kept, example = [], False
    for paragraph in doc.split("\n\n"):
        example = paragraph.lstrip().startswith((">>>", "Traceback"))
        if not example:
            kept.append(paragraph.replace("``", "`"))
    return "\n\n".join(kept)


def values() -> Iterator[str]:
    yield "## Values\n"
    for found in (types.Document, types.Edit, types.Block):
        yield f"### `{found.__name__}`\n\n{prose(inspect.getdoc(found) or '')}\n"
        comments = field_comments(found) | property_comments(found)
        hints = {field.name: str(field.type) for field in dataclasses.fields(found)}
        hints |= {name: str(made.fget.__annotations__["return"]) for name, made in properties(found)}
        yield table(
            ["field", "type", "what it is"],
            [
                [f"`{name}`", f"`{hint}`".replace("|", "\\|"), cell(comments.get(name, ""))]
                for name, hint in hints.items()
            ],
        )


def field_comments(found: type) -> dict[str, str]:
    """The string under each field of a class, as its source has it."""
    import ast
    import textwrap

    body = typing.cast(ast.ClassDef, ast.parse(textwrap.dedent(inspect.getsource(found))).body[0]).body
    comments = {}
    for field, below in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            comments[typing.cast(ast.Name, field.target).id] = str(below.value.value)
    return comments


def properties(found: type) -> list[tuple[str, property]]:
    return [(name, made) for name, made in vars(found).items() if isinstance(made, property)]


def property_comments(found: type) -> dict[str, str]:
    return {name: inspect.getdoc(made) or "" for name, made in properties(found)}


def rule_tables() -> Iterator[str]:
    yield "## Rules\n\nThe rules that come with the package; your own stand in front of them ([adding-a-rule.md](adding-a-rule.md)).\n"
    rows = []
    for rule in rules.load(types.Options(rules=str(tables.RULES))).rules:
        if f"{rule.id}" not in {row[0].strip("`") for row in rows}:
            rows.append([f"`{rule.id}`", cell(rule.why), cell(rule.drops[0] if rule.drops else "")])
    yield table(["id", "why", "drops, for example"], rows)


def part_table() -> Iterator[str]:
    yield "## Parts of patterns\n"
    yield "What the pattern of a rule may name, your own rules too ([adding-a-rule.md](adding-a-rule.md)).\n"
    rows = [
        [f"`{{{part.name}}}`", cell(part.what), cell("; ".join(part.fits))] for part in parts.parts_of(tables.RULES).all
    ]
    yield table(["part", "what", "for example"], rows)


def error_tree() -> Iterator[str]:
    yield "## Errors\n\nA bad page never raises; these are for input that cannot be read at all, broken rules, and wrong options.\n"
    found = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.QingwenError)
    ]
    yield table(["error", "when"], [[f"`{value.__name__}`", cell(inspect.getdoc(value) or "")] for value in found])


def default(option: click.Option) -> str:
    if option.required:
        return "required"
    text = "" if option.default is None or "UNSET" in repr(option.default) else str(option.default)
    return f"`{text}`" if text not in ("", "()", "False") else ""


def cell(text: str) -> str:
    return " ".join(text.replace("``", "`").split()).replace("|", "\\|").replace("<", "&lt;")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    text = reference()
    if parser.parse_args().check:
        if not FILE.is_file() or FILE.read_text("utf-8") != text:
            sys.exit("docs/reference.md is not what the code says; run scripts/make_reference.py")
        return
    FILE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
