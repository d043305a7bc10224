"""The story of one page, in order."""

from __future__ import annotations

import gc
from dataclasses import replace

from .choices import check_options
from .edits import on_original_lines
from .errors import InputError, OptionError, RuleError
from .types import Article, Block, Document, Edit, Options, Page, Source, Status

DEFAULT = Options()


def clean_page(data: bytes | str, options: Options = DEFAULT) -> Document:
    """Clean one page: bytes as they came, or text that somebody already pulled out of it.

    Never raises for a bad page: ``status`` is then ``failed`` and ``metadata["error"]`` says why. Raises only
    RuleError for a broken rule file and OptionError for an option that cannot be.

    >>> clean_page("醫(yī)院的影像學(xué)報告,應(yīng)當拿著。", Options(extract=False)).text
    '医院的影像学报告，应当拿着。\\n'
    """
    # a page makes a hundred thousand small objects and hardly a cycle: looking for cycles meanwhile took a seventh of the time
    pauses = gc.isenabled()
    if pauses:
        gc.disable()
    try:
        check_options(options)
        return _clean(data, options)
    except InputError as error:
        return failed(str(error))
    except (RuleError, OptionError):
        raise
    except Exception as error:  # a page is never lost to a mistake of ours, nor does it stop the others
        return failed(f"internal error, please report it with the page: {type(error).__name__}: {error}")
    finally:
        if pauses:
            gc.enable()


def _clean(data: bytes | str, options: Options) -> Document:
    # imported here, so that importing the package stays fast for whoever wants one stage
    from .assemble import assemble
    from .decode import decode
    from .judge import judge
    from .render import render
    from .repair import repair
    from .repair.blocks import repair_blocks
    from .simplify import simplify
    from .split import split
    from .typeset import typeset

    source, decoding = decode(data, options)
    repaired, repairs = repair(source, options)
    found = on_original_lines(split(repaired, options), repairs)
    source = repaired = replace(source, text="")  # megabytes of a large page, which nobody reads from here on
    page, mends = repair_blocks(found, options)
    as_found = found.blocks if mends else ()  # where no block was mended, they hold what split found
    del found
    page = judge(page, options)
    article = assemble(page, options)
    article, conversions = simplify(article, options)
    article, settings = typeset(article, options)
    rendered = render(article, options)

    edits = (*decoding, *repairs, *mends, *conversions, *settings)
    blocks = [*map(as_split, page.blocks, as_found)] if mends else page.blocks
    kept = tuple([block for block in blocks if block.dropped_by is None])
    return Document(
        title=article.title,
        text=rendered.text,
        markdown=rendered.markdown,
        metadata=_metadata(article, source, page, options),
        edits=edits,
        removed=tuple([block for block in blocks if block.dropped_by is not None]),
        status=_status(rendered.text, kept, edits),
        kept=kept,
        evidence=(*source.evidence, *page.evidence),
        facts=article.facts,
        tree=rendered.tree,
    )


def as_split(judged: Block, found: Block) -> Block:
    """A judged block with the text that split found, where the record of its changes starts."""
    return judged if judged.text == found.text else judged.but(text=found.text, marks=found.marks)


def failed(reason: str) -> Document:
    """The Document of a page that cannot be read at all."""
    return Document("", "", "", {"error": reason}, (), (), "failed")


def _status(text: str, kept: tuple[Block, ...], edits: tuple[Edit, ...]) -> Status:
    if not text or text.isspace():
        return "empty"
    noticed = "flagged" in [edit.certainty for edit in edits] or any(block.flags for block in kept)
    return "flagged" if noticed else "clean"


def _metadata(article: Article, source: Source, page: Page, options: Options) -> dict[str, object]:
    """What is known of the page, each key only if known."""
    from .script import count_script

    script = count_script("".join([block.text for block in page.blocks if block.dropped_by is None]))
    facts = {fact.name: fact.value for fact in reversed(article.facts)}
    known = {
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "updated": article.updated,
        "author": article.author,
        "credits": dict(article.credits),
        "site": facts.get("site", ""),
        "url": options.url or facts.get("url", ""),
        "language": facts.get("language", ""),
        "encoding": source.encoding,
        "script": script.name,
        "script_counts": {"simplified": script.simplified, "traditional": script.traditional},
    }
    return {key: value for key, value in known.items() if value}
