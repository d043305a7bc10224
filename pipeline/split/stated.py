"""The text of a page that a script would write, where its JSON-LD states it (``articleBody``) or its scripts carry it as data
(``states.py``).

Such pages have hardly a word outside their scripts, so the stated body is all that can be read of them. A page with a text of its own
keeps that alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..types import Page
from .states import LARGEST, inside, longest_prose

_KEY = "articleBody"
_LEAST, _TIMES = 60, 4
"""characters of a stated body, and how many times the rest of the page's text it must have; pages with both have it once or less"""
_BARE_BLOCKS, _BARE_CHARS = 60, 400
"""Blocks and characters up to which a page that waits for a script shows next to nothing: its frame, and a word to browsers without one."""


def stated_body(page: Page, html: str, unseen: Sequence[int]) -> str:
    """The body that a page states, if what it shows is next to nothing; empty otherwise.

    >>> body = "桥修好了。" * 20
    >>> from dataclasses import replace
    >>> from pipeline.types import Block
    >>> page = Page((Block("首页"),), replace(Page(()).head, jsonld=('{"articleBody": "' + body + '"}',)), "html")
    >>> stated_body(page, "", [])[:5]
    '桥修好了。'
    """
    stating = [script for script in page.head.jsonld if states_body(script)]
    if not stating and len(page.blocks) > _BARE_BLOCKS:
        return ""
    shown = sum([len(block.text) for block in page.blocks if not block.hidden and "noscript" not in block.path])
    bodies = [body for script in stating for body in _bodies(script)]
    if not bodies and shown <= _BARE_CHARS:
        bodies = [longest_prose(html, unseen)]
    longest = max(bodies, key=len, default="")
    return longest if len(longest) >= max(_LEAST, _TIMES * shown) else ""


def states_body(script: str) -> bool:
    """Whether a JSON-LD script may state a body."""
    return _KEY in script


def _bodies(script: str) -> Iterator[str]:
    """Each string under the key, wherever in the script it stands."""
    if len(script) > LARGEST:
        return
    try:
        stated = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for value in inside(stated):
        if isinstance(value, dict) and isinstance(value.get(_KEY), str):
            yield value[_KEY]
