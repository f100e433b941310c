"""League tables as they stood at a moment.

Points and tie-breaks are the league's own of that season (`knowledge.catalogue`); awarded games
count, points taken away by the league count from the day of that decision. Does not know where a
table's places lead (titles, cups, relegation).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from knowledge.catalogue import deductions, rules
from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.leagues import current_season, get_league
from knowledge.matches import AWAY, HOME, TeamRef, is_known
from knowledge.ranking import Game, Tally, rank, tally
from knowledge.schema import Match


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """One club's line of a table."""

    #: 1 is the top
    place: int
    team: TeamRef
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    goal_difference: int
    points: int
    #: points taken away; `points` is what is left
    deducted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueRates:
    """How a league's matches went: of so many `matches`, how many of each kind."""

    matches: int
    goals: int
    home_wins: int
    drawn: int
    away_wins: int
    #: three goals or more, and both scored
    over_2_5: int
    both_scored: int

    @classmethod
    def of(cls, games: Sequence[Game]) -> LeagueRates:
        """Count some games."""
        goals = [(game.home_goals, game.away_goals) for game in games]
        return cls(
            matches=len(goals),
            goals=sum(map(sum, goals)),
            home_wins=sum(home > away for home, away in goals),
            drawn=sum(home == away for home, away in goals),
            away_wins=sum(home < away for home, away in goals),
            over_2_5=sum(home + away > 2 for home, away in goals),
            both_scored=sum(min(each) > 0 for each in goals),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueTable:
    """A league's table at a moment, first place first."""

    league_id: str
    league_name: str
    season: str
    as_of: dt.datetime
    rows: tuple[TableRow, ...]
    rates: LeagueRates

    def row_of(self, team_id: str) -> TableRow | None:
        """Return a club's line, None when it does not play in this season of the league."""
        return next((row for row in self.rows if row.team.id == team_id), None)


async def league_table(
    session: ReadSession, league_id: str, *, as_of: dt.datetime, season: str | None = None
) -> LeagueTable:
    """Return the table of a season (default: the one under way) as it stood at `as_of`.

    Raises
    ------
    NotFound
        When the league is unknown, or has no match in that season.
    """
    league = await get_league(session, league_id)
    season = season or await current_season(session, league_id, as_of=as_of)
    teams, games = await _season(session, league_id, season or "", as_of)
    if season is None or not teams:
        when = f" in {season}" if season else ""
        raise NotFound(f"No match of {league.name}{when} is known: import that season first.")
    season_rules = rules(league_id, season)
    taken = deductions(league_id, season, as_of=as_of.date())
    lost_points = {team: taken.get(name, 0) for team, name in teams.items()}
    tallies = tally(teams, games, season_rules.points_for_win)
    for team, points in lost_points.items():
        tallies[team].points -= points
    ranked = rank(tallies, games, season_rules, teams)
    return LeagueTable(
        league_id=league_id,
        league_name=league.name,
        season=season,
        as_of=as_of,
        rows=tuple(
            _row(place, TeamRef(team, teams[team]), tallies[team], lost_points[team])
            for place, team in enumerate(ranked, start=1)
        ),
        rates=LeagueRates.of(games),
    )


#: play-offs are in a league's files too; their rounds have other names
IN_TABLE = or_(Match.round.is_(None), Match.round.contains("Matchday"))


async def _season(
    session: ReadSession, league_id: str, season: str, as_of: dt.datetime
) -> tuple[dict[str, str], list[Game]]:
    query = (
        select(
            *(Match.home_id, HOME.name.label("home_name")),
            *(Match.away_id, AWAY.name.label("away_name")),
            *(is_known(as_of).label("known"), Match.home_goals, Match.away_goals),
        )
        .join(HOME, HOME.id == Match.home_id)
        .join(AWAY, AWAY.id == Match.away_id)
        .where(Match.league_id == league_id, Match.season == season, IN_TABLE)
        .order_by(Match.date, Match.id)
    )
    teams: dict[str, str] = {}
    games = []
    for row in await session.execute(query):
        teams |= {row.home_id: row.home_name, row.away_id: row.away_name}
        if row.known:
            games.append(Game(row.home_id, row.away_id, row.home_goals, row.away_goals))
    return teams, games


def _row(place: int, team: TeamRef, tally_: Tally, deducted: int) -> TableRow:
    return TableRow(
        place=place,
        team=team,
        played=tally_.played,
        won=tally_.won,
        drawn=tally_.drawn,
        lost=tally_.lost,
        goals_for=tally_.goals_for,
        goals_against=tally_.goals_against,
        goal_difference=tally_.goal_difference,
        points=tally_.points,
        deducted=deducted,
    )
