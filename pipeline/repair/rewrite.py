"""What the passes over characters and entities share: replace matches, record each as an Edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ..edits import compose
from ..types import Certainty, Edit, Options

STAGE = "repair"
Replace = Callable[[re.Match[str]], str | None]
"""What to put in place of a match; None leaves it."""


def is_off(rule: str, options: Options) -> bool:
    """Whether the user switched a rule off, by its name or its full id.

    >>> is_off("invisible", Options(skip=("repair/invisible",)))
    True
    """
    return rule in options.skip or f"{STAGE}/{rule}" in options.skip


def rewrite(
    text: str, rule: str, pattern: re.Pattern[str], replace: Replace, certainty: Certainty = "exact"
) -> list[Edit]:
    """The Edits of one rule, in text order.

    >>> rewrite("a  b", "blanks", re.compile(" +"), lambda m: " ")[0].before
    '  '
    """
    return edits_of(pattern.finditer(text), rule, replace, certainty)


def edits_of(
    matches: Iterable[re.Match[str]], rule: str, replace: Replace, certainty: Certainty = "exact"
) -> list[Edit]:
    """The same from the matches of a rule."""
    edits = []
    for match in matches:
        after = replace(match)
        if after is not None and after != match[0]:
            edits.append(Edit(STAGE, rule, None, match.start(), match[0], after, certainty))
    return edits


def then(edits: tuple[Edit, ...], more: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The Edits of two steps, one after the other, as those of one."""
    return tuple(compose(edits, more)) if edits and more else (*edits, *more)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after Edits that are in order and do not overlap; flagged ones change nothing.

    >>> applied("a  b", [Edit("repair", "blanks", None, 1, "  ", " ", "exact")])
    'a b'
    """
    parts, at = [], 0
    for edit in edits:
        if edit.certainty == "flagged":
            continue
        parts += [text[at : edit.start], edit.after]
        at = edit.start + len(edit.before)
    return "".join(parts) + text[at:] if parts else text
