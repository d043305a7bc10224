"""Workers on this machine: pebble's process pool, which names the task whose worker died and replaces the worker.

A worker ignores Ctrl-C (the driver decides when to stop), dies with the driver, and may have a limit of memory.
With no workers the tasks run in the driver's own process: no isolation, no start-up; for tests and a few pages.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, TimeoutError, wait
from dataclasses import dataclass
from typing import Any, Protocol

from .marks import Tally
from .work import Job, Task, run_task

CLOCKS = tuple(getattr(signal, name) for name in ("SIGALRM", "SIGPROF") if hasattr(signal, name))
"""signals of the clocks that ``work.Place`` sets"""
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
FOREIGN_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name)
)
"""signals that come from outside as a rule: from an operator, a batch system, or the kernel for want of memory"""
PARENT_POLL_SECONDS = 0.5
"""How often a worker looks whether its driver lives, where the kernel does not tell it."""


@dataclass(frozen=True, slots=True)
class Death:
    """A worker died over a task, or was killed by its clock."""

    cause: str
    blame: bool = True
    """False: the pool broke; nothing is known against the task"""
    foreign: bool = False
    """True: it may have come from outside, whatever the worker was at"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task."""

    task: Task
    result: Tally | Death


class Executor(Protocol):
    """Does tasks somewhere."""

    @property
    def slots(self) -> int:
        """So many tasks at once are enough to keep it busy."""

    def submit(self, task: Task) -> None:
        """Start a task."""

    def collect(self, timeout: float) -> list[Outcome]:
        """What ended since, waiting at most ``timeout`` seconds. Raises what a task raised, a disk full for instance."""

    def close(self, *, kill: bool = False) -> None:
        """Let the workers go; ``kill``: at once."""


class InlineExecutor:
    """Tasks in this process, one after the other."""

    slots = 1

    def __init__(self, job: Job) -> None:
        self.job = job
        self.waiting: list[Task] = []

    def submit(self, task: Task) -> None:
        """Take a task."""
        self.waiting.append(task)

    def collect(self, timeout: float) -> list[Outcome]:
        """Do the tasks taken."""
        tasks, self.waiting = self.waiting, []
        return [Outcome(task, run_task(self.job, task)) for task in tasks]

    def close(self, *, kill: bool = False) -> None:
        """Nothing to let go."""


class LocalExecutor:
    """Tasks in worker processes of this machine."""

    def __init__(self, job: Job, workers: int) -> None:
        self.job = job
        self.workers = workers
        self.slots = workers + 1  # one in the queue, so that no worker waits for the driver
        self.running: dict[Future[Tally], Task] = {}
        self.pool = self._open(workers)
        self.trials: dict[Future[Tally], Any] = {}
        """the pool of each page that is tried alone, in a process of its own"""

    def _open(self, workers: int) -> Any:
        from pebble import ProcessPool

        settings = self.job.settings
        return ProcessPool(
            max_workers=workers,
            max_tasks=settings.tasks_per_worker,
            initializer=prepare_worker,
            initargs=(os.getpid(), settings.memory),
            context=multiprocessing.get_context("spawn"),
        )

    def submit(self, task: Task) -> None:
        """Start a task; a broken pool is replaced first."""
        if task.only is not None:
            pool = self._open(1)
            future = pool.schedule(run_task, args=(self.job, task))
            self.trials[future] = pool
        else:
            future = self._schedule(task)
        self.running[future] = task

    def _schedule(self, task: Task) -> Future[Tally]:
        try:
            return self.pool.schedule(run_task, args=(self.job, task))  # type: ignore[no-any-return]
        except RuntimeError:
            self.pool = self._open(self.workers)
            return self.pool.schedule(run_task, args=(self.job, task))  # type: ignore[no-any-return]

    def collect(self, timeout: float) -> list[Outcome]:
        """What ended since."""
        ended, _ = wait(self.running, timeout, FIRST_COMPLETED)
        for future in ended:
            if pool := self.trials.pop(future, None):
                pool.stop()
                pool.join()
        return [Outcome(self.running.pop(future), _result(future)) for future in ended]

    def close(self, *, kill: bool = False) -> None:
        """Let the workers end, or end them."""
        for pool in (self.pool, *self.trials.values()):
            if kill:
                pool.stop()
            else:
                pool.close()
            pool.join()


def _result(future: Future[Tally]) -> Tally | Death:
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    try:
        return future.result()
    except ProcessExpired as error:
        return Death(death_cause(error.exitcode), foreign=-(error.exitcode or 0) in FOREIGN_SIGNALS)
    except TimeoutError:
        return Death("took too long")
    except (BrokenProcessPool, CancelledError):
        return Death("the pool of workers broke", blame=False)


def death_cause(code: int | None) -> str:
    """What an exit code says of a worker's end.

    >>> death_cause(-signal.SIGALRM), death_cause(-9)
    ('took too long', 'killed its worker (SIGKILL; often for want of memory)')
    """
    code = code or 0
    if -code in CLOCKS:
        return "took too long"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        return f"ended its worker (exit code {code})"
    more = "; often for want of memory" if name == "SIGKILL" else ""
    return f"killed its worker ({name}{more})"


def prepare_worker(driver: int, memory: int) -> None:
    """Run in each worker as it starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))  # before numpy comes: the workers are the threads
    heed_clocks()
    limit_memory(memory)
    die_with(driver)


def heed_clocks() -> None:
    """Let the clocks' signals end this process."""
    for number in CLOCKS:
        signal.signal(number, signal.SIG_DFL)


def limit_memory(size: int) -> None:
    """Limit this process's address space, in bytes; beyond it Python raises MemoryError. 0: no limit."""
    if size and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def die_with(driver: int) -> None:
    """End this process when the driver ends, however it ends."""
    if sys.platform.startswith("linux"):
        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)
    threading.Thread(target=_watch, args=(driver, os.getppid), daemon=True).start()


def _watch(driver: int, parent: Callable[[], int]) -> None:
    """For systems without that signal, and for a driver that died before it was asked for."""
    while parent() == driver:
        time.sleep(PARENT_POLL_SECONDS)
    os._exit(1)
