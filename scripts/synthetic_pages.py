#!/usr/bin/env python3
"""Pages made by templates around clean passages, to train the judge on kinds of sites that the labelled pages lack.

    python scripts/synthetic_pages.py --passages PASSAGES --count 40 -o DIR     write some to look at

Every page knows its gold text. What varies: the template, its class names (telling ones, synonyms, none, or random ones
as bundlers make them), the furniture and its order, the wrappers, the number and length of posts, the script. The templates
follow widespread software from memory (tables of Discuz! and phpwind, divisions of phpBB and XenForo, floors, questions with
answers, lists of comments); none is copied from a page. Comments below news are furniture, posts of a thread are text:
the two look alike, and only the rest of the page tells them apart.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("synthetic_words.toml").read_text("utf-8"))
"""what forums, portals and their readers say, and class names by role"""


@dataclass
class Maker:
    """One page in the making: its chance, its texts, its gold."""

    chance: random.Random
    passages: list[list[str]]
    style: int = 0
    gold: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def pick(self, choices):
        """One of the choices."""
        return self.chance.choice(choices)

    def name(self, role: str) -> str:
        """The page's class for a role: telling, random or none, the same wherever it stands."""
        if role not in self.names:
            found = self.pick(WORDS["classes"][role])
            if self.style == 1:
                found = "css-" + "".join(self.chance.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=6))
            self.names[role] = "" if self.style == 2 else f' class="{found}"'
        return self.names[role]

    def box(self, role: str, *inner: str, tag: str = "div") -> str:
        """An element of that role around what is inside."""
        return f"<{tag}{self.name(role)}>{''.join(inner)}</{tag}>"

    def paragraphs(self, most: int = 8) -> list[str]:
        """The first lines of a passage."""
        return self.pick(self.passages)[:most]

    def sentence(self, most: int = 80) -> str:
        """The beginning of some line, up to the end of a sentence."""
        line = self.pick(self.pick(self.passages))
        ends = [place + 1 for place, char in enumerate(line[:most]) if char in "。！？"]
        return line[: ends[-1]] if ends else line[:most]

    def headline(self) -> str:
        """A clause as a headline."""
        return self.sentence(60).split("，")[0].strip("。！？：")[: self.chance.randint(10, 26)]

    def reply(self) -> list[str]:
        """What somebody answers: half of the time a few characters."""
        kind = self.chance.random()
        if kind < 0.5:
            return [self.pick(WORDS["replies"])]
        return [self.sentence(self.pick((40, 80, 160)))] if kind < 0.85 else self.paragraphs(3)

    def date(self) -> str:
        """A date in the page's own form."""
        year, month, day = self.chance.randint(2004, 2024), self.chance.randint(1, 12), self.chance.randint(1, 28)
        clock = f"{self.chance.randint(0, 23):02}:{self.chance.randint(0, 59):02}"
        kind = self.names.setdefault("#date", str(self.chance.randint(0, 4)))
        return (
            f"{year}-{month}-{day} {clock}", f"{year}/{month:02}/{day:02}", f"{self.chance.randint(1, 11)} 个月前",
            f"{year}年{month}月{day}日 {clock}", f"{month:02}-{day:02} {clock}",
        )[int(kind)]  # fmt: skip

    def user(self) -> str:
        """A name that somebody goes by."""
        return self.pick(WORDS["users"]) + self.pick(("", "", str(self.chance.randint(1, 999))))

    def buttons(self) -> str:
        """The page's row of buttons."""
        words = WORDS["buttons"][
            int(self.names.setdefault("#buttons", str(self.chance.randrange(len(WORDS["buttons"])))))
        ]
        links = [f"<a href='#'>{word.format(n=self.chance.randint(0, 99))}</a>" for word in words]
        return self.box(
            "tools", self.names.setdefault("#between", self.pick((" ", " | ", "</span><span>"))).join(links)
        )

    def text(self, lines: list[str], *, gold: bool = True) -> str:
        """Lines as markup: paragraphs, breaks, or bare."""
        if gold:
            self.gold += lines
        how = self.names.setdefault("#lines", self.pick(("p", "br", "div")))
        if how == "br":
            return "<br>".join(map(escape, lines))
        return "".join(f"<{how}>{escape(line)}</{how}>" for line in lines)

    def links(self, count: int) -> str:
        """A list of headlines below a head."""
        rows = [
            f"<li><a href='/a/{n}'>{escape(self.headline())}</a>{self.pick(('', self.date()))}</li>"
            for n in range(count)
        ]
        return f"<h3>{self.pick(WORDS['heads'])}</h3><ul>{''.join(rows)}</ul>"

    def teasers(self, count: int) -> str:
        """Headlines, each with a sentence of its article."""
        rows = [
            f"<h3><a href='#'>{escape(self.headline())}</a></h3><p>{escape(self.sentence(50))}</p>"
            for _ in range(count)
        ]
        return self.box("teasers", *rows)


def thread_table(maker: Maker) -> str:
    """Posts as rows of a table: the writer's card on the left, the post on the right."""
    rows = []
    for floor in range(1, maker.chance.randint(3, 14)):
        card = f"<b>{maker.user()}</b><p>{maker.pick(WORDS['ranks'])}</p><p>帖子 {maker.chance.randint(1, 900)}</p><p>积分 {maker.chance.randint(1, 9000)}</p>"
        line = maker.box("date", f"发表于 {maker.date()} | 只看该作者 <em>{floor}#</em>")
        body = maker.box("body", maker.text(maker.paragraphs(5) if floor == 1 else maker.reply()))
        rows.append(f"<tr><td{maker.name('user')}>{card}</td><td>{line}{body}{maker.buttons()}</td></tr>")
    return (
        "".join(f"<table{maker.name('post')}>{row}</table>" for row in rows)
        if maker.chance.random() < 0.5
        else f"<table>{''.join(rows)}</table>"
    )


def thread_blocks(maker: Maker) -> str:
    """Posts as divisions or list items; the stamp above or below the text, the writer beside it or in it."""
    below, tag = maker.chance.random() < 0.4, maker.pick(("div", "li", "article"))
    posts = []
    for floor in range(1, maker.chance.randint(3, 16)):
        user = maker.box(
            "user", f"<a href='#'>{maker.user()}</a>", maker.pick(("", f"<span>{maker.pick(WORDS['ranks'])}</span>"))
        )
        stamp = maker.box(
            "date", maker.pick(("", "发表于 ", "来自 Android ")), maker.date(), f" {floor}楼" if below else f" #{floor}"
        )
        body = maker.box("body", maker.text(maker.paragraphs(6) if floor == 1 else maker.reply()))
        parts = (user, body, stamp, maker.buttons()) if below else (user, stamp, body, maker.buttons())
        posts.append(maker.box("post", *parts, tag=tag))
    return f"<ul>{''.join(posts)}</ul>" if tag == "li" else "".join(posts)


def questions(maker: Maker) -> str:
    """A question, its detail, and answers with their writers."""
    asked = maker.box("body", maker.text([maker.sentence()]))
    answers = []
    for _ in range(maker.chance.randint(1, 7)):
        head = maker.box("user", f"<a href='#'>{maker.user()}</a><span>{maker.pick(WORDS['ranks'])}</span>")
        text = maker.text(maker.paragraphs(maker.pick((1, 2, 6))) if maker.chance.random() < 0.7 else maker.reply())
        foot = maker.box("date", maker.pick(("回答于 ", "编辑于 ", "")), maker.date()) + maker.buttons()
        answers.append(maker.box("post", head, maker.box("body", text), foot))
    return asked + f"<h4>{len(answers)} 个回答</h4>" + "".join(answers)


def comments(maker: Maker) -> str:
    """Comments below an article: they are not its text."""
    rows = []
    for _ in range(maker.chance.randint(2, 12)):
        head = maker.box("user", f"{maker.user()} {maker.date()}")
        rows.append(maker.box("post", head, maker.box("body", maker.text(maker.reply(), gold=False)), maker.buttons()))
    return maker.box(
        "comments", f"<h3>{maker.pick(('网友评论', '最新评论', '评论', '热门跟帖'))}({len(rows)})</h3>", *rows
    )


def news(maker: Maker) -> str:
    """An article, short or long, its byline, a caption, a notice, perhaps comments."""
    lines = maker.paragraphs(maker.pick((1, 2, 3, 12)))
    byline = maker.box("date", f"{maker.date()} 来源：{maker.pick(('本站', '新华社', '晚报'))} 编辑：{maker.user()}")
    teasers = maker.teasers(maker.chance.randint(2, 5)) if maker.chance.random() < 0.5 else ""
    notice = maker.pick(
        ("", "<p>免责声明：本文仅代表作者观点，与本站无关。</p>", f"<p>（责任编辑：{maker.user()}）</p>")
    )
    body = maker.box("article", maker.text(lines), notice)
    below = maker.pick((comments, lambda m: m.links(8), lambda m: m.teasers(5)))
    return teasers + f"<h1>{escape(maker.names['#title'])}</h1>" + byline + body + maker.buttons() + below(maker)


TEMPLATES: dict[str, Callable[[Maker], str]] = {
    "table": thread_table, "blocks": thread_blocks, "questions": questions, "news": news,
}  # fmt: skip


def make_page(template: str, passages: list[list[str]], seed: int) -> tuple[str, str, str]:
    """HTML, gold text and title of one page."""
    chance = random.Random(f"{template} {seed}")
    maker = Maker(chance, passages, style=chance.choice((0, 0, 0, 1, 2)))
    title = maker.names["#title"] = maker.headline()
    middle = TEMPLATES[template](maker)
    if template != "news":
        middle = f"<h1>{escape(title)}</h1>" + middle
    site = (
        maker.pick(("某某网", "江城网", "小镇论坛", "大众社区"))
        if template != "news"
        else maker.pick(("江城网", "都市晚报"))
    )
    nav = maker.box(
        "nav",
        *(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(chance.sample(WORDS["menu"], 9))),
        tag="ul",
    )
    side = maker.box("side", maker.links(chance.randint(4, 10)), maker.pick(("", maker.teasers(3))))
    foot = maker.box(
        "foot",
        " | ".join(f"<a href='#'>{word}</a>" for word in chance.sample(WORDS["foot"], 6)),
        f"<p>© {site} 版权所有 京ICP备00000000号</p>",
    )
    order = maker.pick(
        (nav + middle + side + foot, nav + side + middle + foot, nav + f"<div>{middle}</div>" + side + foot)
    )
    told = (
        "<meta name=generator content='Discuz! X3.4'>"
        if template in ("table", "blocks") and chance.random() < 0.3
        else ""
    )
    head = f"<head><title>{escape(title)}{maker.pick((' - ', '_', '|'))}{site}</title>{told}</head>"
    return f"<html>{head}<body>{order}</body></html>", "\n".join(maker.gold), title


def read_passages(folder: Path) -> list[list[str]]:
    """The passages that have two lines or more of running text."""
    found = [
        [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        for path in sorted(folder.glob("*.txt"))
    ]
    return [lines for lines in found if lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--count", type=int, default=4)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    passages = read_passages(given.passages)
    for number in range(given.count):
        for template in TEMPLATES:
            html, gold, _ = make_page(template, passages, number)
            (given.output / f"{template}_{number}.html").write_text(html, "utf-8")
            (given.output / f"{template}_{number}.txt").write_text(gold, "utf-8")


if __name__ == "__main__":
    main()
