"""Which league is meant, and which one a club plays in, among those that have matches here."""

from __future__ import annotations

import datetime as dt

from knowledge.catalogue import league_from_words
from knowledge.database import ReadSession
from knowledge.leagues import ABOUT_TO_START, LeagueInfo, list_leagues
from knowledge.matches import find_matches
from tools.arguments import plain
from tools.errors import NotThere

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
    reason = f"No match of {meant[0].name} is known." if meant else f"No league is “{words}”."
    raise NotThere(reason, [league.name for league in top[:OFFERED]])


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
