"""Words looked for in all lines at once: what is found, and what a pattern needs."""

import math
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.fold import fold
from pipeline.judge import lexical, patterns, rules
from pipeline.judge.keys import key_of, keys_of, rows_sharing
from pipeline.judge.names import agreement, may_agree, name_keys
from pipeline.judge.needles import Joined, Needles, lowered, rows_with_number
from pipeline.types import Options

# few characters, so that words meet; two of a higher plane that share bits with one of the basic plane and with the line break
CHARS = "ab来源责编\U00010061\U0001000a"
words = st.sets(st.text(CHARS, min_size=1, max_size=6), max_size=20)
texts = st.text(CHARS + "\n ", max_size=60)


def places(needle: str, text: str) -> list[int]:
    found, at = [], text.find(needle)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + 1)
    return found


@given(words, texts)
def test_every_needle_is_found_where_str_find_finds_it(needles, text):
    wanted = [(at, -len(word), word) for word in needles for at in places(word, text)]
    found = Needles(needles).places(Joined(text))
    assert [(at, -len(word), word) for at, _, word in found] == sorted(wanted)
    assert [row for _, row, _ in found] == [text.count("\n", 0, at) for at, _, _ in found]


@given(words, texts)
def test_the_lines_that_hold_a_word_are_named_once(needles, text):
    lines = text.split("\n")
    wanted = {word: rows for word in needles if (rows := [row for row, line in enumerate(lines) if word in line])}
    assert Needles(needles).find(Joined(text)) == wanted


@given(texts)
def test_joined_lines_know_where_they_begin(text):
    assert [text[at:].partition("\n")[0] for at in Joined(text).starts] == text.split("\n")


@given(st.text("0123٣９a \n", max_size=60), st.integers(1, 4))
def test_long_numbers_are_found_as_a_pattern_finds_them(text, digits):
    wanted = [text.count("\n", 0, found.start()) for found in re.finditer(rf"\d{{{digits},}}", text)]
    assert rows_with_number(text, digits) == wanted


@given(st.lists(st.text("aB_来源١-,。 \U00020000", max_size=12), max_size=8), st.integers(1, 12))
def test_keys_of_many_lines_are_those_of_each(lines, most):
    assert keys_of(lines) == [key_of(line) for line in lines]
    assert keys_of(lines, most) == [key_of(line)[:most] for line in lines]


@given(
    st.lists(st.text("ab来源责编", max_size=8), max_size=8), st.lists(st.text("ab来源", max_size=6)), st.integers(1, 5)
)
def test_lines_that_share_pairs_are_those_that_count_them(keys, titles, least):
    known = {pair for title in titles for pair in pairwise(title)}
    wanted = []
    for row, key in enumerate(keys):
        shared = sum(pair in known for pair in pairwise(key))
        if len(key) > 1 and (shared == len(key) - 1 or shared >= least):
            wanted.append(row)
    assert rows_sharing(keys, titles, least) == wanted


@given(st.lists(st.text("ab来源责编", max_size=8), max_size=8), st.text("ab来源_", min_size=1, max_size=14))
def test_lines_that_are_not_looked_at_agree_with_no_name(keys, title):
    titles = name_keys([title])
    looked_at = may_agree(keys, titles)
    for row, key in enumerate(keys):
        assert row in looked_at or len(key) < 2 or not any(agreement(key, name) for name in titles)


@pytest.mark.parametrize("rule", rules.load(Options()).rules, ids=lambda rule: rule.id)
def test_what_a_rule_needs_stands_in_its_examples(rule):
    needs, begins = patterns.needed(rule.pattern.pattern), patterns.begins(rule.pattern.pattern)
    for line in rule.drops:
        folded = lowered([rule.pattern.search(fold(line))[0]])
        assert not needs or any(word in folded for word in needs)
        assert not (begins and patterns.is_anchored(rule.pattern.pattern)) or folded[0] in begins


def test_the_digits_of_all_scripts_are_all():
    assert patterns.digits_of_all_scripts() == {
        char for char in map(chr, range(sys.maxunicode + 1)) if char.isdecimal()
    }


def test_what_the_rules_need_is_known():
    made = subprocess.run(
        [sys.executable, "-c", "import make_rule_needs; print(make_rule_needs.table(), end='')"],
        cwd=Path(__file__).parent.parent / "scripts", capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    ).stdout.decode("utf-8")  # fmt: skip
    assert made == tables.read_text(patterns.TABLE), "a rule was added or changed: run scripts/make_rule_needs.py"


def test_rules_match_the_same_where_nothing_is_known_of_patterns(monkeypatch):
    ruleset = rules.load(Options())
    lines = [fold(line) for rule in ruleset.rules for line in (*rule.drops, *rule.keeps)]
    wanted = [ruleset.match(line) for line in lines]
    assert ruleset.match_lines(lines, [""] * len(lines)) == wanted
    monkeypatch.setattr(patterns, "_parser", None)
    monkeypatch.setattr(rules, "needs", patterns.read_off)
    unknowing = rules.Ruleset(ruleset.rules)
    assert patterns.needed("来源") == frozenset() and not patterns.is_anchored("^来源")
    assert unknowing.match_lines(lines, [""] * len(lines)) == wanted


def test_the_lexical_model_adds_the_weights_of_distinct_grams():
    weights = {"a": (1.0, 0.0), "ab": (0.0, 2.0), "\0": (0.5, 0.5)}
    model = lexical.Model(("spam", "ok"), weights, (0.25, 0.0))
    for line in ("abab", "", "ba\0", "来源ab"):
        present = lexical.grams(line)
        logits = [
            bias + sum(weights[gram][family] for gram in present if gram in weights) / max(len(present), 1) ** 0.5
            for family, bias in enumerate((0.25, 0.0))
        ]
        odds = [math.exp(logit) for logit in logits]
        assert model.score(line).spam == pytest.approx(odds[0] / sum(odds))
    assert list(model.weights("ab")) == [0.0, 2.0]


def test_letters_of_cyrillic_that_are_told_have_two_forms():
    text = "".join(map(chr, range(0x300, 0x2000)))
    for letter in patterns._CYRILLIC:
        assert re.findall(letter, text, re.IGNORECASE) == sorted((letter, letter.upper())), letter
