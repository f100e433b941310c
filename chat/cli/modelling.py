"""`tippmix train` and `tippmix models`: new models from the terminal, and which one serves."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from chat.cli.edge import show, show_json
from chat.cli.files import write_whole
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.settings import Settings
    from chat.standing import ModelVersion
    from ml.model_card import ModelCard
    from tools.forecasts import Forecaster

MARKET_NAMES = {"1x2": "home draw away", "over_2_5": "over 2.5", "btts": "both score"}


async def train(settings: Settings, until: str | None, *, serve: bool, as_json: bool) -> None:
    """Fit a new model and save it; say which one serves now, and why."""
    from chat.clock import read_instant
    from chat.standing import look_at_models

    instant = read_instant(until) if until else None
    async with AsyncExitStack() as stack:
        forecaster = await _forecaster(settings, stack)
        with waiting("Fitting the model…"):
            card = await forecaster.train(until=instant)
        if serve:
            await forecaster.serve(card.version)
        found = await look_at_models(forecaster)
    (made,) = (each for each in found.versions if each.version == card.version)
    serving = found.serving or made
    if as_json:
        show_json(card.to_dict() | {"serving": serving.version})
        return
    show(f"Version {card.version}: results until {card.data_cutoff:%Y-%m-%d}.")
    for line in _score_lines(card):
        show(line)
    show(_which_serves(made, serving))


async def list_models(settings: Settings, *, as_json: bool) -> None:
    """Show every version: which serves, which may not and why, and how the serving one is doing."""
    from chat.standing import look_at_models

    async with AsyncExitStack() as stack:
        found = await look_at_models(await _forecaster(settings, stack))
    if as_json:
        show_json(found.model_dump(mode="json"))
        return
    if not found.versions:
        show("There is no model yet: run tippmix train.")
    for version in found.versions:
        show(_version_line(version))
    if (drift := found.drift) and drift.matches:
        show(
            f"{drift.matches} settled forecasts, {'drifted' if drift.drifting else 'as promised'}: "
            f"log loss {drift.log_loss:.4f}, expected {drift.expected_log_loss:.4f}; evidence of "
            f"drift {drift.evidence:.3g} of {drift.alarm_at:g}."
        )
    if found.stale:
        show("A new fit is due: run tippmix train.")


async def serve_model(settings: Settings, version: str, *, as_json: bool) -> None:
    """Let a version serve, and newer ones no more."""
    async with AsyncExitStack() as stack:
        forecaster = await _forecaster(settings, stack)
        await forecaster.serve(version)
        serving = await forecaster.model()
    if as_json:
        show_json({"serving": serving.version})
    elif serving.version == version:
        show(f"Version {version} serves now.")
    else:
        show(f"Version {version} may serve, but at this clock {serving.version} does.")


async def show_card(
    settings: Settings, version: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Show a version's card, or write it as a page."""
    from chat.report.pages import card_page

    async with AsyncExitStack() as stack:
        forecaster = await _forecaster(settings, stack)
        card = await (forecaster.card(version) if version else forecaster.model())
    if out:
        write_whole(card_page(card), out)
    if as_json:
        show_json(card.to_dict())
        return
    if out:
        show(f"The card of {card.version} is in {out}: open it in a browser.")
        return
    show(f"Version {card.version}: results until {card.data_cutoff:%Y-%m-%d}.")
    show(card.admission.reason)
    for line in _score_lines(card):
        show(line)


def _which_serves(made: ModelVersion, serving: ModelVersion) -> str:
    """Say which version serves after a fit, and why."""
    if made.serving:
        return f"It serves now. {made.reason}"
    goes_on = f"{serving.version} goes on serving"
    if made.may_serve:
        return f"{goes_on}: its data are newer."
    return f"{goes_on}. {made.reason} To change that: tippmix models serve {made.version}"


def _version_line(version: ModelVersion) -> str:
    mark = "*" if version.serving else " " if version.may_serve else "x"
    loss = f"{version.log_loss:.4f}" if version.log_loss is not None else "–"
    return f"{mark} {version.version}  {version.matches} matches  log loss {loss}  {version.reason}"


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
