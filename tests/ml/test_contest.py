"""A challenger serves unless it is worse beyond doubt, on matches that neither learned from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ml.contest import ALLOWANCE, FEWEST, KEYS, admit, bouts, champions_forecasts
from ml.evaluation import log_loss, outcomes
from ml.predictor import Predictor

SAID = ["p_home", "p_draw", "p_away"]


@pytest.fixture(scope="module")
def champion(two_countries: pd.DataFrame) -> Predictor:
    """Return a model that ends five weeks before the data do."""
    until = two_countries["date"].max() - pd.Timedelta(weeks=5)
    return Predictor().fit(two_countries, as_of=until)


@pytest.fixture(scope="module")
def spoiled(two_countries: pd.DataFrame) -> Predictor:
    """Return a model that learned from prices of which half have their sides changed."""
    frame = two_countries.copy()
    rows = np.random.default_rng(2).random(len(frame)) < 0.5
    for moment in ("avg", "closing"):
        sides = [f"{moment}_home", f"{moment}_away"]
        frame.loc[rows, sides] = frame.loc[rows, sides[::-1]].to_numpy()
    return Predictor(daily=0.02).fit(frame)


def test_a_champions_forecasts_are_of_matches_it_did_not_learn_from(
    champion: Predictor, fitted: Predictor
) -> None:
    theirs = champions_forecasts(champion, fitted.held_out_)
    held_out = len(champion.held_out_)
    pd.testing.assert_frame_equal(theirs[:held_out], champion.held_out_, check_dtype=False)
    later = theirs[held_out:]
    assert len(later) > FEWEST
    assert (later["date"] >= pd.Timestamp(champion.data_cutoff)).all()
    assert np.allclose(later[SAID], champion.predict_proba(later))


def test_newer_data_of_the_same_recipe_serve(champion: Predictor, fitted: Predictor) -> None:
    fought = bouts(fitted.held_out_, champions_forecasts(champion, fitted.held_out_))
    found = admit(champion.version, fought)
    assert found.serves
    assert "no worse" in found.reason
    assert set(fought) == {"1x2", "over_2_5", "btts"}
    assert fought["1x2"].matches == len(fitted.held_out_)


def test_a_bout_is_scored_on_the_same_matches_as_defined(
    champion: Predictor, fitted: Predictor
) -> None:
    theirs = champions_forecasts(champion, fitted.held_out_)
    bout = bouts(fitted.held_out_, theirs)["1x2"]
    new = fitted.held_out_.set_index(list(KEYS))
    old = theirs.set_index(list(KEYS)).loc[new.index]
    happened = outcomes(new["home_goals"], new["away_goals"])
    assert bout.challenger == pytest.approx(log_loss(new[SAID].to_numpy(), happened).mean())
    assert bout.champion == pytest.approx(log_loss(old[SAID].to_numpy(), happened).mean())
    assert bout.difference.mean == pytest.approx(bout.challenger - bout.champion)


def test_a_spoiled_challenger_is_turned_away(fitted: Predictor, spoiled: Predictor) -> None:
    fought = bouts(spoiled.held_out_, champions_forecasts(fitted, spoiled.held_out_))
    found = admit(fitted.version, fought)
    assert not found.serves
    assert "is worse" in found.reason
    assert found.champion == fitted.version
    worst = max(fought.values(), key=lambda bout: bout.difference.mean)
    assert worst.is_lost
    assert worst.difference.low > 0
    assert worst.difference.mean > ALLOWANCE


def test_the_other_way_round_it_is_let_in(fitted: Predictor, spoiled: Predictor) -> None:
    fought = bouts(fitted.held_out_, champions_forecasts(spoiled, fitted.held_out_))
    assert admit(spoiled.version, fought).serves
    assert fought["1x2"].difference.is_below_zero


def test_equals_draw(fitted: Predictor) -> None:
    fought = bouts(fitted.held_out_, champions_forecasts(fitted, fitted.held_out_))
    assert all(bout.difference.mean == 0 for bout in fought.values())
    assert admit(fitted.version, fought).serves


def test_too_few_common_matches_tell_nothing(fitted: Predictor) -> None:
    few = fitted.held_out_[: FEWEST - 1]
    assert bouts(few, fitted.held_out_) == {}
    found = admit(fitted.version, {})
    assert found.serves
    assert "Too few" in found.reason


def test_a_match_told_twice_counts_once(fitted: Predictor) -> None:
    twice = pd.concat([fitted.held_out_, fitted.held_out_])
    assert bouts(twice, twice)["1x2"].matches == len(fitted.held_out_)
