"""Make pipeline/data/doubles.txt: the characters that an encoding writes in more ways than one, for ``repair/forms.py``.

A character that stands in two places of a code table, or that has become another by normalisation (NFC), cannot be taken
back to its bytes by asking the codec. Source: Python's own codecs, by ``forms.reversed_table``.

    python scripts/make_doubles.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.repair import forms  # noqa: E402

OUT = ROOT / "pipeline" / "data" / "doubles.txt"
HEADER = """\
# Characters whose bytes in an encoding are not what its codec writes, or not that alone: two places of the table, or NFC.
# Made by scripts/make_doubles.py from Python's codecs; not edited by hand.
# One entry a line: encoding, character, its bytes in the order of the table.
"""


def main() -> None:
    lines = []
    for wrong in forms.ASKED:
        for char, written in forms.reversed_table(wrong).items():
            if char > "\x7f" and (len(written) > 1 or written != forms.by_codec(char, wrong)):
                lines.append(" ".join([wrong, char, *(one.hex() for one in written)]))
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{OUT.name}: {len(lines)} characters")


if __name__ == "__main__":
    main()
