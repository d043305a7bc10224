"""Addresses as Markdown takes them: where links and images lead, and which addresses are written as they are or not at all."""

from __future__ import annotations

import re
from urllib.parse import quote

from ..body import Element, plain_text
from ..late import late

_REFUSED = late(r"(?:javascript|vbscript|file|data):", re.IGNORECASE)
_REFUSED_FIRST = "jJvVfFdD"
_AUTOLINK = late(r"https?://[!-;=?-\[\]^-~]+")


def is_autolink(node: Element, address: str) -> bool:
    """Whether a link shows its own address."""
    is_text = all(isinstance(child, str) for child in node.contents)
    return is_text and plain_text(node) == address and _AUTOLINK.fullmatch(address) is not None


def is_refused(address: str) -> bool:
    """Whether an address, which is not empty, is none that a reader of Markdown may follow."""
    return address[0] in _REFUSED_FIRST and _REFUSED.match(address) is not None


def destination(node: Element, key: str) -> str:
    """Address and title as they stand between the brackets."""
    address = node.attrs.get(key, "")
    if _is_unfit(address):
        address = re.sub(r"[\s<>()\\\x00-\x1f\x7f]", _percent, address)
        address = re.sub(r"&(?=#?\w+;)", "&amp;", address)
    title = node.attrs.get("title", "")
    if not title or title.isspace():
        return address
    title = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'{address} "{re.sub(r"&(?=#?[A-Za-z0-9]+;)", "&amp;", title)}"'


def _is_unfit(address: str) -> bool:
    """Whether an address has a character that must not stand there as it is, or may not; nearly none has."""
    found = False
    for char in address:
        if char in "<>()\\&\x7f" or char <= " " or (char > "\x7f" and char.isspace()):
            found = True
            break
    return found


def _percent(match: re.Match[str]) -> str:
    return quote(match[0])
