"""Texts to changes: OpenCC for all of a page in one call, the senses afterwards, aligned to the input."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ..types import Certainty, Options
from .sense import by_sense

_SHIELD = "\x01"
"""Stands for each protected character while the rest is converted; no dictionary holds it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a text that conversion changes, or leaves in doubt (``flagged``)."""

    start: int
    before: str
    after: str
    rule: str
    certainty: Certainty = "exact"
    alternatives: tuple[tuple[str, float], ...] = ()
    why: str = ""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=8)
def converter(config: str) -> _Converter:
    """OpenCC with one of its configurations, made once a process."""
    from opencc import OpenCC

    made: _Converter = OpenCC(config)
    return made


def convert(texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], options: Options) -> list[list[Change]]:
    """For each text its changes, sorted, not overlapping; ``spans`` of it are left alone."""
    masked = [_masked(text, span) for text, span in zip(texts, spans, strict=True)]
    outs = _call(_CONFIGS[options.script], masked)
    result = []
    for text, hidden, out in zip(texts, masked, outs, strict=True):
        final = by_sense(hidden, out) if options.script == "simplified" else out
        result.append([] if final == hidden else _aligned(text, hidden, final))
    return result


_CONFIGS = {"simplified": "t2s", "traditional": "s2t", "taiwan": "s2tw", "hongkong": "s2hk"}


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for low, high in spans:
        text = text[:low] + _SHIELD * (high - low) + text[high:]
    return text


def _call(config: str, texts: Sequence[str]) -> list[str]:
    """All texts in one call; lone surrogates (hostile input) cannot be handed over and stay."""
    joined = "\x02".join(texts)
    if joined.isascii():
        return list(texts)
    try:
        joined.encode("utf-8")
    except UnicodeEncodeError:
        return [_call_one(config, text) for text in texts]
    out = converter(config).convert(joined).split("\x02")
    return out if len(out) == len(texts) else [_call_one(config, text) for text in texts]


def _call_one(config: str, text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text
    return converter(config).convert(text)


def _aligned(text: str, hidden: str, out: str) -> list[Change]:
    """The stretches that differ; equal lengths (nearly always) align by position."""
    if len(hidden) == len(out):
        return _by_position(text, hidden, out)
    matcher = difflib.SequenceMatcher(None, hidden, out, autojunk=False)
    return [Change(i, text[i:j], out[k:m], "script") for op, i, j, k, m in matcher.get_opcodes() if op != "equal"]


def _by_position(text: str, hidden: str, out: str) -> list[Change]:
    changes, at, length = [], 0, len(hidden)
    while at < length:
        if hidden[at] == out[at]:
            at += 1
            continue
        end = at + 1
        while end < length and hidden[end] != out[end]:
            end += 1
        changes.append(Change(at, text[at:end], out[at:end], "script"))
        at = end
    return changes
