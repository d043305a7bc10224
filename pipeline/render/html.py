"""The tree as clean HTML: what the stages noted in data attributes is left out.

Written by hand: a serialiser that knows all of HTML costs as much as all other renderers together.
"""

from __future__ import annotations

from ..body import Element, elements, holds_text, plain_text

_BARE = frozenset({"span", "ruby", "rt"})
"""Elements that mean nothing by themselves: lines of one paragraph, ruby whose reading was taken out."""


def to_html(body: Element) -> str:
    """One block element a line."""
    return "".join([clean_html(child) + "\n" for child in body.contents])


def clean_html(node: Element | str) -> str:
    """One element as HTML without our notes. The tree's depth is bounded where it is built."""
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def _write(node: Element | str, out: list[str]) -> None:
    if isinstance(node, str):
        out.append(escaped(node))
        return
    name = node.name
    if name in _BARE and not has_reading(node):
        for child in node.contents:
            _write(child, out)
        return
    attrs = ""
    for key, value in node.attrs.items():
        if not key.startswith("data-"):
            attrs += _attribute(key, value)
    if name == "br" or name == "img":
        out.append(f"<{name}{attrs}>")
        return
    if holds_text(node):
        out.append(f"<{name}{attrs}>{escaped(node.contents[0])}</{name}>")  # type: ignore[arg-type]
        return
    out.append(f"<{name}{attrs}>")
    for child in node.contents:
        _write(child, out)
    out.append(f"</{name}>")


def _attribute(key: str, value: str) -> str:
    text = escaped(value if isinstance(value, str) else " ".join(value))
    if '"' in text or "'" in text:
        text = text.replace('"', "&quot;").replace("'", "&#x27;")
    return f' {key}="{text}"'


def escaped(text: str) -> str:
    """Text as HTML holds it; most text holds nothing to escape.

    >>> escaped("a<b")
    'a&lt;b'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def has_reading(node: Element) -> bool:
    """Whether a ruby or rt element still holds a reading."""
    readings = [node] if node.name == "rt" else elements(node, ("rt",))
    return any(plain_text(reading) for reading in readings)
