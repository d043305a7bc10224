"""No pattern takes exponential time on a line that was made for it: pages are hostile, and nothing interrupts ``re``."""

import resource
import subprocess
import sys
from pathlib import Path

SECONDS = 300
"""of the processor's time for all patterns together, which take some seconds; one that does not end would take years"""


def test_every_pattern_comes_to_an_end():
    script = Path(__file__).parent / "pump.py"
    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),
    )
    last = run.stdout.strip().splitlines()[-1:] or [run.stderr]
    assert run.returncode == 0, f"does not end, or failed: {last[0]} {run.stderr[-500:]}"
    assert last[0].endswith("patterns")
    assert int(last[0].split()[0]) > 200
