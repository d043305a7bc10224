"""Make pipeline/data/scripts.txt: the characters that tell a text's script, and those that conversion may touch.

A character is traditional if OpenCC's t2s changes it and GB 2312 lacks it, simplified if s2t changes it and Big5 lacks it.
``shared`` are the others that t2s or senses.txt change, alone or in a phrase (坏 in 土坏): both scripts write them (著 乾 覆).

    python scripts/make_scripts.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import opencc
from opencc import OpenCC

DATA = Path(__file__).parent.parent / "pipeline" / "data"
HEADER = """\
# Characters by script: what only Simplified text has, what only Traditional text has, what both write and t2s may change.
# Made by scripts/make_scripts.py from OpenCC's t2s and s2t (Apache-2.0), GB 2312, Big5 and senses.txt; not edited by hand.
# One entry a line: the script, its characters.
"""
FIRST, LAST = 0x3400, 0x3FFFF
RARE_FORM = 0x20000
"""A form from here on hardly any font has, and nobody writes: 綝 stands in Simplified text."""


def converted(config: str) -> dict[str, str]:
    """Each character that a configuration of OpenCC changes, to what it becomes."""
    chars = [chr(code) for code in range(FIRST, LAST + 1) if not 0xD800 <= code < 0xE000]
    out = OpenCC(config).convert("\n".join(chars)).split("\n")
    return {one: other for one, other in zip(chars, out, strict=True) if one != other}


def phrases(*, all_forms: bool = False) -> list[tuple[str, str]]:
    """The phrases that t2s has a list of, each with its form, or with one after the other."""
    package = Path(opencc.__file__).parent / "clib"
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as file:
        listed = package / "share" / "opencc" / "TSPhrases.ocd2"
        tool = [package / "bin" / "opencc_dict", "-i", listed, "-o", file.name, "-f", "ocd2", "-t", "text"]
        subprocess.run(tool, check=True)
        rows = [line.split("\t") for line in file.read().split("\n") if line]
    return [(phrase, form) for phrase, forms in rows for form in forms.split(" ")[: None if all_forms else 1]]


def in_phrases() -> set[str]:
    """The characters that t2s changes inside a phrase of its list."""
    return {one for pair in phrases(all_forms=True) for one, other in zip(*pair, strict=False) if one != other}


def is_in(char: str, codec: str) -> bool:
    """Whether a national character set has a character."""
    return bool(char.encode(codec, "ignore"))


def main() -> None:
    to_simplified, to_traditional = converted("t2s"), converted("s2t")
    ours = {line[0] for line in (DATA / "senses.txt").read_text("utf-8").split("\n") if line and line[0] != "#"}
    traditional = {c for c, to in to_simplified.items() if ord(to[0]) < RARE_FORM and not is_in(c, "gb2312")}
    simplified = {c for c in to_traditional if not is_in(c, "big5")} - traditional
    shared = (to_simplified.keys() | ours | in_phrases()) - traditional
    kinds = {"simplified": simplified, "traditional": traditional, "shared": shared}
    lines = [f"{name} {''.join(sorted(chars))}" for name, chars in kinds.items()]
    (DATA / "scripts.txt").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print({name: len(chars) for name, chars in kinds.items()})


if __name__ == "__main__":
    main()
