"""Make pipeline/data/characters.txt: what a character costs in each language, for telling encodings apart; and rare.txt,
the Han characters and Hangul syllables that none of them has in common use, which follows from it.

Sources: the word lists of wordfreq 3.1 (Robyn Speer; its data is CC BY-SA 4.0, only the frequencies of single
characters are kept) for Chinese, Japanese, Korean, Russian, seven languages of western Europe and those of OTHERS, and the running text of Chinese statutes
(not under copyright) for the share of punctuation. Traditional counts are the Simplified words through OpenCC.

    python scripts/make_encoding_tables.py --rare      (rare.txt alone, from characters.txt as it is)
    pip install wordfreq opencc && python scripts/make_encoding_tables.py --data ../shared/data
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).parent.parent / "pipeline" / "data" / "characters.txt"
STEP = 0.5  # costs are rounded to half a nat: enough to rank, small to store
PUNCTUATION = "，。、：；！？“”‘’（）《》「」『』【】〔〕…—―·～　％＋－／０１２３４５６７８９ＡＢＣ①②③④⑤"
PUNCTUATION_SHARE = 0.12  # of running Chinese and Japanese text; 0.118 of the statutes
PUNCTUATION_FLOOR = 2e-5  # the share of a mark that the statutes do not use (：「」in news)
MIXED_CONVERTERS = ("s2t", "s2tw", "s2hk")
CAPITALS = 0.08  # of letters in running Latin and Cyrillic text; the word lists are in lower case
EAST_ASIAN = ((0x2E80, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
OTHERS = {
    "central": ("pl", "cs", "hu", "ro"),
    "tr": ("tr",),
    "el": ("el",),
    "he": ("he",),
    "ar": ("ar", "fa"),
    "uk": ("uk",),
}
COMMON_HANGUL = 10.5  # cost up to which a syllable is common: about the 900 most frequent
RARE_HEADER = """\
# Characters that are in common use in no language that has them, as the inside of a regular expression's class.
# Made by scripts/make_encoding_tables.py from characters.txt (see there); not edited by hand.
# One entry a line: script, ranges.
"""
LATIN = ("en", "de", "fr", "es", "pt", "it", "sv")
HEADER = """\
# What a character costs (nats, -ln of its frequency, in steps of 0.5) in running text of each language.
# Made by scripts/make_encoding_tables.py from wordfreq 3.1 (data CC BY-SA 4.0) and Chinese statutes (free).
# One entry a line: language, cost, the characters.
"""


def word_counts(language: str) -> dict[str, float]:
    """Words of a general list with their frequency."""
    import wordfreq

    wordlist = "large" if language in ("zh", "ja", "ru", *LATIN) else "small"
    return dict(wordfreq.get_frequency_dict(language, wordlist))


def character_counts(words: dict[str, float]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, frequency in words.items():
        for char in word:
            if ord(char) > 0x7F:
                counts[char] += frequency
                if char.upper() != char and len(char.upper()) == 1 and ord(char.upper()) > 0x7F:
                    counts[char.upper()] += frequency * CAPITALS
    return counts


def traditional(words: dict[str, float]) -> dict[str, float]:
    """The same words in Traditional characters, a mean over what OpenCC writes for three regions."""
    from opencc import OpenCC

    out: Counter[str] = Counter()
    keys = list(words)
    for name in MIXED_CONVERTERS:
        converted = OpenCC(name).convert("\n".join(keys)).split("\n")
        for key, word in zip(keys, converted, strict=True):
            out[word] += words[key] / len(MIXED_CONVERTERS)
    return dict(out)


def punctuation_counts(data: Path) -> Counter[str]:
    """Share of each full-width mark in running Chinese text, none below the floor."""
    counts: Counter[str] = Counter()
    with gzip.open(data / "free-text" / "statutes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(json.loads(line)["text"])
    total = counts.total()
    return Counter({mark: max(counts[mark] / total, PUNCTUATION_FLOOR) for mark in PUNCTUATION})


def east_asian(counts: Counter[str]) -> Counter[str]:
    return Counter({c: n for c, n in counts.items() if any(low <= ord(c) <= high for low, high in EAST_ASIAN)})


def costs(counts: Counter[str], marks: Counter[str]) -> dict[str, float]:
    total = counts.total()
    share = Counter({char: n / total * (1 - PUNCTUATION_SHARE) for char, n in counts.items()})
    for mark, p in marks.items():
        share[mark] = max(share[mark], p)
    return {char: round(-math.log(p) / STEP) * STEP for char, p in share.items()}


def lines_of(language: str, table: dict[str, float], dearest: float) -> list[str]:
    by_cost: dict[float, list[str]] = {}
    for char, cost in table.items():
        if cost <= dearest:
            by_cost.setdefault(cost, []).append(char)
    return [f"{language} {cost} {''.join(sorted(by_cost[cost]))}" for cost in sorted(by_cost)]


def rare_lines() -> list[str]:
    """The lines of rare.txt, from the characters.txt that is there."""
    sys.path.insert(0, str(OUT.parents[2]))
    from pipeline.cost import COMMON_COST, RARE_COST, languages

    tables = (languages()[name] for name in ("hans", "hant", "ja"))
    common = {char for table in tables for char, cost in table.items() if cost <= COMMON_COST}
    korean = languages()["ko"]
    han = (point for point in range(0x3400, 0xA000) if chr(point) not in common)
    hangul = (point for point in range(0xAC00, 0xD7A4) if korean.get(chr(point), RARE_COST) > COMMON_HANGUL)
    return [f"han {ranges(han)}", f"hangul {ranges(hangul)}"]


def ranges(points: Iterable[int]) -> str:
    """Code points in order as the inside of a character class: ranges compile three times as fast."""
    out: list[list[int]] = []
    for point in points:
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return "".join(chr(low) if low == high else f"{chr(low)}-{chr(high)}" for low, high in out)


def write_characters(data: Path) -> None:
    marks = punctuation_counts(data)
    chinese = word_counts("zh")
    lines = lines_of("hans", costs(east_asian(character_counts(chinese)), marks), 16)
    lines += lines_of("hant", costs(east_asian(character_counts(traditional(chinese))), marks), 16)
    lines += lines_of("ja", costs(east_asian(character_counts(word_counts("ja"))), marks), 14)
    lines += lines_of("ko", costs(east_asian(character_counts(word_counts("ko"))), Counter()), 14)
    lines += lines_of("ru", costs(character_counts(word_counts("ru")), Counter()), 10)
    latin: Counter[str] = Counter()
    for language in LATIN:
        latin.update(character_counts(word_counts(language)))
    latin = Counter({char: n for char, n in latin.items() if 0xC0 <= ord(char) < 0x250})
    lines += lines_of("latin", costs(latin, Counter()), 10)
    for language, sources in OTHERS.items():
        counts: Counter[str] = Counter()
        for source in sources:
            counts.update(character_counts(word_counts(source)))
        lines += lines_of(language, costs(Counter({c: n for c, n in counts.items() if ord(c) < 0x700}), Counter()), 10)
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(OUT, OUT.stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rare", action="store_true")
    if not parser.parse_args().rare:
        write_characters(parser.parse_args().data)
    OUT.with_name("rare.txt").write_text(RARE_HEADER + "\n".join(rare_lines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
