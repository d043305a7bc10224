"""How lexbor writes attributes, references, comments and raw text."""

from __future__ import annotations

import re

SPACE = " \t\n\r\f"
_ATTR = re.compile(r' (=?[^\s/>=]*)="([^"]*)"')


def attributes(raw: str) -> dict[str, str]:
    """The attributes of a token, decoded.

    >>> attributes(' href="/a?b=1&amp;c=2" title=""')
    {'href': '/a?b=1&c=2', 'title': ''}
    """
    return {name: unescape(value) for name, value in _ATTR.findall(raw)}


def unescape(text: str) -> str:
    """The five references that the serialisation itself writes, and nothing else: the page's own are decoded already."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&nbsp;", "\xa0")
    return text.replace("&amp;", "&")


def is_space(char: str) -> bool:
    r"""Whether a character is one of ``SPACE``.

    >>> is_space("\t"), is_space("\xa0")
    (True, False)
    """
    return char in " \t\n\r\f"


def comment_end(html: str, at: int) -> int:
    """The last character of the comment that begins there.

    >>> comment_end("<!---->x", 0)
    6
    """
    end = html.find("-->", at + 4)
    return end + 2 if end >= 0 else len(html) - 1


def raw_end(html: str, name: str, end: int) -> int:
    """The last character of a raw text element whose tag ends there.

    >>> raw_end("<script>1<2</script>x", "script", 7)
    19
    """
    close = f"</{name}>"
    at = html.find(close, end)
    return at + len(close) - 1 if at >= 0 else len(html) - 1
