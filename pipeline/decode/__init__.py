"""Stage 1: any bytes in, the right text out, and how that was found.

Method, in this order; the first that decides ends it, and all that was seen is returned as evidence:

1. an order of the user (``Options.encoding``);
2. a byte order mark;
3. strictly valid UTF-8 (short Chinese bytes can be that by chance: they are weighed, see 5);
4. escape sequences of seven-bit encodings (ISO-2022-JP, HZ);
5. candidates, scored: what does the page cost, in nats, if it is Chinese in GB18030, Chinese in Big5, Japanese,
   Korean, Russian, a Latin language? A declaration (HTTP header, XML declaration, meta tag) makes its encoding
   cheaper by a constant, it never decides alone.

Then the whole page is decoded in that encoding, stretches that are plainly another encoding (an include) in theirs,
and each byte that fits nothing becomes one U+FFFD with a flagged Edit: a bad byte costs only itself.

Limits: EUC-TW and other encodings without a codec in Python are not known; Thai, and single-byte encodings beyond those of
``candidates.SINGLE_BYTE``, are found only if declared.
"""

from __future__ import annotations

from ..errors import InputError
from ..types import Edit, Evidence, Options, Source
from .candidates import Declared, choose
from .evidence import as_utf8, declarations, from_bom, from_escapes, may_be_chance, ordered
from .kind import is_binary, kind_of
from .segments import escaped_bytes, read_whole, text_of

__all__ = ["decode"]


def decode(data: bytes | str, options: Options) -> tuple[Source, tuple[Edit, ...]]:
    """The page's text, the encoding with its evidence, and a flagged Edit for each bad byte.

    >>> source, edits = decode("漯河市新闻网".encode("gbk"), Options())
    >>> source.text, source.encoding, edits
    ('漯河市新闻网', 'gb18030', ())

    Raises InputError for what cannot be read at all: nothing, more than ``options.max_bytes``, pictures and archives.
    """
    refuse(data, options)
    if isinstance(data, str):
        raw = escaped_bytes(data)
        if raw is None:
            text, edits = text_of(data)
            return Source(text, "str", (("given", "str"),), kind_of(text, options)), edits
        data = raw
    sound = as_utf8(data)
    encoding, evidence = encoding_of(data, options, sound)
    read = read_whole(data, encoding, sound)
    source = Source(read.text, encoding, (*evidence, *read.evidence), kind_of(read.text, options))
    return source.beside(read.utf8), read.edits


def refuse(data: bytes | str, options: Options) -> None:
    """Raise InputError for input that cannot be read at all."""
    if not data:
        raise InputError("the input is empty; give a page or a text")
    if len(data) > options.max_bytes:
        raise InputError(f"the input has {len(data)} bytes, more than max_bytes={options.max_bytes}")
    if isinstance(data, bytes) and (what := is_binary(data)):
        raise InputError(f"the input is {what}, not a page or a text")


def encoding_of(data: bytes, options: Options, sound: str | None) -> tuple[str, Evidence]:
    """The encoding of a page's bytes and what it rests on; ``sound`` is what ``as_utf8`` makes of them.

    >>> encoding_of("中文".encode(), Options(), "中文")
    ('utf-8', (('valid', 'utf-8'),))
    """
    said = declarations(data, options)
    evidence: Evidence = tuple((f"declared-{where}", label) for where, label, _ in said)
    if found := ordered(options):
        return found, (("ordered", found), *evidence)
    if found := from_bom(data):
        return found, (("bom", found), *evidence)
    if sound is not None and not may_be_chance(data):
        return "utf-8", (("valid", "utf-8"), *evidence)
    if found := from_escapes(data):
        return found, (("escapes", found), *evidence)
    found, scores = choose(data, Declared(tuple(name for _, _, name in said)))
    return found, (("scored", found), *scores, *evidence)
