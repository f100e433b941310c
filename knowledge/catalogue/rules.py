"""Rules that make a league table: points for a win, what parts equal points, splits.

Does not know play-offs, split seasons that halve points (Austria, Belgium) or awarded matches.
A season is named by its first year: "2023-24", "2023/24", "2324" and "2023" are all fine.
"""

from __future__ import annotations

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
    #: matches that a club plays before the table splits in two that clubs cannot cross
    split_after: int | None = None
    #: clubs in the upper part
    split_top: int = 6


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
#: first year of the first season that split, and after how many matches a club; six go up
_SPLITS: dict[str, tuple[int, int | None]] = {"SC0": (2000, 33), "G1": (2019, 26)}


def rules(league_id: str, season: str) -> LeagueRules:
    """Return a league's rules in a season; a league we know nothing of has today's usual ones."""
    country, year = entry(league_id).country, first_year(season)
    split_since, split_after = _SPLITS.get(league_id, (year, None))
    return LeagueRules(
        points_for_win=2 if year < _THREE_POINTS_SINCE.get(country, 0) else 3,
        tie_breaks=_tie_breaks(league_id, country, year),
        split_after=split_after if year >= split_since else None,
    )


def _tie_breaks(league_id: str, country: str, year: int) -> tuple[TieBreak, ...]:
    # The Football League asked for goals scored first until 1999.
    if league_id in ("E1", "E2", "E3") and year < 1999:
        return ("goals_for", "goal_difference")
    # Italy parted level clubs by play-offs and goals before it took to their own matches.
    if country == "I" and year < 2005:
        return _GOALS
    return _TIE_BREAKS.get(country, _GOALS)


def first_year(season: str) -> int:
    """Return the year in which a season began, from any way of naming it."""
    digits = "".join(c for c in season if c.isdigit())
    # football-data's folders: "9394", "2324"; "2021" is the folder of 2020-21 and also a
    # calendar year, which lies a season away: no rule changed between them.
    if len(digits) == 4 and (int(digits[:2]) + 1) % 100 == int(digits[2:]):
        return int(digits[:2]) + (1900 if digits[:2] > "80" else 2000)
    return int(digits[:4])
