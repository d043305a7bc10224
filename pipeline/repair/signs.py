"""Which passes of repair a text may need: what no damage of their kind lacks, looked for all over the text at once.

Most pages are sound. So one loop over the characters (``telling.py``) tells what kinds there are, and each pass is run only if the
text has its sign; the pass itself then decides.

Limits: none known; a sign is part of every pattern that its pass looks for.
"""

from __future__ import annotations

from ..late import late
from ..types import Kind
from . import readings
from .kinds import BROKEN, CONFUSED, DOUBLED, ESCAPED, GAP, LOST, NUMBERED, OPENED, PAIRED, RARE, STRANGE, TORN
from .tears import GLOSS, HIDDEN, MARK, outer
from .telling import kinds_of
from .unsigned import is_shifted

_MARK = late(MARK)
_NONE: frozenset[str] = frozenset()


def passes_for(text: str, kind: Kind, *, glosses: bool = True) -> frozenset[str]:
    """The names of the passes that may find something; whether that for glosses may is the only question that is dear.

    >>> sorted(passes_for("天气很好（it is）。", "text")), sorted(passes_for("醫(yī)院&nbsp;", "text"))
    ([], ['entity', 'gloss'])
    """
    kinds = kinds_of(text, kind)
    if not kinds:
        return _NONE
    found = []
    if kinds & DOUBLED or (kinds & NUMBERED and kind == "text"):
        found.append("mark")
    if kinds & (OPENED if kind == "html" else GAP):
        found.append("blank")
    if kinds & CONFUSED or (kinds & LOST and kind == "text"):
        found.append("mojibake")
    if glosses and ((kinds & TORN and is_glossed(text)) or (kinds & RARE and is_shifted(text))):
        found.append("gloss")
    if kinds & (PAIRED if kind == "html" else ESCAPED):
        found.append("entity")
    if kinds & (BROKEN if kind == "html" else STRANGE):
        found.append("character")
    return frozenset(found)


def is_glossed(text: str) -> bool:
    """Whether a text has a gloss that is a reading, an eaten bracket, or a mark that a ``?`` ate.

    >>> is_glossed("人民醫(yī)院"), is_glossed("微軟(office)軟件"), is_glossed("獎?wù)?rdquo;")
    (True, False, True)
    """
    if ")" not in text and "?" not in text:
        return False
    if "?" in text and (_MARK.search(text) or HIDDEN.search(text)):
        return True
    return any(_is_reading(found[1], text[found.start() - 1 : found.start()]) for found in GLOSS.finditer(text))


def _is_reading(letters: str, base: str) -> bool:
    """Whether letters in brackets are pinyin; behind ASCII, which no one glosses, those of a character that a mirror does."""
    name = outer(letters) if "(" in letters else letters
    if base.isascii():
        return readings.has_key(name)
    return readings.is_syllable(name) or readings.is_plain(name)
