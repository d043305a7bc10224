"""Texts to changes: what is in the other script goes through OpenCC in one call, then by sense, aligned to the input."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from ..edits import make_edit
from ..script import chars_of, count_kinds, count_script
from ..types import Edit, Options
from . import sense
from .differences import stretches

_SHIELD = "\x01"
"""Stands for each protected character while the rest is converted; no dictionary holds it."""
_BREAK = "\x02"

FOREIGN_SENTENCE = 3
"""Telling characters that a sentence in the other script must hold to be converted inside a block of this one:
names keep their characters (孙綝), a quoted Traditional sentence does not."""

OURS = 5
"""Times that this script's telling characters outnumber the other's on a page of this one: there a line with a single
foreign character is a name or a headword (螮), not a line in the other script."""

_RARE_PLANE = re.compile("[\U00020000-\U0010ffff]")
"""Few fonts have these characters: a form out there is no gain for a reader."""

KANA_SHARE = 0.1
"""Share of kana from which a text is Japanese: its 図 and 学 are no Simplified Chinese. Japanese prose has over 40%, Chinese
prose that names Japanese things under 5%."""

_KANA = re.compile("[\u3041-\u30ff]")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”’」』）)]*")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=8)
def converter(config: str) -> _Converter:
    """OpenCC with one of its configurations, made once a process."""
    from opencc import OpenCC

    made: _Converter = OpenCC(config)
    return made


_CONFIGS = {"simplified": "t2s", "traditional": "s2t", "taiwan": "s2tw", "hongkong": "s2hk"}


def convert(
    texts: Sequence[str],
    spans: Sequence[Sequence[tuple[int, int]]],
    options: Options,
    blocks: Sequence[int] | None = None,
) -> list[list[Edit]]:
    """For each text its edits, sorted, not overlapping; ``spans`` of it are left alone. ``blocks`` are named in them."""
    if options.script == "keep":
        return [[] for _ in texts]
    masked = [_masked(text, span) for text, span in zip(texts, spans, strict=True)]
    names: Sequence[int | None] = blocks if blocks is not None else [None] * len(texts)
    simplify = options.script == "simplified"
    parts = list(_foreign(masked, simplify))
    config = "tw2sp" if options.vocabulary == "mainland" and simplify else _CONFIGS[options.script]
    outs = _call(config, [masked[n][low:high] for n, low, high in parts])
    result: list[list[Edit]] = [[] for _ in texts]
    for (n, low, high), out in zip(parts, outs, strict=True):
        hidden = masked[n][low:high]
        found = by_sense(hidden, out, names[n]) if simplify else _aligned(hidden, out, names[n])
        result[n] += [replace(e, start=e.start + low) for e in found] if low else found
    if simplify and sense.broken_words().search(_BREAK.join(masked)):
        for n, hidden in enumerate(masked):
            result[n] = _mended(hidden, result[n], names[n])
    return result


def is_simplified(texts: Sequence[str], free: Iterable[str], options: Options) -> bool:
    """Whether ``convert`` would change nothing for sure; ``free`` are the texts in which nothing is protected.

    >>> is_simplified(["著名书籍"], ["著名书籍"], Options()), is_simplified(["着名书籍"], ["着名书籍"], Options())
    (True, False)
    """
    if options.script != "simplified" or options.vocabulary != "keep":
        return False
    page = _BREAK.join(texts)
    if page.isascii():
        return True
    if sense.broken_words().search(page):
        return False
    _, theirs, shared = count_kinds(page)
    if theirs or not shared:
        return not theirs
    # what both scripts write stays where only Simplified has telling characters, see _foreign
    ours = chars_of("simplified")
    return any(not ours.isdisjoint(text) for text in free)


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return text
    parts, at = [], 0
    for low, high in spans:
        if high > at:
            parts += [text[at : max(low, at)], _SHIELD * (high - max(low, at))]
            at = high
    return "".join(parts) + text[at:]


def _foreign(texts: Sequence[str], simplify: bool) -> Iterator[tuple[int, int, int]]:
    """What is in the other script, as (text, start, end): whole texts, or sentences of a text in this script.

    A text with no telling character follows the page; on a page with none, it is converted.
    """
    page = _BREAK.join(texts)
    foreign = chars_of("traditional" if simplify else "simplified")
    theirs, ours = _telling(page, simplify)
    if theirs >= ours or _KANA.search(page):
        counts = [_telling(text, simplify) for text in texts]
        theirs, ours = sum(t for t, _ in counts), sum(o for _, o in counts)
    else:  # a text without a foreign character is not converted here, whatever else it has
        counts = [(0, 1) if foreign.isdisjoint(text) else _telling(text, simplify) for text in texts]
    least = FOREIGN_SENTENCE if ours > OURS * theirs else 1
    for n, (text, (their, our)) in enumerate(zip(texts, counts, strict=True)):
        if (their > our and their >= least) or (their == our and theirs >= ours):
            yield n, 0, len(text)
        elif their >= FOREIGN_SENTENCE:
            for match in _SENTENCE.finditer(text):
                inner, outer = _telling(match[0], simplify)
                if inner >= FOREIGN_SENTENCE and inner > 2 * outer:
                    yield n, match.start(), match.end()


def _telling(text: str, simplify: bool) -> tuple[int, int]:
    """Characters that only the other script has, and that only this one has; of Japanese, none to convert."""
    if text.isascii():
        return 0, 0
    kana = len(_KANA.findall(text))
    if kana and kana >= KANA_SHARE * len(text):
        return 0, 1
    count = count_script(text)
    pair = (count.traditional, count.simplified)
    return pair if simplify else pair[::-1]


def _call(config: str, texts: Sequence[str]) -> list[str]:
    """All texts in one call; lone surrogates (hostile input) cannot be handed over and stay."""
    joined = _BREAK.join(texts)
    if not joined or joined.isascii():
        return list(texts)
    try:
        out = converter(config).convert(joined).split(_BREAK)
    except UnicodeEncodeError:
        out = []
    return out if len(out) == len(texts) else [_call_one(config, text) for text in texts]


def _call_one(config: str, text: str) -> str:
    try:
        return converter(config).convert(text)
    except UnicodeEncodeError:
        return text


def by_sense(hidden: str, out: str, block: int | None) -> list[Edit]:
    """The edits to Simplified: OpenCC's, variants it leaves, and the forms that the words decide."""
    table = sense.senses()
    if table.variant.search(out):
        out = out.translate(table.plain)
    if len(hidden) != len(out):
        return _aligned(hidden, out, block)
    telling = [match.start() for match in table.telling.finditer(hidden)]
    if not telling and not _RARE_PLANE.search(out):
        return _by_position(hidden, out, block)
    final = list(out)
    doubts: dict[int, sense.Choice] = {}
    for at in telling:
        choice = sense.choose(hidden[at], final, at)
        final[at] = choice.form
        if choice.margin < sense.SURE:
            doubts[at] = choice
    for match in _RARE_PLANE.finditer(out):
        final[match.start()] = hidden[match.start()]
    edits = _by_position(hidden, "".join(final), block, doubts)
    if doubts:
        edits = sorted([*edits, *_doubtful(hidden, doubts, block)], key=lambda e: e.start)
    return edits


def _doubtful(hidden: str, doubts: dict[int, sense.Choice], block: int | None) -> Iterator[Edit]:
    for at, choice in doubts.items():
        before, beside = hidden[at], ((choice.other, round(choice.margin, 2)),)
        if choice.form != before:
            why = "ambiguous" if choice.margin < sense.DOUBT else ""
            yield Edit("simplify", "sense", block, at, before, choice.form, "likely", beside, why)
        elif choice.margin < sense.DOUBT:
            yield Edit("simplify", "sense", block, at, before, before, "flagged", beside, "ambiguous")


def _mended(hidden: str, edits: list[Edit], block: int | None) -> list[Edit]:
    """The edits, and those of Simplified text that a careless converter broke."""
    found = [m.start() for m in sense.mendable().finditer(hidden)]
    if not found:
        return edits
    taken = {at for e in edits for at in range(e.start, e.start + max(len(e.before), 1))}
    text = list(hidden)
    extra = []
    for at in found:
        choice = None if at in taken else sense.mend(text, at)
        if choice:
            beside = ((hidden[at], round(choice.margin, 2)),)
            extra.append(Edit("simplify", "oversimplified", block, at, hidden[at], choice.form, "likely", beside))
    return sorted([*edits, *extra], key=lambda e: e.start) if extra else edits


def _aligned(hidden: str, out: str, block: int | None) -> list[Edit]:
    """The stretches that differ; equal lengths (nearly always) align by position."""
    if len(hidden) == len(out):
        return _by_position(hidden, out, block)
    import difflib  # few conversions change a length

    matcher = difflib.SequenceMatcher(None, hidden, out, autojunk=False)
    return [
        Edit("simplify", "script", block, i, hidden[i:j], out[k:m], "exact")
        for op, i, j, k, m in matcher.get_opcodes()
        if op != "equal"
    ]


def _by_position(hidden: str, out: str, block: int | None, skip: Container[int] = ()) -> list[Edit]:
    """Stretches of neighbouring characters that differ, without the places in ``skip``."""
    return [
        make_edit("simplify", "script", block, start, hidden[start:end], out[start:end], "exact", (), "")
        for start, end in stretches(hidden, out, skip)
    ]
