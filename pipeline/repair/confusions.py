"""The ways in which a page's bytes get read in the wrong encoding, and how each is taken back.

A confusion is a pair: the bytes were ``right``, somebody read them as ``wrong``. Writing the text in ``wrong`` again
gives the bytes, reading these as ``right`` gives the text: an inverse that proves itself, since random text
is hardly ever valid. Where a reader replaced bytes (``?``, U+FFFD) see ``lossy.py``.

Sources of the pairs: ftfy#34, #166, #217; MNBVC#20; damage seen on live pages (windows-1252 for GBK; GBK read as UTF-8
where that is valid, else as Latin-1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..late import late

CP1252 = {ord(bytes([b]).decode("cp1252")): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BEYOND_1252 = late(f"[^\x00-\xff{''.join(map(chr, CP1252))}]")
_EURO_80 = "\udc80"


class Confusion(NamedTuple):
    """Bytes in ``right`` that were read as ``wrong``."""

    right: str
    wrong: str
    write: Callable[[str], bytes]
    """the text in ``wrong`` again; raises UnicodeEncodeError where it cannot be that"""
    cost: float = 0.0
    """nats against it: how much rarer than the usual confusions it is"""

    @property
    def rule(self) -> str:
        """The name that its edits carry."""
        return f"mojibake/{self.right}-as-{self.wrong}"

    def undo(self, text: str) -> str | None:
        """The text that was meant, None if this confusion cannot have made the one we see.

        >>> CONFUSIONS[0].undo("鍙樺法")
        '变巨'
        """
        written = self.written(text)
        return None if written is None else self.read(written)

    def written(self, text: str) -> bytes | None:
        """The bytes of a text in ``wrong``, None if it cannot be that."""
        try:
            return self.write(text)
        except UnicodeEncodeError:
            return None

    def read(self, written: bytes) -> str | None:
        """What the bytes are in ``right``, None if they cannot be that."""
        try:
            return written.decode(_PYTHON.get(self.right, self.right))
        except UnicodeDecodeError:
            return None

    def glance(self, text: str) -> str:
        """The same whatever the text is: ``?`` where it cannot be written, U+FFFD where it cannot be read.

        >>> CONFUSIONS[0].glance("鍙樺")
        '变\ufffd'
        """
        written = text.encode(_PYTHON.get(self.wrong, self.wrong), "replace")
        return written.decode(_PYTHON.get(self.right, self.right), "replace")


_PYTHON = {"big5": "big5hkscs", "windows-1252": "cp1252"}


def write_gb18030(text: str) -> bytes:
    """As code page 936, whose byte 80 is the euro sign."""
    return text.replace("€", _EURO_80).encode("gb18030", "surrogateescape")


def write_latin(text: str) -> bytes:
    """As windows-1252, or Latin-1 where that has none: browsers and databases mix them.

    >>> write_latin("é›…")
    b'\\xe9\\x9b\\x85'
    """
    if _BEYOND_1252.search(text):  # so that long texts of others are not translated first
        raise UnicodeEncodeError("windows-1252", text, 0, 1, "a character beyond")
    return text.translate(CP1252).encode("latin-1")


def write_big5(text: str) -> bytes:
    """As Big5; Hong Kong's supplement where the base has none."""
    try:
        return text.encode("cp950")
    except UnicodeEncodeError:
        return text.encode("big5hkscs")


def not_one_to_one(text: str) -> bytes:
    """Shift_JIS writes hundreds of characters in two ways, UTF-8 or else Latin-1 all of U+0080-00FF: ``lossy.py`` searches."""
    raise UnicodeEncodeError("ambiguous", text, 0, 1, "not one to one")


def _writer(codec: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(codec)


_write_949, _write_1251 = _writer("cp949"), _writer("cp1251")

CONFUSIONS = (
    Confusion("utf-8", "gb18030", write_gb18030),
    Confusion("utf-8", "windows-1252", write_latin),
    Confusion("utf-8", "big5", write_big5, 3.0),
    Confusion("utf-8", "shift_jis", _writer("cp932"), 5.0),
    Confusion("utf-8", "euc-kr", _write_949, 5.0),
    Confusion("utf-8", "windows-1251", _write_1251, 8.0),
    Confusion("utf-8", "macintosh", _writer("mac-roman"), 8.0),
    Confusion("gb18030", "windows-1252", write_latin),
    Confusion("gb18030", "utf-8-or-latin", not_one_to_one, 4.0),
    Confusion("gb18030", "big5", write_big5, 2.0),
    Confusion("gb18030", "shift_jis", not_one_to_one, 5.0),
    Confusion("gb18030", "euc-kr", _write_949, 2.0),
    Confusion("gb18030", "windows-1251", _write_1251, 8.0),
    Confusion("big5", "gb18030", write_gb18030, 2.0),
    Confusion("big5", "windows-1252", write_latin, 3.0),
    Confusion("big5", "utf-8-or-latin", not_one_to_one, 4.0),
    Confusion("big5", "shift_jis", not_one_to_one, 5.0),
)
