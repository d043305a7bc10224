"""Kill the driver, kill workers, press Ctrl-C: no page is lost, none is doubled, no worker stays behind."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import many_kit as kit
import pytest

from pipeline.many.driver import Run
from pipeline.many.inputs import find_inputs
from pipeline.many.local import Death, InlineExecutor, Outcome
from pipeline.many.marks import Marks
from pipeline.many.run import How, run_many
from pipeline.many.settings import Settings
from pipeline.many.shards import plan_shards
from pipeline.many.work import Job, Task

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for workers in /proc")

PAGES = 200
SLOW = dict.fromkeys(range(PAGES), "SLOW")


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and (".qingwen" not in path.parts or path.name.endswith(".qingwen-part"))
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The input, and what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("kill")
    kit.write_pages(folder / "in", PAGES, SLOW)
    run_many([folder / "in"], folder / "out", settings=Settings(shard_pages=10), how=How(workers=-1, clean=kit.clean))
    return folder / "in", everything(folder / "out")


def wait_gone(pids: list[int], seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def wait_for(condition: object, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def parts_done(output: Path) -> int:
    return len(list((output / "data").glob("part-*")))


def kill_driver(reference: tuple[Path, dict[str, bytes]], output: Path, moments: list[tuple[int, float]]) -> int:
    """Kill one run at each of the moments, then let it end; how many kills met a run at work.

    A moment is a number of finished shards and the seconds after them: seconds alone would
    fall behind the end of a run on a machine that is faster than the one they were chosen on.
    """
    inputs, expected = reference
    met = 0
    for parts, seconds in moments:
        driver = kit.start_run(inputs, output)
        wait_for(lambda: driver.poll() is not None or parts_done(output) >= parts)  # noqa: B023
        time.sleep(seconds)
        workers = kit.children(driver.pid)
        met += driver.poll() is None
        driver.kill()
        driver.communicate()
        assert not wait_gone(workers, 10.0), "workers outlive their driver"
    driver = kit.start_run(inputs, output)
    said, _ = driver.communicate(timeout=3000)
    assert driver.returncode == 0
    assert said.split()[0] == str(PAGES)
    assert everything(output) == expected
    return met


def test_killed_driver_loses_and_doubles_nothing(reference: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    assert kill_driver(reference, tmp_path / "out", [(2, 0.05), (7, 0.1)]) == 2


@pytest.mark.heavy
def test_driver_killed_at_twenty_random_moments(reference: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """The first kill of each pair can come before the first page; the second leaves a quarter of the shards undone."""
    dice = random.Random(8)
    met = sum(
        kill_driver(
            reference,
            tmp_path / str(number),
            [(dice.randint(0, 7), dice.uniform(0.0, 0.3)), (dice.randint(8, 14), dice.uniform(0.0, 0.2))],
        )
        for number in range(10)
    )
    assert met >= 18


def test_killed_workers_cost_no_page(reference: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    inputs, expected = reference
    driver = kit.start_run(inputs, tmp_path / "out")
    places = tmp_path / "out" / ".qingwen" / "places"
    killed = 0
    for _ in range(3):  # all three may meet the same page
        wait_for(lambda: driver.poll() is not None or (kit.children(driver.pid) and list(places.glob("0*"))))
        time.sleep(0.3)
        for victim in kit.children(driver.pid)[:1]:
            os.kill(victim, signal.SIGKILL)
            killed += 1
    said, _ = driver.communicate(timeout=3000)
    assert said.split() == [str(PAGES), "0", "0"]
    assert killed >= 2, "the run had ended before"
    assert everything(tmp_path / "out") == expected


def is_at(place: Path, page: int) -> bool:
    try:
        return place.read_bytes()[:1] == bytes([page])
    except OSError:
        return False


def test_three_kills_at_one_page_quarantine_nothing(tmp_path: Path) -> None:
    """The first is met in its shard, the others in the trials that follow."""
    inputs = kit.write_pages(tmp_path / "in", 3, {1: "NAP"})
    driver = kit.start_run(inputs, tmp_path / "out", workers=1)
    place = tmp_path / "out" / ".qingwen" / "places" / "00000"
    for _ in range(3):
        wait_for(lambda: kit.children(driver.pid) and is_at(place, 1))
        for victim in kit.children(driver.pid):
            os.kill(victim, signal.SIGKILL)
        wait_for(lambda: not place.exists())
    said, _ = driver.communicate(timeout=3000)
    assert said.split() == ["3", "0", "0"]


class OnlyInCompany:
    """An executor whose workers die at page 3 of a shard, never when that page is alone."""

    slots = 1

    def __init__(self, job: Job) -> None:
        self.inline = InlineExecutor(job)
        self.marks = Marks(Path(job.notes))
        self.tasks: list[Task] = []

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def collect(self, timeout: float) -> list[Outcome]:
        task = self.tasks.pop()
        if task.only is None and 3 not in task.skip:
            (self.marks.places / "00000").write_bytes((3).to_bytes(8, "little"))
            return [Outcome(task, Death("killed its worker", foreign=True))]
        self.inline.submit(task)
        return self.inline.collect(timeout)

    def close(self, *, kill: bool = False) -> None:
        pass


def test_a_page_that_kills_only_in_company_costs_no_other(tmp_path: Path) -> None:
    kit.write_pages(tmp_path / "in", 6)
    job = Job(str(tmp_path / "out"), str(tmp_path / "out"), clean=kit.clean)
    shards = plan_shards(find_inputs([tmp_path / "in"]), job.settings)
    summary = Run(job, shards, lambda: OnlyInCompany(job)).go()
    assert (summary.cleaned, summary.quarantined) == (5, 1)
    assert kit.errors(tmp_path / "out") == {"00003.html": ("quarantined", "killed its worker")}


def test_ctrl_c_ends_running_shards_and_a_second_run_does_the_rest(
    reference: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    inputs, expected = reference
    driver = kit.start_run(inputs, tmp_path / "out")
    wait_for(lambda: list((tmp_path / "out" / "data").glob("part-*")))
    os.killpg(driver.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    said, _ = driver.communicate(timeout=300)
    assert driver.returncode == 130
    done = int(said.split()[0])
    assert 0 < done < PAGES
    assert done % 10 == 0, "shards that ran have ended"
    again = kit.start_run(inputs, tmp_path / "out")
    said, _ = again.communicate(timeout=3000)
    assert said.split() == [str(PAGES), str(done // 10), "0"]
    assert everything(tmp_path / "out") == expected


def test_second_ctrl_c_stops_at_once(reference: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    inputs = kit.write_pages(tmp_path / "in", 4, dict.fromkeys(range(4), "HANG"))
    driver = kit.start_run(inputs, tmp_path / "out")
    wait_for(lambda: list((tmp_path / "out" / ".qingwen").glob("places/0*")))
    workers = kit.children(driver.pid)
    for _ in range(2):
        os.killpg(driver.pid, signal.SIGINT)
        time.sleep(1.0)
    driver.communicate(timeout=120)
    assert driver.returncode not in (0, None)
    assert not wait_gone(workers, 10.0)
