#!/usr/bin/env python3
"""The extraction scores: the whole way from bytes to kept blocks, each page by models that have not seen its brand.

    python scripts/train_judge.py --data PAGES --evaluate 6 --models FOLDS
    python scripts/train_judge.py --data PAGES --evaluate 6 --models FOLDS --kind text
    python benchmarks/extraction.py --data PAGES --tools TOOLS --models FOLDS [--peer trafilatura_default ...]

Runs the scorer of the data on ``nested`` (HTML) and ``nested_text`` (the same pages as lines without markup), and
on the named peers in the same run, and prints one table of all in Markdown. Peers are adapters of the scorer's own
``peers.py``; ``--peers`` names those that ``benchmarks/requirements-peers.txt`` installs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from pipeline.decode import decode  # noqa: E402
from pipeline.judge import judge, model  # noqa: E402
from pipeline.repair import repair  # noqa: E402
from pipeline.split import split  # noqa: E402
from pipeline.types import Options, Page, Source  # noqa: E402


def nested(data: bytes) -> str:
    """The kept text of a page, by the models of its fold."""
    return kept_text(page_of(data), data)


def nested_text(data: bytes) -> str:
    """The same for the page's visible lines without any markup."""
    from judge_samples import line_dump

    lines = line_dump(page_of(data).blocks)
    return kept_text(split(Source(lines, "utf-8", (), "text")), data)


def page_of(data: bytes) -> Page:
    options = Options(kind="html")
    return split(repair(decode(data, options)[0], options)[0], options)


def kept_text(page: Page, data: bytes) -> str:
    fold = folds()[hashlib.sha256(data).hexdigest()]
    model.load = lambda kind: fold_model(kind, fold)  # type: ignore[assignment]
    return "\n".join(block.text for block in judge(page, Options()).blocks if block.kept and block.text)


@lru_cache
def fold_model(kind: str, fold: int) -> model.Model:
    return model.read((Path(os.environ["QINGWEN_FOLDS"]) / f"judge_{kind}_{fold}.json").read_bytes())


@lru_cache
def folds() -> dict[str, int]:
    """The fold of each page, by the digest of its bytes."""
    by_name = json.loads((Path(os.environ["QINGWEN_FOLDS"]) / "folds.json").read_text("utf-8"))
    pages = Path(os.environ["QINGWEN_PAGES"]) / "html"
    return {hashlib.sha256((pages / f"{name}.html").read_bytes()).hexdigest(): own for name, own in by_name.items()}


PEERS = (
    "trafilatura_default", "trafilatura_precision", "readability_lxml", "justext_len_zh", "resiliparse_main", "newspaper_zh",
)  # fmt: skip
GROUPS: dict[str, Callable[[dict], bool]] = {
    "": lambda row: row["split"] == "dev",
    "articles": lambda row: row["split"] == "dev" and row["kind"] == "article",
    "forum pages": lambda row: row["split"] == "dev" and row["kind"] == "forum",
    "other languages": lambda row: row["split"] != "dev",
}


def tables(scores: Path, pages: Path) -> list[str]:
    """The scores of every extractor and group as rows of a Markdown table, the best c4 first."""
    index = {row["id"]: row for row in map(json.loads, (pages / "index.jsonl").read_text("utf-8").splitlines())}
    by_name: dict[str, list[dict]] = {}
    for row in map(json.loads, scores.read_text("utf-8").splitlines()):
        by_name.setdefault(row["extractor"], []).append(row)
    lines = []
    for group, holds in GROUPS.items():
        found = {name: [row for row in rows if holds(index[row["id"]])] for name, rows in by_name.items()}
        means = {name: [_mean(rows, key) for key in ("P", "R", "c1", "c4")] for name, rows in found.items() if rows}
        lines += [
            "", f"| {group or 'Chinese pages'} ({max(map(len, found.values()))}) | P | R | c1 | c4 | c1 < .5 | empty |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]  # fmt: skip
        for name in sorted(means, key=lambda one: -means[one][3]):
            rows = found[name]
            low = sum(row["c1"] < _LOW for row in rows) / len(rows)
            cells = [f"{value:.3f}" for value in means[name]]
            lines.append(f"| {' | '.join([name, *cells])} | {low:.1%} | {_mean(rows, 'empty'):.1%} |")
    return lines


_LOW = 0.5
"""c1 below which a page counts as missed"""


def _mean(rows: list[dict], key: str) -> float:
    return sum(float(row[key]) for row in rows) / len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pages"))
    parser.add_argument("--tools", type=Path, default=Path("../shared/tools"))
    parser.add_argument("--models", type=Path, required=True, help="folder of the folds' models")
    parser.add_argument("--peer", action="append", default=[], help="an adapter of the scorer's peers.py")
    parser.add_argument("--peers", action="store_true", help="those of requirements-peers.txt")
    given, others = parser.parse_known_args()
    pages = given.data.resolve()
    env = dict(os.environ, QINGWEN_FOLDS=str(given.models.resolve()), QINGWEN_PAGES=str(pages))
    peers = [*given.peer, *(PEERS if given.peers else ())]
    with tempfile.TemporaryDirectory() as folder:
        scores = Path(folder) / "scores.jsonl"
        command = [
            sys.executable, str((given.tools / "score_extraction.py").resolve()), "--pages", str(pages), "--per-page", str(scores),
            "qingwen=extraction:nested", "qingwen-text=extraction:nested_text", *(f"{peer}=peers:{peer}" for peer in peers),
        ]  # fmt: skip
        done = subprocess.run([*command, *others], cwd=Path(__file__).parent, env=env, check=False).returncode
        print("\n".join(tables(scores, pages) if not done else ()))
    sys.exit(done)


if __name__ == "__main__":
    main()
