"""What two clubs did against each other. Does not know what it means for the next time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select

from knowledge.database import ReadSession
from knowledge.form import Venue
from knowledge.matches import (
    MatchInfo,
    TeamRef,
    is_between,
    is_known,
    read_matches,
    select_matches,
)
from knowledge.schema import Match
from knowledge.teams import get_team

#: goals of “over 2.5”: more than these
_OVER = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadToHead:
    """All meetings of two clubs, counted from the first one's side."""

    team: TeamRef
    opponent: TeamRef
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    #: meetings with three goals or more, and those in which both scored
    over_2_5: int
    both_scored: int
    #: the latest meeting that ended so for the first one
    last_won: MatchInfo | None
    last_drawn: MatchInfo | None
    last_lost: MatchInfo | None
    #: the latest meetings, newest first
    matches: tuple[MatchInfo, ...]


async def head_to_head(
    session: ReadSession,
    team_id: str,
    opponent_id: str,
    *,
    as_of: dt.datetime,
    last: int = 10,
    venue: Venue | None = None,
) -> HeadToHead:
    """Return the meetings known at `as_of`: all in the sums, the `last` ones in `matches`.

    Awarded games are left out. `venue`: only those at the ground of `team_id`, or of the other.

    Raises
    ------
    NotFound
        When one of the clubs is unknown.
    """
    team, opponent = await get_team(session, team_id), await get_team(session, opponent_id)
    met = [is_between(team_id, opponent_id), is_known(as_of), Match.awarded.is_(False)]
    if venue:
        met.append(Match.home_id == (team_id if venue == "home" else opponent_id))
    at_home = Match.home_id == team_id
    scored = case((at_home, Match.home_goals), else_=Match.away_goals)
    conceded = case((at_home, Match.away_goals), else_=Match.home_goals)
    ended = {"won": scored > conceded, "drawn": scored == conceded, "lost": scored < conceded}
    sums = select(
        func.count().label("played"),
        func.sum(case((ended["won"], 1), else_=0)).label("won"),
        func.sum(case((ended["drawn"], 1), else_=0)).label("drawn"),
        func.sum(scored).label("goals_for"),
        func.sum(conceded).label("goals_against"),
        func.sum(case((scored + conceded > _OVER, 1), else_=0)).label("over_2_5"),
        func.sum(case((and_(scored > 0, conceded > 0), 1), else_=0)).label("both_scored"),
    ).where(*met)
    total = (await session.execute(sums)).one()
    newest = select_matches(as_of).where(*met).order_by(Match.date.desc(), Match.id.desc())
    won, drawn = total.won or 0, total.drawn or 0
    latest = {
        name: await read_matches(session, newest.where(so).limit(1), as_of)
        for name, so in ended.items()
    }
    return HeadToHead(
        team=TeamRef(team.id, team.name),
        opponent=TeamRef(opponent.id, opponent.name),
        played=total.played,
        won=won,
        drawn=drawn,
        lost=total.played - won - drawn,
        goals_for=total.goals_for or 0,
        goals_against=total.goals_against or 0,
        over_2_5=total.over_2_5 or 0,
        both_scored=total.both_scored or 0,
        last_won=next(iter(latest["won"]), None),
        last_drawn=next(iter(latest["drawn"]), None),
        last_lost=next(iter(latest["lost"]), None),
        matches=tuple(await read_matches(session, newest.limit(last), as_of)),
    )
