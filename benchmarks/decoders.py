"""Readers of bytes for ``decode.py``: ours, and those of the peers that are installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.decode import decode
from pipeline.types import Options

Reader = Callable[[bytes], str]


def ours(data: bytes) -> str:
    return decode(data, Options())[0].text


def by_name(detect: Callable[[bytes], str | None]) -> Reader:
    """A reader from a detector: the peers' users decode strictly, and replace what that leaves."""

    def read(data: bytes) -> str:
        name = detect(data) or "ascii"
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name.lower(), name)
        try:
            return data.decode(name, "replace")
        except LookupError:
            return ""

    return read


def peers() -> Iterator[tuple[str, Reader]]:
    """The peers that are installed."""
    for name, make in PEERS.items():
        try:
            yield name, make()
        except ImportError:
            print(f"{name}: not installed, left out")


def _chardet() -> Reader:
    module = importlib.import_module("chardet")
    return by_name(lambda data: module.detect(data)["encoding"])


def _cchardet() -> Reader:
    module = importlib.import_module("cchardet")
    return by_name(lambda data: module.detect(data)["encoding"])


def _charset_normalizer() -> Reader:
    module = importlib.import_module("charset_normalizer")

    def detect(data: bytes) -> str | None:
        best = module.from_bytes(data).best()
        return best.encoding if best else None

    return by_name(detect)


def _resiliparse() -> Reader:
    module = importlib.import_module("resiliparse.parse.encoding")
    return by_name(lambda data: module.detect_encoding(data, from_html_meta=True))


def _bs4() -> Reader:
    module = importlib.import_module("bs4.dammit")
    return lambda data: module.UnicodeDammit(data, is_html=True).unicode_markup or ""


PEERS = {
    "chardet": _chardet,
    "cchardet": _cchardet,
    "charset-normalizer": _charset_normalizer,
    "resiliparse": _resiliparse,
    "bs4": _bs4,
}
