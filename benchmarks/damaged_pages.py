"""How much of the mirrors' damage comes back on whole pages, tags, attributes, comments and scripts among the text.

    python benchmarks/damaged_pages.py --data ../shared/data [--seed 1]

The source of each undamaged page in Simplified characters goes through ``pipeline.repair.channel`` and back through ``repair``; what a
reader sees of it is compared. The language model is the shipped one, which has seen none of these pages.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from damage import distance  # noqa: E402

from pipeline.decode import decode  # noqa: E402
from pipeline.repair import channel, repair  # noqa: E402
from pipeline.repair.channel import Channel  # noqa: E402
from pipeline.repair.visible import visible  # noqa: E402
from pipeline.types import Options, Source  # noqa: E402

SHARE = 0.2
SETTINGS = {
    "0.2 raw": Channel(unescape=False),
    "0.2 private dropped": Channel(unescape=False, private="drop"),
    "0.2 cuts": Channel(unescape=False, cut="all"),
    "0.2 cuts, NFKC": Channel(unescape=False, cut="all", nfkc=True),
    "0.2 cuts, lone dropped": Channel(unescape=False, cut="all", lone=""),
    "family S": Channel(unescape=False, simplify=True),
}
INDENT = "? \xa0\u3000"
"""what GBK makes of an indent, and what repair makes of that again"""
LARGEST = 300_000
"""characters of a source; comparing more takes minutes"""


def pages(data: Path) -> Iterator[tuple[str, str]]:
    """Name and source of each page in Simplified characters."""
    for row in map(json.loads, (data / "pages" / "index.jsonl").read_text("utf-8").splitlines()):
        if row["lang"] == "zh-Hans":
            source, _ = decode((data / "pages" / "html" / f"{row['id']}.html").read_bytes(), Options())
            if len(source.text) <= LARGEST:
                yield row["id"], source.text


def errors(seen: str, gold: str) -> int:
    """Visible characters that differ, by the differing lines; white space and the ``?`` of an indent do not count."""
    a, b = ([line.lstrip(INDENT).rstrip() for line in visible(text, "html").split("\n")] for text in (seen, gold))
    found = 0
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            found += distance("".join(a[i1:i2]), "".join(b[j1:j2]))
    return found


@dataclass
class Score:
    """Counts of one setting."""

    pages: int = 0
    whole: int = 0
    characters: int = 0
    errors: int = 0
    seconds: float = 0.0

    def add(self, text: str, how: Channel) -> None:
        """One more page, damaged and repaired."""
        gold = channel.damage(text, replace(how, keys=(), cut="none", private="keep", nfkc=False))
        damaged = Source(channel.damage(text, how), "utf-8", kind="html")
        began = time.process_time()
        seen = repair(damaged, Options())[0].text
        self.seconds += time.process_time() - began
        if how.nfkc:
            seen, gold = unicodedata.normalize("NFKC", seen), unicodedata.normalize("NFKC", gold)
        found = errors(seen, gold)
        self.pages += 1
        self.whole += not found
        self.characters += len(visible(gold, "html"))
        self.errors += found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    scores = {setting: Score() for setting in SETTINGS}
    for (name, text), setting in zip(pages(options.data), cycle(SETTINGS), strict=False):
        keys = channel.choose_keys(SHARE, Random(f"{options.seed} {name}"))
        scores[setting].add(text, replace(SETTINGS[setting], keys=keys))
    print(f"{'setting':24}  pages  without an error  characters    errors  seconds")
    for setting, score in scores.items():
        share = score.errors / score.characters
        print(
            f"{setting:24}  {score.pages:5}  {score.whole:16}  {score.characters:10}  {share:8.4%}  {score.seconds:7.1f}"
        )


if __name__ == "__main__":
    main()
