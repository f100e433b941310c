"""What answers have told: the matches of their lists, and clubs by one word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.analyst.follow_ups.another_club import told_apart
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.follow_ups.spoken_names import with_spoken_of
from graph.analyst.message import read
from graph.analyst.told import Listed, clubs_told, legs_told, listed
from graph.wording import Language
from tests.graph.analyst_world import TODAY, spot


@pytest.mark.parametrize(
    ("answer", "language", "matches"),
    [
        ("Matches:\n- Fulham – Man City, 11:30 UTC\n- Inter – Milan, Sunday 12 May 2024, 18:45 UTC",
         "en", [("Fulham", "Man City", None), ("Inter", "Milan", 12)]),
        ("Meccsek:\n- Inter – Milan, 2024. május 12., vasárnap, 20:45 (magyar idő)", "hu",
         [("Inter", "Milan", 12)]),
        ("- Tottenham – West Ham: Tottenham **77.2%**", "en", [("Tottenham", "West Ham", None)]),
        ("- Liverpool – Tottenham **4-2**, Sunday 5 May 2024", "en",
         [("Liverpool", "Tottenham", 5)]),
        ("- Inter at 1.50 (Inter – Milan, on Sunday 12 May 2024): chance 64.3%", "en", []),
        ("- Newcastle attack better than is usual (Newcastle +11.8 percentage points)", "en", []),
        ("Arsenal are favourites: **75.5%** to win at Man United.", "en", []),
    ],
)  # fmt: skip
def test_the_matches_of_a_list_are_read(
    answer: str, language: Language, matches: list[tuple[str, str, int | None]]
) -> None:
    found = listed(answer, today=TODAY, language=language)
    assert found == tuple(
        Listed(home=home, away=away, day=dt.date(2024, 5, day) if day else None)
        for home, away, day in matches
    )


def test_clubs_of_an_answer_are_those_it_tells_of() -> None:
    assert clubs_told("Arsenal win at Man United with 75.5%.", spot) == ("Arsenal", "Man United")
    assert clubs_told("Which club do you mean: Man United or Leeds?", spot) == ()


@pytest.mark.parametrize(
    ("text", "names", "club"),
    [
        ("and the forest one", ("Nott'm Forest",), "Nott'm Forest"),
        ("take city out", ("Fulham", "Man City"), "Man City"),
        ("tudom hogy a madrid már bajnok", ("Real Madrid",), "Real Madrid"),
        ("a palace-ra mennyi", ("Crystal Palace",), "Crystal Palace"),
        ("and united?", ("Man United", "Sheffield United"), "Man United"),
        ("és a City?", ("Liverpool",), "Man City"),
        ("és a United?", ("Leeds",), "Leeds"),
    ],
)
def test_one_word_means_the_club_spoken_of(text: str, names: tuple[str, ...], club: str) -> None:
    found = with_spoken_of(spot, names, frozenset(names))(text)
    assert [one.resolution.team.name for one in found if one.resolution.team] == [club]


def test_beside_another_club_a_word_is_not_of_a_list_alone() -> None:
    spots = with_spoken_of(spot, ("Sheffield United",), frozenset())
    assert [one.text for one in spots("united arsenal vasárnap?")] == ["arsenal"]
    assert [one.text for one in spots("és a united?")] == ["united"]
    clubs = read("united arsenal vasárnap?", today=TODAY, language="hu", spot=spots).clubs
    assert [club.name for club in clubs] == ["united", "Arsenal"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is it real value", ("Real Madrid",)),
        ("games in the west", ("West Ham",)),
        ("and sheffield united?", ("Man United",)),
        ("any tips", ("Man City",)),
    ],
)
def test_everyday_words_and_longer_names_are_not(text: str, names: tuple[str, ...]) -> None:
    found = with_spoken_of(spot, names, frozenset(names))(text)
    assert not {one.resolution.team.name for one in found if one.resolution.team} & set(names)


def test_a_name_that_an_answer_settled_is_asked_back_no_more() -> None:
    asked = read("united arsenal vasárnap?", today=TODAY, language="hu", spot=spot)
    answered = told_apart(asked, clubs_told("Az Arsenal nyer a Man United ellen.", spot))
    assert [club.name for club in answered.clubs] == ["Man United", "Arsenal"]
    place = read("who finishes 4th?", today=TODAY, language="en", spot=spot)
    assert {club.name for club in in_context([answered, place]).clubs} <= {"Man United", "Arsenal"}


def test_meetings_of_the_same_two_clubs_are_told_apart_and_the_last_is_the_latest() -> None:
    answer = (
        "Latest:\n- Arsenal – Chelsea **5–0**, Tuesday 23 April 2024\n"
        "- Chelsea – Arsenal **2–2**, Saturday 21 October 2023\n"
        "- Arsenal – Chelsea **3–1**, Tuesday 2 May 2023"
    )
    told = listed(answer, today=TODAY, language="en")
    assert [one.day for one in told if one.day] == [
        dt.date(2024, 4, 23), dt.date(2023, 10, 21), dt.date(2023, 5, 2)
    ]  # fmt: skip
    asked = read("arsenal chelsea head to head", today=TODAY, language="en", spot=spot)
    for text, language in (("how did the last one end?", "en"), ("az utolsó hogy lett?", "hu")):
        now = read(text, today=TODAY, language=language, spot=spot)  # type: ignore[arg-type]
        meant = in_context([replace(asked, listed=told), now])
        assert meant.days is not None
        assert meant.days.first == dt.date(2024, 4, 23)


@pytest.mark.parametrize(
    ("answer", "bets"),
    [
        ("A slip:\n- Arsenal (Man United – Arsenal, on Sunday 12 May 2024): chance 64.3%\n"
         "- over 2.5 goals at 1.62 (Inter – Milan, on Sunday 12 May 2024): chance 61.0%",
         ["Arsenal", "over 2.5 goals @1.62"]),
        ("Szelvény:\n- több mint 2,5 gól, 1,62-os oddson (Inter – Milan, 2024. május 12-én, "
         "vasárnap): esélye 61,0 %", ["több mint 2,5 gól @1.62"]),
        ("A slip:\n- Arsenal (Man United – Arsenal, on Sunday 12 May 2024): chance 64.3%\n"
         "- Inter (handicap -1) (Inter – Milan, on Sunday 12 May 2024): chance 31.0%",
         [None]),
    ],
)  # fmt: skip
def test_the_legs_of_a_slip_are_told_with_their_bets(answer: str, bets: list[str | None]) -> None:
    assert [leg.bet for leg in legs_told(answer)] == bets
