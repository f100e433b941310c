"""`tippmix train`, `predict`, `record`: the model from the terminal."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from chat.cli.asking import fit_if_needed
from chat.cli.edge import show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.settings import Settings
    from tools.forecasts import Forecaster
    from tools.prediction import PredictionObject
    from tools.record import Scores


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
    for name, value in card.scores.items():
        show(f"  {name}: {value}")


async def predict(
    settings: Settings,
    home: str,
    away: str,
    *,
    date: str | None,
    league: str | None,
    odds: str | None,
    as_json: bool,
) -> None:
    """Predict one match and print it."""
    from chat import forecasting
    from chat.clock import read_day
    from chat.house import open_house

    wanted = forecasting.Wanted(
        home=home,
        away=away,
        league=league,
        day=read_day(date) if date else None,
        prices=forecasting.read_prices(odds) if odds else None,
    )
    with waiting("Getting ready…"):
        async with open_house(settings) as house:
            await fit_if_needed(house)
            prediction = await forecasting.predict(house, wanted)
    if as_json:
        show_json(prediction.to_dict())
    else:
        show(describe(prediction))


async def record(settings: Settings, *, as_json: bool) -> None:
    """Show how good the predictions made so far were."""
    from chat.house import open_stock
    from tools.record import track_record

    async with AsyncExitStack() as stack:
        db = await open_stock(settings, stack)
        async with db.reading() as session:
            found = await track_record(session, as_of=settings.clock())
    if as_json:
        show_json(found.model_dump(mode="json"))
        return
    if not found.n:
        show("No prediction is settled yet: they are written down when a match is asked about.")
        return
    show(f"{'':24}{'matches':>8}{'Brier':>9}{'RPS':>9}{'log loss':>10}")
    for name, scores in (
        ("model", found.model),
        ("base rates", found.base_rates),
        ("market", found.market),
        ("model beside the market", found.model_beside_market),
    ):
        if scores:
            show(_score_line(name, scores))
    show("\ncalibration: said, happened, outcomes")
    for row in found.calibration:
        show(f"  {row.predicted:6.1%} {row.observed:6.1%} {row.n:6}")


def describe(prediction: PredictionObject) -> str:
    """Return a prediction as lines for a person."""
    result, goals = prediction.match_result, prediction.expected_goals
    when = f", {prediction.kickoff:%Y-%m-%d %H:%M} UTC" if prediction.kickoff else ""
    lines = [
        f"{prediction.home_team} – {prediction.away_team} ({prediction.league}{when})",
        f"  home {result.home_win:.1%}  draw {result.draw:.1%}  away {result.away_win:.1%}",
        f"  goals {goals.home:.2f} – {goals.away:.2f}; over 2.5 "
        f"{prediction.over_under.over_2_5:.1%}; both score {prediction.both_teams_score.yes:.1%}",
    ]
    if market := prediction.market:
        worth = ", ".join(
            f"{value.selection} at {value.price:g} ({value.expected_value:+.1%})"
            for value in market.value
        )
        lines.append(f"  value: {worth or 'none, so no bet'}")
    lines.append(
        f"  model {prediction.model_version}, results until {prediction.data_cutoff:%Y-%m-%d}"
    )
    return "\n".join(lines)


async def _forecaster(settings: Settings, stack: AsyncExitStack) -> Forecaster:
    from chat.clock import real_clock
    from chat.house import open_stock
    from ml.model_store import ModelStore
    from tools.forecasts import Forecaster

    db = await open_stock(settings, stack)
    return Forecaster(db, ModelStore(settings.home / "models"), settings.clock, wall=real_clock)


def _score_line(name: str, scores: Scores) -> str:
    return f"{name:24}{scores.n:8}{scores.brier:9.4f}{scores.rps:9.4f}{scores.log_loss:10.4f}"
