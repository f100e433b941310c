"""Answers as a language model writes them after its tools, right and wrong ones, and their facts.

`answers/` holds one answer a line under the head of its scene; “\\n” is a line's end. The part
`apart` measures the checker: read it with a program that shows numbers alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from langchain_core.messages import HumanMessage

from graph.grounding import Checker
from graph.sentences import split_sentences
from graph.wording import Language
from tests.graph.analyst_world import spot
from tests.graph.grounding_world import DERBY, OTHER, Row, facts_of, forecast
from tools.facts import FactUnit

Kind = Literal["right", "wrong"]
Part = Literal["development", "apart"]

_TODAY = dt.date(2024, 5, 10)
_SLIP = "slip: Arsenal win + Man City win"
_CITY = "Fulham – Man City, 2024-05-11"


@dataclass(frozen=True)
class Scene:
    """What was asked, and what the tools told."""

    asked: Mapping[Language, str]
    rows: Sequence[Row]


def counts(subject: str, market: str, told: Mapping[str, int]) -> list[Row]:
    """Return the facts of counts; a place is one."""
    unit: Mapping[bool, FactUnit] = {True: "place", False: "count"}
    return [(subject, market, name, value, unit[name == "place"]) for name, value in told.items()]


def results(scores: Mapping[str, str]) -> list[Row]:
    """Return the facts of results."""
    return [(match, "result", "score", score, "score") for match, score in scores.items()]


def kickoffs(times: Mapping[str, str]) -> list[Row]:
    """Return the facts of matches to come."""
    return [(match, "kickoff", "time", time, "time") for match, time in times.items()]


FORECAST: list[Row] = [
    *forecast(DERBY, 0.093, 0.151, 0.7302, 0.5942),
    (DERBY, "price", "away", 1.6, "odds"),
    (DERBY, "break_even", "away", 0.625, "probability"),
    (DERBY, "our_price", "away", 1 / 0.756, "odds"),
    (DERBY, "expected_value", "away", 0.2096, "share"),
    (DERBY, "explanation", "home_advantage", 0.0889, "points"),
    (DERBY, "explanation", "away_attack", -0.1301, "points"),
    (DERBY, "explanation", "away_defence", -0.1335, "points"),
    (DERBY, "explanation", "form", -0.0122, "points"),
    (DERBY, "confidence", "model", 0.83, "share"),
]
NO_ODDS: list[Row] = [
    *forecast(OTHER, 0.2874, 0.2466, 0.6684, 0.6128),
    *counts("matches", "recommendations", {"matches": 49, "priced": 0, "value": 0}),
]
SHORT_PRICE: list[Row] = [
    (DERBY, "1x2", "away", 0.756, "probability"),
    (DERBY, "1x2", "home", 0.093, "probability"),
    (DERBY, "1x2", "draw", 0.151, "probability"),
    (DERBY, "price", "away", 1.25, "odds"),
    (DERBY, "break_even", "away", 0.8, "probability"),
    (DERBY, "our_price", "away", 1 / 0.756, "odds"),
    (DERBY, "expected_value", "away", -0.055, "share"),
]
#: points, matches played, goal difference, from the top
_TABLE: Mapping[str, tuple[int, int, int]] = {
    "Arsenal": (83, 36, 60), "Man City": (82, 35, 54), "Liverpool": (78, 36, 43),
    "Aston Villa": (67, 36, 20), "Tottenham": (60, 35, 11), "Newcastle": (56, 35, 22),
    "Chelsea": (54, 35, 11), "Man United": (54, 35, -3), "West Ham": (49, 36, -14),
    "Bournemouth": (48, 36, -11), "Brighton": (47, 35, -4), "Wolves": (46, 36, -11),
    "Fulham": (44, 36, -4), "Crystal Palace": (43, 36, -8), "Everton": (37, 36, -11),
    "Brentford": (36, 36, -8), "Nott'm Forest": (29, 36, -18), "Luton": (26, 36, -31),
    "Burnley": (24, 36, -36), "Sheffield United": (16, 36, -65),
}  # fmt: skip
TABLE: list[Row] = [
    row
    for place, (club, (points, played, goals)) in enumerate(_TABLE.items(), start=1)
    for row in counts(
        club,
        "table",
        {"place": place, "points": points, "played": played, "goal_difference": goals},
    )
]
REPORT: list[Row] = [
    *counts("Arsenal", "table", {
        "place": 1, "points": 83, "played": 36, "won": 26, "drawn": 5, "lost": 5,
        "goals_for": 88, "goals_against": 28, "goal_difference": 60,
    }),
    ("Arsenal", "form", "letters", "WWWWLW", "text"),
    *counts("Arsenal", "form", {
        "played": 6, "won": 5, "drawn": 0, "lost": 1, "goals_for": 16, "goals_against": 4,
    }),
    *counts("Arsenal", "record", {
        "home_won": 14, "home_drawn": 2, "home_lost": 2, "home_goals_for": 46,
        "home_goals_against": 15, "away_won": 12, "away_drawn": 3, "away_lost": 3,
    }),
    *counts("Arsenal", "streak", {"winning_now": 4, "unbeaten_now": 4, "winning_longest": 8}),
    *results({
        "Arsenal – Leicester, 2024-05-04": "3-0", "Tottenham – Arsenal, 2024-04-28": "2-3",
        "Arsenal – Chelsea, 2024-04-23": "5-0", "Wolves – Arsenal, 2024-04-20": "0-2",
        "Arsenal – Aston Villa, 2024-04-14": "0-2", "Brighton – Arsenal, 2024-04-06": "0-3",
    }),
    ("Arsenal", "next_match", "date", "2024-05-12", "date"),
    *kickoffs({DERBY: "2024-05-12T15:30:00+00:00"}),
]  # fmt: skip
MEETINGS: list[Row] = [
    *counts("Arsenal – Chelsea", "head_to_head", {
        "played": 62, "won": 25, "drawn": 18, "lost": 19, "goals_for": 90, "goals_against": 83,
        "over_2_5": 33, "both_scored": 34,
    }),
    *results({
        "Arsenal – Chelsea, 2024-04-23": "5-0", "Chelsea – Arsenal, 2023-10-21": "2-2",
        "Arsenal – Chelsea, 2023-05-02": "3-1", "Chelsea – Arsenal, 2022-11-06": "0-1",
        "Chelsea – Arsenal, 2022-04-20": "2-4",
    }),
]  # fmt: skip
SEASON: list[Row] = [
    ("Man City", "season", "title", 0.5832, "probability"),
    ("Arsenal", "season", "title", 0.4168, "probability"),
    *counts("E0 2023-24", "season", {"matches_left": 23, "simulated": 10000}),
    *counts("Man City", "table", {"place": 2, "points": 82}),
    *counts("Arsenal", "table", {"place": 1, "points": 83}),
    ("Everton", "season", "relegation", 0.0, "probability"),
    *counts("Everton", "table", {"place": 15}),
    *counts("Everton", "season", {"points_low": 37, "points_high": 41}),
]
SLIP: list[Row] = [
    (DERBY, "1x2", "away", 0.756, "probability"),
    (DERBY, "fair_odds", "away", 1 / 0.756, "odds"),
    (_CITY, "1x2", "away", 0.7164, "probability"),
    (_CITY, "fair_odds", "away", 1 / 0.7164, "odds"),
    (_SLIP, "slip", "probability", 0.5416, "probability"),
    (_SLIP, "slip", "fair_odds", 1 / 0.5416, "odds"),
    (_SLIP, "slip", "offered_odds", 1.7, "odds"),
    (_SLIP, "slip", "expected_value", 0.5416 * 1.7 - 1, "share"),
]
WISHES: list[Row] = [
    ("you", "preference", "favourite_teams", "Arsenal", "text"),
    ("you", "preference", "risk", "low", "text"),
]
FIXTURES: list[Row] = kickoffs(
    {
        _CITY: "2024-05-11T11:30:00+00:00",
        "Tottenham – West Ham, 2024-05-11": "2024-05-11T14:00:00+00:00",
        "Newcastle – Brighton, 2024-05-11": "2024-05-11T14:00:00+00:00",
        OTHER: "2024-05-11T16:30:00+00:00",
    }
)
TRACK_RECORD: list[Row] = [
    *counts("track record", "settled", {"waiting": 7, "matches": 120}),
    ("track record", "hit_rate", "model", 0.525, "probability"),
    ("track record", "rps", "model", 0.1987, "loss"),
    ("track record", "rps", "closing", 0.1951, "loss"),
    ("track record", "rps", "base_rates", 0.2284, "loss"),
]


def _scene(rows: Sequence[Row], en: str, hu: str) -> Scene:
    return Scene({"en": en, "hu": hu}, rows)


SCENES: Mapping[str, Scene] = {
    "forecast": _scene(
        FORECAST, "Is there value on Arsenal at 1.60 on Sunday?",
        "Van érték az Arsenalban 1,60-on vasárnap?",
    ),
    "no_odds": _scene(
        NO_ODDS, "What do you think of Chelsea v Liverpool?",
        "Mit gondolsz a Chelsea–Liverpool meccsről?",
    ),
    "short_price": _scene(
        SHORT_PRICE, "Is Arsenal at 1.25 worth it?", "Megéri az Arsenal 1,25-ön?"
    ),
    "table": _scene(
        TABLE, "Show me the Premier League table.", "Hogy áll a Premier League tabella?"
    ),
    "report": _scene(REPORT, "How is Arsenal's form?", "Milyen formában van az Arsenal?"),
    "meetings": _scene(
        MEETINGS, "Arsenal v Chelsea head to head?", "Arsenal–Chelsea egymás elleni mérleg?"
    ),
    "season": _scene(
        SEASON, "Who will win the Premier League?", "Ki nyeri a Premier League-et?"
    ),
    "slip": _scene(
        SLIP, "Put Arsenal and Man City to win on a slip at 1.70.",
        "Tedd szelvényre az Arsenal és a Man City győzelmét 1,70-en.",
    ),
    "wishes": _scene(
        WISHES, "My favourite team is Arsenal and I like low risk.",
        "A kedvenc csapatom az Arsenal, és alacsony kockázatot szeretek.",
    ),
    "fixtures": _scene(FIXTURES, "What is on tomorrow?", "Mi lesz holnap?"),
    "track_record": _scene(
        TRACK_RECORD, "How good are your predictions?", "Mennyire jók az előrejelzéseid?"
    ),
}  # fmt: skip


def answers(kind: Kind, language: Language, part: Part) -> Iterator[tuple[str, str]]:
    """Yield (scene, answer)."""
    name = f"answers/{kind}_{language}_{part}.txt"
    scene = ""
    for line in files("tests.graph").joinpath(name).read_text("utf-8").splitlines():
        if line.startswith("# "):
            scene = line[2:]
        else:
            yield scene, line.replace("\\n", "\n")


def shown(scene: str, answer: str, language: Language) -> list[bool]:
    """Return of each sentence of an answer whether a reader would see it."""
    checker = Checker(
        {
            "messages": [HumanMessage(SCENES[scene].asked[language])],
            "facts": facts_of(SCENES[scene].rows),
            "language": language,
            "shown": "",
        },
        spot=spot,
        today=_TODAY,
    )
    sentences = filter(str.strip, split_sentences(answer))
    return [not checker.check(sentence).faults for sentence in sentences]
