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

#: how matches end, of which a share is told
_KINDS = ("home_wins", "drawn", "away_wins", "over_2_5", "both_scored")
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
        text=f"{table.league_name} {table.season}{demo}{after}, place, club and points: {rows}."
        f"{_tell_rates(league_sheet)}",
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
    """Return how many goals there were a match, and how matches ended, in the whole league."""
    sheet = Sheet(table.league_name, as_of=as_of.isoformat(), source="results")
    if played := table.rates.matches:
        sheet.add("league", "matches", played, "count")
        sheet.add("league", "goals_per_match", table.rates.goals / played, "goals")
        for kind in _KINDS:
            count = getattr(table.rates, kind)
            sheet.add("league", kind, count, "count")
            sheet.add("league", f"{kind}_share", count / played, "share")
    return sheet


def _tell_rates(sheet: Sheet) -> str:
    """Return “In all 60 matches: 2.9 goals a match, home wins 27 (45.0%), …”."""
    if not sheet.facts:
        return ""
    kinds = (
        f"{kind.replace('_', ' ')} {sheet.shown('league', kind)} "
        f"({sheet.shown('league', f'{kind}_share')})"
        for kind in _KINDS
    )
    matches, goals = (sheet.shown("league", name) for name in ("matches", "goals_per_match"))
    return f" In all {matches} matches: {goals} goals a match, {', '.join(kinds)}."


def _row(row: TableRow) -> dict[str, Any]:
    return {
        "place": row.place,
        "team": row.team.name,
        "played": row.played,
        "points": row.points,
        "goal_difference": row.goal_difference,
    }
