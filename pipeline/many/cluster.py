"""Workers on a Ray cluster: Ray Core tasks that run the same function as a local worker.

Ray's own retries are off (``max_retries=0``): it would hide the page that kills, and repeat it for ever. The output
folder must be one that every node sees under the same path. A lost node looks like a worker's death: the page it was
at is tried alone elsewhere, does no harm there, and its shard is done again.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from ..errors import InputError
from .local import Death, Outcome, heed_clocks, limit_memory
from .marks import Marks, Tally
from .work import Job, Task, run_task

CLOCK_SHARE = 0.9
"""Share of the page's time after which a death counts as the clock's: Ray tells no exit code."""


class RayExecutor:
    """Tasks on an existing Ray cluster; ``address`` as in ``ray.init`` (``auto``: the one that runs here)."""

    def __init__(self, job: Job, address: str) -> None:
        self.ray = _import_ray()
        if not self.ray.is_initialized():
            self.ray.init(address, log_to_driver=False, logging_level="warning")
        self.job = job
        self.shared = self.ray.put(job)
        self.function = self.ray.remote(max_retries=0, num_cpus=1)(run_on_node)
        self.running: dict[Any, Task] = {}

    @property
    def slots(self) -> int:
        """Two tasks for each processor that the cluster has at the moment: one runs, one is on its way."""
        return max(1, 2 * int(self.ray.cluster_resources().get("CPU", 1)))

    def submit(self, task: Task) -> None:
        """Start a task."""
        self.running[self.function.remote(self.shared, task)] = task

    def collect(self, timeout: float) -> list[Outcome]:
        """What ended since."""
        ended, _ = self.ray.wait(list(self.running), num_returns=1, timeout=timeout)
        tasks = [(reference, self.running.pop(reference)) for reference in ended]
        return [Outcome(task, self._result(reference, task)) for reference, task in tasks]

    def _result(self, reference: Any, task: Task) -> Tally | Death:
        errors = self.ray.exceptions
        try:
            result: Tally = self.ray.get(reference)
        except errors.RayTaskError as error:
            raise error.as_instanceof_cause() from None
        except errors.OutOfMemoryError:
            return Death("killed its worker (out of memory)")
        except errors.RayError as error:
            if self._late(task):
                return Death("took too long")
            return Death(f"killed its worker or lost its node ({type(error).__name__})", foreign=True)
        return result

    def _late(self, task: Task) -> bool:
        path = Marks(Path(self.job.notes)).places / f"{task.shard.number:05d}"
        try:
            return time.time() - path.stat().st_mtime >= CLOCK_SHARE * self.job.settings.page_timeout
        except OSError:
            return False

    def close(self, *, kill: bool = False) -> None:
        """Cancel what still runs; the cluster stays."""
        for reference in self.running:
            self.ray.cancel(reference, force=kill)
        self.running.clear()


def run_on_node(job: Job, task: Task) -> Tally:
    """A task within a Ray worker."""
    heed_clocks()
    limit_memory(job.settings.memory)
    return run_task(job, task)


def _import_ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise InputError("--ray needs Ray: pip install 'qingwen[ray]'") from error
    return ray
