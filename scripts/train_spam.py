"""Makes ``pipeline/data/spam_weights.txt`` and ``spam_terms.txt``: the lexical evidence of ``judge/spam.py``.

    python scripts/train_spam.py --data ../shared/data

Needs scikit-learn (extra ``build``). What may be trained on, and is:
- positives: lines composed from ``spam_vocabulary.toml`` and the spam lines of ``spam_headlines.jsonl``;
- negatives: lines composed from ``honest_vocabulary.toml``, the hand-written headlines of ``spam_headlines.jsonl`` (family
  ``ok_handwritten_hard``), titles and sentences of national statutes (no copyright), sentences and titles of Chinese
  Wikipedia as in DRCD, CMRC and UD_GSD (CC BY-SA; counted, not copied).
Research-only news titles are used by ``benchmarks/spam.py`` for measuring and never here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spam_synthesis import compose, vocabulary

from pipeline.fold import fold_lines
from pipeline.judge.lexical import HONEST, Model, grams, plain, squash

DATA = Path(__file__).parent.parent / "pipeline" / "data"
SYNTHETIC_SPAM = 900
"""lines composed for each family of spam"""
SYNTHETIC_HONEST = 500
"""lines composed for each topic of honest headlines"""
RUNNING_TEXT = 6000
"""sentences and titles of running text"""
KEPT_GRAMS = 3600
"""grams whose weights are shipped; chosen so that both files together stay under 100 KB"""
SCALE = 10
"""weights are shipped as integers of 1/10"""
FAINT = 0.25
"""a weight that differs less from the gram's median over the families is shipped as that median: nothing"""
SEEN_WEIGHT = 4.0
"""a spam line that was seen counts as four composed ones"""
SOFTNESS = 8.0
"""inverse strength of the L2 prior, by site-wise cross-validation over 2, 4, 8, 16"""
FAMILIES = {
    "porn_list": "adult", "domain_kept": "adult", "streaming_porn": "streaming", "gambling_foreign": "foreign",
    "seo_farm": "gambling",
}  # fmt: skip
"""families of the data -> families of the vocabulary, where the names differ"""
SHAREABLE = ("drcddev", "cmrcdev", "gsddev")
_SENTENCE = re.compile(r"[。！？!?；;\n]+")


@dataclass(frozen=True, slots=True)
class Example:
    """One training line."""

    text: str
    family: str
    weight: float = 1.0
    site: str = ""


def seen_spam(data: Path) -> list[Example]:
    """The spam lines and the hand-written honest ones of the data."""
    rows = [json.loads(line) for line in (data / "spam_headlines.jsonl").read_text("utf-8").splitlines()]
    spam = [
        Example(row["text"], FAMILIES.get(row["family"], row["family"]), SEEN_WEIGHT, row["site"])
        for row in rows
        if row["label"] == "spam"
    ]
    ours = [
        Example(row["text"], HONEST, SEEN_WEIGHT, row["site"]) for row in rows if row["family"] == "ok_handwritten_hard"
    ]
    return spam + ours


def running_text(data: Path) -> list[Example]:
    """Sentences and clauses of text that may be shared, cut to the length of headlines."""
    rng = random.Random(2)
    with gzip.open(data / "free-text" / "statutes.jsonl.gz", "rt", encoding="utf-8") as lines:
        statutes = [json.loads(line) for line in lines]
    texts = [law["text"] for law in rng.sample(statutes, 200)]
    for file in sorted((data / "clean" / "dev").glob("*.txt")):
        if file.name.startswith(SHAREABLE):
            texts.append(file.read_text("utf-8"))
    sentences = [part.strip()[: rng.randrange(8, 70)] for text in texts for part in _SENTENCE.split(text)]
    sentences = [sentence for sentence in sentences if len(sentence) >= 6]
    picked = rng.sample(sentences, min(RUNNING_TEXT, len(sentences)))
    return [Example(text, HONEST) for text in [law["title"] for law in statutes] + picked]


def composed() -> list[Example]:
    """The synthetic lines of both vocabularies."""
    spam = [Example(line, family) for family, line in compose("spam_vocabulary.toml", SYNTHETIC_SPAM)]
    return spam + [Example(line, HONEST) for _, line in compose("honest_vocabulary.toml", SYNTHETIC_HONEST)]


def matrix(lines: Sequence[set[str]], rows: dict[str, int]) -> csr_matrix:
    """Presence of each known gram, divided by the root of the line's grams, as the package's model does."""
    indices, pointers, values = [], [0], []
    for present in lines:
        known = [row for row in map(rows.get, present) if row is not None]
        indices.extend(known)
        values.extend([max(len(present), 1) ** -0.5] * len(known))
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(lines), len(rows)), dtype=np.float32)


def fit(examples: Sequence[Example], kept: int = KEPT_GRAMS) -> Model:
    """Fit on all grams, keep those with the largest weights, fit again on these."""
    lines = [grams(squash(line)) for line in fold_lines([example.text for example in examples])]
    counts: dict[str, int] = {}
    for present in lines:
        for gram in present:
            counts[gram] = counts.get(gram, 0) + 1
    names = sorted(gram for gram, count in counts.items() if count >= 3)
    first = _regress(matrix(lines, {gram: row for row, gram in enumerate(names)}), examples)
    # what a gram contributes over the training set: its spread over families, seldom grams discounted
    support = np.array([counts[gram] for gram in names]) ** 0.5
    worth = (first.coef_.max(axis=0) - first.coef_.min(axis=0)) * np.minimum(support, 12)
    names = sorted(names[row] for row in np.argsort(-worth)[:kept])
    last = _regress(matrix(lines, {gram: row for row, gram in enumerate(names)}), examples)
    weights = dict(zip(names, rounded(last.coef_.T).tolist(), strict=True))
    return Model(tuple(last.classes_), weights, np.round(last.intercept_ * SCALE) / SCALE)


def rounded(weights: np.ndarray) -> np.ndarray:
    """The weights as they are shipped: less each gram's median (the probabilities stay the same), faint ones gone."""
    weights = weights - np.median(weights, axis=1, keepdims=True)
    weights[np.abs(weights) < FAINT] = 0
    return np.round(weights * SCALE) / SCALE


def _regress(features: csr_matrix, examples: Sequence[Example]) -> LogisticRegression:
    regression = LogisticRegression(C=SOFTNESS, max_iter=300)
    return regression.fit(features, [example.family for example in examples], [example.weight for example in examples])


def write_model(model: Model) -> None:
    """The weights as integers; empty cells are zero."""
    header = [
        "# Weights of the lexical spam model (pipeline/judge/lexical.py): multinomial logistic regression over character 1-2-grams.",
        f"# Made by scripts/train_spam.py on {date.today().isoformat()}, MIT like the code. First entry: scale and families;",
        "# second: bias; then a gram, and for each family that it speaks for or against, a letter (a: the first family) and the weight times the scale.",
        "# From: lines composed from scripts/spam_vocabulary.toml and honest_vocabulary.toml (ours); spam lines seen on mirror pages and in issue",
        "# titles and our own hand-written headlines (spam_headlines.jsonl); statutes (no copyright); sentences of DRCD, CMRC, UD_GSD (Wikipedia, CC BY-SA).",
    ]
    lines = ["\t".join([str(SCALE), *model.families]), _entry("bias", model.bias)]
    lines += [_entry(gram, model.weights(gram)) for gram in model.rows]
    (DATA / "spam_weights.txt").write_text("\n".join(header + lines) + "\n", "utf-8")


def _entry(name: str, weights: Sequence[float]) -> str:
    """A letter for the family (a: the first) and its weight, for each that is not zero."""
    cells = ((chr(ord("a") + place), round(float(weight) * SCALE)) for place, weight in enumerate(weights))
    return name + "\t" + "".join(f"{letter}{weight}" for letter, weight in cells if weight)


def write_terms() -> None:
    """The telling words with their family, in their plain form."""
    found: dict[str, str] = {}
    for family, table in vocabulary("spam_vocabulary.toml").items():
        for folded in fold_lines(table["telling"]):
            found.setdefault(plain(folded), family)
    header = [
        "# Telling words of injected spam: family, word (folded, lower case, no spaces). Distinct ones in one line are evidence by co-occurrence.",
        f"# Made by scripts/train_spam.py from scripts/spam_vocabulary.toml (hand-written) on {date.today().isoformat()}, MIT like the code.",
    ]
    lines = sorted(f"{family}\t{word}" for word, family in found.items())
    (DATA / "spam_terms.txt").write_text("\n".join(header + lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    write_terms()
    model = fit(composed() + seen_spam(data) + running_text(data))
    write_model(model)
    print(
        f"{len(model.rows)} grams, {len(model.families)} families, {(DATA / 'spam_weights.txt').stat().st_size / 1000:.1f} KB"
    )


if __name__ == "__main__":
    main()
