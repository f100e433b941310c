"""Settings and notes in the user's own words: which one, and what it shall be."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.message import read
from graph.analyst.settings_said import is_money_limit, preference_said
from graph.wording.phrasebook import texts_of
from tests.graph.analyst_phrases import LANGUAGES, Phrase, run
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("1,4 alatti oddsot ne mutass", "odds_min", "1.4"),
        ("4-es oddsnál nagyobbat ne ajánlj", "odds_max", "4"),
        ("csak 1,7 feletti oddsok kellenek", "odds_min", "1.7"),
        ("nothing below 1.5 please", "odds_min", "1.5"),
        ("only odds under 3 for me", "odds_max", "3"),
        ("biggest odds 3.5", "odds_max", "3.5"),
        ("legyen inkább közepes a rizikó", "risk", "medium"),
        ("i play it safe", "risk", "low"),
        ("konzervatív vagyok", "risk", "low"),
        ("bevállalós vagyok", "risk", "high"),
        ("jegyezd meg h az over 2.5 a kedvencem", "favourite_markets", "over_under_2.5"),
        ("80 ezerből gazdálkodom", "bankroll", "80000"),
        ("a fogadásra szánt pénzem 60000 forint", "bankroll", "60000"),
        ("egy fogadásra max 3 százalékot szánok", "max_stake_share", "0.03"),
        ("válts angolra", "language", "en"),
        ("törtben mutasd az oddsokat", "odds_format", "fractional"),
        ("im into la liga", "favourite_leagues", "SP1"),
        ("i mostly watch serie a", "favourite_leagues", "I1"),
        ("vissza tizedesre", "odds_format", "decimal"),
        ("kedvenc liga: serie a", "favourite_leagues", "I1"),
        ("az Arsenal a szívem csapata", "favourite_teams", "Arsenal"),
    ],
)
def test_a_setting_is_read(text: str, name: str, value: str) -> None:
    said = preference_said(read(text, today=TODAY, language="hu", spot=spot))
    assert said == (name, value)


@pytest.mark.parametrize(
    "text",
    [
        "max 2000 ft-ot szoktam tenni, jegyezd meg",
        "legfeljebb 2000 forintot teszek egy meccsre",
        "egy fogadásra soha nem teszek többet 5 ezernél",
        "i never stake more than a fiver remember that",
        "never bet more than 10 quid on a game, remember",
        "my limit is £20 per bet",
    ],
)
def test_a_most_in_money_for_one_bet_is_no_bankroll(text: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = {texts_of(each)["preference"]["no_money_limit"] for each in LANGUAGES}
    assert talk.ask(text) in told
    assert not talk.calls


@pytest.mark.parametrize(
    "text",
    ["a bankrollom legfeljebb 50000 forint", "my betting budget is at most 200 pounds",
     "at most 5% on a bet", "egy fogadásra max 3 százalékot szánok", "biggest odds 3.5"],
)  # fmt: skip
def test_a_bankroll_and_a_share_of_it_are_kept(text: str) -> None:
    assert not is_money_limit(read(text, today=TODAY, language="hu", spot=spot))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Set my bankroll to 500 and my risk to low",
            [("bankroll", "500"), ("risk", "low")],
        ),
        (
            "A bankrollom 50000 forint, és óvatos vagyok",
            [("bankroll", "50000"), ("risk", "low")],
        ),
        (
            "my bankroll is 1,000, low risk and max odds 3",
            [("bankroll", "1000"), ("risk", "low"), ("odds_max", "3")],
        ),
        ("max 3% and medium risk", [("max_stake_share", "0.03"), ("risk", "medium")]),
        (
            "I support Leeds and like the Championship",
            [("favourite_teams", "Leeds"), ("favourite_leagues", "E1")],
        ),
        # one setting stays one, with whatever else its sentence holds
        ("add Arsenal and Chelsea to my favourites", [("favourite_teams", "Arsenal, Chelsea")]),
        ("never more than 2% of my bankroll on one bet", [("max_stake_share", "0.02")]),
        ("low risk for me and nothing else", [("risk", "low")]),
    ],
)
def test_all_settings_of_a_message_are_kept(text: str, said: list[tuple[str, str]]) -> None:
    calls = run(Phrase((text,), [])).calls
    kept = [(given["name"], given["value"]) for tool, given in calls if tool == "set_preference"]
    assert kept == said


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("tartsd észben, hogy a Leverkusenre kupadöntő vár", "a Leverkusenre kupadöntő vár"),
        ("ne feledd, hogy a Roma kupázik", "a Roma kupázik"),
        ("bear in mind that Leverkusen have a cup final", "Leverkusen have a cup final"),
        ("don't forget that the Fulham keeper is out", "the Fulham keeper is out"),
    ],
)
def test_a_note_is_kept_without_the_words_that_ask_for_it(text: str, note: str) -> None:
    ((tool, given),) = run(Phrase((text,), [])).calls
    assert (tool, given["text"]) == ("save_insight", note)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I also like Leeds and Celtic", [("favourite_teams", "Leeds, Celtic", "add")]),
        ("I like Arsenal and prefer low risk",
         [("favourite_teams", "Arsenal", None), ("risk", "low", None)]),
        ("Már nem szeretem az Arsenalt", [("favourite_teams", "Arsenal", "remove")]),
        ("I don't support Arsenal any more", [("favourite_teams", "Arsenal", "remove")]),
        ("drop the risk to low", [("risk", "low", None)]),
        ("felejtsd el hogy arsenal drukker vagyok", [("favourite_teams", "Arsenal", "remove")]),
        ("I no longer like Arsenal", [("favourite_teams", "Arsenal", "remove")]),
        ("I like over 2.5 goals bets and both teams to score",
         [("favourite_markets", "over_under_2.5, both_teams_score", None)]),
        ("only odds between 1.5 and 2.8 please",
         [("odds_min", "1.5", None), ("odds_max", "2.8", None)]),
        ("1,5 és 2,5 közötti oddsok érdekelnek",
         [("odds_min", "1.5", None), ("odds_max", "2.5", None)]),
        ("legfeljebb 5%-ot tegyek fel egy meccsre", [("max_stake_share", "0.05", None)]),
    ],
)  # fmt: skip
def test_what_is_plainly_set_is_all_that_is_done(
    text: str, said: list[tuple[str, str, str | None]]
) -> None:
    calls = run(Phrase((text,), [])).calls
    assert {tool for tool, _ in calls} == {"set_preference"}
    assert [(one["name"], one["value"], one.get("change")) for _, one in calls] == said


@pytest.mark.parametrize(
    "text",
    ["I like Arsenal to win on Sunday", "I like Arsenal at 1.6", "Do you like Arsenal?",
     "ne felejtsd el, hogy nem szeretem a döntetlent", "I don't like draws"],
)  # fmt: skip
def test_a_liking_of_a_bet_or_a_dislike_is_no_favourite(text: str) -> None:
    assert "set_preference" not in {tool for tool, _ in run(Phrase((text,), [])).calls}


@pytest.mark.parametrize(
    "text", ["Forget what I told you about Saka", "Felejtsd el, amit Sakáról mondtam"]
)
def test_a_note_is_forgotten_by_what_it_is_about(text: str) -> None:
    assert run(Phrase((text,), [])).calls == [("forget", {"what": text})]
