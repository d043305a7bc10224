"""Dates as Chinese pages write them, to ISO 8601, no more precise than the page says.

Limits: a date without a year is no date here; day and month are never swapped by guess.
"""

from __future__ import annotations

import re

from ..late import late

DAY, CLOCK = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", r"\d{1,2}:\d{2}(?::\d{2})?"
"""a day and a time of day, for patterns that look for what stands beside them"""
_DATE = late(
    r"(?<!\d)(?P<roc>民[国國])?(?P<year>\d{2,4})\s?(?:[-/.]|年)\s?(?P<month>\d{1,2})\s?(?:[-/.]|月)\s?(?P<day>\d{1,2})(?!\d)\s?日?"
    r"(?:[Tt\s]*(?:星期.|周.)?[\s(（)）]*(?P<half>上午|下午|晚上|凌晨|[AaPp][Mm])?\s?"
    r"(?P<hour>\d{1,2})[:：时時点點](?P<minute>\d{2})(?:[:：分](?P<second>\d{2}))?分?秒?"
    r"(?:\.\d+)?(?:\s?(?P<late>[APap])\.?[Mm]\b)?\s?(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?(?!\d))?"
)
"""Both cases are written out: told to ignore case, Python 3.11 asks for the case of every character of a class."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WORDED = late(
    rf"\b(?:(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,? (?P<y2>\d{{4}}))\b",
    re.IGNORECASE,
)
"""March 4, 2021 and 4 March 2021"""
_CLOCKED = late(
    rf"\b(?P<m>{'|'.join(_MONTHS)}) {{1,2}}(?P<d>\d{{1,2}}) (?:(?:mon|tue|wed|thu|fri|sat|sun) )?(?:(?P<before>\d\d:\d\d(?::\d\d)?) )?"
    r"(?P<y>(?:19|20)\d\d)(?: (?P<behind>\d\d:\d\d(?::\d\d)?))?\b",
    re.IGNORECASE,
)
"""as C's ctime writes it, which boards and blogs do: Sat Mar  4 21:05:33 2023; Nov 12 Sat 2016 11:20"""
_ROC_EPOCH, _ROC_FIRST, _ROC_LAST = 1911, 100, 150
"""what is added to a year of the Republic, and those that no other calendar has (2011 to 2061)"""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_date(text: str, *, labelled: bool = False) -> tuple[str, int, int] | None:
    """The first full date of a text as (ISO 8601, start, end). ``labelled``: its label says that it is one, so that 113-08-20
    is a year of the Republic.

    >>> find_date("時間：2025-11-04 10:01:00 點擊")
    ('2025-11-04T10:01:00', 3, 22)
    >>> find_date("2022年3月5日 下午2:30")
    ('2022-03-05T14:30', 0, 16)
    >>> find_date("2012.01.17 02:45 pm")
    ('2012-01-17T14:45', 0, 19)
    >>> find_date("第12-3期") is None
    True
    >>> find_date("113-08-20", labelled=True), find_date("113-08-20")
    (('2024-08-20', 0, 9), None)
    """
    for match in _DATE.finditer(text):
        iso = _iso(match, labelled)
        if iso:
            return iso, match.start(), len(text[: match.end()].rstrip())
    return _worded(text)


def _worded(text: str) -> tuple[str, int, int] | None:
    """A date with the month's English name.

    >>> _worded("By Mei Lin · March 4th, 2021"), _worded("Mar 2021")
    (('2021-03-04', 13, 28), None)
    >>> _worded("Sat Mar  4 21:05:33 2023"), _worded("Nov 12 Sat 2016 11:20")
    (('2023-03-04T21:05:33', 4, 24), ('2016-11-12T11:20', 0, 21))
    """
    match = _CLOCKED.search(text)
    if match:
        iso = _day(int(match["y"]), _MONTHS.index(match["m"].lower()) + 1, int(match["d"]))
        clock = match["before"] or match["behind"]
        return (iso + (f"T{clock}" if clock else ""), match.start(), match.end()) if iso else None
    match = _WORDED.search(text)
    if not match:
        return None
    year, month, day = (match[name] or match[f"{name}2"] for name in "ymd")
    iso = _day(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    return (iso, match.start(), match.end()) if iso else None


def _iso(match: re.Match[str], labelled: bool) -> str:
    year = int(match["year"])
    if match["roc"] or (labelled and _ROC_FIRST <= year <= _ROC_LAST):
        year += _ROC_EPOCH
    elif len(match["year"]) != 4:
        return ""
    day = _day(year, int(match["month"]), int(match["day"]))
    return day + _time(match) if day else ""


def _day(year: int, month: int, day: int) -> str:
    from datetime import date  # many pages have none

    try:
        given = date(year, month, day)
    except ValueError:
        return ""
    return given.isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def _time(match: re.Match[str]) -> str:
    if match["hour"] is None:
        return ""
    hour = int(match["hour"])
    afternoon = (match["half"] or match["late"] or "").lower() in ("下午", "晚上", "pm", "p")
    if afternoon and hour < 12:
        hour += 12
    elif (match["late"] or "").lower() == "a" and hour == 12:
        hour = 0
    if hour > 23 or int(match["minute"]) > 59:
        return ""
    clock = f"T{hour:02}:{match['minute']}"
    if match["second"] and int(match["second"]) < 60:
        clock += f":{match['second']}"
    zone = match["zone"] or ""
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return clock + ("+00:00" if zone == "Z" else zone)
