"""Words as people type them, and amounts in words."""

from __future__ import annotations

import pytest

from graph.analyst.likeness import vocabulary
from graph.analyst.spelling import Vocabulary, written_out
from graph.analyst.spotting.number_words import spot_worded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats CLUB form", "what is CLUB form"),
        ("bro who's winning CLUB CLUB lol", "who is winning CLUB CLUB"),
        ("gimme tips pls", "give me tips please"),
        ("sztem vmi nem jo", "szerintem valami nem jo"),
        ("CLUB v CLUB", "CLUB v CLUB"),
    ],
)
def test_short_forms_are_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tabela", "tabella"),  # a letter lost
        ("tabbella", "tabella"),  # doubled
        ("tbaella", "tabella"),  # two turned round
        ("vertek", "vertek"),  # another letter is another word
        ("tabellat", "tabellat"),  # one at the end is an ending
    ],
)
def test_slips_of_the_fingers_are_mended(typed: str, meant: str) -> None:
    assert Vocabulary(["tabella", "vernek"]).mended(typed) == meant


def test_a_known_word_with_an_ending_is_no_slip_of_another() -> None:
    words = Vocabulary(["stay", "saying", "swap", "change"])
    assert words.mended("staying saying") == "staying saying"
    assert words.mended("syaing") == "saying"


def test_no_word_of_the_phrases_is_changed() -> None:
    for word in ("standings", "eredmenyek", "meccsek"):
        assert word in vocabulary()
        assert vocabulary().mended(word) == word


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("my bankroll is fifty thousand", 50_000),
        ("two hundred and fifty pounds", 250),
        ("otvenezer forint", 50_000),
        ("ketszazotvenezer", 250_000),
        ("haromszazezer", 300_000),
        ("a thousand", 1_000),
    ],
)
def test_amounts_in_words_are_read(said: str, value: int) -> None:
    assert [number for _, number in spot_worded(said)] == [value]


@pytest.mark.parametrize("said", ["egy meccs", "two goals", "hatvany", "a match", "ezerszer"])
def test_counts_and_other_words_are_no_amounts(said: str) -> None:
    assert spot_worded(said) == []
