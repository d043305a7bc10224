"""Measures ``judge/headline.py``: the headline chosen on real pages against the titles that their index lists.

    python benchmarks/headline.py --data ../shared/data [--misses]

``exact``: the chosen text is one of the page's titles, compared as letters and digits only. ``right``: it is one of them but for the
site's name behind it (the index keeps that on titles with separators it does not know), or for a time, page
number or note in brackets behind the headline in the page itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.decode import decode  # noqa: E402
from pipeline.judge import judge  # noqa: E402
from pipeline.judge.keys import key_of  # noqa: E402
from pipeline.judge.names import name_parts  # noqa: E402
from pipeline.repair import repair  # noqa: E402
from pipeline.split import split  # noqa: E402
from pipeline.types import Options, Page  # noqa: E402

NOTE_CHARS = 10
"""longest note behind a headline: a time, a page number, "(图)" """
MIN_SHARE = 0.3
"""share of a listed title that the chosen text must be at least, where the rest is the site's name"""


def headline_of(page: Page) -> str:
    """The marked block's text, or what stands in the evidence."""
    marked = [block.text for block in page.blocks if block.kind == "title"]
    return marked[0] if marked else str(dict(page.evidence).get("title", ""))


def rate(chosen: str, titles: list[str], own: str) -> str:
    """exact, right or wrong."""
    key = key_of(chosen)
    if key in titles:
        return "exact"
    named = {key_of(part) for part in name_parts(own)} | {key_of(own)}
    for title in titles:
        if key and title.startswith(key) and len(key) >= MIN_SHARE * len(title):
            return "right"
        if (title in named or len(title) > 8) and key.startswith(title) and len(key) - len(title) <= NOTE_CHARS:
            return "right"
    return "wrong" if key else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true", help="print what was not exact")
    options = parser.parse_args()
    folder = options.data / "pages"
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]
    counts: Counter[str] = Counter()
    for row in (row for row in rows if row["split"] == "dev"):
        source, _ = decode((folder / "html" / f"{row['id']}.html").read_bytes(), Options())
        source, _ = repair(source, Options())
        page = judge(split(source, Options()), Options())
        verdict = rate(headline_of(page), row["titles"], page.head.title)
        counts[verdict] += 1
        if options.misses and verdict != "exact":
            print(verdict, row["id"], headline_of(page)[:60], page.head.title[:60], row["titles"][:2], sep=" | ")
    total = counts.total()
    right = counts["exact"] + counts["right"]
    print(
        f"{total} pages: exact {counts['exact'] / total:.1%}, right {right / total:.1%}, none {counts['none']}, wrong {counts['wrong']}"
    )


if __name__ == "__main__":
    main()
