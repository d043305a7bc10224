"""Measures ``judge/spam.py`` as it would meet unknown sites: cross-validation by site, every line on real bodies.

    python benchmarks/spam.py --data ../shared/data [--misses]

The lexical model is fitted anew for each fold without the fold's sites (composed lines and running text are in every
fold). Each spam line of the fold is put above ``BODIES`` gold bodies of the pages, half of them Traditional; each honest line
is put above as many bodies that are not its own, which is the worst case: on its own page the topic speaks for it.
Then the shipped model judges the titles of the pages on their own bodies (as text, and as pages where split exists).
The vocabulary was written by people who had read the dev lines, so the recall of unknown words is lower than this.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_spam import FAMILIES, composed, fit, running_text, seen_spam  # noqa: E402

from pipeline.fold import fold, fold_lines  # noqa: E402
from pipeline.judge import lexical  # noqa: E402
from pipeline.judge.spam import Verdict, decide, judge_spam, weigh  # noqa: E402
from pipeline.judge.topic import Topic, topic_of  # noqa: E402
from pipeline.types import Block, Options, Page  # noqa: E402

FOLDS = 5
BODIES = 6
HARD = (
    "ok_hard_sensitive",
    "ok_trad_converted_hard",
    "ok_hard_issue",
    "ok_trad_hard",
    "ok_lottery_qa",
    "ok_handwritten_hard",
    "ok_keyword_list",
    "ok_short_topic",
    "ok_meta_keywords",
    "ok_site_title",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the data on one body."""

    row: dict[str, str]
    verdict: Verdict
    evidence: object


def read_rows(data: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (data / "spam_headlines.jsonl").read_text("utf-8").splitlines()]


def read_pages(data: Path) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in (data / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    return [row for row in rows if row["split"] == "dev"]


def read_topics(data: Path, count: int = 120) -> list[Topic]:
    """The topics of gold bodies, Simplified and Traditional in turn."""
    by_script: dict[str, list[Topic]] = defaultdict(list)
    for row in read_pages(data):
        for file in (data / "pages" / "gold").glob(f"{row['id']}.*"):
            topic = topic_of(file.read_text("utf-8"))
            if topic.han >= 200:
                by_script[str(row["lang"])].append(topic)
    return [topic for pair in zip(by_script["zh-Hans"], by_script["zh-Hant"], strict=False) for topic in pair][:count]


def folds(rows: Sequence[dict[str, str]]) -> Iterator[tuple[list[dict[str, str]], set[str]]]:
    """The rows of each fold and the fold's sites."""
    sites = sorted({row["site"] for row in rows})
    random.Random(5).shuffle(sites)
    for number in range(FOLDS):
        held = set(sites[number::FOLDS])
        yield [row for row in rows if row["site"] in held], held


def judge_lines(rows: Sequence[dict[str, str]], topics: Sequence[Topic]) -> list[Judged]:
    """Each row on ``BODIES`` bodies."""
    rng = random.Random(6)
    judged = []
    for row, folded in zip(rows, fold_lines([row["text"] for row in rows]), strict=True):
        for topic in rng.sample(topics, BODIES):
            evidence = weigh(Block(text=row["text"]), folded, topic, leads=True)
            judged.append(Judged(row, decide(evidence), evidence))
    return judged


def cross_validate(data: Path) -> list[Judged]:
    """All rows, each judged by a model that did not see its site."""
    topics, rows = read_topics(data), read_rows(data)
    always = composed() + running_text(data)
    judged = []
    for held_rows, held in folds(rows):
        model = fit(always + [example for example in seen_spam(data) if example.site not in held])
        lexical.model = lambda model=model: model  # type: ignore[assignment]
        judged += judge_lines(held_rows, topics)
    return judged


def report(judged: Sequence[Judged]) -> None:
    by_family: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        label = "spam" if one.row["label"] == "spam" else "ok"
        by_family[f"{label} {FAMILIES.get(one.row['family'], one.row['family'])}"][one.verdict] += 1
    print(f"{'family':32}{'lines':>7}{'drop':>8}{'flag':>8}")
    for family, counts in sorted(by_family.items(), reverse=True):
        total = counts.total()
        print(f"{family:32}{total // BODIES:7}{counts['drop'] / total:8.1%}{counts['flag'] / total:8.1%}")
    groups = {
        "recall, porn lists": [one for one in judged if one.row["family"] in ("porn_list", "domain_kept")],
        "recall, other families": [
            one
            for one in judged
            if one.row["label"] == "spam" and one.row["family"] not in ("porn_list", "domain_kept")
        ],
        "false positives, hard": [one for one in judged if one.row["family"] in HARD],
        "false positives, all": [one for one in judged if one.row["label"] != "spam"],
    }
    for name, members in groups.items():
        print(
            f"{name:32}{sum(one.verdict == 'drop' for one in members) / len(members):8.2%} of {len(members) // BODIES}"
        )
    dropped = [one for one in judged if one.verdict == "drop"]
    print(f"{'precision':32}{sum(one.row['label'] == 'spam' for one in dropped) / max(len(dropped), 1):8.2%}")


def misses(judged: Sequence[Judged]) -> None:
    seen = set()
    for one in judged:
        wrong = (one.row["label"] == "spam") != (one.verdict == "drop")
        if wrong and one.row["text"] not in seen:
            seen.add(one.row["text"])
            found = one.evidence
            print(
                one.row["label"],
                one.row["family"],
                one.verdict,
                f"{found.lexical:.2f}",
                found.family,
                found.terms,
                found.kinds,
                one.row["text"][:90],
                sep=" | ",
            )


def own_titles(data: Path) -> None:
    """The pages' own titles on their own bodies, by the shipped model."""
    counts: Counter[str] = Counter()
    for row in read_pages(data):
        body = next((data / "pages" / "gold").glob(f"{row['id']}.*")).read_text("utf-8")
        topic = topic_of(body)
        verdicts = [
            (decide(weigh(Block(text=title), fold(title), topic, leads=True)), title) for title in row["titles"]
        ]
        worst = min((verdict for verdict, _ in verdicts), key=["drop", "flag", "keep"].index, default="keep")
        counts[worst] += 1
        if worst != "keep":
            print("  own title", worst, [title for verdict, title in verdicts if verdict == worst][:2])
    print(f"own titles of {counts.total()} pages: {counts['drop']} dropped, {counts['flag']} flagged")


def speed(data: Path) -> None:
    """Lines a second: through the judge's step (folded lines in, verdicts out), and the two parts of evidence alone."""
    texts = [row["text"] for row in read_rows(data)]
    folded = fold_lines(texts)
    pairs = zip(texts, folded, strict=True)
    page = Page(tuple(Block(text=text, index=index, folded=view) for index, (text, view) in enumerate(pairs)))
    topic = read_topics(data, 2)[0]
    steps = {
        "judge_spam": lambda: judge_spam(page, Options()),
        "lexical score": lambda: [lexical.score(view) for view in folded],
        "all evidence": lambda: [weigh(block, block.folded, topic) for block in page.blocks],
    }
    for name, step in steps.items():
        best = min(_seconds(step) for _ in range(5))
        print(f"speed: {len(texts) / best:,.0f} lines/s {name}")


def _seconds(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true", help="print what was judged wrongly")
    options = parser.parse_args()
    shipped = lexical.model
    judged = cross_validate(options.data)
    report(judged)
    if options.misses:
        misses(judged)
    lexical.model = shipped
    own_titles(options.data)
    speed(options.data)


if __name__ == "__main__":
    main()
