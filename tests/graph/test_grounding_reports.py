"""Tables, form, meetings, fixtures, seasons and slips told in words, as models tell them."""

from __future__ import annotations

import pytest

from graph.wording import Language
from tests.graph.grounding_world import Row, checker, forecast

DERBY = "Man United – Arsenal, 2024-05-12"
TABLE: tuple[Row, ...] = (
    ("Arsenal", "table", "place", 1, "place"),
    ("Arsenal", "table", "points", 83, "count"),
    ("Man City", "table", "place", 2, "place"),
    ("Man City", "table", "points", 82, "count"),
    ("Man United", "table", "place", 8, "place"),
    ("Man United", "table", "points", 54, "count"),
)
REPORT: tuple[Row, ...] = (
    *TABLE[:2],
    ("Arsenal", "table", "won", 26, "count"),
    ("Arsenal", "table", "lost", 5, "count"),
    ("Arsenal", "form", "letters", "WWWWLW", "text"),
    ("Arsenal", "form", "played", 6, "count"),
    ("Arsenal", "form", "won", 5, "count"),
    ("Arsenal", "form", "lost", 1, "count"),
    ("Arsenal", "record", "home_won", 14, "count"),
    ("Arsenal", "record", "biggest_defeat", "0-2", "score"),
    ("Arsenal", "streak", "winning_now", 4, "count"),
    ("Arsenal", "streak", "unbeaten_now", 4, "count"),
    ("Arsenal", "next_match", "date", "2024-05-12", "date"),
    ("Arsenal – Everton, 2024-05-04", "result", "score", "3-0", "score"),
    ("Arsenal – Aston Villa, 2024-04-14", "result", "score", "0-2", "score"),
    (DERBY, "kickoff", "time", "2024-05-12T15:30:00+00:00", "time"),
)
KINDS: tuple[Row, ...] = (
    ("Arsenal", "table", "played", 36, "count"),
    ("Arsenal", "table", "goals_for", 88, "count"),
    ("Arsenal", "record", "over_2_5", 22, "count"),
    ("Arsenal", "record", "over_2_5_share", 22 / 36, "share"),
    ("Arsenal", "record", "over_3_5", 10, "count"),
    ("Arsenal", "record", "both_scored", 19, "count"),
    ("Arsenal", "record", "clean_sheets", 15, "count"),
    ("Arsenal", "per_match", "goals_for", 88 / 36, "goals"),
    ("Arsenal", "per_match", "goals_against", 28 / 36, "goals"),
)
MEETINGS: tuple[Row, ...] = (
    ("Arsenal – Chelsea", "head_to_head", "played", 62, "count"),
    ("Arsenal – Chelsea", "head_to_head", "won", 25, "count"),
    ("Arsenal – Chelsea", "head_to_head", "drawn", 18, "count"),
    ("Arsenal – Chelsea", "head_to_head", "lost", 19, "count"),
    ("Arsenal – Chelsea, 2024-04-23", "result", "score", "5-0", "score"),
)
FIXTURES: tuple[Row, ...] = (
    ("Fulham – Man City, 2024-05-11", "kickoff", "time", "2024-05-11T11:30:00+00:00", "time"),
    ("Tottenham – Newcastle, 2024-05-11", "kickoff", "time", "2024-05-11T14:00:00+00:00", "time"),
    (DERBY, "kickoff", "time", "2024-05-12T15:30:00+00:00", "time"),
)
SEASON: tuple[Row, ...] = (
    ("Man City", "season", "title", 0.5832, "probability"),
    ("Arsenal", "season", "title", 0.4168, "probability"),
)
SLIP: tuple[Row, ...] = (
    (DERBY, "1x2", "away", 0.7555, "probability"),
    ("Fulham – Man City, 2024-05-11", "1x2", "away", 0.7164, "probability"),
    ("slip: Arsenal win + Man City win", "slip", "probability", 0.5412, "probability"),
)
MATCH: tuple[Row, ...] = tuple(forecast(DERBY, 0.0931, 0.1514, 0.7302, 0.5942))

#: language, the question, the facts, what is right and what is wrong
CASES: tuple[tuple[Language, str, tuple[Row, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "en",
        "Show me the table.",
        TABLE,
        (
            "Arsenal lead with 83 points, ahead of Man City with 82.",
            "Arsenal are top of the table.",
            "Man United are 8th with 54 points.",
        ),
        ("Man City lead the table.", "Arsenal are second.", "Man City sit third with 82 points."),
    ),
    (
        "hu",
        "Mutasd a tabellát!",
        TABLE,
        ("Az Arsenal az első helyen áll 83 ponttal.", "A Man United nyolcadik 54 ponttal."),
        ("A Man City vezeti a tabellát.", "A Man United hatodik 54 ponttal."),
    ),
    (
        "en",
        "How are Arsenal doing?",
        REPORT,
        (
            "Arsenal won 5 of their last 6.",
            "Arsenal have won four in a row.",
            "Arsenal are unbeaten in four matches.",
            "Arsenal's form is WWWWLW.",
            "Arsenal beat Everton 3-0 on 4 May.",
            "Arsenal lost 2-0 at home to Aston Villa on 14 April.",
            "Their next match is at Man United on Sunday 12 May at 15:30.",
        ),
        (
            "Arsenal have won five in a row.",
            "Arsenal are on a five-match winning run.",
            "Arsenal are unbeaten in six.",
            "Arsenal's form is WWWWWW.",
            "Arsenal beat Aston Villa 2-0.",
            "At home Arsenal won 12.",
            "Arsenal beat Everton on 5 May.",
            "Arsenal won 30 matches.",
        ),
    ),
    (
        "hu",
        "Hogy áll az Arsenal?",
        REPORT,
        (
            "Az Arsenal az utolsó 6 meccséből 5-öt megnyert.",
            "Az Arsenal négy meccse veretlen.",
            "Az Arsenal vasárnap, május 12-én játszik a Man United otthonában.",
        ),
        (
            "Az Arsenal az utolsó hat meccséből négyet nyert meg.",
            "Az Arsenal öt meccs óta veretlen.",
            "Az Arsenal zsinórban ötször nyert.",
            "Az Arsenal kikapott a Evertontól 3–0-ra.",
            "Az Arsenal szombaton játszik a Man United ellen.",
        ),
    ),
    (
        "en",
        "How many of Arsenal's games go over 2.5?",
        KINDS,
        (
            "22 of Arsenal's 36 matches went over 2.5.",
            "Over 2.5 came in 61.1% of Arsenal's matches.",
            "Both teams scored in 19 of Arsenal's matches.",
            "Arsenal have kept 15 clean sheets in 36 matches.",
            "Arsenal score 2.4 goals a match and concede 0.8.",
        ),
        (
            "10 of Arsenal's matches went over 2.5.",
            "19 of Arsenal's matches went over 2.5.",
            "Both teams scored in 22 of Arsenal's matches.",
            "Arsenal have kept 19 clean sheets in 36 matches.",
            "Arsenal concede 2.4 goals a match.",
            "Chelsea score 2.4 goals a match.",
        ),
    ),
    (
        "hu",
        "Hány Arsenal-meccsen volt 2,5 gól felett?",
        KINDS,
        (
            "Az Arsenal 36 meccséből 22 ment 2,5 fölé.",
            "Az Arsenal meccsein 19 alkalommal szerzett gólt mindkét csapat.",
            "Az Arsenal meccsenként 2,4 gólt lőtt.",
        ),
        (
            "Az Arsenal 36 meccséből 10 ment 2,5 fölé.",
            "Az Arsenal meccsenként 0,8 gólt lőtt.",
        ),
    ),
    (
        "en",
        "How did Arsenal do against Chelsea?",
        MEETINGS,
        (
            "In 62 meetings Arsenal won 25, Chelsea 19, and 18 were drawn.",
            "Arsenal beat Chelsea 5-0 on 23 April 2024.",
        ),
        ("In 62 meetings Arsenal won 19.", "Arsenal beat Chelsea 5-0 on 24 April."),
    ),
    (
        "en",
        "What matches are there this weekend?",
        FIXTURES,
        (
            "Fulham – Man City is on Saturday at 11:30.",
            "- Sat 11 May, 14:00: Tottenham – Newcastle",
            "Man United – Arsenal kicks off at 15:30 UTC on Sunday.",
        ),
        (
            "Fulham – Man City is on Sunday.",
            "Man United – Arsenal kicks off at 14:00.",
            "Man City play Newcastle on Saturday.",
            "Liverpool play on Saturday.",
        ),
    ),
    (
        "hu",
        "Milyen meccsek vannak a hétvégén?",
        FIXTURES,
        ("A Fulham–Man City szombaton 13:30-kor kezdődik.",),
        ("A Tottenham szombaton a Man City ellen játszik.", "A Liverpool szombaton játszik."),
    ),
    (
        "en",
        "Who will win the league?",
        SEASON,
        ("Man City are favourites for the title.", "Man City will probably win the title."),
        ("Arsenal are favourites for the title.", "Arsenal will probably win the title."),
    ),
    (
        "hu",
        "Ki lesz a bajnok?",
        SEASON,
        ("A Man City 58,3 %, az Arsenal 41,7 % eséllyel lesz bajnok.",),
        ("Valószínűleg az Arsenal lesz a bajnok.", "Az Arsenal 58,3 % eséllyel lesz bajnok."),
    ),
    (
        "en",
        "Arsenal and Man City together?",
        SLIP,
        ("Together they come in with 54.1%.",),
        ("Together they come in with 71.6%.",),
    ),
    (
        "hu",
        "Ki nyer, a Man United vagy az Arsenal?",
        MATCH,
        ("Az X2 esélye 90,7 %.", "Az Arsenal várhatóan 2,2 gólt lő."),
        ("Az X2 esélye 24,5 %.", "Az 1X esélye 90,7 %.", "Az Arsenal várhatóan 1,0 gólt lő."),
    ),
)


@pytest.mark.parametrize(
    ("language", "question", "rows", "sentence"),
    [(lang, asked, rows, said) for lang, asked, rows, right, _ in CASES for said in right],
)
def test_what_tools_told_may_be_told(
    language: Language, question: str, rows: tuple[Row, ...], sentence: str
) -> None:
    assert checker(question, language, rows).check(sentence).faults == ()


@pytest.mark.parametrize(
    ("language", "question", "rows", "sentence"),
    [(lang, asked, rows, said) for lang, asked, rows, _, wrong in CASES for said in wrong],
)
def test_what_they_did_not_tell_may_not(
    language: Language, question: str, rows: tuple[Row, ...], sentence: str
) -> None:
    assert checker(question, language, rows).check(sentence).faults != ()
