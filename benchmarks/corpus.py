"""What is measured on: the pages of ``../shared/data`` where they are, else a small corpus made here."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

WORDS = [
    "港口",
    "碼頭",
    "市民",
    "週末",
    "參觀",
    "講解員",
    "船",
    "泊位",
    "倉庫",
    "燈塔",
    "海風",
    "潮水",
    "漁船",
    "早市",
    "老街",
    "新橋",
    "圖書館",
    "展覽",
    "學生",
    "老師",
    "工人",
    "工程",
    "計劃",
    "預算",
    "時間",
    "安全",
    "天氣",
    "公園",
    "步道",
    "綠地",
]
CHROME = (
    "首頁 新聞 財經 體育 娛樂",
    "分享到：微博 微信 QQ空間",
    "上一篇 下一篇",
    "版權所有 港口日報 未經許可不得轉載",
    "相關閱讀",
)
MADE_PAGES = 60


@dataclass(frozen=True)
class Page:
    """One page and what a person says its text is."""

    id: str
    data: bytes
    gold: str
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Corpus:
    """Pages, and the other tables where the data has them."""

    name: str
    pages: tuple[Page, ...]
    data: Path | None
    tools: Path | None

    @cached_property
    def digest(self) -> str:
        """Of all pages and gold texts."""
        found = hashlib.sha256()
        for page in self.pages:
            found.update(page.id.encode() + page.data + page.gold.encode())
        return found.hexdigest()[:16]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table of the data, empty without it."""
        if self.data is None:
            return []
        return [json.loads(line) for line in (self.data / name).read_text("utf-8").splitlines()]

    def passages(self, count: int) -> list[str]:
        """Undamaged passages, spread over the sources."""
        if self.data is None:
            return [page.gold for page in self.pages][:count]
        files = sorted(row["file"] for row in self.rows("clean/index.jsonl") if not row["has_gloss"])
        return [(self.data / "clean" / name).read_text("utf-8") for name in files[:: max(1, len(files) // count)]]

    @cached_property
    def scorer(self) -> ModuleType | None:
        """The scorer that belongs to the data."""
        if self.tools is None:
            return None
        import importlib.util

        spec = importlib.util.spec_from_file_location("score_extraction", self.tools / "score_extraction.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def load(data: Path, tools: Path, limit: int | None) -> Corpus:
    """The pages of the data, or the corpus made here; ``limit`` pages spread over all of them."""
    if not (data / "pages" / "index.jsonl").is_file():
        return Corpus("made here", tuple(made_pages(limit or MADE_PAGES)), None, None)
    index = [json.loads(line) for line in (data / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    index = [row for row in index if row["split"] == "dev"]
    chosen = index[:: max(1, len(index) // limit)][:limit] if limit else index
    pages = tuple(_page(data / "pages", row) for row in chosen)
    sources = sorted({row["source"] for row in chosen})
    return Corpus(f"{len(pages)} pages of {', '.join(sources)}", pages, data, tools if tools.is_dir() else None)


def _page(folder: Path, row: dict[str, Any]) -> Page:
    gold = folder / "gold" / f"{row['id']}.{'md' if row['gold_format'] == 'md' else 'txt'}"
    html = folder / "html" / f"{row['id']}.html"
    return Page(row["id"], html.read_bytes(), gold.read_text("utf-8"), frozenset(row.get("titles", ())))


def made_pages(count: int) -> Sequence[Page]:
    """News pages out of a word list, half of them in GBK: enough to see that all works, too easy to compare with."""
    return [_made(number) for number in range(count)]


def _made(number: int) -> Page:
    chance = random.Random(number)
    paragraphs = [_sentence(chance, 60) for _ in range(chance.randint(3, 9))]
    links = "".join(f"<li><a href=/{n}>{_sentence(chance, 8)}</a></li>" for n in range(20))
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    chrome = "".join(f"<div class=nav>{text}</div>" for text in CHROME)
    charset = "gbk" if number % 2 else "utf-8"
    title = _sentence(chance, 6).rstrip("。")
    html = (
        f"<html><head><meta charset={charset}><title>{title}_港口日報</title></head><body><ul>{links}</ul>"
        f"<h1>{title}</h1><div class=article>{body}</div>{chrome}<ul>{links}</ul></body></html>"
    )
    return Page(f"made-{number}", html.encode(charset, "replace"), "\n".join(paragraphs), frozenset([title]))


def _sentence(chance: random.Random, words: int) -> str:
    parts = [chance.choice(WORDS) + ("，" if chance.random() < 0.12 else "") for _ in range(words)]
    return "".join(parts).rstrip("，") + "。"


def f1(corpus: Corpus, page: Page, text: str) -> float:
    """F1 of 4-grams of tokens between a text and the gold (c4 of the scorer; without it, characters as tokens)."""
    if corpus.scorer:
        clean, tokens = corpus.scorer.clean, corpus.scorer.TOKEN.findall
        found, gold = (tokens(clean(value, page.titles)) for value in (text, page.gold))
        return float(corpus.scorer.prf(found, gold, 4)[2])
    lines = [line for line in text.split("\n") if line not in page.titles]
    return _overlap(_grams("".join(lines)), _grams(page.gold))


def _grams(text: str) -> list[str]:
    kept = [char for char in text if char.isalnum()]
    return ["".join(kept[n : n + 4]) for n in range(len(kept) - 3)]


def _overlap(found: list[str], gold: list[str]) -> float:
    from collections import Counter

    hits = (Counter(found) & Counter(gold)).total()
    return 2 * hits / max(1, len(found) + len(gold))
