"""Is it a page, a text, or neither?"""

from __future__ import annotations

import re
from itertools import pairwise

from ..late import late
from ..types import Kind, Options

HEAD_CHARS = 65_536
PART_CHARS = 4096
TAGS_NEEDED = 2
CHARS_A_TAG = 600
"""A fragment of HTML has a tag at least this often; a text that mentions a tag here and there has not."""
PLAIN_LINES = 0.5
"""Share of lines without any tag from which what begins without one is a text that shows tags; markup that was saved in part
has a tag in nearly every line. Reasoned on the 467 pages, each of which begins with a tag, and on what came out of them."""
CONTROL_SHARE = 0.05
"""More control bytes than this are no text; measured 0 on all pages of the calibration set."""

_OPENS = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|(?:html|head|body|meta|title|script|style|link|div|p|table|"
    r"article|section|main|header|frameset|center|font|span|h[1-6]|ul|ol|br|a|img)\b)",
    re.I | re.S,
)
_TAG = late(
    r"</?(?:html|head|body|div|p|br|table|tr|td|ul|ol|li|h[1-6]|span|a|img|script|style|font|title)\b[^<>]*>", re.I
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (perhaps a document)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a RIFF file (sound, video or picture)"),
    (b"OggS", "an Ogg file"),
    (b"ID3\x03", "an MP3 file"),
    (b"ID3\x04", "an MP3 file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_CONTROLS = bytes(b for b in range(0x20) if b not in b"\t\n\f\r\x08\x0b\x1a\x1b")


def kind_of(text: str, options: Options) -> Kind:
    """Whether the text is markup, by order, header, or its tags.

    >>> kind_of("<p>正文</p>", Options()), kind_of("用<br>换行。", Options())
    ('html', 'text')
    """
    if options.kind != "auto":
        return options.kind
    mime = (options.content_type or "").split(";")[0].strip().lower()
    if mime in ("text/html", "application/xhtml+xml"):
        return "html"
    if mime == "text/plain":
        return "text"
    head = text[:HEAD_CHARS]
    if "<" not in head:
        return "text"
    if _OPENS.match(head.lstrip("\ufeff")):
        return "html"
    for part in (head[:PART_CHARS], head):
        tags = _TAG.findall(part)
        if len(tags) >= TAGS_NEEDED and len(tags) * CHARS_A_TAG >= len(part):
            return "text" if _is_text_with_breaks(part, tags) else "html"
    return "text"


def _is_text_with_breaks(part: str, tags: list[str]) -> bool:
    """Text with a ``<br>`` left in it here and there: its own line breaks mean something, since they stand without one.

    >>> kind_of("题\\n甲<br>乙<br>丙", Options()), kind_of("甲<br>\\n乙<br>\\n丙", Options())
    ('text', 'html')

    So is a text some of whose lines show other tags, as one about HTML does:

    >>> kind_of("题\\n甲\\n<p>是段落。</p>\\n乙\\n丙", Options()), kind_of("甲\\n<p>乙</p>\\n<p>丙</p>", Options())
    ('text', 'html')
    """
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    if any(not tag.lower().startswith("<br") for tag in tags):
        plain = sum("<" not in line for line in lines)
        return "<" not in lines[0] and plain >= PLAIN_LINES * len(lines)
    return any(not one.endswith(">") and not other.startswith("<") for one, other in pairwise(lines))


def is_binary(data: bytes) -> str:
    """What binary thing the bytes are, empty for text.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"abc")
    ('a PDF file', '')
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    head = data[:8192]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= len(head) * CONTROL_SHARE or _is_wide(data, head):
        return ""
    return "binary"


def _is_wide(data: bytes, head: bytes) -> bool:
    """Whether it may be UTF-16 or UTF-32, where NULs and control bytes are halves of characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    even = head[: len(head) // 2 * 2]
    return any(_reads(even, name) for name in ("utf-16-le", "utf-16-be"))


_SCRIPTS = ((0x20, 0x250), (0x2000, 0x2100), (0x2E80, 0xD7A4), (0xFF00, 0xFFF0))
WIDE_SHARE = 0.9
"""Of random bytes 0.67 fall into these ranges, of Chinese UTF-16 more than 0.97."""


def _reads(data: bytes, name: str) -> bool:
    """Whether most units decode to the scripts that pages are written in."""
    text = data.decode(name, "replace")
    good = sum(1 for char in text if char in "\r\n\t" or any(low <= ord(char) < high for low, high in _SCRIPTS))
    return good >= WIDE_SHARE * len(text)
