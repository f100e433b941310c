"""A figure is shown only with its own club, market and side; sentences as models write them."""

from __future__ import annotations

import pytest

from tests.graph.grounding_world import DERBY, ROWS, Row, checker, faults

RIGHT = (
    "Arsenal are favourites: 64.3% to win at Man United.",
    "I give Arsenal a 64.3% chance of winning on Sunday.",
    "The model gives Arsenal a 64% chance against Manchester United.",
    "There is a 64.3 percent chance that Arsenal beat Man United.",
    "Arsenal win 64.3%, draw 20.4%, Man United win 15.3%.",
    "Arsenal 64.3%, a draw 20.4% and Man United 15.3%.",
    "Man United – Arsenal: home 15.3%, draw 20.4%, away 64.3%.",
    "A draw in Man United v Arsenal has a 20.4% chance.",
    "For Man United against Arsenal, over 2.5 goals has a 61.2% chance, under 2.5 goals 38.8%.",
    "In Man United – Arsenal both teams score with a chance of 53.9%.",
    "In Man United v Arsenal the chance that not both teams score is 46.1%.",
    "Man United – Arsenal: draw or Arsenal 84.7%.",
    "Man United v Arsenal, draw no bet: Arsenal 80.8%, Man United 19.2%.",
    "Chelsea have a 28.7% chance at home against Liverpool, Liverpool 46.6%.",
    "Arsenal's fair odds are 1.56.",
    "Fair odds: Arsenal 1.56, draw 4.89, Man United 6.53.",
    "The market gives Arsenal 61.0%, the model 64.3%.",
    "At 1.60 Arsenal need 62.5% to break even.",
    "The bookmaker's margin in Man United – Arsenal is 4.7%.",
    "The expected value on Arsenal at 1.60 is +2.8%.",
    "Arsenal are 2nd with 83 points from 36 matches.",
    "Arsenal won 26, drew 5 and lost 4.",
    "In their last five Arsenal won 3.",
    "Arsenal's form is WWWLW.",
    "In 60 meetings Man United won 25, Arsenal won 20 and 15 were drawn.",
    "Arsenal beat Chelsea 5-0.",
    "Expected goals in Man United – Arsenal: 1.0–2.2.",
    "Arsenal's expected goals are 2.2, Man United's 1.0.",
    "The score 1-2 in Man United – Arsenal has a chance of 8.7%.",
    "About two in three: Arsenal are favourites.",
    "Arsenal have a sixty-four percent chance.",
    "Man United are the underdogs with 15.3%.",
    "No bet: the price is not worth it.",
    "I do not see value in it.",
    "Arsenal [[f3]], draw [[f2]].",
    "Arsenal fail to win with a chance of [[1-f3]].",
    "The fair price of Arsenal is [[1/f3]].",
    "Over 2.5 goals in Man United – Arsenal: [[f4]].",
    "Which match do you mean?",
    "1. Arsenal: 64.3%",
    "Man United have 15.3% to Arsenal's 64.3%.",
)
RIGHT_HU = (
    "Az Arsenal az esélyes: 64,3 % eséllyel nyer a Man United otthonában.",
    "64,3 % az esélye, hogy az Arsenal legyőzi a Man Unitedet.",
    "A döntetlen esélye a Man United–Arsenal meccsen 20,4 %, a Man United győzelméé 15,3 %.",
    "Az Arsenalnak 64%-os esélye van a Manchester United ellen.",
    "Man United – Arsenal: hazai 15,3 %, döntetlen 20,4 %, vendég 64,3 %.",
    "A Man United–Arsenal meccsen 61,2 %, hogy 2,5 gólnál több esik; 38,8 %, hogy kevesebb.",
    "A Man United–Arsenal meccsen 2,5 gól felett 61,2 %.",
    "53,9 % az esélye, hogy mindkét csapat gólt szerez a Man United–Arsenal meccsen.",
    "Az Arsenal reális oddsa 1,56.",
    "A piac szerint az Arsenal esélye 61,0 %, szerintem 64,3 %.",
    "Az 1,60-as szorzó akkor éri meg, ha legalább 62,5 % az Arsenal esélye.",
    "Az iroda árrése a Man United–Arsenal meccsen 4,7 %.",
    "A várható érték az Arsenalra 1,60-on +2,8 %.",
    "Az Arsenal a 2. helyen áll 83 ponttal, 36 meccsből.",
    "Az Arsenal 26 győzelem, 5 döntetlen és 4 vereség után tart itt.",
    "Az Arsenal 5–0-ra verte a Chelsea-t.",
    "A Chelsea 28,7 %, a Liverpool 46,6 % eséllyel nyer.",
    "Az Arsenal hatvannégy százalék eséllyel nyer.",
    "Nem érdemes fogadni rá.",
    "Az Arsenal esélye [[f3]], a döntetlené [[f2]].",
)
WRONG = (
    "Man United are favourites: 64.3% to win at home.",
    "Arsenal have a 15.3% chance.",
    "I give Arsenal a 65% chance.",
    "I give Arsenal a 64.2% chance.",
    "Arsenal win about 60%.",
    "Arsenal have a 45% chance.",
    "Arsenal win 15.3%, draw 20.4%, Man United win 64.3%.",
    "Arsenal 20.4%, draw 64.3%.",
    "Chelsea have a 64.3% chance.",
    "Liverpool have a 28.7% chance at Chelsea.",
    "Arsenal have a 46.6% chance.",
    "The draw in Chelsea – Liverpool has a 20.4% chance.",
    "Over 2.5 goals in Man United – Arsenal has a 38.8% chance.",
    "Over 2.5 goals in Man United v Arsenal has a 66.8% chance.",
    "Both teams score in Man United – Arsenal with 46.1%.",
    "Everton have a 64.3% chance.",
    "Arsenal's chance is 64.3.",
    "Arsenal's fair odds are 1.60.",
    "Arsenal's fair odds are 1.64.",
    "Arsenal's fair odds are 64.3%.",
    "The market gives Arsenal 64.3%.",
    "The model gives Arsenal 61.0%.",
    "The expected value on Arsenal is +28.2%.",
    "The expected value on Arsenal is +2.9%.",
    "The bookmaker's margin in Man United – Arsenal is 2.8%.",
    "Arsenal are 3rd with 83 points.",
    "Arsenal are 2nd with 36 points from 83 matches.",
    "Arsenal won 36 matches.",
    "Arsenal won 5, drew 26 and lost 4.",
    "Man United are 2nd with 83 points.",
    "Arsenal have eighty points.",
    "In 60 meetings Man United won 20 and Arsenal won 25.",
    "Chelsea beat Arsenal 5-0.",
    "Arsenal beat Chelsea 5-1.",
    "Expected goals in Man United – Arsenal: 2.2–1.0.",
    "Man United are the favourites.",
    "Arsenal are the underdogs.",
    "Arsenal are twice as likely to win as Man United.",
    "Arsenal have a one in three chance.",
    "Arsenal's odds are two to three against.",
    "Arsenal at 1.60 is good value.",
    "You should bet on Arsenal.",
    "Man United [[f3]].",
    "Arsenal [[f99]].",
    "Draw: [[f3]].",
    "Chelsea beat them with 64.3%.",
    "Man United have 64.3% to Arsenal's 15.3%.",
    "Arsenal have a fifty percent chance.",
    "It is a coin flip for Arsenal.",
)
WRONG_HU = (
    "A Man United az esélyes: 64,3 % eséllyel nyer.",
    "Az Arsenal 15,3 % eséllyel nyer.",
    "45 % az esélye, hogy az Arsenal legyőzi a Man Unitedet.",
    "A döntetlen esélye a Man United–Arsenal meccsen 15,3 %, a Man United győzelméé 20,4 %.",
    "A döntetlen esélye a Chelsea–Liverpool meccsen 20,4 %.",
    "A Chelsea 46,6 %, a Liverpool 28,7 % eséllyel nyer.",
    "A Man United–Arsenal meccsen 2,5 gól alatt 61,2 %.",
    "Az Arsenal reális oddsa 64,3 %.",
    "Az Arsenal reális oddsa 1,64.",
    "A piac szerint az Arsenal esélye 64,3 %.",
    "Az Arsenal a 2. helyen áll 36 ponttal.",
    "Az Arsenal 5 győzelem, 26 döntetlen után tart itt.",
    "Az Arsenal 5–1-re verte a Chelsea-t.",
    "A Chelsea 5–0-ra verte az Arsenalt.",
    "Két a háromhoz az Arsenal győzelme.",
    "Az Arsenal kétszer akkora eséllyel nyer, mint a Man United.",
    "Az Arsenal hetven százalék eséllyel nyer.",
    "Érdemes fogadni az Arsenalra.",
    "Az Arsenal fele-fele eséllyel nyer.",
    "Az Arsenal esélye 64,3.",
)


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_the_facts_say_may_be_said(sentence: str) -> None:
    assert faults(sentence, question="Is 1.60 on Arsenal at Man United value?") == []


@pytest.mark.parametrize("sentence", RIGHT_HU)
def test_what_the_facts_say_may_be_said_in_hungarian(sentence: str) -> None:
    question = "Megéri az Arsenal 1,60-on a Man United ellen?"
    assert faults(sentence, question=question, language="hu") == []


@pytest.mark.parametrize("sentence", WRONG)
def test_what_they_do_not_say_may_not(sentence: str) -> None:
    assert faults(sentence) != []


@pytest.mark.parametrize("sentence", WRONG_HU)
def test_what_they_do_not_say_may_not_in_hungarian(sentence: str) -> None:
    assert faults(sentence, question="Ki nyer?", language="hu") != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Arsenal are favourites.", "They have a 64.3% chance."),
        ("Arsenal are favourites at Man United.", "The draw stands at 20.4%."),
        ("Man United – Arsenal:", "- Arsenal: 64.3%"),
        ("Chelsea play Liverpool.", "Over 2.5 goals: 66.8%."),
        ("Az Arsenal az esélyes.", "Az esélye 64,3 %."),
    ],
)
def test_a_sentence_leans_on_the_one_before(before: str, after: str) -> None:
    assert faults(before, after, language="hu" if before.startswith("Az ") else "en") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Man United are at home.", "They have a 64.3% chance."),
        ("Chelsea play Liverpool.", "The draw stands at 20.4%."),
        ("Chelsea play Liverpool.", "Over 2.5 goals: 61.2%."),
        ("A Man United otthon játszik.", "Az esélye 64,3 %."),
    ],
)
def test_it_does_not_lean_on_another_match(before: str, after: str) -> None:
    assert faults(before, after, language="hu" if before.startswith("A ") else "en") != []


def test_a_reference_is_shown_in_the_readers_language() -> None:
    assert checker().check("Arsenal: [[f3]].").text == "Arsenal: 64.3%."
    assert checker(language="hu").check("Az Arsenal: [[f3]].").text == "Az Arsenal: 64,3 %."
    assert checker().check("Arsenal: [[f3]]%.").text == "Arsenal: 64.3%."


@pytest.mark.parametrize("said", ["[f3]", "{{f3}}", "(f3)", "f3", "[[ f3 ]]", "【f3】", "[[F3]]"])
def test_a_reference_may_be_written_in_other_ways(said: str) -> None:
    assert checker().check(f"Arsenal win: {said}.").text == "Arsenal win: 64.3%."
    assert checker().check(f"Man United win: {said}.").faults != ()


@pytest.mark.parametrize("said", ["(f3)", "[f3]"])
def test_a_source_behind_a_figure_is_not_shown(said: str) -> None:
    checked = checker().check(f"Arsenal win: 64.3% {said}.")
    assert (checked.text, checked.faults) == ("Arsenal win: 64.3%.", ())


def test_a_share_of_a_whole_is_shown_without_a_sign() -> None:
    rows: list[Row] = [(DERBY, "confidence", "model", 0.829, "share")]
    assert checker(rows=rows).check("My confidence is [[f1]].").text == "My confidence is 82.9%."
    worth = next(row for row in ROWS if row[1] == "expected_value")
    shown = checker(rows=[worth]).check("The expected value on Arsenal is [[f1]].").text
    assert shown == "The expected value on Arsenal is +2.8%."


def test_a_derivation_becomes_a_fact() -> None:
    checked = checker().check("Arsenal fail to win with a chance of [[1-f3]].")
    (derived,) = checked.derived
    assert checked.text == "Arsenal fail to win with a chance of 35.7%."
    assert derived["value"] == pytest.approx(0.3574)
    assert derived["source"] == "derived: 1 - f3"


def test_the_users_own_number_is_his() -> None:
    asked = "I think Arsenal have 70%, is 1.70 a fair price?"
    assert faults("You think Arsenal have 70%.", question=asked) == []
    assert faults("Arsenal have a 70% chance.", question=asked) != []
    assert faults("At your 1.70 I would not be sure.", question=asked) == []
    assert faults("Arsenal's fair odds are 1.70.", question=asked) != []


def test_a_season_is_a_name_however_its_league_calls_it() -> None:
    left: Row = ("DEMO 2026/2", "season", "matches_left", 32, "count")
    reads = checker("Ki lesz a bajnok?", "hu", (left,))
    assert not reads.check("Hátravan 32 meccs (Demo Liga, 2026/2).").faults
    assert reads.check("Hátravan 32 meccs (Demo Liga, 2026/3).").faults
