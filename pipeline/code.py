"""Lines of programs in plain text: the only ones whose indent says something, and no menus, short as they are.

Limits: a line is known by its form, or by that of the lines beside it; indented data (YAML, trees) is no program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .late import late

LONGEST_CODE = 300
"""Characters of a line that may be code; style guides end at 120, minified code has no indent."""

_CODE = late(
    r"[;{}]\s*$|\w\(.*\)\s*[:;{]?\s*$|^\s+(?:return|import|from|def|class|if|for|while|else|elif|end|var|let|const|with|try|except|async|switch|case)\b.*[:({;=)\]]"
    r"|^\s+[\w.\[\]\"']+ [-+*/]?= \S|^\s+(?://|#|\*|<!--|</?[a-z])"
    r"|^\s+(?:return|break|continue|pass|else:|try:|finally:|[)\]]+,?)\s*$"
)
_SAID = late(r"\"[^\"]*\"|'[^']*'|`[^`]*`|(?<=\s)(?:#|//) .*")
"""What a program says to people: strings and comments, which may be in any language."""
_STATEMENT = late(
    r"[;{}]\s*$|\w\(.*\)\s*[:;{]?\s*$|^\s*(?:[\w.]+(?:, ?[\w.]+)*|[\w.]+\[.+\]) ?[-+*/]?= ?\S|^\s*(?:return|break|continue|pass)\b"
    r"|^\s*(?:import|from \S+ import|def|class|function|public|private|protected|static|package|using|var|let|const|#include|@) ?\w"
    r"|^\s*(?:if|for|while|with|else|elif|try|except|finally|switch|case|catch)\b.*[:{]\s*$|^(?:\$|>>>) \w|^(?:sudo|pip|npm|git|cd|docker|curl|apt) \S"
)
LEAST_LINES = 3
"""of code in a row; one alone may be a name with a bracket"""


def programs(lines: Sequence[str]) -> Iterator[int]:
    """The rows of a text that are lines of a program, at least some of them below each other.

    >>> list(programs(["首页", "import json", "data = json.load(file)", "if not data:", "    return", "© 2021 (c)"]))
    [1, 2, 3, 4]
    """
    run: list[int] = []
    for row, line in enumerate([*lines, ""]):
        if line and len(line) <= LONGEST_CODE and _is_statement(line):
            run.append(row)
        elif run:
            yield from run if len(run) >= LEAST_LINES else ()
            run = []


def _is_statement(line: str) -> bool:
    own = _own(line)
    return own.isascii() and _STATEMENT.search(own) is not None


def is_code(line: str, *, follows_code: bool = False) -> bool:
    """Whether an indented line of plain text is one of a program; behind one that is, it need not look like one itself.

    >>> is_code("    return x;"), is_code("    return x"), is_code("return x;"), is_code('    print("都搬完了")')
    (True, False, False, True)
    >>> is_code("    在门诊，很多患者问医生。"), is_code("    # 搬完了没有"), is_code("    x", follows_code=True)
    (False, True, True)
    """
    if not line or line[0] not in " \t" or len(line) > LONGEST_CODE:
        return False
    own = _own(line)
    return own.isascii() and (follows_code or _CODE.search(own) is not None)


def _own(line: str) -> str:
    """A line without what it says to people; one that begins in Chinese is no program, and left as it is."""
    return line if line.isascii() or not line.lstrip()[:1].isascii() else _SAID.sub(_mute, line)


def _mute(said: re.Match[str]) -> str:
    return said[0][0] * 2
