"""What the model sees of blocks, and how it scores them: against plain walks, numpy, and the other build."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.judge import boilerplate, features, lines, model, sequence
from pipeline.judge.characters import COLON, HAN, MARK, SPACE, STOP, Tally
from pipeline.judge.columns import Table, offsets, table_of
from pipeline.judge.groves import Grove
from pipeline.judge.scorer import Forest
from pipeline.judge.sheet import Sheet
from pipeline.split import split
from pipeline.types import Block, Page, Source

ROOT = Path(__file__).parent.parent
TEXT = "昨天上午，河边的旧仓库重新开门，来看展览的人从门口一直排到桥上。"
HTML = f"""<title>旧仓库里的展览 - 江城晚报</title><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li><li><a href="/n">新闻</a></li></ul>
<div class="main"><h1>旧仓库里的展览</h1><p class="info">来源：江城晚报 2019-03-04</p>
<div class="text"><p>　　{TEXT}</p><p><b>第二天</b>{TEXT}还有更多的人。</p><p>【图】</p></div></div>
<div class="foot"><a href="/about">关于我们</a> © 2019 版权所有</div>"""
LINES = f"首页 > 新闻 > 正文\n旧仓库里的展览\n发表于 2019-03-04 10:20\n{TEXT}\n新闻\n图片\n新闻\n{TEXT}还有更多的人。\n热门新闻...\n"
DESCRIBE = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from test_features import page_of, digests
print(digests())
"""


def page_of(text: str, kind: str) -> Page:
    return split(Source(text, "utf-8", (), kind))


def described(text: str, kind: str) -> Table:
    page = page_of(text, kind)
    blocks = [block for block in page.blocks if block.text]
    topics = ["bylines" if "来源" in block.text else "footer" if "©" in block.text else "" for block in blocks]
    return boilerplate.describe(blocks, page, topics)


def digests() -> list[str]:
    """Of the features and scores of several pages."""
    found = []
    sources = [*sorted(ROOT.glob("tests/pages/*/source.html"))[:8]]
    pages = [(HTML, "html"), (LINES, "text"), *((path.read_text("utf-8", "replace"), "html") for path in sources)]
    for text, kind in pages:
        table = described(text, kind)
        scores = model.load(kind).score(table)
        found.append(hashlib.sha256(table.values.tobytes() + repr(scores).encode()).hexdigest())
    return found


@pytest.mark.parametrize("pure", ["1", ""])
def test_both_builds_describe_and_score_alike(pure: str) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT), "QINGWEN_PURE": pure}
    done = subprocess.run(
        [sys.executable, "-c", DESCRIBE], capture_output=True, env=env, cwd=ROOT, check=True, text=True
    )
    assert done.stdout.strip() == str(digests())


def column(table: Table, name: str) -> list[float]:
    found: list[float] = table.values[:, table.names.index(name)].tolist()
    return found


def test_what_the_features_say() -> None:
    table = described(HTML, "html")
    assert column(table, "kind h") == [0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert column(table, "all link") == [1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert column(table, "repeated") == [0, 1, 1, 0, 0, 0, 0, 0, 0]
    assert column(table, "in brackets") == [0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert column(table, "says source") == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert column(table, "class nav") == [1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert column(table, "rule footer") == [0] * 8 + [1]
    assert column(table, "since headline")[3:6] == pytest.approx(np.log1p([0, 1, 2]))
    assert column(table, "prose 2 up")[5] == pytest.approx(1.0)
    assert column(table, "place") == pytest.approx([row / 9 for row in range(9)])
    assert column(table, "bold share")[6] == pytest.approx(3 / (3 + len(TEXT) + 7))


def test_what_the_features_of_lines_say() -> None:
    table = described(LINES, "text")
    assert column(table, "is a stamp") == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert column(table, "ends in dots") == [0] * 8 + [1]
    assert column(table, "since crumb")[:3] == pytest.approx(np.log1p([0, 1, 2]))
    assert column(table, "run 4: is best") == [0, 0, 0, 1, 1, 1, 1, 1, 0]
    assert column(table, "run 1: is best") == [0] * 7 + [1, 0]
    assert column(table, "short run")[4:7] == pytest.approx(np.log1p([3, 3, 3]))
    assert column(table, "short run before")[7] == pytest.approx(np.log1p(3))
    assert column(table, "echo: share of pairs")[3] == 1.0


@pytest.mark.parametrize(("text", "kind"), [(HTML, "html"), (LINES, "text")])
def test_a_neighbour_is_seen_as_it_sees_itself(text: str, kind: str) -> None:
    table = described(text, kind)
    for name in features.SHARED:
        own = column(table, name)
        assert column(table, f"{name} @-1") == [0, *own[:-1]]
        assert column(table, f"{name} @+1") == [*own[1:], 0]
    again = table_of(table.names, table.values)
    assert again.names == table.names
    assert (again.values == table.values).all()


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_page_without_blocks_has_no_scores(kind: str) -> None:
    page = Page((), kind=kind)  # type: ignore[arg-type]
    assert model.load(kind).score(boilerplate.describe([], page, [])) == []


def plain_walk(known: model.Model, row: np.ndarray) -> float:
    """The sum of the leaves, one tree after the other, one question after the other."""
    total = 0.0
    for tree in range(len(known.leaves) // 8):
        node = 0
        while node < 7:
            at = 7 * tree + node
            node = 2 * node + (2 if row[known.features[at]] > known.thresholds[at] else 1)
        total += known.leaves[8 * tree + node - 7]
    return total


@pytest.mark.parametrize("kind", ["html", "text"])
def test_scores_are_those_of_a_plain_walk(kind: str) -> None:
    known, dice = model.load(kind), random.Random(5)
    asked = [float(value) for value in known.thresholds if np.isfinite(value)]
    own = tuple(name for name in known.names if "@" not in name)
    values = np.array([[dice.choice(asked) for _ in own] for _ in range(40)], np.float32)
    table = table_of(known.names, values)
    linear = np.clip((table.values.astype(float) - known.mean) * known.scale, -5, 5) @ known.weights + known.bias
    trees = np.array([plain_walk(known, row) for row in table.values])
    assert known.score(table) == pytest.approx(0.25 * linear + 0.75 * trees, abs=1e-4)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_trees_asked_at_once_give_the_same_sums(kind: str) -> None:
    known, dice = model.load(kind), random.Random(6)
    cells = offsets(known.names)
    parts = [cells[feature] for feature in known.features], known.thresholds, known.leaves
    asked = [value for value in known.thresholds if value < np.inf]
    values = np.array([[dice.choice(asked) for _ in known.names] for _ in range(60)], np.float32)
    table = table_of(known.names, values)
    forest, grove = Forest(*parts), Grove(*parts)
    for start in range(table.width, table.width * (table.rows + 1), table.width):
        assert grove.score(table.cells, start) == forest.score(table.cells, start)


def test_reasons_are_the_own_features_that_weigh_most() -> None:
    known, table = model.load("html"), described(HTML, "html")
    own = table.width
    mean, scale, weights = (np.array(part[:own]) for part in (known.mean, known.scale, known.weights))
    parts = np.clip((table.values[:, :own] - mean) * scale, -5, 5) * weights
    for row, (score, *reasons) in zip((0, 2, 8), known.evidence(table, [0, 2, 8], known.score(table)), strict=True):
        assert score == ("score", pytest.approx(known.score(table)[row], abs=0.006))
        least = np.argsort(parts[row])[:3]
        assert [name for name, _ in reasons] == [table.names[place] for place in least]
        assert [share for _, share in reasons] == pytest.approx(parts[row][least], abs=0.006)


def test_a_family_must_write_what_it_names() -> None:
    table = Table(("one", "two"), 2)
    table.begin(("one", "two"))
    table.go_to(1)
    table.put(1)
    with pytest.raises(ValueError, match="one"):
        table.end()
    with pytest.raises(ValueError, match="two"):
        Table(("one",), 2).begin(("two",))


def test_characters_are_counted_by_kind() -> None:
    tally = Tally("河边 展览😀")
    tally.count("【河边：“好”。】\U0001f601")
    assert [tally.counts[kind] for kind in (HAN, STOP, MARK, SPACE, COLON)] == [3, 1, 4, 1, 0]
    assert (tally.first, tally.in_title) == (MARK, 3)
    tally.count("")
    assert (tally.first, tally.last, tally.in_title) == (SPACE, SPACE, 0)


def test_scores_move_to_the_mean_of_their_place() -> None:
    assert sequence.pulled([4, -2, -9], [0, 0, 1], [99, 99, 5]) == pytest.approx([2.2, -0.2, -7])
    assert sequence.pulled([], [], []) == []


def test_columns_of_lines_stand_before_those_of_blocks() -> None:
    blocks = [Block("天气很好。", folded="天气很好。")]
    table = lines.describe(Sheet(blocks), Page(()).head, [""])
    assert table.own == (*lines.NAMES, *features.names())
