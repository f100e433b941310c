"""Clubs called by an everyday word are read where a club stands, and nowhere else."""

from __future__ import annotations

import pytest

from graph.analyst.message import read
from graph.analyst.spotting.clubs import Club
from graph.wording import Language
from tests.graph.analyst_world import TODAY, spot


@pytest.mark.parametrize(
    ("text", "language", "clubs"),
    [
        ("palace or forest, who nicks it?", "en", ["Crystal Palace", "Nott'm Forest"]),
        ("hows forest's form", "en", ["Nott'm Forest"]),
        ("will forest stay up", "en", ["Nott'm Forest"]),
        ("wolves forest btts", "en", ["Wolves", "Nott'm Forest"]),
        ("is real favourite against barca", "en", ["Real Madrid", "Barcelona"]),
        ("chelsea pool, who takes it", "en", ["Chelsea", "Liverpool"]),
        ("a palace vagy a forest nyer?", "hu", ["Crystal Palace", "Nott'm Forest"]),
        ("milyen formában van a pool", "hu", ["Liverpool"]),
        ("mit szólsz a foresthez 4,5-ért", "hu", ["Nott'm Forest"]),
        ("palace hányadik", "hu", ["Crystal Palace"]),
    ],
)
def test_an_everyday_word_is_a_club_where_one_stands(
    text: str, language: Language, clubs: list[str]
) -> None:
    assert [club.name for club in _clubs(text, language)] == clubs


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        ("when's the Milan derby", ["Inter", "Milan"]),
        ("mikor lesz a milánói derbi", ["Inter", "Milan"]),
        ("mi lett az el clásico vége", ["Real Madrid", "Barcelona"]),
        ("who takes the old firm?", ["Celtic", "Rangers"]),
        ("the Milan derby, Milan v Inter", ["Milan", "Inter"]),
        ("Wolfsburg in Munich on Sunday: hopeless?", ["Wolfsburg"]),
        ("a Wolfsburg Münchenben: reménytelen?", ["Wolfsburg"]),
    ],
)
def test_a_match_has_a_name_of_its_own_and_a_town_is_no_club(text: str, clubs: list[str]) -> None:
    assert [club.name for club in _clubs(text, "en")] == clubs


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I am reading a book about the forest", "en"),
        ("the palace was beautiful", "en"),
        ("we swam in the pool today", "en"),
        ("what is the real chance of rain?", "en"),
        ("portion of chips please", "en"),
        ("i havent got any", "en"),
        ("milyen a real esély az esőre?", "hu"),
        ("szép nap van a városban", "hu"),
    ],
)
def test_an_everyday_word_is_none_elsewhere(text: str, language: Language) -> None:
    assert not _clubs(text, language)


def _clubs(text: str, language: Language) -> tuple[Club, ...]:
    return read(text, today=TODAY, language=language, spot=spot).clubs
