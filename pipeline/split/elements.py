"""What each HTML element means for the split, and the frame that a block inherits from its ancestors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..types import Container
from .tokens import attributes


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BREAKING = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main marquee menu nav noscript ol "
    "optgroup p pre section summary table tbody td template tfoot th thead tr ul xmp"
)
"""elements that begin and end a block; any other name with a hyphen (a custom element) does too"""
SKIPPED = _names("select datalist svg textarea object applet canvas audio video map title")
"""elements whose content is no text of the page (lists of choices, drawings, fall-back for plug-ins)"""
VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
STRUCTURE = _names("ul ol li dl dt dd table tr td th caption blockquote figure pre")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "ruby": "ruby", "rt": "rt", "rp": "rt",
    "u": "u", "s": "s", "del": "s", "strike": "s",
}  # fmt: skip
"""inline elements that a block records, and the name they are recorded under"""

_KEPT_ATTRS = _names("start type reversed value rowspan colspan scope class")
_CUE = re.compile(r' (?:class|id|role|itemprop)="([^"]*)"')
_HIDDEN = re.compile(
    r' hidden="|display\s*:\s*none|visibility\s*:\s*hidden|text-indent\s*:\s*-\d{3}|font-size\s*:\s*0(?![.\d])'
    r"|(?:left|top):\s*-\d{3,}px|(?:width|height):\s*0(?:px)?\s*;[^\"]*overflow:\s*hidden",
    re.IGNORECASE,
)
_MAX_CUES = 300
"""characters of class and id words that a block carries: the nearest ancestors' say most"""
_MAX_AROUND = 8
"""ancestors that a block names: enough to see the records of a forum and the column of an article"""


@dataclass(slots=True)
class Frame:
    """What a block inherits from the elements around it."""

    path: str = ""
    depth: int = 0
    cues: str = ""
    hidden: bool = False
    kind: str = "p"
    level: int = 0
    lists: int = 0
    within: tuple[Container, ...] = ()
    around: tuple[int, ...] = ()


class Frames:
    """Makes the frame of an element from its parent's; elements that change nothing share it."""

    def __init__(self, max_depth: int):
        self.max_depth = max_depth
        self.limited = False
        self._ids = 0

    def inline(self, parent: Frame, attrs: str) -> Frame:
        """The frame inside an inline element: class words and hiding only."""
        own, hides = read_attrs(attrs)
        if not own and not hides:
            return parent
        return Frame(
            parent.path, parent.depth, _joined(parent.cues, own), parent.hidden or hides, parent.kind, parent.level,
            parent.lists, parent.within, parent.around,
        )  # fmt: skip

    def block(self, parent: Frame, tag: str, attrs: str) -> Frame:
        """The frame inside a block element."""
        path, depth, within, lists = parent.path, parent.depth + 1, parent.within, parent.lists
        self._ids += 1
        if depth <= self.max_depth:
            if tag not in ("html", "body"):
                path = f"{path}/{tag}" if path else tag
            if tag in STRUCTURE:
                within = (*within, Container(tag, self._ids, _container_attrs(attrs)))
                lists += tag in ("ul", "ol")
        else:
            self.limited = True
        own, hides = read_attrs(attrs) if attrs else ("", False)
        cues, hidden = _joined(parent.cues, own), parent.hidden or hides or tag == "template"
        kind, level = ("li", max(1, lists)) if tag == "li" else _KINDS.get(tag) or (parent.kind, parent.level)
        return Frame(
            path, depth, cues, hidden, kind, level, lists, within, (*parent.around[1 - _MAX_AROUND :], self._ids)
        )


@lru_cache(maxsize=4096)
def read_attrs(attrs: str) -> tuple[str, bool]:
    """The class and id words among raw attributes, and whether they hide the element from the reader.

    >>> read_attrs(' class="a b" style="DISPLAY: none"'), read_attrs(' class="hidden-print" href="/"')
    (('a b', True), ('hidden-print', False))
    """
    hides = ("style=" in attrs or "hidden=" in attrs) and _HIDDEN.search(attrs) is not None
    return " ".join(_CUE.findall(attrs)), hides


def _joined(cues: str, own: str) -> str:
    if not own:
        return cues
    return f"{cues} {own}"[-_MAX_CUES:] if cues else own[-_MAX_CUES:]


def _container_attrs(attrs: str) -> tuple[tuple[str, str], ...]:
    if not attrs:
        return ()
    return tuple((name, value) for name, value in attributes(attrs).items() if name in _KEPT_ATTRS)


_KINDS: dict[str, tuple[str, int]] = {
    **{tag: ("h", level) for tag, level in HEADINGS.items()},
    "td": ("cell", 0),
    "th": ("cell", 0),
    "blockquote": ("quote", 0),
    "caption": ("caption", 0),
    "figcaption": ("caption", 0),
    "pre": ("pre", 0),
    "xmp": ("pre", 0),
    "table": ("p", 0),
    "dl": ("p", 0),
}
"""kind and level of the blocks inside these elements; inside others, those of the element around"""
