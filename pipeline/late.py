"""Regular expressions that are compiled when they are first used.

A class of Chinese characters takes Python 3.11 up to five milliseconds to prepare, and few pages have what most patterns are for:
whoever cleans one page should not wait for all of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

from .prepared import compiled


class _Late:
    """What asks the compiled expression for each of its methods once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return compiled(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by copy and pickle, before there is anything
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """An expression like that of ``re.compile``, for use by its methods.

    >>> late("[0-9]+").findall("3 与 14")
    ['3', '14']
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
