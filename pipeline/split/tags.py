"""What a start tag says wherever it stands: the name of its element, and of its attributes those that the split looks at.

Pages of one site have most of their tags in common, and any two pages some: what the last ones say is remembered.
"""

from __future__ import annotations

from .serialised import Attributes, find_sign, unescape
from .styles import style_of

_OF_CUES, _OF_CONTAINER = 1, 2
_ASKED = {
    **dict.fromkeys(("class",), _OF_CUES | _OF_CONTAINER),
    **dict.fromkeys(("id", "role", "itemprop"), _OF_CUES),
    **dict.fromkeys(("start", "type", "reversed", "value", "rowspan", "colspan", "scope"), _OF_CONTAINER),
}
"""the attributes that are looked at, but for those that hide, and what they are looked at for"""
_CLASS_ALONE = ' class="'
"""how the attributes begin of most elements that have any; most have no other"""
_MOST, _LONGEST = 1_000, 200
"""tags that are remembered, and characters of each; a page has 200 different ones, and more than some pages' are no longer near at hand
for the processor: reading the 329 pages takes as long with 5,000"""


class Tag:
    """A start tag without its brackets, ``p class="a"``, that has attributes."""

    name: str
    attrs: str
    """raw, with the space before each"""
    own: str
    """class and id words"""
    style: int
    """what its style does"""
    kept: tuple[tuple[str, str], ...]
    """what its Container keeps, if it is of structure"""


_known: dict[str, Tag] = {}


def known_tag(tag: str) -> Tag | None:
    """What a tag says, if that is remembered."""
    return _known.get(tag)


def make_tag(name: str, attrs: str) -> Tag:
    """A tag whose attributes are not read."""
    made = Tag.__new__(Tag)
    made.name, made.attrs = name, attrs
    return made


def read_tag(tag: str, made: Tag, is_structure: bool) -> None:
    """Reads the attributes of a tag, and remembers it."""
    made.own, made.style, made.kept = read_attrs(made.attrs, is_structure)
    if len(tag) <= _LONGEST:
        if len(_known) >= _MOST:
            _known.clear()
        _known[tag] = made


def read_attrs(attrs: str, is_structure: bool) -> tuple[str, int, tuple[tuple[str, str], ...]]:
    """What raw attributes say: class and id words, what their style does, what its Container keeps if it is structure.

    >>> from pipeline.split.styles import HIDES, KEEPS_LINES
    >>> read_attrs(' class="a b" style="DISPLAY: none"', False) == ("a b", HIDES, ())
    True
    >>> read_attrs(' class="hidden-print" href="/"', False), read_attrs(' style="white-space: pre-wrap"', False)[1] == KEEPS_LINES
    (('hidden-print', 0, ()), True)
    >>> read_attrs(' id="x" rowspan="2" class="a&amp;b"', True)
    ('x a&amp;b', 0, (('rowspan', '2'), ('class', 'a&b')))
    """
    if attrs.startswith(_CLASS_ALONE) and find_sign(attrs, '"', len(_CLASS_ALONE)) == len(attrs) - 1:
        own = attrs[len(_CLASS_ALONE) : -1]
        return own, 0, (("class", unescape(own)),) if is_structure else ()
    own = ""
    kept: tuple[tuple[str, str], ...] = ()
    is_first = True
    given = Attributes(attrs)
    while given.advance():
        asked = _ASKED.get(given.name, 0)
        if asked:
            text = given.value()
            if asked & _OF_CUES:
                own = text if is_first else f"{own} {text}"
                is_first = False
            if is_structure and asked & _OF_CONTAINER:
                kept += ((given.name, unescape(text)),)
    return own, style_of(attrs.lower()) if "style=" in attrs or "hidden=" in attrs else 0, kept
