"""Which build of the package runs: its hot modules compiled, or its Python sources alone, which ``QINGWEN_PURE`` asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

_COMPILED = Path(__file__).with_name("language")
"""one of the modules that are compiled together"""


class SourceFinder:
    """Finds a module of this package by its ``.py`` where a compiled one stands beside it."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of the source; None, which lets Python go on, for modules of others."""
        if not name.startswith(f"{__package__}."):
            return None
        found = (FileFinder(entry, (SourceFileLoader, [".py"])).find_spec(name, target) for entry in path or ())
        return next((spec for spec in found if spec is not None), None)


def install() -> None:
    """From here on, modules of the package come from their sources."""
    sys.meta_path.insert(0, SourceFinder)


def build() -> str:
    """``compiled`` or ``pure Python``."""
    compiled = any(Path(f"{_COMPILED}{suffix}").exists() for suffix in EXTENSION_SUFFIXES)
    return "compiled" if compiled and not os.environ.get("QINGWEN_PURE") else "pure Python"
