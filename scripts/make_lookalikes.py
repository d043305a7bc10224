"""Make pipeline/data/lookalikes.txt: private-use code points and radicals, with the character that a reader sees in them.

Private use: what GBK and GB18030-2000 had no character for in Unicode of their time, and GB18030-2022 has. The pairs of
row FE are read from Python's codec by position; the rest from the standard, annex D.
Radicals: those of the block CJK Radicals Supplement that are whole characters (Unicode: EquivalentUnifiedIdeograph.txt);
the Kangxi radicals need no table, NFKC knows them.

    python scripts/make_lookalikes.py
"""

from __future__ import annotations

from pathlib import Path

OUT = Path(__file__).parent.parent / "pipeline" / "data" / "lookalikes.txt"
HEADER = """\
# Code points that are not what they look like: private-use leftovers of GBK and GB18030, radicals used as characters.
# Made by scripts/make_lookalikes.py from GB18030-2022 and Unicode's EquivalentUnifiedIdeograph (terms: Unicode License).
# One entry a line: code point, the character.
"""
ROW_FE = [*range(0xFE50, 0xFE7F), *range(0xFE80, 0xFEA1)]
LATE = dict(zip((0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0), "龴龵龶龷龸龹龺龻", strict=True))
VERTICAL = dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True))
OTHERS = {0xE76C: "€", 0xE7C7: "ḿ", 0xE7C8: "ǹ", 0xE7E7: "〾"} | {0xE7E8 + i: chr(0x2FF0 + i) for i in range(12)}
RADICALS = (
    "2EA0民 2EB6羊 2EC1虎 2EC4西 2EC5见 2EC6角 2EC9贝 2ECB车 2ED1長 2ED3长 2ED4门 2ED8青 2ED9韦 2EDA页 2EDB风 2EDC飞 2EDD食 2EE1首 "
    "2EE2马 2EE3骨 2EE4鬼 2EE5鱼 2EE6鸟 2EE7卤 2EE8麦 2EE9黄 2EEA黾 2EEB斉 2EEC齐 2EED歯 2EEE齿 2EEF竜 2EF0龙 2EF2亀"
)


def main() -> None:
    table = {int(entry[:4], 16): entry[4] for entry in RADICALS.split()} | VERTICAL | OTHERS
    for place, code in enumerate(ROW_FE):
        char = LATE.get(code) or code.to_bytes(2, "big").decode("gb18030")
        if not "\ue000" <= char <= "\uf8ff":
            table[0xE815 + place] = char
    lines = [f"{code:04X} {table[code]}" for code in sorted(table)]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(OUT, len(lines))


if __name__ == "__main__":
    main()
