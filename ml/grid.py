"""One match's score grid, and every market read from it.

A grid holds the probability of each score. All markets are sums over its cells, so they agree
with each other; none is computed in another way. Knows nothing of how the grid came about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ml.errors import BadGrid

Floats = NDArray[np.float64]

#: half-goal lines of a usual price sheet
TOTAL_LINES = (0.5, 1.5, 2.5, 3.5, 4.5)
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
    def margins(self) -> Floats:
        """Probability of each goal difference from 1 - n to n - 1, shape (2n - 1,)."""
        goals = np.arange(len(self.cells))
        return self._sums(goals[:, None] - goals[None, :] + len(self.cells) - 1)

    @property
    def totals(self) -> Floats:
        """Probability of each number of goals from 0 to 2n - 2, shape (2n - 1,)."""
        goals = np.arange(len(self.cells))
        return self._sums(goals[:, None] + goals[None, :])

    def _sums(self, groups: NDArray[np.int64]) -> Floats:
        """Return the sum of the cells of each group, 2n - 1 of them."""
        return np.asarray(
            np.bincount(groups.ravel(), self.cells.ravel(), 2 * len(self.cells) - 1), np.float64
        )

    @property
    def expected_goals(self) -> HomeAway:
        """Mean goals of the two sides; the one pair here that is goals, not probabilities."""
        goals = np.arange(len(self.cells))
        return HomeAway(
            float(self.cells.sum(axis=1) @ goals), float(self.cells.sum(axis=0) @ goals)
        )

    def match_result(self) -> MatchResult:
        """Return the 1X2 probabilities."""
        margins, middle = self.margins, len(self.cells) - 1
        return MatchResult(
            float(margins[middle + 1 :].sum()),
            float(margins[middle]),
            float(margins[:middle].sum()),
        )

    def over_under(self, line: float = 2.5) -> OverUnder:
        """Return the probabilities of more and of fewer goals than `line`.

        On a whole line the goals may equal it: the two then sum to less than 1, and the rest is
        the push.
        """
        totals = self.totals
        goals = np.arange(len(totals))
        return OverUnder(float(totals[goals > line].sum()), float(totals[goals < line].sum()))

    def team_goals(self, line: float, *, home: bool) -> OverUnder:
        """Return the probabilities that one side scores more, and fewer, goals than `line`."""
        side = self.cells.sum(axis=1 if home else 0)
        goals = np.arange(len(side))
        return OverUnder(float(side[goals > line].sum()), float(side[goals < line].sum()))

    def both_teams_score(self) -> YesNo:
        """Return the probability that each side scores, and its counterpart."""
        yes = float(self.cells[1:, 1:].sum())
        return YesNo(yes, float(self.cells[0, :].sum() + self.cells[1:, 0].sum()))

    def double_chance(self) -> DoubleChance:
        """Return the probabilities of each pair of results."""
        home, draw, away = self.match_result()
        return DoubleChance(home + draw, home + away, draw + away)

    def draw_no_bet(self) -> HomeAway:
        """Return the probabilities of the sides given that somebody wins; even when nobody can."""
        home, _, away = self.match_result()
        return _fair(home, away)

    def handicap_settlement(self, line: float) -> Settlement:
        """Return what a stake on the home side with `line` goals of start comes to on average.

        A quarter line is two half stakes on the lines a quarter below and above it, so a result
        may win or lose half the stake and give half of it back.
        """
        return _settled(self.margins, line)

    def asian_handicap(self, line: float) -> HomeAway:
        """Return the fair probabilities of a handicap, the part given back left out.

        `line` is added to the home side's goals and is a multiple of 0.25. A fair price is one
        over the probability: at it, the mean profit after settlement (half wins, half losses and
        pushes counted) is nothing. Line 0 is draw no bet; -0.5 is the home win.
        """
        return _fair_handicap(self.margins, line)

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
        margins = self.margins
        return {line: _fair_handicap(margins, line) for line in lines}


def _settled(margins: Floats, line: float) -> Settlement:
    """Settle a stake on the home side by the probabilities of the goal differences."""
    if not float(line * 4).is_integer():
        raise BadGrid(f"An Asian handicap is a multiple of a quarter goal, not {line:g}.")
    if (line * 4) % 2:
        halves = (_settled(margins, line + step) for step in (-0.25, 0.25))
        return Settlement(*(sum(pair) / 2 for pair in zip(*halves, strict=True)))
    # the first goal difference that does not lose; on a whole line it gives the stake back
    first = len(margins) // 2 - int(np.floor(line))
    after = first + 1 if float(line).is_integer() else first
    first, after = max(first, 0), max(after, 0)
    return Settlement(
        float(margins[after:].sum()),
        float(margins[first:after].sum()),
        float(margins[:first].sum()),
    )


def _fair_handicap(margins: Floats, line: float) -> HomeAway:
    won, _, lost = _settled(margins, line)
    return _fair(won, lost)


def _fair(won: float, lost: float) -> HomeAway:
    """Share the decided part among two sides; halves when nothing is ever decided."""
    decided = won + lost
    if decided == 0.0:
        return HomeAway(0.5, 0.5)
    return HomeAway(won / decided, lost / decided)
