"""Blocks that a site repeats from page to page: its template, not its articles.

A first pass over many pages (``qingwen learn-sites``) counts in how many pages of a site each block stands; the table
it writes is used here. A block is known by what it says and how it is shown: the folded text, whether it is a
heading, and whether it is a link. So a headline on its own page is not taken for its link in the others' lists.

Limits: a page that the site serves under several addresses repeats its article too. So nothing is dropped from a
page that would lose most of its text by it, and identical pages count once. Pages that a template has changed on since
are learned anew, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from .. import tables
from ..fold import fold
from ..types import Block, Evidence, Options, Page

RULE = "site/repeated"
MIN_PAGES = 3
"""Pages of a site on which a block must stand. On the 186 development pages of 25 hosts with three pages or more,
2 took paragraphs that stood in two versions of an article, 4 left the templates of small sites: both cost 0.002 of c4."""
MIN_SHARE = 0.3
"""Share of the site's pages on which it must stand. On the same pages 0.1 and 0.3 were equal, 0.5 and 0.6 lost 0.001;
the higher of the equal ones, since a false one costs text and a missed one is left to the model."""
MAX_LOSS = 0.95
"""Share of a page's characters that may go, of those no link holds; beyond it the page itself is the repetition. On the
same pages 0.8 forbade it on short articles (0.007 of c4), 0.98 and 1 gained nothing."""
LINKED = 0.5
"""Share of a block's characters in links from which it is shown as a link."""


@dataclass(frozen=True, slots=True)
class Template:
    """What is known of a site: pages seen, and in how many of them each repeated block stood."""

    site: str
    pages: int
    blocks: Mapping[bytes, int]

    def count(self, digest: bytes) -> int:
        """Pages on which a block or title stood; 0 if it is not one of the template's."""
        seen = self.blocks.get(digest, 0)
        return seen if seen >= MIN_PAGES and seen >= MIN_SHARE * self.pages else 0


def block_digest(block: Block) -> bytes:
    """Eight bytes for what a block says and how it is shown."""
    return _digest(f"{int(block.kind == 'h')}{int(block.link_chars >= LINKED * len(block.text))}", block.folded)


def title_digest(title: str) -> bytes:
    """Eight bytes for what a page calls itself in ``<title>``."""
    return _digest("title", fold(title))


def _digest(shown: str, folded: str) -> bytes:
    from hashlib import blake2b  # loads a library of ciphers, for those who clean with a table of sites

    return blake2b((shown + "".join(folded.split())).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def site_of(page: Page, options: Options) -> str:
    """The host that a page belongs to, without ``www.``: as told, by its URL, or as the page says itself.

    >>> site_of(Page(()), Options(url="http://www.Example.cn:80/a"))
    'example.cn'
    """
    stated = next((value for name, value in page.head.metas if name == "og:url"), "")
    urls = (options.url, page.head.canonical, stated)
    host = options.site or next((host for url in urls if (host := _host(url or ""))), "")
    return host.lower().removeprefix("www.")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def repeated_blocks(page: Page, options: Options) -> dict[int, Evidence]:
    """The blocks that the site's template repeats, by index, with the numbers; empty without ``--sites``."""
    template = known_template(page, options)
    return apply_template(page, template) if template else {}


def forget_repeated_title(page: Page, options: Options) -> Page:
    """The page without its ``<title>`` where many pages of the site bear the same: it names the site, or was injected.

    No headline is then made of it, and no line of the page is taken for one because it resembles it.
    """
    template = known_template(page, options)
    title = page.head.title
    count = template.count(title_digest(title)) if template and title else 0
    if not count or template is None:
        return page
    metas = tuple((name, text) for name, text in page.head.metas if text != title)
    noticed = ("repeated title", f"{title} ({count} of {template.pages} pages)")
    return replace(page, head=replace(page.head, title="", metas=metas), evidence=(*page.evidence, noticed))


def known_template(page: Page, options: Options) -> Template | None:
    """The template of the page's site; None without ``--sites``, with the rule off, or if the site is not known."""
    if not options.sites or RULE in options.skip:
        return None
    return load(options.sites, site_of(page, options))


def apply_template(page: Page, template: Template) -> dict[int, Evidence]:
    """The blocks of a page that stand in the template, unless they are most of its text."""
    found: dict[int, Evidence] = {}
    lost = 0
    for block in page.blocks:
        count = template.count(block_digest(block)) if block.text else 0
        if count:
            found[block.index] = (("site", template.site), ("on", count), ("of", template.pages))
            lost += len(block.text) - block.link_chars
    text = sum(len(block.text) - block.link_chars for block in page.blocks)
    return found if lost <= MAX_LOSS * text else {}


@lru_cache(maxsize=256)
def load(path: str, site: str) -> Template | None:
    """A site's template out of a table; None if the table does not know the site."""
    found = tables.site_blocks(path, site)
    return Template(site, *found) if found else None
