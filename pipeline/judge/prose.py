"""What running text is, told by one line alone."""

from __future__ import annotations

from ..late import late

FULL_STOP = "。"
"""ends a sentence; a headline may end with ? or !, hardly ever with this"""
SENTENCE_CHARS = 12
"""shortest line that is prose because of a full stop"""
PROSE_CHARS = 40
"""a line of prose is at least so long, or shorter and ends like a sentence"""
PROSE_WORDS = 2
"""distinct function words that a line without a full stop must have to be prose; keyword lists seen have at most one"""

HAN = late(r"[㐀-鿿]")
_FUNCTION_WORD = late(r"了|是|在(?!线)|和|与|也|就|都|而|但|被|把|为|于|并|将|从|由|该|以及")


def is_prose(folded: str, link_share: float = 0.0) -> bool:
    """Whether a line reads as running text and not as a list of words, a headline or a menu.

    >>> is_prose("本文从四个方面为大家进行解析。"), is_prose("精品_国产_免费在线")
    (True, False)
    """
    if len(folded) < SENTENCE_CHARS or link_share > 0.5:
        return False
    if FULL_STOP in folded:
        return True
    return len(folded) >= PROSE_CHARS and len(set(_FUNCTION_WORD.findall(folded[:400]))) >= PROSE_WORDS


def is_text(folded: str) -> bool:
    """Whether a line is running text, in Chinese or in a script with blanks between its words.

    >>> is_text("The first boat left at six with forty people and a dog on board.")
    True
    """
    return is_prose(folded) or (
        len(folded) >= _LATIN and folded.count(" ") >= len(folded) // _WORD and bool(ENDED.search(folded))
    )


_LATIN, _WORD = 60, 12
"""characters of a sentence with blanks at least, and characters a word has at most on average"""
ENDED = late(r"(?:[。!?…]|[a-z]\.)[”’\"」』)]?$")
"""how such a sentence ends"""
