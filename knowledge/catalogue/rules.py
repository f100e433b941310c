"""Rules that make a league table: points for a win, what parts equal points, deductions.

Does not know play-offs, split seasons that halve points (Austria, Belgium) or awarded matches.
A season is named by its first year: "2023-24", "2023/24", "2324" and "2023" are all fine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.catalogue.competitions import entry

TieBreak = Literal[
    "goal_difference",
    "goals_for",
    "wins",
    "head_to_head_points",
    "head_to_head_goal_difference",
]
_GOALS: tuple[TieBreak, ...] = ("goal_difference", "goals_for")
_HEAD_TO_HEAD: tuple[TieBreak, ...] = (
    "head_to_head_points",
    "head_to_head_goal_difference",
    *_GOALS,
)
_WINS: tuple[TieBreak, ...] = ("wins", *_GOALS)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueRules:
    """What makes a table of results; a draw is one point everywhere, always."""

    points_for_win: int = 3
    #: in the order in which they are asked
    tie_breaks: tuple[TieBreak, ...] = _GOALS


#: first year of the first season with three points for a win; countries not named: always
_THREE_POINTS_SINCE = {
    "AUT": 1995,
    "B": 1995,
    "D": 1995,
    "F": 1994,
    "I": 1994,
    "N": 1995,
    "P": 1995,
    "SC": 1994,
    "SP": 1995,
    "SWZ": 1995,
}
_TIE_BREAKS: dict[str, tuple[TieBreak, ...]] = {
    "B": _WINS,
    "BRA": _WINS,
    "G": _HEAD_TO_HEAD,
    "HUN": _WINS,
    "I": _HEAD_TO_HEAD,
    "P": _HEAD_TO_HEAD,
    "POL": _HEAD_TO_HEAD,
    "ROU": _HEAD_TO_HEAD,
    "SP": _HEAD_TO_HEAD,
    "T": _HEAD_TO_HEAD,
    "USA": _WINS,
}


def rules(league_id: str, season: str) -> LeagueRules:
    """Return a league's rules in a season; a league we know nothing of has today's usual ones."""
    country, year = entry(league_id).country, _first_year(season)
    return LeagueRules(
        points_for_win=2 if year < _THREE_POINTS_SINCE.get(country, 0) else 3,
        tie_breaks=_tie_breaks(league_id, country, year),
    )


def _tie_breaks(league_id: str, country: str, year: int) -> tuple[TieBreak, ...]:
    # The Football League asked for goals scored first until 1999.
    if league_id in ("E1", "E2", "E3") and year < 1999:
        return ("goals_for", "goal_difference")
    # Italy parted level clubs by play-offs and goals before it took to their own matches.
    if country == "I" and year < 2005:
        return _GOALS
    return _TIE_BREAKS.get(country, _GOALS)


def deductions(league_id: str, season: str) -> Mapping[str, int]:
    """Return points taken from clubs at the table, by preferred spelling; positive numbers.

    Only those that stood at the season's end; empty where none is known to us.
    """
    return _DEDUCTIONS.get((league_id, _first_year(season)), {})


def _first_year(season: str) -> int:
    digits = "".join(c for c in season if c.isdigit())
    # football-data's folders: "9394", "2324"; "2021" is the folder of 2020-21 and also a
    # calendar year, which lies a season away: no rule changed between them.
    if len(digits) == 4 and (int(digits[:2]) + 1) % 100 == int(digits[2:]):
        return int(digits[:2]) + (1900 if digits[:2] > "80" else 2000)
    return int(digits[:4])


_DEDUCTIONS: dict[tuple[str, int], dict[str, int]] = {
    ("E0", 1996): {"Middlesbrough": 3},
    ("E0", 2009): {"Portsmouth": 9},
    ("E0", 2023): {"Everton": 8, "Nott'm Forest": 4},
    ("E1", 2006): {"Leeds": 10},
    ("E1", 2009): {"Crystal Palace": 10},
    ("E1", 2011): {"Portsmouth": 10},
    ("E1", 2018): {"Birmingham": 9},
    ("E1", 2019): {"Wigan": 12},
    ("E1", 2020): {"Sheffield Weds": 6},
    ("E1", 2021): {"Derby": 21, "Reading": 6},
    ("E1", 2022): {"Reading": 6, "Wigan": 3},
    ("E2", 2004): {"Wrexham": 10},
    ("E2", 2006): {"Rotherham": 10},
    ("E2", 2007): {"Bournemouth": 10, "Leeds": 15, "Luton": 10},
    ("E2", 2008): {"Stockport": 10},
    ("E2", 2009): {"Southampton": 10},
    ("E2", 2010): {"Plymouth": 10},
    ("E2", 2012): {"Coventry": 10, "Portsmouth": 10},
    ("E2", 2013): {"Coventry": 10},
    ("E2", 2019): {"Bolton": 12},
    ("E2", 2023): {"Reading": 6, "Wigan": 8},
    ("E3", 2004): {"Cambridge": 10},
    ("E3", 2007): {"Rotherham": 10},
    ("E3", 2008): {"Bournemouth": 17, "Darlington": 10, "Luton": 30, "Rotherham": 17},
    ("SC0", 2007): {"Gretna": 10},
    ("SC0", 2011): {"Rangers": 10},
    ("SC0", 2013): {"Hearts": 15},
    ("SC1", 2010): {"Dundee": 25},
    ("SC1", 2012): {"Dunfermline": 15},
    ("D1", 1993): {"Dresden": 4},
    ("D1", 1999): {"Ein Frankfurt": 2},
    ("D1", 2003): {"Kaiserslautern": 3},
    ("D2", 2009): {"Bielefeld": 4},
    ("D2", 2010): {"Bielefeld": 3},
    ("I1", 2006): {"Fiorentina": 15, "Lazio": 3, "Milan": 8, "Reggina": 11, "Siena": 1},
    ("I1", 2010): {"Bologna": 3},
    ("I1", 2011): {"Atalanta": 6},
    ("I1", 2012): {"Atalanta": 2, "Sampdoria": 1, "Siena": 6, "Torino": 1},
    ("I1", 2014): {"Parma": 7},
    ("I1", 2018): {"Chievo": 3},
    ("I1", 2022): {"Juventus": 10},
    ("I2", 2006): {"Arezzo": 6, "Juventus": 9, "Pescara": 1, "Triestina": 1},
    ("I2", 2022): {"Reggina": 5},
    ("F1", 2021): {"Lyon": 1, "Nice": 1},
    ("F1", 2023): {"Montpellier": 1},
    ("N1", 2014): {"Twente": 6},
    ("N1", 2015): {"Twente": 3},
    ("N1", 2023): {"Vitesse": 18},
    ("G1", 2017): {"Olympiakos": 3, "PAOK": 3},
    ("G1", 2018): {"PAOK": 2},
}
