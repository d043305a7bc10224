"""Rules as data: a TOML file a topic, a table a rule, the rule's own examples beside it.

The id is the address: ``footer/icp`` is table ``[icp]`` in ``rules/footer.toml``, ``sites/example.com/ad-box``
is table ``[ad-box]`` in ``rules/sites/example.com.toml``. A rule looks at one line, in the folded view
(half-width, Simplified; case ignored), or at the class and id words around it. The first match wins: the
user's rules, then the site's, then the general ones; files in name order, tables from top to bottom.

Limits: what one line cannot show (neighbours, repetition, link share) is not a rule but a function in
``judge/context.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from .. import tables
from ..errors import RuleError
from ..fold import fold
from ..prepared import parsed
from ..types import Options
from .calls import Calls
from .needles import Joined, lowered
from .patterns import Needs, needs, pattern_of

FIELDS = ("why", "seen", "line", "cues", "drops", "keeps")
_OWN = "rules"
BYLINES = "bylines"
"""the rule file whose lines state facts (source, time, editors) that assemble reads"""


class Rule(NamedTuple):
    """One named reason to drop a line."""

    id: str
    why: str
    seen: str
    regex: str
    on: str
    """``line``: the folded text; ``cues``: the class and id words"""
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    file: Path = Path()
    line: int = 1
    """where its table starts in the file"""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its regular expression; compiled when it is first tried."""
        return pattern_of(self.regex)

    def matches(self, folded: str, cues: str = "") -> bool:
        """Whether the rule drops such a line."""
        return self.pattern.search(folded if self.on == "line" else cues) is not None

    @property
    def is_byline(self) -> bool:
        """Whether its lines state facts worth keeping as metadata."""
        return self.id.split("/")[0] == BYLINES


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
        for row, own in self._calls.of_lines(lines, joined or Joined(lowered(lines)), silent).items():
            line = lines[row]
            for at in own:
                rule = self.rules[at]
                if _search(rule.regex)(line if rule.on == "line" else cues[row]):
                    found[row] = rule
                    break
        return found

    def _silent(self, named: str) -> set[int]:
        """The rules on class words whose words no line of the page has, which is nearly all of them."""
        return {at for at, words in self._cue_words if words and not any(word in named for word in words)}

    @cached_property
    def _cue_words(self) -> list[tuple[int, frozenset[str]]]:
        return [(at, needs(rule.regex).words) for at, rule in enumerate(self.rules) if rule.on == "cues"]

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
def _ids(own: str, _stamp: float) -> frozenset[str]:
    return frozenset([rule.id for folder in _folders(own) for rule in read_folder(folder)])


def check_rules(rules: Iterable[Rule]) -> list[str]:
    """What is wrong among rules: a rule that misses its own ``drops``, or drops any rule's ``keeps``."""
    rules = list(rules)
    wrong = []
    for rule in rules:
        wrong += [f"{rule.id} does not drop its example {text!r}" for text in rule.drops if not _hits(rule, text)]
        for other in rules:
            if other.on == rule.on:
                wrong += [
                    f"{rule.id} drops what {other.id} keeps: {text!r}" for text in other.keeps if _hits(rule, text)
                ]
    return wrong


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


def read_folder(folder: Path) -> list[Rule]:
    """Every rule of a folder, its sites included."""
    return [rule for file in (*tables.rule_files(folder), *tables.site_files(folder)) for rule in _read(file, folder)]


def _stamp(own: str) -> float:
    """Newest change in the user's folder, so that a rule that was just written is used."""
    return max((file.stat().st_mtime for file in Path(own).rglob("*.toml")), default=0.0) if own else 0.0


@lru_cache(maxsize=64)
def _read_once(file: Path, folder: Path, _stamp: float) -> tuple[Rule, ...]:
    return tuple(_read(file, folder))


def _read(file: Path, folder: Path) -> list[Rule]:
    try:
        text = file.read_text("utf-8")
        data = parsed(text)
    except (OSError, ValueError) as error:
        raise RuleError(f"{file}: not a readable TOML file: {error}") from error
    prefix = file.relative_to(folder).as_posix().removesuffix(".toml")
    lines = _lines(text)
    rules = [_rule(f"{file}: [{name}]", f"{prefix}/{name}", table) for name, table in data.items()]
    rules = [rule._replace(file=file, line=lines.get(name, 1)) for name, rule in zip(data, rules, strict=True)]
    # the package's own are checked by its tests
    return rules if folder == tables.RULES else [_checked(rule) for rule in rules]


def _rule(where: str, rule_id: str, table: object) -> Rule:
    if not isinstance(table, dict):
        raise RuleError(f"{where} must be a table; write [{rule_id.split('/')[-1]}] and its fields below")
    unknown = set(table) - set(FIELDS)
    if unknown:
        raise RuleError(f"{where} has an unknown field {min(unknown)!r}; the fields are {', '.join(FIELDS)}")
    on = _which(where, table)
    return Rule(
        id=rule_id,
        why=_text(where, table, "why"),
        seen=_text(where, table, "seen"),
        regex=_text(where, table, on),
        on=on,
        drops=_examples(where, table, "drops"),
        keeps=_examples(where, table, "keeps"),
    )


def _which(where: str, table: dict[str, object]) -> str:
    given = [field for field in ("line", "cues") if field in table]
    if len(given) != 1:
        raise RuleError(
            f"{where} needs one pattern: either line = '...' (the text) or cues = '...' (class and id words)"
        )
    return given[0]


def _text(where: str, table: dict[str, object], field: str) -> str:
    value = table.get(field)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{where} lacks {field} = '...'")
    return value


def _examples(where: str, table: dict[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise RuleError(f"{where} needs {field} = [...], a list of at least one line that it {field}")
    return tuple(value)


def _checked(rule: Rule) -> Rule:
    """A rule whose pattern can be used and agrees with its own examples."""
    where = f"{rule.file}: [{rule.id.split('/')[-1]}]"
    folded = fold(rule.regex)
    if rule.on == "line" and folded != " ".join(rule.regex.split()):
        raise RuleError(
            f"{where}: write {rule.on} folded (half-width, Simplified): {folded!r} instead of {rule.regex!r}"
        )
    try:
        pattern_of(rule.regex)
    except re.error as error:
        raise RuleError(f"{where}: {rule.on} is not a regular expression: {error}") from error
    wrong = check_rules([rule])
    if wrong:
        raise RuleError(f"{where}: {wrong[0]}; correct the pattern or the example")
    return rule


def _hits(rule: Rule, text: str) -> bool:
    return rule.matches(fold(text), text)


@lru_cache(maxsize=4096)
def _search(regex: str) -> Callable[[str], re.Match[str] | None]:
    """How a pattern is looked for: one that holds at the beginning only is not tried elsewhere."""
    pattern = pattern_of(regex)
    return pattern.match if needs(regex).anchored else pattern.search


def _lines(text: str) -> dict[str, int]:
    """Where the tables of a rule file begin."""
    heads = [(number, line.split("#")[0].strip()) for number, line in enumerate(text.split("\n"), 1)]
    found = [
        (head.strip("[] \t").strip("\"'"), number) for number, head in heads if head[:1] == "[" and head[-1:] == "]"
    ]
    return dict(reversed(found))


def _needs(rule: Rule) -> Needs:
    """What a rule needs of the folded line."""
    if rule.on != "line":
        return Needs(frozenset(), frozenset(), anchored=False)
    found = needs(rule.regex)
    return found if " " not in found.words else found._replace(words=frozenset())  # most lines hold a space
