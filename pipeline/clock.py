"""A page within its time: ``clean_page`` by the clock, for the commands and the workers of a run.

A library must not touch its caller's signals, so ``clean_page`` itself has no clock; its searches are bounded by the
length of the page. But a hostile page can be made that takes minutes a megabyte, and who waits at a command line wants
an answer. The clock is ITIMER_VIRTUAL, time that this process computes: a busy machine fails no page. It is read between two steps of Python
or of a regular expression; inside other C code it waits. A run has a second, harder clock for that (``many/place.py``).
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from .types import Document, Options

AGAIN_SECONDS = 1.0
"""After which the clock strikes again, if the first stroke fell where Python drops exceptions (in a destructor)."""


class LateError(BaseException):
    """The time is over; no Exception, so that no ``except Exception`` on the way takes it for a mistake."""


def clean_in_time(data: bytes | str, options: Options) -> Document:
    """``clean_page``, but a page that takes longer than ``options.max_seconds`` of CPU time is ``failed`` and says so."""
    from .clean import clean_page, failed

    try:
        with cpu_limit(options.max_seconds):
            return clean_page(data, options)
    except LateError:
        return failed(f"took more than {options.max_seconds:g} CPU seconds; --max-seconds gives it more")


@contextlib.contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise LateError in the block after so many CPU seconds; 0: never. Without effect where there are no such clocks."""
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def strike(number: int, frame: FrameType | None) -> None:
        raise LateError

    before = signal.signal(signal.SIGVTALRM, strike)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
