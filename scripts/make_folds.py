"""Make pipeline/data/folds.txt: what the folded view makes of single characters, and which of them it takes a context to fold.

A character needs its context if it composes with others, stands in a phrase that t2s converts otherwise than character by character
(乾 in 乾隆), or becomes more than three characters. White space stands in ``fold.py``, the others are taken from its plain way to fold.

    python scripts/make_folds.py
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import chain
from pathlib import Path

from make_scripts import phrases

from pipeline.fold import LONGEST, SPACES, fold_characters

DATA = Path(__file__).parent.parent / "pipeline" / "data"
HEADER = """\
# The folded view of single characters of the first plane: what needs its context, in ranges; then others and their form.
# Made by scripts/make_folds.py from Unicode's NFKC and OpenCC's t2s (Apache-2.0); not edited by hand.
"""
CHARS = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]


def composing() -> set[str]:
    """Characters that may become one with what stands before or behind them."""
    found = {char for char in CHARS if unicodedata.combining(char)}
    for char in CHARS:
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    hangul = {chr(code) for code in range(0x1100, 0x1200)}
    return found | hangul


def in_phrases() -> set[str]:
    """Of each phrase that is not converted character by character one that is not: without it there is no such phrase.

    If there is more than one, that which t2s changes (麽 in 么麽), as Simplified text lacks it, then that of the most phrases.
    """
    turned = [
        [one for one, other in zip(phrase, form, strict=True) if fold_characters(one) != other]
        for phrase, form in phrases()
    ]
    often = Counter(chain.from_iterable(turned))
    return {max(chars, key=lambda one: (fold_characters(one) != one, often[one])) for chars in turned if chars}


def ranges(chars: set[str]) -> str:
    """Code points in ranges, as hexadecimal numbers."""
    out: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if out and code == out[-1][1] + 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return " ".join(f"{first:X}-{last:X}" for first, last in out)


def main() -> None:
    alone = composing() | in_phrases() | {"\0", "\ufffe", "\uffff"}
    forms: dict[str, list[str]] = {}
    context: set[str] = set()
    for char in CHARS:
        if char in SPACES:
            continue
        form = fold_characters(char)
        plain = unicodedata.normalize("NFKC", char)
        if (
            char in alone
            or not alone.isdisjoint(plain + form)
            or len(form.encode("utf-16-le")) > 2 * LONGEST
            or not set(SPACES).isdisjoint(form)
        ):
            context.add(char)
        elif form != char:
            forms.setdefault(form, []).append(char)
    lines = [ranges(context), *[f"{''.join(chars)} {form}" for form, chars in sorted(forms.items())]]
    (DATA / "folds.txt").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(len(context), "need their context,", sum(map(len, forms.values())), "do not")


if __name__ == "__main__":
    main()
