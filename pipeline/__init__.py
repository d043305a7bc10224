"""qingwen (清文, "clean text"): scraped Chinese pages in, clean text and Markdown out, every change on record.

    from pipeline import clean_page, Options
    doc = clean_page(data)            # bytes or str; never raises for a bad page
    doc.title, doc.text, doc.markdown, doc.metadata, doc.edits, doc.removed, doc.status

The names below are imported when they are first used, so that importing the package stays fast.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clean import clean_page
    from .errors import AuditError, InputError, OptionError, OutputError, QingwenError, RuleError
    from .judge.spam import spam_evidence
    from .repair import repair_text
    from .simplify import simplify_text
    from .types import Block, Document, Edit, Options

__version__ = "0.1.0"

if os.environ.get("QINGWEN_PURE"):  # see docs/architecture.md, "Compiled where a compiler is"
    from .uncompiled import install

    install()

_HOME = {
    "clean_page": "clean",
    "spam_evidence": "judge.spam",
    "repair_text": "repair",
    "simplify_text": "simplify",
    "Block": "types",
    "Document": "types",
    "Edit": "types",
    "Options": "types",
    "AuditError": "errors",
    "InputError": "errors",
    "OptionError": "errors",
    "OutputError": "errors",
    "QingwenError": "errors",
    "RuleError": "errors",
}

__all__ = [
    "AuditError",
    "Block",
    "Document",
    "Edit",
    "InputError",
    "OptionError",
    "Options",
    "OutputError",
    "QingwenError",
    "RuleError",
    "__version__",
    "clean_page",
    "repair_text",
    "simplify_text",
    "spam_evidence",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
