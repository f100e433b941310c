"""What can be bet on, and how a stake on it settles by the score.

Each outcome of a market is a *lead* in goals: above 0 the stake wins, at 0 it is given back, below
0 it loses, and a quarter of a goal either way settles half of it. So a market is one line of
arithmetic, and whole, half and quarter lines need no cases of their own.
Knows no probabilities and no prices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.errors import BadSelection

Floats = NDArray[np.float64]
#: (home goals, away goals, line) to goals of lead
Lead: TypeAlias = Callable[[Floats, Floats, float], Floats]

#: exact scores that have a name: 0-0 to 12-12
SCORES = 13
#: winning margins that stand alone; greater ones are taken together
LARGEST_MARGIN = 3
#: exact numbers of goals that have a name, of a match and of a club: 0 to 9, and ranges of them
MOST_GOALS = 9
#: a line further out than this is a slip of the pen
FURTHEST_LINE = 20.0


def _exactly(home: int, away: int, h: Floats, a: Floats, _: float) -> Floats:
    return np.asarray(0.5 - np.abs(h - home) - np.abs(a - away))


def _won_by(goals: int, side: int, h: Floats, a: Floats, _: float) -> Floats:
    ahead = side * (h - a)
    return np.asarray(ahead - goals + 0.5 if goals > LARGEST_MARGIN else 0.5 - abs(ahead - goals))


def _from_to(low: int, high: int, h: Floats, a: Floats, _: float) -> Floats:
    total = h + a
    return np.asarray(np.minimum(total - low, high - total) + 0.5)


def _club_scores(goals: int, side: int, h: Floats, a: Floats, _: float) -> Floats:
    return np.asarray(0.5 - np.abs((h if side > 0 else a) - goals))


_RESULT: Mapping[str, Lead] = {
    "home": lambda h, a, _: h - a - 0.5,
    "draw": lambda h, a, _: 0.5 - abs(h - a),
    "away": lambda h, a, _: a - h - 0.5,
}
_DOUBLE: Mapping[str, Lead] = {
    "1X": lambda h, a, _: h - a + 0.5,
    "12": lambda h, a, _: abs(h - a) - 0.5,
    "X2": lambda h, a, _: a - h + 0.5,
}
_MARGINS: Mapping[str, Lead] = {
    f"{name}_{goals}{'+' if goals > LARGEST_MARGIN else ''}": partial(_won_by, goals, side)
    for name, side in (("home", 1), ("away", -1))
    for goals in range(1, LARGEST_MARGIN + 2)
}
#: exactly so many goals: "3", or "2-3"
_TOTALS: Mapping[str, Lead] = {
    str(low) if low == high else f"{low}-{high}": partial(_from_to, low, high)
    for low in range(MOST_GOALS + 1)
    for high in range(low, MOST_GOALS + 1)
}
_CLUB_GOALS: Mapping[str, Lead] = {
    f"{name}_{goals}": partial(_club_scores, goals, side)
    for name, side in (("home", 1), ("away", -1))
    for goals in range(MOST_GOALS + 1)
}

#: markets that are settled by the score alone
PLAIN: Mapping[str, Mapping[str, Lead]] = {
    "1x2": _RESULT,
    "double_chance": _DOUBLE,
    "draw_no_bet": {"home": lambda h, a, _: h - a, "away": lambda h, a, _: a - h},
    "both_teams_score": {
        "yes": lambda h, a, _: np.minimum(h, a) - 0.5,
        "no": lambda h, a, _: 0.5 - np.minimum(h, a),
    },
    "odd_even": {
        "odd": lambda h, a, _: (h + a) % 2 - 0.5,
        "even": lambda h, a, _: 0.5 - (h + a) % 2,
    },
    "win_to_nil": {
        "home": lambda h, a, _: np.minimum(h, 1.0 - a) - 0.5,
        "away": lambda h, a, _: np.minimum(a, 1.0 - h) - 0.5,
    },
    "winning_margin": {**_MARGINS, "draw": _RESULT["draw"]},
    "correct_score": {
        f"{home}-{away}": partial(_exactly, home, away)
        for home in range(SCORES)
        for away in range(SCORES)
    },
}
#: exact numbers of goals: also settled by the score alone, but their outcomes overlap
COUNTED: Mapping[str, Mapping[str, Lead]] = {"total_goals": _TOTALS, "club_goals": _CLUB_GOALS}
#: markets that have a line too: goals, a multiple of a quarter
LINED: Mapping[str, Mapping[str, Lead]] = {
    "over_under": {
        "over": lambda h, a, line: h + a - line,
        "under": lambda h, a, line: line - h - a,
    },
    #: the line is added to the goals of the home side, whichever side the stake is on
    "asian_handicap": {
        "home": lambda h, a, line: h - a + line,
        "away": lambda h, a, line: a - h - line,
    },
    "home_goals": {"over": lambda h, _, line: h - line, "under": lambda h, _, line: line - h},
    "away_goals": {"over": lambda _, a, line: a - line, "under": lambda _, a, line: line - a},
}
_OUTCOMES = {**PLAIN, **COUNTED, **LINED}


@dataclass(frozen=True, slots=True, order=True)
class Selection:
    """One outcome of one market: what a stake is on.

    Parameters
    ----------
    market
        A name of `PLAIN`, `COUNTED` or `LINED`: "1x2", "over_under", "asian_handicap", …
    outcome
        One of the market's: "home", "over", "2-1", …
    line
        Goals, a multiple of 0.25; only for the markets of `LINED`. A handicap is that of the home
        side for both outcomes.

    Raises
    ------
    BadSelection
        If there is no such market or outcome, or the line is missing, needless or none.
    """

    market: str
    outcome: str
    line: float | None = None

    def __post_init__(self) -> None:
        outcomes = _OUTCOMES.get(self.market)
        if outcomes is None:
            known = ", ".join(_OUTCOMES)
            raise BadSelection(f"There is no market “{self.market}”: take one of {known}.")
        if self.outcome not in outcomes:
            raise BadSelection(f"The market {self.market} has no outcome “{self.outcome}”.")
        if (self.line is None) is (self.market in LINED):
            wants = "takes a line of goals" if self.line is None else "has no line"
            raise BadSelection(f"The market {self.market} {wants}.")
        if self.line is not None:
            self._check_line(self.line)

    def _check_line(self, line: float) -> None:
        if not (abs(line) <= FURTHEST_LINE and float(line * 4).is_integer()):
            raise BadSelection(
                f"A line is a multiple of a quarter goal, at most {FURTHEST_LINE:g}, not {line:g}."
            )

    def share(self, home: ArrayLike, away: ArrayLike) -> Floats:
        """Return how a stake settles at scores, the goals of both sides given, same shape.

        1 the whole stake wins, ½ half of it wins and half is given back, 0 all is given back,
        -½ half is lost, -1 all is lost.
        """
        lead = _OUTCOMES[self.market][self.outcome]
        h, a = (np.asarray(goals, dtype=np.float64) for goals in (home, away))
        return np.asarray(np.clip(2.0 * lead(h, a, self.line or 0.0), -1.0, 1.0))


def paid(share: ArrayLike, price: ArrayLike) -> Floats:
    """Return what comes back of one unit staked at a price, the stake included.

    `share` as `Selection.share` gives it; a win of the whole stake pays the price, a push 1.
    """
    settled = np.asarray(share, dtype=np.float64)
    profit = np.maximum(settled, 0.0) * (np.asarray(price, dtype=np.float64) - 1.0)
    return np.asarray(1.0 + profit + np.minimum(settled, 0.0))
