"""How much of the mirrors' damage comes back: one table, one run.

    python benchmarks/damage.py --data ../shared/data [--seed 1] [--limit N] [--only RAW]

Clean Simplified passages go through ``pipeline.repair.channel`` and back through ``repair_text``; a passage of the
language model's own training text is scored only by a model that has not seen its document (five folds by file).
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import gettempdir
from unittest.mock import patch
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from pipeline import language, tables  # noqa: E402
from pipeline.repair import channel, gbk, repair_text  # noqa: E402
from pipeline.repair.channel import Channel  # noqa: E402

FOLDS = 5
SETTINGS = {
    "0.2 raw": (0.2, Channel()),
    "0.2 NFKC": (0.2, Channel(nfkc=True)),
    "0.2 private dropped": (0.2, Channel(private="drop")),
    "0.2 byte 80 dropped": (0.2, Channel(euro="drop")),
    "0.5 raw": (0.5, Channel()),
    "0.2 cuts": (0.2, Channel(cut="all")),
    "0.2 cuts, not comma": (0.2, Channel(cut="not-comma")),
    "0.2 cuts, lone dropped": (0.2, Channel(cut="all", lone="")),
    "0.2 cuts, lone dropped, NFKC": (0.2, Channel(cut="all", lone="", nfkc=True)),
    "0.2 cuts, NFKC": (0.2, Channel(cut="all", nfkc=True)),
    "0.2 cuts, NFKC, private dropped": (0.2, Channel(cut="all", nfkc=True, private="drop")),
    "0.2 cuts, NFKC but beside ASCII": (0.2, Channel(cut="all", nfkc="between")),
    "cuts without gloss": (0.0, Channel(cut="all")),
    "family S": (0.2, Channel(simplify=True)),
    "family S, NFKC": (0.2, Channel(simplify=True, nfkc=True)),
}


@dataclass
class Score:
    """Counts of one setting."""

    passages: int = 0
    exact: int = 0
    nodigit: list[int] = field(default_factory=lambda: [0, 0])
    bracket: list[int] = field(default_factory=lambda: [0, 0])
    errors: int = 0
    characters: int = 0
    seconds: float = 0.0
    size: int = 0

    def row(self) -> str:
        """The score as columns of the table."""
        share = "  ".join(
            f"{a / b if b else 1:7.2%}" for a, b in ((self.exact, self.passages), self.nodigit, self.bracket)
        )
        return f"{share}  {self.errors / max(self.characters, 1):8.4%}  {self.size / 1e6 / self.seconds:6.2f} MB/s"


@dataclass(frozen=True)
class Case:
    """One damaged passage, what should come back, and what the decoder ate beyond the gloss brackets."""

    name: str
    seen: str
    gold: str
    eaten: str
    folded: bool = False
    """the width of marks does not count"""


def passages(data: Path, lang: str = "zh-Hans") -> list[tuple[str, str]]:
    rows = map(json.loads, (data / "clean" / "index.jsonl").read_text("utf-8").splitlines())
    names = [r["file"] for r in rows if r["lang"] == lang and not r["file"].startswith(("dev/gloss", "gloss"))]
    return [(Path(n).name, (data / "clean" / n).read_text("utf-8")) for n in names]


def eaten(text: str, how: Channel) -> str:
    """The ASCII that the decoder ate, the brackets of glosses not counted."""
    data = gbk.encode(channel.to_traditional(text))
    for key in how.keys:
        pair = gbk.encode(key)
        data = data.replace(pair, pair + b"\x01" + gbk.encode(channel.readings.defaults()[key]) + b")")
    out, at = [], 0
    while at < len(data):
        double = data[at] > 0x80
        if double and at + 1 < len(data) and not gbk.is_trail(data[at + 1]) and data[at + 1] != 1:
            out.append(chr(data[at + 1]))
        at += 1 + double
    return "".join(out)


def cases(texts: list[tuple[str, str]], share: float, how: Channel, seed: int) -> Iterator[Case]:
    for name, text in texts:
        random = Random(f"{seed} {name}")
        this = replace(how, keys=channel.choose_keys(share, random))
        # which marks stand beside ASCII differs with the glosses, so their width is no matter there
        gold = channel.damage(text, replace(this, keys=(), cut="none", nfkc=bool(how.nfkc)))
        yield Case(name, channel.damage(text, this), gold, eaten(text, this), folded=how.nfkc == "between")


def distance(a: str, b: str) -> int:
    """Edit distance, by the differing blocks."""
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")


def fold_model(data: Path, number: int) -> bytes:
    """The packed model that has not seen the passages of one fold; made once and kept in the temporary folder."""
    import make_language

    recipe = (ROOT / "scripts" / "make_language.py").read_bytes()
    kept = Path(gettempdir()) / f"qingwen-language-{crc32(recipe):08x}-{number}.bin"
    if not kept.exists():
        names = (f.name for f in (data / "clean" / "dev").glob("*.txt"))
        kept.write_bytes(make_language.build(data, frozenset(n for n in names if crc32(n.encode()) % FOLDS == number)))
    return kept.read_bytes()


def use_model(packed: bytes) -> None:
    language.model.cache_clear()
    with patch.object(tables, "read_mapped", lambda _: packed):
        language.model()


def measure(found: list[Case], options: argparse.Namespace) -> Score:
    score = Score()
    for number in range(FOLDS):
        use_model(fold_model(options.data, number))
        for case in found:
            if crc32(case.name.encode()) % FOLDS == number:
                add(score, case, options)
    return score


def add(score: Score, case: Case, options: argparse.Namespace) -> None:
    began = time.process_time()
    text = repair_text(case.seen).text
    score.seconds += time.process_time() - began
    score.size += len(case.seen.encode())
    text = unicodedata.normalize("NFKC", text) if case.folded else text
    right = text == case.gold
    score.passages += 1
    score.exact += right
    score.characters += len(case.gold)
    if not set(case.eaten) & set("0123456789"):
        score.nodigit[0] += right
        score.nodigit[1] += 1
    if not case.eaten:
        score.bracket[0] += right
        score.bracket[1] += 1
    if not right:
        score.errors += distance(text, case.gold)
        if options.verbose:
            show(case, text)


def show(case: Case, text: str) -> None:
    print(f"- {case.name} eaten {case.eaten!r}")
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, text, case.gold, autojunk=False).get_opcodes():
        if tag != "equal":
            print(
                f"    {case.seen[max(0, i1 - 8) : i1 + 40]!r}\n    {text[max(0, i1 - 8) : i1]}[{text[i1:i2]!r} for {case.gold[j1:j2]!r}]{text[i2 : i2 + 8]!r}"
            )


def fragments(data: Path) -> str:
    """The fragments of live pages by class: right of all, punctuation width and white space folded.

    The fragments of one site and class are given together, as lines of one page.
    """
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in map(json.loads, (data / "fragments.jsonl").read_text("utf-8").splitlines()):
        if row["class"] in "abcd":
            groups.setdefault((row["class"], row["site"]), []).append(row)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (name, _), rows in groups.items():
        lines = repair_text("\n".join(row["observed"] for row in rows)).text.split("\n")
        for row, line in zip(rows, lines, strict=False):
            right[name] += fold(convert(line)) == fold(convert(row["gold"]))
        total[name] += len(rows)
    return "  ".join(f"{name} {right[name]}/{total[name]}" for name in sorted(total))


def fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", html.unescape(text))).replace("著", "着")


GENUINE = re.compile(r"\w[（(][音读讀]?[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü' ]{1,12}[）)]")


def genuine(data: Path, seed: int) -> str:
    """How many genuine glosses stay in pages that are damaged around them, of passages of the four settings that keep the script."""
    rows = map(json.loads, (data / "clean" / "index.jsonl").read_text("utf-8").splitlines())
    stay, total = 0, 0
    for row in rows:
        if not row["has_gloss"]:
            continue
        text = (data / "clean" / row["file"]).read_text("utf-8")
        for name in ("0.2 raw", "0.2 NFKC", "0.5 raw", "0.2 cuts"):
            share, how = SETTINGS[name]
            this = replace(how, keys=channel.choose_keys(share, Random(f"{seed} {row['file']}")))
            whole = Counter(GENUINE.findall(channel.damage(text, replace(this, keys=(), cut="none"))))
            left = Counter(GENUINE.findall(repair_text(channel.damage(text, this)).text))
            stay += (whole & left).total()
            total += whole.total()
    return f"{stay} of {total} ({stay / total:.1%})"


def untouched(data: Path) -> str:
    """How many undamaged passages change, of each kind."""
    rows = map(json.loads, (data / "clean" / "index.jsonl").read_text("utf-8").splitlines())
    changed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        text = (data / "clean" / row["file"]).read_text("utf-8")
        kind = "with genuine glosses" if row["has_gloss"] else row["lang"]
        for variant in (text, unicodedata.normalize("NFKC", text), channel.to_traditional(text)):
            total[kind] += 1
            if repair_text(variant).text != variant:
                changed[kind] += 1
    return ", ".join(f"{kind} {changed[kind]} of {total[kind]}" for kind in sorted(total))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="passages, spread over the sources")
    parser.add_argument("--only", default="", help="settings whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="show each failure")
    options = parser.parse_args()
    texts = passages(options.data)
    if options.limit:
        texts = Random(0).sample(texts, options.limit)
    print(f"{'setting':32}  exact    no digit only (    errors      speed")
    for name, (share, how) in SETTINGS.items():
        if options.only in name:
            found = list(cases(texts, share, how, options.seed))
            print(f"{name:32}{measure(found, options).row()}", flush=True)
    if not options.only:
        use_model(bytes(tables.read_mapped("language.bin")))
        print("fragments:", fragments(options.data))
        print("genuine glosses that stay in damaged pages:", genuine(options.data, options.seed))
        print("undamaged passages changed:", untouched(options.data))


if __name__ == "__main__":
    main()
