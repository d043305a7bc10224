"""YAML front matter that any YAML parser loads back equal, written without a YAML library.

A string stands plain where YAML 1.1 and 1.2 read it as itself, else as a JSON string, which is YAML too.
Full dates and times stand plain, as YAML timestamps; minutes alone stay a string.
"""

from __future__ import annotations

from ..late import late
from ..types import Article

_TIMESTAMP = late(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?")
_PLAIN = late(r"[^\W\d_][^\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff#:]*")
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"])
"""What some YAML parser reads as a truth value or nothing."""
_UNPRINTABLE = late("[\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")


def front_matter(article: Article) -> str:
    """The front matter with its two fences, empty if nothing is known."""
    urls = [fact.value for fact in article.facts if fact.name == "url" and fact.value]
    fields = [
        ("title", article.title),
        ("source", article.source),
        ("published", article.published),
        ("updated", article.updated),
        ("author", article.author),
    ]
    lines = [f"{key}: {scalar(value, date=key in ('published', 'updated'))}" for key, value in fields if value]
    roles: dict[str, list[str]] = {}
    for role, name in article.credits:
        roles.setdefault(role, []).append(name)
    if roles:
        lines.append("credits:")
        lines += [f"  {scalar(role)}: {scalar('、'.join(names))}" for role, names in roles.items()]
    if urls:
        lines.append(f"url: {scalar(urls[0])}")
    return "---\n" + "\n".join(lines) + "\n---\n" if lines else ""


def scalar(value: str, *, date: bool = False) -> str:
    r"""One value as YAML writes it.

    >>> print(scalar("漯河网"), scalar("no"), scalar("2025-11-04", date=True), scalar("a: b"))
    漯河网 "no" 2025-11-04 "a: b"
    """
    if date and _TIMESTAMP.fullmatch(value):
        return value
    plain = _PLAIN.fullmatch(value) and value == value.strip() and value.lower() not in _WORDS
    return value if plain else quoted(value)


def quoted(value: str) -> str:
    """A JSON string with every character escaped that YAML does not print."""
    from json.encoder import encode_basestring  # most front matter needs no quotation marks

    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", encode_basestring(value))
