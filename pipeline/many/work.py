"""What a worker does: the pages of one shard through ``clean_page``, into one set of files.

The same function runs in a local process, in a Ray task and in the test's own process. It catches what Python can
catch. What it cannot (a crash in C, a kill for want of memory, an endless loop) kills the process; for that it
notes each page's number in a small file before it touches the page, so that whoever finds the worker dead knows where.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import OptionError, RuleError
from ..types import Document, Options
from .inputs import safe_name
from .ledger import Ledger
from .marks import Marks, Tally
from .outputs import Sink, open_sink
from .place import Place
from .readers import Piece, Record, read_piece
from .settings import Settings
from .shards import Shard

Clean = Callable[[bytes | str, Options], Document]


def clean_one(data: bytes | str, options: Options) -> Document:
    """``clean_page`` within ``max_seconds``, imported when the first page comes."""
    from ..clock import clean_in_time

    return clean_in_time(data, options)


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all shards of a run; picklable."""

    output: str
    notes: str
    """folder for the run's marks and the list of errors: the output itself, or one that is thrown away"""
    settings: Settings = field(default_factory=Settings)
    options: Options = field(default_factory=Options)
    key: str = ""
    clean: Clean = clean_one


@dataclass(frozen=True, slots=True)
class Task:
    """One order to a worker: a shard, without the pages known to kill; or, as a trial, one page of it alone.

    A page that was tried and did no harm is not cleaned again with its shard: what came out is kept in the notes.
    """

    shard: Shard
    skip: Mapping[int, str] = field(default_factory=dict)
    """cause by page number"""
    tried: frozenset[int] = frozenset()
    """pages whose outcome is in the notes"""
    only: int | None = None


def run_task(job: Job, task: Task) -> Tally:
    """Do a task. Raises OSError if the output cannot be written; a bad page never raises."""
    with Place(Path(job.notes), task.shard.number, job.settings.page_timeout) as place:
        if task.only is not None:
            return _try_page(job, task, place)
        return run_shard(job, task, place)


def run_shard(job: Job, task: Task, place: Place) -> Tally:
    """Clean all pages of a shard, put its files in place, then its mark."""
    begun = time.process_time()
    shard, marks = task.shard, Marks(Path(job.notes))
    tally = Tally(shard.number, shard.fingerprint, job.key, weight=shard.weight)
    ledger = Ledger(Path(job.notes), shard, tally)
    sink = open_sink(Path(job.output), shard, job.settings, job.options)
    try:
        for number, record in enumerate(_records(job, shard, task.skip, place)):
            kept = marks.tried(shard.number, number) if number in task.tried else None
            with place.turn(len(record.data)):
                _one_page(job, record, sink, ledger, kept)
        tally.files = sink.close() | ledger.close()
    except BaseException:
        sink.discard()
        ledger.discard()
        raise
    tally.cpu = round(time.process_time() - begun, 4)
    marks.finish(tally)
    return tally


def _records(job: Job, shard: Shard, skip: Mapping[int, str], place: Place) -> Iterator[Record]:
    """The shard's pages; before each is read, its number is noted and the clock set."""
    number = 0
    for piece in shard.pieces:
        barred = {0} if number in skip else ()
        place.note(number)
        for place_in, record in enumerate(read_piece(piece, job.settings.fields, job.options.max_bytes, barred)):
            record = record if record.name else replace(record, name=tree_name(piece, place_in, record.id))
            yield replace(record, data=b"", problem=skip[number]) if number in skip else record
            number += 1
            place.note(number)


def tree_name(piece: Piece, number: int, name: str) -> str:
    """The place of a record in an output tree: its file, then where it stands there (ids may repeat), then its id.

    >>> tree_name(Piece("", "a.jsonl", "jsonl", 0, 0, start=900, name="a.jsonl"), 3, "http://a.cn/x")
    'a.jsonl/900.3 http___a.cn_x'
    """
    return f"{piece.name}/{piece.start}.{number} {safe_name(name.replace('/', '_'))}"


def _one_page(job: Job, record: Record, sink: Sink, ledger: Ledger, kept: Attempt | None) -> None:
    if record.problem:
        ledger.quarantine(record, record.problem)
        return
    begun = time.process_time()
    document, problem = kept or attempt(job, record)
    ledger.tally.cleaning += time.process_time() - begun
    if document is None:
        ledger.quarantine(record, problem)
    elif document.status == "failed":
        ledger.fail(record, document)
    elif document.status == "empty":
        ledger.reject(record, document)
        sink.reject(record, document)
    else:
        digest = ledger.accept(record, document)
        if job.settings.to != "tree":  # a tree's audit is the one that the page alone would get
            document = replace(document, metadata={**document.metadata, "digest": digest})
        sink.write(record, document)


Attempt = tuple[Document | None, str]
"""A page cleaned, or why not."""


def attempt(job: Job, record: Record) -> Attempt:
    """The page cleaned, or why not. Raises OptionError and RuleError, which would hold for every page."""
    try:
        return job.clean(record.data, page_options(job.options, record.url, record.content_type)), ""
    except MemoryError:
        return None, "out of memory"
    except (OptionError, RuleError):  # no page's fault: the run stops
        raise
    except Exception as error:
        return None, f"raised {type(error).__name__}: {error}"


def page_options(options: Options, url: str | None, content_type: str | None) -> Options:
    """The options for one page: its own URL and Content-Type count more than the run's.

    >>> page_options(Options(url="http://a.cn/"), None, "text/html") == Options("http://a.cn/", "text/html")
    True
    """
    if not (url or content_type):
        return options
    return replace(options, url=url or options.url, content_type=content_type or options.content_type)


def _try_page(job: Job, task: Task, place: Place) -> Tally:
    """Clean one page of the shard alone: does it kill? What came out is kept for the shard."""
    shard, marks = task.shard, Marks(Path(job.notes))
    others = _AllBut(task.only or 0)
    for number, record in enumerate(_records(job, shard, others, place)):
        if number == task.only:
            if not record.problem:
                with place.turn(len(record.data)):
                    marks.keep(shard.number, number, attempt(job, record))
            break
    return Tally(shard.number)


class _AllBut(dict[int, str]):
    """As ``skip``: every page but one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __contains__(self, number: object) -> bool:
        return number != self.number

    def __missing__(self, number: int) -> str:
        return "not this one"
