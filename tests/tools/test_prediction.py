"""The prediction object: the contract's names, and markets that agree with each other."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.matches import TeamRef
from ml.forecast import Contribution, Forecast
from ml.grid import ScoreGrid
from tools.arguments import Selection
from tools.market import SIDES, Prices, describe_market
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.prediction import PredictionObject, make_prediction
from tools.prices import KnownPrices, Offer

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)
PAIRING = Pairing(
    home=TeamRef("e-a", "A"),
    away=TeamRef("e-b", "B"),
    league="E0",
    league_name="Premier League",
    date=dt.date(2024, 5, 12),
    kickoff=dt.datetime(2024, 5, 12, 15, 30, tzinfo=dt.UTC),
    is_demo=False,
)


def predicted(
    cells: list[float], prices: Prices | None = None, known: KnownPrices | None = None
) -> PredictionObject:
    """Return the prediction of a grid with these weights, set beside prices."""
    weights = np.array(cells).reshape(6, 6)
    grid = ScoreGrid(weights / weights.sum())
    forecast = Forecast(
        grid=grid,
        expected_goals=grid.expected_goals,
        confidence=0.5,
        baseline=0.4,
        explanation=(Contribution(factor="home_advantage", effect=0.1, text="It helps."),),
        market_informed=False,
    )
    opinions = Opinions.of(forecast, forecast if known else None, known, "20240510-0")
    market = describe_market(opinions, prices)
    return make_prediction(
        forecast, PAIRING, market, data_cutoff=NOW, model_version="20240510-0", predicted_at=NOW
    )


def quoted(prices: Prices, best: float) -> KnownPrices:
    """Return an average, and a best price so much longer."""
    average: dict[Selection, float] = {side: getattr(prices, side) for side in SIDES}
    offers = {side: Offer(p * best, "odds max prematch", NOW) for side, p in average.items()}
    return KnownPrices(average, "odds avg prematch", NOW, offers)


GRIDS = st.lists(st.floats(0.001, 1), min_size=36, max_size=36)
PRICES = st.builds(Prices, **{side: st.floats(1.01, 30) for side in ("home", "draw", "away")})


def test_the_json_has_exactly_the_contracts_fields() -> None:
    plain = predicted([1.0] * 36, Prices(home=2, draw=3, away=4)).to_dict()
    assert set(plain) == {
        *("match_id", "home_team", "away_team", "league", "kickoff", "match_result", "over_under"),
        *("both_teams_score", "double_chance", "draw_no_bet", "asian_handicap", "correct_score"),
        *("expected_goals", "other_markets", "market", "confidence_score", "explanation"),
        *("data_cutoff", "model_version", "predicted_at"),
    }
    shapes = {name: set(value) for name, value in plain.items() if isinstance(value, dict)}
    assert shapes["match_result"] == {"home_win", "draw", "away_win"}
    assert shapes["over_under"] == {"over_2_5", "under_2_5", "lines"}
    assert shapes["both_teams_score"] == {"yes", "no"}
    assert shapes["double_chance"] == {"1X", "12", "X2"}
    assert shapes["draw_no_bet"] == shapes["expected_goals"] == {"home", "away"}
    assert shapes["market"] == {
        *("odds", "implied", "margin", "method", "edge", "value"),
        *("consensus", "together", "best"),
    }
    assert shapes["asian_handicap"] >= {"-1.5", "-0.25", "0", "1.5"}
    assert shapes["other_markets"] == {
        *("asian_total", "team_goals", "winning_margin", "win_to_nil", "odd_even"),
        "half_time_full_time",
    }
    assert plain["kickoff"] == "2024-05-12T15:30:00Z"
    reread = PredictionObject.model_validate(plain)
    assert reread.to_dict() == plain


@given(GRIDS)
def test_all_markets_agree_with_each_other(cells: list[float]) -> None:
    made = predicted(cells)
    result, lines = made.match_result, made.over_under.lines
    close = pytest.approx
    assert result.home_win + result.draw + result.away_win == close(1, abs=1e-9)
    assert made.double_chance.home_draw == close(result.home_win + result.draw, abs=1e-9)
    assert made.double_chance.draw_away == close(1 - result.home_win, abs=1e-9)
    assert made.double_chance.home_away == close(1 - result.draw, abs=1e-9)
    other, halves = made.other_markets, ("home", "draw", "away")
    assert sum(other.half_time_full_time[f"{half}/draw"] for half in halves) == close(
        result.draw, abs=1e-9
    )
    assert sum(other.winning_margin.values()) == close(1, abs=1e-9)
    assert other.winning_margin["draw"] == close(result.draw, abs=1e-9)
    assert other.asian_total["2.5"].over == close(made.over_under.over_2_5, abs=1e-9)
    assert other.team_goals.home["0.5"].over + other.team_goals.away["0.5"].over == close(
        made.both_teams_score.yes + made.over_under.lines["0.5"].over, abs=1e-9
    )
    decided = result.home_win + result.away_win
    assert made.draw_no_bet.home == close(result.home_win / decided, abs=1e-9)
    assert made.asian_handicap["0"] == made.draw_no_bet
    assert made.asian_handicap["-0.5"].home == close(result.home_win, abs=1e-9)
    assert made.asian_handicap["0.5"].away == close(result.away_win, abs=1e-9)
    assert made.both_teams_score.yes + made.both_teams_score.no == close(1, abs=1e-9)
    assert lines["2.5"].over == made.over_under.over_2_5
    for line in lines.values():
        assert line.over + line.under == close(1, abs=1e-9)
    for fewer, more in pairwise(sorted(lines, key=float)):
        assert lines[fewer].over >= lines[more].over
    scores = [score.probability for score in made.correct_score]
    assert scores == sorted(scores, reverse=True)


@given(GRIDS, PRICES)
def test_the_market_is_what_the_prices_say(cells: list[float], prices: Prices) -> None:
    made = predicted(cells, prices)
    market, result = made.market, made.match_result
    assert market
    implied = market.implied
    assert implied.home + implied.draw + implied.away == pytest.approx(1, abs=1e-6)
    assert market.margin == pytest.approx(sum(1 / price for price in prices.triple()) - 1)
    assert market.edge.home == pytest.approx(result.home_win - 1 / prices.home)
    assert (market.consensus, market.together, market.best) == (None, None, None)
    for value in market.value:
        assert value.expected_value == pytest.approx(value.price * value.probability - 1)
    profits = [value.expected_value for value in market.value]
    assert profits == sorted(profits, reverse=True)


@given(GRIDS, PRICES, st.floats(1, 1.3))
def test_value_beats_our_price_and_theirs(cells: list[float], prices: Prices, best: float) -> None:
    market = predicted(cells, known=quoted(prices, best)).market
    assert market
    assert market.odds == prices
    assert market.best
    assert market.together
    paying = {value.selection for value in market.value}
    if market.consensus is None:  # no bookmaker can mean these prices together
        return
    for side in SIDES:
        chances = (getattr(market.together, side), getattr(market.consensus, side))
        gain = min(chances) * getattr(market.best, side) - 1
        assert (side in paying) <= (gain > 0)
        assert (side in paying) >= (gain > 0.01 * getattr(market.best, side) + 1e-9)
    assert all(value.source == "odds max prematch" for value in market.value)


def test_the_users_prices_are_judged_in_place_of_the_markets() -> None:
    known = quoted(Prices(home=2.0, draw=3.4, away=4.0), best=1.5)
    market = predicted([1.0] * 36, Prices(home=1.2, draw=3.0, away=20.0), known).market
    assert market
    assert market.odds.home == 1.2
    assert [(value.selection, value.source) for value in market.value] == [("away", "user")]


@pytest.mark.parametrize("price", [1, 0, -1, 1001, float("nan"), float("inf")])
def test_what_is_no_price_is_refused(price: float) -> None:
    with pytest.raises(ValidationError):
        Prices(home=price, draw=3, away=3)
