"""The price sheet: every market of many matches at once, as one linear map of their score grids.

A selection's chance is a sum over cells, so all chances of all matches are one matrix product with
a constant matrix. Every price in the project is read here; none is computed in another way.
Knows no match and no bookmaker. Shapes: n matches, g goals (0 … g - 1), m selections.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ml.errors import BadGrid
from ml.markets import LINED, PLAIN, Selection

Floats = NDArray[np.float64]
Selections = tuple[Selection, ...]


def _lined(market: str, first: float, last: float, step: float) -> Selections:
    """Return both outcomes of a market at each line from the first to the last."""
    lines = np.arange(first, last + step / 2, step).tolist()
    return tuple(Selection(market, outcome, line) for line in lines for outcome in LINED[market])


def _plain(market: str) -> Selections:
    return tuple(Selection(market, outcome) for outcome in PLAIN[market])


RESULT = _plain("1x2")
DOUBLE_CHANCE = _plain("double_chance")
DRAW_NO_BET = _plain("draw_no_bet")
BOTH_SCORE = _plain("both_teams_score")
#: whole, half and quarter lines
TOTALS = _lined("over_under", 0.5, 6.5, 0.25)
HANDICAPS = _lined("asian_handicap", -3.0, 3.0, 0.25)
TEAM_GOALS = (*_lined("home_goals", 0.5, 4.5, 0.5), *_lined("away_goals", 0.5, 4.5, 0.5))
EXACT_SCORES = tuple(
    Selection("correct_score", f"{home}-{away}") for home, away in product(range(7), repeat=2)
)
#: what a price sheet holds when nothing else is said
WHOLE_SHEET: Selections = (
    *RESULT,
    *DOUBLE_CHANCE,
    *DRAW_NO_BET,
    *BOTH_SCORE,
    *TOTALS,
    *HANDICAPS,
    *TEAM_GOALS,
    *_plain("winning_margin"),
    *_plain("win_to_nil"),
    *_plain("odd_even"),
    *EXACT_SCORES,
)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PriceSheet:
    """Chances of m selections in n matches."""

    selections: Selections
    #: (n, m) mean share of a stake that wins; where nothing is given back, the probability
    won: Floats
    #: (n, k) mean share that wins or loses, once for each way of being decided
    ways: Floats
    #: (m,) which of the k ways is a selection's
    way: NDArray[np.intp]

    @classmethod
    def of(cls, grids: Floats, selections: Selections = WHOLE_SHEET) -> PriceSheet:
        """Price the selections of matches by their score grids, shape (n, g, g), each summing to 1.

        Raises
        ------
        BadGrid
            If the grids are not square.
        """
        if grids.ndim != 3 or grids.shape[1] != grids.shape[2]:
            raise BadGrid(f"Score grids have the shape (n, g, g), not {grids.shape}.")
        goals = grids.shape[1]
        cells, settled = grids.reshape(-1, goals * goals), _settlement(selections, goals)
        return cls(
            selections=selections,
            won=cells @ settled.won,
            ways=cells @ settled.ways,
            way=settled.way,
        )

    @property
    def decided(self) -> Floats:
        """Mean share of a stake that wins or loses, (n, m); 1 where nothing is given back."""
        # row by row, as the rest is: columns picked by an index come out the other way round
        return self.ways.take(self.way, axis=1, mode="clip")

    @property
    def lost(self) -> Floats:
        """Mean share of a stake that loses, (n, m)."""
        return np.maximum(self.decided - self.won, 0.0)

    @property
    def fair(self) -> Floats:
        """Probabilities that fair prices are one over, (n, m): what is given back is left out.

        At the price 1 / fair the mean profit after settlement is nothing. A bet that is never
        decided has a half.
        """
        fair = self.decided
        can_be = fair > 0.0
        np.divide(self.won, fair, out=fair, where=can_be)
        fair[~can_be] = 0.5
        return fair

    @property
    def fair_odds(self) -> Floats:
        """Prices without margin, (n, m); infinite for what cannot happen."""
        with np.errstate(divide="ignore", over="ignore"):
            return np.asarray(1.0 / self.fair)


@dataclass(frozen=True, slots=True)
class _Settlement:
    """How stakes settle at each cell: the constant matrices of the map."""

    #: (g * g, m) share of the stake that wins
    won: Floats
    #: (g * g, k) share that wins or loses, each pattern once
    ways: Floats
    #: (m,) which of the k patterns is a selection's
    way: NDArray[np.intp]


@lru_cache(maxsize=256)
def _settlement(selections: Selections, goals: int) -> _Settlement:
    home, away = (side.ravel() for side in np.indices((goals, goals)))
    shares = np.column_stack([selection.share(home, away) for selection in selections])
    # both sides of a line are decided by the same scores, and most markets by every score
    ways, way = np.unique(np.abs(shares), axis=1, return_inverse=True)
    return _Settlement(np.maximum(shares, 0.0), np.ascontiguousarray(ways), way.ravel())
