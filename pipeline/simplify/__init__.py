"""Stage 6: the text in the script that the reader wants, character by character on record.

Method: a block is converted if it is in the other script (``script``), by OpenCC's words and characters
(``convert``), then by sense where OpenCC cannot know (``sense``: 著/着). What must stay as it is (addresses, code, the user's
words) is found first (``protect``). Text that is Simplified already passes untouched.
Limits: no Taiwan wording is rewritten unless asked for; a pair that no context decides is reported as flagged.
"""

from __future__ import annotations

from dataclasses import replace

from ..body import block_index, duplicate, leaf_text, leaves, rewrite
from ..types import Article, Edit, Options
from .convert import Change, convert
from .protect import protected


def simplify(article: Article, options: Options) -> tuple[Article, tuple[Edit, ...]]:
    """The article in the script of ``options.script``, with one Edit for each stretch changed or left in doubt."""
    if options.script == "keep":
        return article, ()
    body = duplicate(article.body)
    parts = list(leaves(body))
    texts = [leaf_text(leaf) for leaf in parts]
    spans = [protected(text, leaf, options.protect) for text, leaf in zip(texts, parts, strict=True)]
    out: list[Edit] = []
    for leaf, changes in zip(parts, convert(texts, spans, options), strict=True):
        edits = [_edit(change, block_index(leaf)) for change in changes]
        rewrite(leaf, edits)
        out += edits
    return _with_facts(article, options, body), tuple(out)


def simplify_text(text: str) -> str:
    """Any text in Simplified characters; what is Simplified already comes back as it is.

    >>> simplify_text("拿著影像學報告")
    '拿着影像学报告'
    >>> simplify_text("著名作家的著作")
    '著名作家的著作'
    """
    lines = text.split("\n")
    converted = convert(lines, [protected(line) for line in lines], Options())
    return "\n".join(_applied(line, changes) for line, changes in zip(lines, converted, strict=True))


def _applied(text: str, changes: list[Change]) -> str:
    parts, at = [], 0
    for change in changes:
        if change.certainty != "flagged":
            parts += [text[at : change.start], change.after]
            at = change.start + len(change.before)
    return "".join(parts) + text[at:]


def _edit(change: Change, block: int) -> Edit:
    return Edit(
        "simplify",
        change.rule,
        block,
        change.start,
        change.before,
        change.after,
        change.certainty,
        change.alternatives,
        change.why,
    )


def _with_facts(article: Article, options: Options, body: object) -> Article:
    """The article with its converted body, and its facts in the same script."""
    strings = [article.title, article.source, article.author]
    strings += [s for pair in article.credits for s in pair]
    strings += [s for fact in article.facts for s in (fact.value, fact.label)]
    changed = convert(strings, [protected(s, None, options.protect) for s in strings], options)
    done = iter([_applied(s, c) for s, c in zip(strings, changed, strict=True)])
    return replace(
        article,
        title=next(done),
        source=next(done),
        author=next(done),
        credits=tuple((next(done), next(done)) for _ in article.credits),
        facts=tuple(replace(fact, value=next(done), label=next(done)) for fact in article.facts),
        body=body,  # type: ignore[arg-type]
    )
