"""What people type leads to the right tools with the right arguments, in both languages."""

from __future__ import annotations

import pytest

from graph.wording import Language
from tests.graph.analyst_phrases import LANGUAGES, phrases, run

#: of the phrases kept apart; the measured share stands in benchmarks/analyst_phrases.py
APART = 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_development_part_is_understood(language: Language) -> None:
    outcomes = [run(phrase) for phrase in phrases(language, "development")]
    missed = [(one.phrase.messages, one.calls) for one in outcomes if not one.right_arguments]
    assert not missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_phrases_kept_apart_are_understood(language: Language) -> None:
    outcomes = [run(phrase) for phrase in phrases(language, "apart")]
    right = sum(one.right_arguments for one in outcomes)
    assert right / len(outcomes) >= APART


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_phrases_and_none_stands_in_both_parts(language: Language) -> None:
    development = {phrase.messages for phrase in phrases(language, "development")}
    apart = {phrase.messages for phrase in phrases(language, "apart")}
    assert len(development) + len(apart) >= 200
    assert not development & apart
