"""What the style of an element does: it hides it, or shows the line breaks of its text."""

from __future__ import annotations

import re

from ..late import late

_HIDING = (
    ("none", re.compile(r"display\s*:\s*none")),
    (
        "hidden",
        re.compile(r' hidden="|visibility\s*:\s*hidden|(?:width|height):\s*0(?:px)?\s*;[^"]*overflow:\s*hidden'),
    ),
    ("indent", re.compile(r"text-indent\s*:\s*-\d{3}")),
    ("font-size", re.compile(r"font-size\s*:\s*0(?![.\d])")),
    ("left:", re.compile(r"left:\s*-\d{3,}px")),
    ("top:", re.compile(r"top:\s*-\d{3,}px")),
)
"""what hides an element, looked for in small letters where a word of it stands, which most do not have"""
HIDES, KEEPS_LINES = 1, 2
"""what the style of an element does"""
_KEEPS_LINES = late(r"white-space\s*:\s*(?:pre|break-spaces)")


def style_of(attrs: str) -> int:
    """What the style among raw attributes in lower case does."""
    if _hides(attrs):
        return HIDES
    return KEEPS_LINES if "white-space" in attrs and _KEEPS_LINES.search(attrs) else 0


def _hides(attrs: str) -> bool:
    """Whether attributes, in small letters, hide their element."""
    hides = False
    for word, way in _HIDING:
        hides = hides or (word in attrs and way.search(attrs) is not None)
    return hides
