"""The club behind a source's spelling. Nothing here guesses: importers trust it.

Does not know what is in the database: the same spelling is the same club everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.catalogue import country_of_fifa
from knowledge.naming.clubs import Club, all_clubs, team_id
from knowledge.naming.spelling import bare_name, folded


@dataclass(frozen=True, slots=True)
class ClubName:
    """A club's id and its preferred spelling."""

    team_id: str
    name: str


#: openfootball names the country in cups of many countries: "SL Benfica (POR)"
_WITH_COUNTRY = re.compile(r"^(?P<name>.+?) \((?P<country>[A-Z]{3})\)$")


@lru_cache(maxsize=50_000)
def identify(country: str, spelling: str) -> ClubName:
    """Return the club that a source in this country calls so.

    Three ways, in this order: a spelling of the clubs' file (case, accents and punctuation aside);
    the same without FC, SV and their like, where one club alone fits; else a new club, named as
    the source does. A country in the spelling ("Inter (ITA)") goes before the one given.
    Deterministic; surrounding spaces do not matter.

    Raises
    ------
    ValueError
        The spelling has no letter or digit in it.
    """
    marked = _WITH_COUNTRY.match(spelling.strip())
    if marked:
        return identify(country_of_fifa(marked["country"]), marked["name"])
    exact, bare = _known(country)
    club = exact.get(folded(spelling)) or bare.get(bare_name(spelling))
    if club:
        return ClubName(club.team_id, club.name)
    if not folded(spelling):
        raise ValueError(f"{spelling!r} is not a club's name")
    name = " ".join(spelling.split())
    return ClubName(team_id(country, name), name)


@cache
def _known(country: str) -> tuple[dict[str, Club], dict[str, Club | None]]:
    """Return a country's clubs by folded spelling, and by bare name (None where two share one)."""
    exact: dict[str, Club] = {}
    bare: dict[str, Club | None] = {}
    for club in (c for c in all_clubs() if c.country == country):
        for spelling in (club.name, *club.spellings):
            exact[folded(spelling)] = club
            key = bare_name(spelling)
            bare[key] = club if bare.get(key, club) is club else None
    return exact, bare
