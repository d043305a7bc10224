#!/usr/bin/env python3
"""Quality and speed against the peers, all in one run: a Markdown table, a picture, and floors that may not be passed.

    python benchmarks/run.py                    all pages, all peers that are installed (make bench installs them)
    python benchmarks/run.py --quick            60 pages, smaller sizes: a minute
    python benchmarks/run.py --check            this project alone, against floors.json: exit 1 if anything fell
    python benchmarks/run.py --check --update   write what was measured into floors.json (--lower allows less)
    python benchmarks/run.py -o docs            write docs/benchmarks.md and docs/benchmarks.svg

``--data`` and ``--tools`` say where the pages and their scorer are; without them a small corpus is made here, which
shows that all works and nothing more. Speed is CPU seconds; figures of two runs cannot be compared, ratios can.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

import corpus as corpora  # noqa: E402
import picture  # noqa: E402
import quality  # noqa: E402
import speed  # noqa: E402
from contenders import EXTRACTORS, OWN  # noqa: E402

FLOORS = Path(__file__).with_name("floors.json")
QUICK_PAGES = 60
ALL_SIZES = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 20_000_000]
LINEAR = (10_000, 10_000_000)
"""bytes between which growth is fitted"""
GOALS = {
    "speed against trafilatura": ">= 6 (floor 4)",
    "time against lexbor alone": "<= 10",
    "growth of HTML": "<= 1.05",
    "growth of text": "<= 1.05",
    "import pipeline, ms": "<= 60",
    "qingwen --version, ms": "<= 120",
    "first page, ms": "<= 500",
    "memory, MB": "<= 150",
}


@dataclass
class Results:
    """All that was measured."""

    source: str
    runs: dict[str, speed.Run] = field(default_factory=dict)
    extraction: dict[str, dict[str, float]] = field(default_factory=dict)
    stages: dict[str, quality.Rows] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    growth: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    goals: dict[str, float] = field(default_factory=dict)


def main() -> None:
    given = arguments()
    corpus = corpora.load(given.data, given.tools, QUICK_PAGES if given.quick else given.limit)
    if given.check:
        sys.exit(check(corpus, given))
    results = measure(corpus, given)
    text = "\n".join(tables(results, given)) + "\n"
    print(text)
    if given.output:
        given.output.mkdir(parents=True, exist_ok=True)
        (given.output / "benchmarks.md").write_text(text, "utf-8")
        (given.output / "benchmarks.svg").write_text(picture.draw(results.runs, results.extraction), "utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--tools", type=Path, default=ROOT.parent / "shared" / "tools")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--limit", type=int, default=None, help="pages, spread over all")
    parser.add_argument("--own", action="store_true", help="no peers")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true", help="with --update: floors may fall")
    parser.add_argument("-o", "--output", type=Path, default=None)
    return parser.parse_args()


def measure(corpus: corpora.Corpus, given: argparse.Namespace) -> Results:
    """Everything, the stages first, then whole pages, growth and start-up."""
    results = Results(f"{corpus.name} (digest {corpus.digest})")
    count = 100 if given.quick else 400
    results.stages["Decode: texts read right, nothing declared"] = quality.decoding(corpus, count, given.own)
    results.stages["Repair: rows right"] = quality.repairing(corpus, given.own)
    results.stages["Simplify: rows right"] = quality.converting(corpus, given.own)
    for name, run in contend(corpus, OWN if given.own else tuple(EXTRACTORS)):
        results.runs[name] = run
        results.extraction[name] = quality.extraction(corpus, run.texts)
    results.shares = speed.stage_shares([page.data for page in corpus.pages])
    sizes = [size for size in ALL_SIZES if size <= (1_000_000 if given.quick else ALL_SIZES[-1])]
    for kind in ("html", "text"):
        results.growth[kind] = speed.growth(kind, sizes)
    results.goals = dict(goals(results))
    return results


def contend(corpus: corpora.Corpus, names: tuple[str, ...]) -> Iterator[tuple[str, speed.Run]]:
    """Each contender over all pages in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, page in enumerate(corpus.pages):
            paths.append(Path(folder) / f"{number}.html")
            paths[-1].write_bytes(page.data)
        for name in names:
            if run := speed.run_contender(name, paths):
                yield name, run


def goals(results: Results) -> Iterator[tuple[str, float]]:
    """The figures that have a goal."""
    own = results.runs["qingwen"]
    if "trafilatura" in results.runs:
        yield "speed against trafilatura", results.runs["trafilatura"].seconds / own.seconds
    yield "time against lexbor alone", own.seconds / results.runs["lexbor"].seconds
    yield "growth of HTML", speed.exponent(results.growth["html"], *LINEAR)
    yield "growth of text", speed.exponent(results.growth["text"], *LINEAR)
    for name, milliseconds in speed.start_up():
        yield f"{name}, ms", milliseconds
    yield "memory, MB", own.memory


def tables(results: Results, given: argparse.Namespace) -> Iterator[str]:
    """The report as Markdown lines."""
    yield "# Benchmarks\n"
    yield f"Made by `benchmarks/run.py` at commit {commit()} with Python {platform.python_version()} on {results.source}."
    yield "Speed is pages per CPU second on one core; all figures are of one run, compare ratios only."
    yield "The judge was trained on these pages, so its c4 here is no forecast for other sites; [extraction.md](extraction.md) has held-out figures.\n"
    yield from table(["extraction", "c4", "median", "under .5", "pages/s", "MB", "errors"], extraction_rows(results))
    for title, rows in results.stages.items():
        columns = list(dict.fromkeys(column for _, figures in rows for column in figures))
        if columns:
            yield from table(
                [title, *columns], [[name, *(figures.get(c, "") for c in columns)] for name, figures in rows if figures]
            )
    whole = sum(results.shares.values())
    yield from table(
        ["stage", "share of the time"], [[name, f"{part / whole:.0%}"] for name, part in results.shares.items()]
    )
    sizes = [[f"{size:,}", f"{seconds:.3f}"] for size, seconds in results.growth["html"]]
    for row, (_, seconds) in zip(sizes, results.growth["text"], strict=True):
        row.append(f"{seconds:.3f}")
    yield from table(["bytes of the page", "HTML, s", "text, s"], sizes)
    yield from table(
        ["what", "goal", "measured"], [[name, GOALS[name], f"{value:.3g}"] for name, value in results.goals.items()]
    )
    yield "magic-html is not in the registry; its published figures on the same 329 pages: c4 .900 (median .979), 18-22 pages/s, 104 MB."


def extraction_rows(results: Results) -> list[list[str]]:
    """A row a contender, the best first; parsing alone has no text."""
    rows = []
    for name in sorted(results.runs, key=lambda name: -results.extraction[name]["c4"]):
        run, score = results.runs[name], results.extraction[name]
        figures = [f"{score['c4']:.3f}", f"{score['median']:.3f}", f"{score['under .5']:.1%}"]
        if name == "lexbor":
            name, figures = "parsing alone (lexbor)", ["", "", ""]
        rows.append([name, *figures, f"{run.pages_a_second:.0f}", f"{run.memory:.0f}", str(run.errors)])
    return rows


def table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A Markdown table and a blank line."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""


def commit() -> str:
    """The short hash, or "unknown" outside git."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def check(corpus: corpora.Corpus, given: argparse.Namespace) -> int:
    """Compare with the floors; 1 if anything is lower, or if the corpus is another than theirs."""
    found = dict(scores(corpus))
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {"corpus": corpus.digest, "floors": {}}
    if given.update:
        return update(corpus, found, floors, given.lower)
    if floors["corpus"] != corpus.digest:
        print(
            f"floors.json is for corpus {floors['corpus']}, this is {corpus.digest}: nothing was compared",
            file=sys.stderr,
        )
        return 1
    fallen = [name for name, floor in floors["floors"].items() if found.get(name, 0.0) < floor]
    for name, floor in floors["floors"].items():
        print(f"{name:<24} {found.get(name, 0.0):.4f}  floor {floor:.4f}{'  FALLEN' if name in fallen else ''}")
    return 1 if fallen else 0


def scores(corpus: corpora.Corpus) -> Iterator[tuple[str, float]]:
    """Our own scores that have a floor."""
    runs = dict(contend(corpus, OWN))
    extracted = quality.extraction(corpus, runs["qingwen"].texts)
    yield "extraction c4", extracted["c4"]
    yield "pages not under .5", 1 - extracted["under .5"]
    yield "pages without error", 1 - runs["qingwen"].errors / len(corpus.pages)
    yield "speed of parsing alone", runs["lexbor"].seconds / runs["qingwen"].seconds
    for stage, rows in (
        ("decode", quality.decoding(corpus, 100, True)),
        ("repair", quality.repairing(corpus, True)),
        ("simplify", quality.converting(corpus, True)),
    ):
        for column, share in (rows[0][1] if rows else {}).items():
            right, count = map(int, share.split("/"))
            yield f"{stage} {column}", right / count


MARGIN = {"speed of parsing alone": 0.5, "extraction c4": 0.995, "pages not under .5": 0.995}
"""What is left of a measured figure as its floor: speed differs between machines and days
(31 to 45 times parsing alone on one machine in an evening); one page of 329 more or less
is no loss. Counts of rows have no margin."""


def update(corpus: corpora.Corpus, found: dict[str, float], floors: dict, lower: bool) -> int:  # type: ignore[type-arg]
    """Write the floors; refuse to lower one without being told to."""
    new = {name: int(value * MARGIN.get(name, 1.0) * 1e4) / 1e4 for name, value in found.items()}
    fallen = {
        name: floor for name, floor in floors["floors"].items() if new.get(name, 0.0) < floor and name not in MARGIN
    }
    if fallen and not lower:
        print(f"these would fall: {fallen}; say --lower if that is meant", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"corpus": corpus.digest, "floors": new}, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    main()
