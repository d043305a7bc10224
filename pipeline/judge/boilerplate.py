"""The model's verdict on the blocks of a page, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Block, Evidence, Page
from . import features, model, sequence, wholes

RULE = "model/boilerplate"


def judge_boilerplate(blocks: Sequence[Block], page: Page, topics: Sequence[str]) -> dict[int, tuple[str, Evidence]]:
    """The blocks that the model drops, each with its score and the features that speak most against it.

    ``topics`` names for each block the file of the rule that matches it. The score is in log-odds: below zero
    means furniture by the block alone; the evidence of one above zero says that its neighbours decided.
    """
    known = model.load(page.kind)
    table = features.describe(blocks, page.head, topics)
    scores = known.score(table)
    kept = wholes.complete(blocks, sequence.decide(scores, [len(block.text) for block in blocks]))
    out = [row for row, keep in enumerate(kept) if not keep]
    reasons = known.reasons(table, out)
    return {
        blocks[row].index: (RULE, (("score", round(float(scores[row]), 2)), *why))
        for row, why in zip(out, reasons, strict=True)
    }
