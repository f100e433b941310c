"""Invented countries whose clubs' strengths are known: matches simulated from them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass
class Country:
    """A pyramid of divisions of ten clubs; the last three of one change with the first below."""

    code: str = "X"
    divisions: int = 2
    seasons: int = 4
    first_year: int = 2018
    home: float = 0.25
    #: spread of clubs' strength, attack and defence together
    spread: float = 0.2
    seed: int = 1
    #: attack and defence of each club; the divisions lie 0.5 apart
    strength: dict[str, float] = field(default_factory=dict)

    def matches(self, *, prices: bool = True) -> pd.DataFrame:
        """Play all seasons; each pair home and away, one round a week."""
        rng = np.random.default_rng(self.seed)
        tables = [
            [f"{self.code.lower()}-{tier}{club}" for club in "abcdefghij"]
            for tier in range(1, self.divisions + 1)
        ]
        for tier, clubs in enumerate(tables):
            for club in clubs:
                self.strength[club] = float(rng.normal(-0.5 * tier, self.spread))
        frames = []
        for year in range(self.first_year, self.first_year + self.seasons):
            for tier, clubs in enumerate(tables):
                frames.append(self._season(rng, clubs, f"{self.code}{tier + 1}", year))
            for upper, lower in itertools.pairwise(tables):
                upper[-3:], lower[:3] = lower[:3], upper[-3:]
        frame = pd.concat(frames, ignore_index=True).sort_values("date", ignore_index=True)
        priced = [name for name in frame.columns if str(name).startswith(("avg_", "closing_"))]
        return frame if prices else frame.drop(columns=priced)

    def _season(
        self, rng: np.random.Generator, clubs: list[str], league: str, year: int
    ) -> pd.DataFrame:
        pairs = [pair for turn in rounds(clubs) for pair in turn]
        home, away = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
        week = np.arange(len(pairs)) // (len(clubs) // 2)
        lead = np.array([self.strength[h] - self.strength[a] for h, a in pairs]) + self.home
        rates = np.exp(0.2 + np.column_stack([lead, -lead]) / 2)
        goals = rng.poisson(rates)
        shots = rng.poisson(rates * 3.3)
        off_target, corners = rng.poisson(rates * 5.0), rng.poisson(rates * 3.0)
        reds = rng.poisson(0.1, rates.shape)
        expected = rates * np.exp(rng.normal(0.0, 0.3, rates.shape))
        chances = result_chances(rates) * 1.05
        closing = result_chances(rates * np.exp(rng.normal(0.0, 0.02, rates.shape))) * 1.03
        closing[week % 3 == 0] = np.nan
        return pd.DataFrame(
            {
                "date": pd.Timestamp(year, 8, 5) + pd.to_timedelta(week * 7, unit="D"),
                "league": league,
                "season": f"{year}-{year + 1 - 2000}",
                "home_team": home,
                "away_team": away,
                "home_goals": goals[:, 0],
                "away_goals": goals[:, 1],
                "home_shots_on_target": shots[:, 0],
                "away_shots_on_target": shots[:, 1],
                "home_shots": shots[:, 0] + off_target[:, 0],
                "away_shots": shots[:, 1] + off_target[:, 1],
                "home_corners": corners[:, 0],
                "away_corners": corners[:, 1],
                "home_reds": reds[:, 0],
                "away_reds": reds[:, 1],
                "home_xg": np.where(week % 2, expected[:, 0], np.nan),
                "away_xg": np.where(week % 2, expected[:, 1], np.nan),
                "closing_home": 1 / closing[:, 0],
                "closing_draw": 1 / closing[:, 1],
                "closing_away": 1 / closing[:, 2],
                "avg_home": 1 / chances[:, 0],
                "avg_draw": 1 / chances[:, 1],
                "avg_away": 1 / chances[:, 2],
                "awarded": False,
            }
        )


def rounds(clubs: list[str]) -> list[list[tuple[str, str]]]:
    """Return the rounds of a double round robin (circle method)."""
    fixed, *ring = clubs
    turns = []
    for turn in range(len(ring)):
        order = [fixed, *ring[turn:], *ring[:turn]]
        half = len(order) // 2
        pairs = list(zip(order[:half], reversed(order[half:]), strict=True))
        turns.append([pair if turn % 2 else pair[::-1] for pair in pairs])
    return turns + [[pair[::-1] for pair in turn] for turn in turns]


def result_chances(rates: Floats) -> Floats:
    """Return home, draw and away probabilities of two independent Poisson numbers."""
    goals = np.arange(15)
    factorial = np.cumprod(np.maximum(goals, 1.0))
    side = rates[:, :, None] ** goals * np.exp(-rates[:, :, None]) / factorial
    grids = side[:, 0, :, None] * side[:, 1, None, :]
    lead = goals[:, None] - goals[None, :]
    return np.column_stack(
        [grids[:, lead > 0].sum(1), grids[:, lead == 0].sum(1), grids[:, lead < 0].sum(1)]
    )
