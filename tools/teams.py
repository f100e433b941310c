"""The tools on clubs and tables: one club's season so far, and a whole league table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.form import TeamForm, Venue, team_form
from knowledge.leagues import LeagueInfo, list_seasons
from knowledge.matches import MatchInfo, find_matches
from knowledge.naming import KnownTeam
from knowledge.records import TeamRecords, team_records
from knowledge.standings import LeagueTable, TableRow
from knowledge.standings import league_table as read_table
from knowledge.teams import TeamInfo
from tools.arguments import Arguments, OptionalText, Text, plain, read_day, read_season
from tools.competitions import find_league, league_of
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.listing import Listing, describe_match
from tools.pairings import find_club

#: matches that make a form
LAST = 6
#: matches that are listed, newest first
LISTED = 10
A_DAY = dt.timedelta(days=1)
VENUES: Mapping[str, Venue] = {
    **dict.fromkeys(("home", "hazai", "otthon", "at home", "itthon"), "home"),
    **dict.fromkeys(("away", "vendeg", "idegenben", "idegen", "on the road"), "away"),
}
COUNTED = ("won", "drawn", "lost", "goals_for", "goals_against")


class TeamReportOf(Arguments):
    """Tell how a club is doing: form, table place, home and away record, streaks, next match.

    Use it when the user asks about one club.
    """

    team: Text = Field(description="the club, as the user wrote it")
    venue: OptionalText = Field(
        None, description="home or away, to see only the form there; else leave out"
    )


class LeagueTableOf(Arguments):
    """Show a league table: places, points, matches played, goal difference.

    Use it when the user asks for a table, who leads, or who is last.
    """

    league: Text = Field(description="the league, like Premier League, E0 or spanyol bajnokság")
    season: OptionalText = Field(None, description="like 2023-24; leave out for the current one")
    date: OptionalText = Field(
        None, description="to see it as it stood after that day, like 2024-01-01"
    )


async def team_report(desk: Desk, asked: TeamReportOf) -> ToolResult:
    """Gather a club's table place, form, record and next match."""
    club = find_club(desk.clubs, asked.team)
    venue = _venue(asked.venue)
    sheet = Sheet(club.name, as_of=desk.as_of.isoformat(), source="results")
    last, coming = Listing(desk.as_of), Listing(desk.as_of)
    async with desk.db.reading() as session:
        league = await league_of(session, club.id, as_of=desk.as_of)
        table = await _table(session, desk, league)
        recent = await team_form(session, club.id, as_of=desk.as_of, last=LISTED, venue=venue)
        record = await team_records(
            session, club.id, as_of=desk.as_of, season=table.season if table else None
        )
        following = await next_match(session, desk, club)
    told = [
        f"{club.name} ({league.name}{', demo league' if club.is_demo else ''}).",
        *_tell_place(sheet, table, club),
        *_tell_form(sheet, recent.newest(LAST), venue),
        *([f"Results, newest first: {last.add_all(recent.matches)}."] if recent.matches else []),
        *_tell_record(sheet, record),
        *_tell_next(sheet, following, coming),
    ]
    return ToolResult(
        kind="team_report",
        text=" ".join(told),
        facts=[*sheet.facts, *last.facts, *coming.facts],
        data={
            "team": club.name,
            "league": league.id,
            "league_name": league.name,
            "season": table.season if table else None,
            "venue": venue,
            "is_demo": club.is_demo,
            "last_matches": last.rows,
            "next_match": coming.rows[0] if coming.rows else None,
            "biggest_win": _described(record.biggest_win),
            "biggest_defeat": _described(record.biggest_defeat),
            "last_win": _described(record.last_win),
            "last_defeat": _described(record.last_defeat),
        },
    )


async def league_table(desk: Desk, asked: LeagueTableOf) -> ToolResult:
    """Show a league's table as it stands."""
    async with desk.db.reading() as session:
        league = await find_league(session, asked.league)
        season = await _season(session, league, asked.season) if asked.season else None
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


def _venue(text: str | None) -> Venue | None:
    if text is None or plain(text) in ("both", "all", "mindketto"):
        return None
    if plain(text) not in VENUES:
        raise BadArgument("venue takes home or away, or is left out.")
    return VENUES[plain(text)]


def _after(day: str, desk: Desk) -> dt.datetime:
    """Return the instant at which all results of a day are known, never later than now."""
    end = dt.datetime.combine(read_day(day, today=desk.today) + A_DAY, dt.time(), dt.UTC)
    return min(end, desk.as_of)


async def _season(session: ReadSession, league: LeagueInfo, text: str) -> str:
    known = await list_seasons(session, league.id)
    for season in [text] if text in known else read_season(text):
        if season in known:
            return season
    raise NotThere(f"No match of {league.name} in {text} is known.", known[:5])


async def _table(session: ReadSession, desk: Desk, league: LeagueInfo) -> LeagueTable | None:
    try:
        return await read_table(session, league.id, as_of=desk.as_of)
    except NotFound:
        return None


async def next_match(
    session: ReadSession, desk: Desk, club: KnownTeam | TeamInfo
) -> MatchInfo | None:
    """Return a club's next match, None when none is known."""
    ahead = await find_matches(
        session,
        as_of=desk.as_of,
        team_id=club.id,
        status="scheduled",
        date_from=desk.today,
        limit=1,
    )
    return ahead[0] if ahead else None


def _tell_place(sheet: Sheet, table: LeagueTable | None, club: KnownTeam) -> list[str]:
    row = table.row_of(club.id) if table else None
    if table is None or row is None:
        return []
    sheet.add("table", "place", row.place, "place")
    for name in ("points", "played", *COUNTED):
        sheet.add("table", name, getattr(row, name), "count")
    shown = {name: sheet.shown("table", name) for name in ("place", "points", "played", *COUNTED)}
    return [
        f"Table {table.season}: place {shown['place']} with {shown['points']} points from "
        f"{shown['played']} matches, {shown['won']} won, {shown['drawn']} drawn, "
        f"{shown['lost']} lost, goals {shown['goals_for']} for, {shown['goals_against']} against."
    ]


def _tell_form(sheet: Sheet, form: TeamForm, venue: Venue | None) -> list[str]:
    if not form.matches:
        return ["No result of theirs is known."]
    sheet.add("form", "letters", form.letters, "text")
    played = sheet.add("form", "played", len(form.matches), "count")
    won, drawn, lost, scored, conceded = (
        sheet.add("form", name, getattr(form, name), "count") for name in COUNTED
    )
    where = {"home": " at home", "away": " away", None: ""}[venue]
    return [
        f"Last {played} matches{where}, newest first: {form.letters} ({won} won, {drawn} drawn, "
        f"{lost} lost, goals {scored} for, {conceded} against)."
    ]


def _tell_record(sheet: Sheet, record: TeamRecords) -> list[str]:
    if record.since is None:
        return []
    splits = []
    for side, split in (("home", record.home), ("away", record.away)):
        won, drawn, lost, *_ = (
            sheet.add("record", f"{side}_{name}", getattr(split, name), "count") for name in COUNTED
        )
        splits.append(f"{side} {won} won, {drawn} drawn, {lost} lost")
    runs = []
    for name, run in record.runs.items():
        longest = sheet.add("streak", f"{name}_longest", run.longest, "count")
        current = sheet.add("streak", f"{name}_now", run.current, "count")
        runs.append(f"{name.replace('_', ' ')} {longest} (now {current})")
    told = [
        f"This season {'; '.join(splits)}.",
        f"Longest runs of matches this season: {', '.join(runs)}.",
    ]
    matches = {
        "biggest_win": record.biggest_win,
        "biggest_defeat": record.biggest_defeat,
        "last_win": record.last_win,
        "last_defeat": record.last_defeat,
    }
    for name, match in matches.items():
        if match and match.score:
            score = sheet.add("record", name, match.score, "score")
            what = name.replace("_", " ").capitalize()
            told.append(f"{what} this season: {match.title}, {score}.")
    return told


def _tell_next(sheet: Sheet, match: MatchInfo | None, coming: Listing) -> list[str]:
    if match is None:
        return ["No coming match of theirs is known."]
    sheet.add("next_match", "date", match.date.isoformat(), "date", source="fixtures")
    return [f"Next match: {coming.add(match)}."]


def _described(match: MatchInfo | None) -> dict[str, Any] | None:
    return describe_match(match) if match else None


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
