"""Full-width punctuation that NFKC folded to ASCII, put back where Chinese stands beside it.

Only on a page that shows the signature itself: no full-width comma or colon, while ``。、“”``, which
NFKC leaves alone, stand. ASCII marks inside numbers, times, addresses and English stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .line import Line

_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_STAY = "。、“”‘’《》"
_HAN = r"㐀-䶿一-鿿豈-﫿𠀀-𲎯々〇"
_CHINESE = rf"{_HAN}。、“”‘’《》「」『』【】…—"
_MARK = re.compile(
    rf"(?<=[{_CHINESE}])[,:;?!]|[,:;?!](?=[{_CHINESE}])|(?<=[)）%℃])[,:;?!](?![\w ])|[,:;?!](?=[(][{_HAN}])"
)
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_HAN_RE = re.compile(rf"[{_CHINESE}]")


def is_folded(texts: Sequence[str]) -> bool:
    """Whether the page shows NFKC's signature.

    >>> is_folded(["他说:“好,走吧。”"]), is_folded(["他说：“好，走吧。”"]), is_folded(["Yes, no."])
    (True, False, False)
    """
    page = "\n".join(texts)
    if "，" in page or "：" in page:
        return False
    return any(mark in page for mark in _STAY) and any(_MARK.search(text) for text in texts)


def full_width(text: str) -> str:
    """One text with its folded marks back at full width.

    >>> full_width("医生,放疗后3-6个月,比例1:2(如VAS)")
    '医生，放疗后3-6个月，比例1:2（如VAS）'
    """
    out = list(text)
    for low, _, after in _changes(text):
        out[low] = after
    return "".join(out)


def restore(lines: Sequence[Line]) -> None:
    """Put the marks of every line but code back."""
    for line in lines:
        if not line.is_code:
            line.change("punctuation", _changes(line.text))


def _changes(text: str) -> list[tuple[int, int, str]]:
    found = {m.start(): _FULL[m[0]] for m in _MARK.finditer(text)}
    for match in _BRACKETS.finditer(text):
        low, high = match.start(), match.end() - 1
        beside = text[max(low - 1, 0) : low] + text[high + 1 : high + 2]
        if _HAN_RE.search(match[1]) or _HAN_RE.search(beside):
            found[low], found[high] = "（", "）"
    return [(at, at + 1, after) for at, after in sorted(found.items())]
