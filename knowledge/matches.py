"""Matches: look them up as they were known at a moment.

A result is visible from `known_from` on; before that the same row is a fixture and none of what
was counted in it is told. Does not know models, odds, or how names are spelled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from knowledge.cursors import read_cursor, read_day, read_instant, write_cursor
from knowledge.database import ReadSession
from knowledge.errors import InvalidValue, NotFound
from knowledge.schema import League, Match, Team, UtcDateTime

MatchStatus = Literal["scheduled", "finished", "postponed"]

MatchQuery = Select[*tuple[Any, ...]]

#: a fixture without a result this long after its day was postponed
OVERDUE = dt.timedelta(days=1)

#: stands for a kick-off of which only the day is known
EARLY = dt.datetime(1800, 1, 1, tzinfo=dt.UTC)
#: the order of matches
PLACE = (Match.date, func.coalesce(Match.kickoff, literal(EARLY, UtcDateTime())), Match.id)

HOME = aliased(Team, name="home_team")
AWAY = aliased(Team, name="away_team")


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A club: its id and its preferred name."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchInfo:
    """A match as it was known at a moment; goals are None until its result was known."""

    id: str
    league_id: str
    league_name: str
    season: str
    date: dt.date
    #: aware UTC; None where only the day is known
    kickoff: dt.datetime | None
    home: TeamRef
    away: TeamRef
    status: MatchStatus
    home_goals: int | None
    away_goals: int | None
    home_goals_ht: int | None
    away_goals_ht: int | None
    home_xg: float | None
    away_xg: float | None
    #: decided at the table, not on the pitch
    awarded: bool
    round: str | None
    is_demo: bool
    source: str

    @property
    def score(self) -> str | None:
        """The final score, home goals first: "2-1"."""
        if self.home_goals is None or self.away_goals is None:
            return None
        return f"{self.home_goals}-{self.away_goals}"

    @property
    def title(self) -> str:
        """What the match is called in facts: "Man United – Arsenal, 2024-05-12"."""
        return f"{self.home.name} – {self.away.name}, {self.date.isoformat()}"

    @property
    def starts(self) -> dt.datetime:
        """From here on nothing about it is a forecast: the kick-off, or the day's begin in UTC."""
        return self.kickoff or dt.datetime.combine(self.date, dt.time(), dt.UTC)

    @property
    def cursor(self) -> str:
        """The place of the match in a list: pass it as `after` to go on from here."""
        return write_cursor(self.date.isoformat(), (self.kickoff or EARLY).isoformat(), self.id)

    def goals_of(self, team_id: str) -> tuple[int, int]:
        """Return (scored, conceded) of one side of a finished match."""
        if self.home_goals is None or self.away_goals is None:
            raise ValueError("the match has no result yet")
        if team_id == self.home.id:
            return self.home_goals, self.away_goals
        return self.away_goals, self.home_goals


def is_known(as_of: dt.datetime) -> ColumnElement[bool]:
    """Return the condition that a match's result is known at `as_of`."""
    return and_(
        Match.known_from <= as_of, Match.home_goals.is_not(None), Match.away_goals.is_not(None)
    )


def is_between(team_id: str, opponent_id: str) -> ColumnElement[bool]:
    """Return the condition that these two clubs meet, at either's ground."""
    return or_(
        and_(Match.home_id == team_id, Match.away_id == opponent_id),
        and_(Match.home_id == opponent_id, Match.away_id == team_id),
    )


def select_matches(as_of: dt.datetime) -> MatchQuery:
    """Return the query of all that `read_match` reads; what is not known yet comes as NULL."""
    known = is_known(as_of)
    return (
        select(
            *(Match.id, Match.league_id, Match.season, Match.date, Match.kickoff),
            *(Match.round, Match.source, League.name.label("league_name"), League.is_demo),
            *(Match.home_id, HOME.name.label("home_name")),
            *(Match.away_id, AWAY.name.label("away_name")),
            *(
                case((known, column)).label(column.key)
                for column in (
                    *(Match.home_goals, Match.away_goals),
                    *(Match.home_goals_ht, Match.away_goals_ht),
                    *(Match.home_xg, Match.away_xg, Match.awarded),
                )
            ),
        )
        .join(League, League.id == Match.league_id)
        .join(HOME, HOME.id == Match.home_id)
        .join(AWAY, AWAY.id == Match.away_id)
    )


def read_match(row: Row[Any], as_of: dt.datetime) -> MatchInfo:
    """Return the match in one row of `select_matches`."""
    return MatchInfo(
        id=row.id,
        league_id=row.league_id,
        league_name=row.league_name,
        season=row.season,
        date=row.date,
        kickoff=row.kickoff,
        home=TeamRef(row.home_id, row.home_name),
        away=TeamRef(row.away_id, row.away_name),
        status=_status(row.home_goals, row.date, as_of),
        home_goals=row.home_goals,
        away_goals=row.away_goals,
        home_goals_ht=row.home_goals_ht,
        away_goals_ht=row.away_goals_ht,
        home_xg=row.home_xg,
        away_xg=row.away_xg,
        awarded=bool(row.awarded),
        round=row.round,
        is_demo=row.is_demo,
        source=row.source,
    )


async def read_matches(
    session: ReadSession, query: MatchQuery, as_of: dt.datetime
) -> list[MatchInfo]:
    """Return the matches that a query made from `select_matches` finds."""
    return [read_match(row, as_of) for row in await session.execute(query)]


async def find_matches(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    league: str | None = None,
    team_id: str | None = None,
    opponent_id: str | None = None,
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    status: MatchStatus | None = None,
    limit: int = 50,
    newest_first: bool = False,
    after: str | None = None,
) -> list[MatchInfo]:
    """Return matches in order of (day, kick-off, id), oldest first unless `newest_first`.

    Those of which only the day is known come first on it.

    Parameters
    ----------
    league
        League id ("E0").
    team_id, opponent_id
        Matches of this club, and against that one.
    date_from, date_to
        Days, both included.
    limit
        At most so many, at least 1.
    after
        `cursor` of the last match of the page before, from a call with the same filters.

    Raises
    ------
    InvalidValue
        For a cursor that is none, or a limit below 1.
    """
    if limit < 1:
        raise InvalidValue("A list has at least one row: ask for a limit of 1 or more.")
    conditions = [
        *_of_teams(team_id, opponent_id),
        *([Match.league_id == league] if league else []),
        *([Match.date >= date_from] if date_from else []),
        *([Match.date <= date_to] if date_to else []),
        *([_has_status(status, as_of)] if status else []),
        *([_beyond(after, newest_first)] if after else []),
    ]
    order = [place.desc() if newest_first else place for place in PLACE]
    query = select_matches(as_of).where(*conditions).order_by(*order).limit(limit)
    return await read_matches(session, query, as_of)


async def get_match(session: ReadSession, match_id: str, *, as_of: dt.datetime) -> MatchInfo:
    """Return one match.

    Raises
    ------
    NotFound
        When no match has this id.
    """
    found = await read_matches(session, select_matches(as_of).where(Match.id == match_id), as_of)
    if not found:
        raise NotFound(f"No match has the id “{match_id}”: look it up among the matches.")
    return found[0]


async def count_results(session: ReadSession, *, as_of: dt.datetime, date_from: dt.date) -> int:
    """Return how many league matches from a day on have a result known at `as_of`.

    Cups and awarded games are left out: what is counted is what a model learns from.
    """
    query = (
        select(func.count())
        .select_from(Match)
        .join(League, League.id == Match.league_id)
        .where(is_known(as_of), Match.date >= date_from)
        .where(Match.awarded.is_(False), League.is_cup.is_(False))
    )
    return await session.scalar(query) or 0


async def known_at(
    session: ReadSession, match_ids: Collection[str], *, as_of: dt.datetime
) -> set[str]:
    """Return those of some matches whose results were known at `as_of`."""
    query = select(Match.id).where(Match.id.in_(match_ids), is_known(as_of))
    return set(await session.scalars(query))


async def find_fixture(
    session: ReadSession,
    home_id: str,
    away_id: str,
    *,
    as_of: dt.datetime,
    on: dt.date | None = None,
) -> MatchInfo | None:
    """Return the match of two clubs on a day, or their next one from the day of `as_of`.

    The named home side is tried first; where there is no such match, the one with the sides
    swapped is returned (compare `home.id`).
    """
    day = Match.date == on if on else Match.date >= as_of.date()
    query = (
        select_matches(as_of)
        .where(is_between(home_id, away_id), day)
        .order_by(case((Match.home_id == home_id, 0), else_=1), Match.date, Match.id)
        .limit(1)
    )
    return next(iter(await read_matches(session, query, as_of)), None)


def _status(home_goals: int | None, date: dt.date, as_of: dt.datetime) -> MatchStatus:
    if home_goals is not None:
        return "finished"
    return "postponed" if date < as_of.date() - OVERDUE else "scheduled"


def _has_status(status: MatchStatus, as_of: dt.datetime) -> ColumnElement[bool]:
    if status == "finished":
        # the day bound lets the index on days narrow the search
        return and_(is_known(as_of), Match.date <= as_of.date() + OVERDUE)
    last_day = as_of.date() - OVERDUE
    overdue = Match.date < last_day if status == "postponed" else Match.date >= last_day
    return and_(~is_known(as_of), overdue)


def _of_teams(team_id: str | None, opponent_id: str | None) -> Sequence[ColumnElement[bool]]:
    if team_id and opponent_id:
        return [is_between(team_id, opponent_id)]
    club = team_id or opponent_id
    return [or_(Match.home_id == club, Match.away_id == club)] if club else []


def _beyond(cursor: str, newest_first: bool) -> ColumnElement[bool]:
    day, kickoff, match_id = read_cursor(cursor, 3)
    at = literal(read_instant(kickoff), UtcDateTime())
    place, seen = tuple_(*PLACE), tuple_(read_day(day), at, match_id)
    return place < seen if newest_first else place > seen
