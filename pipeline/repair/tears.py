"""What the damage looks like: the patterns that find glosses and torn places in a page."""

from __future__ import annotations

import re
from functools import lru_cache

from ..late import late

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹḿ"
LETTER = rf"[a-zü{TONED}ɡ]"
_PINYIN = rf"({LETTER}{{1,8}}(?:\({LETTER}{{1,7}}\){LETTER}{{0,6}})?)"
GLOSS = late(rf"\({_PINYIN} ?\)")
"""``(py)``, or ``(yōu(zī))`` where a key was hit inside the pinyin."""
HIDDEN = late(rf"\?{_PINYIN} ?\)")
"""``?py)``: the bracket was eaten."""
_AFTER_MARK = r"(?:[。，！？；]|[!,;?](?=[^\x00-\x7f]|\?/?[A-Za-z][A-Za-z0-9]{0,9}/?>)|\?[，！？；,!;?])"
"""What a ``?`` ate the byte before: a mark, also a folded one before a tag that lost its ``<`` (``?!?/p>``)."""
MARK = rf"\?{_AFTER_MARK}"
TEAR = late(
    rf"[!-~](?:(?<=\?){_PINYIN} ?\)|{GLOSS.pattern}|(?<=\?)(?:{_AFTER_MARK}|[!,;?](?=[@-~](?:\(|[^\x00-\x7f]))))"
)
"""Where a stretch is torn: an eaten bracket, a gloss behind ASCII, a mark behind a ``?``, which may be a folded one before the second byte of
a character (``?,F在``, ``?,F(xiàn)在``); all begin with one class, so that the engine skips what is none of them."""

CUT_OFF = late(rf"""\(({LETTER}{{0,8}})(?=\s*(?:$|\n|<|\.\.\.|…)|"(?:\s*/?>|\s+[a-z]))""")
"""A gloss that whoever shortened the text cut off: at the end of a line, an attribute or a tag, or before dots."""
LONE = late(rf"[。，！？；,!;][@-~]{GLOSS.pattern}")
"""A key of which half stands in the mark before it."""
ENDS = "。！；”）"
"""Behind which nobody asks at the end of a line: what stands there was a blank, see ``blanks.py``."""
TONED_GLOSS = late(rf"[{TONED}][a-z]{{0,3}} ?\)")


@lru_cache(maxsize=4096)
def outer(reading: str) -> str:
    """A reading without the gloss that hit inside it."""
    return re.sub(r"\(.*\)", "", reading)


def full_width(char: str) -> str:
    """An ASCII character as the full-width one that NFKC makes it from.

    >>> full_width(",")
    '，'
    """
    return chr(ord(char) + 0xFEE0)


def shows_gloss(text: str) -> bool:
    """Whether a gloss with a tone stands in the text.

    >>> shows_gloss("醫(yī)院"), shows_gloss("醫(yi)院")
    (True, False)
    """
    return bool(TONED_GLOSS.search(text))
