"""Passages as bytes for ``decode.py``: encoded, declared, damaged; and as the mojibake that a wrong reading makes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

LENGTHS = (2, 4, 8, 16, 64, 256, 0)  # 0: whole
CODECS = {"hans": ("utf-8", "gbk", "gb18030", "utf-16-le"), "hant": ("utf-8", "gbk", "big5", "big5hkscs", "utf-16-le")}
WRONG = {
    "utf-8": "gb2312",
    "gbk": "utf-8",
    "gb18030": "big5",
    "big5": "utf-8",
    "big5hkscs": "gbk",
    "utf-16-le": "utf-8",
}
DECLARATIONS = ("none", "right", "wrong")
DAMAGES = ("none", "stray", "cut")


def passages(data: Path, number: int, seed: int) -> list[tuple[str, str]]:
    """(script, text) of so many passages, without those that are dictionary entries about single characters."""
    rows = [json.loads(line) for line in (data / "clean" / "index.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if not row["file"].split("/")[-1].startswith("gloss")]
    random.Random(seed).shuffle(rows)
    texts = []
    for row in rows[:number]:
        path = data / "clean" / row["file"]
        path = path if path.exists() else data / "clean" / "dev" / row["file"]
        texts.append(("hant" if row["lang"] == "zh-Hant" else "hans", path.read_text("utf-8").strip()))
    return texts


def excerpt(text: str, length: int, chance: random.Random) -> str:
    """A piece of so many characters, at least half of them Han; the whole for 0."""
    if not length:
        return text
    for _ in range(20):
        at = chance.randrange(max(1, len(text) - length))
        piece = text[at : at + length].strip()
        if sum(1 for char in piece if char > "\u2e80") * 2 >= length:
            return piece
    return ""


def encoded(text: str, codec: str, declaration: str, damage: str, chance: random.Random) -> tuple[bytes, str] | None:
    """The bytes of a page, and the text that should come back; None if the codec has not all characters."""
    page = text
    if declaration != "none":
        label = codec if declaration == "right" else WRONG[codec]
        page = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
    try:
        data = page.encode(codec)
    except UnicodeEncodeError:
        return None
    if damage == "stray":
        at = len(page[: page.index(text[len(text) // 2 :])].encode(codec))
        data = data[:at] + b"\xff" + data[at:]
    elif damage == "cut":
        data = (
            data[:-1]
            if declaration == "none"
            else data.replace(text[-1].encode(codec) + b"<", text[-1].encode(codec)[:-1] + b"<")
        )
        page = page.replace(text, text[:-1])
    return data, page


def sloppy(data: bytes) -> str:
    """Bytes as windows-1252 with its holes as Latin-1."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


def utf8_or_latin(data: bytes) -> str:
    """Bytes as UTF-8 where valid, else as Latin-1, byte by byte."""
    out, at = [], 0
    while at < len(data):
        for size in (1, 2, 3):
            try:
                out.append(data[at : at + size].decode("utf-8"))
                at += size
                break
            except UnicodeDecodeError:
                continue
        else:
            out.append(chr(data[at]))
            at += 1
    return "".join(out)


PAIRS: tuple[tuple[str, str, Callable[[bytes], str]], ...] = (
    ("utf-8", "gb18030", lambda data: data.decode("gb18030")),
    ("utf-8", "gbk", lambda data: data.decode("gbk")),
    ("utf-8", "latin-1", lambda data: data.decode("latin-1")),
    ("utf-8", "windows-1252", sloppy),
    ("utf-8", "big5", lambda data: data.decode("big5")),
    ("utf-8 twice", "windows-1252", lambda data: sloppy(sloppy(data).encode())),
    ("utf-8 twice", "gb18030", lambda data: data.decode("gb18030").encode().decode("gb18030")),
    ("gbk", "latin-1", lambda data: data.decode("latin-1")),
    ("gbk", "windows-1252", sloppy),
    ("gbk", "big5", lambda data: data.decode("big5")),
    ("gbk", "shift_jis", lambda data: data.decode("cp932")),
    ("gbk", "euc-kr", lambda data: data.decode("cp949")),
    ("gbk", "utf-8 or latin-1", utf8_or_latin),
    ("big5", "gb18030", lambda data: data.decode("gb18030")),
    ("big5", "latin-1", lambda data: data.decode("latin-1")),
    ("big5", "windows-1252", sloppy),
)
