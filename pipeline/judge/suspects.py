"""Which lines of a page may be injected spam: those that hold a telling word, the sign of a contact or a long number.

Most pages hold none, so the lines are searched together, and only what is found here is weighed (``spam.py``).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from pipeline.judge.lexical import plain_lines, stands_alone, telling_words
from pipeline.judge.needles import Joined, Needles, rows_with_number
from pipeline.late import late

LONG_NUMBER = 8
"""digits of the shortest telephone number or account that is a contact without a word that says so"""

_TO_US = "微信|薇信|威信|v信|vx|wx|qq|扣扣|q:|电话|电|手机|热线|咨询|联系|经理|先生|小姐|telegram|飞机|tg"
_ENDINGS = "com|net|cc|cn|vip|top|xyz|app|win|me|tv|org|icu|club"
CONTACT = late(
    rf"(?:{_TO_US})[^一-鿿]{{0,6}}(?=[a-z@_-]*\d)[0-9a-z@_-]{{6,}}|\d{{{LONG_NUMBER},}}|[a-z0-9-](?<![a-z0-9-]{{2}})[a-z0-9-]+\.(?:{_ENDINGS})(?![a-z])"
)
"""A host begins where its letters do: asked at each of them, a long row of letters would be read once for each."""
_ACCOUNT = late(r"(?=[a-z@_-]*\d)[0-9a-z@_-]{6}")
_BEFORE_ACCOUNT = 6
"""characters that may stand between such a word and an account, none of them Han"""


def suspects(lowered: str) -> tuple[list[int], list[int]]:
    """The rows of folded lines, joined in lower case, that may hold a telling word or a contact, and of those that may hold
    two telling words.

    >>> suspects("今天开放\\n久久精品 无码\\n电话13800000000\\n无码")
    ([1, 2, 3], [1])
    """
    text = plain_lines(lowered)
    telling, contacts = telling_words(), _words_of_contact()
    rows = set(rows_with_number(text, LONG_NUMBER))
    words: Counter[int] = Counter()
    last = -1
    for at, row, word in _needles().places(Joined(text)):
        if word in contacts and _is_contact(text, word, at + len(word)):
            rows.add(row)
        if at > last and word in telling and stands_alone(text, at, at + len(word)):
            words[row] += 1
            last = at
    return sorted(words.keys() | rows), sorted(row for row, count in words.items() if count > 1)


def _is_contact(text: str, word: str, end: int) -> bool:
    """Whether joined lines hold a contact where there is a word of one, but for a long number."""
    if word[0] == ".":
        return not "a" <= text[end : end + 1] <= "z"
    for at in range(end, min(end + _BEFORE_ACCOUNT + 1, len(text))):
        if _ACCOUNT.match(text, at):
            return True
        if "一" <= text[at] <= "鿿" or text[at] == "\n":
            break
    return False


@lru_cache(maxsize=1)
def _words_of_contact() -> frozenset[str]:
    return frozenset((*_TO_US.split("|"), *(f".{ending}" for ending in _ENDINGS.split("|"))))


@lru_cache(maxsize=1)
def _needles() -> Needles:
    return Needles(_words_of_contact().union(telling_words()))
