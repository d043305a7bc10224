"""Quotation marks as a third opinion on what a torn stretch held: ``”`` closes what was opened in the same line.

The model sees three characters, and at the end of a line ``”`` is as likely as ``。``, where both may have been before the line break
that a decoder ate. Limits: a quotation that goes on over several lines and is opened in the first one only.
"""

from __future__ import annotations

from ..late import late

UNOPENED = 3.0
"""Nats that a reading is worse for closing a quotation that its line has not opened: one in twenty of the quotations of clean
passages is opened in a line before."""
LINE = 400
"""Characters before a stretch in which its line is looked for."""
_OPENS, _CLOSES = ("“", "&ldquo;"), ("”", "&rdquo;")
_ENDS = ("\n", "<p", "<P", "<br", "<BR", "<div", "<li", "<td")

_OPEN_END = late(r"[“‘《〈（【〔「『(]\s*(?:$|\n|<)")
"""What opens at the end of a line is no reading at all."""
_PAIRS = (
    ("“", "”"),
    ("‘", "’"),
    ("《", "》"),
    ("〈", "〉"),
    ("（", "）"),
    ("【", "】"),
    ("〔", "〕"),
    ("「", "」"),
    ("『", "』"),
)

Rival = tuple[str, float]


def is_open(before: str) -> bool:
    """Whether a quotation is open at the end of what stands before a stretch; also where no line begins in it.

    >>> is_open("他说：“好"), is_open("“好。”\\n他说"), is_open("<p>他说")
    (True, False, False)
    """
    begin = max(before.rfind(end) for end in _ENDS)
    if begin < 0 and len(before) >= LINE:
        return True
    line = before[max(begin, 0) :]
    return max(line.rfind(sign) for sign in _OPENS) > max(line.rfind(sign) for sign in _CLOSES)


def closes_nothing(text: str) -> bool:
    """Whether a text that no open quotation precedes closes one before it opens one.

    >>> closes_nothing("限酒”"), closes_nothing("“好”")
    (True, False)
    """
    close = text.find("”")
    return close >= 0 and not -1 < text.find("“") < close


def _is_sound(text: str) -> bool:
    """Whether a reading leaves no mark of a loss, closes nothing that it has not opened, and opens nothing at the end of a line.

    >>> _is_sound("硬傷。"), _is_sound("硬傷。》</p>"), _is_sound("硬傷。《</p>"), _is_sound("硬傷?!盵")
    (True, False, False, False)
    """
    if "?" in text or _OPEN_END.search(text):
        return False
    return not any(close in text and open_ not in text[: text.find(close)] for open_, close in _PAIRS)


def paired(best: str, rivals: tuple[Rival, ...]) -> tuple[str, float, tuple[Rival, ...]]:
    """The best of the readings where no quotation is open, what it is behind the model's best, and the others.

    >>> paired("限酒”\\n", (("限酒。\\n", 0.9), ("限酒（", 2.0)))
    ('限酒。\\n', 0.9, (('限酒（', 1.1), ('限酒”\\n', 2.1)))
    """
    if not closes_nothing(best):
        return best, 0.0, rivals
    better = [(gap, text) for text, gap in rivals if gap < UNOPENED and _is_sound(text)]
    if not better:
        return best, 0.0, rivals
    least, chosen = min(better)
    others = [(best, UNOPENED - least), *((text, round(abs(gap - least), 6)) for text, gap in rivals if text != chosen)]
    return chosen, least, tuple(sorted(others, key=lambda rival: rival[1]))
