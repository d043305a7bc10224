"""Hostile pages that are broken as bytes, whatever their text; see ``make_hostile.py``, which makes these and those broken as markup."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

PROSE = "港口的新碼頭今天開放，市民可以在週末免費參觀；講解員會說明碼頭有多長、多深，船停在哪裡。"
Maker = Callable[[float], bytes]


def page(body: str, head: str = "<meta charset=utf-8><title>港口</title>") -> bytes:
    """A page around a body, lone surrogates and all."""
    return f"<!doctype html><html><head>{head}</head><body><h1>碼頭開放</h1><p>{PROSE}</p>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


def times(count: float, scale: float) -> int:
    """A count at this scale, one at least."""
    return max(1, int(count * scale))


def two_encodings(scale: float) -> bytes:
    """GBK and UTF-8 by turns, declared Big5."""
    half = PROSE.replace("裡", "里").encode("gb18030")
    return page("", "<meta charset=big5>") + (half + PROSE.encode()) * times(20_000, scale)


def random_bytes(scale: float) -> bytes:
    """Bytes of nothing, the same each time."""
    return b"<p>" + random.Random(1).randbytes(times(5_000_000, scale))


def lone_leads(scale: float) -> bytes:
    """Lead bytes without their second."""
    return b"<meta charset=gbk><p>" + b"\xfe \x81\n" * times(500_000, scale)


def cut_utf8(scale: float) -> bytes:
    """A page that ends within a character, within a tag."""
    return page("<p>" + PROSE * times(1_000, scale))[:-31] + "字".encode()[:2] + b"<a href='"


def utf16_odd(scale: float) -> bytes:
    """UTF-16 with an odd number of bytes."""
    return b"\xff\xfe" + (PROSE * times(10_000, scale)).encode("utf-16-le") + b"x"


def utf7(scale: float) -> bytes:
    """A charset that hides tags."""
    return b'<meta charset="utf-7"><p>' + b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-" * times(1_000, scale)


def zipped(scale: float) -> bytes:
    """A page that is still packed."""
    return gzip.compress(page("<p>" + PROSE * times(1_000, scale)), mtime=0)


def one_byte(scale: float) -> bytes:
    """The smallest page."""
    return b"<"
