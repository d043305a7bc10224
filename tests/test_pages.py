"""Golden pages of our own: what must stay, what must go, and what holds for every page.

``tests/pages/<slug>/`` holds ``source.html`` or ``source.txt`` and ``expect.toml``: about (what the page shows), title,
keeps and drops (pieces of the output text), markdown (pieces of the Markdown), options, known_failure, and any
metadata field.
"""

import tomllib
from pathlib import Path

import pytest

from pipeline import audit
from pipeline.clean import clean_page
from pipeline.decode import decode
from pipeline.repair import repair
from pipeline.split import split
from pipeline.types import Options

PAGES = sorted(path.parent for path in (Path(__file__).parent / "pages").glob("*/expect.toml"))
AS_LINES = (
    "agency-taiwan", "article-ptt", "bbs-thread", "chronicle", "code-blog", "english-news", "furniture-words",
    "furniture-words-tw", "gallery", "hk-blog", "manual-contents", "notice-br", "notice-contact", "notice-register", "notice-taiwan", "notice-vacancies", "question-answers", "recipe", "serial-chapter",
    "statement-short", "threads-discourse", "threads-dvbbs", "threads-numbered", "threads-xenforo", "timeline", "tiny-headline",
)  # fmt: skip
"""pages whose visible lines keep all of their text, too, when all markup is gone"""
OWN = {"about", "keeps", "drops", "markdown", "options", "known_failure"}


def load(folder: Path):
    expect = tomllib.loads((folder / "expect.toml").read_text("utf-8"))
    source = next(folder.glob("source.*"))
    return source.read_bytes(), expect, Options(**expect.get("options", {}))


def marked(folder: Path):
    """A page that we do not get right yet is a strict xfail: whoever mends it takes the field out."""
    why = tomllib.loads((folder / "expect.toml").read_text("utf-8")).get("known_failure")
    return pytest.param(folder, marks=[pytest.mark.xfail(reason=why)] if why else [], id=folder.name)


@pytest.mark.parametrize("folder", [marked(folder) for folder in PAGES])
def test_the_article_and_nothing_else(folder):
    data, expect, options = load(folder)
    doc = clean_page(data, options)
    assert doc.status in {"clean", "flagged"}, doc.metadata
    assert [text for text in expect["keeps"] if text not in doc.text] == []
    assert [text for text in expect["drops"] if text in doc.text] == []
    assert [text for text in expect.get("markdown", []) if text not in doc.markdown] == []
    for field in set(expect) - OWN:
        assert doc.metadata.get(field) == expect[field]
    if "title" in expect:
        assert doc.text.split("\n")[0] == expect["title"]


@pytest.mark.parametrize("name", AS_LINES)
def test_the_same_page_without_markup_loses_nothing(name):
    data, expect, options = load(Path(__file__).parent / "pages" / name)
    page = split(repair(decode(data, options)[0], options)[0], options)
    text = clean_page("\n".join(block.text for block in page.blocks if block.text and not block.hidden)).text
    assert [piece for piece in expect["keeps"] if piece.strip().split("\n")[0] not in text] == []


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_cleaning_the_output_again_changes_nothing(folder):
    data, _, options = load(folder)
    text = clean_page(data, options).text
    assert clean_page(text).text == text


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_edit_can_be_replayed_and_undone(folder):
    data, _, options = load(folder)
    doc = clean_page(data, options)
    for block in doc.kept:
        out = audit.replay_block(block.text, block.index, doc.edits)
        assert audit.undo_block(out, block.index, doc.edits) == block.text
    assert all(block.dropped_by for block in doc.removed)
    assert audit.loads(audit.dumps(audit.records(doc, folder.name))).edits == doc.edits
