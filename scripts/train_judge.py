#!/usr/bin/env python3
"""Train the model of ``pipeline/judge`` and measure it by leave-brand-out cross-validation.

    python scripts/train_judge.py --data ../shared/data/pages --evaluate 8
    python scripts/train_judge.py --data ../shared/data/pages --write

A brand is a site's second-level label (sina.com.cn, sina.com.hk and sina.com.tw are one), with a table of
aliases for the houses that go by several; all pages of a brand are in one fold, so no page or site helps its own score.
There is no second stage that could leak: one model a fold, one fixed decision.

Three more kinds of pages can be learned from, and are never scored: pages made by templates (``--passages``, clean texts to make
them of), pages on whose text other extractors agree (``--agreed``), and for texts the pages with lines of other forms
(``--rewritten``). Which of them help is said in docs/extraction.md.
Weights: those of ``judge_samples.py``, divided by the square root of the brand's pages.
Needs scikit-learn and lightgbm (extra ``build``); writes ``pipeline/data/judge_{html,text}.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from judge_samples import Sample, f1, read_agreed, read_samples, rewritten_samples, squeeze, synthetic_samples

from pipeline.judge import boilerplate
from pipeline.judge.columns import table_of
from pipeline.judge.model import read

CLIP = 5.0
TREES = {
    "objective": "binary", "num_leaves": 8, "max_depth": 3, "learning_rate": 0.065, "verbose": -1, "num_threads": 1,
    "feature_fraction": 0.3, "bagging_fraction": 0.6, "bagging_freq": 1, "min_data_in_leaf": 40, "lambda_l2": 5,
    "max_bin": 63, "seed": 1, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
ROUNDS = 300
REGULARISATION = 0.02


def folds_of(samples: list[Sample], count: int) -> list[int]:
    """The fold of each sample: brands, largest first, each to the fold with the fewest pages."""
    sizes = Counter(sample.brand for sample in samples)
    load, fold = [0] * count, {}
    for brand, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[brand] = load.index(min(load))
        load[fold[brand]] += size
    return [fold[sample.brand] for sample in samples]


def train(samples: list[Sample], about: str = "") -> bytes:
    """Both parts of the model, as the file that is written."""
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
    parts = {
        "mean": mean, "scale": scale, "weights": linear.coef_[0], "bias": linear.intercept_[0],
        "thresholds": thresholds.T.ravel(), "leaves": leaves.T.ravel(),
    }  # fmt: skip
    written = {"about": about, "names": samples[0].names, "features": questions.T.ravel().tolist()}
    written |= {name: decimals(numbers) for name, numbers in parts.items()}
    fields = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in written.items()]
    return ("{" + ",\n".join(fields) + "}\n").encode()


def decimals(numbers: np.ndarray) -> list[float | None] | float | None:
    """Numbers of single precision in as few digits as tell them apart; ``null`` for infinity."""
    if numbers.ndim:
        return [decimals(number) for number in numbers]
    return float(str(np.float32(numbers))) if np.isfinite(numbers) else None


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


def evaluate(samples: list[Sample], made: list[Sample], given: argparse.Namespace) -> None:
    """Mean c1 and c4 of pages whose brand the model has not seen, for the model's decision alone.

    Pages ``made`` by templates or agreed on by peers are never scored; those of a brand that is scored are left out.

    The models of the folds go to ``folder``, so that the whole pipeline can be scored with them (benchmarks/extraction.py).
    """
    count, folder = given.evaluate, given.models
    fold = folds_of(samples, count)
    scores: dict[str, list[tuple[float, float]]] = {}
    for number in range(count):
        scored = {sample.brand for sample, own in zip(samples, fold, strict=True) if own == number}
        trained = train([sample for sample in samples + made if sample.brand not in scored])
        model = read(trained)
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"judge_{given.kind}_{number}.json").write_bytes(trained)
        for sample in (sample for sample, own in zip(samples, fold, strict=True) if own == number):
            odds = model.score(table_of(sample.names, sample.values))
            kept = boilerplate.decide(sample.blocks, sample.page, sample.topics, odds)[1]
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


def write(samples: list[Sample], made: list[Sample], kind: str) -> None:
    """The model of all pages, which says what it was made from."""
    target = Path(__file__).resolve().parent.parent / "pipeline" / "data" / f"judge_{kind}.json"
    about = (
        f"The model that judges blocks of {kind} pages, see pipeline/judge/model.py."
        f" Made by scripts/train_judge.py on {date.today()} from {len(samples)} pages of"
        f" {len({sample.brand for sample in samples})} brands with gold text"
        + (
            f" and {len(made)} more: made by templates, agreed on by peers, or those pages with lines of other forms"
            if made
            else ""
        )
        + "; weights only, no text of theirs."
    )
    target.write_bytes(train(samples + made, about))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pages"))
    parser.add_argument("--kind", choices=["html", "text"], default="html")
    parser.add_argument("--evaluate", type=int, metavar="FOLDS")
    parser.add_argument("--models", type=Path, metavar="DIR", help="keep the models of the folds")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--passages", type=Path, help="clean texts to make pages of, by templates")
    parser.add_argument("--synthetic", type=int, default=40, metavar="N", help="pages of each template")
    parser.add_argument("--agreed", type=Path, help="pages on whose text peers agree (agreed_pages.py)")
    parser.add_argument("--rewritten", action="store_true", help="the pages in other forms of their lines (texts only)")
    given = parser.parse_args()
    samples = read_samples(given.data, given.kind)
    made = synthetic_samples(given.passages, given.synthetic, given.kind) if given.passages else []
    made += read_agreed(given.agreed, given.kind) if given.agreed else []
    made += rewritten_samples(given.data) if given.rewritten else []
    if given.evaluate:
        evaluate(samples, made, given)
    if given.write:
        write(samples, made, given.kind)


if __name__ == "__main__":
    main()
