"""Full-width punctuation that NFKC folded to ASCII, put back where Chinese stands beside it.

Only on a page that shows the signature itself: ASCII marks beside Han in place of ``，：；？！（）``, while
``。、“”``, which NFKC leaves alone, stand. Marks inside numbers, times, addresses and English stay.
Limits: what was ASCII between Han before the folding cannot be told from what was folded; nor can ％ ～ － ／.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..late import late
from .line import Line

_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))

FULL_WIDTH_SHARE = 0.1
"""Full-width marks for each folded one up to which a page counts as folded: text repaired from its bytes gets
its marks back at full width before. None of the 1,300 clean passages is folded by this measure, all of them are once folded."""

_RARE_HAN = (("㐀", "䶿"), ("豈", "\ufaff"), ("\U00020000", "\U000323af"), ("々", "々"), ("〇", "〇"))
"""First and last characters of Han beyond the common ones. They are compared with what stands beside a mark: a class of them all takes milliseconds to prepare."""
_CHINESE_MARKS = frozenset("。、“”‘’《》〈〉「」『』【】〔〕…—·")
_MARK = late("[,:;?!]")
_BESIDE_OTHERS = late(
    r"(?<=[%℃°)）])[,;:](?! )"  # 占18.2%,1997年: no English goes on without a space
    r"|(?<=[A-Za-z0-9])[,;](?=[A-Za-z])|(?<=[A-Za-z])[,;](?=\d)"  # 通过CT,MRI
    r"|(?<=[\w%℃°)）])[?!](?=$|[?!”’)）])"
    r"|(?<=[?!])[?!]+(?=$|[”’])"
)
_BRACKET = late(r"[()]")
_DOTS = late(r"\.{3,}")
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
    full, most = _count(page)
    if full > FULL_WIDTH_SHARE * most:  # most pages: whatever stands beside them, they are too few
        return False
    behind = [match.start() for match in _MARK.finditer(page) if not page.startswith(" ", match.end())]
    folded = sum([_is_han(page[at - 1 : at]) for at in behind])
    return folded > 0 and full <= FULL_WIDTH_SHARE * folded


def _count(page: str) -> tuple[int, int]:
    """How many marks stand at full width, and how many are ASCII.

    >>> _count("他说：“好,走吧。”")
    (1, 1)
    """
    full = most = 0
    for char in page:
        if char in "，：；？！（）":
            full += 1
        elif char in ",:;?!()":
            most += 1
    return full, most


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
    found = {low: (high, _width(text[low:high])) for low, high in _marks(text)}
    for low, high in _bracket_pairs(text):
        found[low], found[high] = (low + 1, "（"), (high + 1, "）")
    found.update({low: (high, "……") for low, high in _dots(text)})
    return [(low, high, after) for low, (high, after) in sorted(found.items()) if not stays[low]]


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the folded marks stand: beside Chinese, or where no English has them."""
    match = _MARK.search(text)
    while match:
        low, high = match.span()
        if _is_chinese(text[low - 1 : low]) or _is_chinese(text[high : high + 1]):
            yield low, high
        elif other := _BESIDE_OTHERS.match(text, low):
            high = other.end()
            yield low, high
        match = _MARK.search(text, high)


def _dots(text: str) -> Iterator[tuple[int, int]]:
    """Where ellipses stand: behind Chinese or a mark, of six dots, or of three before Chinese."""
    for match in _DOTS.finditer(text):
        low, high = match.span()
        before, after = text[low - 1 : low], text[high : high + 1]
        if _is_chinese(before) or (before and before in ",:;?!"):
            yield low, high
            continue
        yield from ((at, at + 6) for at in range(low, high - 5, 6))
        low += (high - low) // 6 * 6
        if high - low >= 3 and (_is_han(after) or (after and after in "”’")):
            yield high - 3, high


def _is_han(char: str) -> bool:
    if "一" <= char <= "鿿" or char <= "\u2fff":
        return char > "\u2fff"
    return any(first <= char <= last for first, last in _RARE_HAN)


def _is_chinese(char: str) -> bool:
    return char in _CHINESE_MARKS or _is_han(char)


def _width(marks: str) -> str:
    return "".join(_FULL[mark] for mark in marks)


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Brackets that hold Chinese or stand beside it; of nested ones each is judged by itself."""
    pairs: list[tuple[int, int]] = []
    if ")" not in text:
        return pairs
    chinese = [at for at, char in enumerate(text) if "一" <= char <= "鿿" or (char > "\x7f" and _is_chinese(char))]
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
