"""What the database holds, how new it is, and what is stale. Does not judge what is in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import case, func, select

from knowledge.database import ReadSession
from knowledge.schema import League, Match, Team

#: a league's own longest pause of so many years tells how long its silence may last
YEARS = 3
#: … and where it has no such history, this is too long
LONGEST_PAUSE = dt.timedelta(days=100)
#: results come this much after their matches at the latest
DELAY = dt.timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueStatus:
    """What is known of one league at a moment."""

    id: str
    name: str
    country: str
    is_demo: bool
    #: oldest first
    seasons: tuple[str, ...]
    #: played or not
    matches: int
    #: the day of the newest result that was known
    newest_result: dt.date | None
    #: the first day with a match that was not over
    next_fixture: dt.date | None
    #: results must be missing
    stale: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DataStatus:
    """What is known at a moment."""

    as_of: dt.datetime
    #: by country and tier
    leagues: tuple[LeagueStatus, ...]
    teams: int
    #: there is nothing but the invented demo league
    is_demo: bool

    @property
    def matches(self) -> int:
        """How many matches there are in all leagues."""
        return sum(league.matches for league in self.leagues)

    @property
    def newest_result(self) -> dt.date | None:
        """The day of the newest result in any league."""
        days = [league.newest_result for league in self.leagues if league.newest_result]
        return max(days, default=None)

    @property
    def stale(self) -> tuple[str, ...]:
        """Ids of the leagues whose results must be missing."""
        return tuple(league.id for league in self.leagues if league.stale)


async def data_status(session: ReadSession, *, as_of: dt.datetime) -> DataStatus:
    """Return what the database holds, as it was to be seen at a moment.

    Parameters
    ----------
    session
        A snapshot.
    as_of
        Aware; later results are not seen.
    """
    leagues = list(
        await session.scalars(select(League).order_by(League.country, League.tier, League.id))
    )
    seasons = await _seasons(session)
    counted = await _counted(session, as_of)
    pauses = await _pauses(session, as_of)
    found = []
    for league in leagues:
        matches, newest, following, late = counted.get(league.id, (0, None, None, None))
        silence = as_of.date() - newest if newest else dt.timedelta()
        # a match put off from before the newest result is no sign of missing data
        overdue = newest is not None and late is not None and late > newest
        found.append(
            LeagueStatus(
                id=league.id,
                name=league.name,
                country=league.country,
                is_demo=league.is_demo,
                seasons=tuple(seasons[league.id]),
                matches=matches,
                newest_result=newest,
                next_fixture=following,
                stale=overdue or silence > pauses.get(league.id, LONGEST_PAUSE) + DELAY,
            )
        )
    teams = await session.scalar(select(func.count(Team.id)))
    return DataStatus(
        as_of=as_of,
        leagues=tuple(found),
        teams=teams or 0,
        is_demo=bool(found) and all(league.is_demo for league in found),
    )


async def _seasons(session: ReadSession) -> dict[str, list[str]]:
    query = select(Match.league_id, Match.season).distinct().order_by(Match.season)
    found: dict[str, list[str]] = defaultdict(list)
    for league_id, season in await session.execute(query):
        found[league_id].append(season)
    return found


async def _counted(
    session: ReadSession, as_of: dt.datetime
) -> dict[str, tuple[int, dt.date | None, dt.date | None, dt.date | None]]:
    """Return by league: matches, newest result, next fixture, newest match whose result is late.

    One walk over all matches, since it is the walk that takes the time.
    """
    is_known = Match.known_from <= as_of
    has_score = Match.home_goals.is_not(None)
    is_late = (Match.known_from <= as_of - DELAY) & ~has_score
    query = select(
        Match.league_id,
        func.count(),
        func.max(case((is_known & has_score, Match.date))),
        func.min(case((~is_known, Match.date))),
        func.max(case((is_late, Match.date))),
    ).group_by(Match.league_id)
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in await session.execute(query)}


async def _pauses(session: ReadSession, as_of: dt.datetime) -> dict[str, dt.timedelta]:
    """Return each league's longest time without a match in recent years."""
    since = as_of.date() - dt.timedelta(days=366 * YEARS)
    query = (
        select(Match.league_id, Match.date)
        .where(Match.date >= since, Match.known_from <= as_of, Match.home_goals.is_not(None))
        .distinct()
        .order_by(Match.league_id, Match.date)
    )
    days: dict[str, list[dt.date]] = defaultdict(list)
    for league_id, date in await session.execute(query):
        days[league_id].append(date)
    return {
        league_id: max(later - earlier for earlier, later in pairwise(played))
        for league_id, played in days.items()
        if (played[-1] - played[0]).days > 366
    }
