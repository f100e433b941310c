"""`tippmix predict`: one match from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.cli.asking import fit_if_needed
from chat.cli.edge import show, show_json
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.settings import Settings
    from tools.market import Value
    from tools.prediction import PredictionObject


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
    from tools.wanted import Wanted

    wanted = Wanted(
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
        worth = "; ".join(map(_describe_value, market.value))
        lines.append(f"  value: {worth or 'none, so no bet'}")
    lines.append(
        f"  model {prediction.model_version}, results until {prediction.data_cutoff:%Y-%m-%d}"
    )
    return "\n".join(lines)


def _describe_value(value: Value) -> str:
    ours = 1 / (value.together or value.model)
    theirs = f"theirs {1 / value.consensus:.2f}" if value.consensus else "theirs not known"
    return (
        f"{value.selection} at {value.price:g} (our price {ours:.2f}, {theirs}; expected value "
        f"{value.expected_value:+.1%})"
    )
