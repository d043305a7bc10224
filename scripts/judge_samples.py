"""What the judge is trained on: pages with gold text, their blocks described and labelled, and pages made by templates.

The label of a block is whether half of its token 4-grams are in the page's gold text; blocks of fewer tokens are looked
up together with their neighbours. Weights: tokens of the block over those of the gold. The text model learns from the same
pages as lines without markup.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rewritten_dumps
import synthetic_pages

from pipeline.judge import boilerplate, rules
from pipeline.split import split
from pipeline.types import Block, Options, Page, Source

ALIASES = {"iask": "sina", "cntv": "cctv", "news": "xinhuanet", "blogchina": "bokee"}
"""houses whose sites have several second-level labels"""
TOKEN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]|"
                   "[^\\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+")  # fmt: skip
GRAM = 4
LONGEST = 400
"""tokens from which a block weighs no more"""
OTHER_LANGUAGES = 0.5
"""weight of a page that is not Chinese: it keeps the model from leaning on Han characters alone"""
SYNTHETIC, AGREED, REWRITTEN = 0.5, 0.5, 0.3
"""weights of a page made by a template, of one whose text is what peers agree on, and of one whose lines have another form"""
TITLE_WEIGHT = 0.1
"""of the headline: about that of a long paragraph in a long article"""


@dataclass(slots=True)
class Sample:
    """One page: its blocks' features, labels and weights."""

    name: str
    page: Page
    topics: list[str]
    titles: frozenset[str]
    gold: list[str]
    blocks: list[Block]
    tokens: list[list[str]]
    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    names: tuple[str, ...]
    brand: str = ""
    chinese: bool = True
    kind: str = ""


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
    return [sample_of(folder, row, kind, number) for number, row in enumerate(index)]


def synthetic_samples(passages: Path, count: int, kind: str) -> list[Sample]:
    """``count`` pages of each template around clean passages, a third of them in Traditional characters."""
    import opencc

    texts, found = synthetic_pages.read_passages(passages), []
    traditional = opencc.OpenCC("s2t").convert
    for template in synthetic_pages.TEMPLATES:
        for number in range(count):
            made = synthetic_pages.make_page(template, texts, number)
            html, gold, title = map(traditional, made) if number % 3 == 0 else made
            page = as_kind(split(Source(html, "utf-8", (), "html")), kind, len(found))
            sample = labelled(f"{template} {number}", page, gold.splitlines(), frozenset([squeeze(title)]))
            sample.brand = template
            sample.weights *= SYNTHETIC
            found.append(sample)
    return found


def as_kind(page: Page, kind: str, number: int) -> Page:
    """The page itself, or its visible lines as a text: by turns as a browser and as a program would copy them."""
    if kind == "html":
        return page
    lines = line_dump(page.blocks) if number % 2 == 0 else bare_dump(page.blocks)
    return split(Source(lines, "utf-8", (), "text"))


def rewritten_samples(folder: Path) -> list[Sample]:
    """Each page of the folder as texts whose lines have the four other forms of ``rewritten_dumps.py``."""
    index = [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]
    plain = [sample_of(folder, row, "text", number + 1) for number, row in enumerate(index)]
    return [rewritten(sample, form, random.Random(number)) for form in range(4) for number, sample in enumerate(plain)]


def rewritten(plain: Sample, form: int, chance: random.Random) -> Sample:
    """One page in one of the forms."""
    texts = [block.text for block in plain.blocks]
    if form < 3:
        lines = rewritten_dumps.rewritten("\n".join(texts).split("\n"), form, chance)
    else:
        lines = rewritten_dumps.piece(texts, plain.labels.tolist(), chance)
    page = split(Source("\n".join(lines), "utf-8", (), "text"))
    sample = labelled(plain.name, page, [" ".join(plain.gold)], plain.titles)
    if form == 3:
        _weigh_piece(sample)
    sample.brand, sample.chinese = plain.brand, plain.chinese
    sample.weights *= REWRITTEN * (1 if plain.chinese else OTHER_LANGUAGES)
    return sample


def _weigh_piece(sample: Sample) -> None:
    """A piece is as long as its own lines of text, not as the gold that it was cut from."""
    sample.gold = [token for label, own in zip(sample.labels, sample.tokens, strict=True) if label for token in own]
    sample.weights = np.array([min(len(one), LONGEST) + 2 for one in sample.tokens], float) / max(60, len(sample.gold))


def read_agreed(folder: Path, kind: str) -> list[Sample]:
    """Pages whose gold text is what peers agree on (``agreed_pages.py``)."""
    samples = read_samples(folder, kind)
    for sample in samples:
        sample.weights *= AGREED
    return samples


def sample_of(folder: Path, row: dict, kind: str, number: int) -> Sample:
    suffix = "md" if row["gold_format"] == "md" else "txt"
    titles = frozenset(row.get("titles", ()))
    lines = (folder / "gold" / f"{row['id']}.{suffix}").read_text("utf-8").splitlines()
    html = decoded((folder / "html" / f"{row['id']}.html").read_bytes())
    sample = labelled(row["id"], as_kind(split(Source(html, "utf-8", (), "html")), kind, number), lines, titles)
    sample.brand, sample.kind, sample.chinese = brand_of(row["site"]), row["kind"], row["lang"] != "other"
    if row["lang"] == "other":
        sample.weights *= OTHER_LANGUAGES
    return sample


def labelled(name: str, page: Page, lines: list[str], titles: frozenset[str]) -> Sample:
    """A page's blocks with their features, labels and weights; ``lines`` are the gold text."""
    gold = [token for line in lines if squeeze(line) not in titles for token in tokens(line)]
    blocks = [block for block in page.blocks if block.text]
    topics = topics_of(blocks)
    table = boilerplate.describe(blocks, page, topics)
    found = [tokens(block.text) for block in blocks]
    labels = labels_of(found, gold)
    weights = np.array([min(len(one), LONGEST) + 2 for one in found], float) / max(60, len(gold))
    _label_titles(labels, weights, [squeeze(block.text) in titles for block in blocks])
    return Sample(name, page, topics, titles, gold, blocks, found, table.values, labels, weights, table.names)


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


def bare_dump(blocks: Iterable[Block]) -> str:
    """The same without bullets and blank lines, the cells of a row between tabs."""
    lines: list[str] = []
    row = None
    for block in blocks:
        if block.hidden or not block.text:
            continue
        before, row = row, next((part.id for part in block.within if part.tag == "tr"), None)
        if block.kind == "cell" and row is not None and row == before:
            lines[-1] += "\t" + block.text
        else:
            lines.append(block.text)
    return "\n".join(lines)


def topics_of(blocks: list[Block]) -> list[str]:
    ruleset = rules.load(Options())
    hits = [ruleset.match(block.folded, block.cues) for block in blocks]
    return [hit.topic if hit else "" for hit in hits]


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


def f1(found: list[str], gold: list[str], size: int) -> float:
    grams = [Counter(tuple(one[i : i + size]) for i in range(max(1, len(one) - size + 1))) for one in (found, gold)]
    hits = sum((grams[0] & grams[1]).values())
    return 2 * hits / max(1, sum(grams[0].values()) + sum(grams[1].values())) if found and gold else 0.0
