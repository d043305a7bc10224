"""What stands inside one block, as CommonMark: text that would be markup is escaped, emphasis opens and closes for sure.

CommonMark's ``**`` does not open before punctuation that follows a letter, nor close after punctuation that a
letter follows, and counts Han as letters: ``得**“消失”**才`` shows the stars (commonmark-spec issue 650). Where the
characters beside a delimiter do not allow it, the tag itself stands: ``得<strong>“消失”</strong>才``.
Limits: strong inside em, or the reverse, is written as a tag too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..body import Element, has_reading, plain_text
from ..late import late
from .address import destination, is_autolink, is_refused

_STARS = {"strong": "**", "em": "*"}
_TAGS = frozenset({"sub", "sup", "u", "s"})
_ESCAPED = late(
    r"[\\`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\[(?=[^\[\]]*\][(\[:])|\](?=[(\[:])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|~(?=~)|(?<=~)~"
)
_LINE_START = late(r"(?:#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|[-=](?=[-= \t]*$)|~{3}|\|(?=[-:| \t]*$)|:(?=[-:| \t]*$))")
_NUMBERED = late(r"\d{1,9}(?=[.)](?:[ \t]|$))")


class _Inline:
    """The pieces of a block in order; a delimiter's piece is filled in when all its neighbours are known."""

    def __init__(self, hard_break: str) -> None:
        self.parts: list[str] = []
        self.pairs: list[tuple[int, int, str]] = []
        self.open: list[str] = []
        self.in_link = False
        self.hard_break = hard_break

    def walk(self, node: Element) -> None:
        """Add the children of an element."""
        for child in node.contents:
            if isinstance(child, str):
                self.parts.append(escape(child, self.in_link))
                continue
            element = child
            if element.name in _STARS:
                self._emphasis(element)
            else:
                self._element(element, element.name)

    def _element(self, node: Element, name: str) -> None:
        if name == "br":
            self.parts.append(self.hard_break)
        elif name == "img":
            self.parts.append(image(node))
        elif name == "code":
            self.parts.append(code(plain_text(node)))
        elif name == "a" and not self.in_link:
            self._link(node)
        elif name in _TAGS or (name in ("ruby", "rt") and has_reading(node)):
            self.parts.append(f"<{name}>")
            self.walk(node)
            self.parts.append(f"</{name}>")
        else:
            self.walk(node)

    def _emphasis(self, node: Element) -> None:
        name = node.name
        if name in self.open:
            self.walk(node)
            return
        first = len(self.parts)
        self.parts.append("")
        self.open.append(name)
        self.walk(node)
        self.open.pop()
        if any(self.parts[first + 1 :]):
            self.pairs.append((first, len(self.parts), name if not self.open else f"<{name}>"))
            self.parts.append("")

    def _link(self, node: Element) -> None:
        address = node.attrs.get("href", "")
        if not address or is_refused(address):
            self.walk(node)
            return
        first = node.contents[0] if node.contents else ""
        if isinstance(first, str) and address.startswith(first) and is_autolink(node, address):
            self.parts.append(f"<{address}>")
            return
        if self.parts and self.parts[-1].endswith("!") and not self.parts[-1].endswith("\\!"):
            self.parts[-1] = self.parts[-1][:-1] + "\\!"
        at = len(self.parts)
        self.parts.append("[")
        self.in_link = True
        self.walk(node)
        self.in_link = False
        if any(self.parts[at + 1 :]):
            self.parts.append(f"]({destination(node, 'href')})")
        else:
            del self.parts[at:]

    def text(self) -> str:
        """The whole, its delimiters decided."""
        pairs = self._merged()
        waiting = {place for first, last, _ in pairs for place in (first, last)}
        for first, last, name in pairs:
            stars = _STARS.get(name, "")
            if stars and self._opens(first, waiting) and self._closes(last, waiting):
                self.parts[first] = self.parts[last] = stars
            else:
                tag = name.strip("<>")
                self.parts[first], self.parts[last] = f"<{tag}>", f"</{tag}>"
        return "".join(self.parts)

    def _merged(self) -> list[tuple[int, int, str]]:
        """Neighbours of one kind become one: four stars in a row would mean nothing."""
        merged: list[tuple[int, int, str]] = []
        for first, last, name in sorted(self.pairs):
            if merged and merged[-1][2] == name and not any(self.parts[merged[-1][1] : first + 1]):
                merged[-1] = (merged[-1][0], last, name)
            else:
                merged.append((first, last, name))
        return merged

    def _opens(self, at: int, waiting: set[int]) -> bool:
        return _flanks(self._beside(at, 1, waiting), self._beside(at, -1, waiting))

    def _closes(self, at: int, waiting: set[int]) -> bool:
        return _flanks(self._beside(at, -1, waiting), self._beside(at, 1, waiting))

    def _beside(self, at: int, step: int, waiting: set[int]) -> str:
        """The character next to a delimiter; ``*`` where another delimiter stands, a space at the block's edge."""
        at += step
        while 0 <= at < len(self.parts):
            if at in waiting:
                return "*"
            if self.parts[at]:
                return self.parts[at][0 if step > 0 else -1]
            at += step
        return " "


def _flanks(inner: str, outer: str) -> bool:
    """Whether a delimiter between these characters works, by the old and the new definition of punctuation."""
    if inner in "*" or outer in "*" or inner.isspace():
        return False
    return all(not is_mark(inner) or outer.isspace() or is_mark(outer) for is_mark in (_is_punctuation, _is_symbol))


@lru_cache(maxsize=4096)
def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or char in "$+<=>^`|~"


@lru_cache(maxsize=4096)
def _is_symbol(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _lone_link(node: Element, text: str) -> str:
    """A link of this text and nothing else, with nothing beside it."""
    address = node.attrs.get("href", "")
    if not address or is_refused(address):
        return escape(text)
    if address.startswith(text) and is_autolink(node, address):
        return f"<{address}>"
    shown = escape(text, True)
    return f"[{shown}]({destination(node, 'href')})" if shown else ""


def inline(node: Element, hard_break: str = "\\\n") -> str:
    """The content of a leaf as CommonMark on one or more lines, escaped for a line's start too."""
    text = _one_piece(node)
    if text is None:
        made = _Inline(hard_break)
        made.walk(node)
        text = made.text() if made.pairs else "".join(made.parts)
    if "\n" not in text:
        text = text.strip(" \t")
        return "" if text == "\\" else _line_start(text)
    lines = [_line_start(line.strip(" \t")) for line in text.split("\n")]
    while lines and lines[-1] in ("", "\\"):
        lines.pop()
    if lines and lines[-1].endswith("\\") and hard_break == "\\\n" and text.endswith("\\\n"):
        lines[-1] = lines[-1][:-1]
    return "\n".join([line for line in lines if line and line != "\\"])


def _one_piece(node: Element) -> str | None:
    """What most leaves hold, and the items of most lists: a string, or a link of one; None of others."""
    if len(node.contents) != 1:
        return None
    first = node.contents[0]
    if isinstance(first, str):
        return escape(first)
    only = first
    if only.name == "a" and len(only.contents) == 1 and isinstance(only.contents[0], str):
        return _lone_link(only, only.contents[0])
    return None


def cell(node: Element) -> str:
    """The content of a leaf on one line, for a table cell: pipes escaped, ``<br>`` for a break."""
    text = _one_piece(node)
    if text is None:
        made = _Inline("<br>")
        made.walk(node)
        text = made.text()
    return text.strip().replace("|", "\\|")


def escape(text: str, in_link: bool = False) -> str:
    r"""Text with every character escaped that would be markup where it stands.

    >>> print(escape("2*3 <b> &amp; a_b _c_"))
    2\*3 \<b> \&amp; a_b \_c\_
    """
    if not _has_special(text):
        return text
    text = text.replace("\r", " ").replace("\n", " ").replace("\x00", "")
    if in_link:
        text = _ESCAPED.sub(_with_backslash_but_brackets, text)
        return re.sub(r"[\[\]]", _with_backslash, text)
    return _ESCAPED.sub(_with_backslash, text)


def _has_special(text: str) -> bool:
    """Whether a text has a character that may be markup."""
    found = False
    for char in text:
        if char in "\\`*_[]<&~!|\r\n\0":
            found = True
            break
    return found


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _with_backslash_but_brackets(match: re.Match[str]) -> str:
    return match[0] if match[0] in "[]" else "\\" + match[0]


def _line_start(line: str) -> str:
    if not line or line[0] not in "#-+>=~|:0123456789":
        return line
    if _LINE_START.match(line):
        return "\\" + line
    number = _NUMBERED.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def code(text: str) -> str:
    """A code span whose fence the text does not hold."""
    text = text.replace("\n", " ")
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def image(node: Element) -> str:
    """An image; nothing if its address is none that Markdown takes."""
    address = node.attrs.get("src", "")
    if not address or (is_refused(address) and not address.startswith("data:image/")):
        return ""
    return f"![{escape(node.attrs.get('alt', ''), True)}]({destination(node, 'src')})"
