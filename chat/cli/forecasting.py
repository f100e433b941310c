"""`tippmix train`, `predict`, `backtest`, `record`: the model from the terminal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chat.cli.asking import fit_if_needed
from chat.cli.edge import show, show_json
from chat.cli.progress import progress, waiting
from chat.errors import BadInput, CannotWrite

if TYPE_CHECKING:
    import pandas as pd

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


async def backtest(
    settings: Settings,
    days: tuple[str, str],
    out: Path,
    *,
    leagues: Sequence[str] | None,
    odds: Literal["none", "past", "prematch"],
    refit_days: int,
    as_json: bool,
) -> None:
    """Predict past matches and write them to a file, whole or not at all."""
    from chat.clock import read_day
    from chat.house import open_stock
    from tools.backtesting import backtest as walk_forward

    start, end = (read_day(day) for day in days)
    if end < start:
        raise BadInput(f"{start} is after {end}: name the first day with --from.")
    _check_writable(out)
    async with AsyncExitStack() as stack:
        db = await open_stock(settings, stack)
        with progress("Predicting") as report:
            table = await walk_forward(
                db,
                (start, end),
                as_of=settings.clock(),
                leagues=leagues,
                odds=odds,
                refit_days=refit_days,
                on_progress=lambda share: report(round(1000 * share), 1000, ""),
            )
    _write(table, out)
    if as_json:
        show_json({"file": str(out), "matches": len(table)})
    else:
        show(f"{len(table)} matches are in {out}.")


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


def _check_writable(out: Path) -> None:
    """Refuse before the work what would fail after it."""
    folder = out.absolute().parent
    if not folder.is_dir():
        raise CannotWrite(f"There is no folder {folder}: make it, or name another file with --out.")
    if out.is_dir() or not os.access(folder, os.W_OK):
        raise CannotWrite(f"{out} cannot be written: name another file with --out.")


def _write(table: pd.DataFrame, out: Path) -> None:
    """Write the file beside its name and move it there at once."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=out.absolute().parent,
            prefix=f".{out.name}.", delete=False,
        ) as file:  # fmt: skip
            table.to_csv(file, index=False)
        # made for one's own eyes, as temporary files are; a result is read by others too
        Path(file.name).chmod(0o644)
        Path(file.name).replace(out)
    except OSError as error:
        raise CannotWrite(
            f"{out} cannot be written ({error.strerror}): name another file with --out."
        ) from error


def _score_line(name: str, scores: Scores) -> str:
    return f"{name:24}{scores.n:8}{scores.brier:9.4f}{scores.rps:9.4f}{scores.log_loss:10.4f}"
