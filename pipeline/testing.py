"""Checks for the tests of whoever uses qingwen: that a page comes out clean, and stays so.

    from pipeline.testing import assert_clean

    def test_my_page():
        assert_clean(Path("page.html").read_bytes(), title="…", contains=["…"], lacks=["分享到"])

``assert_clean`` also takes text that some other tool made: it is then held to the same standard. Needs no pytest; a
failed check raises AssertionError, which names all that is wrong, and the rule where one is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .clean import clean_page
from .edits import undo
from .errors import AuditError
from .repair import repair_text
from .script import count_script
from .types import Block, Document, Options

DEFAULT = Options()
_SHOWN = 40
"""characters of a text that a message quotes"""
_LEFT_OVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffd\ue000-\uf8ff\ud800-\udfff]")
"""What clean text never needs: controls, invisibles, lost bytes, private use, halves of characters."""
_MIXED = 0.02
"""Share of Traditional characters above which Simplified text is not Simplified: quoted names stay under 1 % on the 329 pages."""


def assert_clean(
    page: bytes | str | Document,
    options: Options = DEFAULT,
    *,
    title: str | None = None,
    contains: Sequence[str] = (),
    lacks: Sequence[str] = (),
) -> Document:
    """Clean a page (or take a cleaned one) and check it; returns the Document for further checks.

    ``title`` must be its title, each of ``contains`` must stand in its text, none of ``lacks`` may. Besides: it has text;
    nothing unreadable is left, no damage that repair knows, no Traditional where Simplified was ordered; every Edit of a
    kept block leads back to what came in. Raises AssertionError, which lists all that is wrong.

    >>> assert_clean("醫(yī)院昨天開放了新的病房，市民可以免費參觀。", Options(extract=False), lacks=["(yī)"]).text
    '医院昨天开放了新的病房，市民可以免费参观。\\n'
    """
    doc = page if isinstance(page, Document) else clean_page(page, options)
    wrong = [*_state(doc), *_named(doc, title, contains, lacks), *_remains(doc.text, options), *_record(doc)]
    if wrong:
        raise AssertionError("the page is not clean:\n" + "\n".join(f"  - {what}" for what in wrong))
    return doc


def assert_clean_text(text: str, options: Options = DEFAULT) -> None:
    """Check text that came from anywhere: nothing unreadable, no damage, no Traditional where Simplified was ordered.

    Raises AssertionError, which lists all that is wrong.

    >>> assert_clean_text("人民醫(yī)院")
    Traceback (most recent call last):
    ...
    AssertionError: the text is not clean:
      - damage is left: '(yī)' at character 3 (repair/gloss)
      - Traditional characters are left: '醫'
    """
    if wrong := list(_remains(text, options)):
        raise AssertionError("the text is not clean:\n" + "\n".join(f"  - {what}" for what in wrong))


def _state(doc: Document) -> Iterator[str]:
    if doc.status == "failed":
        yield f"it failed: {doc.metadata.get('error')}"
    elif doc.status == "empty":
        rules = ", ".join(dict.fromkeys(str(block.dropped_by) for block in doc.removed))
        yield f"nothing is left; blocks were dropped by {rules or 'nobody: there were none'}"


def _named(doc: Document, title: str | None, contains: Sequence[str], lacks: Sequence[str]) -> Iterator[str]:
    if title is not None and doc.title != title:
        yield f"the title is {doc.title!r}, not {title!r}"
    for wanted in contains:
        if wanted not in doc.text:
            yield f"{_quoted(wanted)} is missing{_dropped(doc.removed, wanted)}"
    for unwanted in lacks:
        if (at := doc.text.find(unwanted)) >= 0:
            line = doc.text[doc.text.rfind("\n", 0, at) + 1 :].split("\n")[0]
            yield f"{_quoted(unwanted)} is there, in the line {_quoted(line)}"


def _dropped(removed: Sequence[Block], text: str) -> str:
    for block in removed:
        if text in block.text:
            return f": it was dropped by {block.dropped_by} (line {block.line})"
    return ""


def _remains(text: str, options: Options) -> Iterator[str]:
    if found := _LEFT_OVER.search(text):
        yield f"U+{ord(found[0]):04X} is left at character {found.start()}"
    for edit in repair_text(text).edits:
        if edit.certainty == "exact":
            yield f"damage is left: {_quoted(edit.before)} at character {edit.start} ({edit.stage}/{edit.rule})"
    if options.script == "simplified":
        script = count_script(text)
        if script.traditional > _MIXED * (script.traditional + script.simplified):
            yield f"Traditional characters are left: {_quoted(''.join(_traditional(text)))}"


def _traditional(text: str) -> Iterator[str]:
    return (char for char in dict.fromkeys(text) if count_script(char).traditional)


def _record(doc: Document) -> Iterator[str]:
    for block in doc.kept:
        edits = [edit for edit in doc.edits if edit.block == block.index and edit.stage == "repair"]
        try:
            undo(block.text, edits)
        except AuditError as error:
            yield f"the record of line {block.line} does not lead back: {error}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
