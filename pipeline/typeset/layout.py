"""White space that only fills: indents, trailing blanks, padding between the two characters of a name.

Readings of ruby go, too: a reader of plain text wants the base alone. So do the links that wikis put behind their headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..body import spans_in
from ..code import is_code as looks_like_code
from ..late import late
from .line import Change, Line

_EDIT_LINK = late(
    r"[\[［](?:编辑|編輯|修改|edit)(?: ?[|·] ?(?:编辑源代码|编辑原始码|編輯原始碼|edit source))?[\]］]$", re.IGNORECASE
)
_EDIT_LINK_ENDS = frozenset("]］")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAK = late(r"[ \t\xa0\u3000]*\n\s*")
_BLANKS_AT_BREAK = late(r"(?<![ \t\xa0\u3000])[ \t\xa0\u3000]+(?=\n)|(?<=\n)[ \t\xa0\u3000]+")
_PADDING = " 　\xa0"
_PADDED_NAMES = (late(r"^\w([ 　\xa0]+)\w$"), late(r"(?<=[(（]\w)([ 　\xa0]+)(?=\w[)）])"))


def close_up(lines: Sequence[Line], has_ruby: bool) -> None:
    """Take indents, padding, readings and the links of wikis out of every line but code."""
    page = "\n".join([line.text for line in lines])
    has_breaks, padded = page.count("\n") >= len(lines), _padded(page)
    is_code = False
    end = -1
    for line in lines:
        end += len(line.text) + 1
        has_padding = False
        while padded and padded[-1] < end:
            has_padding = True
            padded.pop()
        if line.leaf.name == "pre":
            continue
        if has_ruby:
            line.change("reading", [(low, high, "") for low, high in spans_in(line.leaf, ("rt",))])
        text = line.text
        is_code = line.is_plain and line.is_indented and looks_like_code(text, follows_code=is_code)
        if text and (text[0].isspace() or text[-1].isspace()):
            line.change("indent", _edges(text, keep_indent=is_code))
        if line.leaf.name in _HEADINGS and line.text[-1:] in _EDIT_LINK_ENDS:
            line.change("edit-link", _edit_link(line.text))
        if has_breaks and "\n" in line.text:
            line.change("break", _breaks(line.text, in_headline=line.leaf.name == "h1"))
        # what was changed may show padding that was none on the page
        if has_padding or (line.edits and _padded(line.text)):
            line.change("padding", _padding(line.text))


def _edit_link(text: str) -> list[Change]:
    link = _EDIT_LINK.search(text)
    return [(len(text[: link.start()].rstrip()) or len(text), len(text), "")] if link else []


def _padded(text: str) -> list[int]:
    """Where white space stands before a single Han character that ends a line or a bracket, as all padded names have it; the
    last place first.

    >>> _padded("王 辉\\n记者（李 菁）在 场。")
    [8, 1]
    """
    found: list[int] = []
    size = len(text)
    for blank in _PADDING:
        at = text.find(blank)
        while 0 <= at < size - 1:
            if _is_han(text[at + 1]) and (at + 2 == size or text[at + 2] in "\n)）"):
                found.append(at)
            at = text.find(blank, at + 1)
    return sorted(found, reverse=True)


def _padding(text: str) -> list[Change]:
    found = [match for form in _PADDED_NAMES for match in form.finditer(text)]
    return [
        (*match.span(1), "") for match in found if _is_han(text[match.start(1) - 1]) and _is_han(text[match.end(1)])
    ]


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _breaks(text: str, *, in_headline: bool) -> list[Change]:
    """A headline stands on one line; elsewhere only the blanks beside a line break go."""
    if in_headline:
        return [(*found.span(), " ") for found in _BREAK.finditer(text)]
    return [(*found.span(), "") for found in _BLANKS_AT_BREAK.finditer(text)]


def _edges(text: str, *, keep_indent: bool) -> list[Change]:
    """White space at both ends; by strip, since a pattern that ends in ``$`` would try every blank inside."""
    start = 0 if keep_indent else len(text) - len(text.lstrip())
    end = max(len(text.rstrip()), start)
    return [(low, high, "") for low, high in ((0, start), (end, len(text))) if low < high]
