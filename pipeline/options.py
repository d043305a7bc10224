"""What a user may decide about the cleaning of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may decide; each field has a command-line flag of its name."""

    url: str | None = None
    content_type: str | None = None
    """the HTTP Content-Type header, a hint"""
    encoding: str | None = None
    """an order: the bytes are read so, whatever they look like"""
    kind: Literal["auto", "html", "text"] = "auto"
    extract: bool = True
    """False: repair, convert and typeset only, drop nothing"""
    script: Literal["simplified", "keep", "traditional", "taiwan", "hongkong"] = "simplified"
    vocabulary: Literal["keep", "mainland"] = "keep"
    quotes: Literal["keep", "mainland", "taiwan"] = "keep"
    protect: tuple[str, ...] = ()
    """words whose script is never converted"""
    punctuation: Literal["restore", "keep"] = "restore"
    spam: Literal["drop", "flag"] = "drop"
    bylines: Literal["drop", "keep"] = "drop"
    captions: Literal["drop", "keep"] = "keep"
    rules: str | None = None
    """a folder of the user's own rules; ``./rules`` where it exists"""
    site: str | None = None
    """host whose site rules apply, for text input or a page without url"""
    sites: str | None = None
    """a table of what sites repeat, made by ``qingwen learn-sites``"""
    skip: tuple[str, ...] = ()
    """rule ids that are switched off"""
    max_bytes: int = 20_000_000
    max_blocks: int = 200_000
    max_depth: int = 512
    max_seconds: float = 60.0
    """CPU seconds for one page in a command or a run, then it has failed (``pipeline.clock``); ``clean_page`` itself keeps its
    caller's clocks alone, its searches are bounded by the length of the page"""
