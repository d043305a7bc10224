"""What OpenCC cannot decide by its words alone: 著 or 着."""

from __future__ import annotations

import re

_WROTE = re.compile(r"著(?=[名作者录述书称于])|(?<=[原编译专土显卓昭名巨论遗合新拙大所 ])著|著(?=[说文])|^著$")


def by_sense(text: str, converted: str) -> str:
    """The converted text with 著 made 着 where it is the particle or a verb of contact."""
    if "著" not in converted:
        return converted
    kept = {m.start() for m in _WROTE.finditer(converted)}
    return "".join("着" if c == "著" and i not in kept else c for i, c in enumerate(converted))
