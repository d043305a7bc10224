#!/usr/bin/env python3
"""Gold texts for pages without any, where extractors of different make agree: more sites to train the judge on.

    python scripts/agreed_pages.py --pages UNLABELLED --tools TOOLS -o AGREED
    python scripts/train_judge.py --data PAGES --agreed AGREED ...

Runs in an environment that holds the peers (``benchmarks/requirements-peers.txt``); ``TOOLS`` holds their adapters. A page counts
if the outputs of two of them share 0.9 of their 4-grams; its text is the shorter of the two, as what only one of them
keeps is more often furniture. Three to four in five news pages pass. The folder has the form of the labelled pages.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

PEERS = ("trafilatura_precision", "readability_lxml", "resiliparse_main")
AGREEMENT = 0.9
"""4-gram F1 of two outputs; at 0.8 pages pass whose outputs share the same furniture"""


def agreed_text(outputs: list[str]) -> str | None:
    """The shorter output of the two that agree best, None if no two agree."""
    from judge_samples import f1, tokens

    pairs = [
        (f1(tokens(one), tokens(other), 4), min(one, other, key=len))
        for one, other in itertools.combinations(outputs, 2)
    ]
    best, text = max(pairs)
    return text if best >= AGREEMENT else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    sys.path.insert(0, str(given.tools.resolve()))
    adapters = importlib.import_module("peers")
    for part in ("html", "gold"):
        (given.output / part).mkdir(parents=True, exist_ok=True)
    rows = []
    for path in sorted(given.pages.rglob("*.html")):
        data = path.read_bytes()
        text = agreed_text([getattr(adapters, name)(data) or "" for name in PEERS])
        if text is None:
            continue
        shutil.copy(path, given.output / "html" / path.name)
        (given.output / "gold" / f"{path.stem}.txt").write_text(text, "utf-8")
        site = path.stem.split("-")[1] if "-" in path.stem else path.stem
        rows.append({"id": path.stem, "site": site, "lang": "zh", "kind": "agreed", "gold_format": "text"})
    (given.output / "index.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    print(f"{len(rows)} pages agreed on")


if __name__ == "__main__":
    main()
