"""The predictor: scikit-learn's habits, forecasts that agree with themselves, errors that help."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from ml.errors import (
    BadFrame,
    BadSetting,
    NotComparable,
    NotFitted,
    TooFewMatches,
    UnknownClub,
)
from ml.evaluation import outcomes, rps
from ml.frame import FIXTURE_COLUMNS, tidy
from ml.predictor import Predictor


def fixture(home: str, away: str, **more: object) -> pd.DataFrame:
    return pd.DataFrame(
        [{"date": "2021-12-09", "league": "X1", "home_team": home, "away_team": away} | more]
    )


def test_it_has_scikit_learn_s_habits() -> None:
    predictor = Predictor(daily=1e-4)
    copy = clone(predictor).set_params(odds="none")
    assert copy.get_params() == predictor.get_params() | {"odds": "none"}
    assert predictor.fit.__annotations__["return"]


def test_forecasts_are_one_grid_and_add_up(fitted: Predictor, two_countries: pd.DataFrame) -> None:
    fixtures = two_countries.tail(30)
    made = fitted.predict(fixtures)
    assert fitted.predict_proba(fixtures) == pytest.approx(
        np.array([forecast.match_result for forecast in made]), abs=1e-9
    )
    for forecast in made:
        total = forecast.baseline + sum(part.effect for part in forecast.explanation)
        assert total == pytest.approx(forecast.match_result.home, abs=1e-9)
        assert forecast.expected_goals == forecast.grid.expected_goals
        assert 0.0 <= forecast.confidence <= 1.0
        assert not forecast.market_informed


def test_grids_are_those_of_the_forecasts(fitted: Predictor, two_countries: pd.DataFrame) -> None:
    fixtures = two_countries.tail(12).sample(frac=1.0, random_state=3)
    cells = np.array([forecast.grid.cells for forecast in fitted.predict(fixtures)])
    assert fitted.grids(fixtures) == pytest.approx(cells, abs=1e-12)


def test_informed_by_a_price_it_leans_to_it_and_leaves_the_first_alone(fitted: Predictor) -> None:
    prices = {"avg_home": 8.0, "avg_draw": 4.5, "avg_away": 1.4}
    priced = fixture("x-1a", "x-1b", **prices)
    alone, together = fitted.predict_proba(priced)[0], fitted.informed().predict_proba(priced)[0]
    assert together[2] > alone[2]
    assert fitted.predict_proba(priced)[0] == pytest.approx(alone, abs=1e-12)


def test_explanations_are_words_without_figures(fitted: Predictor) -> None:
    (forecast,) = fitted.predict(fixture("x-1a", "x-1b"))
    factors = [part.factor for part in forecast.explanation]
    assert factors == [
        "league_level",
        "home_advantage",
        "home_attack",
        "home_defence",
        "away_attack",
        "away_defence",
        "form",
        "finishing",
        "relegation",
        "title",
        "top_places",
        "past_prices",
    ]
    assert not any(sign.isdigit() for part in forecast.explanation for sign in part.text)


def test_one_row_is_as_good_as_many(fitted: Predictor, two_countries: pd.DataFrame) -> None:
    fixtures = two_countries.tail(12).sample(frac=1.0, random_state=3)
    alone = [fitted.predict_proba(fixtures.iloc[[row]])[0] for row in range(len(fixtures))]
    assert fitted.predict_proba(fixtures) == pytest.approx(np.array(alone), abs=1e-12)


def test_it_beats_the_base_rates_of_a_simulated_league(two_countries: pd.DataFrame) -> None:
    cut = pd.Timestamp("2021-08-01")
    later = two_countries[two_countries["date"] >= cut].head(200)
    predictor = Predictor(odds="none").fit(two_countries, as_of=cut)
    happened = outcomes(later["home_goals"], later["away_goals"])
    base = np.bincount(happened, minlength=3) / len(happened)
    ours = rps(predictor.predict_proba(later), happened).mean()
    assert ours < rps(np.tile(base, (len(later), 1)), happened).mean() - 0.005
    assert len(predictor.held_out_) > 100


def test_confidence_grows_with_evidence_and_fades_with_time(fitted: Predictor) -> None:
    known, half, none = (
        fitted.predict(fixture(home, away))[0].confidence
        for home, away in [("x-1a", "x-1b"), ("x-1a", "x-new"), ("x-other", "x-new")]
    )
    assert known > 0.5 > half > 0.1
    assert none == pytest.approx(0.0, abs=1e-9)
    later = fitted.predict(fixture("x-1a", "x-1b", date="2022-12-09"))[0].confidence
    assert later < known - 0.1


def test_a_club_never_seen_is_a_newcomer(fitted: Predictor) -> None:
    top, new = fitted.predict_proba(
        pd.concat([fixture("x-1a", "x-1b"), fixture("x-brand-new", "x-1b")])
    )
    assert new.sum() == pytest.approx(1.0)
    assert not np.allclose(top, new)


def test_a_pair_without_a_league_is_met_on_the_country_s_scale(fitted: Predictor) -> None:
    nowhere = fixture("x-1a", "x-2a", league="X9", country="X")
    assert fitted.predict_proba(nowhere)[0].sum() == pytest.approx(1.0)


def test_the_own_price_counts_only_with_prematch(two_countries: pd.DataFrame) -> None:
    priced = fixture("x-1a", "x-1b", avg_home=8.0, avg_draw=5.0, avg_away=1.4)
    plain = fixture("x-1a", "x-1b")
    past = Predictor(odds="past").fit(two_countries)
    assert np.array_equal(past.predict_proba(priced), past.predict_proba(plain))
    prematch = Predictor(odds="prematch").fit(two_countries)
    (moved,), (unmoved,) = prematch.predict(priced), prematch.predict(plain)
    assert moved.market_informed
    assert not unmoved.market_informed
    assert moved.match_result.away > unmoved.match_result.away + 0.02
    assert moved.explanation[-1].factor == "market"
    assert moved.explanation[-1].effect < 0


@pytest.mark.parametrize("price", [1.0, 0.0, -3.0, float("nan"), 1e6])
def test_a_price_that_cannot_be_is_no_price(two_countries: pd.DataFrame, price: float) -> None:
    predictor = Predictor(odds="prematch", rehearsal_days=900).fit(two_countries)
    priced = fixture("x-1a", "x-1b", avg_home=price, avg_draw=5.0, avg_away=1.4)
    plain = fixture("x-1a", "x-1b")
    assert np.array_equal(predictor.predict_proba(priced), predictor.predict_proba(plain))


def test_the_cut_off_is_the_day_before_which_it_learned(two_countries: pd.DataFrame) -> None:
    as_of = datetime(2021, 9, 30, 15, 30, tzinfo=UTC)
    predictor = Predictor(rehearsal_days=900).fit(two_countries, as_of=as_of)
    assert predictor.data_cutoff == date(2021, 9, 30)
    assert predictor.version.startswith("20210930-")
    assert predictor.facts_["last_match"] < "2021-09-30"


def test_years_without_a_result_take_nothing_from_the_ratings(two_countries: pd.DataFrame) -> None:
    last = two_countries["date"].max()
    fresh, old = (
        Predictor(rehearsal_days=900).fit(two_countries, as_of=last + pd.Timedelta(days=days))
        for days in (1, 900)
    )
    assert old.data_cutoff == (last + pd.Timedelta(days=900)).date()
    later = fixture("x-1a", "x-1b", date="2024-12-09")
    (now,), (then,) = fresh.predict(later), old.predict(later)
    assert then.match_result == now.match_result
    assert then.confidence == now.confidence < 0.2


def test_no_fixtures_no_forecasts(fitted: Predictor, two_countries: pd.DataFrame) -> None:
    assert fitted.predict(two_countries.head(0)) == []
    assert fitted.predict_proba(two_countries.head(0)).shape == (0, 3)


def test_a_short_history_is_enough_to_speak(two_countries: pd.DataFrame) -> None:
    predictor = Predictor().fit(two_countries.head(5))
    assert predictor.predict_proba(fixture("x-1a", "x-1b")).sum() == pytest.approx(1.0)
    assert predictor.held_out_.empty


def test_errors_say_what_is_wrong(fitted: Predictor, two_countries: pd.DataFrame) -> None:
    with pytest.raises(NotFitted, match="fit"):
        Predictor().predict(fixture("x-1a", "x-1b"))
    with pytest.raises(BadFrame, match="away_goals"):
        Predictor().fit(two_countries.drop(columns="away_goals"))
    with pytest.raises(BadFrame, match="league"):
        fitted.predict(fixture("x-1a", "x-1b").drop(columns="league"))
    with pytest.raises(BadFrame, match="itself"):
        fitted.predict(fixture("x-1a", "x-1a"))
    with pytest.raises(BadFrame, match="date"):
        fitted.predict(fixture("x-1a", "x-1b", date="soon"))
    with pytest.raises(TooFewMatches):
        Predictor().fit(two_countries, as_of=pd.Timestamp("1990-01-01"))
    with pytest.raises(BadSetting, match="prematch"):
        Predictor(odds="closing").fit(two_countries)  # type: ignore[arg-type]


def test_what_has_no_common_scale_is_refused(fitted: Predictor) -> None:
    with pytest.raises(NotComparable, match="leagues of Y"):
        fitted.predict(fixture("x-1a", "y-1a"))
    with pytest.raises(NotComparable, match="Cup"):
        fitted.predict(fixture("x-1a", "x-1b", is_cup=True))
    with pytest.raises(UnknownClub):
        fitted.predict(fixture("q-1", "q-2", league="Q1"))


def test_the_package_is_light_until_it_is_used() -> None:
    code = (
        "import sys, ml, ml.errors, ml.grid, ml.odds;"
        "sys.exit(any(m in sys.modules for m in ('pandas', 'sklearn', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_updated_it_rates_as_one_fitted_later_does(two_countries: pd.DataFrame) -> None:
    early, late = pd.Timestamp("2021-09-30"), pd.Timestamp("2021-11-01")
    updated = Predictor().fit(two_countries, as_of=early).update(two_countries, as_of=late)
    fitted = Predictor().fit(two_countries, as_of=late)
    assert updated.data_cutoff == fitted.data_cutoff
    sides = fitted.model_.names.sides(tidy(two_countries.tail(40), FIXTURE_COLUMNS))
    for feature in fitted.model_.features:
        assert feature(updated.model_.known, sides) == pytest.approx(
            feature(fitted.model_.known, sides), abs=1e-9
        )


def test_an_update_leaves_the_first_alone_and_sees_no_later_match(
    two_countries: pd.DataFrame,
) -> None:
    early, late = pd.Timestamp("2021-09-30"), pd.Timestamp("2021-11-01")
    first = Predictor().fit(two_countries, as_of=early)
    before = first.version
    updated = first.update(two_countries, as_of=late)
    assert first.version == before != updated.version
    blind = first.update(two_countries[two_countries["date"] < late], as_of=late)
    assert blind.version == updated.version
    assert updated.facts_["last_match"] == "2021-10-28"


def test_an_update_with_a_club_never_seen_asks_for_a_fit(two_countries: pd.DataFrame) -> None:
    first = Predictor().fit(two_countries, as_of=pd.Timestamp("2021-09-30"))
    new = two_countries.tail(20).assign(home_team="x-new")
    with pytest.raises(UnknownClub, match="x-new"):
        first.update(new, as_of=pd.Timestamp("2022-01-01"))
