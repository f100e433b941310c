"""The tool on league tables: a league's places as they stand, or stood."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.leagues import LeagueInfo, list_seasons
from knowledge.standings import LeagueTable, TableRow
from knowledge.standings import league_table as read_table
from tools.arguments import Arguments, OptionalText, Text, read_day, read_season
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import NotThere
from tools.facts import ToolResult
from tools.figures import Sheet

#: summed over a league's clubs: each goal is one club's, each draw two clubs'
_OF_ALL = ("goals_for", "drawn")
A_DAY = dt.timedelta(days=1)


class LeagueTableOf(Arguments):
    """Show a league table: places, points, matches played, goal difference.

    Use it when the user asks for a table, who leads, or who is last.
    """

    league: Text = Field(description="the league, like Premier League, E0 or spanyol bajnokság")
    season: OptionalText = Field(None, description="like 2023-24; leave out for the current one")
    date: OptionalText = Field(
        None, description="to see it as it stood after that day, like 2024-01-01"
    )


async def league_table(desk: Desk, asked: LeagueTableOf) -> ToolResult:
    """Show a league's table as it stands."""
    async with desk.db.reading() as session:
        league = await find_league(session, asked.league)
        season = await season_meant(session, league, asked.season) if asked.season else None
        as_of = _after(asked.date, desk) if asked.date else desk.as_of
        table = await read_table(session, league.id, as_of=as_of, season=season)
    sheets = [_row_sheet(row, as_of) for row in table.rows]
    league_sheet = _league_sheet(table, as_of)
    demo = " (demo league)" if league.is_demo else ""
    after = f" as it stood after {as_of - A_DAY:%Y-%m-%d}" if asked.date else ""
    rows = ", ".join(
        f"{sheet.shown('table', 'place')}. {row.team.name} {sheet.shown('table', 'points')}"
        for row, sheet in zip(table.rows, sheets, strict=True)
    )
    return ToolResult(
        kind="league_table",
        text=f"{table.league_name} {table.season}{demo}{after}, place, club and points: {rows}.",
        facts=[fact for sheet in [*sheets, league_sheet] for fact in sheet.facts],
        data={
            "league": table.league_id,
            "league_name": table.league_name,
            "season": table.season,
            "date": asked.date and (as_of - A_DAY).date().isoformat(),
            "is_demo": league.is_demo,
            "rows": [_row(row) for row in table.rows],
        },
    )


def _after(day: str, desk: Desk) -> dt.datetime:
    """Return the instant at which all results of a day are known, never later than now."""
    end = dt.datetime.combine(read_day(day, today=desk.today) + A_DAY, dt.time(), dt.UTC)
    return min(end, desk.as_of)


async def season_meant(session: ReadSession, league: LeagueInfo, text: str) -> str:
    """Return the season of a league that a text means.

    Raises
    ------
    NotThere
        When none of its matches is known.
    """
    known = await list_seasons(session, league.id)
    for season in [text] if text in known else read_season(text):
        if season in known:
            return season
    raise NotThere(f"No match of {league.name} in {text} is known.", known[:5])


def _row_sheet(row: TableRow, as_of: dt.datetime) -> Sheet:
    sheet = Sheet(row.team.name, as_of=as_of.isoformat(), source="results")
    sheet.add("table", "place", row.place, "place")
    for name in ("points", "played", "goal_difference"):
        sheet.add("table", name, getattr(row, name), "count")
    return sheet


def _league_sheet(table: LeagueTable, as_of: dt.datetime) -> Sheet:
    """Return how many goals there were a match, and how many draws, in the whole league."""
    sheet = Sheet(table.league_name, as_of=as_of.isoformat(), source="results")
    if played := sum(row.played for row in table.rows) / 2:
        goals, drawn = (sum(getattr(row, name) for row in table.rows) for name in _OF_ALL)
        sheet.add("league", "matches", round(played), "count")
        sheet.add("league", "goals_per_match", goals / played, "goals")
        sheet.add("league", "drawn", round(drawn / 2), "count")
        sheet.add("league", "drawn_share", drawn / 2 / played, "share")
    return sheet


def _row(row: TableRow) -> dict[str, Any]:
    return {
        "place": row.place,
        "team": row.team.name,
        "played": row.played,
        "points": row.points,
        "goal_difference": row.goal_difference,
    }
