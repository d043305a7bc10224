"""How lexbor writes attributes, references, comments and raw text."""

from __future__ import annotations

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
        at = self._end + 1
        # a name has at least one character, and only its first can be an equals sign
        self._value = self._raw.find("=", at + 2) + 2
        end = self._raw.find('"', self._value)
        if self._value < 2 or end < 0:
            return False
        self._end = end
        self.name = self._raw[at + 1 : self._value - 2]
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
