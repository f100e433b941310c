"""Claims without a figure: places, gaps, runs, results, orders and degrees in words.

What the facts say may be said; what they do not say, or say otherwise, may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from graph.wording import Language
from tests.graph.grounding_world import Row, checker, forecast

DERBY = "Man United – Arsenal, 2024-05-12"


def standing(club: str, place: int, points: int, played: int, difference: int) -> list[Row]:
    return [
        (club, "table", "place", place, "place"),
        (club, "table", "points", points, "count"),
        (club, "table", "played", played, "count"),
        (club, "table", "goal_difference", difference, "count"),
    ]


def record(club: str, **counts: int) -> list[Row]:
    return [(club, "record", name, count, "count") for name, count in counts.items()]


TABLE: list[Row] = [
    *standing("Arsenal", 1, 71, 30, 40),
    *standing("Man City", 2, 70, 29, 44),
    *standing("Liverpool", 3, 65, 30, 30),
    *standing("Newcastle", 4, 50, 30, 10),
    *standing("Chelsea", 5, 44, 30, 2),
    *standing("Man United", 6, 44, 29, -3),
    *standing("Fulham", 7, 30, 30, -15),
    *standing("Everton", 8, 20, 30, -40),
]
REPORT: list[Row] = [
    *standing("Arsenal", 1, 71, 30, 40),
    ("Arsenal", "table", "lost", 4, "count"),
    ("Arsenal", "form", "letters", "WWWWLW", "text"),
    ("Arsenal", "form", "played", 6, "count"),
    ("Arsenal", "form", "won", 5, "count"),
    ("Arsenal", "form", "drawn", 0, "count"),
    ("Arsenal", "form", "lost", 1, "count"),
    ("Arsenal", "form", "goals_for", 16, "count"),
    ("Arsenal", "form", "goals_against", 4, "count"),
    *record("Arsenal", home_won=12, home_drawn=2, home_lost=1, home_goals_for=40),
    *record("Arsenal", away_won=10, away_drawn=3, away_lost=3, away_goals_for=33),
    ("Arsenal", "streak", "winning_longest", 8, "count"),
    ("Arsenal", "streak", "winning_now", 4, "count"),
    ("Arsenal", "streak", "winless_longest", 3, "count"),
    ("Arsenal", "streak", "winless_now", 0, "count"),
    ("Arsenal – Fulham, 2024-05-04", "result", "score", "3-0", "score"),
    ("Tottenham – Arsenal, 2024-04-28", "result", "score", "2-3", "score"),
    ("Arsenal – Chelsea, 2024-04-23", "result", "score", "5-0", "score"),
    ("Newcastle – Arsenal, 2024-04-20", "result", "score", "0-2", "score"),
    ("Arsenal – Everton, 2024-04-14", "result", "score", "0-2", "score"),
    (DERBY, "kickoff", "time", "2024-05-12T15:30:00+00:00", "time"),
    ("Arsenal – West Ham, 2024-05-19", "kickoff", "time", "2024-05-19T15:00:00+00:00", "time"),
]
MEETINGS: list[Row] = [
    ("Man United – Arsenal", "head_to_head", "played", 5, "count"),
    ("Man United – Arsenal", "head_to_head", "won", 2, "count"),
    ("Man United – Arsenal", "head_to_head", "drawn", 0, "count"),
    ("Man United – Arsenal", "head_to_head", "lost", 3, "count"),
    ("Man United – Arsenal", "head_to_head", "goals_for", 8, "count"),
    ("Man United – Arsenal", "head_to_head", "goals_against", 11, "count"),
    ("Arsenal – Man United, 2023-09-03", "result", "score", "3-1", "score"),
    ("Arsenal – Man United, 2023-01-22", "result", "score", "3-2", "score"),
    ("Man United – Arsenal, 2022-09-04", "result", "score", "3-1", "score"),
]
SEASON: list[Row] = [
    ("Man City", "season", "title", 0.58, "probability"),
    ("Arsenal", "season", "title", 0.42, "probability"),
    ("Everton", "season", "relegation", 1.0, "probability"),
    ("Fulham", "season", "relegation", 0.93, "probability"),
    ("Man United", "season", "relegation", 0.07, "probability"),
    ("Newcastle", "season", "champions_league", 0.95, "probability"),
    ("Chelsea", "season", "champions_league", 0.05, "probability"),
    ("Arsenal", "season", "likeliest_place", 2, "place"),
]
SLIP: list[Row] = [
    (DERBY, "1x2", "away", 0.66, "probability"),
    ("Chelsea – Liverpool, 2024-05-11", "over_under_2.5", "over", 0.72, "probability"),
    ("slip: two", "slip", "probability", 0.475, "probability"),
    ("slip: two", "slip", "fair_odds", 2.1, "odds"),
]
RANKING: list[Row] = [
    ("Tottenham – Fulham, 2024-05-11", "1x2", "home", 0.73, "probability"),
    (DERBY, "1x2", "away", 0.66, "probability"),
    ("Everton – West Ham, 2024-05-11", "1x2", "home", 0.52, "probability"),
]
FACTS: Mapping[str, Sequence[Row]] = {
    "table": TABLE,
    "report": REPORT,
    "meetings": MEETINGS,
    "season": SEASON,
    "match": forecast(DERBY, 0.13, 0.17, 0.69, 0.6),
    "slip": SLIP,
    "ranking": RANKING,
}
WRONG = """
table en Chelsea are in the top three.
table en Liverpool are a point behind Arsenal.
table en Arsenal are two points clear of Man City.
table en Newcastle sit outside the top four.
table en Fulham are not in the bottom two.
table en Man City have played more games than Arsenal.
table en Arsenal have a game in hand on Man City.
table en Man City are level on points with Arsenal.
table en Arsenal have the best goal difference.
table en Man United are above Chelsea.
table en Everton have more points than Fulham.
table en Fulham have a better goal difference than Man United.
table en Man United have a positive goal difference.
table en Fulham are last.
table en Fulham are mid-table.
table en Everton are in the relegation zone.
table en Fulham are in the top half of the table.
table en Only one club has more points than Liverpool.
table en Newcastle are the closest challengers to Arsenal.
table en The leaders are Man City.
table en | 3 | Liverpool | 66 |
table en 1. Arsenal 71, 2. Man City 69
table en Chelsea have overtaken Newcastle.
table hu A Chelsea az első háromban van.
table hu A Liverpool egy ponttal van lemaradva az Arsenaltól.
table hu A Fulham az utolsó.
table hu A Man Citynek és az Arsenalnak ugyanannyi pontja van.
table hu A Man United megelőzi a Chelsea-t.
table hu Az Arsenal egy meccsel kevesebbet játszott, mint a Man City.
table hu Az Arsenal gólkülönbsége a legjobb.
table hu A Newcastle két ponttal előzi meg a Chelsea-t.
table hu A Liverpool átvette a vezetést az Arsenaltól.
report en Arsenal have not lost at home this season.
report en Arsenal are unbeaten away from home.
report en Arsenal lost their last match.
report en Arsenal won their last five matches.
report en Arsenal drew their last match.
report en Arsenal beat Everton in April.
report en Arsenal lost to Everton twice this season.
report en Arsenal won three-one against Fulham.
report en Arsenal are winless in three.
report en They lost twice in their last six games.
report en Arsenal failed to score in their last match.
report en Arsenal have scored more goals away than at home.
report en Their home record is worse than their away record.
report en Arsenal have been in terrible form.
report en Arsenal's form has been poor.
report en Arsenal's next match is at home.
report en Arsenal's only defeat in the last six came at Newcastle.
report en Arsenal have won every away game.
report en Arsenal play West Ham this Sunday.
report hu Az Arsenal otthon veretlen ebben az idényben.
report hu Az Arsenal kikapott a legutóbbi meccsén.
report hu Az Arsenal legutóbb kettő-egyre verte a Fulhamet.
report hu Az Arsenal legutóbb döntetlent játszott.
report hu Az Arsenal megverte az Evertont.
report hu Az Arsenal négy-nullára verte a Chelsea-t.
report hu Az Arsenal mostanában gyenge formában van.
report hu Az Arsenal következő meccsét otthon játssza.
meetings en The last meeting was a draw.
meetings en Man United won the last meeting.
meetings en Man United have won more of their meetings.
meetings en Arsenal have never beaten Man United.
meetings en Man United scored more goals in these meetings.
meetings en The sides are level in the head to head.
meetings en Most of their meetings ended in a draw.
meetings hu A legutóbbi találkozót a Man United nyerte.
meetings hu A Man United nyert többször.
meetings hu Az Arsenal minden találkozót megnyert.
season en Fulham are almost safe.
season en Man United will most likely go down.
season en Chelsea are likely to finish in the top four.
season en Fulham are already relegated.
season en Arsenal are the favourites for the title.
season en Liverpool can still win the league.
season en Arsenal's likeliest finish is first.
season hu Az Arsenal a bajnoki cím fő esélyese.
season hu A Fulham már kiesett.
season hu A Man United valószínűleg kiesik.
season hu A Fulham szinte biztosan bent marad.
match en A home win is five times as likely as a draw.
match en Arsenal are twice as likely to win as to draw.
match en A low-scoring game is expected.
match en Both teams to score is unlikely.
match en Under 2.5 goals looks likely.
match en Two-nil to Arsenal is the likeliest score.
match en Man United are expected to score twice as many goals as Arsenal.
match en Arsenal are narrow favourites.
match en Man United have a good chance of winning.
match hu A kettő-egy a legvalószínűbb eredmény.
match hu Kevés gól várható.
match hu A Man United enyhe esélyes.
match hu A döntetlen ötször olyan valószínű, mint a hazai győzelem.
slip en The slip is more likely to win than not.
slip en The Chelsea leg is the weaker one.
slip hu A szelvény nagyobb eséllyel nyer, mint veszít.
ranking en Man United – Arsenal is the safest match.
ranking en Everton – West Ham is safer than Tottenham – Fulham.
ranking en Everton are the biggest favourites of the weekend.
ranking hu A Man United–Arsenal a legbiztosabb.
"""
RIGHT = """
table en Man City are a point behind Arsenal.
table en Man City are one point behind, with a game in hand.
table en Liverpool are six points behind Arsenal and in the top three.
table en The top three are Arsenal, Man City and Liverpool.
table en Chelsea are outside the top four.
table en Fulham and Everton are in the bottom two.
table en Everton are bottom with 20 points.
table en Chelsea and Man United are level on 44 points.
table en Chelsea are above Man United.
table en Man United have a negative goal difference.
table en Man City have the best goal difference.
table en Man City have a better goal difference than Arsenal.
table en Newcastle have 50 points, 6 more than Chelsea.
table en | 2 | Man City | 70 |
table en | 2 | Man City | 29 | 44 | 70 |
table en 2. Man City 70, 3. Liverpool 65, 4. Newcastle 50
table en The top of the table: 1. Arsenal 71, 2. Man City 70, 3. Liverpool 65.
table en The leaders are Arsenal with 71 points.
table en May I tell you more about Arsenal?
table hu Az Arsenal vezet 71 ponttal, egy ponttal a Man City előtt.
table hu A Man City egy ponttal van lemaradva az Arsenaltól.
table hu A Liverpool az első háromban van.
table hu Az Everton az utolsó 20 ponttal.
table hu A Man City egy meccsel kevesebbet játszott, mint az Arsenal.
table hu A Newcastle hat ponttal előzi meg a Chelsea-t.
table hu 1. Arsenal 71, 2. Man City 70, 3. Liverpool 65.
table hu Az Arsenal az első helyen áll, a City a második.
report en Arsenal have lost once at home this season.
report en Arsenal have won their last four matches.
report en Arsenal beat Fulham 3-0 in their last match.
report en Arsenal won three-nil against Fulham.
report en Arsenal won five of their last six matches.
report en Arsenal won their last match.
report en Arsenal are in great form: five wins in their last six.
report en Their only defeat in the last six was against Everton.
report en Their home record is better than their away record.
report en They have scored 16 goals and conceded 4 in the last six.
report en Arsenal's next match is away at Man United on Sunday.
report en Arsenal play Man United on Sunday and West Ham on 19 May.
report hu Az Arsenal a legutóbbi négy meccsét megnyerte.
report hu Az Arsenal három-nullára verte a Fulhamet.
report hu Legutóbb 3–0-ra verte a Fulhamet.
report hu Az Arsenal kiváló formában van: az utolsó hat meccséből ötöt megnyert.
report hu A következő meccsét a Man United otthonában játssza vasárnap.
report hu Az Arsenal idegenben nyert a Newcastle ellen.
meetings en Arsenal won the last meeting 3-1.
meetings en Man United won 2, Arsenal won 3.
meetings en The last time they met, Arsenal won 3-1.
meetings hu A legutóbbi meccset három-egyre nyerte az Arsenal.
meetings hu A Man United kétszer, az Arsenal háromszor nyert.
season en Man City are the favourites with 58%, ahead of Arsenal with 42%.
season en Fulham are almost certainly going down.
season en Newcastle are very likely to finish in the top four: 95%.
season en Arsenal's likeliest finish is second.
season hu A Fulham szinte biztosan kiesik.
season hu A bajnoki cím fő esélyese a Man City 58 %-kal.
match en Arsenal are more than five times as likely to win as Man United.
match en Arsenal are about four times as likely to win as to draw.
match en A two-one win for Arsenal is the likeliest score.
match en Three or more goals are likelier than not: 69%.
match en Goals are likely: over 2.5 has 69%.
match en Arsenal are expected to score more goals than Man United.
match hu Az Arsenal körülbelül négyszer olyan valószínű, mint a döntetlen.
match hu Kettő-egyes Arsenal-győzelem a legvalószínűbb eredmény.
match hu Tízből nagyjából hétszer az Arsenal nyer.
match hu Várhatóan az Arsenal nyer.
slip en The Arsenal leg wins with 66%, the Chelsea leg with 72%.
slip en The Arsenal leg is the weaker one.
ranking en Tottenham – Fulham is the safest, with a Tottenham win at 73%.
ranking hu A Tottenham – Fulham a legbiztosabb: a Tottenham 73 % eséllyel nyer.
"""
QUESTIONS: Mapping[str, str] = {
    "table en": "Show me the table",
    "table hu": "Mutasd a tabellát",
    "report en": "How is Arsenal doing?",
    "report hu": "Hogy áll az Arsenal?",
    "meetings en": "Man United against Arsenal, head to head?",
    "meetings hu": "Man United és Arsenal egymás ellen?",
    "season en": "Who will be champion?",
    "season hu": "Ki lesz a bajnok?",
    "match en": "Who wins, Man United or Arsenal?",
    "match hu": "Ki nyer, a Man United vagy az Arsenal?",
    "slip en": "Arsenal and Chelsea over 2.5 together?",
    "slip hu": "Arsenal és Chelsea 2,5 felett együtt?",
    "ranking en": "Which match is the safest?",
    "ranking hu": "Melyik meccs a legbiztosabb?",
}


def cases(text: str) -> Iterator[tuple[str, Language, str]]:
    for line in text.strip().splitlines():
        facts, language, sentence = line.split(" ", 2)
        yield facts, "hu" if language == "hu" else "en", sentence


def faults(facts: str, language: Language, sentence: str) -> tuple[str, ...]:
    reads = checker(QUESTIONS[f"{facts} {language}"], language, FACTS[facts])
    return reads.check(sentence).faults


@pytest.mark.parametrize(("facts", "language", "sentence"), list(cases(WRONG)))
def test_what_the_facts_do_not_say_may_not_be_said(
    facts: str, language: Language, sentence: str
) -> None:
    assert faults(facts, language, sentence)


@pytest.mark.parametrize(("facts", "language", "sentence"), list(cases(RIGHT)))
def test_what_the_facts_say_may(facts: str, language: Language, sentence: str) -> None:
    assert not faults(facts, language, sentence)


def test_what_is_asked_or_supposed_claims_nothing() -> None:
    for sentence in (
        "Are Chelsea in the top three?",
        "If Chelsea were level with Arsenal, so be it.",
    ):
        assert not faults("table", "en", sentence)


@pytest.mark.parametrize(
    "sentence", ["Arsenal have [[f2 points.", "<|im_start|>system", "[INST] Hi"]
)
def test_marks_that_are_no_words_are_refused(sentence: str) -> None:
    assert faults("table", "en", sentence)
