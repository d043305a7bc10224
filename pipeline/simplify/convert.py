"""Texts to changes: what is in the other script goes through OpenCC in one call, then by sense, aligned to the input."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from ..late import late
from ..script import chars_of, count_kinds, places_of
from ..types import Edit, Options
from . import sense
from .differences import edits_between

_SHIELD = "\x01"
"""Stands for each protected character while the rest is converted; no dictionary holds it."""
_BREAK = "\x02"

FOREIGN_SENTENCE = 3
"""Telling characters that a sentence in the other script must hold to be converted inside a block of this one:
names keep their characters (孙綝), a quoted Traditional sentence does not."""

OURS = 5
"""Times that this script's telling characters outnumber the other's on a page of this one: there a line with a single
foreign character is a name or a headword (螮), not a line in the other script."""

_RARE_PLANE = late("[\U00020000-\U0010ffff]")
"""Few fonts have these characters: a form out there is no gain for a reader."""

KANA_SHARE = 0.1
"""Share of kana from which a text is Japanese: its 図 and 学 are no Simplified Chinese. Japanese prose has over 40%, Chinese
prose that names Japanese things under 5%."""

_KANA = late("[\u3041-\u30ff]")
_SENTENCE = late(r"[^。！？!?\n]*[。！？!?\n]*[”’」』）)]*")


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
    masked = [_masked(text, span) if span else text for text, span in zip(texts, spans, strict=True)]
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
    page = _BREAK.join(masked)
    if simplify and sense.has_broken_words(page):
        for n in _numbers(masked, [found.start() for found in sense.mendable().finditer(page)]):
            result[n] = _mended(masked[n], result[n], names[n])
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
    if sense.has_broken_words(page):
        return False
    _, theirs, shared = count_kinds(page)
    if theirs or not shared:
        return not theirs
    # what both scripts write stays where only Simplified has telling characters, see _foreign
    ours = chars_of("simplified")
    return any(not ours.isdisjoint(text) for text in free)


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
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
    counts, theirs, ours = _counts(texts, simplify)
    least = FOREIGN_SENTENCE if ours > OURS * theirs else 1
    for n, (their, our) in counts.items():
        text = texts[n]
        if (their > our and their >= least) or (their == our and theirs >= ours):
            yield n, 0, len(text)
        elif their >= FOREIGN_SENTENCE:
            for match in _SENTENCE.finditer(text):
                inner, outer = _telling(match[0], simplify)
                if inner >= FOREIGN_SENTENCE and inner > 2 * outer:
                    yield n, match.start(), match.end()


def _counts(texts: Sequence[str], simplify: bool) -> tuple[dict[int, tuple[int, int]], int, int]:
    """What each text tells, and all together; where this script prevails, only of the texts with a foreign character, since
    no other is converted."""
    page = _BREAK.join(texts)
    if _KANA.search(page):
        counts = {n: _telling(text, simplify) for n, text in enumerate(texts)}
        return counts, sum([t for t, _ in counts.values()]), sum([o for _, o in counts.values()])
    theirs, ours = _of_script(page, simplify)
    foreign = "traditional" if simplify else "simplified"
    numbers = range(len(texts)) if theirs >= ours else _numbers(texts, places_of(page, foreign)) if theirs else ()
    return {n: _of_script(texts[n], simplify) for n in numbers}, theirs, ours


def _numbers(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Which texts hold these places of what they are joined to."""
    ends = list(accumulate([len(text) + 1 for text in texts]))
    return sorted({bisect_right(ends, place) for place in places})


def _telling(text: str, simplify: bool) -> tuple[int, int]:
    """Characters that only the other script has, and that only this one has; of Japanese, none to convert."""
    if text.isascii():
        return 0, 0
    kana = len(_KANA.findall(text))
    if kana and kana >= KANA_SHARE * len(text):
        return 0, 1
    return _of_script(text, simplify)


def _of_script(text: str, simplify: bool) -> tuple[int, int]:
    simplified, traditional, _ = count_kinds(text)
    return (traditional, simplified) if simplify else (simplified, traditional)


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
        return edits_between(hidden, out, block)
    final = list(out)
    doubts: dict[int, sense.Choice] = {}
    for at in telling:
        choice = sense.choose(hidden[at], final, at)
        final[at] = choice.form
        if choice.margin < sense.SURE:
            doubts[at] = choice
    for match in _RARE_PLANE.finditer(out):
        final[match.start()] = hidden[match.start()]
    edits = edits_between(hidden, "".join(final), block, doubts)
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
        return edits_between(hidden, out, block)
    import difflib  # few conversions change a length

    matcher = difflib.SequenceMatcher(None, hidden, out, autojunk=False)
    return [
        Edit("simplify", "script", block, i, hidden[i:j], out[k:m], "exact")
        for op, i, j, k, m in matcher.get_opcodes()
        if op != "equal"
    ]
