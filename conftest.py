"""Tests and doctests run on the compiled modules, if there are any: they must not be older than their sources.

Adapters whose host package is not installed are not collected.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore = [f"pipeline/many/adapters/{name}.py" for name in ("datatrove", "scrapy") if find_spec(name) is None]

# a doctest is collected from the .py, and runs in the module that Python imports for it
os.environ["PY_IGNORE_IMPORTMISMATCH"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    """A compiled module that does not hold the last change would test what nobody wrote."""
    for types in Path(__file__).parent.glob("pipeline/**/*.pxd"):
        written = max(types.stat().st_mtime, types.with_suffix(".py").stat().st_mtime)
        for compiled in types.parent.glob(f"{types.stem}.*.so"):
            if compiled.stat().st_mtime < written:
                raise pytest.UsageError(f"{compiled.name} is older than its source: run `make run`, or delete it")
