"""The nouns between the verbs: frozen, slotted values that the stages hand to each other.

A stage takes one of these and returns a new one; nothing here is changed in place, but for the
tree inside an ``Article`` (its owner copies it before it changes it).
Every position is in characters (code points), 0-based; every line number is 1-based.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .options import Options as Options

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from .body import Element

Kind = Literal["html", "text"]
Certainty = Literal["exact", "likely", "flagged"]
Status = Literal["clean", "flagged", "empty", "failed"]
Evidence = tuple[tuple[str, object], ...]
"""Named parts of what a decision rests on, in the order of their weight: ``(("bom", "utf-8"),)``."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of text, or one thing reported and left as it is.

    ``start`` counts characters in what the stage received: the page's text for decode and repair
    (``block`` is None), the block's text for simplify and typeset, and where repair mends single blocks after the
    split (``block`` is the block's index; -1 the headline from ``<title>``). ``before`` stands there in the
    stage's input, ``after`` in its output; they are equal where the certainty is ``flagged``.
    ``certainty``: ``exact`` (a provable inverse), ``likely`` (the best reading of what was lost;
    ``alternatives`` holds the others as ``(text, margin)``, the margin in nats behind the best),
    ``flagged`` (reported, unchanged).
    """

    stage: str
    rule: str
    block: int | None
    start: int
    before: str
    after: str
    certainty: Certainty
    alternatives: tuple[tuple[str, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The page's text, how it was read, and whether it is markup."""

    text: str
    encoding: str
    evidence: Evidence = ()
    kind: Kind = "text"
    utf8: bytes = field(default=b"", init=False, repr=False, compare=False)
    """the text in UTF-8, if reading it gave that too; never handed on to a Source with another text"""

    def beside(self, utf8: bytes | None) -> Source:
        """The same, with its text in UTF-8, where that is known."""
        object.__setattr__(self, "utf8", utf8 or b"")
        return self


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over ``text[start:end]`` of a block (``end == start`` for an image)."""

    tag: str
    """strong, em, a, code, sub, sup, ruby, rt, img, u, s"""
    start: int
    end: int
    attrs: Collection[tuple[str, str]] = ()
    """names and values; those that split found are read when they are asked for"""


@dataclass(frozen=True, slots=True)
class Container:
    """A structural ancestor of a block: ul, ol, li, dl, dt, dd, table, tr, td, th, caption, blockquote, figure, pre.

    ``id`` is unique within the page, so two blocks of one table cell share its Container.
    """

    tag: str
    id: int
    attrs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text that a reader sees as a unit: a paragraph, heading, list item, cell, or a line of a text page."""

    text: str
    """as it stands in the page, inline white space folded in HTML; ``\\n`` only for ``<br>`` inside it and in pre"""
    index: int = 0
    """its place in the page's sequence; Edits name it"""
    kind: str = "p"
    """p, h, li, cell, pre, quote, caption, image, line (a line of plain text)"""
    level: int = 0
    """1-6 of a heading, nesting depth of a list item, else 0"""
    line: int = 1
    """first line in the page's text"""
    start: int = 0
    """first character in the page's text; -1 if it could not be found"""
    path: str = ""
    """tag path from body, "div/ul/li"; empty for plain text"""
    cues: str = ""
    """class and id words of the ancestors, space separated, nearest last"""
    link_chars: int = 0
    """characters of ``text`` that stand inside links"""
    hidden: bool = False
    """not shown to a reader (display:none, hidden, zero size, off screen)"""
    marks: tuple[Mark, ...] = ()
    within: tuple[Container, ...] = ()
    """structural ancestors, outermost first"""
    around: tuple[int, ...] = ()
    """ids, unique within the page, of the nearest block elements around it, outermost first; empty for plain text"""
    folded: str = ""
    """the view for matching: half-width, Simplified (see ``pipeline.fold``); never output"""
    dropped_by: str | None = None
    """id of the rule that dropped it (``chinese-news/share-bar``, ``model/boilerplate``), None if kept"""
    evidence: Evidence = ()
    flags: tuple[str, ...] = ()
    """rule ids of what was noticed and left in place (``spam/inline``)"""

    @property
    def kept(self) -> bool:
        """Whether no rule dropped it."""
        return self.dropped_by is None

    def dropped(self, rule: str, evidence: Evidence) -> Block:
        """The same block, dropped by a rule."""
        return self.but(dropped_by=rule, evidence=evidence)

    def but(self, **changes: object) -> Block:
        """The same block with some fields changed, as ``dataclasses.replace`` gives it, in a tenth of the time; see ``make_block``."""
        made: Any = object.__new__(_OpenBlock)
        made.text, made.index, made.kind = self.text, self.index, self.kind
        made.level, made.line, made.start = self.level, self.line, self.start
        made.path, made.cues, made.around = self.path, self.cues, self.around
        made.link_chars, made.hidden, made.marks = self.link_chars, self.hidden, self.marks
        made.within, made.folded, made.flags = self.within, self.folded, self.flags
        made.dropped_by, made.evidence = self.dropped_by, self.evidence
        for name, value in changes.items():
            setattr(made, name, value)
        made.__class__ = Block
        return made  # type: ignore[no-any-return]


def open_twin(frozen: type) -> type:
    """A dataclass with the slots of a frozen one, whose fields can be set: once they are, its ``__class__`` becomes that one."""
    names = [(one.name, object) for one in fields(frozen)]
    told = {
        "__doc__": frozen.__doc__
    }  # without one a signature is written for it, which takes longer than all the rest
    return make_dataclass(f"_Open{frozen.__name__}", names, slots=True, repr=False, eq=False, namespace=told)


def slots_of(frozen: type) -> tuple[Any, ...]:
    """The slots of a dataclass's fields in their order, for ``native.put``."""
    return tuple([getattr(frozen, one.name) for one in fields(frozen)])


_OpenBlock = open_twin(Block)


def make_block(*values: object) -> Block:
    """A block from the values of all its fields in their order, four times as fast as ``Block()``.

    A frozen dataclass sets each of its fields by a call, and a page has hundreds of blocks. So the fields are set while it
    is open, and then it becomes a Block, which has the same slots.
    """
    made = _OpenBlock(*values)
    made.__class__ = Block
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its body."""

    title: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    """(name, property or http-equiv in lower case, content), in page order"""
    jsonld: tuple[str, ...] = ()
    """the raw text of each application/ld+json script"""
    lang: str = ""
    canonical: str = ""
    base: str = ""
    times: tuple[str, ...] = ()
    """the moments that ``<time datetime>`` elements give, wherever in the page they stand"""


@dataclass(frozen=True, slots=True)
class Page:
    """The page as a flat sequence of blocks, the same shape for HTML and for plain text."""

    blocks: tuple[Block, ...]
    head: Head = Head()
    kind: Kind = "text"
    evidence: Evidence = ()
    """what split and judge noticed of the whole page: mode, pager, frames, limits reached"""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a line or tag states about the page: (``source``, ``漯河网``) and where it stood."""

    name: str
    """title source published updated author credits site url language"""
    value: str
    label: str = ""
    """the label in the page, folded: ``责编`` for credits"""
    evidence: str = ""
    """``block 3``, ``meta og:title``, ``json-ld datePublished``"""


@dataclass(frozen=True, slots=True)
class Article:
    """The article itself: its facts and its body as a small tree of clean HTML.

    ``tree`` holds h1-h6, p, ul/ol/li, table, blockquote, pre, figure, with strong, em, a, img, code, sub, sup,
    ruby inside. Each leaf element carries ``data-block``, the index of the block it came from (``-1``: the page's
    ``<title>``); its text is that block's text. The page's headline, if one was recognised, is the first element, an h1.
    """

    title: str
    """the text of that h1, empty without one"""
    tree: Element
    facts: tuple[Fact, ...] = ()
    source: str = ""
    published: str = ""
    """ISO 8601, no more precise than the page says"""
    updated: str = ""
    author: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    """(role, name), in page order"""

    @property
    def body(self) -> BeautifulSoup:
        """The tree as BeautifulSoup, made when it is asked for: an API that people know."""
        from .soup import to_soup

        return to_soup(self.tree)


class Pair(NamedTuple):
    """A paragraph before and after conversion of its script; both are typeset."""

    source: str
    text: str
    doubts: tuple[tuple[int, str], ...] = ()
    """(place in ``text``, the other reading) of each character that no context decided"""


@dataclass(frozen=True, slots=True)
class Document:
    """What comes out of ``clean_page``."""

    title: str
    text: str
    markdown: str
    metadata: Mapping[str, object]
    edits: tuple[Edit, ...]
    removed: tuple[Block, ...]
    """every dropped block with its rule and evidence, in page order"""
    status: Status
    kept: tuple[Block, ...] = ()
    """the blocks of the article as split gave them, in page order: what the Edits of simplify and typeset start from"""
    evidence: Evidence = ()
    """how the page was read (``decode``) and what was noticed of it as a whole"""
    facts: tuple[Fact, ...] = ()
    tree: Element | None = field(default=None, repr=False, compare=False)
    """the article's tree as the stages left it, None if the page could not be read"""

    @property
    def body(self) -> BeautifulSoup:
        """The clean article as BeautifulSoup, to go on with: ``doc.body.find_all("a")``; a new one at each call."""
        from .body import Element
        from .soup import clean_soup

        return clean_soup(self.tree or Element())

    @property
    def html(self) -> str:
        """The clean article as HTML, one block element a line; written when it is asked for."""
        from .soup import to_html

        return to_html(self.tree) if self.tree else ""

    @property
    def parallel(self) -> tuple[Pair, ...]:
        """(repaired original, its conversion), paragraph by paragraph; read off the tree when it is asked for."""
        from .body import pairs

        return pairs(self.tree) if self.tree else ()
