"""datatrove: a reader that keeps a page's bytes, and a step that cleans them.

datatrove's own ``WarcReader`` decodes a page before anybody sees it, with a guess of its own; what the guess breaks cannot
be told from what the site broke. ``WarcBytes`` keeps the bytes and the HTTP headers. Behind any other reader
``Clean`` takes the text as it is and still repairs what it can.

    LocalPipelineExecutor([WarcBytes("warcs/", glob_pattern="*.warc.gz"), Clean(), JsonlWriter("clean/")], tasks=8)
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document as Doc
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader

from ...clean import clean_page
from ...types import Options
from ..rowfiles import plain_metadata
from ..work import page_options

RAW = "qingwen_raw"
"""metadata key of a page's bytes on their way from the reader to the filter"""
CONTENT_TYPE = "qingwen_content_type"


class WarcBytes(BaseDiskReader):  # type: ignore[misc,unused-ignore]
    """Read HTML and text responses of WARC files without decoding them.

    ``max_bytes``: a page with more is left out and counted as ``unreadable``, as is a damaged record. Other
    arguments as for datatrove's disk readers.
    """

    name = "🕷 WARC, bytes kept"
    _requires_dependencies = ["fastwarc"]  # noqa: RUF012 datatrove's own name and form

    def __init__(self, data_folder: Any, *, max_bytes: int = Options().max_bytes, **more: Any) -> None:
        super().__init__(data_folder, **more)
        self.max_bytes = max_bytes

    def read_file(self, filepath: str) -> Iterator[Doc]:
        """The pages of one file."""
        from ..warc import read_stream

        with self.data_folder.open(filepath, "rb") as file:
            for record in read_stream(file, filepath, max_bytes=self.max_bytes):
                if record.problem:
                    self.stat_update("unreadable")
                    continue
                metadata = {"url": record.url, "date": record.date, RAW: record.data, CONTENT_TYPE: record.content_type}
                if self.add_file_path:
                    metadata["file_path"] = self.data_folder.resolve_paths(filepath)
                yield Doc("", record.id, metadata=metadata)


class Clean(PipelineStep):  # type: ignore[misc,unused-ignore]
    """Clean each document's text in place; its metadata gain title, source, published and so on.

    A page without an article is dropped as ``empty``, one that cannot be read as ``failed``; ``exclusion_writer`` gets them.
    """

    type = "🔻 - FILTER"
    name = "清 qingwen"

    def __init__(self, options: Options | None = None, exclusion_writer: Any = None) -> None:
        super().__init__()
        self.options = options or Options()
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable[Doc], rank: int = 0, world_size: int = 1) -> Iterator[Doc]:
        """The documents that have an article, cleaned."""
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for doc in data:
                self.stat_update("total")
                with self.track_time():
                    status = self.clean(doc)
                if status in ("empty", "failed"):
                    self.stat_update("dropped", f"dropped_{status}")
                    doc.metadata["filter_reason"] = status
                    if writer:
                        writer.write(doc, rank)
                else:
                    self.stat_update("forwarded")
                    self.update_doc_stats(doc)
                    yield doc

    def clean(self, doc: Doc) -> str:
        """Clean one document; its status."""
        data = doc.metadata.pop(RAW, None)
        options = page_options(self.options, doc.metadata.get("url"), doc.metadata.pop(CONTENT_TYPE, None))
        cleaned = clean_page(doc.text if data is None else data, options)
        doc.text = cleaned.text
        doc.metadata.update(plain_metadata(cleaned))
        return cleaned.status
