"""What each HTML element means for the split, and the places of the markup at which blocks stand."""

from __future__ import annotations

from collections.abc import Iterable

from .serialised import find_sign
from .styles import HIDES, KEEPS_LINES
from .tags import Tag, known_tag, make_tag, read_tag


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
UNESCAPED = _names("xmp plaintext")
"""elements whose content is not markup, but shown"""
OWN_IMAGES = _names("amp-img mip-img")
"""images of AMP and MIP pages, which scripts turn into ``img``"""
STRUCTURE = _names("ul ol li dl dt dd table tr td th caption blockquote figure pre")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "ruby": "ruby", "rt": "rt", "rp": "rt",
    "u": "u", "s": "s", "del": "s", "strike": "s",
}  # fmt: skip
"""inline elements that a block records, and the name they are recorded under"""

_LINED = "bbs-screen"
"""the class for which the sheet of PTT says so"""
_MAX_CUES = 300
"""characters of class and id words that a block carries: the nearest ancestors' say most"""
MAX_AROUND = 13
"""ancestors that a block names: enough to see the column of an article and the records of a forum, whose posts stand in a table of a table"""


_KINDS: dict[str, tuple[str, int]] = {
    **{tag: ("h", level) for tag, level in HEADINGS.items()},
    "li": ("li", 0),
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


class Role:
    """What an element does to the block that is read."""

    def __init__(self, does: str, name: str = "") -> None:
        self.is_structure = does == "structure"
        self.is_block = does in ("block", "structure")
        """begins and ends a block, structure has a Container of its own"""
        self.mark = MARKS[name] if does == "mark" else ""
        """marks a part of the block, under this name"""
        self.is_line = does == "line"
        """begins a line inside the block"""
        self.is_skipped = does == "skip"
        """its content is no text of the page"""
        self.is_raw = does == "raw"
        """its content is not even markup"""
        self.is_void = does == "void"
        """it has no content, but may be a line break, an image, a fact of the head"""
        self.is_passed = self.is_skipped or self.is_raw or self.is_void
        self.is_unescaped = name in UNESCAPED
        self.is_image = does == "image"
        self.is_noted = self.is_image or name in ("html", "time")
        """its attributes say something themselves"""
        self.is_root, self.in_path = name == "html", name not in ("html", "body")
        self.is_list, self.is_table, self.is_template = name in ("ul", "ol"), name == "table", name == "template"
        self.kind, self.level = _KINDS.get(name, ("", 0))
        """of the blocks inside it; if empty those of the element around it"""
        self.flat = Role("block", name) if does == "structure" else self
        """what it does beyond the limit of depth, where there are no Containers"""


def _roles(does: str, names: Iterable[str]) -> dict[str, Role]:
    return {name: Role(does, name) for name in names}


_PLAIN, _BLOCK, _LINE = Role("plain"), Role("block"), Role("line")
_LISTS = _names("ol ul li")
"""inside code no lists but its lines: so some sites number them"""
_ROLES = {
    **_roles("plain", (*UNESCAPED, "time")),
    **_roles("image", OWN_IMAGES),
    **_roles("mark", MARKS),
    **_roles("skip", SKIPPED),
    **_roles("raw", RAW_TEXT),
    **_roles("block", BREAKING),
    **_roles("structure", STRUCTURE),
    **_roles("void", VOID),
}


class Element:
    """A start tag as it is written at one place, the same for all that are written alike there."""

    name: str
    attrs: str
    """raw, with the space before each"""
    role: Role
    place: Place | None
    """the place inside it; None if it is the one around it"""
    kept: tuple[tuple[str, str], ...]
    """the attributes of its Container"""


def make_element(name: str, attrs: str, role: Role, place: Place | None, kept: tuple[tuple[str, str], ...]) -> Element:
    """An element; pages have hundreds, and a call of ``__init__`` is half of what one costs."""
    made = Element.__new__(Element)
    made.name, made.attrs, made.role, made.place, made.kept = name, attrs, role, place, kept
    return made


class Opened:
    """An element that is open: what its end tag leads back to."""

    outer: Place
    """the place around it"""
    does: int
    """what its end tag has to do"""
    size: int
    """characters of its name"""


class Place:
    """What blocks share that stand at one place of the markup."""

    def __init__(self) -> None:
        self.path, self.cues = "", ""
        self.depth, self.level, self.lists = 0, 0, 0
        self.hidden, self.has_table, self.is_pre, self.is_lined = False, False, False, False
        self.kind = "p"
        self.inner: dict[str, Element] = {}
        """the elements that were seen in it, by their tags"""
        self.places: dict[tuple[str, str, int], Place] = {}
        """the places in it, by name, class and id words, and what their style says: other attributes make no other place"""

    def copied(self, path: str, depth: int) -> Place:
        """A place like this one under another path."""
        made = Place.__new__(Place)
        made.path, made.cues = path, self.cues
        made.depth, made.level, made.lists = depth, self.level, self.lists
        made.hidden, made.has_table, made.is_pre = self.hidden, self.has_table, self.is_pre
        made.is_lined = self.is_lined
        made.kind = self.kind
        made.inner, made.places = {}, {}
        return made


class Places:
    """Finds out what a tag means at a place, once."""

    def __init__(self, max_depth: int):
        self.max_depth = max_depth
        self.limited = False
        self.has_tables = self.has_unescaped = False

    def role(self, outer: Place, name: str) -> Role:
        """What an element does; that the limit of depth is reached is noted."""
        role = _ROLES.get(name)
        if role is None:
            # elements of the page's own are mostly boxes; those of a highlighter stand between the words of a line of code
            role = _BLOCK if "-" in name and not outer.is_pre else _PLAIN
        if role.is_unescaped:
            self.has_unescaped = True
        if role.is_block:
            if outer.is_pre and name in _LISTS:
                return _LINE
            if outer.depth >= self.max_depth:
                self.limited = True
                return role.flat
        return role

    def learn(self, outer: Place, tag: str) -> Element:
        """The element of a tag without its brackets, ``p class="a"``, at a place."""
        end = find_sign(tag, " ", 0)
        if end < 0:
            # without attributes of its own, an inline element is no place of its own
            role = self.role(outer, tag)
            element = make_element(tag, "", role, self._inside(outer, tag, role) if role.is_block else None, ())
        else:
            known = known_tag(tag)
            told = make_tag(tag[:end], tag[end:]) if known is None else known
            role = self.role(outer, told.name)
            if role.is_passed or role.is_image:
                return make_element(told.name, told.attrs, role, None, ())  # hardly two are alike
            if known is None:
                read_tag(tag, told, told.name in STRUCTURE)
            element = self._learn_attrs(outer, told, role)
        outer.inner[tag] = element
        return element

    def _learn_attrs(self, outer: Place, told: Tag, role: Role) -> Element:
        """An element with attributes: where every tag has a number of its own, most say nothing that is looked at."""
        name, own, style = told.name, told.own, told.style
        kept = told.kept if role.is_structure else ()
        place = None
        if own or style:
            place = outer.places.get((name, own, style))
            if place is None:
                place = self._inside(outer, name, role) if role.is_block else outer.copied(outer.path, outer.depth)
                place.cues, place.hidden = _joined(outer.cues, own), place.hidden or style == HIDES
                place.is_lined = place.is_lined or style == KEEPS_LINES or (_LINED in own and _LINED in own.split())
                outer.places[name, own, style] = place
        elif role.is_block:
            bare = outer.inner.get(name) or self.learn(outer, name)
            if not kept and not role.is_root:
                return bare
            place = bare.place
        return make_element(name, told.attrs, role, place, kept)

    def _inside(self, outer: Place, name: str, role: Role) -> Place:
        path, depth, lists = outer.path, outer.depth + 1, outer.lists
        if depth <= self.max_depth:
            if role.in_path:
                path = f"{path}/{name}" if path else name
            lists += role.is_list
        made = outer.copied(path, depth)
        made.lists = lists
        if role.is_template:
            made.hidden = True
        if role.is_table:
            made.has_table = self.has_tables = True
        if role.kind:
            made.kind, made.level = role.kind, role.level
            made.is_pre = role.kind == "pre"
            if role.kind == "li":
                made.level = max(1, lists)
        return made


def _joined(cues: str, own: str) -> str:
    if not own:
        return cues
    return f"{cues} {own}"[-_MAX_CUES:] if cues else own[-_MAX_CUES:]
