"""Who is measured: this project, its stages, and the peers, each as a function; peers are imported when first called.

The extraction peers follow the adapters that belong to the data (``peers.py`` of the tools): bytes in, text out, and
whoever wants a str gets the page decoded, so that nobody is punished for a missing charset detection.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Reader = Callable[[bytes], str]


def qingwen(data: bytes) -> str:
    """The whole pipeline: text, Markdown and audit."""
    from pipeline.audit import dumps, records
    from pipeline.clean import clean_page

    doc = clean_page(data)
    assert doc.markdown is not None
    dumps(records(doc, "page"))
    return doc.text


def qingwen_in_its_script(data: bytes) -> str:
    """The text in the page's own script, as the gold texts are; only scored, not timed."""
    from pipeline.clean import clean_page
    from pipeline.types import Options

    return clean_page(data, Options(script="keep")).text


def lexbor(data: bytes) -> str:
    """Parsing alone, the yardstick: nobody who parses can be faster."""
    from selectolax.lexbor import LexborHTMLParser

    return str(bool(LexborHTMLParser(data)))


def decoded(data: bytes) -> str:
    """BOM, valid UTF-8, the declared charset, GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = re.search(rb"charset=[\"']?\s*([\w-]+)", data[:30_000], re.I)
    name = found[1].decode().lower() if found else "gb18030"
    try:
        return data.decode("gb18030" if name.startswith(("gb", "utf")) else name, "replace")
    except LookupError:
        return data.decode("gb18030", "replace")


def plain(html: str) -> str:
    """HTML to text by resiliparse's writer, without a filter."""
    from resiliparse.extract.html2text import extract_plain_text

    return (
        extract_plain_text(html, main_content=False, alt_texts=False, links=False, preserve_formatting=True)
        if html
        else ""
    )


def trafilatura(data: bytes) -> str:
    """trafilatura as it comes."""
    from trafilatura import extract

    return extract(data) or ""


def trafilatura_precision(data: bytes) -> str:
    """trafilatura, favor_precision."""
    from trafilatura import extract

    return extract(data, favor_precision=True) or ""


def resiliparse(data: bytes) -> str:
    """resiliparse, main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(decoded(data), main_content=True, alt_texts=False)


def readability(data: bytes) -> str:
    """readability-lxml."""
    from readability import Document

    return plain(Document(decoded(data)).summary(html_partial=True))


def justext(data: bytes) -> str:
    """jusText without a stop list, lengths for Chinese."""
    from justext import justext as run

    lengths = {"stopwords_low": 0, "stopwords_high": 0, "length_low": 20, "length_high": 60}
    found = run(decoded(data).encode(), encoding="utf-8", stoplist=frozenset(), **lengths)
    return "\n".join(part.text for part in found if not part.is_boilerplate)


def newspaper(data: bytes) -> str:
    """newspaper4k in Chinese."""
    from newspaper import Article

    article = Article("http://example.com/a", language="zh", fetch_images=False)
    article.download(input_html=decoded(data))
    article.parse()
    return str(article.text)


EXTRACTORS: dict[str, Reader] = {
    "qingwen": qingwen,
    "lexbor": lexbor,
    "resiliparse": resiliparse,
    "trafilatura": trafilatura,
    "trafilatura-precision": trafilatura_precision,
    "readability-lxml": readability,
    "jusText": justext,
    "newspaper4k": newspaper,
}
SCORED: dict[str, Reader] = {"qingwen": qingwen_in_its_script}
"""whose text for the score is not the one that is timed"""
OWN = ("qingwen", "lexbor")
"""measured without the peers' environment"""


def decode_qingwen(data: bytes) -> str:
    """Stage 1."""
    from pipeline.decode import decode
    from pipeline.types import Options

    return decode(data, Options())[0].text


def decode_charset_normalizer(data: bytes) -> str:
    """charset-normalizer's best guess."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else ""


def decode_cchardet(data: bytes) -> str:
    """faust-cchardet."""
    import cchardet

    return _read(data, cchardet.detect(data)["encoding"])


def decode_resiliparse(data: bytes) -> str:
    """resiliparse's detection."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return bytes_to_str(data, detect_encoding(data))


def _read(data: bytes, encoding: str | None) -> str:
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:
        return ""


DECODERS: dict[str, Reader] = {
    "qingwen": decode_qingwen,
    "charset-normalizer": decode_charset_normalizer,
    "faust-cchardet": decode_cchardet,
    "resiliparse": decode_resiliparse,
}


def repair_qingwen(text: str) -> str:
    """Stage 2."""
    from pipeline.repair import repair_text

    return repair_text(text).text


def repair_ftfy(text: str) -> str:
    """ftfy without what it does to Chinese punctuation."""
    from ftfy import TextFixerConfig, fix_text

    return fix_text(text, TextFixerConfig(uncurl_quotes=False, fix_character_width=False))


REPAIRERS: dict[str, Callable[[str], str]] = {"qingwen": repair_qingwen, "ftfy": repair_ftfy}


def simplify_qingwen(text: str) -> str:
    """Stage 6."""
    from pipeline.simplify import simplify_text

    return simplify_text(text)


@lru_cache(maxsize=4)
def _opencc(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)


def simplify_opencc(text: str) -> str:
    """OpenCC t2s."""
    return str(_opencc("t2s").convert(text))


def simplify_zhconv(text: str) -> str:
    """zhconv-rs zh-cn."""
    from zhconv_rs import zhconv

    return str(zhconv(text, "zh-cn"))


CONVERTERS: dict[str, Callable[[str], str]] = {
    "qingwen": simplify_qingwen,
    "OpenCC t2s": simplify_opencc,
    "zhconv-rs": simplify_zhconv,
}
