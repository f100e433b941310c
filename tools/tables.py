"""The tool on league tables: a league's places as they stand, or stood."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.leagues import LeagueInfo, list_seasons
from knowledge.standings import TableRow
from knowledge.standings import league_table as read_table
from tools.arguments import Arguments, OptionalText, Text, read_day, read_season
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import NotThere
from tools.facts import ToolResult
from tools.figures import Sheet

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
    demo = " (demo league)" if league.is_demo else ""
    after = f" as it stood after {as_of - A_DAY:%Y-%m-%d}" if asked.date else ""
    rows = ", ".join(
        f"{sheet.shown('table', 'place')}. {row.team.name} {sheet.shown('table', 'points')}"
        for row, sheet in zip(table.rows, sheets, strict=True)
    )
    return ToolResult(
        kind="league_table",
        text=f"{table.league_name} {table.season}{demo}{after}, place, club and points: {rows}.",
        facts=[fact for sheet in sheets for fact in sheet.facts],
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


def _row(row: TableRow) -> dict[str, Any]:
    return {
        "place": row.place,
        "team": row.team.name,
        "played": row.played,
        "points": row.points,
        "goal_difference": row.goal_difference,
    }
