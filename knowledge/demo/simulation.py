"""How the demo league's matches end.

Each match's chances come from the clubs' strengths, which drift from season to season; its result
and the bookmakers' prices are drawn from them. All draws are seeded by what they are of, so a match
ends the same whenever it is made up, and nothing depends on the day of making.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

from knowledge.demo.calendar import SeasonIndex
from knowledge.demo.clubs import CLUBS

SEED = "demo liga 1"

#: log of the goals of an average side away
AWAY_GOALS = math.log(1.18)
HOME_ADVANTAGE = 0.22
#: Dixon and Coles (1997): few-goal draws are a little likelier than independence has it
LOW_SCORES = -0.08
#: what a season keeps of the form of the one before, and how much is new (log goals)
KEPT, NEW = 0.7, 0.1
#: seasons whose news is still felt
MEMORY = 12
MOST_GOALS = 10

Scores = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chances:
    """The true probabilities of a match, which nobody in the demo league sees."""

    home_mean: float
    away_mean: float
    #: probability by score, home goals first
    grid: dict[Scores, float]

    @property
    def outcomes(self) -> tuple[float, float, float]:
        """Home win, draw, away win."""
        home = sum(p for (h, a), p in self.grid.items() if h > a)
        draw = sum(p for (h, a), p in self.grid.items() if h == a)
        return home, draw, 1 - home - draw

    @property
    def totals(self) -> tuple[float, float]:
        """Over and under 2.5 goals."""
        over = sum(p for (h, a), p in self.grid.items() if h + a > 2)
        return over, 1 - over


def chance_of(*what: object) -> Random:
    """Return the dice for one thing; the same thing always gets the same dice."""
    return Random(":".join(map(str, (SEED, *what))))  # noqa: S311 - a game, not a secret


def chances(season: SeasonIndex, share_played: float, home: int, away: int) -> Chances:
    """Return the chances of a match, `share_played` (0..1) of the season's rounds in."""
    attack, defence = _strength(season, share_played, home)
    other_attack, other_defence = _strength(season, share_played, away)
    home_mean = math.exp(AWAY_GOALS + HOME_ADVANTAGE + attack - other_defence)
    away_mean = math.exp(AWAY_GOALS + other_attack - defence)
    return Chances(home_mean, away_mean, _grid(home_mean, away_mean))


def draw_score(true: Chances, dice: Random) -> Scores:
    """Return a final score."""
    (score,) = dice.choices(list(true.grid), weights=list(true.grid.values()))
    return score


def draw_counts(true: Chances, score: Scores, dice: Random) -> dict[str, int | float]:
    """Return what is counted in a match that ended so, by column of `matches`."""
    counts: dict[str, int | float] = {}
    for side, goals, mean in zip(
        ("home", "away"), score, (true.home_mean, true.away_mean), strict=True
    ):
        on_target = goals + _poisson(2.2 * mean, dice)
        counts |= {
            f"{side}_goals": goals,
            f"{side}_goals_ht": sum(dice.random() < 0.45 for _ in range(goals)),
            f"{side}_shots_on_target": on_target,
            f"{side}_shots": on_target + _poisson(3 + 3.5 * mean, dice),
            f"{side}_corners": _poisson(2.5 + 2 * mean, dice),
            f"{side}_yellows": _poisson(1.9, dice),
            f"{side}_reds": _poisson(0.07, dice),
            f"{side}_xg": round(mean * dice.uniform(0.6, 1.1) + 0.15 * goals, 2),
        }
    return counts


def draw_prices(
    probabilities: tuple[float, ...], *, margin: float, error: float, dice: Random
) -> list[float]:
    """Return decimal prices around true probabilities.

    Parameters
    ----------
    margin
        The book's share: the prices' inverses add up to 1 + margin.
    error
        How far the book is off, standard deviation of the log of each probability.
    """
    believed = [p * math.exp(dice.gauss(0, error)) for p in probabilities]
    total = sum(believed) / (1 + margin)
    return [round(max(total / p, 1.01), 2) for p in believed]


@cache
def _strength(season: SeasonIndex, share_played: float, club: int) -> tuple[float, float]:
    """Return (attack, defence) of a club, in log goals, on its way to next season's."""
    now, later = _form(season, club), _form(SeasonIndex(season + 1), club)
    level = CLUBS[club].level
    attack, defence = (a + share_played * (b - a) for a, b in zip(now, later, strict=True))
    return level + attack, level + defence


@cache
def _form(season: SeasonIndex, club: int) -> tuple[float, float]:
    """Return where (attack, defence) are off their lasting level: an AR(1), cut at MEMORY."""
    news = [chance_of("form", CLUBS[club].id, season - age) for age in range(MEMORY)]
    drawn = [(KEPT**age, dice.gauss(0, NEW), dice.gauss(0, NEW)) for age, dice in enumerate(news)]
    return sum(w * a for w, a, _ in drawn), sum(w * d for w, _, d in drawn)


def _grid(home_mean: float, away_mean: float) -> dict[Scores, float]:
    home, away = _poisson_law(home_mean), _poisson_law(away_mean)
    corrected = {
        (0, 0): 1 - home_mean * away_mean * LOW_SCORES,
        (0, 1): 1 + home_mean * LOW_SCORES,
        (1, 0): 1 + away_mean * LOW_SCORES,
        (1, 1): 1 - LOW_SCORES,
    }
    goals = range(MOST_GOALS + 1)
    grid = {
        (h, a): home[h] * away[a] * corrected.get((h, a), 1.0) for h, a in product(goals, goals)
    }
    total = sum(grid.values())
    return {score: p / total for score, p in grid.items()}


def _poisson_law(mean: float) -> list[float]:
    law = [math.exp(-mean)]
    for goals in range(1, MOST_GOALS + 1):
        law.append(law[-1] * mean / goals)
    return law


def _poisson(mean: float, dice: Random) -> int:
    """Draw by multiplication (Knuth): means here are small."""
    floor, product_, count = math.exp(-mean), dice.random(), 0
    while product_ > floor:
        product_ *= dice.random()
        count += 1
    return count
