"""Days, places, likelihoods in words, and what a reference is of, are held against the facts."""

from __future__ import annotations

import pytest

from tests.graph.grounding_world import faults

QUESTION = "Is 1.60 on Arsenal at Man United value?"
KERDES = "Megéri az Arsenal 1,60-on a Man United ellen?"
WRONG = (
    "Man United win with [[f3]].",
    "Arsenal do not win with [[f3]].",
    "Arsenal do not win with 64.3%.",
    "Arsenal win with [[f3+f2]].",
    "Arsenal win with [[1-f3]].",
    "Arsenal's chance is [[f4]].",
    "Arsenal keep a clean sheet with 46.1%.",
    "Arsenal fail to win with 64.3%.",
    "Man United are nearly certain to win.",
    "Man United are almost certain to win.",
    "Man United will probably win.",
    "Arsenal are unlikely to win.",
    "Man United are likely to win.",
    "Arsenal win in one match of ten.",
    "The likeliest score in Man United – Arsenal is 2-1.",
    "Arsenal are third in the table.",
    "Arsenal are top of the table.",
    "Arsenal lead the league.",
    "Arsenal are in third place.",
    "Arsenal sit fourth.",
    "Man United v Arsenal is on 11 May.",
    "Arsenal play Man United on Saturday.",
    "The match kicks off at 12:30.",
    "Man United – Arsenal takes place on 2024-05-13.",
    "Man United – Arsenal is on May 13.",
    "Arsenal's match at Man United is tomorrow.",
    "The chance of Arsenal is ¾ and of United ¼.",
    "Arsenal win with LXX percent.",
    "Man United are slight underdogs with an even chance.",
    "The draw is the likeliest result.",
    "In Man United – Arsenal the draw is more likely than an Arsenal win.",
    "In Man United – Arsenal under 2.5 goals is more likely than over.",
    "Arsenal win half of the time.",
    "Arsenal's chance is a dozen percent.",
    "Arsenal win every second match.",
    "Arsenal's chance is seventy-four.",
    "Arsenal win a fifth of the time.",
    "Arsenal lose two thirds of such matches.",
    "A draw is less likely than a Man United win.",
    "A Man United win is the most likely outcome.",
    "Arsenal lose with 64.3%.",
    "Arsenal play Man United on Sunday 11 May.",
)
WRONG_HU = (
    "A Man United [[f3]] eséllyel nyer.",
    "Az Arsenal nem nyer: 64,3 %.",
    "Az Arsenal esélye hetvenhat egész öt tized százalék.",
    "Az Arsenal meccse pénzfeldobás.",
    "Ötven-ötven az esélye az Arsenalnak.",
    "Szinte biztos, hogy a Man United nyer.",
    "Az Arsenal a harmadik helyen áll.",
    "Az Arsenal az első helyen áll.",
    "Az Arsenal listavezető.",
    "A Man United–Arsenal legvalószínűbb eredménye 2–1.",
    "A Man United–Arsenal meccs május 11-én lesz.",
    "A Man United–Arsenal meccs szombaton lesz.",
    "A meccs 12:30-kor kezdődik.",
    "A meccs holnap lesz.",
    "Az Arsenal esélye háromnegyed, a Unitedé egynegyed.",
    "Az Arsenal a meccsek felét nyerné.",
    "A döntetlen a legvalószínűbb.",
    "A döntetlen valószínűbb, mint az Arsenal győzelme.",
    "Az Arsenal hetvenöt egész hat tized százalékon áll.",
    "A Man United valószínűleg nyer.",
    "Az Arsenal győzelme nem valószínű.",
    "Az Arsenal győzelme valószínűtlen.",
    "A Man United győzelme valószínűbb, mint az Arsenalé.",
    "A Man United–Arsenal meccs 2024. május 13-án lesz.",
    "A Man United–Arsenal meccs 05.13-án lesz.",
    "A legvalószínűbb kimenetel a Man United győzelme.",
    "Az Arsenal esélye kétharmad, a döntetlené egyharmad.",
)
RIGHT = (
    "Man United v Arsenal is on 12 May.",
    "Arsenal play Man United on Sunday.",
    "Arsenal are second in the table.",
    "Arsenal are in second place.",
    "Arsenal win nearly two thirds of the time.",
    "A draw is less likely than an Arsenal win.",
    "An Arsenal win is the most likely result.",
    "Arsenal will probably win.",
    "Arsenal are likely to win.",
    "Man United are unlikely to win.",
    "Arsenal are second, but they are not top of the table.",
    "In Man United – Arsenal over 2.5 goals is more likely than under.",
    "The likeliest score in Man United – Arsenal is 1-2.",
    "Arsenal do not win with [[1-f3]].",
    "Arsenal win with [[f3]].",
    "Arsenal or the draw comes with [[f2+f3]].",
    "On 12 May 2024 Arsenal have a 64.3% chance at Man United.",
    "Results until 10 May 2024 were used.",
    "Chelsea v Liverpool is on Saturday, Man United v Arsenal on Sunday.",
    "Arsenal beat Chelsea 5-0 on 23 April.",
    "Arsenal win with 64.3%, draw 20.4%.",
    "My form guide is recent.",
    "It may be close.",
    "You have a second question?",
    "The first half is often slow.",
    "Arsenal are 2nd with 83 points from 36 matches.",
    "Arsenal are likely to score.",
    "Arsenal are likelier to win than Man United.",
    "I would be careful: nothing is certain in football.",
    "Arsenal are far from certain to win.",
    "It is likely to be a close match.",
    "Arsenal's chance has not been this good on a Saturday for a while?",
)
RIGHT_HU = (
    "A Man United–Arsenal meccs vasárnap lesz.",
    "A Man United–Arsenal meccs május 12-én lesz.",
    "Az Arsenal a második helyen áll.",
    "Az Arsenal valószínűleg nyer.",
    "Az Arsenal győzelme valószínűbb, mint a döntetlen.",
    "A legvalószínűbb kimenetel az Arsenal győzelme.",
    "A legvalószínűbb az Arsenal győzelme.",
    "A Man United–Arsenal legvalószínűbb eredménye 1–2.",
    "Május 12-én az Arsenal 64,3 % eséllyel nyer.",
    "A Chelsea–Liverpool szombaton lesz, a Man United–Arsenal vasárnap.",
    "Az Arsenal hatvannégy százalékkal nyer.",
    "Az Arsenal győzelme nem biztos.",
    "A döntetlen kevésbé valószínű, mint az Arsenal győzelme.",
    "A Man United győzelme nem valószínű.",
    "Az Arsenal nem nyer: [[1-f3]].",
    "Az első félidőben lassú lesz.",
    "A második kérdésedre: nem tudom.",
    "Az Arsenal nagyjából a meccsek kétharmadát nyerné meg.",
)


@pytest.mark.parametrize("sentence", WRONG)
def test_what_the_facts_do_not_say_may_not_be_said(sentence: str) -> None:
    assert faults(sentence, question=QUESTION) != []


@pytest.mark.parametrize("sentence", WRONG_HU)
def test_what_the_facts_do_not_say_may_not_be_said_in_hungarian(sentence: str) -> None:
    assert faults(sentence, question=KERDES, language="hu") != []


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_they_say_may(sentence: str) -> None:
    assert faults(sentence, question=QUESTION) == []


@pytest.mark.parametrize("sentence", RIGHT_HU)
def test_what_they_say_may_in_hungarian(sentence: str) -> None:
    assert faults(sentence, question=KERDES, language="hu") == []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Arsenal at Man United on Saturday?", "You asked about Saturday; they play on Sunday."),
        ("Is it on 11 May?", "Man United – Arsenal is not on 11 May but on 12 May."),
        ("Who wins?", "Man United – Arsenal is on Sunday 12 May 2024."),
    ],
)
def test_a_day_that_was_asked_about_may_be_named(question: str, sentence: str) -> None:
    assert faults(sentence, question=question) == []
