"""Which match is meant: two clubs, and the fixture they are in, if there is one.

A certain club narrows the other by its country and by the fixtures of the day, or those to come;
nothing is guessed.
Knows no models.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import product

from knowledge.database import ReadSession
from knowledge.errors import Ambiguous, UnknownTeam
from knowledge.leagues import get_league
from knowledge.matches import MatchInfo, TeamRef, find_fixture, find_matches
from knowledge.naming import KnownTeam, Resolution, TeamResolver
from tools.competitions import league_of
from tools.elsewhere import not_imported
from tools.errors import BadArgument, NotThere

#: clubs that meet so soon are meant by “United – Arsenal”, whatever else is called so
SOON = dt.timedelta(days=14)
#: a day named in passing may be this far off when it only serves to tell clubs apart
DAY_OFF = dt.timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """Two clubs about to be forecast, in a known fixture or only supposed to meet."""

    home: TeamRef
    away: TeamRef
    #: league id ("E0") and what the league is called
    league: str
    league_name: str
    date: dt.date
    kickoff: dt.datetime | None
    is_demo: bool
    #: the known match; None when it is only supposed
    match: MatchInfo | None = None
    #: the clubs were named the other way round
    swapped: bool = False

    @classmethod
    def of(cls, match: MatchInfo, *, swapped: bool = False) -> Pairing:
        """Return the pairing of a known match."""
        return cls(
            home=match.home,
            away=match.away,
            league=match.league_id,
            league_name=match.league_name,
            date=match.date,
            kickoff=match.kickoff,
            is_demo=match.is_demo,
            match=match,
            swapped=swapped,
        )

    @property
    def title(self) -> str:
        """What the match is called in facts: "Man United – Arsenal, 2024-05-12"."""
        return f"{self.home.name} – {self.away.name}, {self.date.isoformat()}"

    @property
    def starts(self) -> dt.datetime:
        """The kick-off, or the first instant of the day where only the day is known."""
        return self.kickoff or dt.datetime.combine(self.date, dt.time(), tzinfo=dt.UTC)


async def find_pairing(
    session: ReadSession,
    clubs: TeamResolver,
    home: str,
    away: str,
    *,
    as_of: dt.datetime,
    on: dt.date | None = None,
    league: str | None = None,
    at_first: bool = False,
) -> Pairing:
    """Return the match that two names and perhaps a day mean.

    Without `on` it is the next fixture of the two. Where no fixture is known of either club (the
    source lists none ahead), or no day was named, they are supposed to meet at the first one's
    ground. Clubs named the wrong way round come back as they really play; `at_first` says that
    the first is meant to be at home: then only a day named can turn them round.

    Raises
    ------
    UnknownTeam, Ambiguous
        When a name fits no club, or several; with candidates.
    NotThere
        When they do not meet on the day named; with the next matches of both. Also when a club
        is real, but none of its matches are imported.
    """
    first, second = await find_clubs(session, clubs, home, away, as_of=as_of, on=on, league=league)
    match = await find_fixture(session, first.id, second.id, as_of=as_of, on=on)
    if match and (on or not at_first or match.home.id == first.id):
        return Pairing.of(match, swapped=match.home.id != first.id)
    if on:
        ahead = await _ahead(session, first, second, as_of)
        if ahead or on < as_of.date():
            raise NotThere(
                f"No match of {first.name} and {second.name} on {on.isoformat()} is known.",
                ahead,
                reason="no_match",
            )
    return await suppose(session, first, second, as_of=as_of, on=on or as_of.date(), league=league)


async def suppose(
    session: ReadSession,
    home: KnownTeam,
    away: KnownTeam,
    *,
    as_of: dt.datetime,
    on: dt.date,
    kickoff: dt.datetime | None = None,
    league: str | None = None,
) -> Pairing:
    """Return the pairing of two clubs that are only supposed to meet, in the home club's league."""
    info = (
        await get_league(session, league)
        if league
        else await league_of(session, home.id, as_of=as_of)
    )
    return Pairing(
        home=TeamRef(home.id, home.name),
        away=TeamRef(away.id, away.name),
        league=info.id,
        league_name=info.name,
        date=on,
        kickoff=kickoff,
        is_demo=info.is_demo,
    )


async def find_clubs(
    session: ReadSession,
    clubs: TeamResolver,
    first: str,
    second: str,
    *,
    as_of: dt.datetime,
    on: dt.date | None = None,
    league: str | None = None,
) -> tuple[KnownTeam, KnownTeam]:
    """Return the two clubs that two names mean, each helping to tell the other.

    Raises
    ------
    UnknownTeam, Ambiguous
        When a name fits no club, or several even so.
    BadArgument
        When both names mean one club.
    """
    one, other = clubs.resolve(first, league=league), clubs.resolve(second, league=league)
    one = _narrowed(clubs, first, one, beside=other)
    other = _narrowed(clubs, second, other, beside=one)
    pairs = _pairs(one, other)
    if len(pairs) != 1:
        today = as_of.date()
        days = (on - DAY_OFF, on + DAY_OFF) if on else (today, today + SOON)
        pairs = await _meeting(session, pairs, as_of, days) or pairs
    if len(pairs) == 1:
        return pairs[0]
    if one.team and other.team:
        raise BadArgument(f"“{first}” and “{second}” are the same club: name two.")
    unsure = (first, one) if one.team is None else (second, other)
    raise _unclear(*unsure)


def find_club(clubs: TeamResolver, name: str, *, league: str | None = None) -> KnownTeam:
    """Return the one club that a name means.

    Raises
    ------
    UnknownTeam, Ambiguous
        When it fits no club, or several.
    """
    resolution = clubs.resolve(name, league=league)
    if resolution.team is None:
        raise _unclear(name, resolution)
    return resolution.team


def _narrowed(
    clubs: TeamResolver, name: str, resolution: Resolution, *, beside: Resolution
) -> Resolution:
    """Look again in the country, then in the league, of the club that is certain."""
    if resolution.team or beside.team is None:
        return resolution
    known = beside.team
    for hint in ({"country": known.country}, {"league": known.league_id}):
        nearer = clubs.resolve(name, **hint)
        if nearer.team and nearer.team.id != known.id:
            return nearer
    at_home = tuple(team for team in resolution.candidates if team.country == known.country)
    return replace(resolution, candidates=at_home or resolution.candidates)


def _pairs(one: Resolution, other: Resolution) -> list[tuple[KnownTeam, KnownTeam]]:
    return [(a, b) for a, b in product(_meant(one), _meant(other)) if a.id != b.id]


def _meant(resolution: Resolution) -> tuple[KnownTeam, ...]:
    """Return the clubs that a name may be of: one that is only like theirs is of none."""
    if resolution.team:
        return (resolution.team,)
    return resolution.candidates if resolution.fits else ()


async def _meeting(
    session: ReadSession,
    pairs: list[tuple[KnownTeam, KnownTeam]],
    as_of: dt.datetime,
    days: tuple[dt.date, dt.date],
) -> list[tuple[KnownTeam, KnownTeam]]:
    """Keep the pairs that meet on one of the days."""
    return [
        (a, b)
        for a, b in pairs
        if await find_matches(
            session,
            as_of=as_of,
            team_id=a.id,
            opponent_id=b.id,
            date_from=days[0],
            date_to=days[1],
            limit=1,
        )
    ]


def _unclear(name: str, resolution: Resolution) -> UnknownTeam | Ambiguous | NotThere:
    names = [team.name for team in resolution.candidates]
    if names and resolution.fits:
        return Ambiguous(name, names)
    return not_imported(name) or UnknownTeam(name, names)


async def _ahead(
    session: ReadSession, first: KnownTeam, second: KnownTeam, as_of: dt.datetime
) -> list[str]:
    """Return the titles of the next matches of both clubs."""
    coming = {
        match.id: match
        for team in (first, second)
        for match in await find_matches(
            session,
            as_of=as_of,
            team_id=team.id,
            date_from=as_of.date(),
            status="scheduled",
            limit=2,
        )
    }
    return [match.title for match in sorted(coming.values(), key=lambda each: each.date)]
