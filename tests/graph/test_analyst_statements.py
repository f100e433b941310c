"""What is told before a question gives its clubs to the question, and nothing else."""

from __future__ import annotations

import pytest

from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from tests.graph.analyst_world import TODAY, spot


def _read(text: str) -> Reading:
    return read(text, today=TODAY, language="en", spot=spot)


@pytest.mark.parametrize(
    ("text", "intent", "clubs"),
    [
        ("Arsenal are flying. Will they win on Sunday?", Intent.CHANCES, ["Arsenal"]),
        ("Wolves have been poor. Do they beat Palace?", Intent.CHANCES,
         ["Wolves", "Crystal Palace"]),
        ("Arsenal won last time out, when is their next game?", Intent.FIXTURES, ["Arsenal"]),
        ("Inter lost again. When do Milan play?", Intent.FIXTURES, ["Milan"]),
        ("Stuttgart beat Bayern last week. Do they win at Dortmund?", Intent.CHANCES,
         ["Stuttgart", "Dortmund"]),
        ("Had a great day. Where are Everton in the table?", Intent.REPORT, ["Everton"]),
        ("A Bayern idén gyenge, de a Wolfsburgot csak megveri?", Intent.CHANCES,
         ["Bayern Munich", "Wolfsburg"]),
        ("Lemaradtam a meccsről. Mi lett az Arsenal–Chelsea vége?", Intent.RESULTS,
         ["Arsenal", "Chelsea"]),
        ("Az Arsenal legutóbb nyert, mikor van a következő meccse?", Intent.FIXTURES,
         ["Arsenal"]),
    ],
)  # fmt: skip
def test_a_statement_gives_its_clubs_alone(text: str, intent: Intent, clubs: list[str]) -> None:
    reading = _read(text)
    assert reading.said is not None
    assert reading.intents == (intent,)
    assert {club.name for club in reading.clubs} == set(clubs)


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        ("After losing to Stuttgart, can Bayern win on Sunday?", ["Bayern Munich"]),
        ("A Stuttgart elleni vereség után felállhat a Bayern vasárnap?", ["Bayern Munich"]),
        ("Since Arsenal lost yesterday, will they win on Sunday?", ["Arsenal"]),
        ("Mivel az Arsenal kikapott, megveri vasárnap a Man Unitedet?",
         ["Arsenal", "Man United"]),
    ],
)  # fmt: skip
def test_an_old_opponent_is_not_asked_about(text: str, clubs: list[str]) -> None:
    assert [club.name for club in _read(text).clubs] == clubs


def test_a_day_that_is_past_belongs_to_the_statement() -> None:
    assert _read("We lost badly last night. When do Dortmund play?").days is None
    coming = _read("Arsenal have a big game on Sunday. Who wins?").days
    assert coming is not None
    assert coming.first.isoformat() == "2024-05-12"


def test_of_what_was_the_day_told_counts() -> None:
    days = _read("Stuttgart had Bayern last week, what was the score?").days
    assert days is not None
    assert days.last < TODAY


@pytest.mark.parametrize(
    "text",
    [
        "Arsenal–Chelsea on Sunday, who wins?",
        "I support Arsenal. When do they play next?",
        "my bankroll is 500, how much on Arsenal at 1.6?",
        "Arsenal are 1.6, Bayern are 1.3, what does the double pay?",
        "If Arsenal have lost, can City still win the league?",
        "Who won yesterday, and when do Arsenal play?",
        "kapott gól nélkül nyer a Milan az Inter ellen, mennyi rá az esély?",
        "Show me what Arsenal have done lately. Do they win on Sunday?",
    ],
)
def test_what_asks_or_wants_something_is_no_statement(text: str) -> None:
    assert _read(text).said is None
