"""What a run of many pages may decide: how to read, what to write, how large a shard, how long a page.

Two halves. What changes the output (``Fields``, ``Settings.to`` ...) enters the key of a run, so that a folder
never mixes two ways of cleaning; how the work is done (workers, time limits) does not.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

from .. import __version__
from ..types import Options

Format = Literal["tree", "jsonl", "parquet", "sites"]
"""``sites``: not texts but counts, the first pass of ``learn-sites``"""
Compression = Literal["none", "gz", "zst"]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the fields that hold a page in JSONL and Parquet inputs; empty: the first known name that is there."""

    text: str = ""
    id: str = ""
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run reads and writes; every field has a command-line flag of its name."""

    to: Format = "jsonl"
    compression: Compression = "none"
    tree_files: tuple[str, ...] = ("txt", "md", "audit")
    """what a tree holds of each page"""
    audit: bool = True
    fields: Fields = field(default_factory=Fields)
    shard_pages: int = 0
    """small files in one shard; 0: by the size of the job (``shards.shard_size``)"""
    shard_bytes: int = 0
    """larger inputs are split near this size; 0: by the size of the job"""
    page_timeout: float = 120.0
    """CPU seconds after which a page's worker is killed, if ``Options.max_seconds``, half as long by default, could not end it"""
    memory: int = 0
    """bytes of address space a worker may have; 0: no limit"""
    tasks_per_worker: int = 200
    """shards after which a worker is replaced by a fresh one, which returns fragmented memory"""

    def key(self, options: Options, inputs: tuple[str, ...] = ()) -> str:
        """Hex digest of all that decides what the output looks like."""
        chosen = {
            "version": __version__,
            "options": dataclasses.asdict(options),
            "to": [self.to, self.compression, self.tree_files, self.audit],
            "fields": dataclasses.asdict(self.fields),
            "shards": [self.shard_pages, self.shard_bytes],
            "inputs": inputs,
        }
        return hashlib.sha256(json.dumps(chosen, sort_keys=True, default=str).encode()).hexdigest()[:16]
