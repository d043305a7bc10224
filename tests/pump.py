"""Lines that a pattern nearly matches, for what takes exponential time to say no.

    python tests/pump.py

For each part of a pattern that may repeat: what stands before it, then what it repeats a hundred times over, then an end that fits
nothing. A pattern that can read such a line in two ways a time (``( ?:? ?)+``) does not come to an end. Runs every pattern of the
rules and of the modules; ends when all have answered.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pipeline
from pipeline import tables
from pipeline.judge import rules
from pipeline.late import _Late

MANY = 8
"""times from which a repeat is pumped"""
LENGTH, TRIES = 400, 8
ENDS = ("\x01", "。x")
SAMPLES = '中 1a,。b-"(~'
OF_CATEGORY = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}


def patterns() -> set[tuple[str, int]]:
    """Every pattern of the package: of rules, and of the modules whether compiled yet or not."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if "__main__" not in module.name and ".adapters" not in module.name:
            importlib.import_module(module.name)
    found = {(rule.regex, int(re.IGNORECASE)) for rule in rules.read_folder(tables.RULES)}
    for thing in gc.get_objects():
        if isinstance(thing, _Late):
            found.add((thing.pattern, int(thing._flags)))
        elif isinstance(thing, re.Pattern) and isinstance(thing.pattern, str):
            found.add((thing.pattern, thing.flags & ~int(re.UNICODE)))
    return found


def lines(pattern: str, flags: int, chance: random.Random) -> Iterator[str]:
    """Lines on which the pattern's repeats go round and round."""
    tree = _parser.parse(pattern, flags)
    for before, body in repeats(tree, "", chance):
        for _ in range(TRIES):
            units = [sample(body, chance) for _ in range(3)]
            for pumped in (units[0] * 100, "".join(units) * 40):
                yield from ((before + pumped)[:LENGTH] + end for end in ENDS)


def repeats(items: Any, before: str, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """Each part that repeats often, with something that may stand before it."""
    for name, value in items:
        if str(name) in ("MAX_REPEAT", "MIN_REPEAT"):
            if value[1] >= MANY:
                yield before, value[2]
            yield from repeats(value[2], before, chance)
        elif str(name) == "SUBPATTERN":
            yield from repeats(value[-1], before, chance)
        elif str(name) == "BRANCH":
            for way in value[1]:
                yield from repeats(way, before, chance)
        before += sample([(name, value)], chance)


def sample(items: Any, chance: random.Random) -> str:
    """Something that the parts match, or nearly."""
    return "".join([_one(str(name), value, chance) for name, value in items])


def _one(name: str, value: Any, chance: random.Random) -> str:
    if name == "LITERAL":
        return chr(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = value
        return "".join([sample(body, chance) for _ in range(min(5, max(least, chance.random() < 0.8)))])
    if name == "BRANCH":
        return sample(chance.choice(value[1]), chance)
    if name == "SUBPATTERN":
        return sample(value[-1], chance)
    if name == "IN":
        return _of_class(value, chance)
    return "中" if name in ("ANY", "NOT_LITERAL") else ""


def _of_class(value: Any, chance: random.Random) -> str:
    if str(value[0][0]) == "NEGATE":
        return next((char for char in SAMPLES if not any(_holds(part, char) for part in value[1:])), "~")
    name, one = chance.choice(value)
    if str(name) == "LITERAL":
        return chr(one)
    return chr(chance.randint(*one)) if str(name) == "RANGE" else OF_CATEGORY.get(str(one), "中")


def _holds(part: Any, char: str) -> bool:
    name, one = str(part[0]), part[1]
    if name == "RANGE":
        return bool(one[0] <= ord(char) <= one[1])
    kinds = {"CATEGORY_DIGIT": char.isdigit(), "CATEGORY_SPACE": char.isspace(), "CATEGORY_WORD": char.isalnum()}
    kinds["CATEGORY_NOT_WORD"] = not char.isalnum()
    return ord(char) == one if name == "LITERAL" else kinds.get(str(one), False)


def main() -> None:
    found = sorted(patterns())
    for pattern, flags in found:
        print(ascii(pattern), flush=True)  # the last one printed is the one that did not end
        compiled, chance = re.compile(pattern, flags), random.Random(ascii(pattern))
        for line in lines(pattern, flags, chance):
            compiled.search(line)
    print(len(found), "patterns")


if __name__ == "__main__":
    main()
