"""The ledger: losses match by match, NaN where a yardstick is silent; and a mean's interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ml.intervals import mean_interval
from ml.ledger import ledger, parts
from ml.trials import trials_of

TABLE = pd.DataFrame(
    {
        "p_home": [0.5, 0.2, 0.3],
        "p_draw": [0.3, 0.3, 0.3],
        "p_away": [0.2, 0.5, 0.4],
        "p_over_2_5": [0.5, 0.6, 0.4],
        "p_btts": [0.5, 0.6, 0.4],
        "home_goals": [2.0, 1.0, 0.0],
        "away_goals": [1.0, 1.0, 3.0],
        "avg_home": [2.0, np.nan, 1.0],
        "avg_draw": [3.5, np.nan, 3.0],
        "avg_away": [3.8, np.nan, 3.0],
        "base_home": [0.45] * 3,
        "base_draw": [0.25] * 3,
        "base_away": [0.3] * 3,
    }
)


def test_each_match_has_its_losses() -> None:
    found = ledger(trials_of(TABLE)["1x2"])
    assert found["rps"].tolist() == pytest.approx([0.145, 0.145, 0.225])
    assert found["log_loss"].tolist() == pytest.approx(-np.log([0.5, 0.3, 0.4]))
    assert found["hit"].tolist() == [1, 0, 1]
    assert found["base_log_loss"].tolist() == pytest.approx(-np.log([0.45, 0.25, 0.3]))


def test_a_yardstick_is_silent_where_it_has_no_price_that_can_be_meant() -> None:
    found = ledger(trials_of(TABLE)["1x2"])
    assert found["price_rps"].notna().tolist() == [True, False, False]
    assert found["closing_rps"].isna().all()


def test_what_was_given_no_chance_and_came_has_a_loss_all_the_same() -> None:
    certain = TABLE.assign(p_home=0.0, p_draw=0.0, p_away=1.0)
    found = ledger(trials_of(certain)["1x2"])
    assert found["log_loss"].tolist() == pytest.approx([34.538776, 34.538776, 0])
    assert found["rps"].tolist() == [1, 0.5, 0]


def test_two_outcomes_have_losses_too() -> None:
    found = ledger(trials_of(TABLE)["over_2_5"])
    assert found["rps"].tolist() == pytest.approx([0.25, 0.36, 0.36])
    assert found["brier"].tolist() == pytest.approx([0.5, 0.72, 0.72])


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=40))
def test_a_means_interval_is_students(values: list[float]) -> None:
    found = mean_interval(values)
    scale = np.std(values, ddof=1) / np.sqrt(len(values))
    assert found.low <= found.mean <= found.high
    assert found.mean == pytest.approx(np.mean(values))
    if scale > 1e-9:
        low, high = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=scale)
        assert [found.low, found.high] == pytest.approx([low, high])


def test_the_parts_of_a_table_are_summed_up_at_once() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0, 4.0, 5.0], "b": [np.nan, 1.0, np.nan, np.nan]})
    summed = parts(table, pd.Series(["y", "x", "x", "x"]))
    assert list(summed.index) == ["x", "y"]
    assert summed["a_count"].tolist() == [3, 1]
    expected = mean_interval([2.0, 4.0, 5.0])
    several, one = summed.to_dict("records")
    found = [several[f"a_{name}"] for name in ("mean", "low", "high")]
    assert found == pytest.approx([expected.mean, expected.low, expected.high])
    # one value tells no interval, and none no mean
    assert one["a_mean"] == 1
    assert np.isnan([one["a_low"], one["a_high"], one["b_mean"]]).all()
    assert (several["b_count"], several["b_mean"]) == (1, 1)
