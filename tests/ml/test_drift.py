"""Drift is seen where there is some, and seldom where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ml.drift import ALARM, drift_of

Floats = NDArray[np.float64]


def forecasts(rng: np.random.Generator, matches: int) -> Floats:
    """Return chances as they are in a league."""
    return rng.dirichlet([6, 4, 4], matches)


def played(rng: np.random.Generator, chances: Floats) -> NDArray[np.int64]:
    """Return outcomes that come as often as `chances` say."""
    return np.asarray((chances.cumsum(axis=1) > rng.random(len(chances))[:, None]).argmax(axis=1))


def stretched(chances: Floats, by: float) -> Floats:
    """Return bolder chances."""
    raw = chances**by
    return np.asarray(raw / raw.sum(axis=1, keepdims=True))


def test_true_forecasts_seldom_raise_an_alarm_however_often_one_looks() -> None:
    rng = np.random.default_rng(11)
    alarms = 0
    for _ in range(500):
        chances = forecasts(rng, 600)
        alarms += drift_of(chances, played(rng, chances)).is_drifting
    # at 1 %, the most that is promised, 500 tries give more than 12 once in a thousand times
    assert alarms <= 12


@pytest.mark.parametrize("by", [0.5, 1.9])
def test_too_timid_or_too_bold_forecasts_raise_one(by: float) -> None:
    rng = np.random.default_rng(12)
    true = forecasts(rng, 600)
    found = drift_of(stretched(true, by), played(rng, true))
    assert found.is_drifting
    assert found.log_loss is not None
    assert found.expected_log_loss is not None
    # bold ones lose more than they said, timid ones less
    assert (found.log_loss > found.expected_log_loss) == (by > 1)


def test_forecasts_that_lean_to_the_home_side_raise_one() -> None:
    rng = np.random.default_rng(13)
    true = forecasts(rng, 1000)
    leaning = true * np.array([1.5, 1.0, 1.0])
    assert drift_of(leaning / leaning.sum(axis=1, keepdims=True), played(rng, true)).is_drifting


def test_without_matches_nothing_is_said() -> None:
    found = drift_of(np.empty((0, 3)), [])
    assert (found.matches, found.log_loss, found.evidence) == (0, None, 1.0)
    assert not found.is_drifting


def test_the_evidence_never_shrinks_as_matches_come() -> None:
    rng = np.random.default_rng(14)
    chances = forecasts(rng, 200)
    answers = played(rng, chances)
    grown = [drift_of(chances[:n], answers[:n]).evidence for n in range(1, 200, 20)]
    assert grown == sorted(grown)


@given(
    st.lists(st.floats(0.02, 1.0), min_size=3, max_size=3).map(lambda raw: np.array(raw) / sum(raw))
)
def test_the_doubters_stakes_are_fair(chances: Floats) -> None:
    """Over the outcomes of one match the stakes keep their worth: the law the promise rests on."""
    from ml.drift import _doubts

    for said in _doubts(np.log(chances[None])):
        grown = said[0] / chances
        assert float(chances @ grown) == pytest.approx(1.0)
        assert (grown > 0).all()


def test_one_call_of_the_impossible_is_survived() -> None:
    found = drift_of([[1.0, 0.0, 0.0]], [2])
    assert np.isfinite(found.evidence)
    assert ALARM > 1
