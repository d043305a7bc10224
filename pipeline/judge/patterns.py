"""What a regular expression needs of a line, so that it is tried only where it may match.

A pattern that says ``来源`` cannot match a line without it, and one that begins with ``^\\d`` only one that begins with a digit. Both are
read off the pattern once, when it is loaded; of the package's own patterns they are known (``data/rule_needs.json``, made by
``scripts/make_rule_needs.py``), so that a process need not even compile a rule that no line calls for. On a page the words are
looked for in all lines at once (``needles.py``).

Limits: how Python reads a pattern is told by a module of its own that is not public. Where it is missing nothing is
known of any pattern, and each is tried on every line: slower, with the same result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from .. import tables
from ..prepared import compiled
from .needles import LONGEST

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:
    _parser = None

_MOST_WAYS = 200
"""ways to write a part of a pattern beyond which it is not spelled out"""
TABLE = "rule_needs.json"


class Needs(NamedTuple):
    """What a line must hold, and begin with, for a pattern to match."""

    words: frozenset[str]
    """one of them, in lower case; empty if there are no such words"""
    begins: frozenset[str]
    """the characters that it begins with; empty if that is not known, or if the pattern matches elsewhere, too"""
    anchored: bool
    """whether the pattern matches at the beginning only"""


@lru_cache(maxsize=4096)
def needs(pattern: str) -> Needs:
    """What a pattern that ignores case needs.

    >>> needs("^来源 ?:").anchored, sorted(needs("^来源 ?:").words)
    (True, ['来源 :', '来源:'])
    """
    return _known().get(pattern) or read_off(pattern)


def read_off(pattern: str) -> Needs:
    """The same, read off the pattern itself."""
    anchored = is_anchored(pattern)
    return Needs(needed(pattern), begins(pattern) if anchored else frozenset(), anchored)


@lru_cache(maxsize=1)
def _known() -> dict[str, Needs]:
    """The needs of the package's patterns."""
    known = {}
    for pattern, (words, start, digits, anchored) in json.loads(tables.read_text(TABLE))["patterns"].items():
        starts = frozenset(start) | digits_of_all_scripts() if digits else frozenset(start)
        known[pattern] = Needs(frozenset(words), starts, anchored)
    return known


def needed(pattern: str) -> frozenset[str]:
    """Words of which each match of a pattern that ignores case holds at least one; empty if there are no such words.

    >>> sorted(needed("^(?:文章)?来源 ?:"))
    ['来源 :', '来源:']
    >>> sorted(needed("^(?=.*(?:19|20)\\\\d)(?>[a-z]{2,8}|[/ ])+$"))
    ['19', '20']
    >>> needed(r"^\\d+$"), sorted(needed("(?:赞|[ab]) ?\\\\d{1,3}"))
    (frozenset(), ['a', 'b', '赞'])
    """
    words = _needed(_parsed(pattern))
    return words if _worth(words)[0] else frozenset()


def begins(pattern: str) -> frozenset[str]:
    """Characters of which one begins each match of a pattern, in either case; empty if that is not known.

    >>> sorted(begins("^(?:共|[ab]|第? ?\\\\[)"))
    [' ', 'A', 'B', '[', 'a', 'b', '共', '第']
    >>> "7" in begins(r"^\\d+$"), begins("^[^a]"), begins("^a?")
    (True, frozenset(), frozenset())
    """
    found = _begins(_parsed(pattern))
    alike = [char for char in (*map(str.upper, found), *_ALIKE) if char.lower() in found or _ALIKE.get(char) in found]
    return found.union(alike) if found else found


_ALIKE = {"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"}
"""letters that a pattern takes for one of ASCII where case is ignored"""


def is_anchored(pattern: str) -> bool:
    """Whether a pattern matches at the beginning of a line only.

    >>> is_anchored("^(?:a|b)"), is_anchored("^a|b")
    (True, False)
    """
    first = _parsed(pattern)[:1]
    return [(str(name), str(value)) for name, value in first] == [("AT", "AT_BEGINNING")]


@lru_cache(maxsize=4096)
def pattern_of(regex: str) -> re.Pattern[str]:
    """A rule's expression compiled; case matters to none. Raises re.error if it is none."""
    return compiled(regex, re.IGNORECASE if has_letters(regex) else 0)


def has_letters(regex: str) -> bool:
    r"""Whether a pattern may hold letters of two cases; for most rules there is no case to ignore, and Python takes half as long for them.

    >>> has_letters(r"^第?[-年/.]\d+[一-鿿]$"), has_letters("^ICP"), has_letters("[!-～]")
    (False, True, True)
    """
    plain = _ESCAPES.sub("", regex)
    classes = [found[1].removeprefix("^").strip("-") for found in _CLASSES.finditer(plain) if found[1]]
    return plain.lower() != plain.upper() or any("-" in one.replace("一-鿿", "") for one in classes)


_ESCAPES, _CLASSES = re.compile(r"\\[dDsSwWbB]"), re.compile(r"\\.|\[((?:\\.|[^\\\]])+)\]")
"""escapes that stand for no letter; classes, and escaped brackets that begin none"""


def _parsed(pattern: str) -> Any:
    """The parts of a pattern, (name, value) each; none where they cannot be told."""
    return _parser.parse(pattern, re.IGNORECASE) if _parser else ()


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what the parts of a sequence need: the longest words, those that are spelled out put together."""
    best: frozenset[str] = frozenset()
    spelled = frozenset(("",))
    for name, value in items:
        ways = _spelled(name, value)
        if ways and len(spelled) * len(ways) <= _MOST_WAYS:
            spelled = frozenset(one + other for one in spelled for other in ways)
        else:
            best = max(best, _alone(spelled), _alone(ways) or _inside(str(name), value), key=_worth)
            spelled = frozenset(("",))
    return max(best, _alone(spelled), key=_worth)


def _alone(words: frozenset[str]) -> frozenset[str]:
    """Those that hold no other of them: with them a line holds that one, too.

    >>> sorted(_alone(frozenset(("扫", "扫一扫", "长按"))))
    ['扫', '长按']
    """
    return frozenset([word for word in words if not any(other in word for other in words if other != word)])


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """How seldom lines hold one of the words: that of the commonest counts, then how few they are; the first is 0 if they say nothing."""
    return min(map(_rarity, words), default=0), -len(words)


def _rarity(word: str) -> int:
    return min(LONGEST, len(word)) + (len(word) > 1 or word.isalnum())


def _inside(name: str, value: Any) -> frozenset[str]:
    """What a part needs that cannot be spelled out."""
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name == "SUBPATTERN" or (name == "ASSERT" and value[0] > 0):  # what must follow stands in the line, too
        return _needed(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0]:
        return _needed(value[-1])
    if name == "BRANCH":
        each = [_needed(branch) for branch in value[1]]
        return _alone(_joined(each)) if all(_worth(words)[0] for words in each) else frozenset()
    return frozenset()


def _spelled(name: Any, value: Any) -> frozenset[str]:
    """Every way to write a part, if they are few; empty if not."""
    kind = str(name)
    if kind == "LITERAL":
        return _letter(value)
    if kind == "IN":
        return _joined([_spelled(*item) for item in value])
    if kind == "BRANCH":
        return _joined([_spelled_out(branch) for branch in value[1]])
    if kind == "SUBPATTERN":
        return _spelled_out(value[-1])
    if kind == "MAX_REPEAT" and (value[0], value[1]) == (0, 1):
        return _joined([frozenset(("",)), _spelled_out(value[-1])])
    return frozenset()


def _spelled_out(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    ways = frozenset(("",))
    for name, value in items:
        own = _spelled(name, value)
        if not own or len(ways) * len(own) > _MOST_WAYS:
            return frozenset()
        ways = frozenset(one + other for one in ways for other in own)
    return ways


def _begins(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The characters that a sequence may begin with; empty if they are not known, or if it may be empty."""
    found: frozenset[str] = frozenset()
    for name, value in items:
        kind = str(name)
        if kind in ("AT", "ASSERT", "ASSERT_NOT"):  # what follows is where the match begins
            continue
        is_repeated = kind in ("MAX_REPEAT", "MIN_REPEAT")
        own = _begins(value[-1]) if is_repeated else _first(kind, value)
        if not own:
            return own
        found |= own
        if not is_repeated or value[0]:
            return found
    return frozenset()


def _first(kind: str, value: Any) -> frozenset[str]:
    """The characters that a part may begin with that is not repeated."""
    if kind == "LITERAL":
        return _letter(value)
    if kind == "IN":
        return _joined([_first(str(name), own) for name, own in value])
    if kind == "RANGE":
        return _joined([_letter(code) for code in range(value[0], value[1] + 1)])
    if kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
        return digits_of_all_scripts()
    if kind == "BRANCH":
        return _joined([_begins(branch) for branch in value[1]])
    return _begins(value[-1]) if kind == "SUBPATTERN" else frozenset()


@lru_cache(maxsize=1)
def digits_of_all_scripts() -> frozenset[str]:
    r"""What ``\d`` matches. Digits stand ten in a row, so one of eight places is looked at, in the two planes that have any."""
    found: set[str] = set()
    for one in filter(str.isdecimal, map(chr, range(0, 0x20000, _STEP))):
        found.update(filter(str.isdecimal, map(chr, range(ord(one) - _STEP, ord(one) + 2 * _STEP))))
    return frozenset(found)


_STEP = 8


def _joined(each: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*each) if all(each) else frozenset()


def _letter(code: int) -> frozenset[str]:
    """A character in lower case; nothing for most of those outside ASCII that have two cases: how they compare is not told by lower()."""
    char = chr(code)
    is_told = char.isascii() or char.lower() == char.upper() or char.lower() in _CYRILLIC
    return frozenset((char.lower(),)) if is_told else frozenset()


_CYRILLIC = frozenset("абгежзийклмнпруфхцчшщыьэюяёії")
"""letters with one capital and no other form; the other letters of Russian have old forms that are taken for them"""
