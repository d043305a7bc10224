"""How fast, how large, how long to start: CPU seconds, each contender in a fresh process, all in one run.

CPU time, so that a busy machine matters less; still, only compare figures of one run.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parent.parent
STAGES = ("decode", "repair", "split", "judge", "assemble", "simplify", "typeset", "render")
PARAGRAPH = (
    "<p>港口的新碼頭今天開放，市民可以在週末免費參觀；講解員會說明碼頭有多長、多深，船停在哪裡。第{}天來了{}人。</p>\n"
)
LINE = "港口的新碼頭今天開放，市民可以在週末免費參觀；講解員會說明碼頭有多長、多深，船停在哪裡。第{}天來了{}人。\n"
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Run:
    """What one contender did."""

    name: str
    seconds: float
    texts: list[str]
    memory: float
    """peak resident size of its process, MB"""
    errors: int

    @property
    def pages_a_second(self) -> float:
        """Pages per CPU second."""
        return len(self.texts) / self.seconds if self.seconds else 0.0


def run_contender(name: str, paths: list[Path]) -> Run | None:
    """Run one extractor over all pages in a fresh process; None if it is not installed."""
    command = [sys.executable, str(Path(__file__).with_name("worker.py")), name]
    done = subprocess.run(
        command,
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | ONE_CORE | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found = json.loads(done.stdout)
    return Run(name, found["seconds"], found["texts"], found["memory"], found["errors"])


def peak_memory() -> float:
    """Peak resident size of this process, MB (of /proc, since a child's ru_maxrss starts at its parent's)."""
    status = Path("/proc/self/status")
    if status.is_file() and (found := re.search(r"VmHWM:\s*(\d+)", status.read_text())):
        return int(found[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def stage_shares(pages: list[bytes]) -> dict[str, float]:
    """CPU seconds of each stage over the pages, and of the rest."""
    from pipeline.clean import clean_page

    clean_page(pages[0])
    spent: dict[str, float] = defaultdict(float)
    with _timed(spent):
        begun = time.process_time()
        for data in pages:
            clean_page(data)
        whole = time.process_time() - begun
    return {**spent, "the rest": whole - sum(spent.values())}


def _timed(spent: dict[str, float]):
    import importlib
    from contextlib import ExitStack

    stack = ExitStack()
    for name in STAGES:
        module = importlib.import_module(f"pipeline.{name}")
        stack.enter_context(patch.object(module, name, _clocked(getattr(module, name), name, spent)))
    return stack


def _clocked(function, name: str, spent: dict[str, float]):
    def call(*args, **options):
        begun = time.process_time()
        try:
            return function(*args, **options)
        finally:
            spent[name] += time.process_time() - begun

    return call


def growth(kind: str, sizes: list[int]) -> list[tuple[int, float]]:
    """CPU seconds by size (bytes) of a page of that kind, ``html`` or ``text``."""
    from pipeline.clean import clean_page
    from pipeline.types import Options

    clean_page(sized(kind, 2_000))
    found = []
    for size in sizes:
        data = sized(kind, size)
        begun = time.process_time()
        clean_page(data, Options(max_bytes=size * 2, max_seconds=600.0))
        found.append((len(data), time.process_time() - begun))
    return found


def sized(kind: str, size: int) -> bytes:
    """A page of about that many bytes, every paragraph different."""
    line = PARAGRAPH if kind == "html" else LINE
    count = max(1, size // len(line.encode()))
    body = "".join(line.format(n, n * 7) for n in range(count))
    text = (
        f"<html><head><title>碼頭開放</title></head><body><h1>碼頭開放</h1>{body}</body></html>"
        if kind == "html"
        else body
    )
    return text.encode()


def exponent(points: list[tuple[int, float]], low: int, high: int) -> float:
    """Slope of log time over log size between two sizes: 1 is linear, 2 quadratic."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points if low <= size <= high and seconds > 0]
    if len(logs) < 2:
        return float("nan")
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


STARTS = {
    "import pipeline": ["-c", "import pipeline"],
    "qingwen --version": ["-m", "pipeline", "--version"],
    "first page": [
        "-c",
        "from pipeline.clean import clean_page; clean_page('漯河市第二人民醫(yī)院科普，放療后為什么腫瘤還在？'.encode())",
    ],
}


WITH_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Where an environment forbids to write bytecode, every start would compile every module anew: a third of the first page."""


def start_up(times: int = 7) -> Iterator[tuple[str, float]]:
    """Milliseconds over bare Python's start, the best of several; with bytecode, as an installed package has it."""
    bare = _best(["-c", "pass"], times)
    for name, arguments in STARTS.items():
        yield name, (_best(arguments, times) - bare) * 1000


def _best(arguments: list[str], times: int) -> float:
    return min(_wall([sys.executable, *arguments]) for _ in range(times))


def _wall(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | ONE_CORE | WITH_BYTECODE | {"PYTHONPATH": str(ROOT)},
    )
    return time.perf_counter() - begun
