"""A club's records: home and away, biggest win and defeat, streaks.

Counted over the matches on record here, which may start later than the club did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
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


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamRecords:
    """A club's records up to a moment; streaks are the longest ones, in matches."""

    team: TeamRef
    #: None: all seasons on record
    season: str | None
    #: day of the first match counted, None without any
    since: dt.date | None
    home: Split
    away: Split
    #: by goal difference, then by goals scored; the newest of equals
    biggest_win: MatchInfo | None
    biggest_defeat: MatchInfo | None
    winning_streak: int
    unbeaten_streak: int
    losing_streak: int
    winless_streak: int
    #: how the latest match ended (W, D, L; "" without any) and for how many in a row
    current_letter: str
    current_streak: int
    current_unbeaten: int


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
    letters = [letter_of(*match.goals_of(team_id)) for match in matches]
    return TeamRecords(
        team=TeamRef(team.id, team.name),
        season=season,
        since=matches[0].date if matches else None,
        home=_split(team_id, [match for match in matches if match.home.id == team_id]),
        away=_split(team_id, [match for match in matches if match.away.id == team_id]),
        biggest_win=_biggest(matches, lambda match: match.goals_of(team_id)),
        biggest_defeat=_biggest(matches, lambda match: match.goals_of(team_id)[::-1]),
        winning_streak=_longest(letters, "W"),
        unbeaten_streak=_longest(letters, "WD"),
        losing_streak=_longest(letters, "L"),
        winless_streak=_longest(letters, "LD"),
        current_letter=letters[-1] if letters else "",
        current_streak=_current(letters, letters[-1] if letters else ""),
        current_unbeaten=_current(letters, "WD"),
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


def _longest(letters: Sequence[str], kinds: str) -> int:
    runs = groupby(letters, key=lambda letter: letter in kinds)
    return max((len(list(run)) for counts, run in runs if counts), default=0)


def _current(letters: Sequence[str], kinds: str) -> int:
    for count, letter in enumerate(reversed(letters)):
        if letter not in kinds:
            return count
    return len(letters)
