"""The headline of a plain text: a short line before the prose, of which the prose speaks.

Method: a text keeps its order, so what stands above its headline must go, and only the labels of sections may, where the
header of a page is left over: 社会, 财经频道 > 国内财经. The first line that stays decides, unless it is such a label. Points are
those of ``candidates.py``, and more for what stands below: a line of source and time, or the prose.
Limits: without a line that stays, one that the model dropped is taken only if the prose clearly speaks of it.
"""

from __future__ import annotations

from ..late import late
from .candidates import ABOVE_BYLINE, ABOVE_PROSE, ACCEPT_LINE, BYLINE, ON_TOP, Candidate, Lines, line_at, repeats

ACCEPT_DROPPED = 1.0
"""points from which a line that the model dropped is the headline"""
ABOVE_NAME = 0.4
"""points for one other line, a paper's name most often, between a headline and the line of source and time"""
ECHOED, ECHO_CHARS = 0.4, 6
"""points of a line that stands above the prose once more, as a post has the subject of its thread; and letters that it has at least"""
SPOKEN_OF = 0.2
"""share of a line's words in the prose from which what is not right below it counts for it"""
CLEARLY = 0.3
"""points more that a line needs to make a label of one above it of which the prose speaks, too"""
LABEL_CHARS, LABELS, HEADER = 8, 2, 4
"""letters that a label has at most, how many may stand above a headline, and before which line of a text none is one: there
is then no header of a page from which it is left over"""
CHAPTER_HEAD = 1.0
"""points for a line that numbers a chapter and names it: 第十二章 夜雨"""
_CHAPTER = late(r"(?:正文 ?)?第 ?[0-9〇零一二三四五六七八九十百千万两]{1,8} ?[章回] ?[^\W\d]")
_STEP = late("[>»›]")
"""between the names of a section and what it belongs to"""


def top_line(lines: Lines) -> Candidate | None:
    """The headline of a plain text, with the labels above it that go; None if it has none."""
    labels: list[int] = []
    stays: Candidate | None = None
    dropped: Candidate | None = None
    for place in range(lines.starts if lines.starts < len(lines.blocks) else 0):
        block, folded, key = lines.blocks[place], lines.folded[place], lines.keys[place]
        found = line_at(lines, place, ON_TOP + _below(lines, place))
        if not block.kept:
            if found and found.points >= max(ACCEPT_DROPPED, dropped.points if dropped else 0.0):
                dropped = found._replace(labels=tuple(labels))
            continue
        if block.flags or any(repeats(key, folded, one.key) for one in (stays, dropped) if one):
            continue
        if found and found.points >= max(ACCEPT_LINE, _to_exceed(lines, stays)):
            stays = found._replace(labels=tuple(labels))
        if not _is_label(folded, key) or len(labels) == LABELS or place < HEADER:
            break
        labels.append(place)
    return _without_site(lines, stays) if stays else dropped


def _to_exceed(lines: Lines, label: Candidate | None) -> float:
    """What a line must reach to make a label of the one above it, which may be a short headline."""
    if label is None:
        return 0.0
    return label.points + (CLEARLY if lines.spoken_of(label.place) >= SPOKEN_OF else 0.0)


def _without_site(lines: Lines, chosen: Candidate) -> Candidate:
    """The line below it, where that says the same without the site's name."""
    for place in range(chosen.place + 1, min(chosen.place + 3, lines.starts)):
        key = lines.keys[place]
        if key and key != chosen.key and repeats(chosen.key, lines.folded[chosen.place], key):
            return Candidate(place, lines.blocks[place], key, chosen.points, chosen.labels)
    return chosen


def _is_label(folded: str, key: str) -> bool:
    """Whether a line may name the section of a site: 社会, 财经频道 > 国内财经."""
    return len(key) <= LABEL_CHARS or (len(key) <= 2 * LABEL_CHARS and _STEP.search(folded) is not None)


def _below(lines: Lines, place: int) -> float:
    """For a line of source and time below it, one other between them if the prose speaks of it; or for the prose below it."""
    if _STEP.search(lines.folded[place]):
        return 0.0
    if _CHAPTER.match(lines.folded[place]):
        return CHAPTER_HEAD
    if BYLINE.search(lines.folded[place + 1]):
        return ABOVE_BYLINE
    key = lines.keys[place]
    if len(key) >= ECHO_CHARS and key in lines.keys[place + 1 :]:
        return ECHOED
    if lines.spoken_of(place) < SPOKEN_OF:
        return 0.0
    if place + 2 < len(lines.blocks) and BYLINE.search(lines.folded[place + 2]):
        return ABOVE_NAME
    return 0.0 if any(block.kept for block in lines.blocks[place + 1 : lines.starts]) else ABOVE_PROSE
