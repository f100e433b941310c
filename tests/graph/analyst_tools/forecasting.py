"""A forecast of one match: the same chances for all, and a bet or prices beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.graph.analyst_world import FIXTURES, fact_of, pairing, title_of, unknown
from tools.facts import Fact, FactUnit, ToolResult

PROBABILITIES = {"home": 0.197, "draw": 0.222, "away": 0.581}


def forecast_facts(subject: str, chances: Mapping[str, float] = PROBABILITIES) -> list[Fact]:
    """Return the facts of a forecast; those beside 1X2 are made up but fixed."""
    home, draw, away = chances["home"], chances["draw"], chances["away"]
    rows: list[tuple[str, str, Any, FactUnit]] = [
        ("1x2", "home", home, "probability"),
        ("1x2", "draw", draw, "probability"),
        ("1x2", "away", away, "probability"),
        ("over_under_2.5", "over", 0.557, "probability"),
        ("over_under_2.5", "under", 0.443, "probability"),
        ("over_under_1.5", "over", 0.781, "probability"),
        ("over_under_1.5", "under", 0.219, "probability"),
        ("over_under_3.5", "over", 0.334, "probability"),
        ("over_under_3.5", "under", 0.666, "probability"),
        ("both_teams_score", "yes", 0.539, "probability"),
        ("both_teams_score", "no", 0.461, "probability"),
        ("double_chance", "1X", home + draw, "probability"),
        ("double_chance", "12", home + away, "probability"),
        ("double_chance", "X2", draw + away, "probability"),
        ("draw_no_bet", "home", home / (home + away), "probability"),
        ("draw_no_bet", "away", away / (home + away), "probability"),
        ("expected_goals", "home", 1.02, "goals"),
        ("expected_goals", "away", 1.83, "goals"),
        ("correct_score", "1-2", 0.097, "probability"),
        ("correct_score", "0-1", 0.093, "probability"),
        ("correct_score", "1-1", 0.107, "probability"),
        ("fair_odds", "home", 1 / home, "odds"),
        ("fair_odds", "draw", 1 / draw, "odds"),
        ("fair_odds", "away", 1 / away, "odds"),
        ("confidence", "model", 0.8, "share"),
    ]
    return [fact_of(subject, *row) for row in rows]


def predict_match(
    home_team: str,
    away_team: str,
    date: str | None = None,
    league: str | None = None,
    score: str | None = None,
    bet: str | None = None,
    odds: str | None = None,
) -> ToolResult:
    """Forecast one match."""
    if missing := unknown("predict_match", home_team, away_team):
        return missing
    match = pairing(home_team, away_team, date)
    if match is None:
        ahead = [
            title_of(one)
            for one in FIXTURES
            if {home_team, away_team} & {one["home"], one["away"]} and not one["score"]
        ]
        return ToolResult(
            kind="predict_match", text="No such match.", found=False, candidates=ahead[:3]
        )
    facts = forecast_facts(title_of(match))
    if score:
        score = score[::-1] if match["swapped"] else score
        match = {**match, "asked_score": score}
        if score not in {fact.outcome for fact in facts}:
            facts.append(fact_of(title_of(match), "correct_score", score, 0.013, "probability"))
    if bet:
        told, named = _bet(bet, match)
        facts, match = [*facts, *told], {**match, "bet": named}
    if odds:
        facts += _difference(odds, match)
        difference = {"agreed": False, "reasons": []}
        match = {**match, "own_odds": True, "difference": difference}
    if match.get("score"):
        facts.append(fact_of(title_of(match), "result", "score", match["score"], "score"))
    return ToolResult(kind="predict_match", text="A forecast.", facts=facts, data=match)


def _bet(text: str, match: Mapping[str, Any]) -> tuple[list[Fact], dict[str, Any]]:
    """Return the facts and the names of one more bet: goals, half-time, or the away handicap."""
    title = title_of(match)
    if "full-time" in text:
        pairs = {"away/away": 0.41, "draw/away": 0.16, "draw/draw": 0.12}
        market = "half_time_full_time"
        told = [fact_of(title, market, *pair, "probability") for pair in pairs.items()]
        return told, {"market": market, "key": market, "outcome": "both", "likeliest": [*pairs]}
    if text.startswith("half-time"):
        rows = {"home": 0.18, "draw": 0.39, "away": 0.43}
        told = [fact_of(title, "half_time", *row, "probability") for row in rows.items()]
        return told, {"market": "half_time", "key": "half_time", "outcome": "home"}
    side, _, line = text.rpartition(" ")
    goals = side in ("over", "under")
    market = "over_under" if goals else "asian_handicap"
    outcome, against = (side, "under" if side == "over" else "over") if goals else ("away", "home")
    key = f"{market}_{line.lstrip('+-')}"
    told = [
        fact_of(title, key, outcome, 0.313, "probability"),
        fact_of(title, key, against, 0.687, "probability"),
        fact_of(title, "fair_odds", f"{key} {outcome}", 3.195, "odds"),
        fact_of(title, "line", f"{key} {outcome}", line, "text"),
        fact_of(title, "line", f"{key} {against}", line.replace("-", "+"), "text"),
        fact_of(title, "push", f"{key} {outcome}", 0.087, "probability"),
    ]
    names = {"market": market, "key": key, "outcome": outcome, "against": against}
    return told, {**names, "pushes": not line.endswith(".5")}


def _difference(odds: str, match: Mapping[str, Any]) -> list[Fact]:
    """Return the chances in three prices, their margin shared out alike, and ours less those."""
    prices = [1 / float(price) for price in odds.split("; ")]
    theirs = [price / sum(prices) for price in prices]
    rows = zip(("home", "draw", "away"), theirs, strict=True)
    return [
        fact
        for side, chance in rows
        for fact in (
            fact_of(title_of(match), "implied", side, chance, "probability"),
            fact_of(title_of(match), "gap", side, PROBABILITIES[side] - chance, "points"),
        )
    ]
