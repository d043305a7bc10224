"""How a notice closes, as lines of a text without markup: whom to call, what is attached, who signs, and when.

To the model each of these lines is the foot of a site. Together, below the last sentence and above a date, they are the notice's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..late import late
from .spared import OFFICE

TIMES, CONTACT = "bylines/time-source", "footer/contact"
_ATTACHED = late(
    r"^(?:附件|附表|附图|\d{1,2} ?[.、]|(?:咨询|联系|监督|举报|报名|办公)?(?:电话|联系人|人及电话|地址|邮箱|传真|邮编|方式) ?:)"
)
_CALL, _CALLS = late(r"(?:联系人|联络人|咨询电话|联系电话|联络电话|报名电话|咨询热线) ?:"), 3
"""whom to call, right below the last sentence, and how many such lines there are at most"""
_DATE = late(r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
_PUBLISHED = late(r"\(?此件.{0,10}公开.{0,6}\)?")
"""what offices print below the date"""
_CLOSING = 8
"""lines between the last paragraph of a notice and its date at most: whom to call, attachments and who signs"""


def closed(views: Sequence[str], rules: Sequence[str], end: int) -> int:
    """The row below what closes a notice, whose last sentence stands above ``end``: whom to call, and with a date below them attachments and who signs."""
    called = 0
    while called < _CALLS and end < len(views) and rules[end] in ("", CONTACT) and _CALL.match(views[end]):
        end, called = end + 1, called + 1
    for row in range(end + 1, min(end + 1 + _CLOSING, len(views))):
        if _DATE.fullmatch(views[row]) and rules[row] in ("", TIMES):
            known = ("", CONTACT)
            listed = all(_ATTACHED.search(views[at]) and rules[at] in known for at in range(end, row - 1))
            if not (listed and OFFICE.search(views[row - 1])):
                return end
            return row + 1 + any(_PUBLISHED.fullmatch(view) for view in views[row + 1 : row + 2])
    return end
