"""What a run of many pages costs beyond cleaning itself: CPU, speed-up, memory, and what site templates add.

    python benchmarks/many.py cost [--data PATH] [--copies N]      CPU of `run` over that of clean_page, three formats
    python benchmarks/many.py speedup [--data PATH] [--copies N]   one worker against two, alternating
    python benchmarks/many.py memory [--pages N]                   small pages, and some of 8 MB among them
    python benchmarks/many.py sites [--data PATH] [--models DIR]   c4 with and without a learned table

CPU counts all processes of the run (driver, workers, their start), so that a busy machine matters less. Memory is
the largest sum over the run's processes of what each has to itself and its part of what they share (PSS, Linux).
The scorer for `sites` is tools/score_extraction.py beside the data. The shipped model has seen these pages; with the
models that `scripts/train_judge.py --evaluate 6 --models DIR` leaves, each page is judged by one that has not seen its site.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import importlib.util
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SECONDS = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("cost", "speedup", "memory", "sites"))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--copies", type=int, default=3, help="times each page of the data is taken")
    parser.add_argument("--pages", type=int, default=100_000, help="small pages for memory; 0: only the large ones")
    parser.add_argument("--models", type=Path, help="folder of held-out models for sites")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qingwen-bench-") as folder:
        {"cost": cost, "speedup": speedup, "memory": memory, "sites": sites}[given.what](given, Path(folder))


def run(inputs: Path, output: Path, *more: str, watch: bool = False) -> dict[str, Any]:
    """One ``qingwen run``; its summary, with CPU and wall seconds of all its processes and their memory in MB."""
    command = [sys.executable, "-m", "pipeline", "run", str(inputs), "-o", str(output), "--json", "-q", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        curve = list(memory_curve(process)) if watch else []
        said, problems = process.communicate() if not watch else (process.stdout.read(), process.stderr.read())
    if process.returncode not in (0, 1):
        raise SystemExit(problems.decode())
    return {**json.loads(said), "wall": time.monotonic() - begun, "curve": curve}


def memory_curve(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """MB of the process and its descendants, four times a second until it ends."""
    while process.poll() is None:
        yield sum(pss(pid) for pid in family(process.pid))
        time.sleep(SAMPLE_SECONDS)


def family(pid: int) -> list[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found


def pss(pid: int) -> float:
    try:
        return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M).group(1)) / 1024
    except (OSError, AttributeError):
        return 0.0


def pages_of(data: Path, copies: int) -> Iterator[tuple[str, bytes]]:
    files = sorted((data / "pages" / "html").glob("*.html"))
    if not files:
        raise SystemExit(f"{data}: no pages/html here; name the data with --data")
    for copy in range(copies):
        for file in files:
            yield f"{copy}-{file.stem}", file.read_bytes()


def make_folder(pages: Iterator[tuple[str, bytes]], target: Path) -> Path:
    target.mkdir()
    for name, data in pages:
        (target / f"{name}.html").write_bytes(data)
    return target


def make_warc(pages: Iterator[tuple[str, bytes]], target: Path) -> Path:
    with target.open("wb") as file:
        for name, data in pages:
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + data
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
                f"WARC-Target-URI: http://example.org/{name}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 1))
    return target


def make_parquet(pages: Iterator[tuple[str, bytes]], target: Path) -> Path:
    import pyarrow
    import pyarrow.parquet

    rows = list(pages)
    table = pyarrow.table({"id": [name for name, _ in rows], "html": [data for _, data in rows]})
    pyarrow.parquet.write_table(table, target, row_group_size=100)
    return target


def cost(given: argparse.Namespace, folder: Path) -> None:
    makers = {"folder": make_folder, "in.warc.gz": make_warc, "in.parquet": make_parquet}
    for name, make in makers.items():
        source = make(pages_of(given.data, given.copies), folder / name)
        before = os.times()
        end = run(source, folder / f"out-{name}", "-j", "2")
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        start = used - end["cpu"]
        print(
            f"{name:12}{end['pages']:7} pages  clean_page {end['cleaning']:8.2f} s  shards {end['cpu']:8.2f} s "
            f"({end['cpu'] / end['cleaning']:.3f})  all processes {used:8.2f} s ({used / end['cleaning']:.3f}; "
            f"{start:.2f} s of it to start and drive)"
        )


def speedup(given: argparse.Namespace, folder: Path) -> None:
    source = make_folder(pages_of(given.data, given.copies), folder / "in")
    walls = collections.defaultdict(list)
    for turn in range(3):
        for workers in (1, 2):
            end = run(source, folder / f"out-{turn}-{workers}", "-j", str(workers))
            walls[workers].append(end["wall"])
            print(
                f"{workers} workers: {end['wall']:.1f} s, {end['pages'] / end['wall']:.1f} pages/s, load {os.getloadavg()[0]:.1f}"
            )
    print(f"speed-up of the best: {min(walls[1]) / min(walls[2]):.2f}")


SENTENCE = "本市昨天公布了新一季度的公共交通安排，第{}条线路将于下月初调整，市民可以提前了解。"


def small_page(number: int, paragraphs: int = 12) -> bytes:
    body = "".join(f"<p>{SENTENCE.format(number * 31 + n)}{SENTENCE.format(n)}</p>" for n in range(paragraphs))
    links = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(20))
    return f"<html><head><title>第{number}号</title></head><body><ul>{links}</ul><h1>第{number}号通知</h1>{body}</body></html>".encode()


def text_page(number: int) -> bytes:
    return f"第{number}号通知\n{SENTENCE.format(number)}\n".encode()


def memory(given: argparse.Namespace, folder: Path) -> None:
    kinds = (("with 20 of 8 MB", 1000, 20), ("small pages", given.pages, 0))
    for label, count, large in (kind for kind in kinds if kind[1]):
        source = folder / label.replace(" ", "-")
        for number in range(count):
            markup = bool(large) or number % 5 == 0
            path = source / f"{number // 1000:03d}" / f"{number:06d}.{'html' if markup else 'txt'}"
            path.parent.mkdir(parents=True, exist_ok=True)
            big = large and number % (count // large) == 0
            path.write_bytes(small_page(number, 30_000 if big else 2) if markup else text_page(number))
        end = run(source, folder / f"out-{source.name}", "-j", "2", watch=True)
        curve = end["curve"]
        parts = [max(curve[len(curve) * n // 4 : len(curve) * (n + 1) // 4] or [0]) for n in range(4)]
        print(
            f"{label}: {end['pages']} pages ({end['quarantined']} quarantined) in {end['wall']:.0f} s, peak "
            f"{max(curve):.0f} MB; peak of each quarter {', '.join(f'{part:.0f}' for part in parts)}",
            flush=True,
        )


def sites(given: argparse.Namespace, folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from pipeline.clean import clean_page
    from pipeline.many import templates
    from pipeline.types import Options

    score = load_scorer(given.data)
    index = [json.loads(line) for line in (given.data / "pages/index.jsonl").read_text("utf-8").splitlines()]
    hosts = collections.Counter(row["host"] for row in index if row["split"] == "dev")
    chosen = [row for row in index if row["split"] == "dev" and hosts[row["host"]] >= templates.MIN_PAGES]
    pages = {row["id"]: (given.data / "pages/html" / f"{row['id']}.html").read_bytes() for row in chosen}
    counter = templates.SiteCounter()
    for row in chosen:
        counter.add(templates.survey_page(pages[row["id"]], Options(site=row["host"])))
    counter.write(folder / "all.counts")
    table = str(folder / "sites.sqlite")
    print(
        "sites and blocks:", templates.write_table(templates.merge_counts([folder / "all.counts"], folder), Path(table))
    )
    results = collections.defaultdict(list)
    for row in by_fold(chosen, given.models):
        ending = "md" if row["gold_format"] == "md" else "txt"
        gold = (given.data / "pages/gold" / f"{row['id']}.{ending}").read_text("utf-8")
        pair = []
        for known in (None, table):
            options = Options(site=row["host"], sites=known, script="keep")
            pair.append(c4(score, clean_page(pages[row["id"]], options).text, gold, set(row["titles"])))
        results[row["host"]].append(pair)
    for host, pairs in sorted(results.items(), key=lambda item: -len(item[1])):
        without, with_table = (statistics.fmean(pair[n] for pair in pairs) for n in (0, 1))
        worse = sum(after < before - 0.01 for before, after in pairs)
        print(f"{host:32}{len(pairs):4} pages  c4 {without:.3f} -> {with_table:.3f}   pages worse by 0.01: {worse}")
    everything = [pair for pairs in results.values() for pair in pairs]
    print(
        f"all{len(everything):33} pages  c4 {statistics.fmean(p[0] for p in everything):.4f} -> {statistics.fmean(p[1] for p in everything):.4f}"
    )


def by_fold(rows: list[dict[str, Any]], models: Path | None) -> Iterator[dict[str, Any]]:
    """The rows; with held-out models, fold by fold, and the model that has not seen them in place of the shipped one."""
    if models is None:
        yield from rows
        return
    from pipeline import tables
    from pipeline.judge import model

    folds = json.loads((models / "folds.json").read_text("utf-8"))
    original = tables.read_bytes
    for fold in sorted(set(folds.values())):
        held_out = (models / f"judge_html_{fold}.json").read_bytes()
        tables.read_bytes = lambda name, data=held_out: data if name == "judge_html.json" else original(name)
        model.load.cache_clear()
        yield from (row for row in rows if folds.get(row["id"]) == fold)
    tables.read_bytes = original


def load_scorer(data: Path) -> Any:
    path = data.parent / "tools" / "score_extraction.py"
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: the scorer is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def c4(score: Any, text: str, gold: str, titles: set[str]) -> float:
    tokens = [score.TOKEN.findall(score.clean(part, titles)) for part in (text, gold)]
    return score.prf(*tokens, 4)[2]


if __name__ == "__main__":
    main()
