"""Every field of ``Options`` as a command-line flag of its name, made from the dataclass itself."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from .choices import check_options
from .types import Options

Command = TypeVar("Command", bound=Callable[..., Any])

HELP = {
    "url": "Where the page came from: links become absolute, the rules of its site apply.",
    "content_type": "The HTTP Content-Type header that came with it, a hint.",
    "encoding": "Read the bytes in this encoding, whatever they look like.",
    "kind": "What the input is.",
    "extract": "Judge the page and keep the article; --no-extract cleans without dropping anything.",
    "script": "Script of the output.",
    "vocabulary": "Rewrite Taiwan vocabulary in mainland words.",
    "quotes": "Quotation marks of the output.",
    "protect": "A file of words, one a line, whose script is never converted.",
    "punctuation": "Restore full-width punctuation where a text extraction folded it.",
    "spam": "Drop injected spam, or keep and flag it.",
    "bylines": "Lines of source, time and editors in the body.",
    "captions": "Captions of pictures in the body.",
    "rules": "A folder of your own rules (default: ./rules where it exists).",
    "site": "Host whose site rules apply, for text or a page without --url.",
    "sites": "A table of what sites repeat from page to page, made by learn-sites.",
    "skip": "Id of a rule to switch off; may be repeated.",
    "max_bytes": "A page with more bytes is refused.",
    "max_blocks": "Blocks looked at in one page.",
    "max_depth": "Depth of elements followed in one page.",
    "max_seconds": "CPU seconds for one page, which has failed then; 0: no limit.",
}


def page_options(command: Command) -> Command:
    """Give a command a flag for every field of ``Options``; it receives them all as one dict, ``page``."""
    hints = typing.get_type_hints(Options)
    for field in reversed(dataclasses.fields(Options)):
        command = _flag(field, hints[field.name])(command)
    return command


def take_options(given: dict[str, Any]) -> Options:
    """Take the fields of ``Options`` out of a command's keyword arguments (and leave the rest in)."""
    values = {field.name: given.pop(field.name) for field in dataclasses.fields(Options)}
    if values["protect"] is not None:
        values["protect"] = _words(values["protect"])
    else:
        values["protect"] = ()
    options = Options(**values)
    check_options(options)
    return options


def _flag(field: dataclasses.Field[Any], hint: Any) -> Callable[[Command], Command]:
    name = "--" + field.name.replace("_", "-")
    shared: dict[str, Any] = {"help": HELP[field.name], "default": field.default}
    if field.name == "protect":
        return click.option(
            name, type=click.Path(exists=True, dir_okay=False, path_type=Path), help=HELP["protect"], metavar="FILE"
        )
    if hint is bool:
        return click.option(f"{name}/--no-{field.name}", **shared)
    if typing.get_origin(hint) is Literal:
        return click.option(name, type=click.Choice(typing.get_args(hint)), show_default=True, **shared)
    if typing.get_origin(hint) is tuple:
        return click.option(name, multiple=True, metavar="ID", **shared)
    kind = {int: click.IntRange(min=1), float: click.FloatRange(min=0, min_open=True)}.get(hint, str)
    return click.option(name, type=kind, show_default=hint in (int, float), **shared)


def _words(file: Path) -> tuple[str, ...]:
    try:
        lines = file.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file} is not UTF-8 text: write one word a line in UTF-8") from error
    return tuple(word for line in lines if (word := line.strip()) and not word.startswith("#"))
