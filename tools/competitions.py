"""Which league is meant, and which one a club plays in, among those that have matches here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from knowledge.catalogue import league_from_words
from knowledge.database import ReadSession
from knowledge.leagues import ABOUT_TO_START, LeagueInfo, list_leagues
from knowledge.matches import MatchInfo, find_matches
from tools.arguments import plain
from tools.errors import NotThere

#: whose leagues most people look for first: by football-data's letters
COUNTRIES = ("HUN", "E", "SP", "D", "I", "F")
#: how many leagues are offered when the one asked for is not known
OFFERED = 8
#: matches looked through for one that is not in a cup
RECENT = 12


async def find_league(session: ReadSession, words: str) -> LeagueInfo:
    """Return the league that an id ("E0"), a name or a country's division means.

    Raises
    ------
    NotThere
        When no such league has matches here; with the leagues that have.
    """
    here = {league.id: league for league in await list_leagues(session)}
    asked = plain(words)
    for league in here.values():
        if asked in (plain(league.id), plain(league.name)):
            return league
    meant = league_from_words(words)
    for entry in meant:
        if entry.id in here:
            return here[entry.id]
    top = sorted(here.values(), key=lambda league: (league.is_cup, league.tier))
    offered = [league.name for league in top[:OFFERED]]
    if not meant:
        raise NotThere(f"No league is “{words}”.", offered, reason="unknown_league", league=words)
    raise NotThere(
        f"No match of {meant[0].name} is known: it is not among the imported data.",
        offered,
        reason="league_not_imported",
        league=meant[0].id,
    )


async def league_of(session: ReadSession, team_id: str, *, as_of: dt.datetime) -> LeagueInfo:
    """Return the league a club plays in at `as_of`: that of its newest match, cups left out.

    A club all of whose matches are still to come plays in the league of the first of them.

    Raises
    ------
    NotThere
        When it has no match in a league.
    """
    leagues = {league.id: league for league in await list_leagues(session)}
    soon = as_of.date() + ABOUT_TO_START
    newest = await find_matches(
        session, as_of=as_of, team_id=team_id, date_to=soon, newest_first=True, limit=RECENT
    )
    for match in newest or await find_matches(session, as_of=as_of, team_id=team_id, limit=RECENT):
        if not leagues[match.league_id].is_cup:
            return leagues[match.league_id]
    raise NotThere("No league match of this club is known.")


async def best_known(
    session: ReadSession, matches: Sequence[MatchInfo], *, limit: int, day_by_day: bool
) -> list[MatchInfo]:
    """Return so many matches of many leagues: top divisions and the largest countries first.

    The days stay in their order; `day_by_day` fills the first day before the next one has a turn.
    """
    leagues = {league.id: league for league in await list_leagues(session)}
    days = {match.date: place for place, match in enumerate(reversed(matches))}

    def fame(match: MatchInfo) -> tuple[int, int]:
        league = leagues[match.league_id]
        known = COUNTRIES.index(league.country) if league.country in COUNTRIES else len(COUNTRIES)
        return league.tier or len(COUNTRIES), known

    def day(match: MatchInfo) -> int:
        return -days[match.date]

    by_day = sorted(matches, key=lambda match: (day(match), *fame(match)))
    chosen = by_day if day_by_day else sorted(by_day, key=fame)
    return sorted(chosen[:limit], key=day)
