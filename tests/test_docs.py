"""Every command and snippet of the README and of docs/ runs as it stands.

Python: each block is run; the names live on to the next block of the page; where a line ends in a comment that is a
Python literal, the line's value must be it. ``pycon``: a doctest. ``sh``: every ``qingwen``, ``python`` and ``cat`` line runs
in a copy of the repository's ``raw/`` with some pages beside it. ``toml`` and Python blocks that begin with a file name are
written there first. A block is left out only below ``<!-- not run: the reason -->``.
"""

from __future__ import annotations

import ast
import doctest
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
NOT_RUN = re.compile(r"<!-- not run: \S.+? -->\s*$")
FILE_NAME = re.compile(r"^# (\S+\.(?:toml|py|txt))\n")
OUTSIDE = ("make ", "pip ", "git ", "apt-get ")
"""commands that change the machine: only that the target is there is checked"""
FOUND = ("qingwen check",)
"""commands whose exit code 1 means that they found something"""
ARTICLE = (
    "<html><head><title>新碼頭今天開放</title></head><body><h1>新碼頭今天開放</h1><p>來源：港口日報 2024-05-01 10:00</p>"
    + "".join(
        f"<p>新碼頭今天開放，第{n}天有三百多位市民參觀了市立醫(yī)院旁邊的泊位，講解員說明了碼頭有多長、多深。</p>\n"
        for n in range(9)
    )
    + "<div>分享到：微博 微信</div><p>本店新品：春季茶具</p></body></html>"
)


@dataclass(frozen=True)
class Snippet:
    page: str
    line: int
    language: str
    text: str
    skipped: bool


def snippets(path: Path) -> list[Snippet]:
    text = path.read_text("utf-8")
    return [
        Snippet(
            path.name,
            text.count("\n", 0, found.start()) + 2,
            found[1],
            found[2],
            bool(NOT_RUN.search(text[: found.start()])),
        )
        for found in FENCE.finditer(text)
    ]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``raw/``, some pages, and the command ``qingwen``."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    for folder in ("saved-pages", "saved-pages/news", "clean-corpus", "pages", "crawl"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "page.html").write_text(ARTICLE, "utf-8")
    (tmp_path / "page.html").write_text(ARTICLE + "\n" * 60, "utf-8")
    (tmp_path / "page.txt").write_text(re.sub("<[^>]+>", "\n", ARTICLE), "utf-8")
    crawl(tmp_path)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "qingwen").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n')
    (bin_folder / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for command in ("qingwen", "python"):
        (bin_folder / command).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def crawl(folder: Path) -> None:
    """The page as crawls keep it: WARC, JSON lines, Parquet."""
    import pyarrow
    import pyarrow.parquet

    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + ARTICLE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.cn/1.html\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    (folder / "warcs").mkdir()
    for name in ("warcs/part.warc.gz", "crawl.warc.gz"):
        (folder / name).write_bytes(gzip.compress(head.encode() + body + b"\r\n\r\n"))
    (folder / "dump.jsonl").write_text(json.dumps({"html": ARTICLE, "url": "http://example.cn/2.html"}) + "\n", "utf-8")
    pyarrow.parquet.write_table(pyarrow.table({"html": [ARTICLE]}), folder / "pages" / "dump.parquet")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_snippet_runs(page: Path, place: Path) -> None:
    names: dict[str, object] = {"__name__": page.stem}
    todo = [snippet for snippet in snippets(page) if not snippet.skipped]
    for snippet in todo:
        if named := FILE_NAME.match(snippet.text):
            written = place / named[1]
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(snippet.text, "utf-8")
    for snippet in todo:
        where = f"{snippet.page}:{snippet.line}"
        if snippet.language == "python":
            run_python(snippet.text, names, where)
        elif snippet.language == "pycon":
            run_session(snippet.text, where)
        elif snippet.language == "sh":
            run_shell(snippet.text, place, where)


def run_python(text: str, names: dict[str, object], where: str) -> None:
    comments = {
        token.start[0]: token.string[1:].strip()
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    }
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Expr):
            exec(compile(ast.Module([node], []), where, "exec"), names)
            continue
        value = eval(compile(ast.Expression(node.value), where, "eval"), names)
        try:
            expected = ast.literal_eval(comments.get(node.end_lineno or 0, "?"))
        except (ValueError, SyntaxError):
            continue
        assert value == expected, f"{where}: line {node.lineno} of the snippet"


def run_session(text: str, where: str) -> None:
    session = doctest.DocTestParser().get_doctest(text, {}, where, where, 0)
    told = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    runner.run(session, out=told.write)
    assert not runner.failures, told.getvalue()


def run_shell(text: str, place: Path, where: str) -> None:
    for command in commands(text):
        if command.startswith(OUTSIDE):
            target = re.match(r"make ([a-z-]+)", command)
            assert not target or f"\n{target[1]}:" in (ROOT / "Makefile").read_text("utf-8"), (
                f"{where}: no target {target[1]}"
            )
            continue
        if command.startswith("qingwen run") and "--dry-run" not in command:
            shutil.rmtree(place / "corpus", ignore_errors=True)  # each such line is a run of its own
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        allowed = (0, 1) if command.startswith(FOUND) else (0,)
        assert done.returncode in allowed, f"{where}: {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def commands(text: str) -> list[str]:
    """The commands of a block, lines that end in a backslash joined, comments taken away."""
    lines = text.replace("\\\n", " ").split("\n")
    found = [re.sub(r"(^|\s)#.*$", "", line).strip() for line in lines]
    return [line for line in found if line]


def test_the_reference_lacks_nothing() -> None:
    """Commands, options, functions, errors; regenerate it with scripts/make_reference.py."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from make_reference import reference

    headings = re.compile(r"^(?:#+ .*|\| `[^`]*` )", re.M)
    told = (ROOT / "docs" / "reference.md").read_text("utf-8")
    missing = [line for line in headings.findall(reference().split("## Rules")[0]) if line not in told]
    assert missing == [], "run scripts/make_reference.py"


def test_links_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            if not re.match(r"https?:|mailto:", target) and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
