"""One pairing put to one model, and its refusals in the clubs' names.

Knows neither which model may speak nor what becomes of the forecast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ml.errors import NotComparable, UnknownClub
from tools.arguments import Selection
from tools.errors import NoForecast
from tools.pairings import Pairing

if TYPE_CHECKING:
    from knowledge.leagues import LeagueInfo
    from ml.forecast import Forecast
    from ml.predictor import Predictor


def forecast_of(
    predictor: Predictor,
    pairing: Pairing,
    league: LeagueInfo,
    prices: Mapping[Selection, float] | None = None,
) -> Forecast:
    """Return what a model says of a match in its league; with the match's average prices, both.

    Raises
    ------
    NoForecast
        When it is a cup, or the model cannot set the clubs on one scale.
    """
    if league.is_cup:
        raise NoForecast(
            f"{league.name} is a cup: only league matches are forecast.",
            reason="cup",
            **names_of(pairing),
        )
    import pandas as pd

    fixture = {
        "date": pd.Timestamp(pairing.date),
        "league": pairing.league,
        "country": league.country,
        "home_team": pairing.home.id,
        "away_team": pairing.away.id,
        **{f"avg_{name}": price for name, price in (prices or {}).items()},
    }
    if pairing.match:
        # what is at stake is read from this season's table
        fixture["season"] = pairing.match.season
    if prices:
        predictor = predictor.informed()
    try:
        return predictor.predict(pd.DataFrame([fixture]))[0]
    except (NotComparable, UnknownClub) as error:
        raise _refusal(pairing, error) from error


def names_of(pairing: Pairing) -> dict[str, str]:
    """Return what a refusal says of the match beside its reason."""
    return {
        "home": pairing.home.name,
        "away": pairing.away.name,
        "league": pairing.league,
        "league_name": pairing.league_name,
    }


def _refusal(pairing: Pairing, error: NotComparable | UnknownClub) -> NoForecast:
    """Return why a model cannot speak about a match, with the clubs' names and not their ids."""
    home, away = pairing.home.name, pairing.away.name
    if isinstance(error, UnknownClub):
        return NoForecast(
            f"No results of {home}, {away} or their league are known, so there is no forecast.",
            reason="no_results",
            **names_of(pairing),
        )
    return NoForecast(
        f"{home} and {away} do not play in the leagues of one country: only such matches are "
        "compared by the model, so there is no forecast.",
        reason="two_countries",
        **names_of(pairing),
    )
