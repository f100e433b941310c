"""Clubs and leagues as people really type them: grounds, slips, strangers, lists, levels."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.lists import is_list
from graph.analyst.message import read
from graph.analyst.reading import Reading
from graph.analyst.spotting.divisions import of_level
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


@pytest.mark.parametrize(
    ("text", "language", "clubs"),
    [
        ("chelsie next match", "en", ["Chelsea"]),
        ("will evertn win on sunday", "en", ["Everton"]),
        ("az mu nyer vasárnap?", "hu", ["Man United"]),
        ("a City nyer?", "hu", ["Man City"]),
        ("milyen formában van a vén hölgy?", "hu", ["Juventus"]),
        ("manyu vs arsenal who wins", "en", ["Man United", "Arsenal"]),
        ("who wins at the Emirates", "en", ["Arsenal"]),
        ("ki nyer az Anfielden?", "hu", ["Liverpool"]),
        ("Arsenal at Old Trafford, who wins?", "en", ["Man United", "Arsenal"]),
        ("Everton v Liverpool at Anfield", "en", ["Liverpool", "Everton"]),
        ("PSG v Lyon at Old Trafford", "en", ["Paris SG", "Lyon"]),
        ("római derbi esélyek", "hu", ["Roma", "Lazio"]),
        ("arsenal chelsea liverpool melyik nyer", "hu", ["Arsenal", "Chelsea", "Liverpool"]),
    ],
)
def test_a_club_is_read_by_any_name(text: str, language: Language, clubs: list[str]) -> None:
    reading = _read(text, language)
    assert [club.name for club in reading.clubs] == clubs
    assert all(club.known for club in reading.clubs)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("when do kassel play", "en", "kassel"),
        ("mikor játszik a kassel?", "hu", "kassel"),
        ("nyer a Hilal szombaton?", "hu", "Hilal"),
        ("will arsenal beat kassel", "en", "kassel"),
        ("mi van az Arsenallal és a Slovannal?", "hu", "Slovannal"),
        ("a kassel ellen nyer az Arsenal?", "hu", "kassel"),
        ("how are Bayern Hof doing", "en", "Bayern Hof"),
        ("Hashtag United form", "en", "Hashtag United"),
    ],
)
def test_a_club_that_nobody_knows_is_no_other_and_not_dropped(
    text: str, language: Language, name: str
) -> None:
    strangers = [club.name for club in _read(text, language).clubs if not club.known]
    assert strangers == [name]
    talk = Talk(Analyst(spot=spot, clock=clock, language=language), world_tools())
    answer = talk.ask(text, language=language)
    assert name in answer
    assert "%" not in answer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is it nice to win money on football?", "en"),
        ("the weather is nice today", "en"),
        ("when is the derby?", "en"),
        ("the union won a pay rise", "en"),
        ("flying Emirates to Dubai", "en"),
        ("how old is the emirates stadium", "en"),
        ("what happens if a match is postponed", "en"),
        ("which games are fixed this weekend", "en"),
        ("will my slip definitely win?", "en"),
        ("nem tudom, melyik fogadást válasszam", "hu"),
        ("a meccs után hazamegyek", "hu"),
        ("mikor lesz a derby?", "hu"),
        ("jövő hétre tippek lécci", "hu"),
        ("ki nyeri a választást?", "hu"),
        ("egy tippet a korai meccsre?", "hu"),
    ],
)
def test_everyday_words_are_no_clubs(text: str, language: Language) -> None:
    assert not _read(text, language).clubs


def test_a_ground_means_the_match_at_home() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert "Arsenal – Everton" in talk.ask("what's the next match at the Emirates?")
    away = talk.ask("when is Arsenal's next away game?")
    assert "away match is Man United – Arsenal" in away
    assert "no coming home match" in talk.ask("is there a match at the Emirates tomorrow?")


@pytest.mark.parametrize(
    ("text", "language", "league"),
    [
        ("second tier of Spain table", "en", "SP2"),
        ("harmadosztályú angol meccsek szombaton", "hu", "E2"),
        ("mi a helyzet a skót élvonalban?", "hu", "SC0"),
        ("buli 2 tabella", "hu", "D2"),
        ("premeir league table", "en", "E0"),
        ("bundeslgia fixtures tomorrow", "en", "D1"),
        ("what have the germans got on this weekend", "en", "D1"),
        ("how about the italians", "en", "I1"),
        ("török meccsek vasárnap", "hu", "T1"),
        ("matches in greece on sunday", "en", "G1"),
    ],
)
def test_a_league_is_read_by_its_level_country_or_slip(
    text: str, language: Language, league: str
) -> None:
    assert [one.id for one in _read(text, language).leagues] == [league]


def test_the_world_championships_are_no_league_of_ours() -> None:
    assert not _read("who wins the world championships", "en").leagues
    assert not _read("what are the chances of a draw", "en").leagues


def test_a_level_is_of_the_country_spoken_of_or_asked_back() -> None:
    table, level = _read("Premier League table", "en"), _read("and the second tier?", "en")
    assert in_context([table, level]).league == "E1"
    form = _read("Bayern formája", "hu")
    assert in_context([form, _read("és a másodosztály?", "hu")]).league == "D2"
    answer = _read("the spanish one", "en")
    assert in_context([_read("second division table", "en"), answer]).league == "SP2"
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert talk.ask("second division fixtures tomorrow").startswith("Which country's?")
    assert not talk.calls
    assert of_level(2)[0] == "E1"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("arsenal chelsea liverpool chances", True),
        ("arsenal, chelsea, liverpool or everton", True),
        ("arsenal chelsea and liverpool everton", False),
        ("arsenal v chelsea and liverpool", False),
        ("arsenal or chelsea", False),
    ],
)
def test_three_clubs_are_a_list_and_four_are_two_matches(text: str, listed: bool) -> None:
    assert is_list(_read(text, "en")) is listed


def test_clubs_of_an_accumulator_are_legs_of_their_own() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("acca arsenal liverpool and bayern")
    (_, asked), *_ = talk.calls
    assert asked["legs"] == "Arsenal: Arsenal; Liverpool: Liverpool; Bayern Munich: Bayern Munich"


def test_a_derby_that_may_be_several_is_asked_back() -> None:
    (club,) = _read("budapesti derbi mikor lesz?", "hu").clubs
    assert club.candidates[:2] == ("Ferencváros", "Újpest")


def _read(text: str, language: Language) -> Reading:
    return read(text, today=TODAY, language=language, spot=spot)
