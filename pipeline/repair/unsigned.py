"""Where a mark may have cut the stream of bytes without leaving a ``?``: ``异，F(xiàn)象`` for 异常现象, ``具體用藥；謴推`` for ``具體用藥。恢復期``.

Old decoders drop a first byte before a control character without a trace. What is left to see is the run behind the mark, which
is one byte off and therefore no text, and becomes text when it is moved back by one.

Such cuts are looked for on a page that is damaged otherwise, or that has one run of which nothing else can be said.

Limits: a cut right before the end of a run leaves a character missing before a mark, and nothing to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language import model
from ..late import late
from . import gbk
from .prices import MARKS

RUN = 6
"""Characters behind a mark that are looked at."""
SOUND = -6.5
"""Mean log probability of a character behind a mark from which the run is text: sound text has -4 to -6, runs one byte off -9 to -14."""
BETTER = 1.0
"""So much likelier, by the character, must the run be when moved by one byte."""
STRANGE = -8.0
"""Mean log probability of a character behind a mark below which a run may alone say that marks cut the page."""
ALONE, SEEN = 15.0, 40
"""Nats that such a run must gain when moved by one byte, and characters of it that are looked at; of 4,260 sound passages and 462 pages none
gains as much, of 60 passages cut without a gloss one in four has such a run."""
_PLAIN = r"[^\x00-\x7f。，！？；]"
_MARK = late(
    rf"(?:(?<!\?)[。，！？；]|(?<=[^\x00-(*-\x7f])[,!;?])(?=({_PLAIN}{{1,{RUN}}}[@-~]?|[@-~]{_PLAIN}{{1,{RUN}}}[@-~]?))"
)
_END = late(r"[。，！？；\x00-\x7f]|$")


def unsigned_cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where each mark stands behind which the text is one byte off, and where the next mark or single byte ends that.

    >>> list(unsigned_cuts("具體用藥；謴推诹粢庑，飲食清淡。"))
    [(4, 10)]
    """
    language = model()
    for mark in _MARK.finditer(text):
        mean = language.per_char_at(text, mark.end(), mark.end(1))
        if (
            mean < SOUND
            and (moved := gbk.moved(MARKS[mark[0]] & 0xFF, mark[1]))
            and language.per_char(moved) > mean + BETTER
        ):
            yield mark.start(), _END.search(text, mark.end()).start()  # type: ignore[union-attr]  # there is an end


def is_shifted(text: str) -> bool:
    """Whether a run behind a mark is so much better text one byte on that it alone says that marks cut the text.

    >>> is_shifted("天黑了！翱旎丶野伞，"), is_shifted("天黑了！快回家吧，")
    (True, False)
    """
    language = model()
    for mark in _MARK.finditer(text):
        start = mark.end()
        if mark.end(1) < start + 3 or language.per_char_at(text, start, mark.end(1)) > STRANGE:
            continue
        run = text[start : min(start + SEEN, _END.search(text, start).start())]  # type: ignore[union-attr]
        moved = gbk.moved(MARKS[mark[0]] & 0xFF, run)
        if moved and language.log_prob(moved) - language.log_prob(run) > ALONE:
            return True
    return False


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text without some of its spans, which are in order.

    >>> without("一二三四五", [(1, 2), (3, 4)])
    '一三五'
    """
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
