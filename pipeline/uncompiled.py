"""The package from its Python sources alone, for whoever sets ``QINGWEN_PURE``: to step through them, or to compare both builds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from types import ModuleType


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
