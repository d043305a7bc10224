"""How right: each stage against its peers, on the same rows in the same run. A score is a share from 0 to 1."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median

from contenders import CONVERTERS, DECODERS, REPAIRERS
from corpus import Corpus, f1

Rows = list[tuple[str, dict[str, str]]]
"""name of a contender and its figures by column"""
ENCODINGS = ("utf-8", "gb18030", "big5")
SHORT = 24
"""characters of a short text: a headline, where detectors fail"""


def extraction(corpus: Corpus, texts: Sequence[str]) -> dict[str, float]:
    """c4 over the pages: mean, median, share of pages under 0.5."""
    scores = [f1(corpus, page, text) for page, text in zip(corpus.pages, texts, strict=True)]
    return {"c4": mean(scores), "median": median(scores), "under .5": mean(score < 0.5 for score in scores)}


def encodings(corpus: Corpus, count: int) -> list[tuple[str, bytes, str]]:
    """Passages in three encodings, whole and cut to a headline: (column, bytes, the text)."""
    cases = []
    for passage in corpus.passages(count):
        for encoding in ENCODINGS:
            for column, text in (("whole", passage), ("short", passage[:SHORT])):
                try:
                    cases.append((column, text.encode(encoding), text))
                except UnicodeEncodeError:
                    continue
    return cases


def decoding(corpus: Corpus, count: int, own_only: bool) -> Rows:
    """Share of texts that are read right, without any declaration."""
    cases = encodings(corpus, count)
    return [(name, _shares(cases, read)) for name, read in _chosen(DECODERS, own_only)]


def repairing(corpus: Corpus, own_only: bool) -> Rows:
    """Share of rows that come back right: damage undone, sound text left alone."""
    rows = corpus.rows("conversion_vectors.jsonl")
    cases = [
        (row["direction"], row["input"], row["expected"])
        for row in rows
        if row["direction"] in ("repair", "unrepairable")
    ]
    cases += [("kept", text, text) for text in corpus.passages(200)]
    return [(name, _shares(cases, repair)) for name, repair in _chosen(REPAIRERS, own_only)]


def converting(corpus: Corpus, own_only: bool) -> Rows:
    """Share of rows converted right: Traditional, badly made Traditional, Simplified to be kept."""
    wanted = ("t2s", "badt2s", "s_keep", "repair_s")
    rows = corpus.rows("conversion_vectors.jsonl")
    cases = [(row["direction"], row["input"], row["expected"]) for row in rows if row["direction"] in wanted]
    if not cases:
        return []
    return [(name, _shares(cases, convert)) for name, convert in _chosen(CONVERTERS, own_only)]


def _chosen(contenders: dict[str, Callable], own_only: bool) -> Iterable[tuple[str, Callable]]:  # type: ignore[type-arg]
    return [(name, function) for name, function in contenders.items() if name == "qingwen" or not own_only]


def _shares(cases: Sequence[tuple[str, object, str]], function: Callable) -> dict[str, str]:  # type: ignore[type-arg]
    right: dict[str, list[bool]] = {}
    for column, given, expected in cases:
        try:
            found = function(given)
        except ImportError as error:
            print(f"not installed: {error}", file=sys.stderr)
            return {}
        except Exception:  # a peer that fails has it wrong
            found = None
        right.setdefault(column, []).append(found == expected)
    return {column: f"{sum(hits)}/{len(hits)}" for column, hits in right.items()}
