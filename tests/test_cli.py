"""The command: what goes where, which flag is which option, and one clear sentence for input that is none."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import audit, files, tables
from pipeline.cli import COMMANDS, main
from pipeline.commands.clean import clean
from pipeline.types import Options

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "raw" / "riverside-park.html"
FIRST = ROOT / "raw" / "luohe-radiotherapy.txt"


def run(*args, data=None):
    return CliRunner().invoke(main, [str(arg) for arg in args], input=data)


def test_one_page_goes_to_standard_output_as_text():
    result = run("clean", PAGE)
    assert result.exit_code == 0
    assert result.stdout.startswith("滨河公园改造完工 周末向市民开放\n")
    assert result.stderr == ""


@pytest.mark.parametrize(("to", "starts"), [("txt", "滨河"), ("md", "---\ntitle: "), ("html", "<"), ("json", "{")])
def test_format_by_flag(to, starts):
    assert run("clean", PAGE, "-t", to).stdout.startswith(starts)


def test_standard_input():
    result = run("clean", "-", data=PAGE.read_bytes())
    assert result.exit_code == 0
    assert result.stdout == run("clean", PAGE).stdout


@pytest.mark.parametrize(("name", "starts"), [("a.txt", "滨河"), ("a.md", "---\n"), ("a.html", "<"), ("a.json", "{")])
def test_format_by_the_ending_of_the_output(tmp_path, name, starts):
    assert run("clean", PAGE, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(starts)


def test_one_page_into_a_folder(tmp_path):
    assert run("clean", PAGE, "-o", tmp_path / "out").exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "riverside-park.audit.jsonl",
        "riverside-park.md",
        "riverside-park.txt",
    ]


def test_a_folder_into_a_folder_with_its_subfolders(tmp_path):
    raw = tmp_path / "raw"
    (raw / "sub").mkdir(parents=True)
    for name in ("a.html", "a.txt", "sub/b.htm"):
        (raw / name).write_bytes(PAGE.read_bytes() if name != "a.txt" else "一段文字，没有别的。\n".encode())
    (raw / ".hidden.html").write_text("x")
    (raw / "picture.png").write_bytes(b"\x89PNG")
    result = run("clean", raw, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    texts = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.txt"))
    assert texts == ["a.html.txt", "a.txt.txt", "sub/b.txt"]
    assert "3 pages" in result.stderr


def test_audit_beside_the_output_reads_back(tmp_path):
    run("clean", FIRST, "-o", tmp_path)
    record = audit.read(tmp_path / "luohe-radiotherapy.audit.jsonl")
    assert record.page["encoding"] == "utf-8"
    assert any(block.dropped_by == "spam/headline" for block in record.removed)


def test_every_option_has_a_flag_of_its_name():
    flags = {flag for param in clean.params for flag in param.opts}
    for field in dataclasses.fields(Options):
        assert "--" + field.name.replace("_", "-") in flags


def test_flags_reach_the_page(tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("# mine\n乾隆\n", "utf-8")
    result = run("clean", "-", "--script", "keep", "--no-extract", "--protect", words, data="乾隆皇帝在醫院".encode())
    assert result.stdout == "乾隆皇帝在醫院\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


BAD = [
    ("empty", ["clean", "TMP/empty.txt"], 3),
    ("binary", ["clean", "TMP/picture.html"], 3),
    ("missing", ["clean", "TMP/none.html"], 3),
    ("over max_bytes", ["clean", "TMP/big.txt", "--max-bytes", "100"], 3),
    ("folder without pages", ["clean", "TMP/folder", "-o", "TMP/out"], 3),
    ("folder without -o", ["clean", "TMP/folder"], 2),
    ("output is a file", ["clean", PAGE, FIRST, "-o", "TMP/file"], 2),
    ("output below a file", ["clean", PAGE, "-o", "TMP/file/a.txt"], 2),
    ("unknown option", ["clean", PAGE, "--colour", "red"], 2),
    ("rules folder missing", ["clean", PAGE, "--rules", "TMP/none"], 2),
    ("explain a missing file", ["explain", "TMP/none.html"], 3),
    ("explain a line too far", ["explain", PAGE, "--line", "9999"], 3),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case[0])
def test_bad_input_is_one_sentence_and_the_right_code(tmp_path, case):
    _, args, code = case
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "big.txt").write_text("长" * 1000, "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    args = [str(arg).replace("TMP", str(tmp_path)) for arg in args]
    result = run(*args)
    assert result.exit_code == code, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    message = result.stderr.strip().split("\n")[-1]
    assert message.startswith(("qingwen: ", "Error: "))
    assert len(message) > 20


def test_one_bad_page_does_not_stop_a_folder(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "bad.html").write_bytes(b"")
    (raw / "good.html").write_bytes(PAGE.read_bytes())
    result = run("clean", raw, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "bad.html" in result.stderr
    assert (tmp_path / "out" / "good.txt").exists()
    assert not (tmp_path / "out" / "bad.txt").exists()


def test_twenty_megabytes_of_one_line(tmp_path):
    page = tmp_path / "line.txt"
    page.write_text("长" * 6_500_000, "utf-8")
    result = run("clean", page)
    assert result.exit_code == 0
    assert len(result.stdout) == 6_500_001


def test_no_half_written_output(tmp_path, monkeypatch):
    target = tmp_path / "a.txt"
    target.write_text("before")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(files.OutputError, match="No space left"):
        files.write_whole(target, "after")
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_closed_pipe_is_quiet():
    command = f'"{sys.executable}" -m pipeline clean "{FIRST}" | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, env=os.environ, check=False)
    assert done.stderr == b""


def test_explain_names_the_evidence_of_the_headline():
    result = run("explain", FIRST, "--line", "1")
    assert result.exit_code == 0
    assert "dropped by spam/headline" in result.stdout
    assert "evidence:" in result.stdout


def test_explain_names_the_rule_and_where_it_stands():
    lines = FIRST.read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if line.startswith("責編:"))
    result = run("explain", FIRST, "--line", number)
    assert "dropped by bylines/editors" in result.stdout
    assert "bylines.toml:" in result.stdout
    assert "why:" in result.stdout
    written = (tables.RULES / "bylines.toml").read_text("utf-8").split("[editors]\n")[1].split("'''")[1]
    assert "  line:" + written.rstrip().replace("\n", "\n  ") in result.stdout
    assert re.search(r"^  \{name\}: .* \(.*parts\.toml:\d+\)$", result.stdout, re.MULTILINE)


def test_explain_without_a_line_lists_all_that_was_dropped():
    result = run("explain", FIRST)
    assert "spam/headline" in result.stdout
    assert "bylines/source-time" in result.stdout


def test_json_is_the_whole_record():
    doc = json.loads(run("clean", FIRST, "-t", "json").stdout)
    assert doc["metadata"]["author"] == "李菁"
    assert {"edits", "removed", "text", "markdown"} <= set(doc)
