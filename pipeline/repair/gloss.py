"""The glosses of the mirrors taken out, and the byte damage that they did undone.

A gloss on a whole character (``醫(yī)院``) is dropped where the page says that it is a mirror's (``evidence.py``);
what the glosses and cuts tore apart (``獎?wù)?rdquo;``) goes through the byte machine, from the tear to where all is
aligned again. A stretch that the machine cannot explain stays as it is and is flagged.
"""

from __future__ import annotations

import re

from ..edits import make_edit
from ..language import model
from ..late import late
from ..types import Edit, Kind, Options
from . import evidence, gbk, readings
from .survey import survey
from .tears import GLOSS, TEAR, full_width, outer
from .unsigned import is_shifted, unsigned_cuts

STAGE = "repair"
GOES_ON, SOUND_RUN, SOUND_CHANCE = 12, 3, -7.0
"""Characters that are looked at behind a mark, how many there must be, and the mean log probability from which they are sound: of 256
passages that marks alone cut, none has a run at all its marks that is better than -9.9; sound text has -4 to -6."""
UNREAD = -10.0
"""Mean log probability from which what a cut may have shifted is no text. Chosen between that of text and that of what chance gives."""
_ASCII_MARKS = ",!;?"
_RUN = late(f"[^\x00-\x7f。，！？；]{{0,{GOES_ON}}}")


def undo_glosses(text: str, kind: Kind, options: Options) -> tuple[str, tuple[Edit, ...]]:
    """The text without the mirrors' glosses and tears; a pass of ``repair``.

    >>> undo_glosses("人民醫(yī)院", "text", Options())[0]
    '人民醫院'
    >>> undo_glosses("五一勞動獎?wù)?rdquo;、", "text", Options())[0]
    '五一勞動獎章”、'
    >>> undo_glosses("五一勞動獎?wù)?rdquo;、", "html", Options())[0]
    '五一勞動獎章&rdquo;、'
    """
    edits = tuple(_edits(text, kind))
    out, at = [], 0
    for edit in edits:
        if edit.certainty != "flagged":
            out += [text[at : edit.start], edit.after]
            at = edit.start + len(edit.before)
    return "".join(out) + text[at:], edits


def _edits(text: str, kind: Kind) -> list[Edit]:
    """The changes in text order: plain glosses between the torn stretches, and those."""
    seen = survey(text)
    judged = evidence.verdict(text, seen)
    glosses, cut_off = sorted(judged.glosses), list(judged.cut_off)
    changes: list[Edit] = []
    cut = (is_cut if judged.glosses else is_shifted)(text)
    if cut or is_torn(text, beside=bool(judged.glosses or seen.torn)):
        from .stretches import mended

        covered, changes = mended(text, kind, judged, is_cut=cut)
        glosses = [start for start in glosses if not covered(start)]
        cut_off = [span for span in cut_off if not covered(span[0])]
    changes += [_gloss(text, start, judged) for start in glosses]
    changes += [_cut_off(text, span) for span in cut_off]
    return sorted(changes, key=lambda e: e.start)


def is_torn(text: str, *, beside: bool) -> bool:
    """Whether a text may be torn somewhere: beside other damage, or where not just a ``?`` stands before a mark and the text goes on as it was.

    >>> is_torn("奖?wù)?rdquo;", beside=False), is_torn("什么叫作?。从前的人说", beside=False)
    (True, False)
    """
    if "?" not in text and not _is_behind_ascii(text):
        return False
    if beside:
        return TEAR.search(text) is not None
    return any(not _goes_on(text, tear) for tear in TEAR.finditer(text))


def _is_behind_ascii(text: str) -> bool:
    """Whether a gloss stands behind a sign of ASCII: nothing else is torn without a ``?``, and TEAR is dear to prepare.

    >>> _is_behind_ascii("W(xué)"), _is_behind_ascii("學(xué)")
    (True, False)
    """
    at = text.find("(", 1)
    while at > 0 and not ("!" <= text[at - 1] <= "~" and GLOSS.match(text, at)):
        at = text.find("(", at + 1)
    return at > 0


def is_cut(text: str) -> bool:
    """Whether a mark may have cut a text without leaving a ``?``.

    >>> is_cut("具體用藥；謴推诹粢庑，飲食清淡。"), is_cut("具體用藥，飲食清淡。")
    (True, False)
    """
    return next(unsigned_cuts(text), None) is not None


def _goes_on(text: str, tear: re.Match[str]) -> bool:
    """Whether what looks torn is none: letters in brackets that no key has for a reading, or a mark with sound text behind it."""
    if letters := tear[1] or tear[2]:
        return not readings.has_key(outer(letters))
    at = tear.end()
    run = text[at - 1 : at] + _RUN.match(text, at)[0]  # type: ignore[index]  # it matches the empty text
    nats = model().log_prob(run[:1]) - model().log_prob(run)
    if len(run) > SOUND_RUN:
        return nats < -SOUND_CHANCE * (len(run) - 1)
    after = text[at + len(run) - 1 : at + 3 * GOES_ON]
    return " " < after[:1] <= "~" and after[0] not in _ASCII_MARKS and not _reads_shifted(run, after)


def _reads_shifted(run: str, after: str) -> bool:
    """Whether a mark and few characters can be what a cut left of others, up to the ASCII character that is the last byte of these.

    >>> _reads_shifted("。姓", "~名谁"), _reads_shifted("，", "F代")
    (False, True)
    """
    mark = full_width(run[0]) if run[0] in _ASCII_MARKS else run[0]
    second, behind = gbk.pair_of(mark) & 0xFF, _RUN.match(after, 1)[0]  # type: ignore[index]
    lasts = (after[0], full_width(after[0]) + behind)  # as it is, or as NFKC left it of a full-width one
    shifted = [gbk.moved(second, run[1:] + last) for last in lasts]
    return any(text and model().per_char(text) > UNREAD for text in shifted)


def _gloss(text: str, start: int, judged: evidence.Verdict) -> Edit:
    found = GLOSS.match(text, start)
    assert found
    why = f"{text[start - 1]} is read {found[1]}"
    end = found.end() + (judged.trailing and text[found.end() : found.end() + 1] == " ")
    certainty = "exact" if judged.certain and start not in judged.doubtful else "likely"
    return make_edit(STAGE, "gloss", None, start, text[start:end], "", certainty, (), why)


def _cut_off(text: str, span: tuple[int, int]) -> Edit:
    start, end = span
    why = f"the beginning of how {text[start - 1]} is read"
    return make_edit(STAGE, "gloss", None, start, text[start:end], "", "likely", (), why)
