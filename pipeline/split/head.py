"""What the page says of itself: title, metas, language, canonical address."""

from __future__ import annotations

from ..late import late
from ..types import Head
from .serialised import attributes, unescape

_NAMES = ("name", "property", "itemprop", "http-equiv")
_MOMENT = late(r"""\bdatetime\s*=\s*["']?([0-9][^"'<>]{7,39})""")
_UPDATED = late(r"(?i)updated|modified")
_MAX_METAS = 500
"""metas that are kept; pages have at most some dozens, hostile ones a million"""


class HeadReader:
    """Collects the head's facts while the tokens pass by, wherever in the page they stand."""

    def __init__(self) -> None:
        self.title = self.lang = self.canonical = self.base = ""
        self.metas: list[tuple[str, str]] = []
        self.times: dict[str, None] = {}

    def see(self, tag: str, attrs: str, text: str) -> None:
        """One token of html, title, meta, link, base or time."""
        if tag == "title":
            self.title = self.title or " ".join(unescape(text).split())
            return
        if tag == "link" and "canonical" not in attrs.lower():
            return  # style sheets and icons, by the dozen
        if tag == "time":
            self._time(attrs)
            return
        given = attributes(attrs)
        if tag == "meta":
            self._meta(given)
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "").strip()
        elif tag == "base":
            self.base = self.base or given.get("href", "").strip()
        elif tag == "html":
            self.lang = given.get("lang") or given.get("xml:lang") or ""

    def head(self, jsonld: tuple[str, ...]) -> Head:
        """The value that the page carries."""
        return Head(self.title, tuple(self.metas), jsonld, self.lang, self.canonical, self.base, tuple(self.times))

    def _time(self, attrs: str) -> None:
        """The moment that an element gives, each once, but for those of updates."""
        moment = _MOMENT.search(attrs)
        if moment and not _UPDATED.search(attrs):
            self.times[moment[1]] = None

    def _meta(self, given: dict[str, str]) -> None:
        content = given.get("content")
        if content is None or len(self.metas) >= _MAX_METAS:
            return
        for name in _NAMES:
            said = given.get(name)
            if said:
                self.metas.append((said.lower(), content))
