"""Quotation marks and brackets as a third opinion on what a torn stretch held: ``”`` closes what was opened in the same line.

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
_WRITTEN = (("&ldquo;", "“"), ("&rdquo;", "”"))
_ENDS = ("\n", "<p", "<P", "<br", "<BR", "<div", "<li", "<td")

_OPEN_END = late(r"[“‘《〈（【〔「『(]\s*(?:$|\n|<)")
_OPENED_LAST = late(r"[“‘《〈（【〔「『]\s*(?:\n|</)")
"""What opens at the end of a line is no reading at all; the end of a stretch may be the middle of a line."""
_LINE_END = late(r"\n|</?(?:p|P|br|BR|div|li|td)[ />]")
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
    ("(", ")"),
)
_HALF = ")）"

Rival = tuple[str, float]


def still_open(before: str) -> str:
    """The marks that may close what is open at the end of what stands before a stretch; all of them where no line begins in it.

    >>> still_open("他说：“好"), still_open("“好。”\\n他说"), still_open("<p>他说(")
    ('”', '', ')')
    """
    begin = max(before.rfind(end) for end in _ENDS)
    if begin < 0 and len(before) >= LINE:
        return "".join(close for _, close in _PAIRS)
    line = before[max(begin, 0) :]
    for sign, mark in _WRITTEN:
        line = line.replace(sign, mark)
    return "".join(close for opening, close in _PAIRS if line.rfind(opening) > line.rfind(close))


def closes_nothing(text: str, opened: str = "") -> bool:
    """Whether a text closes what neither it nor what stands before it has opened; a number may have half a bracket, ``1)``.

    >>> closes_nothing("限酒”"), closes_nothing("限酒”", "”"), closes_nothing("“好”"), closes_nothing("1)好")
    (True, False, False, False)
    """
    for opening, close in _PAIRS:
        at = text.find(close) if close not in opened else -1
        if (
            at >= 0
            and opening not in text[:at]
            and not (close in _HALF and at and text[at - 1].isalnum() and text[at - 1].isascii())
        ):
            return True
    return False


def leaves_open(text: str) -> bool:
    """Whether a text opens something right before the end of a line, or a quotation in a line that ends without closing it.

    >>> leaves_open("。《</p"), leaves_open("為“城市性。\\n這"), leaves_open("為“城市性”\\n這"), leaves_open("先生。\\n")
    (True, True, False, False)
    """
    if _OPENED_LAST.search(text):
        return True
    line = _LINE_END.search(text)
    return line is not None and text.rfind("“", 0, line.start()) > text.rfind("”", 0, line.start())


def _is_sound(text: str, opened: str = "") -> bool:
    """Whether a reading leaves no mark of a loss, closes nothing that it has not opened, and opens nothing at the end of a line.

    >>> _is_sound("硬傷。"), _is_sound("硬傷。》</p>"), _is_sound("硬傷。《</p>"), _is_sound("硬傷?!盵")
    (True, False, False, False)
    """
    return "?" not in text and not _OPEN_END.search(text) and not leaves_open(text) and not closes_nothing(text, opened)


def paired(best: str, rivals: tuple[Rival, ...], opened: str = "") -> tuple[str, float, tuple[Rival, ...]]:
    """The best of the readings where only ``opened`` may be closed, what it is behind the model's best, and the others.

    >>> paired("限酒”\\n", (("限酒。\\n", 0.9), ("限酒（", 2.0)))
    ('限酒。\\n', 0.9, (('限酒（', 1.1), ('限酒”\\n', 2.1)))
    >>> paired("轉化。《</s", (("轉化。”</s", 1.6),), "”")[0]
    '轉化。”</s'
    """
    if not closes_nothing(best, opened) and not leaves_open(best):
        return best, 0.0, rivals
    better = [(gap, text) for text, gap in rivals if gap < UNOPENED and _is_sound(text, opened)]
    if not better:
        return best, 0.0, rivals
    least, chosen = min(better)
    others = [(best, UNOPENED - least), *((text, round(abs(gap - least), 6)) for text, gap in rivals if text != chosen)]
    return chosen, least, tuple(sorted(others, key=lambda rival: rival[1]))
