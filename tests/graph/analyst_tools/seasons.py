"""A league's table, and how its season may end: three clubs whatever the league."""

from __future__ import annotations

from knowledge.records import RUNS
from tests.graph.analyst_world import LEAGUE_NAMES, fact_of, unknown
from tools.facts import ToolResult


def league_table(league: str, season: str | None = None, date: str | None = None) -> ToolResult:
    """Tell a league table."""
    teams = [("Man City", 85, 36, 59), ("Arsenal", 83, 36, 60), ("Liverpool", 78, 36, 43)]
    rows = [
        {
            "place": place,
            "team": team,
            "points": points,
            "played": played,
            "goal_difference": difference,
        }
        for place, (team, points, played, difference) in enumerate(teams, start=1)
    ]
    facts = [
        fact_of(str(row["team"]), "table", name, row[name], "count")
        for row in rows
        for name in ("place", "points", "played", "goal_difference")
    ]
    name = LEAGUE_NAMES.get(league, league)
    facts += [
        fact_of(name, "league", "matches", 54, "count"),
        fact_of(name, "league", "goals_per_match", 2.9, "goals"),
    ]
    kinds = {"home_wins": 24, "drawn": 13, "away_wins": 17, "over_2_5": 30, "both_scored": 29}
    for kind, count in kinds.items():
        facts.append(fact_of(name, "league", kind, count, "count"))
        facts.append(fact_of(name, "league", f"{kind}_share", count / 54, "share"))
    return ToolResult(
        kind="league_table",
        text="A table.",
        facts=facts,
        data={
            "league": league,
            "league_name": LEAGUE_NAMES.get(league, league),
            "date": date,
            "season": season or "2023-24",
            "rows": rows,
        },
    )


def league_leaders(
    what: str,
    league: str | None = None,
    order: str | None = None,
    venue: str | None = None,
    last: int | None = None,
    at_least: int | None = None,
    longest: bool = False,
    season: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
) -> ToolResult:
    """Compare the same three clubs."""
    is_run = what in RUNS
    market = "streak" if is_run else "form" if last else "record" if venue else "table"
    prefix = f"{venue}_" if venue and not last else ""
    outcome = f"{prefix}{what}_{'longest' if longest else 'now'}" if is_run else f"{prefix}{what}"
    clubs = ("Man City", "Arsenal", "Liverpool")
    facts = [
        fact_of(club, market, f"{prefix}{name}", 20 - place, "count")
        for place, club in enumerate(clubs)
        for name in ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
    ]
    facts += [
        fact_of(club, market, outcome, 9 - place, "count") for place, club in enumerate(clubs)
    ]
    counts = {"clubs": 20, "fitting": 3} | ({"at_least": at_least} if at_least else {})
    facts += [fact_of("clubs", "leaders", name, value, "count") for name, value in counts.items()]
    data = {
        "what": what, "order": order or "most", "venue": venue, "last": last,
        "at_least": at_least, "longest": longest, "from": date_from, "to": date_to,
        "league": league, "league_name": LEAGUE_NAMES.get(league or ""), "is_demo": False,
        "season": season or "2023-24", "market": market, "more": False,
        "rows": [
            {"team": club, "league": "E0", "outcome": outcome, "played": f"{prefix}played",
             "prefix": prefix}
            for club in clubs
        ],
    }  # fmt: skip
    return ToolResult(kind="league_leaders", text="Leaders.", facts=facts, data=data)


def season_outlook(
    league: str | None = None, team: str | None = None, top: int = 0, place: int = 0
) -> ToolResult:
    """Tell how a season may end."""
    if missing := unknown("season_outlook", team):
        return missing
    if not league and not team:
        return ToolResult(
            kind="season_outlook", text="Which?", found=False, data={"reason": "which_league"}
        )
    places = [("title", 1, 1), ("champions_league", 1, 4), ("relegation", 18, 20)]
    places += [(f"top_{top}", 1, top)] if top else []
    last = min(place, 20)
    places += [(f"place_{last}", last, last)] if place else []
    clubs = [team] if team else ["Man City", "Arsenal", "Liverpool"]
    facts = [
        fact_of("E0 2023-24", "season", "matches_left", 122, "count"),
        fact_of("E0 2023-24", "season", "simulated", 10_000, "count"),
    ]
    for name, first, last in places:
        facts.append(fact_of("E0 2023-24", "places", f"{name}_first", first, "place"))
        facts.append(fact_of("E0 2023-24", "places", f"{name}_last", last, "place"))
        bar = first - 1 if name == "relegation" else last
        facts.append(fact_of("E0 2023-24", "places", f"{name}_bar", bar, "place"))
        facts += [
            fact_of("E0 2023-24", "season", f"needs_{name}_{end}", 96 - 4 * bar + more, "count")
            for end, more in (("low", 0), ("middle", 3), ("high", 6))
        ]
        for number, club in enumerate(clubs):
            facts.append(fact_of(club, "season", name, 0.46 - 0.11 * number, "probability"))
    if team:
        facts += [
            fact_of(team, "table", "place", 3, "place"),
            fact_of(team, "table", "points", 58, "count"),
        ]
        facts += [
            fact_of(team, "season", "left", 11, "count"),
            fact_of(team, "season", "points_most", 91, "count"),
            fact_of(team, "season", "likeliest_place", 2, "place"),
            fact_of(team, "season", "likeliest_place_chance", 0.47, "probability"),
            *(
                fact_of(team, "season", f"points_{name}", points, "count")
                for name, points in (("low", 77), ("middle", 84), ("high", 91))
            ),
        ]
    return ToolResult(
        kind="season_outlook",
        text="An outlook.",
        facts=facts,
        data={
            "league": league or "E0",
            "league_name": LEAGUE_NAMES.get(league or "E0", league),
            "season": "2023-24",
            "state": "under_way",
            "note": None,
            "cut_short": None,
            "team": team,
            "rewards": [
                {
                    "name": name,
                    "first": first,
                    "last": last,
                    "bar": first - 1 if name == "relegation" else last,
                    "teams": clubs,
                }
                for name, first, last in places
            ],
        },
    )
