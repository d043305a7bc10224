"""Encodings: any bytes in, the right text out, beside the peers in the same run; mojibake beside ftfy.

Measures, on passages of ``clean/`` that it encodes itself:

- decoding: codec x length (2 to 256 characters and whole) x declaration (none, right, wrong) x damage (none, one stray 0xFF, cut
  inside a character). Right is: every character but the damaged one;
- mojibake: every pair of codecs whose confusion loses nothing, x length; right is: the very text;
- the vectors ``decode``, ``repair``, ``repair_lossy`` and ``unrepairable``;
- changes of undamaged passages and pages (each is listed, for a person to look at);
- speed, as milliseconds and as a ratio to Python's own decoding, the best of several runs.

    python benchmarks/decode.py --data ../shared/data [--passages 200] [--json result.json]

Peers, each left out if it is not installed: charset-normalizer, chardet, cchardet (faust-cchardet), resiliparse, bs4, ftfy.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from decoders import Reader, ours, peers
from misread import CODECS, DAMAGES, DECLARATIONS, LENGTHS, PAIRS, encoded, excerpt, passages

from pipeline.decode import decode
from pipeline.repair import repair_text
from pipeline.repair.mojibake import undo_mojibake
from pipeline.types import Options


def kept(read: Reader, data: bytes, page: str, damage: str) -> bool:
    """Whether a reader gives the text; of a damaged page everything but U+FFFD and the cut character."""
    try:
        got = read(data)
    except Exception:  # a peer that raises has lost the page
        return False
    return got == page if damage == "none" else got.replace("\ufffd", "") == page


def measure_decoding(texts: list[tuple[str, str]], readers: dict[str, Reader], seed: int) -> dict[str, Any]:
    """Share of right texts by reader, for each group of conditions."""
    right: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    chance = random.Random(seed)
    for script, text in texts:
        for codec in CODECS[script]:
            for length in LENGTHS:
                piece = excerpt(text, length, chance)
                if piece:
                    _measure_piece(right, readers, (piece, codec, length, script), chance)
    return {" / ".join(group): dict(counts) for group, counts in sorted(right.items())}


def _measure_piece(
    right: dict[tuple[str, str], dict[str, int]],
    readers: dict[str, Reader],
    case: tuple[str, str, int, str],
    chance: random.Random,
) -> None:
    piece, codec, length, script = case
    name = "utf-16" if codec.startswith("utf-16") else f"{script} {codec}"
    for declaration in DECLARATIONS if length == 0 or length >= 64 else ("none",):
        for damage in DAMAGES:
            if damage != "none" and ((length < 16 and length) or codec.startswith("utf-16")):
                continue
            made = encoded(piece, codec, declaration, damage, chance)
            if made is None or (declaration != "none" and codec.startswith("utf-16")):
                continue
            groups = [
                (
                    f"{length or 'whole'} characters, {declaration} declared, {damage}",
                    "all" if name != "utf-16" else name,
                )
            ]
            if declaration == "none" and damage == "none":
                groups.append((f"{length or 'whole'} characters", name))
            for group in groups:
                right[group]["cases"] += 1
                for reader, read in readers.items():
                    right[group][reader] += kept(read, *made, damage)


def measure_mojibake(texts: list[tuple[str, str]], seed: int) -> dict[str, Any]:
    """Share of texts restored exactly, for each pair and length, ours and ftfy's."""
    menders: dict[str, Callable[[str], str]] = {"qingwen": lambda text: undo_mojibake(text, "text", Options())[0]}
    try:
        menders["ftfy"] = importlib.import_module("ftfy").fix_encoding
    except ImportError:
        print("ftfy: not installed, left out")
    chance = random.Random(seed)
    out: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for script, text in texts:
        for right, wrong, misread in PAIRS:
            if right.startswith("big5") and script != "hant":
                continue
            for length in (4, 8, 16, 64):
                piece = excerpt(text, length, chance)
                try:
                    seen = misread(piece.encode(right.split()[0]))
                except UnicodeError:
                    continue
                if not piece or seen == piece or "\ufffd" in seen:
                    continue
                row = out[f"{right} as {wrong}, {length} characters"]
                row["cases"] += 1
                for name, mend in menders.items():
                    row[name] += mend(seen) == piece
    return {name: dict(row) for name, row in sorted(out.items())}


def measure_vectors(data: Path) -> dict[str, Any]:
    """The vectors, right of all; what is wrong is printed."""
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in (data / "conversion_vectors.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["direction"] not in ("decode", "repair", "repair_lossy", "unrepairable"):
            continue
        if row["direction"] == "decode":
            got = ours(bytes.fromhex(row["input"].removeprefix("hex:")))
        else:
            got = repair_text(row["input"]).text
        out[row["direction"]][0] += got == row["expected"]
        out[row["direction"]][1] += 1
        if got != row["expected"]:
            print("vector:", row["direction"], row["input"], "->", got, "instead of", row["expected"])
    return dict(out)


def measure_clean(data: Path) -> dict[str, Any]:
    """Undamaged passages and pages that decoding or the mojibake pass changes; each is printed."""
    counts: dict[str, int] = defaultdict(int)
    for path in sorted([*(data / "clean" / "dev").glob("*.txt"), *(data / "pages" / "html").glob("*.html")]):
        counts["seen"] += 1
        source, _ = decode(path.read_bytes(), Options())
        _, edits = undo_mojibake(source.text, source.kind, Options())
        edits = tuple(edit for edit in edits if edit.certainty != "flagged")
        if edits:
            counts["changed"] += 1
            print(f"changed: {path.name}: {len(edits)}, such as {edits[0].before[:30]!r} -> {edits[0].after[:30]!r}")
    return dict(counts)


def measure_speed(texts: list[tuple[str, str]], readers: dict[str, Reader]) -> dict[str, Any]:
    """CPU milliseconds of each reader on a page of 90 KB, and of Python's own decoding."""
    page = "".join(f"<p>{text}</p>\n" for script, text in texts if script == "hans")
    out: dict[str, Any] = {}
    for codec in ("utf-8", "gbk"):
        data = page.encode(codec, "ignore")[:90_000].decode(codec, "ignore").encode(codec)
        strict: Reader = lambda data, codec=codec: data.decode(codec)  # noqa: E731
        out[codec] = {name: best_time(read, data) for name, read in {"python": strict, **readers}.items()}
    return out


def best_time(read: Reader, data: bytes) -> float:
    """The least CPU milliseconds of several runs."""
    read(data)
    times = []
    for _ in range(7):
        start = time.process_time()
        read(data)
        times.append(time.process_time() - start)
        if sum(times) > 5:
            break
    return round(min(times) * 1000, 3)


def show(title: str, table: dict[str, Any], columns: list[str]) -> None:
    """One line a row, percent of the cases."""
    print(f"\n{title}\n{'':58}{'cases':>7}" + "".join(f"{name[:12]:>13}" for name in columns))
    for name, row in table.items():
        shares = "".join(f"{100 * row.get(column, 0) / row['cases']:12.2f}%" for column in columns)
        print(f"{name:58}{row['cases']:7}{shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    texts = passages(arguments.data, arguments.passages, arguments.seed)
    readers = {"qingwen": ours, **dict(peers())}
    result = {
        "decoding": measure_decoding(texts, readers, arguments.seed),
        "mojibake": measure_mojibake(texts, arguments.seed),
        "vectors": measure_vectors(arguments.data),
        "undamaged": measure_clean(arguments.data),
        "speed": measure_speed(texts, readers),
    }
    show("Right text", result["decoding"], list(readers))
    show("Mojibake restored exactly", result["mojibake"], ["qingwen", "ftfy"])
    print("\nVectors:", result["vectors"], "\nUndamaged:", result["undamaged"], "\nSpeed, CPU ms:", result["speed"])
    if arguments.json:
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
