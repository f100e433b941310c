"""A small football world for the analyst: clubs, leagues and fixtures, and how they are found.

Today is Friday 2024-05-10. The tools that answer from it are in `analyst_tools`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from knowledge.naming import KnownTeam, Mention, TeamResolver, identify
from tools.facts import Fact, FactUnit, ToolResult

TODAY = dt.date(2024, 5, 10)
AS_OF = "2024-05-10T00:00:00+00:00"
#: country → clubs in their preferred spelling; nicknames and endings are the resolver's
CLUBS: Mapping[str, str] = {
    "E": "Man United|Man City|Arsenal|Chelsea|Liverpool|Tottenham|Newcastle|West Ham|Everton|Fulham"
    "|Brighton|Leeds|Sheffield United|Aston Villa|Wolves|Nott'm Forest|Crystal Palace|Leicester",
    "D": "Bayern Munich|Dortmund|Wolfsburg|Leverkusen|RB Leipzig|Stuttgart|FC Koln|Ein Frankfurt",
    "SP": "Real Madrid|Barcelona|Ath Madrid|Sociedad|Sevilla|Betis",
    "I": "Inter|Milan|Juventus|Roma|Napoli|Lazio",
    "F": "Paris SG|Marseille|Lyon|Monaco",
    "N": "Ajax|PSV Eindhoven|Feyenoord",
    "P": "Benfica|Porto|Sp Lisbon",
    "SC": "Celtic|Rangers",
    "HUN": "Ferencváros|Újpest|Debrecen|MTK|Puskás Akadémia|Honvéd|Paks",
}
SECOND_TIER = {"Leeds", "Leicester"}
LEAGUES = {
    "E": "E0",
    "D": "D1",
    "SP": "SP1",
    "I": "I1",
    "F": "F1",
    "N": "N1",
    "P": "P1",
    "SC": "SC0",
    "HUN": "HUN",
}
#: (league, home, away, date, kick-off or score)
MATCHES: tuple[tuple[str, str, str, str, str], ...] = (
    ("E0", "Man United", "Arsenal", "2024-05-12", "15:30"),
    ("E0", "Arsenal", "Everton", "2024-05-19", "15:00"),
    ("E0", "Chelsea", "Liverpool", "2024-05-11", "16:30"),
    ("E0", "Newcastle", "Brighton", "2024-05-11", "14:00"),
    ("E0", "Fulham", "Man City", "2024-05-11", "11:30"),
    ("E0", "Tottenham", "West Ham", "2024-05-11", "14:00"),
    ("D1", "Bayern Munich", "Wolfsburg", "2024-05-12", "15:30"),
    ("D1", "Dortmund", "Stuttgart", "2024-05-11", "13:30"),
    ("D1", "RB Leipzig", "Leverkusen", "2024-05-18", "13:30"),
    ("SP1", "Real Madrid", "Barcelona", "2024-05-11", "19:00"),
    ("I1", "Inter", "Milan", "2024-05-12", "18:45"),
    ("HUN", "Ferencváros", "Újpest", "2024-05-12", "17:00"),
    ("HUN", "MTK", "Debrecen", "2024-05-11", "15:00"),
    ("E0", "Arsenal", "Chelsea", "2024-04-23", "5-0"),
    ("E0", "Arsenal", "Liverpool", "2024-02-04", "3-1"),
    ("E0", "Everton", "Liverpool", "2024-04-24", "2-0"),
    ("D1", "Stuttgart", "Bayern Munich", "2024-05-04", "3-1"),
    ("E0", "Man City", "Arsenal", "2024-03-31", "0-0"),
)
LEAGUE_NAMES = {
    "E0": "Premier League",
    "D1": "Bundesliga",
    "SP1": "La Liga",
    "I1": "Serie A",
    "HUN": "NB I",
    "SC0": "Scottish Premiership",
    "N1": "Eredivisie",
    "P1": "Primeira Liga",
}


@cache
def resolver() -> TeamResolver:
    """Return the real resolver over the world's clubs."""
    return TeamResolver.build(
        KnownTeam(
            id=identify(country, name).team_id,
            name=name,
            country=country,
            league_id="E1" if name in SECOND_TIER else LEAGUES[country],
            tier=2 if name in SECOND_TIER else 1,
            newest_date=TODAY,
        )
        for country, names in CLUBS.items()
        for name in names.split("|")
    )


def spot(text: str, *, is_name: bool = False) -> list[Mention]:
    """Find the world's clubs in a text."""
    return resolver().spot(text, is_name=is_name)


def clock() -> dt.datetime:
    """Return the world's now."""
    return dt.datetime.fromisoformat(AS_OF)


def _match(row: tuple[str, str, str, str, str]) -> dict[str, Any]:
    league, home, away, date, last = row
    score = last if "-" in last else None
    return {
        "match_id": f"{home}-{date}",
        "home": home,
        "away": away,
        "league": league,
        "date": date,
        "kickoff": None if score else f"{date}T{last}:00+00:00",
        "status": "finished" if score else "scheduled",
        "score": score,
        "league_name": LEAGUE_NAMES[league],
        "is_demo": False,
    }


FIXTURES = tuple(map(_match, MATCHES))


def title_of(match: Mapping[str, Any]) -> str:
    return f"{match['home']} – {match['away']}, {match['date']}"


def pairing(home: str, away: str, date: str | None) -> dict[str, Any] | None:
    for match in sorted(FIXTURES, key=lambda one: str(one["date"])):
        same = {match["home"], match["away"]} == {home, away}
        if same and (date == match["date"] or (date is None and match["status"] == "scheduled")):
            return {**match, "swapped": match["home"] != home, "hypothetical": False}
    if date is not None:
        return None
    return {
        "match_id": None,
        "home": home,
        "away": away,
        "league": "E0",
        "date": "2024-05-10",
        "league_name": "Premier League",
        "kickoff": None,
        "hypothetical": True,
        "swapped": False,
        "is_demo": False,
        "status": "scheduled",
    }


def coming(league: str | None, date_from: str | None, date_to: str | None) -> list[dict[str, Any]]:
    return [
        one
        for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
        if one["status"] == "scheduled"
        and (not league or league == one["league"])
        and (not date_from or one["date"] >= date_from)
        and (not date_to or one["date"] <= date_to)
    ]


def unknown(kind: str, *names: str | None) -> ToolResult | None:
    for name in filter(None, names):
        meant = resolver().resolve(name)
        if meant.team is None:
            candidates = [team.name for team in meant.candidates]
            return ToolResult(
                kind=kind, text=f"No club is known as {name}.", found=False, candidates=candidates
            )
    return None


def fact_of(subject: str, market: str, outcome: str, value: Any, unit: FactUnit) -> Fact:
    return Fact(
        subject=subject,
        market=market,
        outcome=outcome,
        value=value,
        unit=unit,
        as_of=AS_OF,
        source="test",
    )
