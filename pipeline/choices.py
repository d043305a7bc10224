"""Options that name something: a misspelt name would silently do nothing, so it is an error that says what is near.

Asked before a page is read. Encodings, folders and files are looked up, and missed, where they are used; a host whose site
has no rules is none to miss.
"""

from __future__ import annotations

import typing
from collections.abc import Collection, Sequence
from functools import lru_cache

from .errors import OptionError
from .types import Options

JUDGES = (
    "model/boilerplate",
    "site/repeated",
    "headline/label-above",
    "headline/repeated",
    "headline/site-above",
    "context/above-breadcrumb",
    "context/caption",
    "context/code-buttons",
    "context/contents",
    "context/edit-buttons",
    "context/empty-section",
    "context/image-outside",
    "context/line-numbers",
    "context/list-after-editors",
    "context/list-after-head",
    "context/pager-digits",
    "context/recommended",
    "context/record-card",
    "context/repeated-text",
    "spam/anti-copy",
    "spam/headline",
    "spam/hidden-links",
    "spam/inline",
    "spam/keyword-wall",
    "spam/line",
    "spam/link-farm",
    "spam/skeleton",
)
"""what drops or flags blocks and is no rule of a file"""
REPAIRS = (
    "bare-entity",
    "bracket-cut",
    "comma-before-mark",
    "compatibility",
    "control",
    "entity",
    "escape",
    "full-width",
    "invisible",
    "lost-blank",
    "mojibake",
    "percent",
    "private-use",
    "radical",
    "surrogates",
)
"""passes of repair that can be switched off, with and without ``repair/`` before them"""
_NEAR = 0.75
"""how alike a name and a misspelling of it are at least, as ``difflib`` measures it: one letter in four or five wrong"""
_NAMED = 3
"""near names that are given at most"""


def check_options(options: Options) -> None:
    """Raises OptionError for a value or a rule that there is not; the rules of all sites count, whatever the page's.

    >>> check_options(Options(skip=("footer/icpp",)))
    Traceback (most recent call last):
    ...
    pipeline.errors.OptionError: skip: there is no rule 'footer/icpp'; did you mean footer/icp?
    """
    for name, choices in _choices():
        value = getattr(options, name)
        if value not in choices:
            near = _near(str(value), choices)
            advice = f"did you mean {' or '.join(near)}?" if near else f"it can be {', '.join(choices)}"
            raise OptionError(f"{name}: there is no {value!r}; {advice}")
    if options.skip:
        _check_skip(options)


@lru_cache(maxsize=1)
def _choices() -> list[tuple[str, Sequence[str]]]:
    """The options with a fixed set of values, and these."""
    hints = typing.get_type_hints(Options).items()
    return [(name, typing.get_args(hint)) for name, hint in hints if typing.get_origin(hint) is typing.Literal]


def _check_skip(options: Options) -> None:
    from .judge import rules

    known = {*rules.ids(options), *JUDGES, *REPAIRS, *[f"repair/{name}" for name in REPAIRS]}
    for rule_id in options.skip:
        if rule_id not in known:
            raise OptionError(f"skip: there is no rule {rule_id!r}; {_advice(rule_id, known)}")


def _advice(rule_id: str, known: Collection[str]) -> str:
    """Ids that look like it, and those of its own last part: who knows the name of a rule may not know its file."""
    name = rule_id.rsplit("/", 1)[-1]
    same = sorted(one for one in known if "/" in one and one.rsplit("/", 1)[-1] == name)
    near = [*same, *[one for one in _near(rule_id, sorted(known)) if one not in same]]
    if near:
        return f"did you mean {' or '.join(near[:_NAMED])}?"
    return "qingwen explain names the rule that dropped a line"


def _near(name: str, known: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, known, _NAMED, _NEAR)
