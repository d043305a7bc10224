"""Plain text: one block a non-empty line, verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from ..fold import fold_lines
from ..late import late
from ..types import Block, Options, Page, Source
from .tails import tail_of

_PADDED = 3
"""characters of a word of two with a blank between them"""
_LINE_END = late(r"\r?\n|\r")


def split_text(source: Source, options: Options) -> Page:
    r"""One block a line that holds more than white space; line numbers and positions are those of the text.

    A line ends in LF, CR LF, or CR alone. Beyond ``options.max_blocks`` the rest of the text is one last block, so nothing is lost.

    >>> [block.text for block in split_text(Source("春天\r\n\r夏天\r秋天", "utf-8"), Options()).blocks]
    ['春天', '夏天', '秋天']
    """
    whole, limit = source.text, options.max_blocks
    found: list[tuple[str, int, int]] = []
    for number, (start, end) in enumerate(_lines(whole), 1):
        if len(found) == limit - 1:
            end = len(whole)
        text = whole[start:end].rstrip("\r")
        if text.strip():
            cut = tail_of(text) if len(found) < limit - 2 else 0
            if cut:
                found.append((text[:cut].rstrip(), number, start))
            found.append((text[cut:], number, start + cut))
        if len(found) >= limit:
            break
    folded = fold_lines([text for text, _, _ in found])
    if "](" in source.text:
        folded = list(map(_without_links, folded))
    blocks = tuple(
        Block(text, index, "line", line=number, start=start, folded=_closed_up(view))
        for index, ((text, number, start), view) in enumerate(zip(found, folded, strict=True))
    )
    limits = (("limit", "max_blocks"),) if len(found) >= limit else ()
    return Page(blocks, kind="text", evidence=limits)


def _without_links(view: str) -> str:
    """A line as a reader of the page saw it, where a converter wrote links and bold type into it as Markdown.

    >>> _without_links("**分享到:** [微博](#) [微信](/s?a=1)"), _without_links("![](a.png)")
    ('分享到: 微博 微信', '![](a.png)')
    """
    if "](" not in view and "**" not in view:
        return view
    return _LINK.sub(r"\1", view).replace("**", "").strip() or view


_LINK = late(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}(?: \"[^\"]{0,100}\")?\)")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _closed_up(view: str) -> str:
    """Two characters without the blank that makes them three wide, as typeset leaves them: rules would know them only once they are cleaned.

    >>> _closed_up("登 录"), _closed_up("a b")
    ('登录', 'a b')
    """
    return view[0] + view[2] if len(view) == _PADDED and view[1] == " " and view[0] > "\u3400" < view[2] else view
