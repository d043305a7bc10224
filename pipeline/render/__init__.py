"""Stage 8: plain text, CommonMark with front matter and the two scripts side by side, from one tree.

The tree as HTML and the two scripts side by side are made when they are asked for (``Document.html``, ``Document.parallel``).
Limits: Markdown knows no cell spans and no underline; those stand as HTML inside it, which CommonMark allows.
"""

from __future__ import annotations

from typing import NamedTuple

from ..body import Element, pairs
from ..soup import to_html
from ..types import Article, Options, Pair
from .front import front_matter
from .markdown import to_markdown
from .text import to_text


class Rendered(NamedTuple):
    """An article as it is written to files."""

    text: str
    markdown: str
    tree: Element

    @property
    def html(self) -> str:
        """One block element a line."""
        return to_html(self.tree)

    @property
    def parallel(self) -> tuple[Pair, ...]:
        """Original and converted, a paragraph a row."""
        return pairs(self.tree)


def render(article: Article, options: Options) -> Rendered:
    """The article in every form; ``text`` and ``markdown`` are the files' content, ending in one line break."""
    body = to_markdown(article.tree)
    front = front_matter(article)
    return Rendered(
        text=to_text(article.tree),
        markdown=f"{front}\n{body}" if front and body else front + body,
        tree=article.tree,
    )
