"""Bets of one club as people type them: which one it is, whose, and what a price is then on."""

from __future__ import annotations

import pytest

from graph.analyst.calls import Found
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.message import read
from graph.analyst.picks import focus
from graph.analyst.reading import Reading
from graph.analyst.slips.bets import bet_said
from graph.analyst.slips.legs import legs_said
from graph.analyst.writing.bets import named
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_world import TODAY, spot


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("Barcelona Real Madrid handicap -1", "Barcelona -1"),
        ("Roma +0.5 at Milan", "Roma +0.5"),
        ("Bayern -2.5", "Bayern Munich -2.5"),
        ("Bayern v Wolfsburg hcp -1.5", "Bayern Munich -1.5"),
        ("Chelsea Liverpool handicap -1 Liverpool", "Liverpool -1"),
        ("Chelsea Liverpool Liverpool -1", "Liverpool -1"),
        ("Man United v Arsenal: Arsenal -1", "Arsenal -1"),
        ("Arsenal away at Man United, will they score 3+", "Arsenal over 2.5"),
        ("Arsenal over 1.5 team goals", "Arsenal over 1.5"),
        ("Chelsea team total under 1.5", "Chelsea under 1.5"),
        ("Chelsea Liverpool to nil", "Chelsea to nil"),
        ("will Arsenal keep a clean sheet at Man United?", "Arsenal clean sheet"),
        ("will Bayern concede at Dortmund", "Bayern Munich concede"),
        ("will Celtic score against Rangers", "Celtic over 0.5"),
        ("Chelsea not to lose to Liverpool", "Chelsea or draw"),
        ("Newcastle or draw", "Newcastle or draw"),
    ],
)
def test_a_bet_is_the_clubs_that_is_meant(text: str, bet: str) -> None:
    reading = said(text)
    asked = focus(reading)
    assert asked is not None
    assert bet_said(asked.selection, reading) == bet


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("Bayern Wolfsburg hendi -1,5", "Bayern Munich -1.5"),
        ("Barcelona Real Madrid hendikep +1", "Barcelona +1"),
        ("nullára nyer a Bayern?", "Bayern Munich to nil"),
        ("Chelsea Liverpool kapott gól nélkül", "Chelsea clean sheet"),
        ("kap gólt a Bayern Dortmundban?", "Bayern Munich concede"),
        ("nem kap gólt az Arsenal a Man United ellen", "Arsenal clean sheet"),
        ("lő gólt az Újpest a Fradi ellen?", "Újpest over 0.5"),
        ("az Inter több mint 2 gólt lő", "Inter over 2.5"),
        ("az Arsenal nem kap ki a Man Unitedtől", "Arsenal or draw"),
        ("Inter vagy döntetlen", "Inter or draw"),
    ],
)
def test_in_hungarian_too(text: str, bet: str) -> None:
    reading = said(text, language="hu")
    asked = focus(reading)
    assert asked is not None
    assert bet_said(asked.selection, reading) == bet


@pytest.mark.parametrize(
    ("text", "language", "selections"),
    [
        ("either side to keep a clean sheet in Chelsea v Liverpool?", "en", ["btts_no"]),
        ("Chelsea Liverpool mindkettő lő gólt?", "hu", ["btts_yes"]),
        ("mindkét csapat betalál a Dortmund–Stuttgarton?", "hu", ["btts_yes"]),
        ("Celtic to score first", "en", []),
        ("what was the Celtic score", "en", []),
        ("Arsenal v Chelsea 2-1", "en", []),
    ],
)
def test_what_belongs_to_no_club(text: str, language: Language, selections: list[str]) -> None:
    assert list(said(text, language=language).selections) == selections


@pytest.mark.parametrize(
    ("messages", "language", "legs"),
    [
        (("Arsenal Chelsea draw no bet Chelsea 1.65",), "en",
         "Arsenal v Chelsea: dnb Chelsea @1.65"),
        (("dnb Newcastle 1.4",), "en", "Newcastle: dnb Newcastle @1.4"),
        (("Celtic Rangers tomorrow", "Rangers dnb at 5/2 worth it?"), "en",
         "Celtic v Rangers: dnb Rangers @3.5"),
        (("Bayern at Dortmund sat 5.30", "Dortmund win or draw 1.6"), "en",
         "Dortmund v Bayern Munich: Dortmund or draw @1.6"),
        (("Bayern nyer nullára 2,4",), "hu", "Bayern Munich: Bayern Munich to nil @2.4"),
        (("az Inter nem kap ki 1,5",), "hu", "Inter: Inter or draw @1.5"),
        (("Bayern Wolfsburg 1,12 megéri?", "és -2 hendivel?"), "hu",
         "Bayern Munich v Wolfsburg: Bayern Munich -2"),
    ],
)  # fmt: skip
def test_a_price_is_on_the_bet_that_was_named(
    messages: tuple[str, ...], language: Language, legs: str
) -> None:
    assert legs_said(said(*messages, language=language)) == legs


@pytest.mark.parametrize(
    ("outcome", "line", "language", "told"),
    [
        ("under", "0.5", "en", "Chelsea not to score"),
        ("over", "0.5", "hu", "Chelsea szerez gólt"),
        ("over", "1.5", "en", "Chelsea over 1.5 goals"),
        ("under", "2.5", "hu", "Chelsea kevesebb mint 2,5 gólt szerez"),
    ],
)
def test_a_line_that_one_goal_decides_is_told_as_scoring(
    outcome: str, line: str, language: Language, told: str
) -> None:
    key = f"away_goals_{line}"
    fact = {"market": "line", "outcome": f"{key} {outcome}", "value": line, "subject": "match"}
    found = Found(found=True, facts=[fact])
    leg = {"market": "away_goals", "key": key, "outcome": outcome, "subject": "match"}
    pair = {"home": "Arsenal", "away": "Chelsea"}
    assert named({**leg, **pair}, found, Phrasebook(language)) == told
