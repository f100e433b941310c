"""The clubs of a league side by side: runs of matches, goals, results, points, clean sheets.

Counted over one season's matches in the league, as the table is; awarded games make no run. Does
not know which of these anybody asks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.form import Venue
from knowledge.leagues import current_season
from knowledge.matches import AWAY, HOME, TeamRef, is_known
from knowledge.records import RUNS, Run, run_of
from knowledge.schema import Match
from knowledge.standings import IN_TABLE


@dataclass(frozen=True, kw_only=True, slots=True)
class Played:
    """A match as one of its clubs played it."""

    date: dt.date
    scored: int
    conceded: int
    at_home: bool
    #: given by a committee, not won on the field
    awarded: bool


#: what is summed over matches
SUMS: Mapping[str, Callable[[Played], int]] = {
    "points": lambda one: 3 * (one.scored > one.conceded) + (one.scored == one.conceded),
    "won": lambda one: one.scored > one.conceded,
    "drawn": lambda one: one.scored == one.conceded,
    "lost": lambda one: one.scored < one.conceded,
    "goals_for": lambda one: one.scored,
    "goals_against": lambda one: one.conceded,
    "goal_difference": lambda one: one.scored - one.conceded,
    "clean_sheets": lambda one: one.conceded == 0,
    "blanks": lambda one: one.scored == 0,
    "both_scored": lambda one: min(one.scored, one.conceded) > 0,
    "over_2_5": lambda one: one.scored + one.conceded > 2,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Season:
    """A club's matches of one season in its league, oldest first."""

    team: TeamRef
    league_id: str
    season: str
    games: tuple[Played, ...]

    def sums(self) -> dict[str, int]:
        """Return what the matches add up to, by the names of `SUMS`."""
        return {name: sum(map(count, self.games)) for name, count in SUMS.items()}

    def run(self, name: str) -> Run:
        """Return the longest run of a kind and the one up to the latest match."""
        counts = RUNS[name]
        return run_of([counts(one.scored, one.conceded) for one in self.games if not one.awarded])

    def part(
        self,
        *,
        venue: Venue | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        newest: int | None = None,
    ) -> Season:
        """Return the season with some of its matches alone."""
        kept = [
            one
            for one in self.games
            if (venue is None or one.at_home is (venue == "home"))
            and (first is None or one.date >= first)
            and (last is None or one.date <= last)
        ]
        return Season(
            team=self.team,
            league_id=self.league_id,
            season=self.season,
            games=tuple(kept[-newest:] if newest else kept),
        )


async def seasons_of(
    session: ReadSession, league_id: str, *, as_of: dt.datetime, season: str | None = None
) -> list[Season]:
    """Return the clubs of a league with their matches known at `as_of`, by name.

    `season`: default the one under way.

    Raises
    ------
    NotFound
        When no match of that season is known yet.
    """
    season = season or await current_season(session, league_id, as_of=as_of)
    query = (
        select(
            *(Match.home_id, HOME.name.label("home_name")),
            *(Match.away_id, AWAY.name.label("away_name")),
            *(Match.date, Match.home_goals, Match.away_goals, Match.awarded),
        )
        .join(HOME, HOME.id == Match.home_id)
        .join(AWAY, AWAY.id == Match.away_id)
        .where(Match.league_id == league_id, Match.season == season, IN_TABLE, is_known(as_of))
        .order_by(Match.date, Match.id)
    )
    games: dict[TeamRef, list[Played]] = {}
    for row in await session.execute(query):
        for team, at_home in (
            (TeamRef(row.home_id, row.home_name), True),
            (TeamRef(row.away_id, row.away_name), False),
        ):
            goals = (row.home_goals, row.away_goals)
            scored, conceded = goals if at_home else goals[::-1]
            games.setdefault(team, []).append(
                Played(
                    date=row.date,
                    scored=scored,
                    conceded=conceded,
                    at_home=at_home,
                    awarded=row.awarded,
                )
            )
    if season is None or not games:
        raise NotFound(f"No result of {league_id} in that season is known.")
    return [
        Season(team=team, league_id=league_id, season=season, games=tuple(played))
        for team, played in sorted(games.items(), key=lambda pair: pair[0].name)
    ]


def newest_of(seasons: Iterable[Season]) -> dt.date:
    """Return the day of the newest match."""
    return max(one.games[-1].date for one in seasons if one.games)


def ranked(
    seasons: Sequence[Season], value: Callable[[Season], int], *, fewest: bool
) -> list[tuple[Season, int]]:
    """Return the clubs in the order of a figure, those without a match left out.

    Of equals, who needed fewer matches for most of something, or more for few; then by name.
    """
    pairs = [(one, value(one)) for one in seasons if one.games]
    sign = 1 if fewest else -1
    return sorted(
        pairs, key=lambda pair: (sign * pair[1], -sign * len(pair[0].games), pair[0].team.name)
    )
