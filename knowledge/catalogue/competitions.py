"""The table of competitions, read from `competitions.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueEntry:
    """What is always true of a competition."""

    #: football-data's division code, or one of ours in its spirit
    id: str
    name: str
    #: the name in Hungarian
    name_hu: str
    #: see `knowledge.catalogue.countries`; "EUR" for competitions of clubs from many countries
    country: str
    #: 1 is the top; 0 for cups
    tier: int
    is_cup: bool = False
    #: ids in openfootball, such as "en.1"
    openfootball: tuple[str, ...] = ()
    #: what else people call it, in English and Hungarian
    names: tuple[str, ...] = ()


@cache
def _table() -> dict[str, LeagueEntry]:
    text = resources.files("knowledge.catalogue").joinpath("competitions.txt").read_text("utf-8")
    rows = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {league.id: league for league in map(_read, rows)}


def _read(row: str) -> LeagueEntry:
    id_, name, name_hu, country, tier, openfootball, names = (c.strip() for c in row.split(";"))
    return LeagueEntry(
        id=id_,
        name=name,
        name_hu=name_hu,
        country=country,
        tier=int(tier),
        is_cup=tier == "0",
        openfootball=tuple(openfootball.split()),
        names=tuple(n for n in names.split(", ") if n),
    )


@cache
def _by_openfootball() -> dict[str, LeagueEntry]:
    return {id_: league for league in _table().values() for id_ in league.openfootball}


#: football-data counts these countries' divisions from 0
_FROM_ZERO = ("E", "SC")


def entries() -> tuple[LeagueEntry, ...]:
    """Return every competition we know by name, leagues first."""
    return tuple(_table().values())


def entry(league_id: str) -> LeagueEntry:
    """Return a competition; an unknown code gets an entry that is named after the code."""
    return _table().get(league_id) or _generic(league_id)


def by_openfootball(openfootball_id: str) -> LeagueEntry:
    """Return the competition of an openfootball file (`en.1`).

    An unknown division of a known country is named in football-data's spirit (`pt.2` → P2), any
    other id after itself.
    """
    known = _by_openfootball()
    if openfootball_id in known:
        return known[openfootball_id]
    place, _, division = openfootball_id.partition(".")
    country = known[f"{place}.1"].country if f"{place}.1" in known else place.upper()
    return entry(f"{country}{division.upper()}")


@lru_cache(maxsize=1000)  # codes come from files and from people: any number of them
def _generic(code: str) -> LeagueEntry:
    """Read what a code says itself: letters are the country, a number the tier."""
    parts = re.fullmatch(r"(?P<country>[A-Za-z]+?)(?P<tier>\d?|CUP)", code)
    country, tier = (parts["country"].upper(), parts["tier"]) if parts else (code, "")
    is_cup = tier == "CUP"
    number = 0 if is_cup else int(tier or 1) + (country in _FROM_ZERO)
    return LeagueEntry(
        id=code, name=code, name_hu=code, country=country, tier=number, is_cup=is_cup
    )
