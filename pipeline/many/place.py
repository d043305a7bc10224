"""Where a worker is: the page that it is at, the clock that ends it, and whose turn it is to clean a large one.

A page that takes longer than ``page_timeout`` is ended by SIGPROF with its default action: the kernel kills the
process whatever it is doing, also inside C code that never returns to Python. The time is CPU time, so that a busy
machine quarantines nothing; SIGALRM ends a page that waits for ``WALL_FACTOR`` times as long and computes nothing.

A page of some megabytes takes many times its size while it is cleaned. So the workers of a machine take turns with
them, by a lock on a file that the kernel lets go when a worker dies: memory holds one large page, not one a worker.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from .marks import Marks

WALL_FACTOR = 10
"""Wall time a page may take for each second of CPU time: a worker that gets a tenth of a processor still gets through."""

LARGE_BYTES = 2_000_000
"""Pages from this size take turns. A page of 7.7 MB added 170 MB to a worker, and 570 MB before the stages were bounded, so one below this adds 50 to 150 MB;
one of the 467 real pages that were looked at is above."""


class Place:
    """Where a worker is: a file of eight bytes, and the clock that kills it if it stays too long."""

    def __init__(self, notes: Path, number: int, timeout: float) -> None:
        folder = Marks(notes).places
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{number:05d}"
        self.turns = folder / f"large-{socket.gethostname()}"
        self.timeout = timeout if hasattr(signal, "setitimer") else 0.0
        self.file = -1

    @contextlib.contextmanager
    def turn(self, size: int) -> Iterator[None]:
        """Hold the machine's turn for large pages if this is one; afterwards give its memory back."""
        if size < LARGE_BYTES:
            yield
            return
        with self.turns.open("a") as file:
            _take_turn(file)
            self._set_clocks()
            yield
        _return_memory()

    def __enter__(self) -> Place:
        self.file = os.open(self.path, os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o644)
        return self

    def note(self, number: int) -> None:
        """The worker comes to this page."""
        os.lseek(self.file, 0, os.SEEK_SET)
        os.write(self.file, number.to_bytes(8, "little", signed=True))
        self._set_clocks()

    def _set_clocks(self) -> None:
        if self.timeout:
            signal.setitimer(signal.ITIMER_PROF, self.timeout)
            signal.setitimer(signal.ITIMER_REAL, self.timeout * WALL_FACTOR)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.timeout:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
        os.close(self.file)


def _take_turn(file: IO[str]) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on this system: large pages are cleaned side by side
        return
    fcntl.flock(file, fcntl.LOCK_EX)


def _return_memory() -> None:
    """Give what a large page has left behind back to the system; C libraries keep it otherwise."""
    gc.collect()
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
