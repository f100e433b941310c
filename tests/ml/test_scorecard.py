"""The scorecard: forecasts beside yardsticks on the same matches, by market, league, season."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ml.base_rates import FEWEST, with_base_rates
from ml.evaluation import log_loss, rps
from ml.odds import remove_margin
from ml.scorecard import Scorecard, scorecard
from ml.trials import trials_of

MATCHES = 3000


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Return forecasts that are the truth, before prices that are off, and a true closing line."""
    rng = np.random.default_rng(5)
    goals = rng.poisson(1.4, MATCHES), rng.poisson(1.1, MATCHES)
    true = rng.dirichlet([6, 4, 4], MATCHES)
    came = (true.cumsum(axis=1) > rng.random(MATCHES)[:, None]).argmax(axis=1)
    lead = 1 - came
    # scores that fit the outcomes drawn from the truth
    home = np.maximum(goals[0], 0) + np.where(lead > 0, 1 + goals[1], 0)
    away = np.where(lead == 0, home, np.where(lead > 0, goals[1], home + 1))
    off = 0.3 * true + 0.7 / 3
    rows = pd.DataFrame(
        {
            "league": np.where(np.arange(MATCHES) % 3 == 0, "D1", "E0"),
            "season": np.where(np.arange(MATCHES) < 1300, "2022-23", "2023-24"),
            "home_goals": home.astype(float),
            "away_goals": away.astype(float),
            "p_over_2_5": 0.5,
            "p_btts": 0.5,
        }
    )
    for place, side in enumerate(("home", "draw", "away")):
        rows[f"p_{side}"] = true[:, place]
        rows[f"avg_{side}"] = 0.95 / off[:, place]
        rows[f"close_{side}"] = 0.95 / true[:, place]
        rows[f"best_{side}"] = 1.0 / off[:, place]
    rows.loc[:49, ["avg_home", "avg_draw", "avg_away"]] = np.nan
    past = pd.DataFrame({"league": "E0", "home_goals": [2.0, 1, 0], "away_goals": [1.0, 1, 1]})
    return with_base_rates(rows, past)


@pytest.fixture(scope="module")
def card(table: pd.DataFrame) -> Scorecard:
    """Return the table's scorecard."""
    return scorecard(table)


def test_each_yardstick_is_beside_us_on_its_own_matches(
    table: pd.DataFrame, card: Scorecard
) -> None:
    scores = card.markets["1x2"]
    price, closing = scores.beside["price"], scores.beside["closing"]
    assert (scores.matches, price.matches, closing.matches) == (MATCHES, MATCHES - 50, MATCHES)
    ours, happened = trials_of(table)["1x2"].chances[50:], trials_of(table)["1x2"].happened[50:]
    theirs = remove_margin(table[["avg_home", "avg_draw", "avg_away"]].to_numpy()[50:])
    assert price.their_rps == pytest.approx(rps(theirs, happened).mean())
    assert price.rps == pytest.approx(rps(ours, happened).mean())
    assert price.log_loss_lead.mean == pytest.approx(
        (log_loss(ours, happened) - log_loss(theirs, happened)).mean()
    )
    assert price.rps_lead.is_below_zero
    # the closing line is the truth too, but for the margin
    assert abs(closing.rps_lead.mean) < abs(price.rps_lead.mean)


def test_a_market_without_prices_is_beside_base_rates_alone(card: Scorecard) -> None:
    markets = card.markets
    assert set(markets) == {"1x2", "over_2_5", "btts"}
    assert set(markets["btts"].beside) == {"base"}
    # of two outcomes the ranked score is half the Brier score
    assert markets["btts"].rps == pytest.approx(markets["btts"].brier / 2) == 0.25


def test_over_and_both_score_are_read_from_the_goals() -> None:
    rows = pd.DataFrame(
        {
            "p_home": 0.4, "p_draw": 0.3, "p_away": 0.3, "p_over_2_5": 0.6, "p_btts": 0.7,
            "home_goals": [2.0, 3.0, 1.0], "away_goals": [1.0, 0.0, 1.0],
        }
    )  # fmt: skip
    trials = trials_of(rows)
    assert trials["1x2"].happened.tolist() == [0, 0, 1]
    assert trials["over_2_5"].happened.tolist() == [0, 0, 1]
    assert trials["btts"].happened.tolist() == [0, 1, 0]
    assert trials["btts"].chances[0].tolist() == pytest.approx([0.7, 0.3])


def test_groups_add_up_to_the_whole(card: Scorecard) -> None:
    for groups in (card.by_league, card.by_season):
        assert sum(scores.matches for scores in groups.values()) == MATCHES
        mean = sum(scores.rps * scores.matches for scores in groups.values()) / MATCHES
        assert mean == pytest.approx(card.markets["1x2"].rps)
    assert set(card.by_league) == {"D1", "E0"}
    assert set(card.by_season) == {"2022-23", "2023-24"}


def test_calibration_counts_every_outcome_once(card: Scorecard) -> None:
    calibration = card.calibration
    assert sum(each.count for each in calibration["1x2"]) == 3 * MATCHES
    assert [each.count for each in calibration["btts"]] == [MATCHES]
    for each in calibration["1x2"]:
        assert each.low <= each.said <= each.high
        assert each.happened_low <= each.happened <= each.happened_high


def test_who_knows_the_truth_beats_the_closing_line_and_is_followed(card: Scorecard) -> None:
    line = card.closing_line
    assert line is not None
    assert line.followed is not None
    # the closing line went all the way to the truth
    assert line.followed.mean == pytest.approx(1.0, abs=0.15)
    counts = [picks.count for picks in line.picks]
    assert counts == sorted(counts, reverse=True)
    for picks in line.picks:
        assert picks.closing_value.low > picks.threshold
        assert picks.beat_share > 0.95


def test_without_closing_prices_there_is_no_closing_line(table: pd.DataFrame) -> None:
    bare = table.drop(columns=[name for name in table.columns if name.startswith("close_")])
    assert scorecard(bare).closing_line is None


def test_base_rates_are_the_leagues_own_where_there_are_enough() -> None:
    home = pd.DataFrame({"league": "E0", "home_goals": [3.0] * FEWEST, "away_goals": 1.0})
    few = pd.DataFrame({"league": "D1", "home_goals": [0.0] * FEWEST, "away_goals": 0.0})[:20]
    rated = with_base_rates(pd.DataFrame({"league": ["E0", "D1"]}), pd.concat([home, few]))
    assert rated["base_home"].tolist() == pytest.approx([1.0, FEWEST / (FEWEST + 20)])
    assert rated["base_over_2_5"].tolist() == pytest.approx([1.0, FEWEST / (FEWEST + 20)])
    assert rated["base_draw"].tolist() == pytest.approx([0.0, 20 / (FEWEST + 20)])
