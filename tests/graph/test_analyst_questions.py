"""Several questions in a message, premises, and names that mean no club."""

from __future__ import annotations

from functools import partial

import pytest

from graph.analyst import Analyst
from graph.analyst.message import read
from graph.analyst.questions import questions
from graph.analyst.reading import Reading
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def _questions(text: str, language: Language = "en") -> tuple[Reading, ...]:
    return questions(text, partial(read, today=TODAY, language=language, spot=spot))


def _names(reading: Reading) -> list[str]:
    return [club.name for club in reading.clubs]


@pytest.mark.parametrize(
    ("text", "language", "clubs"),
    [
        ("Who wins Inter v Juventus, and what is Chelsea's form?", "en",
         [["Inter", "Juventus"], ["Chelsea"]]),
        ("Ki nyeri az Inter–Milant és milyen formában van a Chelsea?", "hu",
         [["Inter", "Milan"], ["Chelsea"]]),
        ("Who wins Inter v Juventus, and is 1.9 on Inter value?", "en", [["Inter", "Juventus"]]),
        ("Remember that Arsenal rest players. What a week!", "en", [["Arsenal"]]),
        ("Mennyi az esélye, hogy a Bayern nyer, és miért?", "hu", [["Bayern Munich"]]),
        ("acca: Arsenal 1.6 and Bayern 1.3, what does it pay?", "en",
         [["Arsenal", "Bayern Munich"]]),
    ],
)  # fmt: skip
def test_a_message_is_parted_where_it_asks_of_something_else(
    text: str, language: Language, clubs: list[list[str]]
) -> None:
    assert [_names(one) for one in _questions(text, language)] == clubs


def test_three_questions_are_answered_and_the_rest_is_offered() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(
        "Arsenal form? Who wins Inter v Milan? Bundesliga table? Chelsea's next game?"
    )
    assert [name for name, _ in talk.calls] == ["team_report", "predict_match", "league_table"]
    assert "three questions at a time" in answer
    assert "Chelsea's next game" in answer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("since Arsenal lost 3-0 yesterday, will they beat Man United on Sunday?", "en"),
        ("mivel az Arsenal tegnap 3-0-ra kikapott, megveri vasárnap a Man Unitedet?", "hu"),
    ],
)
def test_what_is_taken_for_granted_is_no_part_of_the_question(
    text: str, language: Language
) -> None:
    (one,) = _questions(text, language)
    assert one.days is not None
    assert one.days.first.isoformat() == "2024-05-12"
    assert one.score is None


@pytest.mark.parametrize(
    ("text", "stranger"),
    [
        ("Ki nyer, az Alfa FC vagy az Arsenal?", "Alfa FC"),
        ("Who wins, Arsenal or Grimsbury Wick?", "Grimsbury Wick"),
        ("Who wins Arsenal v Grimsbury Wick?", "Grimsbury Wick"),
        ("arsenal vs grimsbury", "grimsbury"),
        ("Grimsbury – Arsenal, who wins?", "Grimsbury"),
        ("acca: Arsenal 1.6, Grimsbury 1.3", "Grimsbury"),
    ],
)
def test_a_name_that_means_no_club_is_exposed(text: str, stranger: str) -> None:
    (one,) = _questions(text)
    assert [club.name for club in one.clubs if not club.known] == [stranger]


@pytest.mark.parametrize(
    "text",
    ["Arsenal v Chelsea Over 2.5", "Arsenal - Who scores?", "Arsenal vs over 2.5",
     "acca: Arsenal 1.6, Draw 3.4", "I'm reading a nice book about wolves in the forest",
     "come on, that was a real match made in hell", "nekem ez a gent nem tetszik"],
)  # fmt: skip
def test_ordinary_words_are_no_clubs(text: str) -> None:
    assert all(club.known for one in _questions(text) for club in one.clubs)


@pytest.mark.parametrize(
    ("typed", "club"),
    [("Manchster Untied", "Man United"), ("Arsenl", "Arsenal"), ("Liverpol", "Liverpool"),
     ("Ferencvaros", "Ferencváros"), ("Barcelone", "Barcelona"), ("Totenham", "Tottenham"),
     ("Bayren", "Bayern Munich"), ("Dortmnd", "Dortmund"), ("Newcaslte", "Newcastle")],
)  # fmt: skip
def test_slips_of_the_finger_are_read(typed: str, club: str) -> None:
    (one,) = _questions(f"will {typed} win on Sunday")
    assert _names(one) == [club]


def test_a_shared_name_is_told_apart_by_the_league_of_the_other_club() -> None:
    assert _names(_questions("Fulham against City")[0]) == ["Fulham", "Man City"]
    (one,) = _questions("When do United play?")
    assert len(one.clubs[0].candidates) > 1
