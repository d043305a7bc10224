"""Composes synthetic spam lines and synthetic honest headlines from the two vocabulary files of this folder.

Neither file holds a line that was seen anywhere: the words are ordinary vocabulary, the composition is random
with a fixed seed. Used by ``train_spam.py`` and ``benchmarks/spam.py``.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
CITIES = [
    "北京",
    "上海",
    "广州",
    "深圳",
    "杭州",
    "南京",
    "苏州",
    "无锡",
    "成都",
    "重庆",
    "武汉",
    "西安",
    "郑州",
    "长沙",
    "合肥",
    "福州",
    "厦门",
    "南昌",
    "济南",
    "青岛",
    "天津",
    "沈阳",
    "大连",
    "哈尔滨",
    "昆明",
    "贵阳",
    "南宁",
    "海口",
    "太原",
    "石家庄",
    "兰州",
    "东莞",
    "佛山",
    "宁波",
    "温州",
    "台北",
    "高雄",
]
UNIVERSITIES = [
    "多伦多大学",
    "悉尼大学",
    "墨尔本大学",
    "曼彻斯特大学",
    "利兹大学",
    "UBC",
    "昆士兰大学",
    "加州大学",
    "纽约大学",
    "普渡大学",
    "卡迪夫大学",
    "蒙纳士大学",
]
ORGANISATIONS = [
    "人民医院",
    "第一中学",
    "师范大学",
    "理工大学",
    "图书馆",
    "市教育局",
    "交通银行",
    "税务局",
    "电视台",
    "体育局",
    "博物馆",
    "民政局",
    "科技公司",
    "出版社",
    "妇联",
    "共青团",
]
SEPARATORS = ["_", "-", ",", " I ", "丨", "|", "", " ", "、"]
SPAM_SLOTS = {"t": "telling", "c": "common"}
SLOT = re.compile(r"\{(\w+)\}")


def vocabulary(name: str) -> dict[str, dict[str, list[str]]]:
    """A vocabulary file: family -> its word lists and forms."""
    return tomllib.loads((HERE / name).read_text("utf-8"))


class Composer:
    """Fills the forms of one vocabulary table with its words."""

    def __init__(self, table: dict[str, list[str]], rng: random.Random) -> None:
        self.table, self.rng = table, rng

    def line(self) -> str:
        """One line."""
        form = self.rng.choice(self.table["forms"])
        return self._list() if form == "list" else SLOT.sub(lambda slot: self._fill(slot[1]), form)

    def _fill(self, slot: str) -> str:
        rng = self.rng
        fixed = {
            "city": lambda: rng.choice(CITIES),
            "uni": lambda: rng.choice(UNIVERSITIES),
            "org": lambda: rng.choice(ORGANISATIONS),
            "num": lambda: str(rng.randrange(1, 10 ** rng.choice((1, 2, 3, 4, 9)))),
            "year": lambda: str(rng.randrange(2005, 2027)),
            "host": lambda: f"{rng.randrange(1000, 999999)}.com",
        }
        if slot in fixed:
            return fixed[slot]()
        words = self.table.get(slot) or self.table[SPAM_SLOTS[slot]]
        return SLOT.sub(lambda inner: self._fill(inner[1]), rng.choice(words))

    def _list(self) -> str:
        """Segments of one to three words; sometimes all with one stem, as alphabetical runs are."""
        rng = self.rng
        stem = rng.choice(self.table["telling"]) if rng.random() < 0.2 else ""
        segments = []
        for _ in range(rng.randrange(2, 9)):
            words = [rng.choice(self.table[rng.choice(("telling", "common"))]) for _ in range(rng.randrange(1, 4))]
            segments.append(stem + "".join(words) + (str(rng.randrange(100)) if rng.random() < 0.08 else ""))
        return rng.choice(SEPARATORS).join(segments)


def compose(name: str, count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """``count`` distinct (family, line) for each family of a vocabulary file."""
    for family, table in vocabulary(name).items():
        composer = Composer(table, random.Random(f"{seed}-{family}"))
        lines: dict[str, None] = {}
        for _ in range(count * 20):
            lines[composer.line()] = None
            if len(lines) == count:
                break
        yield from ((family, line) for line in lines)
