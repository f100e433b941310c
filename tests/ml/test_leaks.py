"""Nothing of a day, or after it, changes what is said of that day or before."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest

from ml.backtest import walk_forward
from ml.encoding import Sides
from ml.features import PRICE_FEATURES, Feature, Known
from ml.frame import _NUMBERS, MATCH_COLUMNS, day_number, scored, tidy
from ml.played import Played
from ml.predictor import OddsUse, Predictor
from ml.rehearsal import Rehearsal
from ml.tracker import Plan

#: late in a season, when there is something at stake
DAY = pd.Timestamp("2021-11-18")
PLAN = Plan()
ALL = {
    "goals": ["home_goals", "away_goals"],
    "shots": ["home_shots_on_target", "away_shots_on_target", "home_shots", "away_shots"],
    "corners": ["home_corners", "away_corners"],
    "red cards": ["home_reds", "away_reds"],
    "expected goals": ["home_xg", "away_xg"],
    "prices": ["avg_home", "avg_draw", "avg_away"],
    "closing prices": ["closing_home", "closing_draw", "closing_away"],
}


def disturbed(frame: pd.DataFrame, columns: list[str], *, since: pd.Timestamp) -> pd.DataFrame:
    """Return the frame with the values of these columns moved to other matches from a day on."""
    changed = frame.copy()
    late = changed["date"] >= since
    for column in columns:
        changed.loc[late, column] = np.roll(changed.loc[late, column].to_numpy(), 7)
    return changed


#: gives the forecasts of a walk with a use of odds
Walk = Callable[[OddsUse], pd.DataFrame]
#: gives what is known on DAY, after some of the frame was disturbed, as a feature tells it
Told = Callable[[Feature, tuple[str, ...], pd.Timestamp], np.ndarray]


@pytest.fixture(scope="module")
def told(two_countries: pd.DataFrame) -> Told:
    """Rehearse each disturbed frame once, whichever features are looked at then."""

    @cache
    def rehearsed(what: tuple[str, ...], since: pd.Timestamp) -> tuple[Known, Sides]:
        columns = [column for each in what for column in ALL[each]]
        frame = disturbed(two_countries, columns, since=since)
        played = Played.of(scored(tidy(frame, MATCH_COLUMNS), as_of=None))
        rehearsal = Rehearsal(played, PLAN)
        rehearsal.run(day_number(DAY))
        return rehearsal.model(day_number(DAY)).known, played.sides

    return lambda feature, what, since: feature(*rehearsed(what, since))


def noted(frame: pd.DataFrame) -> np.ndarray:
    """Return all features, each match's as known before it."""
    played = Played.of(scored(tidy(frame, MATCH_COLUMNS), as_of=None))
    rehearsal = Rehearsal(played, PLAN)
    rehearsal.run(day_number(DAY) + 60)
    return rehearsal.features


@pytest.fixture(scope="module")
def truly_noted(two_countries: pd.DataFrame) -> np.ndarray:
    return noted(two_countries)


@pytest.mark.parametrize("what", ALL)
def test_no_rehearsed_feature_sees_its_own_match(
    two_countries: pd.DataFrame, truly_noted: np.ndarray, what: str
) -> None:
    early = np.sort(two_countries["date"].to_numpy()) <= DAY.to_numpy()
    other = noted(disturbed(two_countries, ALL[what], since=DAY))
    assert np.array_equal(truly_noted[early], other[early])
    assert not np.array_equal(truly_noted[~early], other[~early], equal_nan=True)


@pytest.mark.parametrize("what", ALL)
@pytest.mark.parametrize("feature", PRICE_FEATURES, ids=lambda feature: feature.__name__)
def test_no_feature_sees_its_own_day_or_later(told: Told, feature: Feature, what: str) -> None:
    assert np.array_equal(told(feature, (), DAY), told(feature, (what,), DAY))


@pytest.mark.parametrize("feature", PRICE_FEATURES, ids=lambda feature: feature.__name__)
def test_every_feature_sees_the_past(told: Told, feature: Feature) -> None:
    """The test above could not fail for a feature that sees nothing."""
    earlier = told(feature, tuple(ALL), DAY - pd.Timedelta(days=30))
    assert not np.array_equal(told(feature, (), DAY), earlier)


def test_the_list_is_all_that_is_read() -> None:
    """What a new measure adds to the frame is disturbed above, too."""
    read = {*MATCH_COLUMNS, *(column for columns in ALL.values() for column in columns)}
    totals = {"avg_over_2_5", "avg_under_2_5", "closing_over_2_5", "closing_under_2_5"}
    assert set(_NUMBERS) <= read | totals


def walk(frame: pd.DataFrame, odds: OddsUse) -> pd.DataFrame:
    quick = Predictor(rehearsal_days=900)
    return walk_forward(
        frame,
        start=DAY - pd.Timedelta(days=21),
        end=DAY + pd.Timedelta(days=35),
        odds=odds,
        refit_days=7,
        predictor=quick,
    )


@pytest.fixture(scope="module")
def true_walk(two_countries: pd.DataFrame) -> Walk:
    """Walk through what was as it was, once for each use of odds."""
    return cache(lambda odds: walk(two_countries, odds))


@pytest.mark.parametrize("odds", ["none", "past", "prematch"])
def test_walk_forward_sees_no_later_result(
    two_countries: pd.DataFrame, true_walk: Walk, odds: OddsUse
) -> None:
    columns = ALL["goals"] + ALL["shots"]
    true, other = true_walk(odds), walk(disturbed(two_countries, columns, since=DAY), odds)
    early = true["date"] <= f"{DAY:%Y-%m-%d}"
    assert 0 < early.sum() < len(true)
    pd.testing.assert_frame_equal(true[early], other[early])
    assert not np.allclose(true.loc[~early, "p_home"], other.loc[~early, "p_home"])


def test_walk_forward_sees_no_later_price(two_countries: pd.DataFrame, true_walk: Walk) -> None:
    frame = disturbed(two_countries, ALL["prices"], since=DAY)
    true, other = true_walk("past"), walk(frame, "past")
    early = true["date"] <= f"{DAY:%Y-%m-%d}"
    pd.testing.assert_frame_equal(true[early], other[early])
    assert not np.allclose(true.loc[~early, "p_home"], other.loc[~early, "p_home"])


def test_with_prematch_only_the_match_s_own_price_matters(
    two_countries: pd.DataFrame, true_walk: Walk
) -> None:
    frame = disturbed(two_countries, ALL["prices"], since=DAY)
    true, other = true_walk("prematch"), walk(frame, "prematch")
    before = true["date"] < f"{DAY:%Y-%m-%d}"
    own_day = true["date"] == f"{DAY:%Y-%m-%d}"
    pd.testing.assert_frame_equal(true[before], other[before])
    assert not np.allclose(true.loc[own_day, "p_home"], other.loc[own_day, "p_home"])


@pytest.mark.parametrize("odds", ["none", "past", "prematch"])
def test_a_closing_price_is_looked_at_after_its_match_alone(
    two_countries: pd.DataFrame, true_walk: Walk, odds: OddsUse
) -> None:
    frame = disturbed(two_countries, ALL["closing prices"], since=DAY)
    true, other = true_walk(odds), walk(frame, odds)
    early = true["date"] <= f"{DAY:%Y-%m-%d}"
    pd.testing.assert_frame_equal(true[early], other[early])
    assert np.allclose(true["p_home"], other["p_home"], atol=1e-12) == (odds == "none")


def test_without_odds_no_price_is_looked_at(two_countries: pd.DataFrame, true_walk: Walk) -> None:
    bare = two_countries.drop(columns=ALL["prices"] + ALL["closing prices"])
    pd.testing.assert_frame_equal(true_walk("none"), walk(bare, "none"))


def test_a_fit_sees_nothing_from_its_day_on(two_countries: pd.DataFrame) -> None:
    columns = [column for columns in ALL.values() for column in columns]
    versions = {
        Predictor(rehearsal_days=900).fit(frame, as_of=DAY).version
        for frame in (
            two_countries,
            disturbed(two_countries, columns, since=DAY),
            two_countries[two_countries["date"] < DAY],
        )
    }
    assert len(versions) == 1


def test_awarded_matches_teach_nothing(two_countries: pd.DataFrame) -> None:
    picked = two_countries.index % 7 == 0
    flagged = two_countries.assign(awarded=picked)
    scored = flagged.assign(home_goals=np.where(picked, 3, flagged["home_goals"]))
    gone = two_countries[~picked]
    versions = {
        Predictor(rehearsal_days=900).fit(frame).version for frame in (flagged, scored, gone)
    }
    assert len(versions) == 1
