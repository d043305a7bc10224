"""The rules that apply to a page, in their order: what a line is tried on.

The first match wins: the user's rules, then the site's, then the general ones; files in name order, tables from top to bottom
(``rulefile.py`` reads them).

Limits: what one line cannot show (neighbours, repetition, link share) is not a rule but a function in
``judge/context.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from .. import tables
from ..errors import RuleError
from ..types import Options
from .calls import Calls
from .needles import Joined, lowered
from .patterns import Needs, needs, pattern_of
from .rulefile import Rule, read_file

_OWN = "rules"


@dataclass(frozen=True)
class Ruleset:
    """The rules that apply to one page, in their order."""

    rules: tuple[Rule, ...]

    def match(self, folded: str, cues: str = "") -> Rule | None:
        """The first rule that drops such a line, or None."""
        return next((rule for rule in self.rules if rule.matches(folded, cues)), None)

    def match_lines(
        self, lines: Sequence[str], cues: Sequence[str], joined: Joined | None = None, named: str | None = None
    ) -> list[Rule | None]:
        """For each line of a page the first rule that drops it; a rule is tried on the lines that hold its words.

        ``joined``, ``named``: the lines and all class words in lower case, where they are joined already.
        """
        found: list[Rule | None] = [None] * len(lines)
        silent = self._silent(lowered(list(set(cues))) if named is None else named)
        searches, on_cues = self._searches, self._on_cues
        for row, own in self._calls.of_lines(lines, joined or Joined(lowered(lines)), silent).items():
            line = lines[row]
            for at in own:
                search = searches[at]
                if search is None:
                    search = searches[at] = _search(self.rules[at].regex)
                if search(line if at not in on_cues else cues[row]):
                    found[row] = self.rules[at]
                    break
        return found

    @cached_property
    def _searches(self) -> list[Callable[[str], re.Match[str] | None] | None]:
        """How each rule's pattern is looked for, once it is called for."""
        return [None] * len(self.rules)

    @cached_property
    def _on_cues(self) -> frozenset[int]:
        return frozenset([at for at, rule in enumerate(self.rules) if rule.on == "cues"])

    def _silent(self, named: str) -> set[int]:
        """The rules on class words whose words no line of the page has, which is nearly all of them."""
        return {at for at, words in self._cue_words if words and not any(word in named for word in words)}

    @cached_property
    def _cue_words(self) -> list[tuple[int, frozenset[str]]]:
        return [(at, needs(self.rules[at].regex).words) for at in sorted(self._on_cues)]

    def get(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    @cached_property
    def _calls(self) -> Calls:
        """Which of them a line calls for; those on class words are tried on every line."""
        return Calls([_needs(rule) for rule in self.rules])


def load(options: Options) -> Ruleset:
    """The rules for a page with these options; read once for each folder, and once more for sites with rules of their own.

    Raises RuleError for a broken rule file, naming file, table and field.
    """
    own = own_folder(options)
    stamp = _stamp(own)
    host = (options.site or urlsplit(options.url or "").hostname or "").lower()
    return _load(own, _named(host) & _sites(own, stamp), frozenset(options.skip), stamp)


def own_folder(options: Options) -> str:
    """The folder of the user's own rules, empty without one."""
    if options.rules and not Path(options.rules).is_dir():
        raise RuleError(f"the rules folder {options.rules!r} is not there: name a folder that holds .toml files")
    # for every page: Path takes five times as long, and only what is there needs to be a folder
    return options.rules or (_OWN if os.access(_OWN, os.R_OK) and os.path.isdir(_OWN) else "")  # noqa: PTH112


def ids(options: Options) -> frozenset[str]:
    """The ids of all rules that some page may meet, those of all sites, too."""
    own = own_folder(options)
    return _ids(own, _stamp(own))


@lru_cache(maxsize=16)
def _ids(own: str, stamp: float) -> frozenset[str]:
    return frozenset([rule.id for folder in _folders(own) for rule in read_folder(folder, stamp)])


@lru_cache(maxsize=256)
def _load(own: str, sites: frozenset[str], skip: frozenset[str], stamp: float) -> Ruleset:
    rules: list[Rule] = []
    for folder in _folders(own):
        for file in [*(file for file in tables.site_files(folder) if file.stem in sites), *tables.rule_files(folder)]:
            rules += _read_once(file, folder, stamp)
    return Ruleset(tuple(rule for rule in rules if rule.id not in skip))


def _named(host: str) -> frozenset[str]:
    """The host and all domains that it is part of: whose rules it may have."""
    labels = host.split(".")
    return frozenset([".".join(labels[at:]) for at in range(len(labels))])


@lru_cache(maxsize=16)
def _sites(own: str, _stamp: float) -> frozenset[str]:
    """The hosts that have rules of their own."""
    return frozenset([file.stem for folder in _folders(own) for file in tables.site_files(folder)])


def _folders(own: str) -> list[Path]:
    return ([Path(own)] if own else []) + [tables.RULES]


def read_folder(folder: Path, stamp: float = 0.0) -> list[Rule]:
    """Every rule of a folder, its sites included."""
    return [
        rule
        for file in (*tables.rule_files(folder), *tables.site_files(folder))
        for rule in read_file(file, folder, stamp)
    ]


def _stamp(own: str) -> float:
    """Newest change in the user's folder, so that a rule that was just written is used."""
    return max((file.stat().st_mtime for file in Path(own).rglob("*.toml")), default=0.0) if own else 0.0


@lru_cache(maxsize=64)
def _read_once(file: Path, folder: Path, stamp: float) -> tuple[Rule, ...]:
    return tuple(read_file(file, folder, stamp))


@lru_cache(maxsize=4096)
def _search(regex: str) -> Callable[[str], re.Match[str] | None]:
    """How a pattern is looked for: one that holds at the beginning only is not tried elsewhere."""
    pattern = pattern_of(regex)
    return pattern.match if needs(regex).anchored else pattern.search


def _needs(rule: Rule) -> Needs:
    """What a rule needs of the folded line."""
    if rule.on != "line":
        return Needs(frozenset(), frozenset(), anchored=False)
    found = needs(rule.regex)
    return found if " " not in found.words else found._replace(words=frozenset())  # most lines hold a space
