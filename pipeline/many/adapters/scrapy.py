"""Scrapy: an item pipeline that puts the clean text beside, or in place of, a downloaded page.

    ITEM_PIPELINES = {"pipeline.many.adapters.scrapy.CleanPipeline": 300}

The spider yields items with the page's bytes (``response.body``) or text in ``html`` or ``body``, and its ``url``; a
``content_type`` (``response.headers.get("Content-Type")``) helps with odd encodings. The item gains ``title``, ``text``,
``markdown``, ``status`` and ``metadata``.

Settings: ``QINGWEN_OPTIONS`` (a dict of Options), ``QINGWEN_FIELD`` (where the page is), ``QINGWEN_KEEP_PAGE`` (True: leave
it in the item), ``QINGWEN_DROP_EMPTY`` (True, as by default: drop items without an article).

Limits: cleaning takes the CPU for some milliseconds a page in Scrapy's only thread. A crawl that is faster than that
writes the pages raw and cleans them with ``qingwen run``.
"""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from ...clean import clean_page
from ...types import Options
from ..rowfiles import plain_metadata
from ..work import page_options

FIELDS = ("html", "body")
"""where a page is looked for if ``QINGWEN_FIELD`` is not set"""


class CleanPipeline:
    """Cleans items; keeps counts in the crawler's stats as ``qingwen/cleaned`` and so on."""

    def __init__(self, crawler: Any) -> None:
        settings = crawler.settings
        self.stats = crawler.stats
        self.options = Options(**settings.getdict("QINGWEN_OPTIONS", {}))
        field = settings.get("QINGWEN_FIELD")
        self.fields = (field,) if field else FIELDS
        self.keep_page = settings.getbool("QINGWEN_KEEP_PAGE", False)
        self.drop_empty = settings.getbool("QINGWEN_DROP_EMPTY", True)

    @classmethod
    def from_crawler(cls, crawler: Any) -> CleanPipeline:
        """How Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: Any, *_spider: Any) -> Any:
        """The item with its clean text. Raises DropItem for one without an article. (Old Scrapy hands in the spider.)"""
        adapter = ItemAdapter(item)
        field = next((field for field in self.fields if adapter.get(field) is not None), None)
        if field is None:
            self.stats.inc_value("qingwen/no_page")
            return item
        document = clean_page(adapter[field], page_options(self.options, adapter.get("url"), self._type_of(adapter)))
        self.stats.inc_value(f"qingwen/{document.status}")
        if self.drop_empty and document.status in ("empty", "failed"):
            raise DropItem(f"no article: {document.metadata.get('error', document.status)}")
        found = {
            "title": document.title,
            "text": document.text,
            "markdown": document.markdown,
            "status": document.status,
            "metadata": plain_metadata(document),
        }
        for name, value in found.items():
            if _takes(item, name):
                adapter[name] = value
        if not self.keep_page and field not in found:
            del adapter[field]
        return item

    @staticmethod
    def _type_of(adapter: ItemAdapter) -> str | None:
        """The item's Content-Type; bytes, as Scrapy's headers are, become text in the item too: feeds cannot write bytes."""
        kind = adapter.get("content_type")
        if isinstance(kind, bytes):
            kind = adapter["content_type"] = kind.decode("latin-1")
        return None if kind is None else str(kind)


def _takes(item: Any, name: str) -> bool:
    """Whether an item has a field: a dict takes any, a declared item only its own."""
    return isinstance(item, dict) or name in ItemAdapter(item).field_names()
