"""Points so far: what is still at stake for a club.

A club that fights to stay up, or for the title, plays for more than one that has nothing to win
or lose; prices know that. The lines are those of most leagues: first, fourth and sixth place, and
about one club in seven going down. Knows three points for a win, and no tie-breaks, deductions or
play-offs: near enough to tell who still has something to play for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: share of a league's clubs that go down, rounded up
_GOING_DOWN = 0.15
#: places that a club may fight for: the title, and about where Europe or promotion begins
_PLACES = (1, 4, 6)
#: matches to the end in which a stake grows e-fold
_LATE = 5.0
#: points a match that a gap may close by; wider gaps are as good as decided
_SWING = 2.5
#: with fewer clubs no table has formed
_FEWEST_CLUBS = 8
#: seasons that tell how often clubs of a league meet; some may have been cut short
_SEASONS = 3


class Tables:
    """The tables of all leagues, day by day.

    Parameters
    ----------
    clubs, leagues
        How many there are.
    """

    def __init__(self, clubs: int, leagues: int) -> None:
        #: over clubs: of the season they are in
        self.points = np.zeros(clubs)
        self.played = np.zeros(clubs)
        self.season = np.full(clubs, -1)
        self.league = np.full(clubs, -1)
        #: over leagues: the season under way, its clubs, the matches of the most active of them;
        #: and (leagues, 3) how often that one met each other club in the last seasons
        self.season_of_league = np.full(leagues, -1)
        self.clubs = np.zeros(leagues)
        self.most_played = np.zeros(leagues)
        self.meetings = np.full((leagues, _SEASONS), np.nan)

    def enter(self, sides: Sides) -> None:
        """Enter the clubs of fixtures in the tables of their seasons."""
        for league, season in {*zip(sides.league.tolist(), sides.season.tolist(), strict=True)}:
            if season > self.season_of_league[league]:
                self._close(league)
                self.season_of_league[league] = season
        for club in (sides.home, sides.away):
            new = (self.season[club] != sides.season) | (self.league[club] != sides.league)
            self.points[club[new]] = self.played[club[new]] = 0.0
            np.add.at(self.clubs, sides.league[new], 1.0)
            self.season[club], self.league[club] = sides.season, sides.league

    def learn(self, sides: Sides, goals: Floats) -> None:
        """Count the matches of one day; goals (n, 2)."""
        lead = np.sign(goals[:, 0] - goals[:, 1])
        for club, sign in ((sides.home, lead), (sides.away, -lead)):
            np.add.at(self.points, club, np.where(sign > 0, 3.0, sign + 1.0))
            np.add.at(self.played, club, 1.0)
            np.maximum.at(self.most_played, sides.league, self.played[club])

    def now(self) -> Standings:
        """Return the tables as they stand."""
        return Standings(
            points=self.points,
            played=self.played,
            season=self.season,
            league=self.league,
            season_of_league=self.season_of_league,
            meetings=self.meetings,
        )

    def _close(self, league: int) -> None:
        """Note how often the clubs of a season that has ended met."""
        if self.clubs[league] >= _FEWEST_CLUBS:
            met = self.most_played[league] / (self.clubs[league] - 1)
            self.meetings[league] = np.append(self.meetings[league, 1:], met)
        self.clubs[league] = self.most_played[league] = 0.0


@dataclass(frozen=True, kw_only=True)
class Standings:
    """The tables of one day; arrays as in `Tables`."""

    points: Floats
    played: Floats
    season: Ints
    league: Ints
    season_of_league: Ints
    meetings: Floats

    def stakes(self, sides: Sides) -> Floats:
        """Return what is at stake for each side, (n, 2, 4): the drop, places 1, 4 and 6.

        Between 0, nothing or too early to tell, and 1, everything in the last match.
        """
        if not self._last or self._last[0][0] is not sides:
            both = [self._stakes(sides, clubs) for clubs in (sides.home, sides.away)]
            self._last[:] = [(sides, np.stack(both, axis=1))]
        return self._last[0][1]

    def _stakes(self, sides: Sides, clubs: Ints) -> Floats:
        stakes = np.zeros((len(clubs), 1 + len(_PLACES)))
        in_it = (clubs >= 0) & (sides.league >= 0) & (self.league[clubs] == sides.league)
        in_it &= self.season[clubs] == sides.season
        for league in np.unique(sides.league[in_it]).tolist():
            table = self._table(league)
            if table is not None:
                rows = in_it & (sides.league == league)
                stakes[rows] = table.stakes(self.points[clubs[rows]], self.played[clubs[rows]])
        return stakes

    @cached_property
    def _last(self) -> list[tuple[Sides, Floats]]:
        """What was last asked for: several features read the same stakes."""
        return []

    def _table(self, league: int) -> _Table | None:
        """Return the table of the season under way; None before one has formed."""
        members = (self.league == league) & (self.season == self.season_of_league[league])
        if members.sum() < _FEWEST_CLUBS:
            return None
        return _Table.of(self.points[members], self.meetings[league])


@dataclass(frozen=True, slots=True)
class _Table:
    #: points of all clubs, the most first
    points: Floats
    #: matches that a club plays in the season
    rounds: float
    #: places on the other clubs' table of the one to stay above, and of those to reach
    places: Ints

    @classmethod
    def of(cls, points: Floats, meetings: Floats) -> _Table:
        known = meetings[np.isfinite(meetings)]
        met = max(known.max(), 2.0) if len(known) else 2.0
        down = int(np.ceil(_GOING_DOWN * len(points)))
        places = np.array([len(points) - 1 - down, *(place - 1 for place in _PLACES)])
        return cls(np.sort(points)[::-1], met * (len(points) - 1), places)

    def stakes(self, points: Floats, played: Floats) -> Floats:
        """Return what is at stake for clubs with so many points and matches, (n,) to (n, 4)."""
        own = points[:, None]
        # the places are those of the table without the club itself
        above = own >= self.points[self.places]
        lines = np.where(above, self.points[self.places + 1], self.points[self.places])
        left = np.maximum(self.rounds - played, 0.0)[:, None]
        swing = _SWING * np.sqrt(left + 0.5)
        return np.asarray(np.exp(-left / _LATE - ((own - lines) / swing) ** 2))
