"""A club's latest results. Does not know why they were so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import or_

from knowledge.database import ReadSession
from knowledge.matches import MatchInfo, TeamRef, is_known, read_matches, select_matches
from knowledge.schema import Match
from knowledge.teams import get_team

Venue = Literal["home", "away"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamForm:
    """The last matches of a club, newest first, and their sums."""

    team: TeamRef
    matches: tuple[MatchInfo, ...]
    #: one letter a match, newest first: W won, D drawn, L lost
    letters: str
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    #: three for a win, one for a draw, in every season
    points: int

    @classmethod
    def over(cls, team: TeamRef, matches: Sequence[MatchInfo]) -> TeamForm:
        """Return the form of a club over some of its matches, newest first."""
        goals = [match.goals_of(team.id) for match in matches]
        letters = "".join(letter_of(scored, conceded) for scored, conceded in goals)
        return cls(
            team=team,
            matches=tuple(matches),
            letters=letters,
            won=letters.count("W"),
            drawn=letters.count("D"),
            lost=letters.count("L"),
            goals_for=sum(scored for scored, _ in goals),
            goals_against=sum(conceded for _, conceded in goals),
            points=3 * letters.count("W") + letters.count("D"),
        )

    def newest(self, count: int) -> TeamForm:
        """Return the form over the newest of these matches alone."""
        return TeamForm.over(self.team, self.matches[:count])


async def team_form(
    session: ReadSession,
    team_id: str,
    *,
    as_of: dt.datetime,
    last: int = 6,
    venue: Venue | None = None,
) -> TeamForm:
    """Return the form of a club over its `last` matches known at `as_of`, in all competitions.

    `venue` takes those at home, or away, alone; awarded games are left out.

    Raises
    ------
    NotFound
        When no club has this id.
    """
    team = await get_team(session, team_id)
    at_home, on_the_road = Match.home_id == team_id, Match.away_id == team_id
    where = {"home": at_home, "away": on_the_road, None: or_(at_home, on_the_road)}[venue]
    query = (
        select_matches(as_of)
        .where(where, is_known(as_of), Match.awarded.is_(False))
        .order_by(Match.date.desc(), Match.id.desc())
        .limit(last)
    )
    matches = await read_matches(session, query, as_of)
    return TeamForm.over(TeamRef(team.id, team.name), matches)


def letter_of(scored: int, conceded: int) -> str:
    """Return W, D or L."""
    return "W" if scored > conceded else "L" if scored < conceded else "D"
