"""Script, punctuation and output, measured: one table, one run.

    python benchmarks/conversion.py --data ../shared/data [--only vectors,keep,round-trips,punctuation,read-back,speed]

The passages are those of ``clean/`` in Simplified. A passage whose own spelling is not the mainland's (有著, 牠们, written so by
converters) cannot come back from Traditional to that spelling; such passages are counted apart, as "foreign".
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import yaml  # noqa: E402
from bs4 import BeautifulSoup  # noqa: E402
from opencc import OpenCC  # noqa: E402
from readback import trees  # noqa: E402

from pipeline import Options, clean_page, simplify_text, tables  # noqa: E402
from pipeline.assemble import assemble  # noqa: E402
from pipeline.decode import decode  # noqa: E402
from pipeline.edits import replay  # noqa: E402
from pipeline.judge import judge  # noqa: E402
from pipeline.render import render  # noqa: E402
from pipeline.repair import repair  # noqa: E402
from pipeline.simplify import simplify  # noqa: E402
from pipeline.simplify.convert import by_sense  # noqa: E402
from pipeline.split import split  # noqa: E402
from pipeline.types import Article, Page, Source  # noqa: E402
from pipeline.typeset import typeset  # noqa: E402
from pipeline.typeset.punctuation import full_width, is_folded  # noqa: E402

Row = tuple[str, str, str]
"""What, result, remark."""

LAYOUT = re.compile(
    r"(?m)^[\s　]+|(?<=^[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff]$)|[\s　]+$|^(\d{1,3})[.．、)）]\s*|^[•●◆■▪◦○★·*-][ 　\xa0]+"
)
"""Indents, padding and list markers, which typesetting may change on undamaged text."""


def passages(data: Path, *, glosses: bool = False) -> Iterator[tuple[str, str]]:
    for line in (data / "clean" / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = Path(row["file"]).name
        if "Hant" not in row["lang"] and (glosses or not name.startswith("gloss")):
            yield name, (data / "clean" / "dev" / name).read_text("utf-8")


def vectors(data: Path) -> Iterator[Row]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (data / "conversion_vectors.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        got = _answer(row["direction"], row["input"])
        if got is not None:
            total[row["direction"]] += 1
            right[row["direction"]] += got == row["expected"]
    for direction, number in total.items():
        yield f"vectors {direction}", f"{right[direction]} / {number}", ""


def _answer(direction: str, text: str) -> str | None:
    if direction in ("t2s", "s_keep", "badt2s", "repair_s", "t2s_punct"):
        return simplify_text(text)
    if direction == "tw2sp":
        return clean_page(text, Options(extract=False, vocabulary="mainland")).text.strip()
    if direction not in ("ruby", "md_strong", "md_table"):
        return None
    document = clean_page(text, Options(extract=False, kind="html", script="keep"))
    if direction == "ruby":
        return document.text.strip()
    from readback import PARSER

    html = PARSER.render(document.markdown).strip()
    if direction == "md_strong":
        return html
    rows = [
        [cell.get_text() for cell in row.find_all(["td", "th"])] for row in BeautifulSoup(html, "html.parser")("tr")
    ]
    return "rows=" + json.dumps(rows, separators=(",", ":"))


def keep(data: Path) -> Iterator[Row]:
    """Undamaged Simplified passages through the whole pipeline without extraction."""
    changed = total = 0
    for _, text in passages(data, glosses=True):
        got = clean_page(text, Options(extract=False)).text
        total += 1
        changed += _plain(got) != _plain(text)
    yield "undamaged Simplified passages changed", f"{changed} / {total}", "indents and list markers not counted"


def _plain(text: str) -> list[str]:
    lines = [LAYOUT.sub(r"\1", line) for line in text.split("\n")]
    return [line for line in lines if line.strip()]


def round_trips(data: Path) -> Iterator[Row]:
    texts = list(passages(data))
    foreign = {name for name, text in texts if _as_traditional(text) != text}
    for label, convert in _tables().items():
        back = {name for name, text in texts if simplify_text(convert(text)) == text}
        home = [name for name, _ in texts if name not in foreign]
        share = sum(name in back for name in home) / len(home)
        yield (
            f"S -> T -> S, {label}",
            f"{len(back) / len(texts):.1%}",
            f"{share:.2%} of the {len(home)} in mainland spelling",
        )


def _as_traditional(text: str) -> str:
    """The text converted as if it were Traditional: what changes is no mainland spelling."""
    return replay(text, by_sense(text, OpenCC("t2s").convert(text), None))


def _tables() -> dict[str, Callable[[str], str]]:
    """Conversions to Traditional: the mirrors' one form a character, any form at random, and OpenCC's words."""
    one = dict(line.split(" ") for line in tables.read_lines("aligned.txt"))
    many: dict[str, list[str]] = defaultdict(list)
    to_simplified = OpenCC("t2s").convert
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        if _in_big5(char):
            many[to_simplified(char)].append(char)
    rnd = random.Random(5)
    s2t = OpenCC("s2t").convert
    return {
        "one-to-one": lambda text: "".join(one.get(c, c) for c in text),
        "one-to-many": lambda text: "".join(rnd.choice(many.get(c, [c])) for c in text),
        "OpenCC s2t": s2t,
    }


def _in_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def punctuation(data: Path) -> Iterator[Row]:
    right = total = pure_right = pure_total = 0
    for _, text in passages(data, glosses=True):
        lines = unicodedata.normalize("NFKC", text).split("\n")
        got = "\n".join(full_width(line) for line in lines) if is_folded(lines) else "\n".join(lines)
        wrong = sum(
            max(b - a, d - c)
            for op, a, b, c, d in difflib.SequenceMatcher(None, got, text, autojunk=False).get_opcodes()
            if op != "equal"
        )
        right, total = right + len(text) - wrong, total + len(text)
        if not re.search("[\u3400-\u9fff][,:;?!()]|[,:;?!()][\u3400-\u9fff]", text):
            pure_right, pure_total = pure_right + len(text) - wrong, pure_total + len(text)
    yield "NFKC-folded, characters right", f"{right / total:.3%}", "all passages"
    yield "NFKC-folded, characters right", f"{pure_right / pure_total:.3%}", "no ASCII mark beside Han in the original"


def read_back(data: Path) -> Iterator[Row]:
    pages = [json.loads(line) for line in (data / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    fronts = bodies = titled = total = stable = 0
    for row in pages:
        if row["split"] != "dev":
            continue
        total += 1
        article, rendered = _last(data / "pages" / "html" / f"{row['id']}.html")
        front, body = _parts(rendered.markdown)
        back, written = trees(article.body, body)
        bodies += back == written
        loaded = yaml.safe_load(front) if front else {}
        fronts += loaded.get("title", "") == article.title and str(loaded.get("author", "")) == article.author
        titled += bool(article.title)
        stable += clean_page(rendered.text, Options(extract=False)).text == rendered.text
    yield "Markdown read back equal", f"{bodies} / {total}", "dev pages, markdown-it-py"
    yield "front matter read back equal", f"{fronts} / {total}", f"dev pages, PyYAML; {titled} with a title"
    yield "text set again unchanged", f"{stable} / {total}", "dev pages, extract=False"


def _parts(markdown: str) -> tuple[str, str]:
    if not markdown.startswith("---\n"):
        return "", markdown
    front, _, body = markdown[4:].partition("\n---\n")
    return front, body


def _last(path: Path) -> tuple[Article, object]:
    options = Options()
    source, _ = decode(path.read_bytes(), options)
    page = judge(split(repair(source, options)[0], options), options)
    article, _ = typeset(simplify(assemble(page, options), options)[0], options)
    return article, render(article, options)


PARAGRAPH = (
    "<p>記者昨日從市水務局獲悉，今年汛期以來全市已經轉移低窪地區群眾三千餘人，各區縣的<a href='/a/{0}.html'>排澇設備</a>全部就緒。<strong>專家</strong>"
    "表示，隨著氣候變化，這樣的強降雨將會更加頻繁，城市管理者要早做準備，居民也應留意預警（見附件{0}）。</p>"
)


def speed(_: Path) -> Iterator[Row]:
    """Four stages on an article of 3,000 characters with 52 inline tags; the best of 30, against parsing it with lexbor."""
    html = "<h1>汛期通報</h1>" + "".join(PARAGRAPH.format(n) for n in range(26))
    options = Options(url="https://example.com/")
    page = split(Source(html, "utf-8", (), "html"), options)
    page = replace(page, blocks=(replace(page.blocks[0], kind="title"), *page.blocks[1:]))
    characters = sum(len(block.text) for block in page.blocks)
    best = min(_timed(page, options) for _ in range(30))
    parse = min(_parse_time(html) for _ in range(30))
    yield (
        f"assemble to render, {characters} characters",
        f"{best * 1000:.1f} ms",
        f"lexbor parses it in {parse * 1000:.2f} ms",
    )


def _timed(page: Page, options: Options) -> float:
    start = time.process_time()
    article = assemble(page, options)
    render(typeset(simplify(article, options)[0], options)[0], options)
    return time.process_time() - start


def _parse_time(html: str) -> float:
    from selectolax.lexbor import LexborHTMLParser

    start = time.process_time()
    LexborHTMLParser(html)
    return time.process_time() - start


PARTS = {
    "vectors": vectors,
    "keep": keep,
    "round-trips": round_trips,
    "punctuation": punctuation,
    "read-back": read_back,
    "speed": speed,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", default=",".join(PARTS))
    arguments = parser.parse_args()
    print("| what | result | |\n| --- | --- | --- |")
    for part in arguments.only.split(","):
        for row in PARTS[part](arguments.data):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
