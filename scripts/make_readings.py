"""Make the character tables of the damage model from pypinyin and OpenCC.

    python scripts/make_readings.py

- ``pipeline/data/readings.txt``: each toned reading and the GBK characters that have it by default (pypinyin's first
  reading, MIT), then after a slash those that have it as another reading in a word of pypinyin's list, and after a second slash
  those that have it in none;
- ``pipeline/data/aligned.txt``: the mirrors' Simplified to Traditional, one character to one (OpenCC s2tw, single
  characters, Apache-2.0, with the choices seen on the pages), as lines "from to";
- ``pipeline/data/folding.txt``: Traditional to Simplified for single characters (OpenCC t2s), as lines "to from...".
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin
from pypinyin.phrases_dict import phrases_dict

DATA = Path(__file__).resolve().parent.parent / "pipeline" / "data"

# what the pages show beside OpenCC's choice: the mirrors' converter prefers these forms
SEEN = dict(zip("着症钻净叹鉴签历苟", "著癥鉆凈嘆鑒簽歷茍", strict=True))


def gbk_characters() -> list[str]:
    pairs = (bytes([a, b]) for a in range(0x81, 0xFF) for b in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
    texts = (pair.decode("gbk", "ignore") for pair in pairs)
    return [c for c in texts if len(c) == 1 and "\u3007" <= c <= "\u9fff"]


def readings(chars: list[str]) -> list[str]:
    first, worded, others, known = defaultdict(list), defaultdict(list), defaultdict(list), in_words()
    fold = OpenCC("t2s").convert
    for c in chars:
        found = pinyin(c, style=Style.TONE, heteronym=True, errors=lambda _: None)
        if not found:
            continue
        default = pinyin(c, style=Style.TONE)[0][0]
        first[default].append(c)
        heard = known.get(fold(c))
        for reading in found[0]:
            if reading != default:
                (worded if heard is None or reading in heard else others)[reading].append(c)
    names = sorted({*first, *worded, *others})
    return [f"{name} {''.join(first[name])}/{''.join(worded[name])}/{''.join(others[name])}" for name in names]


def in_words() -> dict[str, set[str]]:
    """The readings that each Simplified character has in words; a character without words is missing."""
    known: dict[str, set[str]] = defaultdict(set)
    for word, heard in phrases_dict.items():
        if len(word) == len(heard):
            for c, names in zip(word, heard, strict=True):
                known[c].update(names)
    return dict(known)


def aligned(chars: list[str]) -> list[str]:
    # what both conversions change, in the common forms (為 群 床, not 爲 羣 牀)
    s2t, common, t2s = OpenCC("s2t").convert, OpenCC("s2tw").convert, OpenCC("t2s").convert
    lines = []
    for c in chars:
        traditional = SEEN.get(c) or (common(c) if s2t(c) != c else c)
        # a form that is Traditional too stays: 后 于 里 面; those are what t2tw/t2s leave and OpenCC lists as own
        if len(traditional) == 1 and traditional != c and (c in SEEN or not is_traditional_too(c)) and t2s(c) == c:
            lines.append(f"{c} {traditional}")
    return lines


def is_traditional_too(c: str) -> bool:
    """Whether a Simplified character is itself an old form of its own (Big5 holds it) and kept by the mirrors."""
    return c in KEPT


# section by section of the pages seen: kept though OpenCC would change them; Big5 has each of them
KEPT = frozenset("后于里么只面制系干采志卷云谷松斗范余征并杰仆游周")


def folding(chars: list[str]) -> list[str]:
    t2s = OpenCC("t2s").convert
    back = defaultdict(list)
    for c in chars:
        to = t2s(c)
        if to != c and len(to) == 1:
            back[to].append(c)
    return [f"{to} {''.join(back[to])}" for to in sorted(back)]


def write(name: str, header: list[str], lines: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    (DATA / name).write_text(text, "utf-8")


def main() -> None:
    chars = gbk_characters()
    made = "Made by scripts/make_readings.py"
    write(
        "readings.txt",
        [
            "Toned reading, the GBK characters that have it by default, a slash, those that have it beside another in some word,"
            " a slash, those that have it in no word.",
            f"{made} from pypinyin 0.55 (MIT).",
        ],
        readings(chars),
    )
    write(
        "aligned.txt",
        [
            "The mirrors' conversion, one Simplified character to one Traditional.",
            f"{made} from OpenCC 1.4 (Apache-2.0) and the pages seen.",
        ],
        aligned(chars),
    )
    write(
        "folding.txt",
        [
            "A Simplified character and the Traditional or variant forms of GBK that fold to it, one by one.",
            f"{made} from OpenCC 1.4 t2s (Apache-2.0).",
        ],
        folding(chars),
    )


if __name__ == "__main__":
    main()
