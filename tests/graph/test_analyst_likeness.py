"""The likeness of phrases: its numbers are those of the phrases, and it says when it is unsure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analyst.intents import Intent, by_both, by_cue, by_likeness
from graph.analyst.learning import fitted, keep, phrases
from graph.analyst.likeness import digest_of_phrases, likeness, pieces


def test_the_numbers_are_those_of_the_phrases_as_they_are() -> None:
    assert likeness().digest == digest_of_phrases(), "run: python -m graph.analyst.learning"


def test_every_intent_of_the_phrases_is_one_of_ours() -> None:
    assert {intent for _, intent in phrases()} <= {str(intent) for intent in Intent}


def test_fitting_again_gives_the_same_answers(tmp_path: Path) -> None:
    said = phrases()
    again = fitted(said)
    keep(again, tmp_path / "again.npz")
    for phrase, _ in said[::25]:
        intent, sure = again.of(phrase)
        kept, kept_sure = likeness().of(phrase)
        assert intent == kept
        assert sure == pytest.approx(kept_sure, abs=0.02)


def test_what_it_was_fitted_to_it_knows() -> None:
    said = phrases()
    right = sum(likeness().of(phrase)[0] == intent for phrase, intent in said)
    assert right / len(said) > 0.95


def test_names_and_numbers_are_alike_and_accents_are_none() -> None:
    assert pieces("nyer a CLUB 12") == pieces("nyer a CLUB 7")
    assert pieces("döntetlen") == pieces("dontetlen")
    assert "=CLUB" in pieces("CLUB")


@pytest.mark.parametrize("text", ["", "CLUB", "es CLUB", "qqq zzz xxx", "42"])
def test_it_decides_nothing_of_a_few_bare_words(text: str) -> None:
    assert by_likeness(text) is None


def _overruled() -> Iterator[tuple[str, Intent, Intent]]:
    yield "what happened in the CLUB CLUB game", Intent.MATCH, Intent.RESULTS
    yield "mi tortent a CLUB CLUB meccsen", Intent.MATCH, Intent.RESULTS


@pytest.mark.parametrize(("text", "cue", "both"), list(_overruled()))
def test_a_loose_cue_gives_way_to_a_sure_likeness(text: str, cue: Intent, both: Intent) -> None:
    assert by_cue(text) is cue
    assert by_both(text) is both


def test_a_cue_that_means_one_thing_is_not_overruled() -> None:
    assert by_both("CLUB CLUB head to head") is Intent.HEAD_TO_HEAD
