"""What must hold for any input whatever: no exception, time linear in the size, edits that replay and undo.

Shared by the property tests (a few seconds in ``make test``) and the long run (``make fuzz``). Each check takes bytes or
text and raises AssertionError, with the stage's name, where something does not hold.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline import audit
from pipeline.clean import clean_page
from pipeline.decode import decode
from pipeline.errors import InputError
from pipeline.repair import repair_text
from pipeline.split import split
from pipeline.types import Block, Document, Options, Source

FIRST_SECONDS = 5.0
"""CPU seconds allowed for an input of no size: a hundred times what the slowest small one takes, since machines differ."""
SECONDS_A_KILOBYTE = 0.05
"""CPU seconds allowed for each further 1,000 characters or bytes: some ten times the slowest kind of page."""
OPTIONS = Options(max_seconds=5.0)
for _page in (
    "臺灣(tái)醫(yī)院，?墒浣?" * 50,
    "<html><body><h1>開放</h1><p>醫(yī)院&amp;ä¸\xad，久久精品?</p>".encode() * 9,
):
    clean_page(_page)  # reads the models and tables, which is not to be measured


@contextmanager
def linear_time(size: int, stage: str) -> Iterator[None]:
    """Fail where the block takes longer than a straight line allows for that size."""
    begun = time.process_time()
    yield
    taken, allowed = time.process_time() - begun, FIRST_SECONDS + SECONDS_A_KILOBYTE * size / 1000
    assert taken <= allowed, f"{stage}: {taken:.2f} s for {size} characters, {allowed:.2f} s are allowed"


def check_decode(data: bytes) -> None:
    """Bytes are read, the same way each time; only the unreadable is refused, in one sentence."""
    with linear_time(len(data), "decode"):
        try:
            source, edits = decode(data, OPTIONS)
        except InputError as error:
            assert str(error), "decode: refused without a word"
            return
    assert (source, edits) == decode(data, OPTIONS), "decode: not the same twice"
    assert source.kind in ("html", "text")
    for edit in edits:
        assert 0 <= edit.start <= len(source.text), f"decode: {edit} lies outside the text"


def check_repair(text: str) -> None:
    """Repair replays and undoes, and changes nothing silently."""
    with linear_time(len(text), "repair"):
        done = repair_text(text)
    assert audit.replay_page(text, done.edits) == done.text, "repair: the edits do not lead to the output"
    assert audit.undo_page(done.text, done.edits) == text, "repair: the edits do not lead back"
    assert done.edits or done.text == text, "repair: changed without an edit"


def check_idempotent(text: str) -> None:
    """What was repaired is not repaired again."""
    once = repair_text(text).text
    twice = repair_text(once).text
    assert twice == once, f"repair: not idempotent: {text!r} -> {once!r} -> {twice!r}"


def check_split(text: str) -> None:
    """Markup becomes blocks in order, each within the page."""
    with linear_time(len(text), "split"):
        page = split(Source(text, "utf-8", (), "html"), OPTIONS)
    for number, block in enumerate(page.blocks):
        assert block.index == number, "split: blocks are not numbered in order"
        assert -1 <= block.start <= len(text), f"split: block {number} lies outside the page"
        assert 1 <= block.line <= text.count("\n") + 1, f"split: block {number} has a line that is not there"


def check_page(data: bytes | str) -> Document:
    """A page is cleaned: no internal error, and each block's edits replay and undo."""
    with linear_time(len(data), "clean"):
        doc = clean_page(data, OPTIONS)
    reason = str(doc.metadata.get("error", ""))
    assert not reason.startswith("internal error"), reason
    for block in (*doc.kept, *doc.removed):
        _check_block(block, doc)
    text = audit.dumps(audit.records(doc, "page", OPTIONS))
    assert audit.loads(text).edits == doc.edits, "audit: not read back as written"
    return doc


def _check_block(block: Block, doc: Document) -> None:
    edits = [edit for edit in doc.edits if edit.block == block.index]
    if edits:
        out = audit.replay_block(block.text, block.index, edits)
        assert audit.undo_block(out, block.index, edits) == block.text, (
            f"block {block.index}: the edits do not lead back"
        )


def check_steady(data: bytes | str) -> None:
    """Cleaning the clean text again, dropping nothing, changes nothing."""
    text = check_page(data).text
    again = clean_page(text, Options(kind="text", extract=False)).text
    assert again == text, f"clean: not steady: {text!r} -> {again!r}"


def _as_text(data: bytes) -> str:
    """Bytes as text that may hold anything, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


CHECKS: dict[str, Callable[[bytes], object]] = {
    "decode": check_decode,
    "repair": lambda data: check_repair(_as_text(data)),
    "idempotent": lambda data: check_idempotent(_as_text(data)),
    "split": lambda data: check_split(_as_text(data)),
    "page": check_page,
}
"""What the long run can be asked for, each from bytes."""
