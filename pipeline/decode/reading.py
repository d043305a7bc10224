"""Read bytes in one encoding and never fail: each byte that does not fit is kept apart and marked."""

from __future__ import annotations

import codecs

from ..late import late

BAD = "\ufffd"
_PYTHON = {"big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949", "euc-jp": "euc_jp"}
# What Python's tables (Unicode 1.1) read otherwise than the WHATWG index. A145 stays a bullet: code page 950
# writes both "•" and "‧" so, and readers cannot tell them apart.
_BIG5_MARKS = str.maketrans("､‾∼♁☉¥¢£", "﹑¯～⊕⊙￥￠￡")
_BIG5_EURO = "\udca3\udce1"
_ESCAPED = late("[\udc00-\udcff](?:(?<=[\udcc2-\udcf4])[\udc80-\udcbf]{1,3})?")
"""a byte, with those that go on in UTF-8 what it begins; one class to begin with, so that other characters are passed over at once"""


def codec_of(encoding: str) -> str:
    """The Python codec that reads an encoding."""
    return _PYTHON.get(encoding, encoding)


def read_escaped(data: bytes, encoding: str) -> str:
    r"""The text as Python's codec reads it, each byte that does not fit as a lone surrogate (U+DC00 + byte).

    >>> read_escaped(b"\xd6\xd0\xff", "gb18030")
    '中\udcff'
    """
    try:
        return data.decode(codec_of(encoding), "surrogateescape")
    except UnicodeDecodeError:  # it keeps no byte below 80, which may not fit in UTF-16 and seven-bit encodings
        return data.decode(codec_of(encoding), _ANY_BYTE)


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


_ANY_BYTE = "qingwen-any-byte"
codecs.register_error(_ANY_BYTE, _escape)


def finish(text: str, encoding: str) -> str:
    r"""The text as browsers read it, where Python's codec differs from the WHATWG standard.

    >>> finish("\udc80～", "gb18030"), finish("5∼8", "big5")
    ('€～', '5～8')
    """
    if encoding == "gb18030":
        return text.replace("\udc80", "€")
    if encoding == "big5" and any(chr(mark) in text for mark in _BIG5_MARKS):
        text = text.translate(_BIG5_MARKS)
    return text.replace(_BIG5_EURO, "€") if encoding == "big5" else text


def mark(text: str) -> tuple[str, list[tuple[int, str]]]:
    r"""Each escaped byte (or cut UTF-8 sequence) replaced by one U+FFFD; its position, and its bytes in hexadecimal.

    >>> mark("中\udcff文")
    ('中\ufffd文', [(1, 'FF')])
    """
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
