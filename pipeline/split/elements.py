"""What each HTML element means for the split, and the places of the markup at which blocks stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from .serialised import unescape


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
RAW_TEXT = _names("script style iframe noembed noframes")
"""elements whose content is not markup and never shown"""
STRUCTURE = _names("ul ol li dl dt dd table tr td th caption blockquote figure pre")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "ruby": "ruby", "rt": "rt", "rp": "rt",
    "u": "u", "s": "s", "del": "s", "strike": "s",
}  # fmt: skip
"""inline elements that a block records, and the name they are recorded under"""

_OF_STRUCTURE = "start|type|reversed|value|rowspan|colspan|scope"
_KEPT_ATTR = re.compile(rf' ({_OF_STRUCTURE}|class)="([^"]*)"')
_CUE = re.compile(r' (?:class|id|role|itemprop)="([^"]*)"')
_HIDDEN = re.compile(
    r' hidden="|display\s*:\s*none|visibility\s*:\s*hidden|text-indent\s*:\s*-\d{3}|font-size\s*:\s*0(?![.\d])'
    r"|(?:left|top):\s*-\d{3,}px|(?:width|height):\s*0(?:px)?\s*;[^\"]*overflow:\s*hidden",
    re.IGNORECASE,
)
_SAYS = re.compile(rf' (?:role|itemprop|{_OF_STRUCTURE})="|style=|hidden=')
_MAX_CUES = 300
"""characters of class and id words that a block carries: the nearest ancestors' say most"""
MAX_AROUND = 8
"""ancestors that a block names: enough to see the records of a forum and the column of an article"""


Role = Literal["plain", "block", "structure", "mark", "skip", "raw", "void"]
"""what an element does to the block that is read: nothing; begins and ends it, as a Container or not; marks a part of it; its
content is no text of it, or not even markup; it has no content, but may be a line break, an image, a fact of the head"""
_ROLES: dict[str, Role] = {
    **dict.fromkeys(MARKS, "mark"),
    **dict.fromkeys(SKIPPED, "skip"),
    **dict.fromkeys(RAW_TEXT, "raw"),
    **dict.fromkeys(BREAKING, "block"),
    **dict.fromkeys(STRUCTURE, "structure"),
    **dict.fromkeys(VOID, "void"),
}


class Element:
    """A start tag as it is written at one place, the same for all that are written alike there."""

    def __init__(
        self, name: str, attrs: str, role: Role, place: Place | None = None, kept: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.name = name
        self.attrs = attrs
        """raw, with the space before each"""
        self.role = role
        self.place = place
        """the place inside it; None if it is the one around it"""
        self.kept = kept
        """the attributes of its Container"""


class Place:
    """What blocks share that stand at one place of the markup."""

    def __init__(self, path: str = "", depth: int = 0) -> None:
        self.path = path
        self.depth = depth
        self.cues = ""
        self.hidden = False
        self.kind = "p"
        self.level = 0
        self.lists = 0
        self.has_table = False
        self.inner: dict[str, Element] = {}
        """the elements that were seen in it, by their tags"""
        self.places: dict[tuple[str, str, bool], Place] = {}
        """the places in it, by name, class and id words, and whether they are hidden: other attributes make no other place"""

    def copied(self, path: str, depth: int) -> Place:
        """A place like this one under another path."""
        made = Place(path, depth)
        made.cues, made.hidden, made.kind, made.level = self.cues, self.hidden, self.kind, self.level
        made.lists, made.has_table = self.lists, self.has_table
        return made


class Places:
    """Finds out what a tag means at a place, once."""

    def __init__(self, max_depth: int):
        self.max_depth = max_depth
        self.limited = False

    def role(self, outer: Place, name: str) -> Role:
        """What an element does; beyond the limit of depth, which is noted, there are no Containers."""
        # elements of the page's own are mostly boxes; those of a highlighter stand between the words of a line of code
        role: Role = _ROLES.get(name, "plain") if "-" not in name or outer.kind == "pre" else "block"
        if outer.depth >= self.max_depth and (role == "block" or role == "structure"):
            self.limited = True
            return "block"
        return role

    def learn(self, outer: Place, tag: str) -> Element:
        """The element of a tag without its brackets, ``p class="a"``, at a place."""
        name, space, attrs = tag.partition(" ")
        attrs = space + attrs
        role = self.role(outer, name)
        if attrs:
            if role == "void" or role == "skip" or role == "raw":
                return Element(name, attrs, role)
            if (role == "block" or role == "structure") and name != "html" and not _says(attrs):
                return outer.inner.get(name) or self.learn(outer, name)
        own, hides = read_attrs(attrs) if attrs and name != "a" else ("", False)
        kept = container_attrs(attrs) if attrs and role == "structure" else ()
        place = None
        if own or hides or role == "block" or role == "structure":
            place = outer.places.get((name, own, hides))
            if place is None:
                inline = role == "plain" or role == "mark"
                made = outer.copied(outer.path, outer.depth) if inline else self._inside(outer, name)
                made.cues, made.hidden = _joined(outer.cues, own), made.hidden or hides
                place = outer.places[name, own, hides] = made
        element = outer.inner[tag] = Element(name, attrs, role, place, kept)
        return element

    def _inside(self, outer: Place, name: str) -> Place:
        path, depth, lists = outer.path, outer.depth + 1, outer.lists
        if depth <= self.max_depth:
            if name not in ("html", "body"):
                path = f"{path}/{name}" if path else name
            lists += name in ("ul", "ol")
        made = outer.copied(path, depth)
        made.hidden, made.lists = outer.hidden or name == "template", lists
        made.has_table = outer.has_table or name == "table"
        if name == "li":
            made.kind, made.level = "li", max(1, lists)
        elif name in _KINDS:
            made.kind, made.level = _KINDS[name]
        return made


def _says(attrs: str) -> bool:
    """Whether attributes hold any that is looked at; where every tag has a number of its own, most hold none."""
    return ' class="' in attrs or ' id="' in attrs or _SAYS.search(attrs) is not None


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


def container_attrs(attrs: str) -> tuple[tuple[str, str], ...]:
    """What a Container keeps of its attributes.

    >>> container_attrs(' id="x" rowspan="2" class="a&amp;b"')
    (('rowspan', '2'), ('class', 'a&b'))
    """
    found = tuple(_KEPT_ATTR.findall(attrs))
    return tuple([(name, unescape(value)) for name, value in found]) if "&" in attrs else found


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
