"""Make pipeline/data/lexicon.txt, the words that repair divides a text into.

    python scripts/make_lexicon.py            (needs the package jieba)

Source: jieba's dict.txt (MIT), its words of two to four characters from ``LEAST`` sightings on, and all its single characters, folded
as the language model sees text.
"""

from __future__ import annotations

import sys
from datetime import date
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.language import fold_for_model

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "lexicon.txt"
LEAST = 100
"""Sightings of a word in the 60 million of the list; 20 instead of 50 restored no more passages."""
LONGEST = 4
STEP = 0.5
"""Nats between two rows."""

HEADER = f"""\
# Words by what they cost: nats, length, the words of that length one behind the other.
# Made by scripts/make_lexicon.py on {date.today().isoformat()} from the word list of jieba (MIT, github.com/fxsjy/jieba); not edited by hand.
"""


def counted() -> dict[str, int]:
    """The words with their sightings."""
    import jieba

    found: dict[str, int] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, number = line.split(" ")[:2]
        is_han = all("\u3400" <= char <= "\u9fff" for char in word)
        if is_han and len(word) <= LONGEST and int(number) >= (1 if len(word) == 1 else LEAST):
            folded = fold_for_model(word)
            found[folded] = found.get(folded, 0) + int(number)
    return found


def main() -> None:
    found = counted()
    total = sum(found.values())
    rows: dict[tuple[float, int], list[str]] = {}
    for word, number in found.items():
        rows.setdefault((round(log(total / number) / STEP) * STEP, len(word)), []).append(word)
    lines = [f"{nats} {length} {''.join(sorted(rows[nats, length]))}" for nats, length in sorted(rows)]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(len(found), "words,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
