"""Regular expressions and rule files as they were prepared when the package was installed.

A process that cleans one page compiles 150 of the package's patterns, one that cleans many 330; ``re`` takes 80 to 170 ms for it,
more than for ten pages, and ``tomllib`` takes 10 for the rules. What comes of it is the same each time, so ``hatch_build.py``
has it written down once (``scripts/prepare.py``): of a pattern what ``re`` itself hands to its matcher.

That form is not public and changes between versions of Python: the file says for which it was made, and what it does not hold,
or holds for another version, is compiled and read as ever. So it may be missing or older than the sources: nothing is
different but the time of the first page.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from functools import lru_cache
from typing import Any, NamedTuple

from .tables import read_prepared

try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # a Python that matches in another way
    _sre = None

Code = tuple[int, bytes, int, dict[str, int]]
"""what a pattern is made from: its flags, its code in the machine's words, the number of its groups, and their names"""


class Prepared(NamedTuple):
    """The sections of the file, each written by itself: who repairs a text needs no rules, and reading all takes milliseconds."""

    patterns: dict[tuple[str, int], Code]
    """by the pattern and the flags given with it"""
    toml: dict[str, dict[str, Any]]
    """by the text"""
    spelled: dict[str, dict[str, str]]
    """by the text of the file of parts: patterns of rules as they are written, and without the names of parts"""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives. Raises re.error if it is no expression.

    >>> compiled("(?P<year>[0-9]{4})年") == re.compile("(?P<year>[0-9]{4})年")
    True
    """
    code = section("patterns").get((pattern, int(flags)))
    return made(pattern, code) if code else re.compile(pattern, flags)


def made(pattern: str, code: Code) -> re.Pattern[str]:
    """A pattern from its code, which the matcher checks. Raises RuntimeError if it is not sound."""
    flags, words, groups, names = code
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    found: re.Pattern[str] = _sre.compile(pattern, flags, array("I", words).tolist(), groups, names, tuple(by_number))
    return found


def parsed(text: str) -> dict[str, Any]:
    """What ``tomllib.loads`` gives. Raises ValueError if it is no TOML.

    >>> parsed("[icp]\\nwhy = 'a licence'")
    {'icp': {'why': 'a licence'}}
    """
    known: dict[str, Any] | None = section("toml").get(text)
    if known is not None:
        return known
    import tomllib

    return tomllib.loads(text)


def spelled(parts: str) -> dict[str, str]:
    """Patterns of rules without the names of parts, by the patterns with them; ``parts``: the text of the file of parts.

    >>> spelled("")
    {}
    """
    found: dict[str, str] = section("spelled").get(parts, {})
    return found


def python() -> tuple[Any, ...]:
    """What must be the same where the file is written and where it is used."""
    matcher = (getattr(_sre, "MAGIC", None), getattr(_sre, "CODESIZE", None), array("I").itemsize)
    return (sys.implementation.cache_tag, sys.byteorder, *matcher)


def written(content: Prepared) -> bytes:
    """What ``section`` reads, of this Python."""
    return marshal.dumps((python(), *map(marshal.dumps, content)))


@lru_cache(maxsize=len(Prepared._fields))
def section(name: str) -> dict[Any, Any]:
    """That field of Prepared; empty if there is no file or if it was made for another Python."""
    try:
        version, *sections = marshal.loads(read_prepared())
        found: dict[Any, Any] = marshal.loads(sections[Prepared._fields.index(name)]) if version == python() else {}
    except (OSError, EOFError, ValueError, TypeError, IndexError):
        return {}
    return found
