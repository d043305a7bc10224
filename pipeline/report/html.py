"""Views to HTML: jinja2 with everything escaped, one file without network, a policy that allows our own script only.

Page text comes from strangers. Besides being escaped, it never holds a character that acts on its surroundings:
controls, bidi marks, invisibles, private-use characters and lone surrogates are shown as their code point in a small box.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .page import told

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
"""Controls, blanks that look like others, format characters, surrogates, private use, specials, tags."""
_SPECIAL = re.compile(f"[&<>\"']|([{_INVISIBLE}])\\1*")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}


def render(template: str, **values: Any) -> str:
    """A template with its values as one HTML page."""
    style, script = _read("style.css"), _read("script.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(template).render(style=style, script=script, policy=policy, **values)
    return made.encode("utf-8", "replace").decode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise InputError("the report needs jinja2: pip install 'qingwen[report]'") from error
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # show escapes, own is for the style and script of this folder
    environment.filters["show"] = lambda text: Markup(show(str(text)))
    environment.filters["own"] = Markup
    environment.filters["told"] = told
    environment.filters["cssname"] = lambda name: re.sub(r"[^a-z-]", "-", str(name).split("/")[0].lower())
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment


def show(text: str) -> str:
    """Text as HTML that does nothing: escaped, what acts or cannot be seen as a boxed code point.

    >>> show("<b>\\u202e")
    '&lt;b&gt;<i class="cp" title="RIGHT-TO-LEFT OVERRIDE">202E</i>'
    """
    return _SPECIAL.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char, times = match[0][0], len(match[0])
    if char in _ENTITIES:
        return _ENTITIES[char]
    name = unicodedata.name(char, "") or {"Co": "private use", "Cs": "lone surrogate"}.get(
        unicodedata.category(char), "control character"
    )
    repeated = f"×{times}" if times > 1 else ""
    return f'<i class="cp" title="{name}">{ord(char):04X}{repeated}</i>'


@lru_cache(maxsize=2)
def _read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
