"""How a club does, and two clubs against each other: the same figures for all."""

from __future__ import annotations

from typing import Any

from tests.graph.analyst_world import FIXTURES, fact_of, title_of, unknown
from tools.facts import ToolResult


def team_report(team: str, venue: str | None = None, season: str | None = None) -> ToolResult:
    """Tell how a club does."""
    if missing := unknown("team_report", team):
        return missing
    counts = {
        "table": {
            "place": 2,
            "points": 83,
            "played": 36,
            "won": 26,
            "drawn": 5,
            "lost": 5,
            "goals_for": 88,
            "goals_against": 28,
            "goal_difference": 60,
            "points_behind_first": 3,
        },
        "form": {"won": 5, "drawn": 0, "lost": 1, "goals_for": 17, "goals_against": 4},
        "streak": {
            "winning_now": 4,
            "winning_longest": 8,
            "unbeaten_now": 4,
            "unbeaten_longest": 11,
            "losing_now": 0,
            "losing_longest": 2,
            "clean_sheet_now": 1,
            "clean_sheet_longest": 3,
        },
        "record": {
            "home_won": 14,
            "home_drawn": 2,
            "home_lost": 2,
            "away_won": 12,
            "away_drawn": 3,
            "away_lost": 3,
            "home_played": 18,
            "away_played": 18,
            "played": 36,
            "over_2_5": 22,
            "both_scored": 19,
            "clean_sheets": 15,
        },
    }
    facts = [
        fact_of(team, market, name, value, "place" if name == "place" else "count")
        for market, each in counts.items()
        for name, value in each.items()
    ]
    facts += [
        fact_of(team, "record", f"{kind}_share", counts["record"][kind] / 36, "share")
        for kind in ("over_2_5", "both_scored", "clean_sheets")
    ]
    facts += [
        fact_of(team, "per_match", name, counts["table"][name] / 36, "goals")
        for name in ("goals_for", "goals_against")
    ]
    facts.append(fact_of(team, "form", "letters", "WWWWLW", "text"))
    facts.append(fact_of(team, "record", "biggest_win", "5-0", "score"))
    facts.append(fact_of(team, "record", "last_win", "5-0", "score"))
    played = [match for match in FIXTURES if match["score"]]
    facts += [fact_of(title_of(one), "result", "score", one["score"], "score") for one in played]
    return ToolResult(
        kind="team_report",
        text="A report.",
        facts=facts,
        data={
            "team": team,
            "first": "Man City",
            "league_name": "Premier League",
            "season": "2023-24",
            "next_match": FIXTURES[0],
            "biggest_win": FIXTURES[13],
            "last_win": FIXTURES[13],
            "last_matches": played,
        },
    )


def _last_of_each(met: list[dict[str, Any]], team: str) -> dict[str, Any]:
    """Return the last meeting that the first club won, drew and lost."""
    ended: dict[str, Any] = {"last_won": None, "last_drawn": None, "last_lost": None}
    for one in met:
        home, away = map(int, one["score"].split("-"))
        margin = home - away if one["home"] == team else away - home
        ended["last_won" if margin > 0 else "last_lost" if margin < 0 else "last_drawn"] = one
    return ended


def head_to_head(team: str, opponent: str, at: str | None = None) -> ToolResult:
    """Tell the meetings of two clubs; the same figures at one ground."""
    if missing := unknown("head_to_head", team, opponent):
        return missing
    counts = {
        "played": 20,
        "won": 9,
        "drawn": 5,
        "lost": 6,
        "goals_for": 31,
        "goals_against": 27,
        "over_2_5": 11,
        "both_scored": 12,
    }
    met = [
        one for one in FIXTURES if {one["home"], one["away"]} == {team, opponent} and one["score"]
    ]
    facts = [
        fact_of(f"{team} – {opponent}", "head_to_head", name, value, "count")
        for name, value in counts.items()
    ]
    facts += [fact_of(title_of(one), "result", "score", one["score"], "score") for one in met]
    return ToolResult(
        kind="head_to_head",
        text="Meetings.",
        facts=facts,
        data={
            "team": team,
            "opponent": opponent,
            "at": at,
            "matches": met,
            **_last_of_each(met, team),
        },
    )
