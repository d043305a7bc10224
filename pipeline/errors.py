"""One tree of errors. A bad page never raises: these are for input that cannot be read at all and for broken rules."""

from __future__ import annotations


class QingwenError(Exception):
    """Base of all errors of this package; its text is one sentence: what, where, what to do."""


class InputError(QingwenError):
    """The input cannot be read at all: missing, empty, binary, too large."""


class OutputError(QingwenError):
    """The output cannot be written."""


class RuleError(QingwenError):
    """A rule file is broken; the text names file, table, field, and what to write instead."""


class OptionError(QingwenError):
    """An option has a value that it cannot have."""


class AuditError(QingwenError):
    """An audit does not fit the text it is replayed on."""
