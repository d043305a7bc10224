"""Make pipeline/data/folds.txt: what the folded view makes of single characters, and which of them it takes a context to fold.

A character needs its context if it composes with others or becomes more than three characters, and one of a phrase that t2s converts
otherwise than character by character (乾 in 乾隆) where it stands beside its neighbour in that phrase. White space stands in ``fold.py``,
the others are taken from its plain way to fold.

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
# The folded view of single characters of the first plane: what needs its context, in ranges; what needs it in a pair, and that pair;
# then others and their form.
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


def in_phrases() -> dict[str, set[str]]:
    """Of each phrase that is not converted character by character one that is not, and it with its neighbour.

    Without it there is no such phrase. If there is more than one, that which t2s changes (麽 in 么麽), as Simplified text lacks it, then
    that of the most phrases.
    """
    turned = [
        (phrase, [one for one, other in zip(phrase, form, strict=True) if fold_characters(one) != other])
        for phrase, form in phrases()
    ]
    often = Counter(chain.from_iterable(chars for _, chars in turned))
    found: dict[str, set[str]] = {}
    for phrase, chars in turned:
        if chars:
            char = max(chars, key=lambda one: (fold_characters(one) != one, often[one]))
            at = phrase.index(char)
            found.setdefault(char, set()).update(
                written(phrase[at : at + 2] if phrase[at + 1 :] else phrase[at - 1 :], char)
            )
    return found


def written(pair: str, char: str) -> set[str]:
    """The pair, and with compatibility forms of the neighbour."""
    neighbour = pair.replace(char, "", 1)
    forms = [one for one in CHARS if unicodedata.normalize("NFKC", one) == neighbour]
    return {pair.replace(neighbour, one) if neighbour != char else pair for one in forms}


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
    paired = in_phrases()
    alone = composing() | {"\0", "\ufdd0", "\ufffe", "\uffff"}
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
            or (char not in paired and not paired.keys().isdisjoint(plain + form))
            or len(form.encode("utf-16-le")) > 2 * LONGEST
            or not set(SPACES).isdisjoint(form)
        ):
            context.add(char)
        elif form != char:
            forms.setdefault(form, []).append(char)
    pairs = " ".join(f"{char}{pair}" for char, pairs in sorted(paired.items()) for pair in sorted(pairs))
    lines = [ranges(context), pairs, *[f"{''.join(chars)} {form}" for form, chars in sorted(forms.items())]]
    (DATA / "folds.txt").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(len(context), "need their context,", len(paired), "in pairs,", sum(map(len, forms.values())), "do not")


if __name__ == "__main__":
    main()
