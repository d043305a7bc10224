r"""Parts of patterns: a rule says ``{day}``, and a table of ``parts.toml`` says once how a day is written.

The file stands beside the rule files, the package's in ``rules/parts.toml``; rules of the user's own folder may use those of the package
and those of their own ``parts.toml``, which go first. A part is a table: ``what`` it stands for, its ``pattern``, what it ``fits``.

- ``{day}`` is read as ``(?:...)`` around the pattern of ``[day]``, so that ``{day}?`` is a day or nothing. Parts may use parts.
- Of a pattern of several lines each is taken without the blanks around it, and all are joined: an alternative a line reads best.

>>> joined("^(?:\n  来源\n  |作者\n) ?:")
'^(?:来源|作者) ?:'
>>> spelled_out(r"^{day}?[{a}]\{day}{2}$", {"day": r"\d日"}, "shop.toml: [sale]")
'^(?:\\d日)?[{a}]\\{day}{2}$'

Limits: in a class and behind a backslash a brace stands for itself. A part is always the same text: it takes no values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from .. import tables
from ..errors import RuleError
from ..fold import fold
from ..late import late
from ..prepared import spelled
from . import fields
from .patterns import pattern_of

FIELDS = ("what", "pattern", "fits")
_BLANKS = " \t"
_NAMED = late(r"\\N\{[^}]*\}|\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\{([a-z][a-z\d-]*)\}", re.DOTALL)
"""a part, and where what looks like one is none: behind a backslash, in a class"""
_NAME = late(r"[a-z][a-z\d-]*")
"""begins with a letter, or it could not be told from a number of times (``{2}``)"""


class Part(NamedTuple):
    """One name for something that patterns have in common."""

    name: str
    what: str
    written: str
    """its pattern as it stands in the file"""
    fits: tuple[str, ...]
    """each is the part from its first character to its last"""
    file: Path

    @property
    def line(self) -> int:
        """Where its table starts in the file."""
        return fields.heads(self.file).get(self.name, 1)


@dataclass(frozen=True, eq=False)
class Parts:
    """What the rules of a folder may name: the parts of its own, and those of the package."""

    file: Path
    package: Parts | None = None
    """the package's, where this is the user's folder"""

    def spell_out(self, pattern: str, where: str) -> str:
        """A pattern as it was written, on one line and without names. Raises RuleError, at ``where``, if it names no part."""
        known = self._known.get(pattern)
        return spelled_out(joined(pattern), self._patterns, where) if known is None else known

    def get(self, name: str) -> Part | None:
        """The part of that name."""
        return self._all.get(name)

    @cached_property
    def all(self) -> tuple[Part, ...]:
        """Every part in its order, those of the package last."""
        return tuple(self._all.values())

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Patterns that the installation spelled out."""
        return {} if self.package else spelled(tables.read_rules(self.file))

    @cached_property
    def _own(self) -> dict[str, Part]:
        hint = f"; rules stand in files of other names than {tables.PARTS}"
        return {name: _part(self.file, name, table) for name, table in fields.read(self.file, FIELDS, hint)}

    @cached_property
    def _all(self) -> dict[str, Part]:
        above = self.package.all if self.package else ()
        return self._own | {part.name: part for part in above if part.name not in self._own}

    @cached_property
    def _patterns(self) -> dict[str, str]:
        """By name, without names in them."""
        found = dict(self.package._patterns) if self.package else {}
        for name in self._own:
            found.pop(name, None)
        for name in self._own:
            _add(name, self._own, found, ())
        if self.package:  # its own parts are checked by its tests
            for part in self._own.values():
                check(part, found[part.name])
        return found


def parts_of(folder: Path, stamp: float = 0.0) -> Parts:
    """The parts that rule files of a folder may use. ``stamp``: the newest change in the user's folder."""
    if folder != tables.RULES and tables.part_file(folder).exists():
        return _own_parts(folder, stamp)
    return _packaged()


@lru_cache(maxsize=1)
def _packaged() -> Parts:
    return Parts(tables.part_file())


@lru_cache(maxsize=16)
def _own_parts(folder: Path, _stamp: float) -> Parts:
    return Parts(tables.part_file(folder), _packaged())


def joined(pattern: str) -> str:
    """A pattern on one line: of one of several lines each without the blanks around it."""
    return "".join([line.strip(_BLANKS) for line in pattern.split("\n")]) if "\n" in pattern else pattern


def spelled_out(pattern: str, patterns: Mapping[str, str], where: str) -> str:
    """A pattern with what its parts stand for in their places. Raises RuleError, at ``where``, for a part that is not there."""

    def stands_for(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0]
        if match[1] not in patterns:
            raise RuleError(f"{where} names a part {{{match[1]}}} that is not there{_like(match[1], patterns)}")
        return f"(?:{patterns[match[1]]})"

    return _NAMED.sub(stands_for, pattern) if "{" in pattern else pattern


def named(pattern: str) -> list[str]:
    """The parts that a pattern names, each once.

    >>> named("^{day} {clock}|{day}{2}")
    ['day', 'clock']
    """
    return list(dict.fromkeys(match[1] for match in _NAMED.finditer(pattern) if match[1]))


def check(part: Part, pattern: str) -> None:
    """Raises RuleError if a part cannot be used, or does not fit its own examples."""
    where = fields.place(part.file, part.name)
    fields.check_folded(where, "pattern", joined(part.written))
    try:
        found = pattern_of(pattern)
    except re.error as error:
        raise RuleError(f"{where}: pattern is not a regular expression: {error}") from error
    for line in part.fits:
        if not found.fullmatch(fold(line)):
            raise RuleError(f"{where} does not fit its example {line!r}; correct the pattern or the example")


def _part(file: Path, name: str, table: fields.Table) -> Part:
    where = fields.place(file, name)
    if not _NAME.fullmatch(name):
        raise RuleError(f"{where}: a part's name is small letters, digits and '-', a letter first")
    what, written = fields.text(where, table, "what"), fields.text(where, table, "pattern")
    return Part(name, what, written, fields.lines(where, table, "fits"), file)


def _add(name: str, parts: Mapping[str, Part], found: dict[str, str], within: tuple[str, ...]) -> None:
    """Spell out a part, after those that it names. ``within``: the parts that led to it."""
    if name in found or name not in parts:
        return
    where = fields.place(parts[name].file, name)
    if name in within:
        circle = " -> ".join((*within[within.index(name) :], name))
        raise RuleError(f"{where} is a part of itself: {circle}; write one of them out")
    pattern = joined(parts[name].written)
    for inner in named(pattern):
        _add(inner, parts, found, (*within, name))
    found[name] = spelled_out(pattern, found, where)


def _like(name: str, patterns: Mapping[str, str]) -> str:
    """What may have been meant."""
    from difflib import get_close_matches

    near = " or ".join(f"{{{one}}}" for one in get_close_matches(name, patterns, 2))
    return (
        f"; write {near}, " if near else "; write "
    ) + f"its table into {tables.PARTS}, or \\{{{name}}} for the characters"
