"""The pages: templates filled with what was measured.

Knows the templates beside it. Text from elsewhere (names of clubs and leagues) is escaped.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chat.report.drawing import differences, reliability, values

if TYPE_CHECKING:
    from jinja2 import Environment

    from chat.report.run import BacktestRun
    from ml.model_card import ModelCard
    from ml.scorecard import Scorecard

#: what the page calls markets and yardsticks
MARKETS = {
    "1x2": "Home, draw, away",
    "over_2_5": "Over 2.5 goals",
    "btts": "Both teams score",
}
YARDSTICKS = {
    "base": "base rates",
    "price": "price before kick-off",
    "closing": "closing price",
}
#: those that a figure of differences shows
DRAWN = ("price", "closing")


def backtest_page(card: Scorecard, run: BacktestRun) -> str:
    """Return the page of a backtest."""
    leagues = {run.leagues.get(name, name): each for name, each in card.by_league.items()}
    return (
        _environment()
        .get_template("backtest.html")
        .render(
            card=card,
            run=run,
            yardsticks=YARDSTICKS,
            markets_shown={MARKETS[name]: each for name, each in card.markets.items()},
            reliability=[
                reliability(MARKETS[name], bins) for name, bins in card.calibration.items()
            ],
            leagues=leagues,
            by_league=differences(leagues, DRAWN),
            by_season=differences(card.by_season, DRAWN),
            drawn={name: YARDSTICKS[name] for name in DRAWN},
            values=values(card.closing_line) if card.closing_line else None,
        )
    )


def card_page(card: ModelCard) -> str:
    """Return the page of a saved model."""
    from ml.held_out import read_scores

    markets, calibration = read_scores(card.scores) if card.scores else ({}, {})
    return (
        _environment()
        .get_template("card.html")
        .render(
            card=card,
            yardsticks={name: YARDSTICKS[name] for name in ("base", "price")},
            names=MARKETS,
            markets={MARKETS[name]: scores for name, scores in markets.items()},
            reliability=[reliability(MARKETS[name], bins) for name, bins in calibration.items()],
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("chat.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown: dict[str, Any] = {
        "score": lambda value: f"{value:.5f}",
        "signed": lambda value: f"{value:+.5f}".replace("-", "−"),
        "share": lambda value: f"{100 * value:.1f}\u202f%",
        "signed_share": lambda value: f"{100 * value:+.1f}\u202f%".replace("-", "−"),
        "count": lambda value: f"{value:,}".replace(",", "\u202f"),
        "tick": lambda value: f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−") or "0",
    }
    environment.filters |= shown
    return environment
