"""A club's records: home and away, biggest win and defeat, streaks.

Counted over the matches on record here, which may start later than the club did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import or_

from knowledge.database import ReadSession
from knowledge.form import letter_of
from knowledge.matches import MatchInfo, TeamRef, is_known, read_matches, select_matches
from knowledge.schema import Match
from knowledge.teams import get_team


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Sums over some of a club's matches."""

    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    #: matches without a goal against, and without one scored
    clean_sheets: int
    scoreless: int
    #: matches in which both scored, and with more than so many goals in all
    both_scored: int
    over_1_5: int
    over_2_5: int
    over_3_5: int


#: what a run is made of, by the club's own goals and the others'
RUNS: Mapping[str, Callable[[int, int], bool]] = {
    "winning": lambda scored, conceded: scored > conceded,
    "unbeaten": lambda scored, conceded: scored >= conceded,
    "losing": lambda scored, conceded: scored < conceded,
    "winless": lambda scored, conceded: scored <= conceded,
    "scoring": lambda scored, _: scored > 0,
    "scoreless": lambda scored, _: scored == 0,
    "clean_sheet": lambda _, conceded: conceded == 0,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Matches in a row of one kind."""

    longest: int
    #: up to the latest match; 0 when that was of another kind
    current: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamRecords:
    """A club's records up to a moment."""

    team: TeamRef
    #: None: all seasons on record
    season: str | None
    #: day of the first match counted, None without any
    since: dt.date | None
    home: Split
    away: Split
    #: home and away together
    all: Split
    #: by goal difference, then by goals scored; the newest of equals
    biggest_win: MatchInfo | None
    biggest_defeat: MatchInfo | None
    last_win: MatchInfo | None
    last_draw: MatchInfo | None
    last_defeat: MatchInfo | None
    #: by the names of `RUNS`
    runs: Mapping[str, Run]
    #: how the latest match ended (W, D, L; "" without any) and for how many in a row
    current_letter: str
    current_streak: int


async def team_records(
    session: ReadSession, team_id: str, *, as_of: dt.datetime, season: str | None = None
) -> TeamRecords:
    """Return a club's records over all its matches, or one season's, known at `as_of`.

    Awarded games are left out.

    Raises
    ------
    NotFound
        When no club has this id.
    """
    team = await get_team(session, team_id)
    query = (
        select_matches(as_of)
        .where(or_(Match.home_id == team_id, Match.away_id == team_id))
        .where(is_known(as_of), Match.awarded.is_(False))
        .order_by(Match.date, Match.id)
    )
    if season:
        query = query.where(Match.season == season)
    matches = await read_matches(session, query, as_of)
    goals = [match.goals_of(team_id) for match in matches]
    letters = [letter_of(*each) for each in goals]
    return TeamRecords(
        team=TeamRef(team.id, team.name),
        season=season,
        since=matches[0].date if matches else None,
        home=_split(team_id, [match for match in matches if match.home.id == team_id]),
        away=_split(team_id, [match for match in matches if match.away.id == team_id]),
        all=_split(team_id, matches),
        biggest_win=_biggest(matches, lambda match: match.goals_of(team_id)),
        biggest_defeat=_biggest(matches, lambda match: match.goals_of(team_id)[::-1]),
        last_win=_latest("W", letters, matches),
        last_draw=_latest("D", letters, matches),
        last_defeat=_latest("L", letters, matches),
        runs={name: run_of([counts(*each) for each in goals]) for name, counts in RUNS.items()},
        current_letter=letters[-1] if letters else "",
        current_streak=_current([letter == letters[-1] for letter in letters]),
    )


def _split(team_id: str, matches: Iterable[MatchInfo]) -> Split:
    goals = [match.goals_of(team_id) for match in matches]
    return Split(
        played=len(goals),
        won=sum(scored > conceded for scored, conceded in goals),
        drawn=sum(scored == conceded for scored, conceded in goals),
        lost=sum(scored < conceded for scored, conceded in goals),
        goals_for=sum(scored for scored, _ in goals),
        goals_against=sum(conceded for _, conceded in goals),
        clean_sheets=sum(not conceded for _, conceded in goals),
        scoreless=sum(not scored for scored, _ in goals),
        both_scored=sum(min(each) > 0 for each in goals),
        over_1_5=sum(sum(each) > 1 for each in goals),
        over_2_5=sum(sum(each) > 2 for each in goals),
        over_3_5=sum(sum(each) > 3 for each in goals),
    )


def _biggest(
    matches: Iterable[MatchInfo], goals: Callable[[MatchInfo], tuple[int, int]]
) -> MatchInfo | None:
    """Return the match won highest by the side whose goals come first."""
    won = [match for match in matches if goals(match)[0] > goals(match)[1]]

    def height(match: MatchInfo) -> tuple[int, int, dt.date]:
        winner, loser = goals(match)
        return winner - loser, winner, match.date

    return max(won, key=height, default=None)


def _latest(letter: str, letters: Sequence[str], matches: Sequence[MatchInfo]) -> MatchInfo | None:
    """Return the latest of the matches, oldest first, that ended so."""
    ended_so = (match for each, match in zip(letters, matches, strict=True) if each == letter)
    return max(ended_so, key=lambda match: match.date, default=None)


def run_of(counted: Sequence[bool]) -> Run:
    """Return the runs among matches, oldest first, each of which counts or not."""
    longest = max((len(list(run)) for counts, run in groupby(counted) if counts), default=0)
    return Run(longest=longest, current=_current(counted))


def _current(counted: Sequence[bool]) -> int:
    for length, counts in enumerate(reversed(counted)):
        if not counts:
            return length
    return len(counted)
