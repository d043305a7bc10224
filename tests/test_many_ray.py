"""The same run on a Ray cluster of two nodes on this machine: bad pages, a lost node."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import many_kit as kit
import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parent.parent
DRIVER = """
import json, sys, time
import ray
from ray.cluster_utils import Cluster
from many_kit import clean
from pipeline.many.run import How, run_many
from pipeline.many.settings import Settings

if __name__ == "__main__":
    inputs, output, lose_node = sys.argv[1], sys.argv[2], sys.argv[3] == "lose"
    small = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=small)
    second = cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    ray.init(cluster.address, log_to_driver=False)
    lost = []

    def watch(run):
        if lose_node and not lost and run.summary.done >= 2:
            lost.append(run.summary.done)
            cluster.remove_node(second, allow_graceful=False)

    settings = Settings(shard_pages=10, page_timeout=5)
    summary = run_many([inputs], output, settings=settings, how=How(ray=cluster.address, clean=clean, watch=watch))
    print(json.dumps([summary.pages, summary.cleaned, summary.quarantined, summary.done, lost]))
    ray.shutdown()
    cluster.shutdown()
"""


def drive(tmp_path: Path, special: dict[int, str], lose: str = "") -> list:
    import_module("ray")
    inputs = kit.write_pages(tmp_path / "in", 100, special)
    here = Path(__file__).parent
    (tmp_path / "driver.py").write_text(DRIVER)
    done = subprocess.run(
        [sys.executable, "driver.py", str(inputs), str(tmp_path / "out"), lose],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(ROOT)]), "RAY_DEDUP_LOGS": "0"},
        capture_output=True,
        text=True,
        timeout=400,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def ids(tmp_path: Path) -> list[str]:
    return sorted(row["id"] for row in kit.rows(tmp_path / "out"))


def test_pages_that_kill_and_hang_are_quarantined(tmp_path: Path) -> None:
    special = {7: "SEGV", 31: "KILL", 55: "HANG", 80: "RAISE"}
    pages, cleaned, quarantined, done, _ = drive(tmp_path, special)
    assert (pages, cleaned, quarantined, done) == (100, 96, 4, 10)
    assert ids(tmp_path) == [f"{n:05d}.html" for n in range(100) if n not in special]
    causes = {name: cause for name, (_, cause) in kit.errors(tmp_path / "out").items()}
    assert set(causes) == {f"{n:05d}.html" for n in special}
    assert causes["00055.html"] == "took too long"
    assert causes["00007.html"].startswith("killed its worker")


def test_lost_node_costs_no_page(tmp_path: Path) -> None:
    pages, cleaned, quarantined, done, lost = drive(tmp_path, dict.fromkeys(range(100), "SLOW"), "lose")
    assert (pages, cleaned, quarantined, done) == (100, 100, 0, 10)
    assert lost, "the node was lost while the run was at work"
    assert lost[0] < 10
    assert ids(tmp_path) == [f"{n:05d}.html" for n in range(100)]
