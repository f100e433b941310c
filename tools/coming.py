"""The coming matches that somebody means by some days, a league or clubs.

Knows no forecast and no price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matches import MatchInfo, find_matches
from tools.arguments import read_day
from tools.competitions import best_known, find_league
from tools.desk import Desk
from tools.errors import BadArgument, NotThere
from tools.pairings import find_club

#: without a last day so many days count
AHEAD = dt.timedelta(days=7)
#: a span longer than this has more matches than anybody weighs at once
LONGEST = dt.timedelta(days=31)
#: matches looked through for the best known ones of a span
MANY = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """Matches ahead, in the order of their days."""

    matches: Sequence[MatchInfo]
    #: there are more than were taken
    more: bool
    first: dt.date
    last: dt.date


def read_span(first: str | None, last: str | None, *, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day meant, never before today.

    Raises
    ------
    BadArgument
        When they are no days, in the wrong order, or more than a month apart.
    """
    start = max(read_day(first, today=today), today) if first else today
    end = read_day(last, today=today) if last else start + AHEAD
    if end < start:
        raise BadArgument("The last day lies before the first, or in the past.", reason="past")
    if end - start > LONGEST:
        raise BadArgument("Take a month at most.")
    return start, end


async def coming_matches(
    desk: Desk, first: dt.date, last: dt.date, *, league: str | None = None, limit: int
) -> Coming:
    """Return what is scheduled on some days; of all leagues the best known matches.

    Raises
    ------
    NotThere
        When nothing is, or no such league is known.
    """
    async with desk.db.reading() as session:
        meant = await find_league(session, league) if league else None
        found = await find_matches(
            session,
            as_of=desk.as_of,
            league=meant.id if meant else None,
            date_from=first,
            date_to=last,
            status="scheduled",
            limit=MANY,
        )
        chosen = await best_known(session, found, limit=limit, day_by_day=False)
    if not chosen:
        where = f" in {meant.name}" if meant else ""
        raise NotThere(f"No match{where} is known from {first} to {last}.", reason="no_match")
    return Coming(matches=chosen, more=len(found) > len(chosen), first=first, last=last)


async def next_match_of(
    desk: Desk, team: str, first: dt.date, last: dt.date | None = None
) -> MatchInfo:
    """Return a club's next match from a day on.

    Raises
    ------
    UnknownTeam, Ambiguous
        When the name fits no club, or several.
    NotThere
        When none is known.
    """
    club = find_club(desk.clubs, team)
    async with desk.db.reading() as session:
        found = await find_matches(
            session,
            as_of=desk.as_of,
            team_id=club.id,
            date_from=first,
            date_to=last,
            status="scheduled",
            limit=1,
        )
    if not found:
        raise NotThere(f"No coming match of {club.name} is known.", reason="no_match")
    return found[0]
