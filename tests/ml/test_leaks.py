"""Nothing of a day, or after it, changes what is said of that day or before."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ml.backtest import walk_forward
from ml.features import PRICE_FEATURES, Feature
from ml.frame import MATCH_COLUMNS, day_number, learnable, tidy
from ml.played import Played
from ml.predictor import OddsUse, Predictor
from ml.ratings import RatingPrior
from ml.rehearsal import Plan, Rehearsal

DAY = pd.Timestamp("2021-09-30")
PLAN = Plan(
    results=RatingPrior(),
    prices=RatingPrior(half_life=25.0),
    shots_share=0.5,
    use_past_prices=True,
)
ALL = {
    "goals": ["home_goals", "away_goals"],
    "shots": ["home_shots_on_target", "away_shots_on_target"],
    "prices": ["avg_home", "avg_draw", "avg_away"],
}


def disturbed(frame: pd.DataFrame, columns: list[str], *, since: pd.Timestamp) -> pd.DataFrame:
    """Return the frame with the values of these columns moved to other matches from a day on."""
    changed = frame.copy()
    late = changed["date"] >= since
    for column in columns:
        changed.loc[late, column] = np.roll(changed.loc[late, column].to_numpy(), 7)
    return changed


def feature_at_day(frame: pd.DataFrame, feature: Feature) -> np.ndarray:
    """Return a feature, known on DAY, of every match of the frame."""
    played = Played.of(learnable(tidy(frame, MATCH_COLUMNS), as_of=None))
    known = Rehearsal(played, PLAN).rate(day_number(DAY))
    return feature(known, played.sides)


@pytest.mark.parametrize("what", ALL)
@pytest.mark.parametrize("feature", PRICE_FEATURES, ids=lambda feature: feature.__name__)
def test_no_feature_sees_its_own_day_or_later(
    two_countries: pd.DataFrame, feature: Feature, what: str
) -> None:
    true = feature_at_day(two_countries, feature)
    other = feature_at_day(disturbed(two_countries, ALL[what], since=DAY), feature)
    assert np.array_equal(true, other)


@pytest.mark.parametrize("feature", PRICE_FEATURES, ids=lambda feature: feature.__name__)
def test_every_feature_sees_the_past(two_countries: pd.DataFrame, feature: Feature) -> None:
    """The test above could not fail for a feature that sees nothing."""
    true = feature_at_day(two_countries, feature)
    columns = [column for columns in ALL.values() for column in columns]
    earlier = disturbed(two_countries, columns, since=DAY - pd.Timedelta(days=30))
    assert not np.array_equal(true, feature_at_day(earlier, feature))


def walk(frame: pd.DataFrame, odds: OddsUse) -> pd.DataFrame:
    quick = Predictor(rehearsal_days=500, rehearsal_step=28)
    return walk_forward(
        frame,
        start=DAY - pd.Timedelta(days=21),
        end=DAY + pd.Timedelta(days=35),
        odds=odds,
        refit_days=7,
        predictor=quick,
    )


@pytest.mark.parametrize("odds", ["none", "past", "prematch"])
def test_walk_forward_sees_no_later_result(two_countries: pd.DataFrame, odds: OddsUse) -> None:
    columns = ALL["goals"] + ALL["shots"]
    true, other = (
        walk(f, odds) for f in (two_countries, disturbed(two_countries, columns, since=DAY))
    )
    early = true["date"] <= f"{DAY:%Y-%m-%d}"
    assert 0 < early.sum() < len(true)
    pd.testing.assert_frame_equal(true[early], other[early])
    assert not np.allclose(true.loc[~early, "p_home"], other.loc[~early, "p_home"])


def test_walk_forward_sees_no_later_price(two_countries: pd.DataFrame) -> None:
    true, other = (
        walk(f, "past") for f in (two_countries, disturbed(two_countries, ALL["prices"], since=DAY))
    )
    early = true["date"] <= f"{DAY:%Y-%m-%d}"
    pd.testing.assert_frame_equal(true[early], other[early])
    assert not np.allclose(true.loc[~early, "p_home"], other.loc[~early, "p_home"])


def test_with_prematch_only_the_match_s_own_price_matters(two_countries: pd.DataFrame) -> None:
    true, other = (
        walk(f, "prematch")
        for f in (two_countries, disturbed(two_countries, ALL["prices"], since=DAY))
    )
    before = true["date"] < f"{DAY:%Y-%m-%d}"
    own_day = true["date"] == f"{DAY:%Y-%m-%d}"
    pd.testing.assert_frame_equal(true[before], other[before])
    assert not np.allclose(true.loc[own_day, "p_home"], other.loc[own_day, "p_home"])


@pytest.mark.parametrize("odds", ["none", "past", "prematch"])
def test_closing_prices_are_never_looked_at(two_countries: pd.DataFrame, odds: OddsUse) -> None:
    closing = two_countries.assign(closing_home=1.01, closing_draw=50.0, closing_away=99.0)
    pd.testing.assert_frame_equal(walk(two_countries, odds), walk(closing, odds))


def test_without_odds_no_price_is_looked_at(two_countries: pd.DataFrame) -> None:
    bare = two_countries.drop(columns=ALL["prices"])
    pd.testing.assert_frame_equal(walk(two_countries, "none"), walk(bare, "none"))


def test_a_fit_sees_nothing_from_its_day_on(two_countries: pd.DataFrame) -> None:
    columns = [column for columns in ALL.values() for column in columns]
    versions = {
        Predictor(rehearsal_days=200).fit(frame, as_of=DAY).version
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
        Predictor(rehearsal_days=200).fit(frame).version for frame in (flagged, scored, gone)
    }
    assert len(versions) == 1
