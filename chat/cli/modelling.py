"""`tippmix train`: a new model from the terminal, and which one serves."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from chat.cli.edge import show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.settings import Settings
    from ml.model_card import ModelCard
    from tools.forecasts import Forecaster

MARKET_NAMES = {"1x2": "home draw away", "over_2_5": "over 2.5", "btts": "both score"}


async def train(settings: Settings, until: str | None, *, as_json: bool) -> None:
    """Fit the model and save it as a new version."""
    from chat.clock import read_instant

    instant = read_instant(until) if until else None
    async with AsyncExitStack() as stack:
        forecaster = await _forecaster(settings, stack)
        with waiting("Fitting the model…"):
            card = await forecaster.train(until=instant)
    if as_json:
        show_json(card.to_dict())
        return
    show(f"Version {card.version}: results until {card.data_cutoff:%Y-%m-%d}.")
    for line in _score_lines(card):
        show(line)


def _score_lines(card: ModelCard) -> list[str]:
    """Return a card's scores as a small table for a person."""
    if not card.scores:
        return ["Too few matches to tell how good it is."]
    lines = [
        f"On {card.scores['matches']} matches, {card.scores['first_match']} to "
        f"{card.scores['last_match']}, each forecast from earlier ones (log loss):",
        f"{'':16}{'forecasts':>10}{'base rates':>12}{'price':>10}{'calibration error':>19}",
    ]
    for market, scores in card.scores["markets"].items():
        beside = scores["beside"]
        base, price = (
            f"{beside[name]['their_log_loss']:.4f}" if name in beside else "–"
            for name in ("base", "price")
        )
        lines.append(
            f"{MARKET_NAMES[market]:16}{scores['log_loss']:10.4f}{base:>12}{price:>10}"
            f"{scores['calibration_error']:19.4f}"
        )
    return lines


async def _forecaster(settings: Settings, stack: AsyncExitStack) -> Forecaster:
    from chat.clock import real_clock
    from chat.house import open_stock
    from ml.model_store import ModelStore
    from tools.forecasts import Forecaster

    db = await open_stock(settings, stack)
    return Forecaster(db, ModelStore(settings.home / "models"), settings.clock, wall=real_clock)
