"""What the benchmark claims of sentences as people type them stays true."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.team_names import count_mentions, known_teams, read_sentences
from knowledge.naming import TeamResolver


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    resolver = TeamResolver.build(known_teams(None))
    return count_mentions(resolver, read_sentences())


def test_the_corpus_is_large_enough_to_say_something(counts: Counter[str]) -> None:
    assert counts["mentions"] >= 600
    assert counts["sentences without"] >= 250


def test_nearly_all_mentions_are_found_and_none_as_another_club(counts: Counter[str]) -> None:
    assert counts["wrong club"] == 0
    assert counts["right"] / counts["mentions"] >= 0.98


def test_everyday_sentences_hardly_ever_raise_a_club(counts: Counter[str]) -> None:
    assert counts["false alarms"] / counts["sentences without"] <= 0.02
