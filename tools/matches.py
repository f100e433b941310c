"""The tools that look matches up: a list of them, and what two clubs did against each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from knowledge.database import ReadSession
from knowledge.form import Venue
from knowledge.head_to_head import head_to_head as read_head_to_head
from knowledge.leagues import LeagueInfo
from knowledge.matches import MatchInfo
from knowledge.matches import find_matches as read_matches
from knowledge.naming import KnownTeam
from tools.arguments import Arguments, Count, OptionalText, Status, Text, read_day, read_status
from tools.competitions import best_known, find_league
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.facts import ToolResult
from tools.favourites import Favourites, favourites
from tools.figures import Sheet
from tools.listing import Listing, described
from tools.pairings import find_club, find_clubs

#: a list longer than this helps nobody in a conversation
LONGEST = 30
#: matches looked through for the best known ones of some days
MANY = 500
#: played matches shown beside the coming ones when nothing says which are meant
PLAYED_BESIDE = 5
#: meetings told one by one
MEETINGS = 5


class FindMatches(Arguments):
    """List football matches: coming fixtures with kick-off times, or results with scores.

    Use it when the user asks when someone plays, what matches there are, or how a match ended.
    """

    team: OptionalText = Field(None, description="a club, as the user wrote it")
    opponent: OptionalText = Field(None, description="the other club, if the user named two")
    league: OptionalText = Field(None, description="a league, like Premier League or E0")
    date_from: OptionalText = Field(None, description="first day, like 2024-05-10")
    date_to: OptionalText = Field(None, description="last day; same as date_from for one day")
    status: OptionalText = Field(None, description="scheduled, finished or postponed")
    limit: Count = Field(10, description="how many matches at most, 1 to 30")
    favourites: bool = Field(
        False,
        description="true to also get each coming match's likeliest result and any value, for tips",
    )


class HeadToHeadOf(Arguments):
    """Tell how two clubs did against each other: wins, draws, goals, latest meetings.

    Use it when the user asks about earlier matches between two clubs.
    """

    team: Text = Field(description="one club, as the user wrote it")
    opponent: Text = Field(description="the other club")
    at: OptionalText = Field(
        None, description="the club at whose ground they met, to count those meetings alone"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """What `find_matches` was asked, understood."""

    team: KnownTeam | None
    opponent: KnownTeam | None
    league: LeagueInfo | None
    date_from: dt.date | None
    date_to: dt.date | None
    status: Status | None
    limit: int

    @property
    def is_open(self) -> bool:
        """Nothing says whether coming or played matches are meant."""
        return not (self.date_from or self.date_to or self.status)

    @property
    def is_wide(self) -> bool:
        """Days of all leagues are meant: more matches than anybody reads."""
        return not (self.team or self.opponent or self.league)

    def describe(self) -> dict[str, Any]:
        """Return what was asked, in names."""
        return {
            "team": self.team.name if self.team else None,
            "opponent": self.opponent.name if self.opponent else None,
            "league": self.league.name if self.league else None,
            "date_from": self.date_from.isoformat() if self.date_from else None,
            "date_to": self.date_to.isoformat() if self.date_to else None,
            "status": self.status,
        }

    def words(self) -> str:
        """Return the query in words: " of Arsenal in Premier League from 2024-05-10"."""
        clubs = " and ".join(team.name for team in (self.team, self.opponent) if team)
        parts = [
            f" of {clubs}" if clubs else "",
            f" in {self.league.name}" if self.league else "",
            f" from {self.date_from}" if self.date_from else "",
            f" to {self.date_to}" if self.date_to else "",
        ]
        return "".join(parts)


async def find_matches(desk: Desk, asked: FindMatches) -> ToolResult:
    """List matches of a club, a league or a span of days."""
    async with desk.db.reading() as session:
        query = await _understand(session, desk, asked)
        matches, more = await _look_up(session, desk.as_of, query)
        if not matches:
            raise NotThere(
                f"No {query.status + ' ' if query.status else ''}match{query.words()} is known.",
                await _instead(session, desk, query),
                reason="no_match",
            )
    listing = Listing(desk.as_of)
    demo = " (demo league of invented clubs)" if any(match.is_demo for match in matches) else ""
    told = [f"Matches{query.words()}{demo}: {listing.add_all(matches)}."]
    if more:
        told.append("There are more matches than these.")
    likely = await favourites(desk, matches) if asked.favourites else Favourites()
    return ToolResult(
        kind="find_matches",
        text=" ".join([*told, *likely.told]),
        facts=[*listing.facts, *likely.facts],
        data={
            "matches": listing.rows,
            "query": query.describe(),
            "more": more,
            "favourites": likely.rows,
            "value": likely.value,
        },
    )


async def head_to_head(desk: Desk, asked: HeadToHeadOf) -> ToolResult:
    """Count the meetings of two clubs, and list the latest."""
    async with desk.db.reading() as session:
        first, second = await find_clubs(
            session, desk.clubs, asked.team, asked.opponent, as_of=desk.as_of
        )
        venue = _ground(desk, asked.at, first.id, second.id) if asked.at else None
        met = await read_head_to_head(session, first.id, second.id, as_of=desk.as_of, venue=venue)
    team, opponent = met.team.name, met.opponent.name
    ground = {"home": team, "away": opponent}.get(venue or "")
    where = f" at {ground}'s ground" if ground else ""
    if not met.played:
        raise NotThere(f"No match between {team} and {opponent} is known{where}.")
    sheet = Sheet(f"{team} – {opponent}", as_of=desk.as_of.isoformat(), source="results")
    played, won, drawn, lost, scored, conceded = (
        sheet.add("head_to_head", name, getattr(met, name), "count")
        for name in ("played", "won", "drawn", "lost", "goals_for", "goals_against")
    )
    goals, both = (
        sheet.add("head_to_head", name, getattr(met, name), "count")
        for name in ("over_2_5", "both_scored")
    )
    listing, ends = Listing(desk.as_of), Listing(desk.as_of)
    ended = [
        f"Last {how}: {ends.add(match)}."
        for how, match in (
            (f"won by {team}", met.last_won),
            ("drawn", met.last_drawn),
            (f"won by {opponent}", met.last_lost),
        )
        if match
    ]
    demo = " (demo league)" if any(match.is_demo for match in met.matches) else ""
    text = (
        f"{team} against {opponent}{where}{demo}: {played} matches on record, {won} won, "
        f"{drawn} drawn, {lost} lost by {team}; goals {scored} for {team}, "
        f"{conceded} for {opponent}. "
        f"Over 2.5 goals in {goals} of them, both scored in {both}. "
        f"Latest: {listing.add_all(met.matches[:MEETINGS])}. {' '.join(ended)}"
    )
    others = [fact for fact in ends.facts if fact not in listing.facts]
    return ToolResult(
        kind="head_to_head",
        text=text,
        facts=[*sheet.facts, *listing.facts, *others],
        data={
            "team": team,
            "opponent": opponent,
            "at": ground,
            "matches": listing.rows,
            "last_won": described(met.last_won),
            "last_drawn": described(met.last_drawn),
            "last_lost": described(met.last_lost),
        },
    )


def _ground(desk: Desk, named: str, team_id: str, opponent_id: str) -> Venue:
    """Return whose ground is meant, of the two clubs: the first one's is home."""
    club = find_club(desk.clubs, named).id
    if club not in (team_id, opponent_id):
        raise BadArgument("at takes one of the two clubs: that at whose ground they met.")
    return "home" if club == team_id else "away"


async def _understand(session: ReadSession, desk: Desk, asked: FindMatches) -> Query:
    league = await find_league(session, asked.league) if asked.league else None
    first, last = (
        read_day(day, today=desk.today) if day else None for day in (asked.date_from, asked.date_to)
    )
    if first and last and first > last:
        raise BadArgument("date_from is after date_to: write the earlier day first.")
    team, opponent = await _clubs(session, desk, asked, league, first)
    return Query(
        team=team,
        opponent=opponent,
        league=league,
        date_from=first,
        date_to=last,
        status=read_status(asked.status) if asked.status else None,
        limit=min(max(asked.limit, 1), LONGEST),
    )


async def _clubs(
    session: ReadSession,
    desk: Desk,
    asked: FindMatches,
    league: LeagueInfo | None,
    on: dt.date | None,
) -> tuple[KnownTeam | None, KnownTeam | None]:
    hint = league.id if league else None
    if asked.team and asked.opponent:
        return await find_clubs(
            session, desk.clubs, asked.team, asked.opponent, as_of=desk.as_of, on=on, league=hint
        )
    name = asked.team or asked.opponent
    return (find_club(desk.clubs, name, league=hint) if name else None), None


async def _look_up(
    session: ReadSession, as_of: dt.datetime, query: Query
) -> tuple[list[MatchInfo], bool]:
    """Return the matches, as many as asked for, and whether there are more of them."""

    async def read(status: Status | None, first: dt.date | None, limit: int) -> list[MatchInfo]:
        return await read_matches(
            session,
            as_of=as_of,
            league=query.league.id if query.league else None,
            team_id=query.team.id if query.team else None,
            opponent_id=query.opponent.id if query.opponent else None,
            date_from=first,
            date_to=query.date_to,
            status=status,
            limit=limit,
            newest_first=status == "finished",
        )

    if not query.is_open:
        found = await read(
            query.status, query.date_from, MANY if query.is_wide else query.limit + 1
        )
        if query.is_wide:
            open_ended = not (query.date_from and query.date_to)
            chosen = await best_known(session, found, limit=query.limit, day_by_day=open_ended)
            return chosen, len(found) > query.limit
        return found[: query.limit], len(found) > query.limit
    coming = await read("scheduled", as_of.date(), query.limit)
    room = min(query.limit - len(coming), PLAYED_BESIDE)
    return coming + (await read("finished", None, room) if room else []), False


async def _instead(session: ReadSession, desk: Desk, query: Query) -> list[str]:
    """Return the next matches of the club or league, when those asked for are not there."""
    if query.is_open or not (query.team or query.league):
        return []
    ahead = await read_matches(
        session,
        as_of=desk.as_of,
        league=query.league.id if query.league else None,
        team_id=query.team.id if query.team else None,
        status="scheduled",
        date_from=desk.today,
        limit=3,
    )
    return [match.title for match in ahead]
