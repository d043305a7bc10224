"""Which images stay: those between the article's lines, and those right beside one of them at its own place of the markup.

So the pictures of menus and adverts go, and a photograph between the byline and the first sentence, or below the last one,
stays. Limits: nothing is known of an image but where it stands; a code to scan below the last sentence may stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..late import late
from ..types import Block, Evidence, Page
from .inrow import together

Verdicts = Mapping[int, tuple[str, Evidence]]
_TRANSPARENT = "bylines/"
"""lines dropped by these rules belong to the article: what stands beside them does, too"""
_TURN = late(
    r"[<\[(«‹]*(?:(?:上|下|前|后|後|首|末|次)一?[页頁](?:へ|面)?|[上下]一?[章节節篇]|起始[页頁]|目[录錄]|次へ|前へ|戻る|返回|"
    r"(?:前の|次の)ページ|prev(?:ious)?(?: page)?|next(?: page)?|home)[>\])»›]*",
    re.IGNORECASE,
)
"""what the words for such an image say"""
_NO_ADDRESS = frozenset(("alt", "title", "class", "width", "height", "href"))
_TWICE: tuple[str, Evidence] = ("context/image-outside", (("because", "the same picture stands before it"),))
_TURNS: tuple[str, Evidence] = ("context/image-outside", (("because", "it leads to the page before or behind"),))
_CALLS = ("widgets/", "spam/")
"""what such rules drop has pictures of its own: codes to scan, adverts"""


def with_images(page: Page, verdicts: Verdicts) -> dict[int, tuple[str, Evidence]]:
    """The verdicts, and those of the images that go."""
    blocks, result = page.blocks, dict(verdicts)
    rows = [row for row, block in enumerate(blocks) if not block.text]
    shown = _shown_figures(page, rows, verdicts)
    for run in together(rows):
        before = blocks[run[0] - 1] if run[0] else None
        after = blocks[run[-1] + 1] if run[-1] + 1 < len(blocks) else None
        if before is None or after is None or before.index in verdicts or after.index in verdicts:
            images = blocks[run[0] : run[-1] + 1]
            if shown:
                images = tuple([one for one in images if not any(part.id in shown for part in one.within)])
            result.update(_outside(images, before, after, verdicts))
    kept = [row for row in rows if blocks[row].index not in result]
    result.update((blocks[row].index, _TURNS) for row in kept if _turns_pages(blocks[row]))
    result.update((blocks[row].index, _TWICE) for row in _twice(blocks, kept))
    return result


def _twice(blocks: Sequence[Block], rows: Sequence[int]) -> Iterable[int]:
    """The rows of images right behind another one of the same address: once for readers without scripts, once for the others."""
    for run in together(rows):
        seen: list[set[str]] = []
        for row in run if len(run) > 1 else ():
            addresses = _addresses(blocks[row])
            # what all pictures have that wait to be loaded is not enough
            if addresses and any(addresses <= other or other <= addresses for other in seen if other):
                yield row
            seen.append(addresses)


def _addresses(image: Block) -> set[str]:
    """What an image may be loaded from."""
    given = [pair for mark in image.marks if mark.tag == "img" for pair in mark.attrs]
    return {value for name, value in given if name not in _NO_ADDRESS and value and not value.startswith("data:")}


def _turns_pages(image: Block) -> bool:
    """Whether an image is, by its words, the button that leads to the page before, the next one, the first."""
    return any(_TURN.fullmatch(value) for mark in image.marks for name, value in mark.attrs if name in ("alt", "title"))


def _outside(
    images: Sequence[Block], before: Block | None, after: Block | None, verdicts: Verdicts
) -> dict[int, tuple[str, Evidence]]:
    """The verdicts on the images between two texts, of which one is no text of the article."""
    why = "the text beside it is not the article's" if after else "no text of the article follows"
    calls = after is not None and verdicts.get(after.index, ("", ()))[0].startswith(_CALLS)
    own = _is_own(before, verdicts) and _is_own(after, verdicts)
    sides = [] if calls else [side for side in (before, after) if side and (own or side.index not in verdicts)]
    if own or sides:
        images = [
            image
            for image in images
            if not (own or any(_beside(image, side) for side in sides)) or _is_decoration(image)
        ]
    verdict = ("context/image-outside", (("because", why),))
    return {image.index: verdict for image in images}


def _is_own(block: Block | None, verdicts: Verdicts) -> bool:
    return block is not None and (block.index not in verdicts or verdicts[block.index][0].startswith(_TRANSPARENT))


def _beside(image: Block, text: Block) -> bool:
    """Whether a picture stands in the same element as a text or in the next one of the same parent."""
    return not set(image.around[-2:]).isdisjoint(text.around[-2:])


def _is_decoration(image: Block) -> bool:
    """Whether an image shows nothing: a button, a rule, a logo, by its address, its size or the table of icons it stands in."""
    if any(part.tag in ("td", "li") for part in image.within):
        return True
    for mark in image.marks:
        given = dict(mark.attrs)
        sizes = [int(given[name]) for name in ("width", "height") if given.get(name, "").isdigit()]
        addresses = [value for name, value in given.items() if name not in _NO_ADDRESS]
        if min(sizes, default=_SMALL) >= _SMALL and not all(map(_names_decoration, addresses)):
            return False
    return True


def _names_decoration(address: str) -> bool:
    """Whether an address is that of a sign: none of its words holds a slash, so what stands before the last one is passed over."""
    return bool(_GIF.search(address) or _SIGN.search(address, address.rfind("/") + 1))


_SMALL = 80
"""pixels of an image's side below which it is a sign"""
_GIF = late(r"\.gif(?:$|\?)", re.IGNORECASE)
_SIGN = late(
    r"(?:icon|ico|btn|button|logo|qr|erweima|ewm|spacer|blank|space|line|dot|share|fb|weibo|weixin|print|title|arrow|"
    r"banner|ad|ads|avatar|loading|bg)s?\d*[^/]{0,12}$",
    re.IGNORECASE,
)
"""how the addresses of such images end; photographs of news have numbers"""


def _shown_figures(page: Page, rows: Sequence[int], verdicts: Verdicts) -> set[int]:
    """The ids of the figures that hold an image, of those in these rows, and a caption that stays."""
    images = {part.id for row in rows for part in page.blocks[row].within if part.tag == "figure"}
    if not images:
        return images
    kept = [block for block in page.blocks if block.text and block.index not in verdicts]
    return {part.id for block in kept for part in block.within if part.id in images}
