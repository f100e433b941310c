"""What the analyst says of every market, of many matches, of odds alone, and of runs."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.slips.legs import legs_said
from graph.analyst.slips.systems import system_said
from graph.analyst.slips.unknown import unknown_said
from graph.wording import Language
from graph.wording.language import detect_language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot
from tests.graph.test_analyst_slips import said

TOOLS = world_tools()


def asked(*messages: str) -> tuple[str, Talk]:
    talk = Talk(Analyst(spot=spot, clock=clock), TOOLS)
    return [talk.ask(message) for message in messages][-1], talk


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("over 4.5 in Man United v Arsenal?", "over 4.5"),
        ("Lesz 4,5 gól felett a Man United–Arsenalon?", "over 4.5"),
        ("What are the odds of under 0.5 goals in Bayern v Wolfsburg?", "under 0.5"),
        ("over 3 goals Man United Arsenal?", "over 3"),
        ("Asian handicap Arsenal -1.5 against Man United?", "Arsenal -1.5"),
        ("Arsenal to win by two or more at Man United?", "Arsenal -1.5"),
        ("Az Arsenal legalább két góllal nyer a Man United ellen?", "Arsenal -1.5"),
        ("Arsenal by exactly 2 goals against Man United?", "Arsenal by 2"),
        ("Arsenal to win to nil at Man United?", "Arsenal to nil"),
        ("Az Arsenal kapott gól nélkül nyer a Man United ellen?", "Arsenal to nil"),
        ("Will Arsenal score two or more at Man United?", "Arsenal over 1.5"),
        ("Az Arsenal legalább két gólt lő a Man United ellen?", "Arsenal over 1.5"),
        ("Odd or even goals in Man United v Arsenal?", "odd"),
        ("Páros vagy páratlan gól lesz a Man United–Arsenal meccsen?", "odd"),
        ("Half-time/full-time Man United v Arsenal?", "half-time/full-time"),
        ("Félidő/végeredmény Man United–Arsenal?", "half-time/full-time"),
        ("Will Arsenal be leading at half time against Man United?", "half-time Arsenal"),
        ("Vezet az Arsenal a félidőben a Man United ellen?", "half-time Arsenal"),
        ("Hendikep Man United–Arsenal?", "handicap"),
    ],
)
def test_every_market_has_words(text: str, bet: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), TOOLS)
    if bet != "handicap":
        assert talk.ask(text)
        assert talk.calls[-1][1].get("bet") == bet
    else:
        from graph.analyst.slips.bets import bet_said

        reading = said(text, language="hu")
        assert bet_said(reading.marks[0].selection, reading) == bet


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("over 4.5 in Man United v Arsenal?",
         "**31.3%** for over 4.5 goals, 68.7% for under 4.5 goals"),
        ("4,5 gól felett a Man United–Arsenalon?",
         "több mint 4,5 gól: **31,3 %**; kevesebb mint 4,5 gól: 68,7 %"),
        ("over 3 goals Man United Arsenal?", "In 8.7% of cases the stake comes back"),
        ("Half-time result Man United v Arsenal?",
         "Man United ahead **18.0%**, level 39.0%, Arsenal ahead 43.0%"),
        ("Félidő/végeredmény Man United–Arsenal?", "döntetlen / Arsenal (16,0 %)"),
    ],
)  # fmt: skip
def test_each_figure_stands_by_the_name_of_what_it_is_of(text: str, words: str) -> None:
    assert words in asked(text)[0]


def test_two_bets_of_one_message_are_both_told() -> None:
    answer, _ = asked("What about over 2.5, and over 4.5 in Man United v Arsenal?")
    assert "55.7%" in answer
    assert "31.3%" in answer


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Which of Saturday's games is the safest?", "safest"),
        ("Melyik a legbiztosabb a hétvégi angol meccsek közül?", "safest"),
        ("The most goals this weekend?", "most_goals"),
        ("Hol lesz a legtöbb gól a hétvégén?", "most_goals"),
        ("Which match this weekend will have the fewest goals?", "fewest_goals"),
        ("Closest game this weekend?", "closest"),
        ("Melyik a legszorosabb meccs a hétvégén?", "closest"),
        ("Biggest favourite in the Bundesliga this weekend?", "safest"),
        ("Ki a legnagyobb esélyes a Bundesligában a hétvégén?", "safest"),
        ("Which match this weekend is most likely to be a draw?", "draw"),
        ("Any 0-0 likely this weekend?", "0-0"),
        ("Which games could be goalless this weekend?", "0-0"),
        ("Which match is likeliest to finish 1-1 on Saturday?", "1-1"),
        ("Lesz valahol 0-0 a hétvégén?", "0-0"),
        ("Melyik meccs lehet gól nélküli döntetlen szombaton?", "0-0"),
    ],
)
def test_matches_are_compared_by_what_is_asked(text: str, by: str) -> None:
    _, talk = asked(text)
    ((tool, arguments),) = talk.calls
    assert (tool, arguments["by"]) == ("rank_matches", by)
    assert arguments["date_from"] == "2024-05-11"


def test_a_score_is_told_with_its_chance_in_each_match() -> None:
    answer, _ = asked("Any 0-0 likely this weekend?")
    assert "to end 0-0; each score alone is a long shot" in answer
    assert "0-0 **12.5%**" in answer


def test_scores_that_were_are_results() -> None:
    _, talk = asked("Which games ended 0-0 last weekend?")
    assert [name for name, _ in talk.calls] == ["find_matches"]


def test_the_safest_is_told_with_its_chance_of_failing() -> None:
    answer, _ = asked("Which of Saturday's games is the safest?")
    assert "Liverpool win **58.1%**, Chelsea win or draw 41.9%" in answer
    assert "may fail" in answer
    assert "sure" not in answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What do you recommend for the weekend?", "at **1.95** (our price 1.72, theirs 1.76"),
        ("Any value on Saturday?", "may lose"),
        ("Mit ajánlasz a hétvégére?", "mindegyik veszíthet"),
        ("Ajánlj valamit vasárnapra a Bundesligából", "Nem ajánlok fogadást"),
        ("Recommend something in the Bundesliga on Sunday", "I recommend no bet"),
        ("Recommend a bet on Man United v Arsenal", "Arsenal at **1.95**"),
    ],
)
def test_advice_has_reasons_or_says_why_there_is_none(text: str, words: str) -> None:
    answer, talk = asked(text)
    assert words in answer
    assert "recommend_bets" in [tool for tool, _ in talk.calls]


def test_advice_on_two_clubs_is_on_the_match_of_the_two() -> None:
    _, talk = asked("Recommend a bet on Arsenal v Everton")
    advice = next(arguments for tool, arguments in talk.calls if tool == "recommend_bets")
    assert advice == {"team": "Arsenal", "date_from": "2024-05-19", "date_to": "2024-05-19"}


@pytest.mark.parametrize(
    ("text", "odds", "chance"),
    [
        ("What's the margin of 1.85, 3.6, 4.2?", "1.85; 3.6; 4.2", None),
        ("Mekkora az árrés 1,85 3,6 4,2 oddsoknál?", "1.85; 3.6; 4.2", None),
        ("Expected value of odds 2.10 with a 52% chance?", "2.1", "52%"),
        ("Kelly tét 2,10-es oddsra 52%-kal?", "2.1", "52%"),
        ("Fair odds for 60%?", None, "60%"),
        ("Mennyi a reális odds 60%-ra?", None, "60%"),
    ],
)
def test_odds_need_no_match(text: str, odds: str | None, chance: str | None) -> None:
    answer, talk = asked(text)
    ((tool, arguments),) = talk.calls
    assert tool == "odds_maths"
    assert (arguments.get("odds"), arguments.get("chance")) == (odds, chance)
    assert "–%" not in answer


def test_a_chance_below_the_price_is_no_bet() -> None:
    answer, _ = asked("Expected value of odds 1.80 with a 52% chance?")
    assert "-3.6 percentage points" in answer
    assert answer.endswith("**No bet.**")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How long are Arsenal unbeaten?", "Arsenal, matches unbeaten: **4** now, 11 at"),
        ("Hány meccs óta veretlen az Arsenal?", "most **4**, az idényben legfeljebb 11"),
        ("What's Arsenal's longest winning run?", "wins in a row: **4** now, 8 at the longest"),
        ("How many clean sheets in a row do Arsenal have?", "clean sheets in a row: **1** now"),
        ("Arsenal sorozatai", "Arsenal"),
    ],
)
def test_runs_are_told_as_they_are_asked(text: str, words: str) -> None:
    assert words in asked(text)[0]


def test_the_user_s_own_odds_are_set_beside_the_forecast() -> None:
    answer, _ = asked("Why do you differ from 5.5, 4.3, 1.6 on Man United v Arsenal?")
    assert "Your odds, margin out, say Man United 17.5%" in answer
    assert "Man United +2.2 percentage points" in answer


def test_clubs_that_never_meet_are_compared_by_their_next_matches() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), TOOLS)
    talk.ask("Who is more likely to win, Arsenal or Bayern?")
    assert talk.calls[0][0] == "predict_match"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("kombi Arsenal 1,6 Kukutyin FC 1,4 Bayern 1,3", ("Kukutyin FC",)),
        ("acca: Arsenal, Kukutyin, Bayern", ("Kukutyin",)),
        ("acca Arsenal 1.6 and Bayern 1.3, 10 pounds", ()),
        ("kombi: Arsenal 1,6 és Bayern 1,3. Mit szólsz?", ()),
    ],
)
def test_a_leg_of_an_unknown_club_is_said(text: str, unknown: tuple[str, ...]) -> None:
    assert unknown_said(said(text)) == unknown
    answer, _ = asked(text)
    assert all(name in answer for name in unknown)


@pytest.mark.parametrize(
    ("text", "legs", "size"),
    [
        ("Arsenal 1,6 fix, Bayern 1,3 és Inter 1,5 2/3 kötés",
         "Arsenal: Arsenal @1.6 fix; Bayern Munich: Bayern Munich @1.3; Inter: Inter @1.5", 1),
        ("2-es kötés Arsenal 1,6 Bayern 1,3 Inter 1,5",
         "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3; Inter: Inter @1.5", 2),
        ("3-as kötés Arsenal 1,6 Bayern 1,3 Inter 1,5",
         "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3; Inter: Inter @1.5", None),
        ("over 3.5 at 2.7 in Man United v Arsenal?", "Man United v Arsenal: over 3.5 @2.7", None),
    ],
)  # fmt: skip
def test_systems_and_fixed_legs_are_read(text: str, legs: str, size: int | None) -> None:
    reading = said(text)
    assert legs_said(reading) == legs
    assert system_said(reading, legs) == size


@pytest.mark.parametrize(
    ("text", "language"),
    [("kombi Arsenal 1.6 Bayern 1.3", "hu"), ("Félidő/végeredmény Arsenal–Chelsea", "hu"),
     ("acca Arsenal 1.6 Bayern 1.3", "en"), ("closest game", "en")],
)  # fmt: skip
def test_words_of_the_trade_tell_the_language(text: str, language: Language) -> None:
    other: Language = "en" if language == "hu" else "hu"
    assert detect_language(text, other) == language
