"""One function for each kind of evidence about a page's encoding; ``decode.encoding_of`` states their order.

Labels are those of the WHATWG Encoding Standard (through webencodings). ``gb2312`` and ``gbk`` are read as GB18030,
their superset, as browsers do.
"""

from __future__ import annotations

import codecs
import re

from ..errors import OptionError
from ..late import late
from ..types import Options

HEAD_BYTES = 4096
"""Browsers look for a meta declaration in the first 1024 bytes; real pages have it later (w3lib#155)."""
CHANCE_BYTES = 10
"""Bytes of up to this length that are UTF-8 are weighed, if all their sequences have two bytes: GBK can look so."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_CHARSET = r"charset\s*=\s*[\"']?\s*([\w.:-]+)"
_HTTP = late(_CHARSET, re.I)
_META = re.compile(rb"<meta[^>]{0,300}?\b" + _CHARSET.encode())
"""in small letters: a pattern that begins with a text is looked for many times faster than one that minds no case"""
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.I)
_CSS = re.compile(rb"@charset \"([\w.:-]+)\"")
_WIDE_SEQUENCE = re.compile(rb"[\xe0-\xf4]")

# WHATWG name -> the Python codec we read it with: a superset where there is one
_CODECS = {
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "hz-gb-2312": "hz",
}

_WITHOUT_BOM = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""Python's codecs of these names refuse a text without a byte order mark; a page that has one is not asked for its label."""


def name_of(label: str) -> str | None:
    """The encoding that a label means, None if it means none.

    >>> name_of("GB2312"), name_of("latin1"), name_of("utf:16"), name_of("klingon")
    ('gb18030', 'windows-1252', 'utf-16-le', None)
    """
    import webencodings

    found = webencodings.lookup(label)
    name = label.lower() if found is None or found.name == "replacement" else found.name
    name = _CODECS.get(name, name)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return _WITHOUT_BOM.get(codec.name, name) if codec._is_text_encoding else None


def ordered(options: Options) -> str | None:
    """The encoding that the user orders. Raises OptionError if there is none of that name."""
    if options.encoding is None:
        return None
    if name := name_of(options.encoding):
        return name
    raise OptionError(f"encoding {options.encoding!r} is not known; use a label such as utf-8, gb18030, big5")


def from_bom(data: bytes) -> str | None:
    """The encoding whose byte order mark the bytes begin with.

    >>> from_bom(b"\\xef\\xbb\\xbfabc")
    'utf-8'
    """
    return next(name for mark, name in _BOMS if data.startswith(mark)) if data.startswith(_MARKS) else None


def bom_length(data: bytes, encoding: str) -> int:
    """How many bytes the byte order mark of this encoding takes, 0 without one."""
    if not data.startswith(_MARKS):
        return 0
    return max((len(mark) for mark, name in _BOMS if name == encoding and data.startswith(mark)), default=0)


def as_utf8(data: bytes) -> str | None:
    """The text if the bytes are strictly valid UTF-8, as those of most pages are.

    >>> as_utf8("中文".encode()), as_utf8("中文".encode("gbk"))
    ('中文', None)
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def may_be_chance(data: bytes) -> bool:
    """Whether bytes that are valid UTF-8 can be so by chance, or hold escape sequences of another encoding.

    >>> may_be_chance("中文".encode()), may_be_chance("联通".encode("gbk"))
    (False, True)
    """
    if data.isascii():
        return b"\x1b$" in data or b"~{" in data or b"\0" in data
    return len(data) <= CHANCE_BYTES and not _WIDE_SEQUENCE.search(data)


def from_escapes(data: bytes) -> str | None:
    """ISO-2022-JP or HZ: seven-bit bytes with escape sequences that decode strictly.

    >>> from_escapes("中文".encode("hz"))
    'hz'
    """
    if not data.isascii():
        return None
    for mark, name in ((b"\x1b$", "iso2022_jp"), (b"~{", "hz")):
        if mark in data and _decodes(data, name):
            return name
    return None


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def declarations(data: bytes, options: Options) -> list[tuple[str, str, str]]:
    """What the page says of itself, as (where, label, encoding): HTTP header, XML declaration, meta, CSS.

    >>> declarations(b'<meta charset="gb2312">', Options(content_type="text/html; charset=utf-8"))
    [('http', 'utf-8', 'utf-8'), ('meta', 'gb2312', 'gb18030')]
    """
    head = data[:HEAD_BYTES]
    labels: list[tuple[str, str]] = []
    if options.content_type and (match := _HTTP.search(options.content_type)):
        labels.append(("http", match[1]))
    for where, found in (("xml", _XML.match(head)), ("meta", _META.search(head.lower())), ("css", _CSS.search(head))):
        if found:
            labels.append((where, head[slice(*found.span(1))].decode("ascii", "replace")))
    named = [(where, label, name_of(label)) for where, label in labels]
    return [(where, label, name) for where, label, name in named if name]
