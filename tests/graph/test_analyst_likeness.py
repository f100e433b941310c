"""The likeness of phrases: its numbers are those of the phrases, and it says when it is unsure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analyst.intents import Intent, by_both, by_cue, by_likeness, intents_of
from graph.analyst.learning import WORDINGS, fitted, keep, phrases, wordings
from graph.analyst.likeness import digest_of_phrases, likeness, pieces


def test_the_numbers_are_those_of_the_phrases_as_they_are() -> None:
    assert likeness().digest == digest_of_phrases(), "run: python -m graph.analyst.learning"


def test_every_intent_of_the_phrases_is_one_of_ours() -> None:
    assert {intent for _, intent in phrases()} <= {str(intent) for intent in Intent}


@pytest.mark.slow
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


def test_a_line_with_alternatives_stands_for_all_of_them() -> None:
    assert wordings("show my notes") == ["show my notes"]
    assert wordings("(show|list) my (old |)notes") == [
        "show my old notes", "show my notes", "list my old notes", "list my notes",
    ]  # fmt: skip


def test_of_many_wordings_some_are_taken_that_reach_every_alternative() -> None:
    said = wordings("(a|b|c|d|e) (f|g|h|i|j) (k|l|m|n|o)")
    assert len(said) == WORDINGS
    assert {word for one in said for word in one.split()} == set("abcdefghijklmno")


def test_what_cannot_be_meant_leaves_its_probability_to_the_others() -> None:
    text = "who will win the title"
    first, sure = likeness().of(text)
    second, less_sure = likeness().of(text, never=frozenset({first}))
    assert second != first
    assert 0 < less_sure <= 1
    assert sure > 0.5


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("CLUB nem kap ki a CLUB, hany szazalek", (Intent.CHANCES,)),
        ("mennyi az odds a 2,5 gol felettre a CLUB-CLUB?", (Intent.VALUE,)),
        ("CLUB CLUB, who is better", (Intent.CHANCES,)),
        ("CLUB vagy dontetlen a CLUB ellen, egyutt mennyi", (Intent.CHANCES,)),
    ],
)
def test_a_clause_is_read_in_the_light_of_the_whole(text: str, intents: tuple[Intent, ...]) -> None:
    assert intents_of(text) == intents
