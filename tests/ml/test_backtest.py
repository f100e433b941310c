"""Walk-forward: the shape of its answer; and on real matches, how good it is."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from ml.backtest import COLUMNS, walk_forward
from ml.errors import BadFrame
from ml.evaluation import calibration_error, outcomes, rps
from ml.predictor import OddsUse, Predictor

QUICK = Predictor(rehearsal_days=900)
START, END = date(2021, 9, 1), date(2021, 10, 14)


@pytest.fixture(scope="module")
def answer(two_countries: pd.DataFrame) -> pd.DataFrame:
    return walk_forward(two_countries, start=START, end=END, predictor=QUICK)


def test_one_row_for_each_match_with_a_score(
    answer: pd.DataFrame, two_countries: pd.DataFrame
) -> None:
    inside = two_countries["date"].between(pd.Timestamp(START), pd.Timestamp(END))
    assert tuple(answer.columns) == COLUMNS
    assert len(answer) == inside.sum()
    assert list(answer["home_team"]) == list(two_countries.loc[inside, "home_team"])
    assert answer["date"].min() == "2021-09-02"
    assert answer["date"].max() == "2021-10-14"


def test_probabilities_are_whole_and_unrounded(answer: pd.DataFrame) -> None:
    results = answer[["p_home", "p_draw", "p_away"]].to_numpy()
    assert results.sum(axis=1) == pytest.approx(1.0, abs=1e-9)
    for column in ("p_home", "p_draw", "p_away", "p_over_2_5", "p_btts"):
        assert answer[column].between(0.01, 0.99).all()
        assert (answer[column].round(6) != answer[column]).any()


def test_every_cut_off_lies_on_or_before_its_match(answer: pd.DataFrame) -> None:
    assert (answer["data_cutoff"] == answer["date"]).all()
    fits = pd.to_datetime(answer["model_version"].str.partition("-")[0], format="%Y%m%d")
    age = (pd.to_datetime(answer["date"]) - fits).dt.days
    assert age.between(0, 27).all()
    assert answer["model_version"].nunique() == 2


def test_a_model_carried_from_day_to_day_says_the_same(two_countries: pd.DataFrame) -> None:
    # X2 opens before X1, so the country's summer is over when X1's first round is forecast
    late = (two_countries["league"] == "X1") & (two_countries["date"] >= "2021-07-01")
    shifted = two_countries["date"].where(~late, two_countries["date"] + pd.Timedelta(days=14))
    matches = two_countries.assign(date=shifted).sort_values("date", ignore_index=True)
    opens = matches.loc[(matches["league"] == "X1") & (matches["date"] >= "2021-07-01"), "date"]
    start, end = opens.min(), opens.min() + pd.Timedelta(days=30)
    walked = walk_forward(
        matches, start=start, end=end, leagues=["X1"], odds="past", refit_days=99, predictor=QUICK
    )
    model = clone(QUICK).fit(matches, as_of=start)
    said = []
    for day in pd.date_range(start, end):
        model = model.update(matches[matches["date"] < day], as_of=day)
        today = matches[(matches["league"] == "X1") & (matches["date"] == day)]
        # each alone, as it is asked for: what is said of one hangs on no other
        said += [model.predict_proba(today.iloc[[row]])[0] for row in range(len(today))]
    assert len(said) == len(walked) > 0
    assert np.array(said) == pytest.approx(
        walked[["p_home", "p_draw", "p_away"]].to_numpy(), abs=1e-12
    )


def test_only_the_leagues_asked_for(two_countries: pd.DataFrame, answer: pd.DataFrame) -> None:
    some = walk_forward(two_countries, start=START, end=END, leagues=["Y2"], predictor=QUICK)
    assert set(some["league"]) == {"Y2"}
    same = answer[answer["league"] == "Y2"].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, same)


def test_clubs_are_named_where_names_are_known(two_countries: pd.DataFrame) -> None:
    named = two_countries.assign(
        home_name=two_countries["home_team"].str.upper(),
        away_name=two_countries["away_team"].str.upper(),
    )
    twice_the_same_index = named.set_index(named.index % 7)
    some = walk_forward(
        twice_the_same_index, start=START, end=START.replace(day=9), predictor=QUICK
    )
    assert len(some) == 40
    assert some["home_team"].str.startswith(("X-", "Y-")).all()


def test_clubs_and_leagues_never_seen_get_a_row_too(two_countries: pd.DataFrame) -> None:
    new = two_countries["league"].isin(["Y1", "Y2"]) & (two_countries["date"] < "2021-09-15")
    some = walk_forward(two_countries[~new], start=START, end=END, predictor=QUICK)
    fresh = some[some["league"].str.startswith("Y")]
    assert len(fresh) > 0
    assert fresh[["p_home", "p_draw", "p_away"]].notna().all(axis=None)


def test_awarded_matches_are_forecast_too(two_countries: pd.DataFrame) -> None:
    awarded = two_countries.assign(awarded=two_countries.index % 5 == 0)
    some = walk_forward(awarded, start=START, end=END, predictor=QUICK)
    inside = two_countries["date"].between(pd.Timestamp(START), pd.Timestamp(END))
    assert len(some) == inside.sum()


def test_from_the_first_day_of_all(two_countries: pd.DataFrame) -> None:
    some = walk_forward(two_countries, start=date(2018, 8, 1), end=date(2018, 8, 30))
    assert some["p_home"].notna().all()
    assert some["data_cutoff"].min() == "2018-08-05"


def test_progress_ends_with_all_of_it(two_countries: pd.DataFrame) -> None:
    seen: list[float] = []
    walk_forward(two_countries, start=START, end=END, predictor=QUICK, on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_an_empty_range_is_refused(two_countries: pd.DataFrame) -> None:
    with pytest.raises(BadFrame, match="range"):
        walk_forward(two_countries, start=date(1990, 1, 1), end=date(1990, 2, 1))
    with pytest.raises(BadFrame, match="fits"):
        walk_forward(two_countries, start=START, end=END, refit_days=0)


def english_matches(folder: Path) -> pd.DataFrame:
    """Return six seasons of England's first two divisions, read in the plainest way."""
    rows = []
    for season in ("1819", "1920", "2021", "2122", "2223", "2324"):
        for division in ("E0", "E1"):
            text = (folder / season / f"{division}.csv").read_text(encoding="utf-8-sig")
            rows += [row for row in csv.DictReader(text.splitlines()) if row["FTHG"]]
    frame = pd.DataFrame(rows)
    prices = {"avg_home": "AvgH", "avg_draw": "AvgD", "avg_away": "AvgA"}
    numbers = {"home_goals": "FTHG", "away_goals": "FTAG"} | prices
    return pd.DataFrame(
        {
            "date": pd.to_datetime(frame["Date"], dayfirst=True, format="mixed"),
            "league": frame["Div"],
            "home_team": frame["HomeTeam"],
            "away_team": frame["AwayTeam"],
            **{name: pd.to_numeric(frame[column]) for name, column in numbers.items()},
        }
    ).sort_values("date", ignore_index=True)


def test_on_real_matches_it_beats_base_rates_and_more_knowledge_helps(real_data: Path) -> None:
    matches = english_matches(real_data / "football-data")
    start, end = date(2023, 8, 1), date(2024, 5, 31)
    season = matches[matches["date"].between(pd.Timestamp(start), pd.Timestamp(end))]
    happened = outcomes(season["home_goals"], season["away_goals"])
    scores = {}
    modes: tuple[OddsUse, ...] = ("none", "past", "prematch")
    for odds in modes:
        rows = walk_forward(matches, start=start, end=end, odds=odds, refit_days=28)
        chances = rows[["p_home", "p_draw", "p_away"]].to_numpy()
        scores[odds] = rps(chances, happened).mean()
        assert calibration_error(chances, happened) < 0.03
    base = np.bincount(happened, minlength=3) / len(happened)
    assert scores["none"] < rps(np.tile(base, (len(happened), 1)), happened).mean() - 0.01
    assert scores["prematch"] < scores["none"]
