"""Stage 6: the text in the script that the reader wants, character by character on record.

Method: a block is converted if it is in the other script (``script``), by OpenCC's words and characters
(``convert``), then by sense where OpenCC cannot know (``sense``: 著/着). What must stay as it is (addresses, code, the user's
words) is found first (``protect``). Text that is Simplified already passes untouched.
Limits: no Taiwan wording is rewritten unless asked for; a pair that no context decides is reported as flagged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..body import block_index, has_element, leaf_text, leaves, note_source, rewritten
from ..edits import replay
from ..types import Article, Edit, Fact, Options
from .convert import convert, is_simplified
from .protect import CODE, all_protected
from .quotes import exchange


def simplify(article: Article, options: Options) -> tuple[Article, tuple[Edit, ...]]:
    """The article in the script of ``options.script``, with one Edit for each stretch changed or left in doubt."""
    if options.script == "keep" and options.quotes == "keep":
        return article, ()
    parts = leaves(article.tree)
    texts = [leaf_text(leaf) for leaf in parts]
    spans = all_protected(texts, parts if has_element(article.tree, CODE) else (), options.protect)
    free = (text for text, span in zip(texts, spans, strict=True) if not span)
    if options.quotes == "keep" and is_simplified(texts, free, options):
        return _with_facts(article, options), ()
    blocks = [block_index(leaf) for leaf in parts]
    edits = convert(texts, spans, options, blocks)
    if options.quotes != "keep":
        marks = [exchange(t, options.quotes, s, b) for t, s, b in zip(texts, spans, blocks, strict=True)]
        edits = [sorted([*a, *b], key=_start) for a, b in zip(edits, marks, strict=True)]
    article = _with_facts(article, options)
    if not any(edits):
        return article, ()
    tree, copies = rewritten(article.tree, {id(leaf): found for leaf, found in zip(parts, edits, strict=True) if found})
    for leaf, text, found in zip(parts, texts, edits, strict=True):
        if found:
            note_source(copies[id(leaf)], text, found)
    return replace(article, tree=tree), tuple(edit for found in edits for edit in found)


def simplify_text(text: str) -> str:
    """Any text in Simplified characters; what is Simplified already comes back as it is.

    >>> simplify_text("拿著影像學報告")
    '拿着影像学报告'
    >>> simplify_text("著名作家的著作")
    '著名作家的著作'
    """
    lines = text.split("\n")
    converted = convert(lines, all_protected(lines, (), ()), Options())
    return "\n".join(replay(line, edits) for line, edits in zip(lines, converted, strict=True))


def _start(edit: Edit) -> int:
    return edit.start


def _with_facts(article: Article, options: Options) -> Article:
    """The article with its facts in the script of the options."""
    strings = [article.title, article.source, article.author]
    strings += [s for pair in article.credits for s in pair]
    strings += [s for fact in article.facts for s in (fact.value, fact.label)]
    strings = [s for s in strings if not s.isascii()]
    spans = all_protected(strings, (), options.protect)
    free = (s for s, span in zip(strings, spans, strict=True) if not span)
    if is_simplified(strings, free, options):
        return article
    found = convert(strings, spans, options)
    if not any(found):
        return article
    done = {s: replay(s, edits) for s, edits in zip(strings, found, strict=True)}
    return replace(
        article,
        title=done.get(article.title, article.title),
        source=done.get(article.source, article.source),
        author=done.get(article.author, article.author),
        credits=tuple([(done.get(role, role), done.get(name, name)) for role, name in article.credits]),
        facts=tuple([_converted(fact, done) for fact in article.facts]),
    )


def _converted(fact: Fact, done: Mapping[str, str]) -> Fact:
    value, label = done.get(fact.value, fact.value), done.get(fact.label, fact.label)
    return fact if (value, label) == (fact.value, fact.label) else replace(fact, value=value, label=label)
