"""One match's score grid, and every market read from it by name.

A grid holds the probability of each score; what a market makes of it, the price sheet says, so all
markets agree. Knows nothing of how the grid came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ml.errors import BadGrid
from ml.half_time import goals_by_half, half_time_full_time
from ml.markets import LINED, PLAIN, Selection
from ml.odds import check_chances
from ml.price_sheet import BOTH_SCORE, DOUBLE_CHANCE, DRAW_NO_BET, RESULT, PriceSheet

Floats = NDArray[np.float64]

#: half-goal lines of a usual price sheet
TOTAL_LINES = (0.5, 1.5, 2.5, 3.5, 4.5)
#: what is less probable cannot be
_NOTHING = 1e-12
#: how near to what is wanted several selections hold at once, and turns taken to get there
_HELD, _TURNS = 1e-9, 200
#: handicaps given to the home side, quarter lines included
HANDICAP_LINES = tuple(quarter / 4 for quarter in range(-10, 11))


class MatchResult(NamedTuple):
    """Probabilities of the three results; they sum to 1."""

    home: float
    draw: float
    away: float


class OverUnder(NamedTuple):
    """Probabilities of more and of fewer goals than a line; a push is left out of both."""

    over: float
    under: float


class YesNo(NamedTuple):
    """Probabilities of yes and no; they sum to 1."""

    yes: float
    no: float


class DoubleChance(NamedTuple):
    """Probabilities of home or draw, home or away, draw or away; they sum to 2."""

    home_draw: float
    home_away: float
    draw_away: float


class HomeAway(NamedTuple):
    """Probabilities of the two sides when a push gives the stake back; they sum to 1."""

    home: float
    away: float


class Score(NamedTuple):
    """A score and its probability."""

    home: int
    away: int
    probability: float


class Settlement(NamedTuple):
    """Mean share of a stake on the home side that is won, given back, lost; they sum to 1."""

    won: float
    returned: float
    lost: float


@dataclass(frozen=True, slots=True, eq=False)
class ScoreGrid:
    """Probabilities of the scores of one match.

    Parameters
    ----------
    cells
        Shape (n, n), n ≥ 2: `cells[h, a]` is the probability of h goals of the home side and a of
        the away side. Not negative, summing to 1 within 1e-9; kept read-only.

    Raises
    ------
    BadGrid
        If the cells are no such probabilities.
    """

    cells: Floats

    def __post_init__(self) -> None:
        cells = np.array(self.cells, dtype=np.float64)
        if cells.ndim != 2 or cells.shape[0] != cells.shape[1] or cells.shape[0] < 2:
            raise BadGrid(f"A score grid is square, 2 goals or more, not of shape {cells.shape}.")
        if not (cells >= 0.0).all():
            raise BadGrid("A score grid holds no negative and no missing probabilities.")
        if abs(cells.sum() - 1.0) > 1e-9:
            raise BadGrid(f"The cells of a score grid sum to 1, not {cells.sum():.12g}.")
        cells.flags.writeable = False
        object.__setattr__(self, "cells", cells)

    @property
    def totals(self) -> Floats:
        """Probability of each number of goals from 0 to 2n - 2, shape (2n - 1,)."""
        goals = np.arange(len(self.cells))
        total = (goals[:, None] + goals[None, :]).ravel()
        return np.asarray(np.bincount(total, self.cells.ravel()), np.float64)

    @property
    def expected_goals(self) -> HomeAway:
        """Mean goals of the two sides; the one pair here that is goals, not probabilities."""
        goals = np.arange(len(self.cells))
        return HomeAway(
            float(self.cells.sum(axis=1) @ goals), float(self.cells.sum(axis=0) @ goals)
        )

    def sheet(self, selections: tuple[Selection, ...]) -> PriceSheet:
        """Return the price sheet of this one match."""
        return PriceSheet.of(self.cells[None], selections)

    def fair(self, selection: Selection) -> float:
        """Return the probability that the fair price of a selection is one over."""
        return float(self.sheet((selection,)).fair[0, 0])

    def leaning(self, selection: Selection, chance: float) -> ScoreGrid:
        """Return the grid in which the fair probability of a selection is `chance`, 0 to 1.

        The scores that win and those that lose are weighed against each other, which changes the
        grid as little as can be; those that give the stake back stay. Nothing changes where the
        selection cannot win, or cannot lose.
        """
        share = selection.share(*np.indices(self.cells.shape))
        won, lost = (float((self.cells * side).sum()) for side in (share.clip(0), (-share).clip(0)))
        if min(won, lost) < _NOTHING:
            return self
        wins, losses = self.cells[share > 0.0].sum(), self.cells[share < 0.0].sum()
        up, down = float(check_chances(chance)) * lost, (1.0 - chance) * won
        level = (wins + losses) / (up * wins + down * losses)
        weight = np.where(share > 0.0, up * level, np.where(share < 0.0, down * level, 1.0))
        cells = self.cells * weight
        return ScoreGrid(cells / cells.sum())

    def leaning_to(self, wanted: Mapping[Selection, float]) -> ScoreGrid:
        """Return the grid in which the fair probabilities of several selections are the wanted.

        The order of the selections changes nothing: the grid leans to each in turn until all hold
        at once. Where no grid has them all, as when together they leave out no score and sum to
        less than one, it is the mean of the grids that lean to one alone.

        References
        ----------
        Csiszár (1975), "I-divergence geometry of probability distributions and minimization
        problems", Annals of Probability 3: leaning in turn ends at the nearest such grid.
        """
        grid = self
        for _ in range(_TURNS):
            before = grid
            for selection, chance in wanted.items():
                grid = grid.leaning(selection, chance)
            if all(abs(grid.fair(each) - chance) < _HELD for each, chance in wanted.items()):
                return grid
            if np.abs(grid.cells - before.cells).max() < _NOTHING:
                break  # it goes round in a circle: no grid has them all
        alone = [self.leaning(selection, chance).cells for selection, chance in wanted.items()]
        return ScoreGrid(np.mean(alone, axis=0)) if alone else self

    def match_result(self) -> MatchResult:
        """Return the 1X2 probabilities."""
        return MatchResult(*self._won(RESULT))

    def over_under(self, line: float = 2.5) -> OverUnder:
        """Return the shares of stakes on more, and on fewer, goals than `line` that win.

        On a half line these are the probabilities. On a whole line the goals may equal it: the two
        then sum to less than 1, and the rest is the push; a quarter line is two half stakes.
        """
        return OverUnder(*self._won(_both("over_under", line)))

    def team_goals(self, line: float, *, home: bool) -> OverUnder:
        """Return the same as `over_under` for the goals of one side."""
        return OverUnder(*self._won(_both("home_goals" if home else "away_goals", line)))

    def both_teams_score(self) -> YesNo:
        """Return the probability that each side scores, and its counterpart."""
        return YesNo(*self._won(BOTH_SCORE))

    def double_chance(self) -> DoubleChance:
        """Return the probabilities of each pair of results."""
        return DoubleChance(*self._won(DOUBLE_CHANCE))

    def draw_no_bet(self) -> HomeAway:
        """Return the probabilities of the sides given that somebody wins; even when nobody can."""
        return HomeAway(*self._fair(DRAW_NO_BET))

    def handicap_settlement(self, line: float) -> Settlement:
        """Return what a stake on the home side with `line` goals of start comes to on average.

        A quarter line is two half stakes on the lines a quarter below and above it, so a result
        may win or lose half the stake and give half of it back.
        """
        won, lost = self._won(_both("asian_handicap", line))
        return Settlement(won, max(1.0 - won - lost, 0.0), lost)

    def asian_handicap(self, line: float) -> HomeAway:
        """Return the fair probabilities of a handicap, the part given back left out.

        `line` is added to the home side's goals and is a multiple of 0.25. A fair price is one
        over the probability: at it, the mean profit after settlement (half wins, half losses and
        pushes counted) is nothing. Line 0 is draw no bet; -0.5 is the home win.
        """
        return HomeAway(*self._fair(_both("asian_handicap", line)))

    def half_time_full_time(self) -> dict[str, float]:
        """Return the probability of each pair of results, by "home/draw", half-time first."""
        pairs = half_time_full_time(self.cells[None])[0]
        names = list(PLAIN["1x2"])
        return {
            f"{half}/{full}": float(pairs[i, j])
            for i, half in enumerate(names)
            for j, full in enumerate(names)
        }

    def goals_by_half(self) -> tuple[Floats, Floats]:
        """Return the probability of each number of goals in the first half, and in the second."""
        return goals_by_half(self.cells)

    def correct_score(self, top: int = 10) -> tuple[Score, ...]:
        """Return the `top` most probable scores, the most probable first."""
        size = len(self.cells)
        order = np.argsort(-self.cells, axis=None, kind="stable")[:top]
        return tuple(
            Score(int(cell) // size, int(cell) % size, float(self.cells.flat[cell]))
            for cell in order
        )

    def totals_sheet(self, lines: Iterable[float] = TOTAL_LINES) -> dict[float, OverUnder]:
        """Return `over_under` for each line."""
        return {line: self.over_under(line) for line in lines}

    def handicap_sheet(self, lines: Iterable[float] = HANDICAP_LINES) -> dict[float, HomeAway]:
        """Return `asian_handicap` for each line."""
        return {line: self.asian_handicap(line) for line in lines}

    def _won(self, selections: tuple[Selection, ...]) -> list[float]:
        return [float(share) for share in self.sheet(selections).won[0]]

    def _fair(self, selections: tuple[Selection, ...]) -> list[float]:
        return [float(share) for share in self.sheet(selections).fair[0]]


@cache
def _both(market: str, line: float) -> tuple[Selection, ...]:
    """Return the two outcomes of a market at a line, as `LINED` names them."""
    return tuple(Selection(market, outcome, line) for outcome in LINED[market])
