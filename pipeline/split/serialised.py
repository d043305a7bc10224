"""How lexbor writes attributes, references, comments and raw text."""

from __future__ import annotations

from .. import native

SPACE = " \t\n\r\f"


class Attributes:
    """The raw attributes of a token, from left to right.

    >>> given = Attributes(' href="/a?b=1&amp;c=2" title=""')
    >>> given.advance(), given.name, given.value()
    (True, 'href', '/a?b=1&amp;c=2')
    >>> given.advance(), given.name, given.value(), given.advance()
    (True, 'title', '', False)
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.name = ""
        self._value, self._end = 0, -1

    def advance(self) -> bool:
        """Goes on to the next one; whether there is one."""
        at, size = self._end + 1, len(self._raw)
        # a name has at least one character, and only its first can be an equals sign
        equals = native.PyUnicode_FindChar(self._raw, "=", at + 2, size, 1)
        end = native.PyUnicode_FindChar(self._raw, '"', equals + 2, size, 1)
        if equals < 0 or end < 0:
            return False
        self._value, self._end = equals + 2, end
        self.name = self._raw[at + 1 : equals]
        return True

    def value(self) -> str:
        """As it is written; see ``unescape``."""
        return self._raw[self._value : self._end]


def attributes(raw: str) -> dict[str, str]:
    """The attributes of a token, decoded.

    >>> attributes(' href="/a?b=1&amp;c=2" title=""')
    {'href': '/a?b=1&c=2', 'title': ''}
    """
    given, found = Attributes(raw), {}
    while given.advance():
        found[given.name] = unescape(given.value())
    return found


def unescape(text: str) -> str:
    """The five references that the serialisation itself writes, and nothing else: the page's own are decoded already."""
    if find_sign(text, "&", 0) < 0:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&nbsp;", "\xa0")
    return text.replace("&amp;", "&")


def skip_space(html: str, at: int) -> int:
    """The first character from there on that is not one of ``SPACE``.

    >>> skip_space("a \\n<p>", 1)
    3
    """
    size = len(html)
    while at < size and native.PyUnicode_READ_CHAR(html, at) in " \t\n\r\f":
        at += 1
    return at


def find_sign(html: str, sign: str, start: int) -> int:
    """The first such character from there on, -1 if there is none.

    >>> find_sign("<p>x<b>", "<", 1)
    4
    """
    return native.PyUnicode_FindChar(html, sign, start, len(html), 1)


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
