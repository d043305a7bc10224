"""Say how a run goes: a bar on a terminal, a plain line every half minute elsewhere, and the sum at the end.

Everything goes to standard error. Pages of shards that are still running are counted from the workers' own notes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Any

from .driver import Run, Summary

PLAIN_SECONDS = 30.0
"""Between two lines of a log"""


def open_progress(*, quiet: bool) -> Progress:
    """The kind of progress that standard error calls for."""
    if quiet:
        return Progress()
    return BarProgress() if sys.stderr.isatty() else PlainProgress()


class Progress:
    """Watches in silence; the others speak."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    def __call__(self, run: Run) -> None:
        """Called by the driver twice a second."""

    def close(self) -> None:
        """The run has ended."""

    def state(self, run: Run) -> State:
        """Where the run is now."""
        return State.of(run, time.monotonic() - self.begun)


class State:
    """A moment of a run: pages, their fate, speed, time left."""

    def __init__(self, pages: int, share: float, seconds: float, fresh: int, summary: Summary) -> None:
        self.pages = pages
        self.share = share
        """of the input's bytes that is done, 0 to 1"""
        self.seconds = seconds
        self.rate = fresh / seconds if seconds else 0.0
        """pages a second of this run, without those of an earlier one"""
        self.summary = summary

    @classmethod
    def of(cls, run: Run, seconds: float) -> State:
        """Add up what is done and what runs."""
        summary = run.summary
        running = sum(max(0, run.marks.place(number)) for number in run.running)
        bytes_a_page = summary.done_weight / summary.pages if summary.pages else 0.0
        done = min(summary.weight, summary.done_weight + running * bytes_a_page)
        fresh = summary.pages - summary.resumed_pages + running
        return cls(summary.pages + running, done / summary.weight if summary.weight else 1.0, seconds, fresh, summary)

    @property
    def left(self) -> float | None:
        """Seconds left, by bytes of input; None as long as nothing is done in this run."""
        before = self.summary.resumed_weight / self.summary.weight if self.summary.weight else 0.0
        gained = self.share - before
        return self.seconds * (1 - self.share) / gained if gained > 0 else None

    def __str__(self) -> str:
        s = self.summary
        left = "" if self.left is None else f", {clock(self.left)} left"
        fate = f"{s.cleaned} cleaned, {s.rejected} rejected, {s.failed} failed, {s.quarantined} quarantined"
        return f"{self.share:.0%}: {self.pages} pages, {self.rate:.1f} a second, {fate}{left}"


def clock(seconds: float) -> str:
    """A time as people say it.

    >>> clock(42), clock(150), clock(7300)
    ('42 s', '2 min 30 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class PlainProgress(Progress):
    """One line every half minute."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken = self.begun

    def __call__(self, run: Run) -> None:
        """Speak if it is time to."""
        now = time.monotonic()
        if now - self.spoken >= PLAIN_SECONDS:
            self.spoken = now
            print(f"qingwen: {self.state(run)}", file=sys.stderr, flush=True)  # noqa: T201


class BarProgress(Progress):
    """A bar, on a terminal."""

    def __init__(self) -> None:
        super().__init__()
        from rich import progress
        from rich.console import Console

        columns = (progress.BarColumn(), progress.TextColumn("{task.description}"))
        self.bar = progress.Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task("starting workers", total=1.0)
        self.bar.start()

    def __call__(self, run: Run) -> None:
        """Draw."""
        state = self.state(run)
        self.bar.update(self.task, completed=state.share, description=str(state))

    def close(self) -> None:
        """Take the bar away."""
        self.bar.stop()


def sum_up(summary: Summary, seconds: float) -> list[str]:
    """The end of a run in a few lines; the first is the sum that must come out."""
    s = summary
    lines = [
        f"{s.pages} pages = {s.cleaned} cleaned + {s.rejected} rejected + {s.failed} failed + {s.quarantined} quarantined"
    ]
    if s.flagged:
        lines.append(f"{s.flagged} of the cleaned pages are flagged: something was reported and left as it is")
    if s.duplicates:
        lines.append(f"pages that repeat the text of an earlier one: {s.duplicates}; see duplicates.jsonl")
    if s.skipped:
        lines.append(f"{sum(s.skipped.values())} files are no pages: {counts(s.skipped)}")
    fresh = s.pages - s.resumed_pages
    speed = f"{fresh / seconds:.1f} pages a second" if seconds and fresh else "nothing was left to do"
    lines.append(f"{clock(seconds)}, {speed}" + (f"; {s.resumed} shards were done before" if s.resumed else ""))
    if s.interrupted:
        lines.append(f"stopped: {s.done} of {s.shards} shards are done; the same command goes on")
    return lines


def counts(numbers: Mapping[str, int]) -> str:
    """Counts by name, the largest first.

    >>> counts({".css": 2, ".png": 5})
    '5 .png, 2 .css'
    """
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {name}" for name, number in ranked[:8]) + (" ..." if len(ranked) > 8 else "")


def as_json(summary: Summary, seconds: float) -> dict[str, Any]:
    """The sum as one object for programs."""
    import dataclasses

    return {"pages": summary.pages, **dataclasses.asdict(summary), "seconds": round(seconds, 3)}
