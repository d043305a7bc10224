"""A tree read back from Markdown, compared with the tree it was written from; used by tests and the benchmark."""

import re
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt

PARSER = MarkdownIt("commonmark").enable("table")
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption", "dt", "dd"}
UNWRAPPED = {"thead", "tbody", "figure", "dl", "figcaption", "caption", "dt", "dd"}


def shape(node):
    """A tree as nested tuples: what a reader of the Markdown cannot lose is in it, how it was wrapped is not."""
    out = []
    for child in node.children:
        if not isinstance(child, Tag):
            text = re.sub(r"[ \t\r\n]+", " ", str(child)) if child.find_parent("pre") is None else str(child)
            if out and isinstance(out[-1], str):
                out[-1] += text
            elif text:
                out.append(text)
            continue
        name = {"th": "td", "b": "strong", "i": "em"}.get(child.name, child.name)
        inner = shape(child)
        alone = len(child.parent.find_all("p", recursive=False)) == 1
        if name in UNWRAPPED or (name == "p" and child.parent.name in ("li", "blockquote") and alone):
            out += [("p", (), inner)] if name in ("figcaption", "caption", "dt", "dd") else inner
            continue
        if name == "p" and child.parent.name in ("td", "th"):
            out += [("br", (), []), *inner] if out else inner
            continue
        if name == "pre":
            out.append(("pre", (), child.get_text().strip("\n")))
            continue
        if name in ("strong", "em", "a") and not inner:
            continue
        while name == "tr" and inner and inner[-1] == ("td", ("1", "1"), []):
            inner = inner[:-1]  # Markdown fills every row
        out.append((name, attrs_of(child, name), inner))
    return [part for part in (tidy(part, node) for part in merge(out)) if part]


def merge(parts):
    """Neighbouring elements of one kind of emphasis are one."""
    out = []
    for part in parts:
        if out and isinstance(part, tuple) and part[0] in ("strong", "em") and out[-1][0] == part[0]:
            out[-1] = (part[0], (), merge(out[-1][2] + part[2]))
        elif out and isinstance(part, str) and isinstance(out[-1], str):
            out[-1] = re.sub(" +", " ", out[-1] + part)
        else:
            out.append(part)
    return out


def tidy(part, node):
    container = node.name in ("ul", "ol", "table", "tr", "blockquote", "[document]", "li", "figure", "thead", "tbody")
    return part.strip(" ") if isinstance(part, str) and container else part


def attrs_of(node, name):
    if name == "a":
        return (unquote(node.attrs.get("href", "")), node.attrs.get("title", ""))
    if name == "img":
        return (unquote(node.attrs.get("src", "")), node.attrs.get("alt", ""), node.attrs.get("title", ""))
    if name == "ol":
        return (node.attrs.get("start", "1"),)
    return tuple(node.attrs.get(key, "1") for key in ("rowspan", "colspan")) if name == "td" else ()


def edges(parts):
    """Leaf text without white space at a block's edges, which Markdown does not keep."""
    out = []
    for part in parts:
        if isinstance(part, tuple) and part[0] not in ("pre",):
            inner = edges(part[2])
            if part[0] in BLOCKS | {"td", "li", "blockquote"}:
                inner = trimmed(inner)
                if not inner and part[0] in BLOCKS | {"blockquote"}:
                    continue
            part = (part[0], part[1], inner)
        out.append(part)
    return out


def trimmed(parts):
    parts = list(parts)
    while parts and (parts[0] == ("br", (), []) or (isinstance(parts[0], str) and not parts[0].strip(" "))):
        parts.pop(0)
    while parts and (parts[-1] == ("br", (), []) or (isinstance(parts[-1], str) and not parts[-1].strip(" "))):
        parts.pop()
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return parts


def read_back(markdown):
    html = PARSER.render(markdown)
    return BeautifulSoup(re.sub(r"(<br ?/?>)\n", r"\1", html), "html.parser")


def trees(body, markdown):
    """What is read back, and what was written: equal if nothing was lost."""
    return edges(shape(read_back(markdown))), edges(shape(body))
