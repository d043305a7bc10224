"""The tree as CommonMark with pipe tables: what a parser reads back is the tree.

Method: each block becomes lines, a container indents or prefixes the lines of its blocks. The depth of the tree is
bounded where it is built.
Limits: Markdown has no captions and no definition lists; these become paragraphs. A table with spans, lists or
code in its cells stands as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..body import Element, elements, leaf_text
from ..late import late
from ..soup import as_element
from .inline import inline
from .table import table

if TYPE_CHECKING:
    from bs4.element import Tag

_INLINE = frozenset({"strong", "em", "a", "img", "code", "sub", "sup", "ruby", "rt", "u", "s", "br"})
_CLOSING = late(r"(?:^|(?<=[ \t]))#+$")
_LANGUAGE = late(r"\blang(?:uage)?-([\w+#.-]+)")


def to_markdown(body: Element | Tag) -> str:
    """The body of the Markdown file, ending in a line break; empty for an empty body. BeautifulSoup is taken, too."""
    text = "\n\n".join(["\n".join(lines) for lines in _blocks(as_element(body))])
    return text + "\n" if text else ""


def _blocks(parent: Element) -> list[list[str]]:
    """The lines of each block inside an element; neighbouring lists get different markers."""
    out: list[list[str]] = []
    last = ""
    alternate = False
    for child in parent.contents:
        if isinstance(child, str):
            continue
        node = child
        name = node.name
        alternate = name in ("ul", "ol") and name == last and not alternate
        lines = _block(node, name, alternate)
        if any(lines):
            out.append(lines)
            last = name
    return out


def _block(node: Element, name: str, alternate: bool) -> list[str]:
    if name in ("ul", "ol"):
        return _list(node, alternate)
    if name == "table":
        return table(node)
    if name == "blockquote":
        inner = _nested(node)
        return [f"> {line}" if line else ">" for line in inner]
    if name == "pre":
        return _fence(node)
    if "data-block" in node.attrs or name == "p":  # a paragraph of several lines holds them as spans
        return _leaf(node, name)
    return _nested(node)


def _leaf(node: Element, name: str) -> list[str]:
    if len(name) == 2 and name[0] == "h":
        text = inline(node, "<br>")
        if text[-1:] == "#":
            text = _CLOSING.sub(r"\\\g<0>", text)
        return ["#" * int(name[1]) + " " + text] if text else []
    return _text_lines(node)


def _text_lines(node: Element) -> list[str]:
    text = inline(node)
    if "\n" in text:
        return text.split("\n")
    return [text] if text else []


def _nested(node: Element) -> list[str]:
    """The lines of the blocks inside a container, or of itself if it is a leaf."""
    if "data-block" in node.attrs:
        return _text_lines(node)
    return [line for number, lines in enumerate(_blocks(node)) for line in ([""] if number else []) + lines]


def _list(node: Element, alternate: bool) -> list[str]:
    items = [child for child in node.contents if not isinstance(child, str)]
    loose = max(map(_paragraphs, items), default=0) > 1
    is_numbered, number = node.name == "ol", _start(node)
    mark = "* " if alternate else "- "
    out: list[str] = []
    for item in items:
        if is_numbered:
            mark = f"{number}) " if alternate else f"{number}. "
        lines = _item(item, loose)
        if not lines:
            continue
        number += 1
        if loose and out:
            out.append("")
        out.append(mark + lines[0])
        if len(lines) > 1:
            pad = " " * len(mark)
            out += [pad + line if line else "" for line in lines[1:]]
    return out


def _item(item: Element, loose: bool) -> list[str]:
    """The lines of an item; in a tight list a list inside it follows its text without a blank line."""
    if item.name in ("ul", "ol"):
        return _list(item, False)
    if "data-block" in item.attrs:
        return _text_lines(item)
    blocks = _blocks(item)
    gap = [""] if loose else []
    return [line for number, lines in enumerate(blocks) for line in (gap if number else []) + lines]


def _paragraphs(item: Element) -> int:
    """Blocks of an item that would run into each other without a blank line; a leaf holds none."""
    if "data-block" in item.attrs:
        return 0
    names = [child.name for child in item.contents if not isinstance(child, str)]
    return sum(name not in ("ul", "ol") and name not in _INLINE for name in names)


def _start(node: Element) -> int:
    start = str(node.attrs.get("start", "1"))
    return int(start) if start.isdecimal() and len(start) < 9 else 1


def _fence(node: Element) -> list[str]:
    text = leaf_text(node).strip("\n")
    if not text.strip():
        return []
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    language = _LANGUAGE.search(_classes(node))
    fence = "`" * (longest + 1)
    return [fence + (language[1] if language else ""), *text.replace("\r", "").split("\n"), fence]


def _classes(node: Element) -> str:
    """The class words of a pre and of what it holds, where highlighters name the language."""
    found = [element.attrs.get("class") or "" for element in (node, *elements(node, ("code", "pre")))]
    return " ".join(value if isinstance(value, str) else " ".join(value) for value in found)
