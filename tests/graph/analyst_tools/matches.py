"""Matches found, put in order, and one of them recommended."""

from __future__ import annotations

from tests.graph.analyst_tools.forecasting import PROBABILITIES, forecast_facts
from tests.graph.analyst_world import FIXTURES, coming, fact_of, title_of, unknown
from tools.facts import ToolResult


def find_matches(
    team: str | None = None,
    opponent: str | None = None,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    status: str | None = None,
    limit: int = 10,
    favourites: bool = False,
) -> ToolResult:
    """List matches."""
    if missing := unknown("find_matches", team, opponent):
        return missing
    rows = [
        one
        for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
        if (not team or team in (one["home"], one["away"]))
        and (not opponent or opponent in (one["home"], one["away"]))
        and (not league or league == one["league"])
        and (not date_from or one["date"] >= date_from)
        and (not date_to or one["date"] <= date_to)
        and (not status or status == one["status"])
    ]
    if status == "finished":
        rows.reverse()
    facts = [
        fact_of(title_of(one), "result", "score", one["score"], "score")
        if one["score"]
        else fact_of(title_of(one), "kickoff", "time", one["kickoff"], "time")
        for one in rows[:limit]
    ]
    if favourites:
        side = max(PROBABILITIES, key=lambda each: PROBABILITIES[each])
        facts += [
            fact_of(title_of(one), "1x2", side, PROBABILITIES[side], "probability")
            for one in rows[:limit]
        ]
        facts.append(fact_of("matches", "favourites", "count", len(rows[:limit]), "count"))
    ahead = [
        title_of(one)
        for one in FIXTURES
        if team and team in (one["home"], one["away"]) and not one["score"]
    ]
    return ToolResult(
        kind="find_matches",
        text="Matches.",
        facts=facts,
        found=bool(rows),
        candidates=() if rows else ahead,
        data={"matches": rows[:limit], "more": len(rows) > limit},
    )


_RANKED = ("1x2", "double_chance", "over_under_2.5", "both_teams_score")


def rank_matches(
    by: str,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    teams: str | None = None,
    leave_out: str | None = None,
) -> ToolResult:
    """Put matches in order: all have the same chances."""
    gone = set((leave_out or "").split("; "))
    matches = [
        one
        for one in coming(league, date_from, date_to)
        if not gone & {one["league"], one["home"], one["away"]}
    ]
    without: list[str] = []
    if teams:
        names = teams.split("; ")
        found = [
            next((one for one in matches if name in (one["home"], one["away"])), None)
            for name in names
        ]
        without = [name for name, one in zip(names, found, strict=True) if one is None]
        matches = list({str(one["match_id"]): one for one in found if one}.values())
    if not matches:
        nothing = {"reason": "no_match"}
        return ToolResult(kind="rank_matches", text="None.", found=False, data=nothing)
    scored = by[:1].isdigit()
    selection = None if scored or by in ("closest", "most_goals", "fewest_goals") else "away"
    facts = [fact_of("matches", "ranking", "count", len(matches), "count")]
    for match in matches[:5]:
        title = title_of(match)
        facts.append(fact_of(title, "expected_goals", "total", 2.85, "goals"))
        facts += [fact_of(title, "correct_score", by, 0.125, "probability")] if scored else []
        facts += [fact for fact in forecast_facts(title) if fact.market in _RANKED]
    rows = [{**match, "selection": selection, "against": "1X"} for match in matches[:5]]
    data = {"by": by, "rows": rows, "more": False, "is_demo": False, "without": without}
    return ToolResult(kind="rank_matches", text="Ranked.", facts=facts, data=data)


def recommend_bets(
    team: str | None = None,
    league: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
) -> ToolResult:
    """Recommend the away side of the first match in England; elsewhere nothing is value."""
    matches = [
        one
        for one in coming(league, date_from, date_to)
        if not team or team in (one["home"], one["away"])
    ]
    counts = {"matches": len(matches), "priced": len(matches), "value": 1, "set_aside": 0}
    facts = [fact_of("matches", "recommendations", *row, "count") for row in counts.items()]
    rows = [
        {
            **match,
            "selection": "away",
            "reasons": [
                {"code": "value", "factor": None},
                {"code": "forecast", "factor": "away_attack"},
            ],
        }
        for match in matches
        if match["league"] == "E0"
    ][:1]
    for row in rows:
        facts += [
            fact_of(title_of(row), "price", "away", 1.95, "odds"),
            fact_of(title_of(row), "our_price", "away", 1.72, "odds"),
            fact_of(title_of(row), "their_price", "away", 1.76, "odds"),
            fact_of(title_of(row), "expected_value", "away", 0.108, "share"),
            fact_of(title_of(row), "stake", "away", 0.013, "share"),
        ]
    reason = None if rows else "no_value" if matches else "no_match"
    data = {"recommendations": rows, "reason": reason, "is_demo": False}
    return ToolResult(kind="recommend_bets", text="Recommended.", facts=facts, data=data)
