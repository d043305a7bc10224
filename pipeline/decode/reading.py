"""Read bytes in one encoding and never fail: each byte that does not fit becomes one U+FFFD and costs only itself."""

from __future__ import annotations

import re

BAD = "\ufffd"
_PYTHON = {"big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949", "euc-jp": "euc_jp"}
# What Python's tables (Unicode 1.1) read otherwise than the WHATWG index. A145 stays a bullet: code page 950
# writes both "•" and "‧" so, and readers cannot tell them apart.
_BIG5_MARKS = str.maketrans("､‾∼♁☉¥¢£", "﹑¯～⊕⊙￥￠￡")
_BIG5_EURO = "\udca3\udce1"
_ESCAPED = re.compile(r"[\udcc2-\udcf4][\udc80-\udcbf]{0,3}|[\udc80-\udcff]")


def codec_of(encoding: str) -> str:
    """The Python codec that reads an encoding."""
    return _PYTHON.get(encoding, encoding)


def read(data: bytes, encoding: str) -> tuple[str, list[tuple[int, str]]]:
    """The text, and the bad bytes as (position in the text, the bytes in hexadecimal).

    >>> read(b"\\xd6\\xd0\\xff\\xce\\xc4", "gb18030")
    ('中\ufffd文', [(1, 'FF')])
    """
    text = data.decode(codec_of(encoding), "surrogateescape")
    if encoding == "big5":
        text = text.translate(_BIG5_MARKS).replace(_BIG5_EURO, "€")
    elif encoding == "gb18030":
        text = text.replace("\udc80", "€")  # as code page 936 and the WHATWG standard
    return mark(text)


def mark(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Each escaped byte (or cut UTF-8 sequence) replaced by one U+FFFD, with its position."""
    parts: list[str] = []
    bad: list[tuple[int, str]] = []
    at = length = 0
    for match in _ESCAPED.finditer(text):
        parts += [text[at : match.start()], BAD]
        length += match.start() - at
        bad.append((length, " ".join(f"{ord(char) - 0xDC00:02X}" for char in match[0])))
        length += 1
        at = match.end()
    return "".join(parts) + text[at:], bad
