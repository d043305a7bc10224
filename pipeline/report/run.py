"""A run's folder as the report shows it: counts over all pages, and some of the pages.

One pass over the audits, so that memory depends on the number of samples and not of pages. Pages that gave no text
come first, then flagged ones, then a sample of the rest that depends on the names alone: two reports of one run show
the same pages.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..types import Edit
from .kinds import Rule, tally
from .page import told
from .records import Entry, causes, entries

SAMPLES = 200
"""Pages shown in full; a report of 200 news pages is some 3 MB."""
MOST_EDITS = 300
"""Edits of a sample that are kept, the first of the page; all are counted."""
MOST_GONE = 40
"""Dropped blocks of a sample that are shown."""
MOST_TEXT = 4_000
"""Characters of a sample's clean text that are shown, and of a dropped block."""
MOST_CAUSES = 1_000
"""Pages without text that are listed; all are counted."""
BINS = 20
"""Bars of the histogram of how much of a page's text was kept."""
_FACTS = ("source", "published", "author", "site", "url")
_SPAM = "spam/"
_WORST = ("clean", "flagged", "empty", "failed")
"""statuses, the worst last"""


@dataclass(frozen=True, slots=True)
class Gone:
    """A dropped block of a sample; the fields that ``page.Gone`` shows."""

    line: int
    text: str
    rule: str
    evidence: tuple[tuple[str, str], ...]
    why: str = ""
    place: str = ""
    picture: str = ""
    """always: an audit holds no images"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of a run."""

    name: str
    status: str
    title: str
    facts: list[tuple[str, str]]
    changes: list[Rule]
    edits: int
    gone: list[Gone]
    removed: int
    before: int
    after: int
    text: str

    @property
    def rules(self) -> str:
        """Ids of its rules, for the filter."""
        return " ".join(dict.fromkeys([*(rule.id for rule in self.changes), *(block.rule for block in self.gone)]))

    @property
    def stages(self) -> str:
        """The stages that changed it."""
        return " ".join(dict.fromkeys(rule.stage for rule in self.changes))

    @property
    def certainties(self) -> str:
        """The certainties of its edits."""
        return " ".join(dict.fromkeys(kind.certainty for rule in self.changes for kind in rule.kinds))


@dataclass(slots=True)
class RunView:
    """What the template shows of a run."""

    name: str
    statuses: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    """of injected spam that was dropped"""
    encodings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    certainties: Counter[str] = field(default_factory=Counter)
    shares: list[int] = field(default_factory=lambda: [0] * BINS)
    """pages by the share of their text that was kept"""
    before: int = 0
    after: int = 0
    causes: list[Mapping[str, str]] = field(default_factory=list)
    """pages that gave no text: id, status, cause"""
    samples: list[Sample] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """All pages."""
        return sum(self.statuses.values())

    @property
    def rules(self) -> list[tuple[str, int]]:
        """All rules with their counts, for the filter."""
        return [*self.edits.most_common(), *self.dropped.most_common()]


def view(folder: Path, samples: int = SAMPLES) -> RunView:
    """Read a run's folder. Raises InputError if it holds no audit."""
    shown = RunView(folder.resolve().name)
    chosen: list[tuple[tuple[int, str], int, Sample]] = []
    for number, entry in enumerate(entries(folder)):
        sizes = _sizes(entry)
        _count(shown, entry, sizes)
        item = (_rank(entry.page), -number)
        if len(chosen) < samples:
            heapq.heappush(chosen, (*item, _sample(entry, sizes)))
        elif chosen and item > chosen[0][:2]:
            heapq.heapreplace(chosen, (*item, _sample(entry, sizes)))
    for cause in causes(folder):
        shown.statuses[cause["status"]] += 1
        if len(shown.causes) < MOST_CAUSES:
            shown.causes.append(cause)
    if not shown.pages:
        raise InputError(f"{folder}: no audit in this folder; name the output folder of `qingwen clean` or `run`")
    shown.samples = [sample for _, _, sample in sorted(chosen, key=lambda item: item[:2], reverse=True)]
    return shown


def _sizes(entry: Entry) -> tuple[int, int]:
    """Characters of text as the page came and as it went out."""
    after = len(entry.text)
    grown = sum(len(edit["after"]) - len(edit["before"]) for edit in entry.edits if edit["certainty"] != "flagged")
    return max(after, after - grown + sum(len(block["text"]) for block in entry.removed)), after


def _count(shown: RunView, entry: Entry, sizes: tuple[int, int]) -> None:
    shown.statuses[str(entry.page.get("status"))] += 1
    shown.encodings[str(entry.page.get("encoding") or "not known")] += 1
    shown.scripts[str(entry.page.get("script") or "not known")] += 1
    for edit in entry.edits:
        shown.stages[edit["stage"]] += 1
        shown.edits[f"{edit['stage']}/{edit['rule']}"] += 1
        shown.certainties[edit["certainty"]] += 1
    for block in entry.removed:
        shown.dropped[block["rule"]] += 1
        if block["rule"].startswith(_SPAM):
            shown.families[str(block.get("evidence", {}).get("family") or block["rule"])] += 1
    before, after = sizes
    shown.before += before
    shown.after += after
    if before:
        shown.shares[min(BINS - 1, BINS * after // before)] += 1


def _rank(page: Mapping[str, Any]) -> tuple[int, str]:
    """Higher is shown first: by status, then by a digest of the name, which is as good as chance."""
    status = page.get("status")
    digest = hashlib.blake2b(str(page.get("name")).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return (_WORST.index(status) if status in _WORST else len(_WORST), digest)


def _sample(entry: Entry, sizes: tuple[int, int]) -> Sample:
    page, metadata = entry.page, entry.page.get("metadata", {})
    facts = {"encoding": page.get("encoding"), "script": page.get("script"), **metadata}
    return Sample(
        name=str(page.get("name")),
        status=str(page.get("status")),
        title=str(metadata.get("title") or ""),
        facts=[(key, told(facts[key])) for key in (*_FACTS, "encoding", "script") if facts.get(key)],
        changes=tally(_edit(edit) for edit in itertools.islice(entry.edits, MOST_EDITS)),
        edits=len(entry.edits),
        gone=[_gone(block) for block in entry.removed[:MOST_GONE]],
        removed=len(entry.removed),
        before=sizes[0],
        after=sizes[1],
        text=entry.text[:MOST_TEXT],
    )


def _edit(fields: Mapping[str, Any]) -> Edit:
    alternatives = tuple((str(text), float(margin)) for text, margin in fields.get("alternatives", ()))
    known = {key: fields[key] for key in ("stage", "rule", "block", "start", "before", "after", "certainty")}
    return Edit(**known, alternatives=alternatives, why=str(fields.get("why", "")))


def _gone(block: Mapping[str, Any]) -> Gone:
    evidence = tuple((str(name), told(value)) for name, value in block.get("evidence", {}).items() if name != "why")
    why = str(block.get("evidence", {}).get("why", ""))
    return Gone(block["line"], block["text"][:MOST_TEXT], str(block["rule"]), evidence, why)
