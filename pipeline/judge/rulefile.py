"""One rule, and the file it stands in: a TOML file a topic, a table a rule, the rule's own examples beside it.

The id is the address: ``footer/icp`` is table ``[icp]`` in ``rules/footer.toml``, ``sites/example.com/ad-box``
is table ``[ad-box]`` in ``rules/sites/example.com.toml``. A rule looks at one line, in the folded view
(half-width, Simplified; case ignored), or at the class and id words around it. Its pattern may name parts (``parts.py``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from .. import tables
from ..errors import RuleError
from ..fold import fold
from . import fields
from .parts import Part, Parts, joined, named, parts_of
from .patterns import pattern_of

FIELDS = ("why", "seen", "line", "cues", "drops", "keeps")
BYLINES = "bylines"
"""the rule file whose lines state facts (source, time, editors) that assemble reads"""
BOARD_HEADS = ("bylines/board-meta", "forum/bbs-head")
"""the rules that know the head of a post on boards of the telnet age"""


BETWEEN_TEXT = frozenset((
    "widgets/entry-frame", "widgets/picture-count", "widgets/marked-call", "widgets/share-by-code", "widgets/guide-frame",
    "widgets/picture-source", "widgets/dish-foot", "navigation/skip-box",
))  # fmt: skip
"""rules for what templates put between the lines of a text; the model, for which a line of furniture is the end of one, is not told of them"""


class Rule(NamedTuple):
    """One named reason to drop a line."""

    id: str
    why: str
    seen: str
    regex: str
    """its pattern on one line, without the names of parts"""
    on: str
    """``line``: the folded text; ``cues``: the class and id words"""
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    written: str = ""
    """its pattern as it stands in the file"""
    file: Path = Path()

    @property
    def line(self) -> int:
        """Where its table starts in the file."""
        return fields.heads(self.file).get(self.name, 1)

    @property
    def name(self) -> str:
        """The name of its table."""
        return self.id.rpartition("/")[2]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that its pattern names."""
        known = parts_of(self.file.parents[self.id.count("/") - 1])
        return tuple(part for part in map(known.get, named(joined(self.written))) if part)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its regular expression; compiled when it is first tried."""
        return pattern_of(self.regex)

    def matches(self, folded: str, cues: str = "") -> bool:
        """Whether the rule drops such a line."""
        return self.pattern.search(folded if self.on == "line" else cues) is not None

    @property
    def topic(self) -> str:
        """What the model is told of its lines: the name of its file."""
        return "" if self.id in BETWEEN_TEXT else self.id.split("/")[0]

    @property
    def is_byline(self) -> bool:
        """Whether its lines state facts worth keeping as metadata."""
        return self.id.split("/")[0] == BYLINES


def read_file(file: Path, folder: Path, stamp: float = 0.0) -> list[Rule]:
    """The rules of a file of a folder. Raises RuleError for a broken one; the package's own are checked by its tests.

    ``stamp``: the newest change in the user's folder.
    """
    prefix, parts = file.relative_to(folder).as_posix().removesuffix(".toml"), parts_of(folder, stamp)
    rules = []
    for name, table in fields.read(file, FIELDS):
        rule = _rule(fields.place(file, name), f"{prefix}/{name}", table, parts)._replace(file=file)
        if folder != tables.RULES:
            check(rule)
        rules.append(rule)
    return rules


def check(rule: Rule) -> None:
    """Raises RuleError if its pattern cannot be used, misses one of its ``drops`` or drops one of its ``keeps``."""
    where = fields.place(rule.file, rule.name)
    if rule.on == "line":
        fields.check_folded(where, rule.on, joined(rule.written))
    try:
        pattern_of(rule.regex)
    except re.error as error:
        raise RuleError(f"{where}: {rule.on} is not a regular expression: {error}") from error
    wrong = [f"does not drop its example {text!r}" for text in rule.drops if not _hits(rule, text)]
    wrong += [f"drops what it keeps: {text!r}" for text in rule.keeps if _hits(rule, text)]
    if wrong:
        raise RuleError(f"{where} {wrong[0]}; correct the pattern or the example")


def _rule(where: str, rule_id: str, table: fields.Table, parts: Parts) -> Rule:
    on = _which(where, table)
    written = fields.text(where, table, on)
    return Rule(
        id=rule_id,
        why=fields.text(where, table, "why"),
        seen=fields.text(where, table, "seen"),
        regex=parts.spell_out(written, where),
        on=on,
        drops=fields.lines(where, table, "drops"),
        keeps=fields.lines(where, table, "keeps"),
        written=written,
    )


def _which(where: str, table: fields.Table) -> str:
    given = [field for field in ("line", "cues") if field in table]
    if len(given) != 1:
        raise RuleError(
            f"{where} needs one pattern: either line = '...' (the text) or cues = '...' (class and id words)"
        )
    return given[0]


def _hits(rule: Rule, text: str) -> bool:
    return rule.matches(fold(text), text)
