"""Make pipeline/data/rule_needs.json: what each pattern of the package's rules needs of a line, for ``judge/patterns.py``.

    python scripts/make_rule_needs.py

To be run after a rule was added or changed; a pattern that the table does not know is read when it is loaded, which only
takes longer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import tables  # noqa: E402
from pipeline.judge import patterns, rules, threads  # noqa: E402

ABOUT = (
    "What each pattern of the package's rules needs: words of which a line must hold one, characters that it begins with,"
    " whether digits of any script are among them, whether it matches at the beginning only."
    " Made by scripts/make_rule_needs.py from pipeline/rules; not edited by hand."
)


def table() -> str:
    """The whole file."""
    given = {rule.regex: None for rule in rules.read_folder(tables.RULES)} | {threads.words_alone(): None}
    known = {}
    for pattern in given:
        needs = patterns.read_off(pattern)
        digits = patterns.digits_of_all_scripts()
        has_digits = digits <= needs.begins
        begins = "".join(sorted(needs.begins - digits if has_digits else needs.begins))
        known[pattern] = [sorted(needs.words), begins, has_digits, needs.anchored]
    rows = [
        json.dumps(pattern, ensure_ascii=False) + ": " + json.dumps(needs, ensure_ascii=False)
        for pattern, needs in known.items()
    ]
    return f'{{"about": {json.dumps(ABOUT)},\n"patterns": {{\n' + ",\n".join(rows) + "}}\n"


if __name__ == "__main__":
    (tables.DATA / patterns.TABLE).write_text(table(), "utf-8")
