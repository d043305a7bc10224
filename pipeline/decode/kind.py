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
CODE_LINES = 3
"""Lines with tags that stand together in samples of code, on average; markup with tags on lines of their own has one or two. With this and
what follows none of 6,864 pieces cut from the 429 pages is read in another way than without."""
HAN_SHARE = 0.4
"""Share of Han characters in the lines around such samples; scripts and styles, whose lines have no tags either, hold few."""
MENTIONS, MENTIONS_LEFT, MENTIONS_BETWEEN = 2, 0.6, 0.5
"""Number and share of the elements that must end and do not, and of these the share that begins in the middle of a line and has no
attribute, from which a text speaks of tags."""
CONTROL_SHARE = 0.05
"""More control bytes than this are no text; measured 0 on all pages of the calibration set."""

_OPENS = late(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:(!doctype\s+html|(?:html|head|body|meta|script|style|link|frameset)\b)"
    r"|(?:title|div|p|table|article|section|main|header|center|font|span|h[1-6]|ul|ol|br|a|img)\b)",
    re.I | re.S,
)
_TAG = late(
    r"</?(?:html|head|body|div|p|br|table|tr|td|ul|ol|li|h[1-6]|span|a|img|script|style|font|title)\b[^<>]*>", re.I
)
_ANY_TAG = late(r"<[^<>]*>")
_HAN = late(r"[\u4e00-\u9fff]")
_PAIRED = "a|div|table|span|font|title|ul|ol|h[1-6]|script|style|center|form|iframe|b|strong|em|html|head|body"
_BEGUN = late(rf"<({_PAIRED})(\s[^<>]*)?>( ?[^\s<>])?", re.I)
"""an element that must end, with what stands behind it in its line"""
_WORD_END = late(r"[^\s<>] ?\Z")
_ENDED = late(rf"<\\?/({_PAIRED})\s*>", re.I)
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
_MAGIC_BYTES = tuple(magic for magic, _ in _MAGIC)
_CONTROLS = bytes(0 if b < 0x20 and b not in b"\t\n\f\r\x08\x0b\x1a\x1b" else b for b in range(0x100))
"""makes each control byte that no text has a NUL"""


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
    opening = _OPENS.match(head.lstrip("\ufeff"))
    if opening:
        return "text" if not opening[1] and _mentions_tags(head) else "html"
    for part in (head[:PART_CHARS], head):
        tags = _TAG.findall(part)
        if len(tags) >= TAGS_NEEDED and len(tags) * CHARS_A_TAG >= len(part):
            return "text" if _is_text_with_breaks(part, tags) or _mentions_tags(part) else "html"
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
        plain = ["<" not in line for line in lines]
        return plain[0] and (sum(plain) >= PLAIN_LINES * len(lines) or _shows_code(lines, plain))
    return any(not one.endswith(">") and not other.startswith("<") for one, other in pairwise(lines))


def _shows_code(lines: list[str], plain: list[bool]) -> bool:
    """Chinese text around samples of markup: most of it stands on lines without a tag, and the others stand together.

    >>> kind_of("先写外面：\\n<ul>\\n<li>梨</li>\\n<li>桃</li>\\n</ul>\\n每一项前面有一个圆点。", Options())
    'text'
    """
    runs = sum(one and not other for one, other in pairwise(plain))
    said = [len(_HAN.findall(_ANY_TAG.sub("", line))) for line in lines]
    in_plain = sum(count for count, is_plain in zip(said, plain, strict=True) if is_plain)
    signs = sum(len(line) for line, is_plain in zip(lines, plain, strict=True) if is_plain)
    is_prose = plain[-1] and in_plain >= HAN_SHARE * signs and in_plain * 2 > sum(said)
    return is_prose and plain.count(False) >= CODE_LINES * runs


def _mentions_tags(part: str) -> bool:
    """Text that speaks of tags: elements that must end do not, and begin between two words.

    >>> kind_of("<table> 还是 <div>\\n早年用 <table> 排版，后来改用 <div>，样式另写。", Options())
    'text'
    >>> kind_of("<div>江边<br>昨天下雨。<a href='x'>看图</a>", Options())
    'html'
    """
    begun = list(_BEGUN.finditer(part))
    if sum(match[2] is None for match in begun) * 2 <= len(begun):
        return False  # as in nearly all markup
    least = max(MENTIONS, MENTIONS_LEFT * len(begun))
    between = _between_words(part, begun)
    if between < MENTIONS_BETWEEN * least:
        return False
    names = [match[1].lower() for match in begun]
    ended = [name.lower() for name in _ENDED.findall(part)]
    left = sum(max(0, names.count(name) - ended.count(name)) for name in set(names))
    return left >= least and between >= MENTIONS_BETWEEN * left


def _between_words(part: str, begun: list[re.Match[str]]) -> int:
    """How many elements begin between two words and have no attribute; a word between two of them is the first one's."""
    found = low = 0
    for match in begun:
        if match[3] and match[2] is None and _WORD_END.search(part, max(low, match.start() - 2), match.start()):
            found += 1
        low = match.end()
    return found


def is_binary(data: bytes) -> str:
    """What binary thing the bytes are, empty for text.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"abc")
    ('a PDF file', '')
    """
    if data.startswith(_MAGIC_BYTES):
        return next(what for magic, what in _MAGIC if data.startswith(magic))
    head = data[:8192]
    controls = head.translate(_CONTROLS).count(0)  # twice as fast as to leave them out
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
