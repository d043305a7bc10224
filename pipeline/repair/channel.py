"""The damage forwards: what the mirror sites did to a clean Simplified page.

It documents the damage (``docs/damage.md`` tells it as a story), feeds the property tests and the benchmark, and is
never run on a page. The family of the first page, in its steps:

1. ``to_traditional``: Simplified to Traditional, one character to one, no word context;
2. ``gbk.encode``: to GBK bytes; what GBK cannot hold becomes ``?``;
3. ``annotate``: for each key in turn, every occurrence of its two bytes gets ``(pinyin)`` behind it, wherever the
   bytes stand, also across two characters (a straddle) or inside the pinyin of a key before;
4. ``cut``: on many sites a byte is put before the bytes of ``。 ， ！ ？ ；``, which shows where those bytes stand
   across two characters;
5. ``gbk.decode``: back to text with PHP's decoder; a lead byte without trail becomes one ``?`` with what follows it;
6. entities are decoded, and later steps may fold the text (NFKC) and drop private-use characters.

Limits: what stands before a mark (step 4) is not known, nor how a mirror picks its keys; both are parameters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from . import gbk, readings

Cut = Literal["none", "all", "not-comma"]
MARKS = "。，！？；"


@dataclass(frozen=True, slots=True)
class Channel:
    """One mirror's way of damaging; the defaults are those of the first page."""

    keys: tuple[str, ...] = ()
    """the Traditional characters that get a gloss, in the order of the replaces"""
    cut: Cut = "none"
    before: str = ""
    """what a cut shows before its mark: nothing on most sites, ``,`` or two rare characters on others"""
    lone: Literal["?", ""] = "?"
    """what a lead byte leaves before the byte of a cut: ``?``, or nothing (an older decoder)"""
    spaced: frozenset[str] = frozenset()
    """keys whose gloss has a space before its closing bracket: ``絡(luò )``"""
    private: Literal["keep", "drop"] = "keep"
    euro: Literal["keep", "drop"] = "keep"
    """whether the byte 80, which stands alone where a run holds 個 or 還, shows as ``€`` or left nothing"""
    unescape: bool = True
    """whether the page's entities are decoded after the damage, as a text extraction does"""
    nfkc: bool | Literal["between"] = False
    """folded; ``between``: but for marks beside a ``?``, letter or digit, which some tools leave as they are (``方便,他說?！痹谌A東``)"""
    simplify: bool = False
    """family S: somebody ran Traditional to Simplified over the damaged page"""
    again: Literal["", "ignore", "replace"] = ""
    """the page was sent as GBK once more and read as UTF-8, bad bytes dropped or replaced; nobody can take that back"""


def damage(text: str, channel: Channel) -> str:
    """A clean Simplified text as a mirror would show it.

    >>> damage("第二人民医院", Channel(keys=("醫",)))
    '第二人民醫(yī)院'
    >>> damage("五一劳动奖章&rdquo;、", Channel(keys=("務",)))
    '五一勞動獎?wù)?rdquo;、'
    >>> damage("大大提高。”在华东", Channel(cut="all"))
    '大大提高?！痹谌A東'
    >>> damage("异常现象，", Channel(keys=("現",), cut="all", lone=""))
    '異，F(xiàn)象，'
    >>> damage("我们去了一个学校", Channel(keys=("內", "個"), euro="drop"))
    '我們?nèi)チ艘粋(gè)學校'
    >>> damage("提高，在", Channel(cut="all", before=","))
    '提高,，在'
    >>> damage("学院图书", Channel(keys=("學", "書"), again="ignore"))
    'W(xu)ԺD(sh)'
    """
    return damage_traditional(to_traditional(text), channel)


def damage_traditional(text: str, channel: Channel) -> str:
    """The same from step 2 on, for a text that is Traditional already."""
    data = annotate(gbk.encode(text), channel.keys, channel.spaced)
    return _afterwards(_decode(data, channel), channel)


def to_traditional(text: str) -> str:
    """The mirrors' conversion, aligned: every character for itself.

    >>> to_traditional("发现皇后在里面")
    '發現皇后在里面'
    """
    return text.translate({ord(a): b for a, b in readings.aligned().items()})


def annotate(data: bytes, keys: Iterable[str], spaced: frozenset[str] = frozenset()) -> bytes:
    """The replaces of the mirrors, byte-wise, one key after another.

    >>> gbk.decode(annotate(gbk.encode("因為三坐標"), ["驗"]))
    '因?yàn)槿\\ue440鴺?'
    """
    for key in keys:
        pair = gbk.encode(key)
        space = b" " if key in spaced else b""
        data = data.replace(pair, pair + b"(" + gbk.encode(readings.defaults()[key]) + space + b")")
    return data


def cut(data: bytes, which: Cut, byte: bytes = b"\x00") -> bytes:
    """A byte before each mark; it shows only where a lead byte stands before it."""
    if which == "none":
        return data
    for mark in MARKS if which == "all" else MARKS.replace("，", ""):
        pair = gbk.encode(mark)
        data = data.replace(pair, byte + pair)
    return data


def _decode(data: bytes, channel: Channel) -> str:
    """Step 5; the byte of a cut is invisible, but a lead byte before it goes with it."""
    if channel.cut == "none":
        return gbk.decode(data)
    data = cut(data, channel.cut, gbk.encode(channel.before) or b"\x00")
    if not channel.lone:
        data = _drop_lone(data)
    return gbk.decode(data).replace("\x00", "")


def _drop_lone(data: bytes) -> bytes:
    """Lead bytes before a control byte taken out, as decoders did that drop them silently."""
    out, at = bytearray(), 0
    while at < len(data):
        if data[at] > 0x80 and at + 1 < len(data):
            if data[at + 1]:
                out += data[at : at + 2]
            at += 2
        else:
            out += data[at : at + 1]
            at += 1
    return bytes(out)


def _afterwards(text: str, channel: Channel) -> str:
    """What later steps do to the decoded page."""
    if channel.unescape:
        text = html.unescape(text)
    if channel.euro == "drop":
        text = text.replace("€", "")
    if channel.private == "drop":
        text = re.sub("[\ue000-\uf8ff]", "", text)
    if channel.nfkc:
        text = _folded(text) if channel.nfkc == "between" else unicodedata.normalize("NFKC", text)
    if channel.simplify:
        from opencc import OpenCC

        text = OpenCC("t2s").convert(text)
    return gbk.encode(text).decode("utf-8", channel.again) if channel.again else text


def _folded(text: str) -> str:
    """NFKC, but for marks beside a ``?``, an ASCII letter or digit.

    >>> _folded("提高，而且?！痹谌A東")
    '提高,而且?！痹谌A東'
    """
    parts = re.split("((?<=[0-9A-Za-z?])[！-～]|[！-～](?=[0-9A-Za-z?]))", text)
    return "".join([unicodedata.normalize("NFKC", p) if at % 2 == 0 else p for at, p in enumerate(parts)])


# -- keys

ORDERS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "gbk": lambda keys: sorted(keys, key=gbk.encode),
    "gbk-reversed": lambda keys: sorted(keys, key=gbk.encode, reverse=True),
    "unicode": sorted,
    "pinyin": lambda keys: sorted(keys, key=lambda c: readings.defaults()[c]),
}
"""Some orders a mirror's list could have; no simple one fits all pages, so tests use a shuffled one too."""


def possible_keys() -> list[str]:
    """Every character a mirror could gloss: Traditional, in GBK, with a default reading that GBK can write."""
    pairs, known = gbk.pairs(), readings.defaults()
    images = set(readings.aligned().values())
    return sorted(c for c in images if c in pairs and c in known and "?" not in gbk.decode(gbk.encode(known[c])))


def choose_keys(share: float, random: Random, order: str = "shuffled") -> tuple[str, ...]:
    """A share of the possible keys, in one of the orders."""
    chosen = [c for c in possible_keys() if random.random() < share]
    if order == "shuffled":
        random.shuffle(chosen)
        return tuple(chosen)
    return tuple(ORDERS[order](chosen))


# -- the families that leave the bytes whole


def gloss_untoned(text: str, keys: frozenset[str]) -> str:
    """Family M: ``企業(ye) ``, no tone, a space behind the bracket.

    >>> gloss_untoned("国有企业", frozenset("業"))
    '國有企業(ye) '
    """
    known = readings.defaults()
    return "".join(f"{c}({readings.untoned(known[c])}) " if c in keys else c for c in to_traditional(text))


def gloss_at_random(text: str, share: float, random: Random) -> str:
    """Family X: single occurrences at random, of any character, also of one that is the same in both scripts."""
    known = readings.defaults()
    return "".join(f"{c}({known[c]})" if c in known and random.random() < share else c for c in to_traditional(text))


def gloss_simplified(text: str, share: float, random: Random) -> str:
    """Family J: Simplified text, a space inside the bracket: ``互相(xiàng )``."""
    known = readings.defaults()
    return "".join(f"{c}({known[c]} )" if c in known and random.random() < share else c for c in text)
