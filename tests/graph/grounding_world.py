"""Two matches, a table and meetings as facts, and what may and may not be said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import HumanMessage

from graph.grounding import Checker
from graph.state import MentorState
from graph.wording import Language
from tests.graph.analyst_world import spot
from tools.facts import Fact, FactUnit

DERBY = "Man United – Arsenal, 2024-05-12"
OTHER = "Chelsea – Liverpool, 2024-05-11"

#: (subject, market, outcome, value, unit)
Row = tuple[str, str, str, float | int | str, FactUnit]


def forecast(subject: str, home: float, draw: float, over: float, btts: float) -> list[Row]:
    """Return the facts of a forecast that agree with each other."""
    away = 1 - home - draw
    chances: list[tuple[str, str, float]] = [
        ("1x2", "home", home),
        ("1x2", "draw", draw),
        ("1x2", "away", away),
        ("over_under_2.5", "over", over),
        ("over_under_2.5", "under", 1 - over),
        ("both_teams_score", "yes", btts),
        ("both_teams_score", "no", 1 - btts),
        ("double_chance", "1X", home + draw),
        ("double_chance", "12", home + away),
        ("double_chance", "X2", draw + away),
        ("draw_no_bet", "home", home / (home + away)),
        ("draw_no_bet", "away", away / (home + away)),
        ("correct_score", "1-2", 0.0871),
    ]
    rows: list[Row] = [(subject, *chance, "probability") for chance in chances]
    rows += [
        (subject, "fair_odds", side, 1 / chance, "odds")
        for market, side, chance in chances
        if market == "1x2"
    ]
    return [
        *rows,
        (subject, "expected_goals", "home", 1.04, "goals"),
        (subject, "expected_goals", "away", 2.16, "goals"),
    ]


ROWS: tuple[Row, ...] = (
    *forecast(DERBY, 0.1531, 0.2043, 0.6117, 0.5392),
    *forecast(OTHER, 0.2874, 0.2466, 0.6684, 0.6128),
    (DERBY, "price", "away", 1.6, "odds"),
    (DERBY, "break_even", "away", 0.625, "probability"),
    (DERBY, "our_price", "away", 1.557, "odds"),
    (DERBY, "their_price", "away", 1.64, "odds"),
    (DERBY, "implied", "away", 0.6098, "probability"),
    (DERBY, "margin", "1x2", 0.0472, "share"),
    (DERBY, "expected_value", "away", 0.0282, "share"),
    ("Arsenal", "table", "place", 2, "place"),
    ("Arsenal", "table", "points", 83, "count"),
    ("Arsenal", "table", "played", 36, "count"),
    ("Arsenal", "table", "won", 26, "count"),
    ("Arsenal", "table", "drawn", 5, "count"),
    ("Arsenal", "table", "lost", 4, "count"),
    ("Arsenal", "form", "letters", "WWWLW", "text"),
    ("Arsenal", "form", "won", 3, "count"),
    ("Man United – Arsenal", "head_to_head", "played", 60, "count"),
    ("Man United – Arsenal", "head_to_head", "won", 25, "count"),
    ("Man United – Arsenal", "head_to_head", "lost", 20, "count"),
    ("Man United – Arsenal", "head_to_head", "drawn", 15, "count"),
    ("Arsenal – Chelsea, 2024-04-23", "result", "score", "5-0", "score"),
)


def facts_of(rows: Sequence[Row] = ROWS) -> list[dict[str, Any]]:
    """Return rows as a run's facts."""
    return [
        Fact(
            subject=subject,
            market=market,
            outcome=outcome,
            value=value,
            unit=unit,
            as_of="2024-05-10",
            source="test",
        )
        .numbered(number)
        .to_dict()
        for number, (subject, market, outcome, value, unit) in enumerate(rows, start=1)
    ]


def checker(
    question: str = "Who wins?", language: Language = "en", rows: Sequence[Row] = ROWS
) -> Checker:
    """Return a checker for a turn with these facts."""
    state: MentorState = {
        "messages": [HumanMessage(question)],
        "facts": facts_of(rows),
        "language": language,
        "shown": "",
    }
    return Checker(state, spot=spot, today=dt.date(2024, 5, 10))


def faults(*sentences: str, question: str = "Who wins?", language: Language = "en") -> list[str]:
    """Return what is wrong with the last of some sentences."""
    reads = checker(question, language)
    found: tuple[str, ...] = ()
    for sentence in sentences:
        found = reads.check(sentence).faults
    return list(found)
