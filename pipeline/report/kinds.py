"""Equal changes counted once: the page's marks point to them, and the list of changes shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..types import Certainty, Edit

LONGEST = 160
"""Characters of a change that the list shows; the text itself shows all of it. On the news pages at hand under one
change in a thousand is longer."""


@dataclass(slots=True)
class Kind:
    """All edits that do the same for the same reason."""

    number: int
    stage: str
    rule: str
    before: str
    after: str
    certainty: Certainty
    why: str
    alternatives: tuple[tuple[str, float], ...]
    count: int = 0


@dataclass(slots=True)
class Rule:
    """All kinds of one rule of one stage."""

    stage: str
    name: str
    kinds: list[Kind] = field(default_factory=list)

    @property
    def id(self) -> str:
        """``repair/gloss``."""
        return f"{self.stage}/{self.name}"

    @property
    def count(self) -> int:
        """How many edits there are."""
        return sum(kind.count for kind in self.kinds)


class Kinds:
    """The kinds met so far, in the order of their first edit."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[object, ...], Kind] = {}

    def add(self, edit: Edit) -> Kind:
        """The kind of an edit, one more of it counted."""
        key = (edit.stage, edit.rule, edit.before, edit.after, edit.certainty, edit.why)
        kind = self._kinds.get(key)
        if kind is None:
            number = len(self._kinds)
            fields = (edit.stage, edit.rule, _short(edit.before), _short(edit.after), edit.certainty, edit.why)
            kind = self._kinds[key] = Kind(number, *fields, edit.alternatives)
        kind.count += 1
        return kind

    def rules(self) -> list[Rule]:
        """The kinds by rule: rules in the order of the stages, the most frequent kinds first."""
        rules: dict[tuple[str, str], Rule] = {}
        for kind in self._kinds.values():
            rules.setdefault((kind.stage, kind.rule), Rule(kind.stage, kind.rule)).kinds.append(kind)
        for rule in rules.values():
            rule.kinds.sort(key=lambda kind: -kind.count)
        return sorted(rules.values(), key=lambda rule: (stage_order(rule.stage), -rule.count, rule.name))


STAGES = ("decode", "repair", "simplify", "typeset")


def stage_order(stage: str) -> int:
    """Place of a stage among those that edit.

    >>> stage_order("repair")
    1
    """
    return STAGES.index(stage) if stage in STAGES else len(STAGES)


def tally(edits: Iterable[Edit]) -> list[Rule]:
    """Edits by rule and kind."""
    kinds = Kinds()
    for edit in edits:
        kinds.add(edit)
    return kinds.rules()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
