"""Full-width punctuation that NFKC folded to ASCII, put back where Chinese stands beside it.

Only on a page that shows the signature itself: ASCII marks beside Han in place of ``，：；？！（）``, while
``。、“”``, which NFKC leaves alone, stand. Marks inside numbers, times, addresses and English stay.
Limits: what was ASCII between Han before the folding cannot be told from what was folded; nor can ％ ～ － ／.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..late import late
from .line import Line

_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))

FULL_WIDTH_SHARE = 0.1
"""Full-width marks for each folded one up to which a page counts as folded: text repaired from its bytes gets
its marks back at full width before. None of the 1,300 clean passages is folded by this measure, all of them are once folded."""

_HAN = r"㐀-䶿一-鿿豈-﫿𠀀-𲎯々〇"
# strings, compiled by re when first needed: few pages are folded
_CHINESE = rf"{_HAN}。、“”‘’《》〈〉「」『』【】〔〕…—·"
_BESIDE = rf"[{_CHINESE}]"
_PROVING = ",:;?!"
_PROOF = late(rf"[{_PROVING}](?<=[{_HAN}].)(?! )")
_MARK = (
    rf"(?<=[{_CHINESE}])[,:;?!]|[,:;?!](?=[{_CHINESE}])"
    r"|(?<=[%℃°)）])[,;:](?! )"  # 占18.2%,1997年: no English goes on without a space
    r"|(?<=[A-Za-z0-9])[,;](?=[A-Za-z])|(?<=[A-Za-z])[,;](?=\d)"  # 通过CT,MRI
    r"|(?<=[\w%℃°)）])[?!](?=$|[?!”’)）])"
    r"|(?<=[?!])[?!]+(?=$|[”’])"
)
_BRACKET = re.compile(r"[()]")
_DOTS = rf"(?<=[{_CHINESE},:;?!])\.{{3,}}|\.{{6}}|\.{{3}}(?=[{_HAN}”’])"
_STAY = late(
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\s，。；、“”]+"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|\b(?:www|wap|m)\.[\w./?=&%#-]+"
)


def is_folded(texts: Sequence[str]) -> bool:
    """Whether the page shows NFKC's signature.

    >>> is_folded(["他说:“好,走吧。”"]), is_folded(["他说：“好，走吧。”"]), is_folded(["Yes, no."])
    (True, False, False)
    """
    page = "\n".join(texts)
    if not any(mark in page for mark in "。、“”‘’《》"):
        return False
    full, ascii_marks = sum(map(page.count, _FULL.values())), sum(map(page.count, _PROVING))
    if full > FULL_WIDTH_SHARE * ascii_marks:  # most pages: whatever stands beside them, they are too few
        return False
    folded = len(_PROOF.findall(page))
    return folded > 0 and full <= FULL_WIDTH_SHARE * folded


def full_width(text: str) -> str:
    """One text with its folded marks back at full width.

    >>> full_width("医生,放疗后3-6个月,比例1:2(如VAS)")
    '医生，放疗后3-6个月，比例1:2（如VAS）'
    >>> full_width("见 http://a.cn/?q=1,2 和 Yes, no.")
    '见 http://a.cn/?q=1,2 和 Yes, no.'
    """
    parts, at = [], 0
    for low, high, after in _changes(text):
        parts += [text[at:low], after]
        at = high
    return "".join(parts) + text[at:]


def restore(lines: Sequence[Line]) -> None:
    """Put the marks of every line but code back."""
    for line in lines:
        if not line.is_code:
            line.change("punctuation", _changes(line.text))


def _changes(text: str) -> list[tuple[int, int, str]]:
    if text.isascii():
        return []
    stays = bytearray(len(text))
    for match in _STAY.finditer(text):
        stays[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found = {m.start(): (m.end(), _width(m[0])) for m in re.finditer(_MARK, text)}
    for low, high in _bracket_pairs(text):
        found[low], found[high] = (low + 1, "（"), (high + 1, "）")
    found.update({m.start(): (m.end(), "……") for m in re.finditer(_DOTS, text)})
    return [(low, high, after) for low, (high, after) in sorted(found.items()) if not stays[low]]


def _width(marks: str) -> str:
    return "".join(_FULL[mark] for mark in marks)


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Brackets that hold Chinese or stand beside it; of nested ones each is judged by itself."""
    pairs: list[tuple[int, int]] = []
    if ")" not in text:
        return pairs
    chinese = [match.start() for match in re.finditer(_BESIDE, text)]
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            open_at.append(at)
        elif open_at:
            low = open_at.pop()
            # Chinese inside or right beside: from one character before the pair to one behind it
            nearest = bisect_left(chinese, low - 1)
            if nearest < len(chinese) and chinese[nearest] <= at + 1:
                pairs.append((low, at))
    return pairs
