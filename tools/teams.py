"""The tool on a club: its season so far, or an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.form import TeamForm, Venue, team_form
from knowledge.leagues import LeagueInfo, current_season, get_league, list_seasons_of
from knowledge.matches import MatchInfo, find_matches
from knowledge.naming import KnownTeam
from knowledge.records import Split, TeamRecords, team_records
from knowledge.standings import LeagueTable
from knowledge.standings import league_table as read_table
from knowledge.teams import TeamInfo
from tools.arguments import Arguments, OptionalText, Text, plain, read_season
from tools.competitions import league_of
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import ToolResult
from tools.figures import Sheet
from tools.listing import Listing, described
from tools.pairings import find_club

#: matches that make a form
LAST = 6
#: matches that are listed, newest first
LISTED = 10
VENUES: Mapping[str, Venue] = {
    **dict.fromkeys(("home", "hazai", "otthon", "at home", "itthon"), "home"),
    **dict.fromkeys(("away", "vendeg", "idegenben", "idegen", "on the road"), "away"),
}
COUNTED = ("won", "drawn", "lost", "goals_for", "goals_against")
#: kinds of matches that are counted over a season, and how a text calls them
KINDS: Mapping[str, str] = {
    "clean_sheets": "without a goal against",
    "scoreless": "without one scored",
    "both_scored": "in which both scored",
    "over_1_5": "with over 1.5 goals",
    "over_2_5": "with over 2.5 goals",
    "over_3_5": "with over 3.5 goals",
}


class TeamReportOf(Arguments):
    """Tell how a club is doing: form, table place, home and away record, streaks, next match.

    Use it when the user asks about one club, now or in an earlier season.
    """

    team: Text = Field(description="the club, as the user wrote it")
    venue: OptionalText = Field(
        None, description="home or away, to see only the form there; else leave out"
    )
    season: OptionalText = Field(
        None, description="like 2022-23, for an earlier one; leave out for the current one"
    )


async def team_report(desk: Desk, asked: TeamReportOf) -> ToolResult:
    """Gather a club's table place, form, record and next match."""
    club = find_club(desk.clubs, asked.team)
    venue = _venue(asked.venue)
    sheet = Sheet(club.name, as_of=desk.as_of.isoformat(), source="results")
    last, coming = Listing(desk.as_of), Listing(desk.as_of)
    async with desk.db.reading() as session:
        league, season = await _season_of(session, desk, club, asked.season)
        table = await _table(session, desk, league, season)
        season = table.season if table else season
        record = await team_records(session, club.id, as_of=desk.as_of, season=season)
        now = await current_season(session, league.id, as_of=desk.as_of)
        is_over = season not in (None, now)
        recent = (
            None
            if is_over
            else await team_form(session, club.id, as_of=desk.as_of, last=LISTED, venue=venue)
        )
        following = None if is_over else await next_match(session, desk, club)
    told = [
        f"{club.name} ({league.name}{', demo league' if club.is_demo else ''}).",
        *_tell_place(sheet, table, club),
        *(_tell_form(sheet, recent, last, venue) if recent else []),
        *_tell_record(sheet, record, season if is_over else None),
        *_tell_kinds(sheet, record, venue),
        *([] if is_over else _tell_next(sheet, following, coming)),
    ]
    return ToolResult(
        kind="team_report",
        text=" ".join(told),
        facts=[*sheet.facts, *last.facts, *coming.facts],
        data={
            "team": club.name,
            "league": league.id,
            "league_name": league.name,
            "season": season,
            "is_over": is_over,
            "first": table.rows[0].team.name if table and table.rows else None,
            "venue": venue,
            "is_demo": club.is_demo,
            "last_matches": last.rows,
            "next_match": coming.rows[0] if coming.rows else None,
            "biggest_win": described(record.biggest_win),
            "biggest_defeat": described(record.biggest_defeat),
            "last_win": described(record.last_win),
            "last_draw": described(record.last_draw),
            "last_defeat": described(record.last_defeat),
        },
    )


def _venue(text: str | None) -> Venue | None:
    if text is None or plain(text) in ("both", "all", "mindketto"):
        return None
    if plain(text) not in VENUES:
        raise BadArgument("venue takes home or away, or is left out.")
    return VENUES[plain(text)]


async def _season_of(
    session: ReadSession, desk: Desk, club: KnownTeam, text: str | None
) -> tuple[LeagueInfo, str | None]:
    """Return a season of a club and its league then; None is that league's current one."""
    if text is None:
        return await league_of(session, club.id, as_of=desk.as_of), None
    known = await list_seasons_of(session, club.id)
    meant = [text] if text in known else read_season(text)
    for season in meant:
        if season in known:
            return await get_league(session, known[season]), season
    raise NotThere(f"No match of {club.name} in {text} is known.", list(known)[:5])


async def _table(
    session: ReadSession, desk: Desk, league: LeagueInfo, season: str | None
) -> LeagueTable | None:
    try:
        return await read_table(session, league.id, as_of=desk.as_of, season=season)
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
    for name in ("points", "played", *COUNTED, "goal_difference"):
        sheet.add("table", name, getattr(row, name), "count")
    behind = table.rows[0].points - row.points
    if row.place > 1:
        sheet.add("table", "points_behind_first", behind, "count")
    shown = {name: sheet.shown("table", name) for name in ("place", "points", "played", *COUNTED)}
    return [
        f"Table {table.season}: place {shown['place']} with {shown['points']} points from "
        f"{shown['played']} matches, {shown['won']} won, {shown['drawn']} drawn, "
        f"{shown['lost']} lost, goals {shown['goals_for']} for, {shown['goals_against']} against."
    ]


def _tell_form(sheet: Sheet, recent: TeamForm, last: Listing, venue: Venue | None) -> list[str]:
    form = recent.newest(LAST)
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
        f"{lost} lost, goals {scored} for, {conceded} against).",
        f"Results, newest first: {last.add_all(recent.matches)}.",
    ]


def _tell_record(sheet: Sheet, record: TeamRecords, over: str | None) -> list[str]:
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
    season = f"in {over}" if over else "this season"
    told = [
        f"{season.capitalize()} {'; '.join(splits)}.",
        f"Longest runs of matches {season}: {', '.join(runs)}.",
    ]
    matches = {
        "biggest_win": record.biggest_win,
        "biggest_defeat": record.biggest_defeat,
        "last_win": record.last_win,
        "last_draw": record.last_draw,
        "last_defeat": record.last_defeat,
    }
    for name, match in matches.items():
        if match and match.score:
            score = sheet.add("record", name, match.score, "score")
            what = name.replace("_", " ").capitalize()
            told.append(f"{what} {season}: {match.title}, {score}.")
    return told


def _tell_kinds(sheet: Sheet, record: TeamRecords, venue: Venue | None) -> list[str]:
    """Count kinds of matches and average the goals, at one venue where only that is asked about."""
    split: Split = getattr(record, venue) if venue else record.all
    if not split.played:
        return []
    scope = f"{venue}_" if venue else ""
    played = sheet.add("record", f"{scope}played", split.played, "count")
    kinds = []
    for name, said in KINDS.items():
        many = getattr(split, name)
        share = sheet.add("record", f"{scope}{name}_share", many / split.played, "share")
        kinds.append(f"{sheet.add('record', f'{scope}{name}', many, 'count')} {said} ({share})")
    scored, conceded = (
        sheet.add("per_match", f"{scope}{name}", getattr(split, name) / split.played, "goals")
        for name in ("goals_for", "goals_against")
    )
    where = {"home": " at home", "away": " away", None: ""}[venue]
    return [
        f"Of {played} matches{where}: {', '.join(kinds)}. "
        f"Goals a match: {scored} scored, {conceded} conceded."
    ]


def _tell_next(sheet: Sheet, match: MatchInfo | None, coming: Listing) -> list[str]:
    if match is None:
        return ["No coming match of theirs is known."]
    sheet.add("next_match", "date", match.date.isoformat(), "date", source="fixtures")
    return [f"Next match: {coming.add(match)}."]
