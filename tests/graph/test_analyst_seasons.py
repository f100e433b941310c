"""A season's outlook in words: what was asked, and no figure beside the facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from graph.analyst import Analyst
from graph.analyst.calls import Found
from graph.analyst.writing.seasons import tell_season
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_phrases import LANGUAGES
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_tools.seasons import season_outlook
from tests.graph.analyst_world import clock, spot

REWARDS = (
    "title", "first_place", "champions_league", "promotion", "promotion_play_off", "upper_part",
    "relegation_play_off", "relegation",
)  # fmt: skip


def outlook(team: str | None = None, **data: Any) -> Found:
    result = season_outlook(league="E0", team=team)
    return Found.of({**result.to_dict(), "data": {**result.data, **data}})


def with_rewards(team: str | None) -> Found:
    """Return an outlook in which the places lead to everything that there is."""
    rewards = [{"name": name, "first": 2, "last": 3, "teams": ["Arsenal"]} for name in REWARDS]
    facts = [
        {"subject": "Arsenal", "market": "season", "outcome": name, "value": 0.123,
         "unit": "probability"}
        for name in REWARDS
    ]  # fmt: skip
    found = outlook(team)
    return Found(found=True, facts=[*facts, *found.facts], data={**found.data, "rewards": rewards})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("team", [None, "Arsenal"])
def test_everything_that_places_lead_to_has_words(team: str | None, language: Language) -> None:
    told = tell_season(with_rewards(team), Phrasebook(language))
    shown = "12.3%" if language == "en" else "12,3 %"
    assert told.count(shown) == len(REWARDS)
    assert "_" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_asked_alone_is_told(language: Language) -> None:
    book = Phrasebook(language)
    title = tell_season(outlook(), book, asked=["title"])
    relegation = tell_season(outlook(), book, asked=["relegation"])
    assert len(title.splitlines()) == len(relegation.splitlines()) == 2
    assert title != relegation
    # a league in which nobody goes up: what there is
    assert len(tell_season(outlook(), book, asked=["promotion"]).splitlines()) == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "data",
    [
        {"note": "splits"},
        {"note": "over", "state": "over"},
        {"note": "undecided"},
        {"note": "unknown"},
        {"note": "ended_early", "cut_short": "2020-04-30", "state": "over"},
        {"is_demo": True},
    ],
)
def test_what_has_to_be_said_beside_is_said(data: Mapping[str, Any], language: Language) -> None:
    book = Phrasebook(language)
    plain = tell_season(outlook(), book).splitlines()
    assert tell_season(outlook(**data), book).splitlines()[-1] not in plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_season_that_is_over_has_no_chances(language: Language) -> None:
    book = Phrasebook(language)
    for team in (None, "Arsenal"):
        told = tell_season(outlook(team, state="over"), book)
        assert "%" not in told
        assert "Arsenal" in told


def test_two_questions_about_a_season_are_both_answered() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = talk.ask("Who wins the Premier League and who goes down?")
    assert len(told.splitlines()) == 3
    assert "Title" in told
    assert "Relegation" in told


def test_one_answer_for_each_club() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = talk.ask("Will Arsenal or Chelsea get a Champions League place?")
    assert [arguments for _, arguments in talk.calls] == [{"team": "Arsenal"}, {"team": "Chelsea"}]
    assert len(re.findall(r"Champions League place, among the first 4: \*\*46\.0%", told)) == 2


def test_a_season_of_the_past_is_no_forecast() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("who won the title in the Premier League 2021-22")
    assert talk.calls == [("league_table", {"league": "E0", "season": "2021-22"})]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (["who finishes 4th in the premier league?"], 4),
        (["premier league table", "and who comes third?"], 3),
        (["who will finish bottom of the premier league"], 40),
        (["ki lesz a negyedik a Premier League-ben?"], 4),
        (["ki lesz az utolsó a Premier League-ben?"], 40),
        (["ki végez a 3. helyen a Premier League-ben?"], 3),
    ],
)
def test_one_place_is_asked_for_and_told(asked: list[str], place: int) -> None:
    talk = Talk(Analyst(clock=clock, spot=spot), world_tools())
    for text in asked:
        answer = talk.ask(text)
    assert talk.calls == [("season_outlook", {"league": "E0", "place": place})]
    assert len(answer.splitlines()) == 2
    assert "46" in answer


def test_without_a_league_it_asks_back() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert talk.ask("who wins the league?").startswith("Which league?")
    talk.ask("the Bundesliga")
    assert talk.calls == [("season_outlook", {"league": "D1"})]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Is 3.00 on Arsenal to win the title value?", "prices of single matches only"),
        ("Megéri a 3,00-as odds arra, hogy az Arsenal bajnok lesz?", "egyes meccsek árait"),
    ],
)
def test_a_price_on_a_season_gets_no_verdict(asked: str, said: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = talk.ask(asked)
    assert talk.calls == [("season_outlook", {"team": "Arsenal"})]
    assert said in told
