"""Clubs that exist, but not in the imported data: said so, instead of “unknown”.

Knows the clubs' files only, no database.
"""

from __future__ import annotations

from functools import cache

from knowledge.catalogue import entries
from knowledge.naming import KnownTeam, TeamResolver
from knowledge.naming.clubs import all_clubs
from tools.errors import NotThere


def not_imported(name: str) -> NotThere | None:
    """Return the error for a real club without a match here; None when the name is no such club.

    Its data name the club and, where its country has one league alone, that league's id.
    """
    club = _everywhere().resolve(name).team
    if club is None:
        return None
    leagues = [one.id for one in entries() if one.country == club.country and not one.is_cup]
    return NotThere(
        f"No match of {club.name} is known: its league is not among the imported data.",
        reason="club_not_imported",
        club=club.name,
        league=leagues[0] if len(leagues) == 1 else "",
    )


@cache
def _everywhere() -> TeamResolver:
    """Return a resolver of all real clubs, whether or not there are matches of them."""
    return TeamResolver.build(
        KnownTeam(id=club.team_id, name=club.name, country=club.country) for club in all_clubs()
    )
