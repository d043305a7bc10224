"""Entities and escapes that were escaped once too often, and stand in the text as ``&ldquo;`` or ``\\u4e2d``.

In plain text and, after the split, in single blocks of a page. Never in HTML source, where ``&amp;lt;b&amp;gt;`` would become a
tag; there only pairs of numeric surrogates are joined, which no parser can read.

When it would be wrong: a text about entities. Lines that speak of them, code and ``pre`` are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..late import late
from ..types import Edit, Kind, Options
from .rewrite import applied, is_off, rewrite, then

_ENTITY = late(r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&nbsp(?![A-Za-z0-9=;])")
_BARE = late(r"(?<=[^A-Za-z][A-Za-z])[lg]t;(?=\s?[0-9.])")
"""Of ``P&lt;0.05``, behind the one letter that stands for a number: some mirrors drop the sign alone."""
BARE_SIGN = "t;"
_SURROGATES = late(
    r"&#(?:(5[5-6]\d{3})|[xX]([dD][89abAB][0-9a-fA-F]{2}));&#(?:(5[6-7]\d{3})|[xX]([dD][c-fC-F][0-9a-fA-F]{2}));"
)
_ESCAPES = late(
    r"(?:\\u[0-9a-fA-F]{4}[\x20-\x5b\x5d-\x7e]{0,2}){1,2000}(?<=[0-9a-fA-F]{4})(?<!\\)|(?:%u[0-9a-fA-F]{4}){2,2000}"
)
_ESCAPE = late(r"(?:\\u|%u)([0-9a-fA-F]{4})")
_ABOUT = late(
    r"实体|實體|转义|轉義|跳脫|字符编码|字元編碼|HTML|html|XML|xml|Unicode|unicode|JSON|json|JavaScript|Python|Java\b"
)
_PERCENT = late(r"(?:%[0-9a-fA-F]{2}|[A-Za-z0-9_.~+-]){3,600}")
HAN_SHARE = 0.5
"""Of what an escaped stretch becomes, so much must be East Asian: then it is text, and no example of an escape."""
PART_CHARS = 300
"""Of a long line, only so much before and after is looked at."""
MIN_ESCAPES = 2
"""One escape alone may be an example of one; a percent sign alone is a percentage."""


def undo_entities(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """A pass of ``repair``: entities and escapes of plain text undone.

    >>> undo_entities("&ldquo;你好&amp;rdquo;，&#20320;&nbsp;好", "text", Options())[0]
    '“你好”，你\\xa0好'
    """
    if kind == "html":
        return _passed(text, options, ("surrogates", _SURROGATES, _join), "&#")
    edits: tuple[Edit, ...] = ()
    for name, pattern, replace, signs in (
        ("bare-entity", _BARE, _bare, (BARE_SIGN,)),
        ("entity", _ENTITY, _unescape, ("&",)),
        ("escape", _ESCAPES, _unescape_u, ("\\u", "%u")),
    ):
        text, found = _passed(text, options, (name, pattern, _unless_about(text, replace)), *signs)
        edits = then(edits, found)
    return text, edits


_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str | None]]


def _passed(text: str, options: Options, rule: _Rule, *signs: str) -> tuple[str, tuple[Edit, ...]]:
    """One rule run over the text, if the text has its sign at all."""
    if is_off(rule[0], options) or not any(sign in text for sign in signs):
        return text, ()
    edits = tuple(rewrite(text, *rule))
    return applied(text, edits), edits


def _unless_about(text: str, replace: Callable[[re.Match[str]], str | None]) -> Callable[[re.Match[str]], str | None]:
    """The replacement, but for lines that are about markup and code."""

    known: dict[int, bool] = {}

    def careful(match: re.Match[str]) -> str | None:
        part = match.start() // PART_CHARS
        if part not in known:
            start, end = text.rfind("\n", 0, match.start()), text.find("\n", match.end())
            start = max(start + 1, (part - 1) * PART_CHARS)
            end = min(end if end >= 0 else len(text), (part + 2) * PART_CHARS)
            about = bool(_ABOUT.search(text, start, end))
            if start <= part * PART_CHARS and (part + 1) * PART_CHARS <= end:
                known[part] = about  # the line goes on beyond this part: all of the part is in it
        else:
            about = known[part]
        return None if about else replace(match)

    return careful


def _unescape(match: re.Match[str]) -> str | None:
    """The character of an entity, escaped up to four times; None if the name means nothing."""
    name = match[0]
    while name.startswith("&amp;") and name != "&amp;":
        name = "&" + name[5:]
    if name == "&nbsp":
        return "\xa0"
    import html
    from html.entities import html5

    if not name.startswith("&#") and name[1:] not in html5:
        return None
    char = html.unescape(name)
    if char == "\ufffd" or not (char.isprintable() or char in "\xa0\u3000\t\n"):
        return None
    return char


def _bare(match: re.Match[str]) -> str:
    """The sign of an entity without its ``&``.

    >>> undo_entities("兩組比較(Plt;0.05)", "text", Options())[0]
    '兩組比較(P<0.05)'
    """
    return "<" if match[0] == "lt;" else ">"


def _join(match: re.Match[str]) -> str:
    """The character of two numeric surrogates.

    >>> undo_entities("&#55357;&#56832;", "html", Options())[0]
    '😀'
    """
    high = int(match[1]) if match[1] else int(match[2], 16)
    low = int(match[3]) if match[3] else int(match[4], 16)
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return match[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _unescape_u(match: re.Match[str]) -> str | None:
    """The text of escaped code units, None unless it is East Asian text of two characters or more.

    >>> undo_entities("\\\\u6cb3\\\\u8fb9 \\\\u0041", "text", Options())[0]
    '河边 A'
    """
    units = _ESCAPE.findall(match[0])
    if len(units) < MIN_ESCAPES:
        return None
    text = _ESCAPE.sub(lambda unit: chr(int(unit[1], 16)), match[0])
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    asian = sum(1 for char in text if "\u2e80" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char > "\uffff")
    if asian < HAN_SHARE * len(units) or "\ufffd" in text or not text.isprintable():
        return None
    return text


def unpercent(title: str) -> str | None:
    """The text of a percent-encoded title, None if it is no such thing.

    >>> unpercent("%E6%B2%B3%E8%BE%B9"), unpercent("100%")
    ('河边', None)
    """
    from urllib.parse import unquote_to_bytes

    if not _PERCENT.fullmatch(title) or title.count("%") < MIN_ESCAPES:
        return None
    data = unquote_to_bytes(title.replace("+", " "))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.isascii() and text.isprintable():
            return text
    return None
