"""What holds for all tests: property tests draw the same examples every time (``make fuzz`` draws new ones)."""

import os

from hypothesis import settings

# the long fuzz run is a program of its own and needs atheris
collect_ignore = ["fuzz/harness.py"]

# a suite that fails by chance is not trusted; no deadline, since machines are busy
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("fresh", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
