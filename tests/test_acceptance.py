"""The pages of raw/ and what comes out of them, to the byte; what the record of a page must hold."""

import gc
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from pipeline import audit
from pipeline.clean import clean_page
from pipeline.decode import decode
from pipeline.types import Options

ROOT = Path(__file__).parent.parent
RAW = sorted((ROOT / "raw").iterdir())
FIRST = ROOT / "raw" / "luohe-radiotherapy.txt"


@pytest.mark.parametrize("page", RAW, ids=lambda page: page.name)
def test_output_is_what_the_pipeline_makes_of_raw(page):
    doc = clean_page(page.read_bytes())
    out = ROOT / "output" / page.stem
    assert doc.text == out.with_suffix(".txt").read_text("utf-8")
    assert doc.markdown == out.with_suffix(".md").read_text("utf-8")
    record = audit.dumps(audit.records(doc, page.stem, Options()))
    assert record == out.with_suffix(".audit.jsonl").read_text("utf-8")


VARIANTS = {
    "as str": lambda text: text,
    "GB 18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR alone": lambda text: text.replace("\n", "\r"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "blanks at the ends": lambda text: text.replace("\n", "  \n"),
    "all lines indented": lambda text: "\u3000\u3000" + text.replace("\n", "\n\u3000\u3000"),
}


@pytest.mark.parametrize("given", VARIANTS.values(), ids=VARIANTS)
def test_how_the_page_was_saved_is_no_matter(given):
    doc = clean_page(given(FIRST.read_text("utf-8")))
    assert doc.text == (ROOT / "output" / FIRST.name).read_text("utf-8")


@pytest.mark.parametrize("page", RAW, ids=lambda page: page.name)
def test_cleaning_the_output_again_changes_nothing(page):
    text = clean_page(page.read_bytes()).text
    assert clean_page(text).text == text


@pytest.mark.parametrize("page", RAW, ids=lambda page: page.name)
def test_replay_and_undo(page):
    doc = clean_page(page.read_bytes())
    raw = decode(page.read_bytes(), Options())[0].text
    repaired = audit.replay_page(raw, doc.edits)
    assert audit.undo_page(repaired, doc.edits) == raw
    for block in doc.kept:
        out = audit.replay_block(block.text, block.index, doc.edits)
        assert audit.undo_block(out, block.index, doc.edits) == block.text
        for line in out.split("\n"):
            assert line in doc.text


@pytest.mark.parametrize("page", RAW, ids=lambda page: page.name)
def test_every_character_outside_the_edits_stands_in_the_input(page):
    """The output holds nothing but the repaired page's characters and what the edits of simplify and typeset say."""
    doc = clean_page(page.read_bytes())
    raw = decode(page.read_bytes(), Options())[0].text
    allowed = Counter(audit.replay_page(raw, doc.edits))
    for edit in doc.edits:
        if edit.block is not None and edit.certainty != "flagged":
            allowed.update(edit.after)
    allowed["\n"] += len(doc.kept)
    body = Counter("".join(audit.replay_block(b.text, b.index, doc.edits) for b in doc.kept))
    missing = body - allowed
    assert not missing


def test_the_first_page_record():
    doc = clean_page(FIRST.read_bytes())
    rules = {block.dropped_by for block in doc.removed}
    assert {"spam/headline", "bylines/source-time", "bylines/editors", "footer/icp", "footer/copyright"} <= rules
    assert all(rule for rule in rules)
    glosses = [edit for edit in doc.edits if edit.stage == "repair"]
    assert sum(edit.before.count("(") for edit in glosses) >= 108
    assert doc.metadata["source"] == "漯河网"
    assert doc.metadata["published"] == "2025-11-04T10:01:00"
    assert doc.metadata["author"] == "李菁"
    assert doc.metadata["credits"] == {"责编": "瘦马", "编审": "王辉", "终审": "卢子璋"}
    assert doc.metadata["script"] == "traditional"
    assert doc.metadata["encoding"] == "utf-8"


def test_without_extraction_every_line_stays():
    doc = clean_page(FIRST.read_bytes(), Options(extract=False))
    assert not doc.removed
    raw = [line for line in FIRST.read_text("utf-8").split("\n") if line.strip()]
    assert len(doc.kept) == len(raw)


def test_files_are_in_nfc_and_end_in_one_line_break():
    for file in (ROOT / "output").glob("*.txt"):
        text = file.read_text("utf-8")
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("page", RAW, ids=lambda page: page.name)
def test_a_page_leaves_nothing_for_the_collector(page):
    data = page.read_bytes()
    clean_page(data)  # tables and modules are loaded
    gc.collect()
    gc.disable()
    try:
        clean_page(data)
        assert gc.collect() == 0
    finally:
        gc.enable()
