"""Points so far: what is still at stake for a club.

A club that fights to stay up, or for the title, plays for more than one that has nothing to win or
lose; prices know that. Places and lines are those of most leagues: the table's own first, fourth and
sixth place, and about one club in seven going down. Knows three points for a win, and no tie-breaks,
deductions or play-offs: near enough to tell who still has something to play for.
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
        return np.stack([self._stakes(sides, club) for club in (sides.home, sides.away)], axis=1)

    def _stakes(self, sides: Sides, clubs: Ints) -> Floats:
        stakes = np.zeros((len(clubs), 1 + len(_PLACES)))
        for row, (club, league) in enumerate(zip(clubs.tolist(), sides.league.tolist(), strict=True)):
            table = self._table(league) if club >= 0 and league >= 0 else None
            here = table is not None and self.league[club] == league
            if table is None or not here or self.season[club] != sides.season[row]:
                continue
            left = max(table.rounds - self.played[club], 0.0)
            gaps = self.points[club] - table.lines(self.points[club])
            swing = _SWING * np.sqrt(left + 0.5)
            stakes[row] = np.exp(-left / _LATE - (gaps / swing) ** 2)
        return stakes

    @cached_property
    def _known(self) -> dict[int, _Table | None]:
        return {}

    def _table(self, league: int) -> _Table | None:
        """Return the table of the season under way; None before one has formed."""
        if league not in self._known:
            members = (self.league == league) & (self.season == self.season_of_league[league])
            self._known[league] = (
                _Table.of(self.points[members], self.meetings[league])
                if members.sum() >= _FEWEST_CLUBS
                else None
            )
        return self._known[league]


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

    def lines(self, own: float) -> Floats:
        """Return the points of those places on the table without a club that has `own`."""
        return np.where(own >= self.points[self.places], self.points[self.places + 1],
                        self.points[self.places])
