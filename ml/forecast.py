"""What a model says of one match: the grid, how sure it is, and why.

Knows the fitted model; neither frames nor prose in other languages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml import score_grids
from ml.encoding import Sides
from ml.features import columns, strength
from ml.grid import HomeAway, MatchResult, ScoreGrid
from ml.match_model import MatchModel
from ml.played import Prices

Floats = NDArray[np.float64]

#: factor → (words when it helps the home side, words when it harms it)
_WORDS = {
    "league_level": (
        "The number of goals that is usual in this league leaves fewer draws.",
        "The number of goals that is usual in this league leaves more draws.",
    ),
    "home_advantage": (
        "Playing at home helps, as it usually does in this league.",
        "Playing at home has not helped lately in this league.",
    ),
    "home_attack": (
        "The home side attacks better than is usual in this league.",
        "The home side attacks worse than is usual in this league.",
    ),
    "home_defence": (
        "The home side defends better than is usual in this league.",
        "The home side defends worse than is usual in this league.",
    ),
    "away_attack": (
        "The visitors attack worse than is usual in this league.",
        "The visitors attack better than is usual in this league.",
    ),
    "away_defence": (
        "The visitors defend worse than is usual in this league.",
        "The visitors defend better than is usual in this league.",
    ),
    "past_prices": (
        "Prices of recent matches speak for the home side more than results do.",
        "Prices of recent matches speak for the visitors more than results do.",
    ),
    "form": (
        "The last weeks speak for the home side.",
        "The last weeks speak for the visitors.",
    ),
    "finishing": (
        "Goals speak for the home side more than the play they came from does.",
        "Goals speak for the visitors more than the play they came from does.",
    ),
    "relegation": (
        "What is left of the fight against the drop speaks for the home side.",
        "What is left of the fight against the drop speaks for the visitors.",
    ),
    "title": (
        "What is left of the fight for the title speaks for the home side.",
        "What is left of the fight for the title speaks for the visitors.",
    ),
    "top_places": (
        "What is left of the fight for the top places speaks for the home side.",
        "What is left of the fight for the top places speaks for the visitors.",
    ),
    "market": (
        "The price of this match makes the home side stronger than our ratings do.",
        "The price of this match makes the home side weaker than our ratings do.",
    ),
}
_NO_MATTER = "This is as usual and changes next to nothing."
#: an effect below this is none
_NOTHING = 0.0005


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What one factor changes."""

    #: "home_advantage", "home_attack", "market", …
    factor: str
    #: change of the probability of a home win, -1 to 1
    effect: float
    #: one plain English sentence without figures
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """A forecast of one match."""

    grid: ScoreGrid
    #: mean goals of home and away side, read from the grid
    expected_goals: HomeAway
    #: 0 … 1: share of the doubt about the two clubs that the evidence took away; see
    #: `MatchModel.confidence`
    confidence: float
    #: probability of a home win for two middling clubs on neutral ground: `baseline` and all
    #: effects add up to the probability of a home win
    baseline: float
    explanation: tuple[Contribution, ...]
    #: whether this match's own average price before kick-off had part in it
    market_informed: bool

    @property
    def match_result(self) -> MatchResult:
        """The 1X2 probabilities, read from the grid."""
        return self.grid.match_result()


def forecasts(model: MatchModel, sides: Sides, prices: Prices | None) -> list[Forecast]:
    """Return the forecasts of fixtures.

    Parameters
    ----------
    prices
        Average prices before kick-off, only when the model may use them.
    """
    grids = model.grids(sides, prices)
    informed = prices.known if prices else np.zeros(len(sides), np.bool_)
    steps, path = _path(model, sides, prices)
    sure = model.confidence(sides)
    made = []
    for row, cells in enumerate(grids):
        grid = ScoreGrid(cells)
        made.append(
            Forecast(
                grid=grid,
                expected_goals=grid.expected_goals,
                confidence=float(sure[row]),
                baseline=float(path[0, row]),
                explanation=_contributions(steps, path[:, row], informed=bool(informed[row])),
                market_informed=bool(informed[row]),
            )
        )
    return made


def _words(factor: str, effect: float) -> str:
    if abs(effect) < _NOTHING:
        return _NO_MATTER
    return _WORDS[factor][0 if effect > 0 else 1]


def _path(model: MatchModel, sides: Sides, prices: Prices | None) -> tuple[list[str], Floats]:
    """Return the factors and the probability of a home win before and after each, (1 + k, n).

    The factors come in one order, from the league to the clubs to the day to the market, so that
    the changes add up; another order would share them out a little differently.
    """
    goal_model = model.grid_model.goal_model
    added = _log_rate_parts(model, sides)
    common = goal_model.share(_common(model, sides), 0) + goal_model.constant
    logs = common + np.cumsum([np.zeros_like(common), *added.values()], axis=0)
    raw = score_grids.dixon_coles(logs.reshape(-1, 2), goal_model.rho)
    own = model.grid_model.pools.results(raw, None)[:, 0].reshape(len(logs), -1)
    last = model.grid_model.pools.results(raw[-len(sides) :], prices)[:, 0]
    return [*added, "market"], np.concatenate([own, last[None]])


def _log_rate_parts(model: MatchModel, sides: Sides) -> dict[str, Floats]:
    """Return what each factor adds to the log mean goals of both sides, (n, 2) each."""
    goal_model, known = model.grid_model.goal_model, model.known
    parts = known.ratings["performance"].parts(sides)
    parts["level"] = parts["level"] - _common(model, sides)
    shares: dict[str, Floats] = {}
    at = model.features.index(strength)
    for name, part in parts.items():
        shares[_factor(name)] = goal_model.share(part, at)
    table = columns(model.features, known, sides)
    for position, feature in enumerate(model.features):
        if position != at:
            shares[feature.__name__] = goal_model.share(table[:, :, position], position)
    return shares


def _factor(part: str) -> str:
    return {"level": "league_level", "home": "home_advantage"}.get(part, part)


def _common(model: MatchModel, sides: Sides) -> Floats:
    """Return the log mean goals of all leagues together, (n, 2)."""
    return np.full((len(sides), 2), model.known.ratings["performance"].level[-1])


def _contributions(steps: list[str], path: Floats, *, informed: bool) -> tuple[Contribution, ...]:
    effects = np.diff(path)
    return tuple(
        Contribution(factor=factor, effect=float(effect), text=_words(factor, float(effect)))
        for factor, effect in zip(steps, effects, strict=True)
        if factor != "market" or informed
    )
