"""Quotation marks, brackets and items as a third opinion on what a torn stretch held: ``”`` closes what was opened in the same line, a
bracket is closed in it, ``：`` stands before the first item, ``；`` before the others, and at the end of a line nowhere else.

The model sees three characters, and at the end of a line ``”`` is as likely as ``。``, where both may have been before the line break
that a decoder ate. Limits: a quotation that goes on over several lines and is opened in the first one only.
"""

from __future__ import annotations

from ..late import late

UNOPENED = 3.0
"""Nats that a reading is worse for closing a quotation that its line has not opened: one in twenty of the quotations of clean
passages is opened in a line before."""
MISLED = 6.0
"""The same for ``；`` before the first item or ``：`` before another, which no author writes, and for ``；`` that ends a line outside a list: 1 of
337 in clean passages, where 350 lines end in ``？``."""
LINE = 400
"""Characters before a stretch in which its line is looked for."""
_WRITTEN = (("&ldquo;", "“"), ("&rdquo;", "”"))
_ENDS = ("\n", "<p", "<P", "<br", "<BR", "<div", "<li", "<td")

_OPEN_END = late(r"[“‘《〈（【〔「『(]\s*(?:$|\n|<)")
_OPENED_LAST = late(r"[“‘《〈（【〔「『]\s*(?:\n|</)")
"""What opens at the end of a line is no reading at all; the end of a stretch may be the middle of a line."""
_ENDING = r"(?:\n|</?(?:p|P|br|BR|div|li|td)[ />])"
_LINE_END = late(_ENDING)
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
_BRACKETS = (("（", "）"), ("(", ")"))
_NUMBER = r"[（(]?([一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)、．]|\.(?![0-9]))"
_ITEM = late(rf"([：；:;])\n\s*{_NUMBER}")
"""The mark at the end of a line, and the number of the item that begins the next one."""
_FIRST = ("一", "1")
_HALVED = late(rf"[；;]\s*{_ENDING}")
_IN_LIST = late(rf"\s*(?:{_NUMBER}|第[一二三四五六七八九十百零0-9]{{1,5}}[條条款項项]|[①-⑳●•·—*-])")
_TAG_TAIL = late(r"^[^<>\n]{0,200}>")
"""What a tag leaves of itself where lines are parted by its beginning."""

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


def ends_inside(text: str, opened: str) -> bool:
    r"""Whether a line ends inside a bracket that it opened before; nothing is said where no line begins before the text.

    >>> ends_inside("張三；\n第二", "）"), ends_inside("張三）\n第二", "）"), ends_inside("張三；\n第二", "")
    (True, False, False)
    """
    line = _LINE_END.search(text)
    if line is None or len(opened) == len(_PAIRS):
        return False
    head = text[: line.start()]
    return any(close in opened and head.rfind(close) <= head.rfind(opening) for opening, close in _BRACKETS)


def misleads(text: str) -> bool:
    r"""Whether ``；`` stands before the first of some items, or ``：`` before another.

    >>> misleads("案件；\n（一）證券"), misleads("案件：\n（一）證券"), misleads("事項：\n（四）規避"), misleads("事項：\n證券")
    (True, False, True, False)
    """
    found = _ITEM.search(text)
    return found is not None and (found[1] in "：:") != (found[2] in _FIRST)


def may_list(before: str) -> bool:
    r"""Whether the line at the end of what stands before a stretch may be an item of a list: by its number, or by ``：`` or ``；`` at the end
    of the line before; so may each line whose beginning is not seen, or not whole.

    >>> may_list("他笑了。\n怎么治"), may_list("包括：\n怎么治"), may_list("<p>他笑了。</p><p>（二）怎么治"), may_list("怎?么治")
    (False, True, True, True)
    """
    lines = [_TAG_TAIL.sub("", line).strip() for line in _LINE_END.split(before)]
    if "?" in lines[-1] or (len(lines) == 1 and len(before) >= LINE):
        return True
    last = next((line[-1] for line in reversed(lines[:-1]) if line), "。")
    return last in "：:；;?)" or _IN_LIST.match(lines[-1]) is not None


def halves_nothing(text: str, after: str = "") -> bool:
    r"""Whether ``；`` ends a line that is no item and has none after it.

    >>> halves_nothing("治療；\n糖"), halves_nothing("治療；\n（二）"), halves_nothing("（一）治療；\n糖"), halves_nothing("治？\n")
    (True, False, False, False)
    """
    found = _HALVED.search(text)
    if found is None:
        return False
    begin = max(text.rfind("\n", 0, found.start()), text.rfind(">", 0, found.start())) + 1
    follows = _TAG_TAIL.sub("", (text + after)[found.end() :])
    return not _IN_LIST.match(text, begin) and not _IN_LIST.match(follows)


def _is_sound(text: str, opened: str = "", after: str = "", *, listed: bool = True) -> bool:
    """Whether a reading leaves no mark of a loss, closes nothing that it has not opened, opens nothing at the end of a line, and fits
    the items after it.

    >>> _is_sound("硬傷。"), _is_sound("硬傷。》</p>"), _is_sound("硬傷。《</p>"), _is_sound("硬傷?!盵")
    (True, False, False, False)
    """
    if "?" in text or _OPEN_END.search(text) or leaves_open(text) or closes_nothing(text, opened):
        return False
    if ends_inside(text, opened) or misleads(text + after):
        return False
    return listed or not halves_nothing(text, after)


def paired(
    best: str, rivals: tuple[Rival, ...], opened: str = "", after: str = "", *, listed: bool = True
) -> tuple[str, float, tuple[Rival, ...]]:
    r"""The best of the readings where only ``opened`` may be closed, what it is behind the model's best, and the others; ``after`` is what
    the page goes on with, ``listed`` whether the line may be an item of a list.

    >>> paired("限酒”\n", (("限酒。\n", 0.9), ("限酒（", 2.0)))
    ('限酒。\n', 0.9, (('限酒（', 1.1), ('限酒”\n', 2.1)))
    >>> paired("平；\n", (("平）\n", 1.2),), "）")[0], paired("事項：\n", (("事項；\n", 4.1),), "", "（四）")[0]
    ('平）\n', '事項；\n')
    >>> paired("治療；\n", (("治療？\n", 2.9),), listed=False)[0]
    '治療？\n'
    >>> paired("轉化。《</s", (("轉化。”</s", 1.6),), "”")[0]
    '轉化。”</s'
    """
    if misleads(best + after) or (not listed and halves_nothing(best, after)):
        most = MISLED
    elif closes_nothing(best, opened) or leaves_open(best) or ends_inside(best, opened):
        most = UNOPENED
    else:
        return best, 0.0, rivals
    better = [(gap, text) for text, gap in rivals if gap < most and _is_sound(text, opened, after, listed=listed)]
    if not better:
        return best, 0.0, rivals
    behind, chosen = min(better)
    others = [(best, most - behind), *((text, round(abs(gap - behind), 6)) for text, gap in rivals if text != chosen)]
    return chosen, behind, tuple(sorted(others, key=lambda rival: rival[1]))
