"""Scores against values worked out by hand, and proper: the truth scores best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.errors import BadFrame
from ml.evaluation import (
    brier,
    calibration_error,
    calibration_table,
    log_loss,
    outcomes,
    rps,
)


@st.composite
def triples(draw: st.DrawFn) -> np.ndarray:
    raw: np.ndarray = np.array(draw(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=3)))
    return np.asarray(raw / raw.sum())


def test_by_hand() -> None:
    chances = [[0.5, 0.3, 0.2]]
    # home: ((0.5 - 1)² + (0.8 - 1)²) / 2; away: (0.5² + 0.8²) / 2
    assert rps(chances, [0]) == pytest.approx([(0.25 + 0.04) / 2])
    assert rps(chances, [2]) == pytest.approx([(0.25 + 0.64) / 2])
    assert log_loss(chances, [1]) == pytest.approx([-np.log(0.3)])
    assert brier(chances, [1]) == pytest.approx([0.25 + 0.49 + 0.04])
    assert outcomes([2, 1, 0], [1, 1, 3]).tolist() == [0, 1, 2]


@given(triples(), triples())
def test_no_lie_scores_better_than_the_truth(truth: np.ndarray, lie: np.ndarray) -> None:
    happened = np.arange(3)
    for score in (rps, log_loss, brier):
        honest = truth @ score(np.tile(truth, (3, 1)), happened)
        assert honest <= truth @ score(np.tile(lie, (3, 1)), happened) + 1e-12


@given(triples(), st.integers(0, 2))
def test_scores_keep_to_their_ranges(chances: np.ndarray, answer: int) -> None:
    assert 0.0 <= rps([chances], [answer])[0] <= 1.0
    assert 0.0 <= brier([chances], [answer])[0] <= 2.0
    assert log_loss([chances], [answer])[0] >= 0.0


def test_what_was_called_impossible_costs_everything() -> None:
    assert log_loss([[1.0, 0.0, 0.0]], [2]) == [np.inf]


def test_a_calibrated_forecaster_has_little_error() -> None:
    rng = np.random.default_rng(8)
    true = rng.dirichlet([3, 2, 2], 20000)
    happened = (true.cumsum(axis=1) > rng.random(len(true))[:, None]).argmax(axis=1)
    table = calibration_table(true, happened)
    assert table["count"].sum() == true.size
    assert calibration_error(true, happened) < 0.01
    assert calibration_error(true**3 / (true**3).sum(axis=1, keepdims=True), happened) > 0.05


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(BadFrame):
        rps([[0.5, 0.5, 0.5]], [0])
    with pytest.raises(BadFrame):
        rps([0.5, 0.5], [0, 1])
    with pytest.raises(BadFrame):
        outcomes([1.0, np.nan], [0.0, 1.0])
