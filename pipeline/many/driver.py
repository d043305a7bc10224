"""Drive a run: hand out shards, find the page behind a dead worker, go on where an earlier run stopped.

When a worker dies, the page it was at is tried alone, in a process of its own. If it kills that one too, the page is
quarantined with the cause and its shard repeated without it; a signal that may have come from outside must hit
several such trials in a row. If it does no harm alone, what came out of it is kept and its shard repeated with that,
so no page is blamed for a kill from outside, however often it comes. A death that no page can be blamed for is held
against the shard.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import OutputError
from .ledger import Ledger
from .local import Death, Executor, Outcome
from .marks import Counts, Marks, Tally
from .readers import Record
from .shards import Shard
from .work import Job, Task

POLL_SECONDS = 0.5
"""How long the driver waits for a result before it looks at progress and at Ctrl-C again."""
DEATHS_ALONE = 3
"""Trials in a row, each in a fresh worker, that a page must end by a signal that may have come from outside (an operator's
kill, want of memory, a lost node) before it is quarantined. A crash or the page's own clock proves it at once."""
DEATHS_AGAIN = 5
"""Deaths at a page that did no harm alone: it is not cleaned again, so it takes a moment, and no kill from outside meets it
five times."""
DEATHS_OF_A_SHARD = 5
"""Deaths without a culprit after which a shard is given up."""
BREAKS_OF_A_POOL = 20
"""Times in a row that the pool may break without one result: the machine cannot run workers at all."""


@dataclass(slots=True)
class Summary(Counts):
    """A run in numbers: pages = cleaned + rejected + failed + quarantined."""

    shards: int = 0
    done: int = 0
    resumed: int = 0
    """of the done, those that an earlier run had finished"""
    resumed_pages: int = 0
    resumed_weight: int = 0
    weight: int = 0
    """bytes of input, of all shards"""
    done_weight: int = 0
    duplicates: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def bad(self) -> int:
        """Pages that failed or were quarantined."""
        return self.failed + self.quarantined

    def add(self, tally: Tally) -> None:
        """Count a shard that is done."""
        self.done += 1
        self.done_weight += tally.weight
        self.count(tally)


class Run:
    """The shards of one run and what is known of them."""

    def __init__(self, job: Job, shards: Sequence[Shard], open_executor: Callable[[], Executor]) -> None:
        self.job = job
        self.marks = Marks(Path(job.notes))
        self.shards = shards
        self.open_executor = open_executor
        self.summary = Summary(shards=len(shards), weight=sum(shard.weight for shard in shards))
        self.waiting: deque[Task] = deque()
        self.running: set[int] = set()
        self.deaths: Counter[tuple[int, int]] = Counter()
        """of pages tried alone, and of shards (page -1)"""
        self.skips: dict[int, dict[int, str]] = {}
        self.tried: dict[int, frozenset[int]] = {}
        self.breaks = 0

    def go(self, watch: Callable[[Run], None] = lambda run: None, stop: Callable[[], bool] = lambda: False) -> Summary:
        """Do what is not done yet. ``watch`` is called twice a second; when ``stop`` says so, running shards end first."""
        self.marks.prepare()
        self.marks.sweep()
        self._resume()
        if self.waiting:
            executor = self.open_executor()
            try:
                self._loop(executor, watch, stop)
            except BaseException:
                executor.close(kill=True)
                raise
            executor.close()
            self.marks.sweep()
        watch(self)
        return self.summary

    def _resume(self) -> None:
        """Take what is done as done; forget what is done of inputs that are gone or have changed."""
        for number in set(self.marks.numbers()) - {shard.number for shard in self.shards}:
            self.marks.forget(number)
        for shard in sorted(self.shards, key=lambda shard: -shard.weight):  # so that no large one is left for the end
            tally = self.marks.done(shard, self.job.key)
            if tally is None:
                self.marks.forget(shard.number)
                self.waiting.append(Task(shard))
            else:
                self.summary.resumed += 1
                self.summary.resumed_pages += tally.pages
                self.summary.resumed_weight += tally.weight
                self.summary.add(tally)

    def _loop(self, executor: Executor, watch: Callable[[Run], None], stop: Callable[[], bool]) -> None:
        open_tasks = 0
        while self.waiting or open_tasks:
            if self.waiting and stop():
                self.summary.interrupted = True
                self.waiting.clear()
            while self.waiting and open_tasks < executor.slots:
                task = self.waiting.popleft()
                self.running.add(task.shard.number)
                executor.submit(task)
                open_tasks += 1
            for outcome in executor.collect(POLL_SECONDS):
                open_tasks -= 1
                self.running.discard(outcome.task.shard.number)
                self._settle(outcome)
            watch(self)

    def _settle(self, outcome: Outcome) -> None:
        task, result = outcome.task, outcome.result
        if isinstance(result, Death):
            self._mourn(task, result)
            return
        self.breaks = 0
        self.marks.leave(task.shard.number)
        if task.only is None:
            self.summary.add(result)
        else:  # the page did no harm alone
            self.tried[task.shard.number] = self.tried.get(task.shard.number, frozenset()) | {task.only}
            self._again(task.shard)

    def _mourn(self, task: Task, death: Death) -> None:
        """A worker died over a task: who is to blame, and what next."""
        number = task.shard.number
        if not death.blame:
            self.breaks += 1
            if self.breaks > BREAKS_OF_A_POOL:
                raise OutputError("workers cannot be started; see what the system log says of memory and processes")
            self.waiting.appendleft(task)
            return
        page = self.marks.place(number) if task.only is None else task.only
        self.marks.leave(number)  # of this attempt; the next one writes its own
        if page < 0 or page in self.skips.get(number, {}):
            self._doubt(task.shard, death)
        elif task.only is None and page not in self.tried.get(number, ()):
            self.waiting.appendleft(self._task(task.shard, page))
        else:
            self._judge(task, page, death)

    def _judge(self, task: Task, page: int, death: Death) -> None:
        """A page ended its worker when it was tried alone, or after that in its shard (writing it, then): once more, or out."""
        number, alone = task.shard.number, task.only is not None
        self.deaths[number, page] += 1
        enough = DEATHS_AGAIN if not alone else DEATHS_ALONE if death.foreign else 1
        if self.deaths[number, page] < enough:
            self.waiting.appendleft(task)
            return
        self.skips.setdefault(number, {})[page] = death.cause
        self._again(task.shard)

    def _doubt(self, shard: Shard, death: Death) -> None:
        """No page can be blamed."""
        self.deaths[shard.number, -1] += 1
        if self.deaths[shard.number, -1] < DEATHS_OF_A_SHARD:
            self._again(shard)
            return
        self.summary.add(give_up(self.job, shard, death.cause))

    def _again(self, shard: Shard) -> None:
        self.waiting.appendleft(self._task(shard))

    def _task(self, shard: Shard, only: int | None = None) -> Task:
        skip, tried = self.skips.get(shard.number, {}), self.tried.get(shard.number, frozenset())
        return Task(shard, dict(skip), tried, only)


def give_up(job: Job, shard: Shard, cause: str) -> Tally:
    """Quarantine a whole shard: a line for each of its files, and the mark."""

    tally = Tally(shard.number, shard.fingerprint, job.key, weight=shard.weight)
    ledger = Ledger(Path(job.notes), shard, tally)
    for piece in shard.pieces:
        ledger.quarantine(Record(f"{piece.id}@{piece.start}"), f"the reader {cause}, at a page that is not known")
    tally.files = ledger.close()
    Marks(Path(job.notes)).finish(tally)
    return tally
