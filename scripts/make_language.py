"""Make pipeline/data/language.bin, the character n-gram model that every stage shares.

    python scripts/make_language.py --data ../shared/data

Sources, all with clear rights:
- ``free-text/statutes.jsonl.gz``: national laws and regulations of China, not under copyright (Copyright Law, art. 5);
- ``clean/dev``: the passages of Chinese Wikipedia (CMRC 2018 and UD Chinese-GSD, CC BY-SA 4.0; DRCD, CC BY-SA 3.0);
- the word list of jieba (MIT): counts of the n-grams inside its words.

The three are mixed by weight, smoothed by absolute discounting, pruned to a budget of n-grams and packed.
Needs the extra ``build`` (jieba, numpy, opencc).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.language import MAGIC, STEP, fold_for_model

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "language.bin"

VOCABULARY = 7600  # characters; the rest share one unknown
BIGRAMS, TRIGRAMS = 260_000, 440_000  # together under 3 MB
DISCOUNT = 0.85  # of one occurrence; 0.6 to 0.85 differ by 0.1 nats a character
# by cross-entropy on held-out news, technology and medicine
WEIGHT_STATUTES, WEIGHT_WIKI, WEIGHT_WORDS = 0.3, 3.0, 0.1
WEIGHT_MARKS = 500.0  # of each pair below: about as often as in a million characters of news
# pairs of marks that statutes hardly have and news and stories have everywhere, written down by hand
MARKS = re.findall(
    r"\S+",
    "。” “ ，“ ：“ ？” ！” 。” ，” ”， ”。 ”的 “我 》， 、《 《中 》、 》。 ）。 ）， ！” ”说 ：《 》（ 。（ ；（ 、“ ”、 ”（ …… "
    "—— ”和 》和 “中 。》 ！》 ？》 ”↵ 。”↵ 。↵ 。↵ 。↵ ：↵ ！↵ ？↵ ）↵ ↵“ ↵（ ↵《 ；↵ ”！ ”？ ”。↵ "
    "吗？ 吗？ 吗？” 吗？↵ 吗， 呢？ 呢？ 呢？” 呢？↵ 呢， 么？ 么？” 么？↵ 吧？ 吧！ 吧。 啊！ 啊， 了！ 了？ 的？",
)  # ↵ stands for a line's end
QUOTES = str.maketrans("「」『』", "“”‘’")
FREE = ("cmrcdev", "gsddev", "drcddev")


@dataclass
class Counts:
    """Weighted n-gram counts as sorted keys; ``edge`` is what a context sees at the end of a listed word."""

    size: int
    grams: list[dict[str, np.ndarray]] = field(default_factory=list)


def statutes(data: Path) -> list[str]:
    with gzip.open(data / "free-text" / "statutes.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row["title"] + "\n" + row["text"] for row in map(json.loads, lines)]


def wikipedia(data: Path, without: frozenset[str] = frozenset()) -> list[str]:
    files = sorted(f for f in (data / "clean" / "dev").glob("*.txt") if f.name.startswith(FREE))
    # the corner quotes of Taiwan are not what a mainland source has
    return [f.read_text("utf-8").translate(QUOTES) for f in files if f.name not in without]


def words() -> list[tuple[str, int]]:
    import jieba

    path = Path(jieba.__file__).parent / "dict.txt"
    rows = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return [(row[0], int(row[1])) for row in rows]


def simplify(texts: list[str]) -> list[str]:
    """As the model sees text: Traditional passages converted with phrase context, then folded."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    return [fold_for_model(convert(text)) for text in texts]


def count(ids: np.ndarray, weights: np.ndarray | float, order: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Sorted distinct n-grams of one order and their weighted counts; id -1 breaks a gram."""
    n = len(ids) - order + 1
    key = np.zeros(n, np.int64)
    good = np.ones(n, bool)
    for k in range(order):
        part = ids[k : k + n]
        key = key * size + part
        good &= part >= 0
    key = key[good]
    w = np.full(len(key), weights) if np.isscalar(weights) else np.asarray(weights)[:n][good]
    distinct, inverse = np.unique(key, return_inverse=True)
    return distinct, np.bincount(inverse, w, len(distinct))


def merge(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    keys = np.concatenate([k for k, _ in parts])
    values = np.concatenate([v for _, v in parts])
    distinct, inverse = np.unique(keys, return_inverse=True)
    return distinct, np.bincount(inverse, values, len(distinct))


def to_ids(text: str, index: dict[str, int]) -> np.ndarray:
    return np.fromiter((index.get(c, 0) for c in text), np.int64, len(text))


def train(texts: list[tuple[str, float]], listed: list[tuple[str, float]], budget: tuple[int, int]) -> bytes:
    """The packed model of weighted running texts and weighted words."""
    freq: dict[str, float] = {}
    for text, weight in texts:
        for c in text:
            freq[c] = freq.get(c, 0.0) + weight
    for word, weight in listed:
        for c in word:
            freq[c] = freq.get(c, 0.0) + weight
    kept = sorted(sorted(freq, key=lambda c: (-freq[c], c))[: VOCABULARY - 1])
    index = {c: i + 1 for i, c in enumerate(kept)}
    size = len(kept) + 1

    streams: dict[float, list[np.ndarray]] = {}
    gap = np.array([-1, -1], np.int64)
    for text, weight in texts:
        streams.setdefault(weight, []).extend([to_ids(text, index), gap])
    running = [(np.concatenate(parts), weight) for weight, parts in streams.items()]
    pieces, piece_weights, edges1, edges2 = [], [], {}, {}
    for word, weight in listed:
        ids = to_ids(word, index)
        pieces.extend([ids, gap])
        piece_weights.append(np.full(len(ids) + 2, weight))
        edges1[ids[-1]] = edges1.get(ids[-1], 0.0) + weight
        if len(ids) > 1:
            key = int(ids[-2] * size + ids[-1])
            edges2[key] = edges2.get(key, 0.0) + weight
    sources = [(ids, weight, weight) for ids, weight in running]
    if pieces:
        sources.append((np.concatenate(pieces), np.concatenate(piece_weights), min(w for _, w in listed)))
    grams = []
    for order in (1, 2, 3):
        counted = [(count(ids, weights, order, size), unit) for ids, weights, unit in sources]
        # a count is discounted by a share of one occurrence in its source, so that a weighted single stays a single
        lost = merge([(keys, np.minimum(found, DISCOUNT * unit)) for (keys, found), unit in counted])
        grams.append((*merge([c for c, _ in counted]), lost[1]))
    plain = merge([count(ids, weight, 1, size) for ids, weight in running])
    return pack("".join(kept), grams, (edges1, edges2), budget, plain)


def dense(pairs: dict[int, float], keys: np.ndarray) -> np.ndarray:
    out = np.zeros(len(keys))
    if pairs:
        k = np.fromiter(pairs.keys(), np.int64, len(pairs))
        v = np.fromiter(pairs.values(), float, len(pairs))
        at = np.searchsorted(keys, k)
        ok = (at < len(keys)) & (keys[np.minimum(at, len(keys) - 1)] == k)
        out[at[ok]] += v[ok]
    return out


def discounted(gram, size: int, edge: dict[int, float], contexts: np.ndarray):
    """(discounted probability of each gram without back-off, back-off mass of each context)."""
    keys, counts, cut = gram
    ctx = np.searchsorted(contexts, keys // size)
    total = np.bincount(ctx, counts, len(contexts)) + dense(edge, contexts)
    lost = np.bincount(ctx, cut, len(contexts)) + dense(edge, contexts)
    total = np.maximum(total, 1e-9)
    return (counts - cut) / total[ctx], np.where(lost > 0, lost / total, 1.0), ctx


def quantise(p: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(-np.log(np.maximum(p, 1e-12)) * STEP), 0, 255).astype(np.uint8)


def best(keys: np.ndarray, gain: np.ndarray, n: int) -> np.ndarray:
    order = np.argsort(-gain, kind="stable")[:n]
    return np.sort(order)


def unigrams(kept: str, size: int, gram, running) -> np.ndarray:
    """Characters alone; a word list has no punctuation, so that share is the running text's."""
    p1 = np.full(size, 0.5 / size)
    p1[gram[0]] += gram[1]
    han = np.array([False, *("\u3400" <= c <= "\u9fff" for c in kept)])
    plain = np.full(size, 0.5 / size)
    plain[running[0]] += running[1]
    p1[~han] = plain[~han] / plain.sum()
    p1[han] *= plain[han].sum() / plain.sum() / p1[han].sum()
    return p1 / p1.sum()


def back_off(kept: np.ndarray, low: np.ndarray) -> np.ndarray:
    """The weights of the shorter context, so that each context sums to one over what is kept of it."""
    return np.clip((1 - np.minimum(kept, 1 - 1e-6)) / np.maximum(1 - low, 1e-6), 1e-6, 1.0)


def pack(kept: str, grams, edges, budget: tuple[int, int], running) -> bytes:
    size = len(kept) + 1
    (k1, c1, _), (k2, c2, _), (k3, c3, _) = grams
    p1 = unigrams(kept, size, (k1, c1), running)
    contexts1 = np.arange(size)
    own2, mass1, ctx2 = discounted(grams[1], size, edges[0], contexts1)
    p2 = own2 + mass1[ctx2] * p1[k2 % size]
    # trigrams
    own3, mass2, ctx3 = discounted(grams[2], size, edges[1], k2)
    low = np.searchsorted(k2, k3 % (size * size))
    p3 = own3 + mass2[ctx3] * p2[low]
    # a gram earns its place by what it adds over its back-off
    use3 = best(k3, c3 * np.abs(np.log(p3 / p2[low])) * (own3 > 0), budget[1])
    k3, p3, c3 = k3[use3], p3[use3], c3[use3]
    needed = np.zeros(len(k2), bool)
    needed[np.searchsorted(k2, k3 // size)] = True
    gain2 = c2 * np.abs(np.log(p2 / p1[k2 % size]))
    gain2[needed] += 1e12
    use2 = best(k2, gain2, budget[0])
    k2_all = k2
    k2, p2 = k2[use2], p2[use2]
    bow1 = back_off(np.bincount(k2 // size, p2, size), np.bincount(k2 // size, p1[k2 % size], size))

    def p2_of(key: np.ndarray) -> np.ndarray:
        at = np.searchsorted(k2, key)
        hit = (at < len(k2)) & (k2[np.minimum(at, len(k2) - 1)] == key)
        return np.where(hit, p2[np.minimum(at, len(k2) - 1)], bow1[key // size] * p1[key % size])

    ctx = np.searchsorted(k2, k3 // size)
    assert (k2[ctx] == k3 // size).all()
    bow2 = back_off(np.bincount(ctx, p3, len(k2)), np.bincount(ctx, p2_of(k3 % (size * size)), len(k2)))
    print(
        f"{size} characters, {len(k2)} of {len(k2_all)} bigrams, {len(k3)} of {len(grams[2][0])} trigrams",
        file=sys.stderr,
    )
    return written(kept, k2, k3, (p1, bow1, p2, bow2, p3))


def written(kept: str, k2: np.ndarray, k3: np.ndarray, costs: tuple[np.ndarray, ...]) -> bytes:
    """The file: where the bigrams of each character and the trigrams of each bigram begin, what they end in, and the costs."""
    size, ctx = len(kept) + 1, np.searchsorted(k2, k3 // (len(kept) + 1))
    start1 = np.searchsorted(k2 // size, np.arange(size + 1)).astype("<u4")
    number = np.bincount(ctx, minlength=len(k2))
    first = np.concatenate([[0], np.cumsum(number)])[:-1]
    # a context's trigrams: start relative to the first of its first character, 2 bytes
    base = np.concatenate([first, [len(k3)]])[start1].astype("<u4")
    relative = first - base[:-1][k2 // size]
    assert relative.max() < 65536
    letters = kept.encode("utf-8")
    head = MAGIC + np.array([len(letters), size, len(k2), len(k3)], "<u4").tobytes()
    body = [start1, base, (k2 % size).astype("<u2"), relative.astype("<u2"), (k3 % size).astype("<u2")]
    tail = [quantise(cost) for cost in costs]
    return head + b"".join(a.tobytes() for a in (*body, *tail)) + letters


def build(data: Path, without: frozenset[str] = frozenset(), budget: tuple[int, int] = (BIGRAMS, TRIGRAMS)) -> bytes:
    """The packed model without some passages (for measuring), by default with all."""
    texts = [(t, WEIGHT_STATUTES) for t in simplify(statutes(data))]
    texts += [(t, WEIGHT_WIKI) for t in simplify(wikipedia(data, without))]
    texts += [(fold_for_model(pair.replace("↵", "\n")), WEIGHT_MARKS) for pair in MARKS]
    listed = [(fold_for_model(w), n * WEIGHT_WORDS) for w, n in words()]
    return train(texts, listed, budget)


HEADER = """\
# language.bin: the character 3-gram model of pipeline/language.py, packed; made by scripts/make_language.py.
#
# Counted from:
# - national laws, regulations and judicial interpretations of China (not under copyright, Copyright Law art. 5);
# - Chinese Wikipedia, by its contributors, through CMRC 2018 (Cui et al., https://github.com/ymcui/cmrc2018) and
#   UD Chinese-GSD (https://github.com/UniversalDependencies/UD_Chinese-GSD), both CC BY-SA 4.0, and DRCD
#   (Delta Research Center, https://github.com/DRCKnowledgeTeam/DRCD), CC BY-SA 3.0: passages of their dev parts;
# - the word list of jieba (Sun Junyi, https://github.com/fxsjy/jieba), MIT.
#
# Changes made: Traditional converted to Simplified (OpenCC), corner quotes to curly ones, counts weighted, discounted and
# pruned. The model file is offered under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    packed = build(options.data)
    options.out.write_bytes(packed)
    options.out.with_suffix(".txt").write_text(HEADER, "utf-8")
    print(f"{options.out.name}: {len(packed):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
