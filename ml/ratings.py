"""Attack and defence of every club, on one scale for each country, as believed on one day.

Log of a side's mean goals = level of the league ± half its home advantage + attack of the side -
defence of the other. Clubs that go up and down join the divisions of a country to one scale.

Knows what was believed; not how a match changes it (`ml/rating_filter.py`), nor where the goals
come from: shots or prices may stand in for them.

References
----------
Maher (1982), "Modelling association football scores", Statistica Neerlandica 36; Dixon and Coles
(1997), Applied Statistics 46.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingPrior:
    """What is believed of clubs before they play, and how fast it ages; logs of goal rates.

    Variances are of attack alone, and as much of defence.
    """

    #: variance gained in a day, and over a pause of the whole country such as a summer
    daily: float = 4e-5
    pause: float = 0.006
    #: correlation of a club's attack and defence, at first and in what they gain
    correlation: float = 0.5
    #: spread of clubs within a division
    spread: float = 0.25
    #: strength that a division loses to the one above, until its clubs have played
    tier_gap: float = 0.25
    #: where clubs from outside the data lie against the middle of their division
    newcomer: float = -0.10
    #: spread of leagues' goal levels and home advantages, and the variance that they gain in a day
    level_spread: float = 0.15
    home_spread: float = 0.10
    level_daily: float = 1e-6
    home_daily: float = 3e-6

    @property
    def club_variance(self) -> float:
        """Variance of attack plus defence of a club of which no match is known."""
        return 2.0 * self.spread**2 * (1.0 + self.correlation)

    @property
    def daily_variance(self) -> float:
        """Variance that attack plus defence gain in a day."""
        return 2.0 * self.daily * (1.0 + self.correlation)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratings:
    """What was believed on one day.

    Arrays over clubs have one entry more than there are clubs, arrays over leagues one more than
    there are leagues: the last entry is that of an unknown one, so position -1 finds it.
    """

    #: days since 1970: only matches before this day were used
    day: int
    #: over clubs: logs, above 0 is better than the middle of a country's first top division
    attack: Floats
    defence: Floats
    #: over clubs: variance of attack plus defence, and what it gains in a day
    variance: Floats
    daily_variance: float
    #: over clubs: position of the league of the newest match, -1 for none
    league_of_club: Ints
    #: over leagues: log of the mean goals of a side when two equal clubs meet on neutral ground
    level: Floats
    #: over leagues: log of home goals over away goals of two equal clubs
    home: Floats
    #: over leagues: attack plus defence, halved, of a middling club, and of one never seen
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
        league = self.ground(sides)
        level, half = self.level[league], self.home[league] / 2
        attack_h, defence_h = self._club(sides.home, league)
        attack_a, defence_a = self._club(sides.away, league)
        return np.column_stack(
            [level + half + attack_h - defence_a, level - half + attack_a - defence_h]
        )

    def doubt(self, sides: Sides) -> Floats:
        """Return the variance of the supremacy (log of home over away goals), shape (n,).

        The two clubs are taken as independent. It grows for each day that lies between the ratings
        and the match.
        """
        ahead = np.maximum(sides.day - self.day, 0)
        clubs = self.variance[sides.home] + self.variance[sides.away]
        return np.asarray(clubs + 2.0 * self.daily_variance * ahead)

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
