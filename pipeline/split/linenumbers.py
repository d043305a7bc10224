"""The numbers of the lines of code, where a page writes them below the code inside one ``pre``."""

from __future__ import annotations

_LEAST = 2
"""lines of code from which numbers below it may be theirs"""


def without_line_numbers(text: str) -> str:
    """Code without the numbers of its lines below it: as many as it has lines, one a line, counted from 1.

    >>> without_line_numbers("a = 1\\nb = 2\\n1\\n2"), without_line_numbers("print(1)\\n1\\n2")
    ('a = 1\\nb = 2', 'print(1)\\n1\\n2')
    """
    if not text or not text[-1].isdecimal():
        return text
    lines = text.split("\n")
    count = len(lines) // 2
    code, numbers = lines[: len(lines) - count], lines[len(lines) - count :]
    is_counted = count >= _LEAST and numbers == [str(number) for number in range(1, count + 1)]
    # an empty line may stand between
    return "\n".join(code).rstrip("\n") if is_counted and not (len(code) > count and code[-1].strip()) else text
