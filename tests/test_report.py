"""The report: before and after are whole, every change is told, nothing of a page acts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline import audit
from pipeline.clean import clean_page
from pipeline.cli import main
from pipeline.decode import decode
from pipeline.errors import InputError
from pipeline.report import html, page, page_report, run, run_report
from pipeline.report.segments import Segment, layer
from pipeline.types import Block, Document, Edit, Options

GLOSSED = (
    "市立醫(yī)院的開放日\n\n"
    "市立醫(yī)院昨天舉辦了開放日，三百多位居民參觀了新的病房和藥房，醫(yī)生們一一回答了大家的問題。\n"
    "“我們希望大家了解醫(yī)院每天是怎樣工作的。”院長對記者說，下一次開放日定在明年春天。\n"
    "分享到：微博 微信\n"
)
HOSTILE = (
    "<html><head><title>港口</title></head><body><h1>港口&lt;script&gt;alert(1)&lt;/script&gt;</h1>"
    "<p>新碼頭&lt;img src=x onerror=alert(1)&gt;今天開放，\u202e顛倒\u202c的字和\u200b看不見的字都在這裡，居民可以免費參觀。</p>"
    "<p>第二段也有足夠多的文字，說明這個碼頭有多長、多寬、多深，&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;船可以停在哪裡。</p>"
    "</body></html>"
)


def report_of(data: str | bytes, options: Options = Options()) -> str:  # noqa: B008 - frozen
    return page_report(clean_page(data, options), decode(data, options)[0].text, "page", options)


def view_of(data: str, options: Options = Options()) -> page.PageView:  # noqa: B008 - frozen
    return page.view(clean_page(data, options), decode(data, options)[0].text, "page", options)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def tags_of(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


def test_before_is_the_page_and_after_is_the_text() -> None:
    shown = view_of(GLOSSED)
    rows = [part for part in shown.parts if isinstance(part, page.Row)]
    lines = GLOSSED.split("\n")
    for row in rows:
        assert "".join(mark.before for mark in row.marks) == lines[row.line - 1]
    after = ["".join(mark.after for mark in row.marks) for row in rows]
    assert after == [line for line in shown.doc.text.split("\n") if line]


def test_every_edit_of_the_page_is_counted_once() -> None:
    shown = view_of(GLOSSED)
    assert sum(rule.count for rule in shown.changes) == len(shown.doc.edits) > 5


def test_repairs_inside_markup_are_placed_in_their_block() -> None:
    shown = view_of(
        f"<html><body><h1>開放日</h1><p><b>市立</b>醫(yī)院 &amp; 藥房{GLOSSED.split(chr(10))[2]}</p></body></html>"
    )
    glosses = [
        mark for part in shown.parts if isinstance(part, page.Row) for mark in part.marks if mark.before == "(yī)"
    ]
    assert len(glosses) == 3
    assert all(mark.after == "" and mark.kinds[0].stage == "repair" for mark in glosses)


def test_dropped_blocks_name_their_rule_and_its_place() -> None:
    groups = [part for part in view_of(GLOSSED).parts if isinstance(part, page.Group)]
    block = next(block for group in groups for block in group.blocks if "分享到" in block.text)
    assert block.line == 5
    assert block.why
    assert re.fullmatch(r"\w+\.toml:\d+", block.place)


def test_images_are_named_and_not_loaded() -> None:
    text = report_of(
        "<html><body><h1>港口開放</h1><p>新碼頭今天開放，市民可以免費參觀，講解員會說明碼頭有多長。</p>"
        "<p><img src='/p/1.jpg' alt='\u202e碼頭'></p><p>第二天來了三千人，船停在東邊的泊位。</p>"
        "<div class='ad'><img src='javascript:alert(1)' alt='<b onload=x>'></div></body></html>"
    )
    tags = tags_of(text)
    assert "image 202E碼頭 /p/1.jpg" in re.sub(r"\s+", " ", "".join(tags.text))
    assert not [tag for tag, _ in tags.seen if tag == "img"]


def test_page_text_never_becomes_markup() -> None:
    text = report_of(HOSTILE)
    tags = tags_of(text)
    assert [tag for tag, _ in tags.seen].count("script") == 1
    assert not any(name.startswith("on") for _, attrs in tags.seen for name in attrs)
    assert not any(tag in ("img", "iframe", "object", "link") for tag, _ in tags.seen)
    assert "alert(1)" in "".join(tags.text)


def test_characters_that_act_are_shown_as_code_points() -> None:
    text = report_of(HOSTILE)
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    assert ">202E</i>" in text


def test_policy_allows_nothing_from_outside() -> None:
    tags = tags_of(report_of(GLOSSED))
    policy = next(attrs["content"] for tag, attrs in tags.seen if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not any(attrs.get("style") for _, attrs in tags.seen)
    assert not re.search(
        r"https?://", " ".join(str(v) for tag, attrs in tags.seen for k, v in attrs.items() if k in ("href", "src"))
    )


def test_every_mark_points_to_what_explains_it() -> None:
    tags = tags_of(report_of(GLOSSED))
    ids = {attrs["id"] for _, attrs in tags.seen if attrs.get("id")}
    marks = [attrs for tag, attrs in tags.seen if tag == "a" and "e" in (attrs.get("class") or "").split()]
    assert marks
    assert all(set((attrs["aria-describedby"] or "").split()) <= ids for attrs in marks)


def test_own_style_and_script_stay_small() -> None:
    assert sum((html.FOLDER / name).stat().st_size for name in ("style.css", "script.js")) < 30_000


def test_a_large_page_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_BLOCKS", 10)
    shown = view_of(
        "\n".join(f"第{n}段說明碼頭的第{n}個部分，居民可以在這裡參觀新的泊位和倉庫，全天開放。" for n in range(50))
    )
    assert len([part for part in shown.parts if isinstance(part, page.Row)]) <= 10
    assert shown.not_shown == 40


@pytest.mark.parametrize("text", ["\ud800字", "a\x00b", "\U000e0041", "\ue5e5"])
def test_what_cannot_be_written_is_shown(text: str) -> None:
    shown = html.show(text)
    assert shown.encode()
    assert 'class="cp"' in shown


def test_runs_of_one_invisible_character_are_counted() -> None:
    assert html.show("\u200b\u200b\u200b") == '<i class="cp" title="ZERO WIDTH SPACE">200B×3</i>'


@st.composite
def staged(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and edits of three stages, each counted in what the one before left."""
    text = first = draw(st.text("甲乙丙丁", max_size=12))
    stages = []
    for stage in ("repair", "simplify", "typeset"):
        edits, at, out = [], 0, ""
        while at <= len(text) and draw(st.booleans()):
            start = draw(st.integers(at, len(text)))
            before = text[start : draw(st.integers(start, min(len(text), start + 3)))]
            after = draw(st.text("戊己", max_size=2))
            sure = draw(st.sampled_from(["exact", "likely", "flagged"]))
            edits.append(Edit(stage, "x", 0, start, before, before if sure == "flagged" else after, sure))
            out += text[at:start] + edits[-1].after
            at = start + max(len(before), 1)
            out += text[start + len(before) : at]
        text = out + text[at:]
        stages.append(edits)
    return first, stages


@given(staged())
def test_layers_keep_both_texts_whole(case: tuple[str, list[list[Edit]]]) -> None:
    text, stages = case
    segments, expected = [Segment(text, text)], text
    for edits in stages:
        segments = layer(segments, edits)
        expected = audit.replay(expected, edits)
    assert "".join(segment.before for segment in segments) == text
    assert "".join(segment.after for segment in segments) == expected
    told = [edit for segment in segments for edit in segment.edits]
    assert len(told) == len([edit for edits in stages for edit in edits if edit.certainty != "flagged"])


def written_run(folder: Path) -> Path:
    """A small run: a tree of two pages, and a shard with one more and a failed page."""
    for name, text in (("a", GLOSSED), ("b", HOSTILE)):
        doc = clean_page(text)
        (folder / f"{name}.txt").write_text(doc.text, "utf-8")
        (folder / f"{name}.audit.jsonl").write_text(audit.dumps(audit.records(doc, name)), "utf-8")
    doc = clean_page(GLOSSED)
    first, *rest = audit.records(doc, "c")
    row = {**first, "status": "flagged", "edits": [r for r in rest if r["type"] == "edit"]}
    row["removed"] = [r for r in rest if r["type"] == "removed"]
    for place, value in (
        ("audit/part-00000.audit.jsonl", row),
        ("data/part-00000.jsonl", {"id": "c", "text": doc.text}),
        ("errors/part-00000.jsonl", {"id": "d", "url": None, "status": "failed", "cause": "<b>no text</b>"}),
    ):
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(json.dumps(value) + "\n", "utf-8")
    return folder


def test_run_counts_all_and_shows_the_worst_first(tmp_path: Path) -> None:
    shown = run.view(written_run(tmp_path))
    assert shown.pages == 4
    assert shown.statuses["failed"] == 1
    assert shown.causes[0]["cause"] == "<b>no text</b>"
    assert [sample.status for sample in shown.samples] == sorted((s.status for s in shown.samples), reverse=True)
    assert shown.samples[0].name == "c"
    assert shown.samples[0].text == clean_page(GLOSSED).text
    assert shown.edits["repair/gloss"] >= 6


def test_run_samples_are_bounded_and_the_same_each_time(tmp_path: Path) -> None:
    folder = written_run(tmp_path)
    once, twice = (run.view(folder, 2) for _ in range(2))
    assert [s.name for s in once.samples] == [s.name for s in twice.samples]
    assert len(once.samples) == 2
    assert once.pages == 4


def test_run_report_escapes_and_counts(tmp_path: Path) -> None:
    text = run_report(written_run(tmp_path))
    assert "&lt;b&gt;no text&lt;/b&gt;" in text
    assert [tag for tag, _ in tags_of(text).seen].count("script") == 1


def test_a_folder_without_audit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no audit"):
        run_report(tmp_path)


def test_a_broken_audit_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.audit.jsonl").write_text('{"type":"page"\n', "utf-8")
    with pytest.raises(InputError, match=r"a\.audit\.jsonl: line 1"):
        run_report(tmp_path)


def test_command_writes_page_and_run(tmp_path: Path) -> None:
    source = tmp_path / "page.txt"
    source.write_text(GLOSSED, "utf-8")
    done = CliRunner().invoke(main, ["report", str(source), "-o", str(tmp_path / "page.html")])
    assert done.exit_code == 0, done.output
    assert "<!doctype html>" in (tmp_path / "page.html").read_text("utf-8")
    (tmp_path / "run").mkdir()
    done = CliRunner().invoke(main, ["report", str(written_run(tmp_path / "run")), "-o", str(tmp_path / "run.html")])
    assert done.exit_code == 0, done.output


def test_an_audit_that_does_not_fit_is_still_shown() -> None:
    block = Block("港口開放", 0, "line")
    doc = Document(
        "", "港口开放\n", "", {}, (Edit("simplify", "script", 0, 9, "x", "y", "exact"),), (), "clean", (block,)
    )
    shown = page.view(doc, "港口開放", "page", Options())
    assert isinstance(shown.parts[0], page.Row)
    assert shown.elsewhere
