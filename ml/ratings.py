"""Attack and defence of every club, on one scale for each country.

A regularised Poisson regression over all divisions of a country at once, each match weighted by
its age: log of a side's mean goals = level of the league ± half its home advantage + attack of the
side - defence of the other. Promoted and relegated clubs join the divisions to one scale; a club's
prior is the strength of the division it last played in, and clubs that came from outside the data
have a prior of their own. Countries share no clubs, so each is solved apart (Newton's method,
started from the ratings before); they share where home advantage and level are drawn to.

Does not know where the goals come from: shots or prices may stand in for them.

References
----------
Dixon and Coles (1997), "Modelling association football scores and inefficiencies in the football
betting market", Applied Statistics 46; Maher (1982), Statistica Neerlandica 36.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: matches lighter than this add nothing that could be measured
LEAST_WEIGHT = 0.02


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingPrior:
    """How far ratings are believed to lie apart, and how fast they age; logs of goal rates."""

    #: days after which a match counts half
    half_life: float = 240.0
    #: how many matches' worth of goals one response is; 1 for goals themselves
    sharpness: float = 1.0
    #: spread of clubs' attack, and of defence, within a division
    spread: float = 0.25
    #: correlation of a club's attack and defence
    correlation: float = 0.5
    #: strength that a division loses to the one above, on each of attack and defence
    tier_gap: float = 0.25
    #: how far that loss differs between divisions
    tier_spread: float = 0.15
    #: where clubs from outside the data lie against their division, and its spread
    newcomer: float = -0.10
    newcomer_spread: float = 0.05
    #: spread of leagues' goal levels and home advantages about those of all leagues
    level_spread: float = 0.15
    home_spread: float = 0.08

    @property
    def memory(self) -> float:
        """Days after which a match adds nothing that could be measured."""
        return float(self.half_life * np.log2(1.0 / LEAST_WEIGHT))

    @property
    def club_variance(self) -> float:
        """Variance of attack plus defence of a club of which no match is known."""
        return 2.0 * self.spread**2 * (1.0 + self.correlation)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratings:
    """What was believed on one day.

    Arrays over clubs have one entry more than there are clubs, arrays over leagues one more than
    there are leagues: the last entry is that of an unknown one, so position -1 finds it.
    """

    #: days since 1970: only matches before this day were used
    day: int
    #: over clubs: logs, above 0 is better than the middle of a top division
    attack: Floats
    defence: Floats
    #: over clubs: variance of attack plus defence
    variance: Floats
    #: over clubs: matches behind a rating, each counted by its weight in time
    evidence: Floats
    #: over clubs: position of the league of the newest match, -1 for none
    league_of_club: Ints
    #: over leagues: log of the mean goals of a side when two middling clubs meet on neutral ground
    level: Floats
    #: over leagues: log of home goals over away goals of two equal clubs
    home: Floats
    #: over leagues: attack, and defence, of a middling club, and of one from outside the data
    strength: Floats
    newcomer: Floats

    def parts(self, sides: Sides) -> dict[str, Floats]:
        """Return what makes up the log rates of fixtures, each of shape (n, 2): home, away side.

        The parts `level`, `home`, `home_attack`, `home_defence`, `away_attack` and
        `away_defence` add up to the logs of the mean goals. Attack and defence are against the
        middle of the fixture's league.
        """
        league = self.ground(sides)
        level, half = self.level[league], self.home[league] / 2
        attack_h, defence_h = self._club(sides.home, league)
        attack_a, defence_a = self._club(sides.away, league)
        none = np.zeros(len(sides))
        return {
            "level": np.column_stack([level, level]),
            "home": np.column_stack([half, -half]),
            "home_attack": np.column_stack([attack_h, none]),
            "home_defence": np.column_stack([none, -defence_h]),
            "away_attack": np.column_stack([none, attack_a]),
            "away_defence": np.column_stack([-defence_a, none]),
        }

    def log_rates(self, sides: Sides) -> Floats:
        """Return the logs of the mean goals of home and away side, shape (n, 2)."""
        return np.asarray(sum(self.parts(sides).values()))

    def doubt(self, sides: Sides) -> Floats:
        """Return the variance of the supremacy (log of home over away goals), shape (n,)."""
        return np.asarray(self.variance[sides.home] + self.variance[sides.away])

    def certainty(self, sides: Sides) -> Floats:
        """Return which share of the doubt about two unknown clubs is gone, 0 to 1, shape (n,)."""
        unknown = 2.0 * self.variance[-1]
        return np.asarray(np.clip(1.0 - self.doubt(sides) / unknown, 0.0, 1.0))

    def ground(self, sides: Sides) -> Ints:
        """Return the league of each fixture; of an unknown one, where the clubs last played."""
        league = sides.league
        for club in (sides.home, sides.away):
            league = np.where(league < 0, self.league_of_club[club], league)
        return league

    def _club(self, club: Ints, league: Ints) -> tuple[Floats, Floats]:
        """Return attack and defence of clubs against the middle of a league."""
        newcomer, strength = self.newcomer[league], self.strength[league]
        never_seen = (club < 0) | (self.league_of_club[club] < 0)
        return (
            np.where(never_seen, newcomer, self.attack[club]) - strength,
            np.where(never_seen, newcomer, self.defence[club]) - strength,
        )
