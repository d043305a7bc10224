#!/usr/bin/env python3
"""Train the model of ``pipeline/judge`` and measure it by leave-brand-out cross-validation.

    python scripts/train_judge.py --data ../shared/data/pages --evaluate 8
    python scripts/train_judge.py --data ../shared/data/pages --write

A brand is a site's second-level label (sina.com.cn, sina.com.hk and sina.com.tw are one), with a table of
aliases for the houses that go by several; all pages of a brand are in one fold, so no page or site helps its own score.
There is no second stage that could leak: one model a fold, one fixed decision.

The label of a block is whether half of its token 4-grams are in the page's gold text; blocks of fewer tokens are looked
up together with their neighbours. Weights: tokens of the block over those of the gold, divided by
the square root of the brand's pages. The text model learns from the same pages as lines without markup.
Needs scikit-learn and lightgbm (extra ``build``); writes ``pipeline/data/judge_{html,text}.npz``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.judge import features, rules
from pipeline.judge.sequence import decide
from pipeline.split import split
from pipeline.types import Block, Options, Source

ALIASES = {"iask": "sina", "cntv": "cctv", "news": "xinhuanet", "blogchina": "bokee"}
"""houses whose sites have several second-level labels"""
TOKEN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]|"
                   "[^\\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+")  # fmt: skip
GRAM = 4
CLIP = 5.0
LONGEST = 400
"""tokens from which a block weighs no more"""
OTHER_LANGUAGES = 0.5
"""weight of a page that is not Chinese: it keeps the model from leaning on Han characters alone"""
TITLE_WEIGHT = 0.1
"""of the headline: about that of a long paragraph in a long article"""
TREES = {
    "objective": "binary", "num_leaves": 8, "max_depth": 3, "learning_rate": 0.05, "verbose": -1, "num_threads": 1,
    "feature_fraction": 0.3, "bagging_fraction": 0.6, "bagging_freq": 1, "min_data_in_leaf": 40, "lambda_l2": 5,
    "max_bin": 63, "seed": 1, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
ROUNDS = 400
REGULARISATION = 0.02


@dataclass(slots=True)
class Sample:
    """One page: its blocks' features, labels and weights."""

    name: str
    brand: str
    chinese: bool
    kind: str
    titles: frozenset[str]
    gold: list[str]
    blocks: list[Block]
    tokens: list[list[str]]
    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    names: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """Tokens as the scorer counts them: a Han character, or a run of letters and digits."""
    return TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def squeeze(text: str) -> str:
    """A line without white space and punctuation, as the index lists titles."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def brand_of(site: str) -> str:
    label = site.split(".")[0]
    return ALIASES.get(label, label)


def read_samples(folder: Path, kind: str) -> list[Sample]:
    """Every page of the folder as a sample of that kind."""
    index = [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]
    return [sample_of(folder, row, kind) for row in index]


def sample_of(folder: Path, row: dict, kind: str) -> Sample:
    suffix = "md" if row["gold_format"] == "md" else "txt"
    titles = frozenset(row.get("titles", ()))
    lines = (folder / "gold" / f"{row['id']}.{suffix}").read_text("utf-8").splitlines()
    gold = [token for line in lines if squeeze(line) not in titles for token in tokens(line)]
    page = split(Source(decoded((folder / "html" / f"{row['id']}.html").read_bytes()), "utf-8", (), "html"))
    if kind == "text":
        page = split(Source(line_dump(page.blocks), "utf-8", (), "text"))
    blocks = [block for block in page.blocks if block.text]
    table = features.describe(blocks, page.head, topics_of(blocks))
    found = [tokens(block.text) for block in blocks]
    labels = labels_of(found, gold)
    weights = np.array([min(len(one), LONGEST) + 2 for one in found], float) / max(60, len(gold))
    _label_titles(labels, weights, [squeeze(block.text) in titles for block in blocks])
    if row["lang"] == "other":
        weights *= OTHER_LANGUAGES
    return Sample(
        row["id"], brand_of(row["site"]), row["lang"] != "other", row["kind"], titles, gold, blocks, found,
        table.values, labels, weights, table.names,
    )  # fmt: skip


def _label_titles(labels: np.ndarray, weights: np.ndarray, is_title: list[bool]) -> None:
    """The gold texts differ on the headline, so only its last stand before the text counts, as text; others weigh nothing."""
    first = int(np.argmax(labels)) if labels.any() else 0
    stands = [place for place, hit in enumerate(is_title) if hit]
    weights[stands] = 0
    before = [place for place in stands if place <= first + 2]
    if before:
        labels[before[-1]], weights[before[-1]] = 1, TITLE_WEIGHT


def decoded(data: bytes) -> str:
    from pipeline.decode import decode

    return decode(data, Options(kind="html"))[0].text


def line_dump(blocks: Iterable[Block]) -> str:
    """The page as a person copies it from a browser: all visible lines, markup gone, bullets and blank lines in."""
    lines = []
    for block in blocks:
        if block.hidden or not block.text:
            continue
        bullet = "  • " if block.kind == "li" and block.link_chars else ""
        lines.append(bullet + block.text + ("\n" if block.kind in ("p", "h") else ""))
    return "\n".join(lines)


def topics_of(blocks: list[Block]) -> list[str]:
    ruleset = rules.load(Options())
    hits = [ruleset.match(block.folded, block.cues) for block in blocks]
    return [hit.id.split("/")[0] if hit else "" for hit in hits]


def labels_of(blocks: list[list[str]], gold: list[str]) -> np.ndarray:
    """For each block whether it belongs to the gold text."""
    grams = {tuple(gold[start : start + GRAM]) for start in range(len(gold) - GRAM + 1)}
    cover: list[float | None] = []
    for block in blocks:
        own = [tuple(block[start : start + GRAM]) in grams for start in range(len(block) - GRAM + 1)]
        cover.append(sum(own) / len(own) if own else None)
    labels = np.zeros(len(blocks), np.int8)
    for place, block in enumerate(blocks):
        share = cover[place]
        if share is not None:
            labels[place] = share >= 0.5
        elif block:
            labels[place] = _in_context(blocks, cover, place, grams)
        elif place:
            labels[place] = labels[place - 1]
    return labels


def _in_context(blocks: list[list[str]], cover: list[float | None], place: int, grams: set) -> bool:
    """Whether a block too short for a 4-gram stands in the gold next to one of its neighbours."""
    missing = GRAM - len(blocks[place])
    before: list[str] = []
    for step in range(place - 1, -1, -1):
        if len(before) >= missing or (cover[step] or 1.0) < 0.5:
            break
        before = blocks[step] + before
    after: list[str] = []
    for step in range(place + 1, len(blocks)):
        if len(after) >= missing or (cover[step] or 1.0) < 0.5:
            break
        after = after + blocks[step]
    left = tuple(before[-missing:] + blocks[place])
    right = tuple(blocks[place] + after[:missing])
    return left in grams or right in grams


def folds_of(samples: list[Sample], count: int) -> list[int]:
    """The fold of each sample: brands, largest first, each to the fold with the fewest pages."""
    sizes = Counter(sample.brand for sample in samples)
    load, fold = [0] * count, {}
    for brand, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[brand] = load.index(min(load))
        load[fold[brand]] += size
    return [fold[sample.brand] for sample in samples]


def train(samples: list[Sample]) -> dict[str, np.ndarray]:
    """Both parts of the model, as the arrays that are written."""
    import lightgbm
    from sklearn.linear_model import LogisticRegression

    sizes = Counter(sample.brand for sample in samples)
    values = np.concatenate([sample.values for sample in samples])
    labels = np.concatenate([sample.labels for sample in samples])
    weights = np.concatenate([sample.weights * sizes[sample.brand] ** -0.5 for sample in samples])
    weights /= weights.mean()
    mean, scale = values.mean(0), 1 / np.maximum(values.std(0), 0.02)
    standard = np.clip((values - mean) * scale, -CLIP, CLIP)
    linear = LogisticRegression(C=REGULARISATION, max_iter=150, tol=1e-3).fit(standard, labels, sample_weight=weights)
    booster = lightgbm.train(TREES, lightgbm.Dataset(values, labels, weight=weights), ROUNDS)
    questions, thresholds, leaves = complete_trees(booster.dump_model())
    return {
        "names": np.array("\n".join(samples[0].names)), "mean": mean.astype(np.float32), "scale": scale.astype(np.float32),
        "weights": linear.coef_[0].astype(np.float32), "bias": np.float32(linear.intercept_[0]),
        "features": questions, "thresholds": thresholds, "leaves": leaves,
    }  # fmt: skip


def complete_trees(dump: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The booster's trees as complete ones of depth three: a missing question always says no."""
    trees = dump["tree_info"]
    questions = np.zeros((7, len(trees)), np.int16)
    thresholds = np.full((7, len(trees)), np.inf, np.float32)
    leaves = np.zeros((8, len(trees)), np.float32)

    def place(node: dict, at: int, column: int) -> None:
        if at >= 7:
            leaves[at - 7, column] = node["leaf_value"]
        elif "leaf_value" in node:
            place(node, 2 * at + 1, column)
            place(node, 2 * at + 2, column)
        else:
            questions[at, column], thresholds[at, column] = node["split_feature"], node["threshold"]
            place(node["left_child"], 2 * at + 1, column)
            place(node["right_child"], 2 * at + 2, column)

    for column, tree in enumerate(trees):
        place(tree["tree_structure"], 0, column)
    return questions, thresholds, leaves


def as_model(arrays: dict[str, np.ndarray]):
    from pipeline.judge.model import Model

    given = dict(arrays, names=tuple(str(arrays["names"]).split("\n")), bias=float(arrays["bias"]))
    return Model(**dict(given, features=arrays["features"].astype(np.int64)))


def f1(found: list[str], gold: list[str], size: int) -> float:
    grams = [Counter(tuple(one[i : i + size]) for i in range(max(1, len(one) - size + 1))) for one in (found, gold)]
    hits = sum((grams[0] & grams[1]).values())
    return 2 * hits / max(1, sum(grams[0].values()) + sum(grams[1].values())) if found and gold else 0.0


def evaluate(samples: list[Sample], count: int, kind: str, folder: Path | None) -> None:
    """Mean c1 and c4 of pages whose brand the model has not seen, for the model's decision alone.

    The models of the folds go to ``folder``, so that the whole pipeline can be scored with them (benchmarks/extraction.py).
    """
    fold = folds_of(samples, count)
    scores: dict[str, list[tuple[float, float]]] = {}
    for number in range(count):
        arrays = train([sample for sample, own in zip(samples, fold, strict=True) if own != number])
        model = as_model(arrays)
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(folder / f"judge_{kind}_{number}.npz", **arrays)
        for sample in (sample for sample, own in zip(samples, fold, strict=True) if own == number):
            odds = model.score(features.Table(sample.names, sample.values))
            kept = decide(odds, [len(block.text) for block in sample.blocks])
            lines = zip(sample.blocks, sample.tokens, kept, strict=True)
            text = [t for block, own, keep in lines if keep and squeeze(block.text) not in sample.titles for t in own]
            for group in ("dev", sample.kind) if sample.chinese else ("other languages",):
                scores.setdefault(group, []).append((f1(text, sample.gold, 1), f1(text, sample.gold, 4)))
        print(f"fold {number + 1} of {count}", file=sys.stderr)
    if folder:
        folds = {sample.name: own for sample, own in zip(samples, fold, strict=True)}
        (folder / "folds.json").write_text(json.dumps(folds, indent=0), "utf-8")
    for group, rows in scores.items():
        c1, c4 = np.mean(rows, axis=0)
        low = np.mean([row[0] < 0.5 for row in rows])
        print(f"{group:16} {len(rows):4} pages  c1 {c1:.4f}  c4 {c4:.4f}  c1<.5 {low:.1%}")


def write(samples: list[Sample], kind: str) -> None:
    """The model of all pages, and beside it what it was made from."""
    target = Path(__file__).resolve().parent.parent / "pipeline" / "data" / f"judge_{kind}.npz"
    np.savez_compressed(target, **train(samples))
    target.with_suffix(".txt").write_text(
        f"# The model that judges blocks of {kind} pages: numpy arrays, see pipeline/judge/model.py.\n"
        f"# Made by scripts/train_judge.py on {date.today()} from {len(samples)} pages of"
        f" {len({sample.brand for sample in samples})} brands with gold text; weights only, no text of theirs.\n",
        "utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pages"))
    parser.add_argument("--kind", choices=["html", "text"], default="html")
    parser.add_argument("--evaluate", type=int, metavar="FOLDS")
    parser.add_argument("--models", type=Path, metavar="DIR", help="keep the models of the folds")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    samples = read_samples(given.data, given.kind)
    if given.evaluate:
        evaluate(samples, given.evaluate, given.kind, given.models)
    if given.write:
        write(samples, given.kind)


if __name__ == "__main__":
    main()
