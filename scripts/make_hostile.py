#!/usr/bin/env python3
"""Make a folder of hostile pages: each breaks one thing that a cleaner may rely on.

    python scripts/make_hostile.py FOLDER [--scale 1.0]

``--scale`` multiplies the sizes (1.0: pages of up to 20 MB, 0.01 for a quick test). The pages are the same for the same
scale. ``tests/test_hostile.py`` cleans them all, within limits of time and memory.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from hostile_bytes import (
    PROSE,
    Maker,
    cut_utf8,
    lone_leads,
    one_byte,
    page,
    random_bytes,
    times,
    two_encodings,
    utf7,
    utf16_odd,
    zipped,
)


def deep(tag: str) -> Maker:
    """Elements nested a hundred thousand deep, never closed."""
    return lambda scale: page(f"<{tag}>" * times(100_000, scale) + PROSE)


def deep_closed(scale: float) -> bytes:
    """The same with their ends."""
    return page("<div>" * times(100_000, scale) + PROSE + "</div>" * times(100_000, scale))


def deep_table(scale: float) -> bytes:
    """Tables in cells of tables."""
    return page("<table><tr><td>" * times(20_000, scale) + PROSE)


def many_tags(scale: float) -> bytes:
    """A million elements with one character each."""
    return page("<b>字</b>" * times(1_000_000, scale))


def many_blocks(scale: float) -> bytes:
    """Half a million paragraphs."""
    return page("<p>第一段文字。" * times(500_000, scale))


def many_attributes(scale: float) -> bytes:
    """An element with a hundred thousand attributes."""
    return page("<p " + " ".join(f"a{n}=x" for n in range(times(100_000, scale))) + f">{PROSE}</p>")


def giant_attribute(scale: float) -> bytes:
    """A class attribute of ten megabytes."""
    return page(f'<div class="{"nav " * times(2_500_000, scale)}"><p>{PROSE}</p></div>')


def open_attribute(scale: float) -> bytes:
    """A quote that never closes."""
    return page('<p class="' + PROSE * times(50_000, scale))


def open_comment(scale: float) -> bytes:
    """A comment that never ends."""
    return page("<!-- " + PROSE * times(50_000, scale))


def many_comments(scale: float) -> bytes:
    """Starts of comments, each a chance to search to the end."""
    return page("<!--" * times(500_000, scale) + PROSE)


def open_brackets(scale: float) -> bytes:
    """Brackets that open and never close."""
    return page("<p>" + "(" * times(1_000_000, scale) + PROSE)


def angle_brackets(scale: float) -> bytes:
    """Starts of tags without a name."""
    return page("<" * times(1_000_000, scale) + PROSE)


def entities(scale: float) -> bytes:
    """Ampersands escaped over and over."""
    return page("<p>&" + "amp;" * times(1_000_000, scale) + "lt;" + PROSE)


def bad_entities(scale: float) -> bytes:
    """Numbers that are no characters."""
    return page("<p>" + "&#0;&#55296;&#1114112;&#99999999999999999999;&#x110000;&notanentity;&" * times(50_000, scale))


def entity_bomb(scale: float) -> bytes:
    """Entities declared to be made of ten others each."""
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20)]
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "字">{"".join(names)}]><html><body><p>&l19;{PROSE}'.encode()


def nuls(scale: float) -> bytes:
    """NULs between all characters."""
    return page("<p>" + "\x00".join(PROSE * times(10_000, scale)))


def controls(scale: float) -> bytes:
    """Every control character."""
    return page("<p>" + "".join(map(chr, range(32))) * times(20_000, scale) + PROSE)


def surrogates(scale: float) -> bytes:
    """Halves of characters, as UTF-8 may not write them."""
    return page("<p>" + "字\ud83d字\ude00" * times(100_000, scale))


def right_to_left(scale: float) -> bytes:
    """Direction marks, nested and never ended."""
    return page("<p>" + "\u202e\u2066字" * times(200_000, scale))


def combining(scale: float) -> bytes:
    """A letter under a tower of accents."""
    return page("<p>a" + "\u0301" * times(1_000_000, scale) + PROSE)


def zero_width(scale: float) -> bytes:
    """Invisible characters between the visible."""
    return page("<p>" + "\u200b\ufeff\u2060".join(PROSE * times(5_000, scale)))


def private_use(scale: float) -> bytes:
    """Private-use characters, as broken decoders leave them."""
    return page("<p>" + "\ue5e5\uf8f5醫\ue4c6" * times(200_000, scale))


def glosses(scale: float) -> bytes:
    """The damage of mirrors, without end."""
    return page("<p>" + "醫(yī)院獎?wù)?rdquo;因?yàn)槿鴺?biāo)應(yīng)用，" * times(30_000, scale))


def torn_tags(scale: float) -> bytes:
    """Tags that lost their sign, each behind a torn gloss."""
    return page("<p>醫(yī)院?wù)?/b>" * times(1_000_000, scale))


def broken_glosses(scale: float) -> bytes:
    """Halves of that damage, which fit nothing."""
    return page("<p>" + "?yàn)?biāo)?n(?(yī" * times(50_000, scale))


def question_marks(scale: float) -> bytes:
    """Every lost byte there is."""
    return page("<p>" + "?" * times(500_000, scale) + PROSE)


def one_line(scale: float) -> bytes:
    """Plain text of twenty megabytes without a line break."""
    return (PROSE * times(150_000, scale)).encode()


def empty_lines(scale: float) -> bytes:
    """Ten million line breaks."""
    return PROSE.encode() + b"\n" * times(10_000_000, scale) + PROSE.encode()


def spaces(scale: float) -> bytes:
    """White space of all kinds."""
    return page("<p>" + " \t\u3000\xa0\r\n" * times(500_000, scale) + PROSE)


def links(scale: float) -> bytes:
    """A farm of links."""
    return page("".join(f"<a href=/{n}>連結{n}</a> " for n in range(times(200_000, scale))))


def wide_table(scale: float) -> bytes:
    """Cells that claim to span everything."""
    return page("<table>" + '<tr><td rowspan="65534" colspan="1000">格</td></tr>' * times(20_000, scale))


def deep_list(scale: float) -> bytes:
    """Lists in lists."""
    return page("<ul><li>項" * times(50_000, scale))


def wrong_ends(scale: float) -> bytes:
    """Ends of elements that were never begun, and elements that adopt each other."""
    return page("</p></div></table><b><p></b><i></p>" * times(100_000, scale) + PROSE)


def many_forms(scale: float) -> bytes:
    """Formatting elements that are opened again in each paragraph (parsers rebuild them all)."""
    return page("".join(f"<font size={n}>" for n in range(times(2_000, scale))) + "<p>字" * times(2_000, scale))


def scripts(scale: float) -> bytes:
    """A script that never ends, with text that looks like a page."""
    return page("<script>" + f"document.write('<p>{PROSE}</p>');" * times(50_000, scale))


def jsonld(scale: float) -> bytes:
    """Structured data nested too deep to read."""
    return page("", '<script type="application/ld+json">' + '{"a":[' * times(100_000, scale) + "</script>")


def metas(scale: float) -> bytes:
    """A head of a hundred thousand metas."""
    return page("", '<meta property="og:title" content="港口">' * times(100_000, scale))


def hidden(scale: float) -> bytes:
    """Text in elements that nobody sees, one in another."""
    return page(f'<div style="display:none">{PROSE}' * times(10_000, scale))


def frames(scale: float) -> bytes:
    """A frameset without text."""
    return b"<html><frameset>" + b"<frame src=a.html>" * times(1_000, scale) + b"</frameset></html>"


def lost_gaps(scale: float) -> bytes:
    """A line of question marks with blanks between them, as wide gaps are left in GBK."""
    return page("<p>港口" + "? " * times(1_000_000, scale))


def labels(scale: float) -> bytes:
    """Labels without a value, one behind the other."""
    return page(f"<p>{PROSE}</p><p>" + "来源:" * times(500_000, scale))


def many_lists(scale: float) -> bytes:
    """Titles of other pages, five in each of very many lists."""
    row = "<div class='{}'><a href=/>港口的新码头今天开放{}</a></div>"
    words = [f"{chr(97 + at // 676 % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at % 26)}" for at in range(17_576)]
    number = times(20_000, scale)
    return page("".join([row.format(words[at // 5 % len(words)], chr(0x4E00 + at)) for at in range(number)]))


def nothing(scale: float) -> bytes:
    """A page with no text at all."""
    return b"<html><body><div></div></body></html>"


def long_title(scale: float) -> bytes:
    """A title of very many parts, whose first ones stand in lines of their own."""
    parts = [f"第{n}部分" for n in range(times(300_000, scale))]
    return page(f"<title>{'|'.join(parts)}</title>" + "".join(f"<p>{part}" for part in parts[:500]) + PROSE)


def mixed_lists(scale: float) -> bytes:
    """Lists in one table whose rows stand between each other's."""
    kinds = times(10_000, scale)
    row = "<tr class={0}><td class={0}><a href=/{1}>港口的新码头开放以后的第{1}个题目</a><td>回复{1}"
    named = ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(kinds)]
    return page("<table>" + "".join(row.format(named[n % kinds], n) for n in range(5 * kinds)) + "</table>")


MAKERS: dict[str, Maker] = {
    "deep-div": deep("div"),
    "deep-span": deep("span"),
    "deep-b": deep("b"),
    "deep-blockquote": deep("blockquote"),
    "deep-svg": deep("svg"),
    **{
        maker.__name__.replace("_", "-"): maker
        for maker in (
            deep_closed, deep_table, many_tags, many_blocks, many_attributes, giant_attribute, open_attribute, open_comment,
            many_comments, open_brackets, angle_brackets, entities, bad_entities, entity_bomb, nuls, controls, surrogates,
            right_to_left, combining, zero_width, private_use, glosses, torn_tags, broken_glosses, question_marks, one_line, empty_lines,
            spaces, links, wide_table, deep_list, wrong_ends, many_forms, two_encodings, random_bytes, lone_leads, cut_utf8,
            utf16_odd, utf7, zipped, scripts, jsonld, metas, hidden, frames, lost_gaps,
            labels, many_lists, mixed_lists, long_title, nothing, one_byte,
        )
    },
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, maker in MAKERS.items():
        path = given.folder / f"{name}.html"
        path.write_bytes(maker(given.scale))
        print(f"{path.stat().st_size:>12,}  {path.name}  {(maker.__doc__ or '').split('.')[0]}")


if __name__ == "__main__":
    main()
