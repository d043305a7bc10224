"""The before/after page: what was done to one page or in a run, to be looked at.

One HTML file without network, made by ``render`` from a view: ``page.view`` of a cleaned page, ``run.view`` of a
run's folder. Both are read from the record (edits and dropped blocks), so that they show why, not only what.
"""

from __future__ import annotations

from pathlib import Path

from .. import __version__
from ..types import Document, Options
from . import html, page, run
from .page import PageView, Row, told

DEFAULT = Options()
_FACTS = ("source", "published", "author", "site", "encoding", "script")
"""metadata shown under the headline, in this order"""
_SPAM = "spam/"
"""rules of injected spam start so"""


def page_report(doc: Document, raw: str, name: str, options: Options = DEFAULT) -> str:
    """One cleaned page as an HTML report; ``raw`` is its text as ``decode`` read it."""
    shown = page.view(doc, raw, name, options)
    kept = [part for part in shown.parts if isinstance(part, Row)]
    script = str(doc.metadata.get("script", ""))
    return html.render(
        "page.html",
        page=shown,
        facts=[(key, told(doc.metadata[key])) for key in _FACTS if key in doc.metadata],
        read=[(key, told(value)) for key, value in doc.evidence],
        strip=_strip(shown),
        stages=_stages(shown),
        rules=[(rule.id, rule.count) for rule in shown.changes] + shown.removals,
        kept=len(doc.kept),
        changed=sum(row.is_changed for row in kept),
        dropped=len(doc.removed),
        lang_raw="zh-Hant" if script == "traditional" else "zh-Hans",
        lang_out="zh-Hant" if options.script in ("traditional", "taiwan", "hongkong") else "zh-Hans",
        version=__version__,
    )


def run_report(folder: Path, samples: int = run.SAMPLES) -> str:
    """A run's folder as an HTML report: its overview, then pages, failures first, ``samples`` at most.

    Raises InputError if the folder holds no audit.
    """
    return html.render("run.html", run=run.view(folder, samples), version=__version__)


def _stages(shown: PageView) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for rule in shown.changes:
        counts[rule.stage] = counts.get(rule.stage, 0) + rule.count
    return list(counts.items())


def _strip(shown: PageView) -> list[tuple[str, str, str]]:
    """The page from left to right: start, width (thousandths) and class of each part."""
    whole = shown.before or 1
    strip, at = [], 0
    for part in shown.parts:
        if isinstance(part, Row):
            kind = "changed" if part.is_changed else "same"
        else:
            kind = "spam" if any(rule.startswith(_SPAM) for rule, _ in part.rules) else "gone"
        strip.append((f"{1000 * at / whole:.2f}", f"{1000 * part.size / whole:.2f}", kind))
        at += part.size
    return strip
