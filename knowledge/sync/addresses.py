"""Where the public sources keep which league and season. Asks nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.catalogue import LeagueEntry, entries, entry, league_from_words
from knowledge.errors import InvalidValue
from knowledge.importing import seasons

FOOTBALL_DATA_URL = "https://www.football-data.co.uk"
OPENFOOTBALL_URL = "https://raw.githubusercontent.com/openfootball/football.json/master"

#: football-data's main divisions, in the order in which people miss them
DIVISIONS = (
    "E0", "D1", "I1", "SP1", "F1", "E1", "N1", "P1", "B1", "T1", "G1", "SC0", "E2", "E3", "EC",
    "D2", "I2", "SP2", "F2", "SC1", "SC2", "SC3",
)  # fmt: skip
FIRST_SEASONS = {"football-data": 1993, "openfootball": 2010}

#: their season is a calendar year in openfootball
CALENDAR_YEAR = {"BRA", "CHN", "JPN", "USA", "NOR", "SWE", "FIN", "IRL"}

#: results are corrected for some weeks; after that a season's file rests, unless it is named
CORRECTIONS = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """One file of a source."""

    #: below the source's base address, and below its folder on this machine
    path: str
    #: its season is over for so long that nobody changes it any more
    at_rest: bool = False
    #: matches are added to it and never taken out; the list of coming fixtures shrinks too
    only_grows: bool = True


def football_data(
    now: dt.datetime, leagues: Sequence[str] | None, wanted: Sequence[str] | None
) -> list[SourceAddress]:
    """Return football-data's files, newest first; the coming fixtures go last.

    Parameters
    ----------
    now
        Tells which season is under way.
    leagues
        Ids; None for all main divisions.
    wanted
        Seasons ("2023-24" or "2324"); None for all.

    Raises
    ------
    InvalidValue
        A season or a league that cannot be.
    """
    codes = _leagues(leagues) or [entry(code) for code in DIVISIONS]
    found = [
        SourceAddress(
            f"mmz4281/{season[2:4]}{season[5:]}/{league.id}.csv", _rests(season, now, wanted)
        )
        for season in _seasons(now, wanted, FIRST_SEASONS["football-data"])
        if "-" in season
        for league in codes
    ]
    return found if wanted else [*found, SourceAddress("fixtures.csv", only_grows=False)]


def openfootball(
    now: dt.datetime, leagues: Sequence[str] | None, wanted: Sequence[str] | None
) -> list[SourceAddress]:
    """Return openfootball's files, newest first. Parameters and errors as in `football_data`."""
    chosen = _leagues(leagues) or [league for league in entries() if league.openfootball]
    missing = [league.id for league in chosen if not league.openfootball]
    if missing:
        raise InvalidValue(f"openfootball has no league {', '.join(missing)}.")
    return [
        SourceAddress(f"{_folder(league, season)}/{file}.json", _rests(season, now, wanted))
        for season in _seasons(now, wanted, FIRST_SEASONS["openfootball"])
        for league in chosen
        for file in league.openfootball
    ]


def _leagues(ids: Sequence[str] | None) -> list[LeagueEntry]:
    return [_league(text) for text in ids or ()]


def _league(text: str) -> LeagueEntry:
    if text.isalnum() and len(text) <= 16:
        return entry(text.upper())
    if meant := league_from_words(text):  # "en.1"
        return meant[0]
    raise InvalidValue(f"“{text}” is not a league's code: write one like E0 or SP1.")


def _seasons(now: dt.datetime, wanted: Sequence[str] | None, first: int) -> Iterable[str]:
    if not wanted:
        newest = int(seasons.of_date(now.date())[:4])
        return [seasons.spring(year) for year in range(newest, first - 1, -1)]
    return list(_read_seasons(wanted))


def _read_seasons(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        season = seasons.of_folder(text) or seasons.named(text)
        if season is None:
            raise InvalidValue(f"“{text}” is not a season: write one like 2023-24.")
        yield season


def _folder(league: LeagueEntry, season: str) -> str:
    return season[:4] if league.country in CALENDAR_YEAR else season


def _rests(season: str, now: dt.datetime, wanted: Sequence[str] | None) -> bool:
    """Tell whether a season is long over; one that somebody names, he wants looked at."""
    end = dt.date(int(season[:4]) + 1, *seasons.LAST_DAY)
    return not wanted and now.date() > end + CORRECTIONS
