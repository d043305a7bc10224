"""The text of a page that a script would write, where its JSON-LD states it: ``articleBody``.

Such pages have hardly a word outside their scripts, so the stated body is all that can be read of them. A page with a text of its own
keeps that alone. Limits: the body has no markup; the states of applications (``__NEXT_DATA__`` and the like) are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..fold import fold_lines
from ..types import Block, Page

_KEY = "articleBody"
_LEAST, _TIMES = 60, 4
"""characters of a stated body, and how many times the rest of the page's text it must have; pages with both have it once or less"""
_LARGEST = 2_000_000
"""characters of a script that is read"""
_TAG = "<[^<>]{1,200}>"


def with_stated_body(page: Page) -> Page:
    """The page with its stated body behind what it shows, if that is next to nothing.

    >>> body = "桥修好了。" * 20
    >>> page = Page((Block("首页"),), replace(Page(()).head, jsonld=('{"articleBody": "' + body + '"}',)), "html")
    >>> [block.text[:5] for block in with_stated_body(page).blocks]
    ['首页', '桥修好了。']
    """
    bodies = [body for script in page.head.jsonld if states_body(script) for body in _bodies(script)]
    longest = max(bodies, key=len, default="")
    if len(longest) < max(_LEAST, _TIMES * sum(len(block.text) for block in page.blocks if not block.hidden)):
        return page
    lines = [line.strip() for line in re.sub(_TAG, "\n", longest).splitlines() if line.strip()]
    blocks = [
        Block(text, len(page.blocks) + at, "p", start=-1, path="article/p", folded=folded)
        for at, (text, folded) in enumerate(zip(lines, fold_lines(lines), strict=True))
    ]
    return replace(page, blocks=(*page.blocks, *blocks))


def states_body(script: str) -> bool:
    """Whether a JSON-LD script may state a body."""
    return _KEY in script


def _bodies(script: str) -> Iterator[str]:
    """Each string under the key, wherever in the script it stands."""
    if len(script) > _LARGEST:
        return
    try:
        waiting: list[Any] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if isinstance(value.get(_KEY), str):
                yield value[_KEY]
            waiting += value.values()
