"""The only reader of ``data/`` and of rule files. Whoever makes something of a table keeps that, once a process, and not the
lines beside it, which would take as much room again.

A text table starts with a header of ``#`` lines: what it is, the script that made it, from what, under which terms.
What a binary table was made from stands in its script and in NOTICE.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .errors import RuleError

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"
RULES = PACKAGE / "rules"
PARTS = "parts.toml"
"""the file of a rule folder that holds no rules but parts of patterns"""
PREPARED = PACKAGE / "prepared.bin"


def read_text(name: str) -> str:
    """A data file as it stands, UTF-8."""
    return (DATA / name).read_text("utf-8")


@lru_cache(maxsize=2)  # some tables are asked for part by part
def read_lines(name: str) -> tuple[str, ...]:
    """The entries of a text table, without its header and blank lines."""
    return tuple([line for line in read_text(name).split("\n") if line and not line.startswith("#")])


def read_fields(name: str) -> list[str]:
    """What stands between blanks and line breaks in a text table, without its header; for tables of many small entries."""
    text, at = read_text(name), 0
    while text.startswith("#", at):
        at = text.index("\n", at) + 1
    return text[at:].split()


def read_bytes(name: str) -> bytes:
    """A binary data file."""
    return (DATA / name).read_bytes()


def read_prepared() -> bytes:
    """What the installation wrote down for ``prepared``. Raises OSError if it wrote nothing."""
    return PREPARED.read_bytes()


def read_mapped(name: str) -> memoryview:
    """A binary data file, mapped: what nobody looks at is not read."""
    from mmap import ACCESS_READ, mmap

    with (DATA / name).open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def rule_files(folder: Path = RULES) -> list[Path]:
    """The rule files of a folder in name order, without ``sites/``."""
    return sorted(file for file in folder.glob("*.toml") if file.name != PARTS)


def part_file(folder: Path = RULES) -> Path:
    """The file of parts that stands beside them, whether it is there or not."""
    return folder / PARTS


def read_rules(file: Path) -> str:
    """A rule file, or one of parts, as it stands."""
    return file.read_text("utf-8")


def site_files(folder: Path = RULES) -> list[Path]:
    """The rule files of single sites, ``sites/<host>.toml``, in name order."""
    return sorted((folder / "sites").glob("*.toml"))


def site_blocks(path: str, site: str) -> tuple[int, dict[bytes, int]] | None:
    """A site's pages and repeated blocks out of a table of ``qingwen learn-sites``; None if it does not know the site.

    Raises RuleError if the file is no such table.
    """
    import contextlib
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as table:
            known = table.execute("SELECT pages FROM sites WHERE site = ?", (site,)).fetchone()
            if known is None:
                return None
            return known[0], dict(table.execute("SELECT digest, pages FROM blocks WHERE site = ?", (site,)))
    except sqlite3.Error as error:
        raise RuleError(f"{path}: no table of sites ({error}); make one with qingwen learn-sites") from error
