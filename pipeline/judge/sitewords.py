"""Whether a plain text was cut out of a page with its foot or head: by what sites call the pages about themselves.

A text without a licence number or a copyright line may still end in 关于我们 | 联系我们 | 网站地图, or in Privacy Policy and Terms of
Use, one a line. One such word may head a section of an article; several of them do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .. import tables
from ..late import late

WORDS = 3
"""different words of sites from which a text is a page; none of 429 articles and of 474 passages has more than one"""
_LONGEST = 120
"""folded characters of a line that is looked at"""
_BETWEEN = late(r"\s*[|/·•—-]+\s*|\s{2,}|(?<=[一-鿿])\s(?=[一-鿿])")
"""what stands between the links of a foot"""


def has_site_words(views: Iterable[str]) -> bool:
    """Whether the lines of a text, folded, hold so many words of sites, alone or beside each other.

    >>> has_site_words(["春茶开采了。", "关于我们 | 联系我们 | 网站地图"]), has_site_words(["关于我们", "春茶开采了。"])
    (True, False)
    """
    found: set[str] = set()
    for view in views:
        if len(view) <= _LONGEST and view:
            line = view.strip().lower()
            found.update(_words().intersection((line,) if line in _words() else _BETWEEN.split(line)))
    return len(found) >= WORDS


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(tables.read_lines("site_words.txt"))
