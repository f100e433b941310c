"""Conversations as people hold them: they mend, point, doubt, wish and change the subject."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyst import Analyst
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot

SAT, SUN = "2024-05-11", "2024-05-12"


def talk_of(messages: list[str]) -> tuple[Talk, str]:
    """Return a conversation and its last answer."""
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = [talk.ask(message) for message in messages]
    return talk, told[-1]


def match(home: str, away: str, date: str | None = None) -> dict[str, Any]:
    return {"home_team": home, "away_team": away} | ({"date": date} if date else {})


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        # a name, a day, a price in the place of another
        (["does real play tomorrow", "no i meant sociedad"], "find_matches",
         {"team": "Sociedad", "date_from": SAT}),
        (["mikor játszik a real madrid", "nem a madrid, a sevilla"], "find_matches",
         {"team": "Sevilla"}),
        (["who wins chelsea v liverpool tomorrow", "not tomorrow, sunday"], "predict_match",
         match("Chelsea", "Liverpool", SUN)),
        (["ki nyer holnap, chelsea liverpool", "nem holnap, hanem vasárnap"], "predict_match",
         match("Chelsea", "Liverpool", SUN)),
        (["who wins chelsea v liverpool tomorrow", "sunday not tomorrow"], "predict_match",
         match("Chelsea", "Liverpool", SUN)),
        (["is 2.4 on chelsea value against liverpool", "sorry meant 2.04"], "compare_odds",
         {"selection": "home", "price": 2.04}),
        (["megéri a chelsea 2,4-ért a liverpool ellen", "bocs, 2,04"], "compare_odds",
         {"selection": "home", "price": 2.04}),
        (["inter milan 1.95 on inter?", "1.59 sorry"], "compare_odds", {"price": 1.59}),
        (["inter milan sunday", "wait not that one, chelsea liverpool"], "predict_match",
         match("Chelsea", "Liverpool")),
        # the matches of a list
        (["premier league games tomorrow", "the first one, who wins"], "predict_match",
         match("Chelsea", "Liverpool", SAT)),
        (["premier league games tomorrow", "the first one", "and the last one?"], "predict_match",
         match("Tottenham", "West Ham", SAT)),
        (["holnapi premier league meccsek", "a másodikat ki nyeri"], "predict_match",
         match("Newcastle", "Brighton", SAT)),
        (["premier league games tomorrow", "the city one, over 2.5?"], "predict_match",
         match("Fulham", "Man City", SAT)),
        (["mi megy holnap a németeknél", "azon a meccsen ki nyer"], "predict_match",
         match("Dortmund", "Stuttgart", SAT)),
        (["chelsea liverpool and spurs west ham who wins", "the first", "and the other game?"],
         "predict_match", match("Tottenham", "West Ham")),
        (["chelsea liverpool és spurs west ham ki nyer", "az elsőnél döntetlen?", "a másiknál?"],
         "predict_match", match("Tottenham", "West Ham")),
        # wishes about tips
        (["tips for tomorrow", "something safer"], "rank_matches",
         {"by": "safer", "date_from": SAT, "date_to": SAT}),
        (["tippek holnapra", "inkább kockázatosabbat"], "rank_matches",
         {"by": "closest", "date_from": SAT}),
        (["tips for tomorrow", "only goals markets please"], "rank_matches", {"by": "most_goals"}),
        (["tips for tomorrow", "stop showing me la liga"], "rank_matches",
         {"leave_out": "SP1", "date_from": SAT}),
        (["tippek holnapra", "ne mutass több spanyolt"], "rank_matches", {"leave_out": "SP1; SP2"}),
        (["tips for tomorrow", "stop showing me la liga", "riskier ones"], "rank_matches",
         {"by": "closest", "leave_out": "SP1"}),
        (["tips for the weekend", "just the english ones"], "find_matches",
         {"league": "E0", "date_from": SAT, "date_to": SUN}),
        (["premier league tabella", "és a másodosztály?"], "league_table", {"league": "E1"}),
        (["Bundesliga table", "and the second division"], "league_table", {"league": "D2"}),
        # reactions
        (["fulham city tomorrow", "what time"], "find_matches",
         {"team": "Fulham"}),
        (["bayern sunday?", "against who"], "find_matches", {"team": "Bayern Munich"}),
        (["how are spurs doing", "will they beat west ham"], "predict_match",
         match("Tottenham", "West Ham")),
        (["who wins the premier league", "really?"], "league_table", {"league": "E0"}),
        (["can arsenal win the title", "how come"], "team_report", {"team": "Arsenal"}),
        (["will chelsea beat liverpool", "are they any good lately"], "team_report",
         {"team": "Liverpool"}),
        (["over 2.5 in inter milan", "and 3.5?", "at 2.1?"], "price_slip",
         {"legs": "Inter v Milan: over 3.5 @2.1"}),
        (["is 2.4 on chelsea value against liverpool", "and liverpool at 3?"], "compare_odds",
         {"price": 3.0}),
        (["is 2.4 on chelsea value against liverpool", "megéri?"], "compare_odds",
         {"selection": "home", "price": 2.4}),
        (["newcastle brighton tomorrow", "same for spurs"], "predict_match",
         match("Tottenham", "West Ham", SAT)),
        (["newcastle brighton", "spurs west ham", "which of them is safest"], "rank_matches",
         {"by": "safest", "teams": "Newcastle; Brighton; Tottenham; West Ham"}),
        (["will city win tomorrow, man city i mean", "and at fulham, 1x?"], "predict_match",
         match("Fulham", "Man City", SAT)),
        # a stake goes on
        (["how much on inter at 1.5 if i have 200", "make it 1.6"], "price_slip",
         {"legs": "Inter: Inter @1.6", "bankroll": 200.0}),
        (["mennyit tegyek az interre 1,5-ért ha 20 ezrem van", "inkább csak 10 ezer"],
         "price_slip", {"legs": "Inter: Inter @1.5", "bankroll": 10000.0}),
        # in another language
        (["chelsea v liverpool tomorrow", "és döntetlen?"], "predict_match",
         match("Chelsea", "Liverpool", SAT)),
        (["chelsea liverpool holnap", "and over 2.5?"], "predict_match",
         match("Chelsea", "Liverpool", SAT)),
    ],
)  # fmt: skip
def test_the_last_message_is_asked_of_what_is_meant(
    messages: list[str], tool: str, arguments: dict[str, Any]
) -> None:
    talk, _ = talk_of(messages)
    made = [given for name, given in talk.calls if name == tool]
    assert made, talk.calls
    assert arguments.items() <= made[-1].items()


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["will arsenal win on sunday", "and if they lose?"], "Man United have"),
        (["nyer vasárnap az arsenal?", "és ha kikap?"], "**19,7 %** az esélye, hogy a Man United"),
        (["will chelsea beat liverpool", "and the other team?"], "Liverpool have"),
        (["chelsea nyer a liverpool ellen?", "és a másiké?"], "**58,1 %** az esélye, hogy a Liv"),
        (["man united v arsenal sunday", "what if they lose at arsenal"], "Arsenal"),
        (["under 2.5 in inter milan", "and over?"], "Inter – Milan"),
    ],
)  # fmt: skip
def test_the_other_outcome_is_told_not_the_same_again(messages: list[str], begins: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = [talk.ask(message) for message in messages]
    assert told[-1].startswith(begins)
    assert told[-1].splitlines()[0] != told[0].splitlines()[0]


@pytest.mark.parametrize(
    "doubt",
    ["really?", "that high?", "too much isnt it", "u sure?", "biztos?", "ez sok nem?", "az sok",
     "tényleg?", "really that much?", "isn't that a bit low"],
)  # fmt: skip
def test_a_figure_that_is_doubted_is_explained_and_still_spoken_of(doubt: str) -> None:
    talk, told = talk_of(["who wins chelsea v liverpool tomorrow", doubt])
    assert "certainty" in told or "bizonyosság" in told
    talk.ask("and the draw?")
    assert talk.calls == [("predict_match", match("Chelsea", "Liverpool", SAT))]


def test_another_one_is_none_of_those_told() -> None:
    talk, first = talk_of(["tips for this weekend"])
    second = talk.ask("another one")
    shown = {line.split(",")[0] for line in first.splitlines() if line.startswith("- ")}
    assert shown
    assert not any(line.split(",")[0] in shown for line in second.splitlines())


def test_a_league_left_out_is_named_and_not_kept() -> None:
    talk, told = talk_of(["tippek holnapra", "ne mutass több spanyolt"])
    assert "kimaradt: La Liga" in told
    assert all(name != "set_preference" for name, _ in talk.calls)


def test_one_of_many_is_asked_back_and_answered_by_its_place() -> None:
    talk, told = talk_of(["premier league games tomorrow", "who wins that one"])
    assert talk.calls == []
    assert "Chelsea – Liverpool" in told
    talk.ask("the second")
    assert talk.calls == [("predict_match", match("Newcastle", "Brighton", SAT))]


def test_which_club_is_answered_by_its_place() -> None:
    talk, told = talk_of(["when do united play"])
    assert "Man United" in told
    talk.ask("the first")
    assert talk.calls[0][1]["team"] == "Man United"


def test_what_was_not_understood_does_not_take_the_match_away() -> None:
    talk, _ = talk_of(["chelsea v liverpool tomorrow", "my nan makes great soup", "btts?"])
    assert talk.calls == [("predict_match", match("Chelsea", "Liverpool", SAT))]


def test_the_day_before_is_kept_only_where_there_is_a_match() -> None:
    talk, told = talk_of(["will chelsea win tomorrow", "and arsenal?"])
    assert talk.calls[-1] == ("predict_match", match("Man United", "Arsenal", SUN))
    assert "Arsenal" in told


def test_a_no_that_asks_is_no_correction() -> None:
    talk, _ = talk_of(["chelsea v liverpool tomorrow", "no, who wins newcastle brighton"])
    assert talk.calls == [("predict_match", match("Newcastle", "Brighton"))]


@pytest.mark.parametrize(
    "text", ["will chelsea not lose to liverpool", "nem kap ki a chelsea a liverpooltól?"]
)
def test_a_not_within_a_question_takes_nothing_back(text: str) -> None:
    talk, _ = talk_of([text])
    assert talk.calls[-1][0] == "predict_match"
    assert {"Chelsea", "Liverpool"} == {
        talk.calls[-1][1]["home_team"],
        talk.calls[-1][1]["away_team"],
    }
